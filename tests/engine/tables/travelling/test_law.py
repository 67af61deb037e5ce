"""Sums of parts, put together, give the findings of all rows, or say what they lack."""

from __future__ import annotations

from collections.abc import Callable

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from dxplan.data.observations import Cell, ReportedValue
from dxplan.engine.tables.travelling import Sums, SumsError, kept_sums, merged
from tests.engine.differential.cases import Case, cases
from tests.engine.differential.compare import differences
from tests.engine.tables.travelling.parts import carried_over, cut

COUNT = 3
By = Callable[[Cell | ReportedValue], object]


def organisation(reported: Cell | ReportedValue) -> object:
    return reported.organisation


def period(reported: Cell | ReportedValue) -> object:
    return reported.period


@st.composite
def divided(draw: st.DrawFn, by: By) -> tuple[Case, list[Sums]]:
    """A case, and the sums of three parts of its rows."""
    case = draw(cases())
    read = case.observations
    places: dict[object, int] = {}
    for reported in (*read.cells, *read.reported_values):
        if by(reported) not in places:
            places[by(reported)] = draw(st.integers(0, COUNT - 1))
    parts = cut(read, COUNT, lambda reported: places[by(reported)])
    return case, [kept_sums(case.plan, each, (f"{n}.csv",)) for n, each in enumerate(parts)]


def wrong(case: Case, whole: Sums) -> list[str]:
    """Where the findings of sums differ from those of all rows."""
    found = whole.check(case.plan, case.as_of, case.observations.events, case.by)
    return differences(case.expected, found)


@settings(max_examples=40)
@given(divided(organisation))
def test_sums_of_other_organisations(drawn: tuple[Case, list[Sums]]) -> None:
    case, parts = drawn
    # The verdicts of single organisations are not in sums.
    case = attrs.evolve(case, by=None if case.by == "organisation" else case.by)
    files = [carried_over(each, with_rows=False) for each in parts]
    try:
        whole = merged(case.plan, files)
        assert wrong(case, whole) == [], case.told
    except SumsError as refused:
        assert refused.problem.code == "sums-lack-numbers", case.told


@settings(max_examples=40)
@given(st.one_of(divided(organisation), divided(period)))
def test_sums_with_rows_never_lack_anything(drawn: tuple[Case, list[Sums]]) -> None:
    case, parts = drawn
    whole = merged(case.plan, [carried_over(each, with_rows=True) for each in parts])
    assert wrong(case, whole) == [], case.told


@settings(max_examples=30)
@given(divided(period))
def test_sums_of_before_and_rows_of_today(drawn: tuple[Case, list[Sums]]) -> None:
    case, (first, *others) = drawn
    try:
        whole = merged(case.plan, [carried_over(first, with_rows=False), *others])
        assert wrong(case, whole) == [], case.told
    except SumsError as refused:
        assert refused.problem.code == "sums-lack-numbers", case.told


@settings(max_examples=30)
@given(divided(organisation), st.permutations(range(COUNT)))
def test_neither_order_nor_steps_change_anything(
    drawn: tuple[Case, list[Sums]], order: list[int]
) -> None:
    case, parts = drawn
    files = [carried_over(parts[n], with_rows=True) for n in order]
    stepwise = carried_over(merged(case.plan, files[:2]), with_rows=True)
    assert wrong(case, merged(case.plan, [stepwise, files[2]])) == [], case.told
    assert wrong(case, merged(case.plan, files)) == [], case.told
