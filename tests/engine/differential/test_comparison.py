"""The comparison finds what it is for: evaluators that are wrong in one thing."""

from __future__ import annotations

import contextlib

import attrs
from hypothesis import Phase, find, settings
from hypothesis.errors import NoSuchExample

from dxplan.engine.findings import Report
from tests.engine.differential.cases import Case, cases
from tests.engine.differential.compare import differences
from tests.engine.differential.hold import disagreement
from tests.engine.differential.reduce import smallest
from tests.engine.differential.wrong import WRONG, missing_as_zero

QUICKLY = settings(max_examples=2000, phases=[Phase.generate], derandomize=True, database=None)


def test_every_wrong_evaluator_is_found() -> None:
    """Some show in few cases only, and which cases there are depends on what else is imported."""
    left = list(WRONG)

    def all_are_found(case: Case) -> bool:
        assert differences(case.expected, case.expected) == []
        left[:] = [wrong for wrong in left if not differences(case.expected, wrong(case))]
        return not left

    with contextlib.suppress(NoSuchExample):
        find(cases(), all_are_found, settings=settings(QUICKLY, max_examples=10_000))
    assert left == []


def test_what_is_found_is_small() -> None:
    def shows(case: Case) -> bool:
        return bool(differences(case.expected, missing_as_zero(case)))

    small = smallest(find(cases(), shows, settings=QUICKLY), shows)
    assert len(small.table.rows) <= 2
    assert len(small.rules.rules) == 1


def test_a_disagreement_is_told_with_the_case_that_shows_it() -> None:
    case = find(cases(), lambda each: bool(each.expected.findings), settings=QUICKLY)
    told = disagreement(case, lambda each: attrs.evolve(each.expected, rows_left_out=-1))
    assert told.splitlines()[0] == "rows_left_out"
    assert case.rules.rules[0].text in told


def test_an_exception_is_a_disagreement() -> None:
    def fails(_: Case) -> Report:
        raise OverflowError("too large")

    case = find(cases(), lambda each: True, settings=QUICKLY)
    assert disagreement(case, fails).startswith("OverflowError: too large")
