"""Findings over columns: finished when they are asked for, and then like any other."""

from __future__ import annotations

import copy
import pickle
from datetime import date
from fractions import Fraction

import attrs
import pytest

from dxplan.engine.findings import Finding, Report
from dxplan.engine.reference import evaluate
from dxplan.engine.tables.check_cells import check_observations
from dxplan.values.intervals import Interval
from tests.engine.rules import observed, plan, report, school

DAY = date(2025, 12, 31)
RULES = """measure a flow
measure b flow
indicator share = a / b
share >= 5% by 2025
    lead office
unit office "Office"
"""
FOUND = observed(
    report("A", "2024", a=9, b=100),
    report("A", "2025", a=7, b=100),
    report("B", "2024", a=9, b=50),
    report("C", "2025", a=3, b=60),
    register=[
        school("A", district="Đông"),
        school("B", district="Đông"),
        school("C", district="Tây"),
        school("D", district="Nam"),
    ],
)
NAMES = ["plan", "Nam", "Tây", "Đông"]


def judged() -> Report:
    return check_observations(plan(RULES), FOUND, DAY, group_by="district")


@pytest.fixture
def expected() -> tuple[Finding, ...]:
    return tuple(evaluate(plan(RULES), FOUND, DAY, group_by="district").findings)


@pytest.mark.parametrize("place", range(4))
@pytest.mark.parametrize("name", [each.name for each in attrs.fields(Finding)])
def test_any_field_may_be_asked_for_first(
    expected: tuple[Finding, ...], place: int, name: str
) -> None:
    found = list(judged())[place]
    assert getattr(found, name) == getattr(expected[place], name)
    assert found == expected[place]


def test_findings_that_are_not_finished_are_like_any_others(
    expected: tuple[Finding, ...],
) -> None:
    assert list(judged()) == list(expected)
    assert [hash(each) for each in judged()] == [hash(each) for each in expected]
    assert [repr(each) for each in judged()] == [repr(each) for each in expected]
    assert [copy.copy(each) for each in judged()] == list(expected)
    assert [pickle.loads(pickle.dumps(each)) for each in judged()] == list(expected)
    assert [attrs.evolve(each, cite="x").cite for each in judged()] == ["x"] * len(expected)


def test_sums_are_those_of_what_was_reported_and_what_may_be(
    expected: tuple[Finding, ...],
) -> None:
    found = [(each.organisation, each.numerator, each.denominator) for each in judged()]
    assert found == [(each.organisation, each.numerator, each.denominator) for each in expected]
    known = {name: (numerator, denominator) for name, numerator, denominator in found}
    assert list(known) == NAMES
    assert known["Nam"] == (None, None)
    assert known["Đông"] == (
        Interval(Fraction(7), Fraction(57)),
        Interval(Fraction(150), Fraction(150)),
    )


def test_columns_say_what_the_findings_say(expected: tuple[Finding, ...]) -> None:
    columns = judged().columns()
    assert columns == evaluate(plan(RULES), FOUND, DAY, group_by="district").columns()
    assert columns["organisation"] == NAMES
    assert columns["by"] == [None, "district", "district", "district"]
    assert columns["verdict"] == [each.verdict for each in expected]
    assert (columns["numerator_low"], columns["numerator_high"]) == (
        [10, None, 3, 7], [None, None, 3, 57],
    )  # fmt: skip
    assert (columns["denominator_low"], columns["denominator_high"]) == (
        [210, None, 60, 150], [None, None, 60, 150],
    )  # fmt: skip


def test_a_field_that_no_finding_has_is_none() -> None:
    found = next(iter(judged()))
    with pytest.raises(AttributeError):
        found.verdicts  # type: ignore[attr-defined]  # noqa: B018
    assert not hasattr(found, "_anything")


def test_findings_are_frozen_before_they_are_finished() -> None:
    found = next(iter(judged()))
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        found.verdict = "met"  # type: ignore[misc]
