"""One of two sums is not reported: every comparator, on every side of its threshold."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest

from dxplan.engine.records.one_missing import decided
from dxplan.plan.model import Comparator
from dxplan.values.calendars import MINISTRY
from dxplan.values.truth import Truth
from tests.engine.records.cases import Case, expected, in_short
from tests.engine.rules import day, school

COMPARATORS: tuple[Comparator, ...] = (">=", ">", "<=", "<", "=")
INDICATORS = {
    "share": ("recorded / pupils", "%"),
    "rate": ("recorded per pupils", ""),
    "open": ("(recorded + 1) / (pupils + 2)", "%"),
    "ahead": ("(2 * recorded + 1) per (pupils + devices + 2)", ""),
    "apart": ("(recorded - devices) per (pupils + 2)", ""),
    "whole": ("recorded + devices + 1", ""),
}
PERCENTS, NUMBERS = ("0", "50", "75", "100"), ("0", "1", "2", "7")


def rules() -> Iterator[str]:
    number = 0
    for expression, unit in INDICATORS.values():
        values = PERCENTS if unit else NUMBERS
        thresholds = [f"{word} {value}{unit}" for word, value in product(COMPARATORS, values)]
        thresholds += [f"{low}{unit} .. {high}{unit}" for low, high in (values[:2], values[1:3])]
        for threshold in thresholds:
            number += 2
            first, second = f"i_{number}", f"i_{number + 1}"
            yield f"indicator {first} = {expression}\n{first} {threshold} by 2025"
            yield f"indicator {second} = {expression}\n{second} {threshold} by 2026"
            yield f"    baseline {values[0]}{unit} in 2023"


@pytest.mark.parametrize(
    "record",
    [
        {name: value}
        for name in ("recorded", "pupils", "devices")
        for value in (0, 1, 3, 10**18)
    ]
    + [{"pupils": 3, "devices": 0}, {"recorded": 3, "devices": 2}, {"recorded": 3, "devices": 3}],
    ids=str,
)  # fmt: skip
def test_what_is_open_is_what_the_reference_leaves_open(record: dict[str, int]) -> None:
    case = Case("\n".join(rules()), MINISTRY, day("2025-12-31"), None, None, (), (record,))
    found = case.compiled()(record)
    assert len(found) > 150
    assert found == tuple(in_short(each) for each in expected(case, record))


@pytest.mark.parametrize("known", [{}, {"pupils": 40}, {"pupils": 2}])
@pytest.mark.parametrize("recorded", [0, 3, 20, 40])
def test_what_the_register_knows_stands_in_for_what_is_missing(
    known: dict[str, int], recorded: int
) -> None:
    text = "\n".join(f"indicator i_{n} = recorded / pupils\ni_{n} >= {n}% by 2025" for n in (5, 50))
    organisation, record = school("S", known=known), {"recorded": recorded}
    case = Case(text, MINISTRY, day("2025-12-31"), None, organisation, (), (record,))
    assert case.compiled()(record) == tuple(in_short(each) for each in expected(case, record))


ENDS = (None, -2, 0, 3)


@pytest.mark.parametrize("comparator", COMPARATORS)
@pytest.mark.parametrize(("low", "high"), [(low, high) for low in ENDS for high in ENDS])
def test_ends_decide_a_comparison_as_sums_do(
    low: int | None, high: int | None, comparator: Comparator
) -> None:
    if low is not None and high is not None and low > high:
        low, high = high, low
    assert decided(low, high, comparator) is by_numbers(low, high, comparator)


def by_numbers(low: int | None, high: int | None, comparator: Comparator) -> Truth:
    """The same by trying: far enough out stands for no bound."""
    first, last = -9 if low is None else low, 9 if high is None else high
    kept = {
        {">=": n >= 0, ">": n > 0, "<=": n <= 0, "<": n < 0, "=": n == 0}[comparator]
        for n in range(first, last + 1)
    }
    return kept.pop() if len(kept) == 1 else None
