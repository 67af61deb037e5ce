"""Laws of comparing plans: columns may change places, texts may be translated, marks are true."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dxplan.analysis.common_days import Asking, common_days, time_of
from dxplan.analysis.comparison import Comparison, Row, compare
from dxplan.as_text import format_text
from dxplan.plan.model import Plan
from tests.analysis.loaded import loaded, session

NAMES = """
dimension level { primary, secondary }
measure a by level
measure b by level
measure n
fact portal from 2020
indicator x = a / b
indicator same = (b + 2 * a - b) / (2 * b)
indicator number = n
"""
PERIODS = ("", "    period 2022 to 2025\n", "    period 2024\n", "    period 2024 to 2026\n")
SUBJECTS = ("x", "same", "x primary", "same primary", "x secondary", "number")
THRESHOLDS = (">= {}", "> {}", "<= {}", "< {}", "= {}", "{} .. 4")
TIMES = (
    "by 2023", "by 2024", "by 2025", "by 2030", "before 1/7/2024", "in 2024", "in 2025-Q2",
    "from 2024", "from 2024 to 2025-06", "every year", "every quarter", "",
)  # fmt: skip
CLAUSES = ("", " when portal", " except primary")
NUMBERS = st.integers(0, 4)


@st.composite
def rules(draw: st.DrawFn) -> list[str]:
    """Rules of which no two have one id: every one has a time or a subject of its own."""
    places = st.tuples(st.sampled_from(SUBJECTS), st.sampled_from(TIMES))
    found = []
    for subject, time in draw(st.lists(places, min_size=1, max_size=4, unique=True)):
        number = draw(NUMBERS)
        threshold = draw(st.sampled_from(THRESHOLDS)).format(number)
        if not subject.startswith("number"):
            threshold = threshold.replace(str(number), f"{number}%", 1).replace(".. 4", ".. 4%")
        clauses = CLAUSES if subject in ("x", "same") else CLAUSES[:2]
        found.append(f"{subject} {threshold} {time}{draw(st.sampled_from(clauses))}")
    return found


@st.composite
def texts(draw: st.DrawFn, name: str) -> str:
    listed = "\n".join(draw(rules()))
    return f"plan {name}\n{draw(st.sampled_from(PERIODS))}{NAMES}{listed}\n"


THREE = st.tuples(texts("p"), texts("q"), texts("r"))


def said(comparison: Comparison) -> list[dict[str, Any]]:
    """What a comparison says, by the names of the plans: in whatever order they stand."""
    return [_said(row, [plan.id for plan in comparison.plans]) for row in comparison.rows]


def _said(row: Row, ids: list[str]) -> dict[str, Any]:
    both = {(ids[a], ids[b]): each for (a, b), each in row.relations.items()}
    return {
        "names": {ids[place]: names for place, names in row.names().items()},
        "elsewhere": {ids[place] for place in row.elsewhere},
        "shown": row.target.id,
        "cells": {
            ids[place]: (
                [target.id for target in cell.targets],
                cell.mark,
                cell.unranked,
                {target.id: {ids[p] for p in places} for target, places in cell.outside},
            )
            for place, cell in enumerate(row.cells)
            if cell is not None
        },
        "relations": both | {(b, a): each.reversed() for (a, b), each in both.items()},
    }


@given(THREE, st.permutations(range(3)))
def test_plans_in_another_order_are_other_columns_and_nothing_else(
    three: tuple[str, ...], order: list[int]
) -> None:
    plans = [loaded(text) for text in three]
    assert said(compare([plans[place] for place in order])) == said(compare(plans))


@given(THREE)
def test_the_language_and_the_layout_of_a_text_change_nothing(three: tuple[str, ...]) -> None:
    plans = [loaded(text) for text in three]
    for language in ("en", "vi"):
        translated = [loaded(format_text(text, language)) for text in three]
        assert said(compare(translated)) == said(compare(plans))
        assert said(compare([plans[0], *translated[1:]])) == said(compare(plans))


@given(texts("p"))
def test_a_plan_beside_itself_is_equal_everywhere(text: str) -> None:
    plan = loaded(text)
    found = compare([plan, loaded(format_text(text, "vi"))])
    assert {cell.mark for row in found for cell in row.cells if cell is not None} == {"equal"}
    assert found.namesakes == ()


@given(THREE, st.dates(date(2022, 1, 1), date(2026, 12, 31)), st.data())
def test_whatever_keeps_the_stricter_plan_keeps_the_others(
    three: tuple[str, ...], any_day: date, data: st.DataObject
) -> None:
    """Every value that a threshold could part from another is tried, from 0% to 5%."""
    plans = [loaded(text) for text in three]
    for row in compare(plans).shared():
        for (first, second), relation in row.relations.items():
            one, other = _asking(plans, row, first), _asking(plans, row, second)
            day = data.draw(
                st.sampled_from([*common_days(one, other), *_free(one, other, any_day)])
            )
            for half in range(11):
                kept, too = _keeps(one, day, half), _keeps(other, day, half)
                if relation.strictness in ("equal", "stricter"):
                    assert too or not kept
                if relation.strictness in ("equal", "weaker"):
                    assert kept or not too


def _asking(plans: list[Plan], row: Row, place: int) -> Asking:
    cell = row.cells[place]
    assert cell is not None
    return Asking(plans[place], cell.targets)


def _free(first: Asking, second: Asking, day: date) -> list[date]:
    """A day in the time of both; between two steps of a recurring target nothing is compared."""
    times = (time_of(first), time_of(second))
    recurring = any(t.time.kind == "every" for t in (*first.targets, *second.targets))
    inside = all(time.start <= day <= time.end for time in times)
    return [day] if inside and not recurring else []


def _keeps(asking: Asking, day: date, half: int) -> bool:
    """Whether figures of a day, so many half percents of them online, miss nothing due on it."""
    plan, ids = asking.plan, {target.id for target in asking.targets}
    rows = [
        {"school": "s", "period": day.isoformat(), "level": level, "a": half, "b": 200}
        for level in ("primary", "secondary")
    ]
    counts = {"school": "s", "period": day.isoformat(), "n": half}
    report = session().check(plan, [*rows, counts], as_of=day)
    due = [f for f in report if f.date == day and f.target in ids and f.verdict != "not_due"]
    verdicts = {finding.verdict for finding in due} - {"behind", "on_track"}
    assert verdicts <= {"met", "missed"}
    return "missed" not in verdicts
