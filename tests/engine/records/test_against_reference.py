"""The checker of records says what the reference evaluator says, target by target."""

from __future__ import annotations

from hypothesis import given, settings

from dxplan.engine.records import RecordError
from tests.engine.records.cases import Case, cases, expected, in_short, is_share_broken


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
