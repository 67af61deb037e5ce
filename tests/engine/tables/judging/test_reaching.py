"""Who reported at least a number, wherever the numbers are."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxplan.engine.conditions import compares
from dxplan.engine.tables.figures import Figures, Point
from dxplan.engine.tables.judging.reaching import Reaching, bounds_of, reached
from dxplan.engine.tables.points import who_reported
from dxplan.plan.model import Comparator
from tests.engine.rules import plan
from tests.engine.tables.test_figures import BACKENDS, LAYOUTS, REGISTER, RULES, figures

COMPARATORS: Sequence[Comparator] = (">=", ">", "<=", "<", "=")


@given(st.sampled_from(COMPARATORS), st.fractions(0, 5, max_denominator=4), st.integers(0, 6))
def test_a_comparison_is_made_of_bounds(
    comparator: Comparator, threshold: Fraction, number: int
) -> None:
    first, after = bounds_of(comparator, threshold)
    within = number >= first and (after is None or number < after)
    assert within == compares(Fraction(number), comparator, threshold)


def told(found: Figures, asked: Sequence[tuple[int, int]]) -> list[set[str]]:
    """Whoever reported at least some numbers."""
    flags = reached(found, asked)
    names = np.array(found.kinds.organisations)
    return [
        set(names[each & who_reported(found, point)].tolist())
        for each, (point, _) in zip(flags, asked, strict=True)
    ]


@pytest.mark.parametrize("register", [REGISTER, None], ids=["register", "none"])
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("backend", BACKENDS)
def test_rows_say_who_reached_a_number(
    backend: str, layout: str, register: list[dict[str, object]] | None, tmp_path: Path
) -> None:
    rows = LAYOUTS[layout]
    found = figures(plan(RULES), BACKENDS[backend](rows, tmp_path), register)
    assert found.reached is not None
    asked = [(point, least) for point in range(len(found.points)) for least in (1, 4, 10, 11, 50)]
    said = told(found, asked)
    assert said == told(attrs.evolve(found, reached=None), asked)
    assert set() < set().union(*said)
    assert set() in said


def test_decimals_are_held_against_the_scale_of_their_column(tmp_path: Path) -> None:
    path = tmp_path / "money.csv"
    path.write_text(
        "id,period,spent,budget\nA,2025,0.1,1\nB,2025,0.2,1.25\nC,2025,,1.125\n", encoding="utf-8"
    )
    found = figures(plan("spending <= 90% by 2025"), path, None)
    at = {point.measure: position for position, point in enumerate(found.points)}
    assert found.scales == {"spent": 10, "budget": 1000}
    asked = [(at["spent"], 1), (at["spent"], 2), (at["budget"], 1126), (at["budget"], 1250)]
    assert told(found, asked) == [{"A", "B"}, {"B"}, {"B"}, {"B"}]


def test_what_nobody_can_miss_or_reach_is_not_asked() -> None:
    def nothing(_: object) -> list[np.ndarray[tuple[int], np.dtype[np.bool_]]]:
        raise AssertionError("rows are asked")

    rows = LAYOUTS["wide"]
    found = figures(plan(RULES), BACKENDS["polars"](rows, Path()), REGISTER)
    reaching = Reaching(attrs.evolve(found, reached=nothing))
    for least in (0, -3, 2**63):
        reaching.want(0, least)
    reaching.fetch()
    assert reaching.get(0, 0).all()
    assert not reaching.get(0, 2**63).any()


def test_a_question_is_asked_once() -> None:
    asked: list[object] = []
    rows = LAYOUTS["wide"]
    found = figures(plan(RULES), BACKENDS["polars"](rows, Path()), REGISTER)
    point = found.points.index(Point("pupils", (), found.points[0].period))
    plain = found.reached
    assert plain is not None

    def counted(questions: Sequence[tuple[int, int]]) -> object:
        asked.extend(questions)
        return plain(questions)

    reaching = Reaching(attrs.evolve(found, reached=counted))
    for _ in range(2):
        reaching.want(point, 5)
        reaching.want(point, 7)
        reaching.fetch()
    assert asked == [(point, 5), (point, 7)]
    codes = np.flatnonzero(who_reported(found, point) & reaching.get(point, 7))
    assert [found.kinds.organisations[code] for code in codes] == ["01X"]
