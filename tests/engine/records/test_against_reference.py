"""The checker of records says what the reference evaluator says, target by target."""

from __future__ import annotations

from hypothesis import given, settings

from dxplan.data.reading import observations_from_rows
from dxplan.engine.findings import current
from dxplan.engine.records import RecordError, compile_plan
from dxplan.engine.reference import evaluate
from tests.engine.records.cases import Case, cases, expected, in_short, is_share_broken
from tests.engine.rules import day, during


@settings(max_examples=400)
@given(case=cases())
def test_a_record_has_the_verdicts_and_sums_of_the_reference(case: Case) -> None:
    checker = case.compiled()
    for record in case.records:
        try:
            found = checker(record)
        except RecordError as error:
            assert error.code == "part-above-whole"
            assert is_share_broken(case, record)
            continue
        assert found == tuple(in_short(each) for each in expected(case, record))


@given(case=cases())
def test_a_record_is_judged_as_the_row_of_a_file_is(case: Case) -> None:
    as_of = day("2025-12-31")
    checker = compile_plan(case.plan, as_of, period=during("2025"))
    for record in case.records:
        row = {"school": "A", "period": "01/01/2025 - 31/12/2025", **record}
        observations = observations_from_rows(case.plan, [row])
        if observations.problems:
            continue
        report = evaluate(case.plan, observations, as_of)
        findings = (
            current([each for each in report if each.target == target], as_of)
            for target in checker.targets
        )
        assert checker(record) == tuple(in_short(each) for each in findings)
