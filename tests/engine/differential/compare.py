"""Whether two reports say the same, and where they do not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from dxplan.engine.findings import Finding, Report

OF_CELLS = frozenset(("flow-of-one-day", "no-figures", "total-differs"))
"""Notes on cells that keep no row out: tables that are added up where they are tell none of them,
or only up to the day."""
OF_NOBODY = frozenset(("unknown-organisation", "missing-organisation"))
"""Of such rows a table says nothing else; a sheet says what is wrong with their numbers as well."""
OF_NUMBERS = frozenset(("negative-number", "not-a-whole-number", "unknown-flag-value"))
MOST = 6
"""So many differences are told."""


def differences(expected: Report, found: Report) -> list[str]:
    """What differs, each in one line: where, what should be there, and what is."""
    said: list[str] = []
    for line in _differences(expected, found):
        said.append(line)
        if len(said) == MOST:
            break
    return said


def _differences(expected: Report, found: Report) -> Iterator[str]:
    # First, because they are made otherwise as long as nobody has asked for a finding
    for name, column in expected.columns().items():
        yield from _unequal(f"column {name}", column, found.columns()[name])
    ours, theirs = tuple(expected.findings), tuple(found.findings)
    if [_place(each) for each in ours] != [_place(each) for each in theirs]:
        yield from _unequal("findings", [*map(_place, ours)], [*map(_place, theirs)])
    for one, other in zip(ours, theirs, strict=False):
        yield from _of_finding(one, other)
    for name in ("as_of", "rows_left_out", "left_out", "titles", "level_counts", "levels"):
        yield from _unequal(name, getattr(expected, name), getattr(found, name))
    told, others = ({p.code for p in each.problems} - OF_CELLS for each in (expected, found))
    if told & OF_NOBODY:
        told -= OF_NUMBERS - others
    yield from _unequal("problems", sorted(told), sorted(others))


def _place(finding: Finding) -> tuple[object, ...]:
    return (finding.rule, finding.target, finding.organisation, str(finding.date))


def _of_finding(first: Finding, second: Finding) -> Iterator[str]:
    one, other = _without_places(first), _without_places(second)
    if one == other:
        return
    for field in attrs.fields(Finding):
        values = (getattr(one, field.name), getattr(other, field.name))
        yield from _unequal(f"{' '.join(map(str, _place(one)))}: {field.name}", *values)


def _without_places(finding: Finding) -> Finding:
    """The finding without the cells that its notes name: a table has other ones than a sheet."""
    if not any(code == "percentage-disagrees" for code, _ in finding.notes):
        return finding
    notes = tuple(
        (code, tuple(each for each in params if each[0] != "place"))
        for code, params in finding.notes
    )
    return attrs.evolve(finding, notes=notes)


def _unequal(where: str, expected: Any, found: Any) -> Iterator[str]:
    if expected != found:
        yield f"{where}\n    should be {expected}\n    and is    {found}"
