"""All that is said of the conformance vectors: every field of every finding, and what is due.

A vector names only the fields that it is about. Here the others are held as well, in files that
are read when they change; see the fixture ``golden``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs
import pytest

from dxplan.engine.due import due_list
from dxplan.engine.reference import evaluate
from dxplan.plan.model import Duty, Plan, Target, Task, Threshold, Unit
from dxplan.session import Session
from dxplan.values.intervals import Interval
from dxplan.values.numbers import exact_text
from dxplan.values.periods import Period
from tests.language.test_vectors import WITH_DATA, below, bound, cases, read, session

__all__ = ["session"]

HEAD = ("plan", "rule", "source", "target", "organisation", "date", "verdict", "status", "deadline")


def told(value: Any) -> str:
    """A value in a few letters."""
    match value:
        case Interval():
            ends = [told(value.low), told(value.high)]
            return ends[0] if value.is_point else " to ".join(ends)
        case Fraction():
            return exact_text(value)
        case Period():
            return f"{value.start}/{value.end}"
        case Unit():
            return value.name
        case Threshold():
            high = f" to {told(value.high)}" if value.high is not None else ""
            return f"{value.comparator} {told(value.low)}{high} {value.unit}"
        case Plan() | Target() | Task() | Duty():
            return value.id
        case date():
            return value.isoformat()
        case None:
            return "?"
        case _ if attrs.has(type(value)):
            return f"({fields(value)})"
        case str():
            return value
        case Mapping():
            return told(tuple(value.items()))
        case Iterable():
            parts = sorted(value) if isinstance(value, frozenset) else value
            return f"({', '.join(map(told, parts))})"
    return str(value)


def fields(value: Any) -> str:
    """What a value says, but for what it says by default."""
    head, rest = [], []
    for field in attrs.fields(type(value)):
        inside = getattr(value, field.name)
        if field.name in HEAD:
            head.append(told(inside))
        elif inside != field.default and field.name != "titles":
            rest.append(f"{field.name} {told(inside)}")
    return " ".join([*head, *(f"| {each}" for each in rest)])


def said(session: Session, case: dict[str, Any], folder: Path) -> Iterator[str]:
    yield f"## {case['name']}"
    session = below(case["above"], folder) if "above" in case else session
    plan = bound(session, case["rules"], case.get("alone", False)).value
    observations = read(session, plan, case, folder)
    day = case["as_of"]
    report = evaluate(plan, observations, day, group_by=case.get("by"))
    yield from map(fields, (*report.findings, *report.level_counts, *report.levels))
    due = due_list([plan], {plan.id: observations.events}, day, within="1y")
    yield from (f"due: {fields(item)}" for item in due)


@pytest.mark.parametrize("kind", WITH_DATA)
def test_everything_said_of_vectors_is_as_it_was_read(
    kind: str, session: Session, tmp_path: Path, golden: Callable[[str, str], None]
) -> None:
    lines: list[str] = []
    for number, listed in enumerate(cases(kind)):
        folder = tmp_path / str(number)
        folder.mkdir()
        lines += [
            "",
            *(each.replace(f"{folder}/", "") for each in said(session, listed.values[0], folder)),
        ]
    golden(f"vectors/{kind}.txt", "\n".join(lines[1:]) + "\n")
