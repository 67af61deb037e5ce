"""What has to be read for targets that are judged row by row."""

from __future__ import annotations

from datetime import date

import attrs
import numpy as np
import pytest

from dxplan.engine.tables.judging.alone import observations_of
from dxplan.engine.tables.judging.lookup import Lookup
from dxplan.engine.tables.judging.needed import measures_beside
from dxplan.engine.tables.plain import figures_of
from tests.engine.rules import observed, plan, report


def beside(text: str) -> set[str]:
    bound = plan(text)
    return set(measures_beside(bound, bound.targets))


def test_a_check_on_a_measure_that_is_read_needs_its_other_side() -> None:
    rules = "room_count >= 5 by 2025\ncheck rooms <= devices"
    assert beside(rules) == {"rooms", "devices"}


def test_a_check_on_other_measures_is_not_needed() -> None:
    assert beside("room_count >= 5 by 2025\ncheck online <= total") == {"rooms"}


def test_a_condition_that_an_event_decides_needs_no_measure() -> None:
    assert beside("room_count >= 5 by 2025 when portal") == {"rooms"}


def test_a_condition_on_figures_may_need_any_measure() -> None:
    everything = set(plan("room_count >= 5 by 2025").measures)
    assert beside("room_count >= 5 by 2025 when recorded_share >= 50%") == everything


def test_a_scale_needs_what_its_groups_count() -> None:
    scale = """
scale digital
    group teaching of 100 points { c_1 60 points, c_2 40 points }
    band low under 50
    band high at least 50
"""
    assert measures_beside(plan(scale), ()) == {"c_1", "c_2"}


@pytest.mark.parametrize(("codes", "measures"), [(None, ()), ([0], ()), ([], ("rooms",)), ([], ())])
def test_nothing_is_read_of_nobody_or_of_no_measure(
    codes: list[int] | None, measures: tuple[str, ...]
) -> None:
    def unread(*_: object) -> None:
        raise AssertionError("rows are read")

    found = observed(report("A", "2025", rooms=1))
    figures = attrs.evolve(figures_of(plan("room_count >= 5 by 2025"), found), observations=unread)
    asked = None if codes is None else np.array(codes, dtype=np.int64)
    assert observations_of(figures, asked, measures, date(2025, 12, 31)).cells == ()


def test_no_number_is_wanted_of_nobody() -> None:
    figures = figures_of(plan("room_count >= 5 by 2025"), observed(report("A", "2025", rooms=1)))
    lookup = Lookup(figures)
    assert [each.tolist() for each in lookup.wanted()] == [[], []]
    lookup.want(np.array([0]), 0)
    lookup.want(np.array([0]), 0)
    assert [each.tolist() for each in lookup.wanted()] == [[0], [0]]
