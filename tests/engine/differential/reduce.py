"""The smallest case like another one: what it shows is seen sooner in a few rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

import attrs

from tests.engine.differential.cases import Case

Shows = Callable[[Case], bool]
Item = TypeVar("Item")


def smallest(case: Case, shows: Shows) -> Case:
    """A case that still shows something, and from which nothing more can be taken."""
    found: Case | None = case
    while found is not None:
        case, found = found, next((each for each in _smaller(found) if shows(each)), None)
    return case


def _smaller(case: Case) -> Iterator[Case]:
    """Cases that lack a part of a case, those that lack most first."""
    for rules in _fewer(case.rules.rules, 1):
        yield attrs.evolve(case, rules=attrs.evolve(case.rules, rules=rules))
    for statements in _fewer(case.rules.statements):
        yield attrs.evolve(case, rules=attrs.evolve(case.rules, statements=statements))
    for by, events in ((None, case.events), (case.by, None)):
        if (by, events) != (case.by, case.events):
            yield attrs.evolve(case, by=by, events=events)
    for rows in _fewer(case.table.rows):
        yield attrs.evolve(case, table=attrs.evolve(case.table, rows=rows))
    for heading in list(case.table.columns)[2:]:
        yield attrs.evolve(case, table=case.table.without(heading))
    yield from _with_less_register(case)


def _with_less_register(case: Case) -> Iterator[Case]:
    register = case.register
    if register is None:
        return
    yield attrs.evolve(case, register=None)
    for rows in _fewer(register, 1):
        yield attrs.evolve(case, register=rows)
    for heading in {heading for row in register for heading in row} - {"school id"}:
        less = tuple({k: v for k, v in row.items() if k != heading} for row in register)
        yield attrs.evolve(case, register=less)


def _fewer(items: Sequence[Item], least: int = 0) -> Iterator[tuple[Item, ...]]:
    """The items without many of them, then without fewer, then without each."""
    size = len(items)
    while size >= 1:
        for start in range(0, len(items), size):
            kept = (*items[:start], *items[start + size :])
            if len(kept) >= least and size <= len(items):
                yield kept
        size //= 2
