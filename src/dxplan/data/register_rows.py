"""Rows of a register that tell of one organisation: where it was when.

An organisation may stand in several rows whose days do not overlap: each says where it was on its
days. Rows that overlap and differ contradict each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

import attrs

from dxplan.data.addresses import seen_from
from dxplan.data.alike import examples_of
from dxplan.data.observations import Organisation, Stay
from dxplan.data.problems import Problem


def by_id(found: Iterable[Organisation], problems: list[Problem]) -> dict[str, Organisation]:
    """Organisations by id; rows of one that cannot be joined make the register unusable."""
    listed = list(found)
    alone = {each.id: each for each in listed}
    if len(alone) == len(listed):
        return alone
    rows: dict[str, list[Organisation]] = {}
    for each in listed:
        rows.setdefault(each.id, []).append(each)
    return {
        name: of_one[0] if len(of_one) == 1 else _joined(of_one, problems)
        for name, of_one in rows.items()
    }


def stays_of(organisation: Organisation) -> tuple[Stay, ...]:
    """Where an organisation was when; a single place holds on all days on which it exists."""
    if organisation.stays:
        return organisation.stays
    return (Stay(organisation.since, organisation.until, organisation.parents, organisation.known),)


def grouping_columns(register: Mapping[str, Organisation]) -> set[str]:
    """The columns by which the organisations of a register are grouped on any day."""
    stays = (stay for each in examples_of(register) for stay in stays_of(each))
    return {name for stay in stays for name in stay.parents}


def _joined(rows: list[Organisation], problems: list[Problem]) -> Organisation:
    kept: list[Organisation] = []
    for row in rows:
        told = _against(row, kept)
        problems.extend(told)
        if not told:
            kept.append(row)
    kept.sort(key=lambda row: row.since or date.min)
    if len(kept) == 1:
        return kept[0]
    for earlier, later in pairwise(kept):
        problems.extend(_gap(earlier, later))
    return _one_of(kept)


def _against(row: Organisation, earlier: Sequence[Organisation]) -> list[Problem]:
    """What speaks against a row beside those above it."""
    for other in earlier:
        if other == row:
            return [_problem("repeated-organisation", row, other)]
        if _overlap(row, other):
            return [_problem("contradicting-organisation", row, other, fatal=True)]
        changed = _changed(row, other)
        if changed:
            return [_problem("changed-members", row, other, fatal=True, dimension=changed)]
    return []


def _overlap(first: Organisation, second: Organisation) -> bool:
    first_start, second_start = first.since or date.min, second.since or date.min
    first_end, second_end = first.until or date.max, second.until or date.max
    return first_start <= second_end and second_start <= first_end


def _changed(first: Organisation, second: Organisation) -> str:
    """A dimension of which two rows give different members, or an empty text."""
    both = sorted(first.members.keys() & second.members.keys())
    return next((name for name in both if first.members[name] != second.members[name]), "")


def _gap(earlier: Organisation, later: Organisation) -> list[Problem]:
    assert earlier.until is not None
    assert later.since is not None
    start, end = earlier.until + timedelta(days=1), later.since - timedelta(days=1)
    if end < start:
        return []
    return [_problem("gap-between-rows", later, earlier, start=start, end=end)]


def _one_of(rows: Sequence[Organisation]) -> Organisation:
    """The organisation that several rows tell of, in order of their days.

    What a row leaves blank and another one says, such as a level, holds for all of them.
    """
    last = rows[-1]
    members = {name: each for row in rows for name, each in row.members.items()}
    known = {key: number for row in rows for key, number in row.known.items()}
    stays = tuple(
        attrs.evolve(stay, known={**known, **row.known}) for row in rows for stay in clipped(row)
    )
    title = next((row.title for row in reversed(rows) if row.title), "")
    return attrs.evolve(
        last,
        title=title,
        members=members,
        known=known,
        since=rows[0].since,
        stays=stays,
        place=rows[0].place,
    )


def clipped(row: Organisation) -> Iterable[Stay]:
    """The stays that a row tells of, no longer than the row itself."""
    for stay in stays_of(row):
        since = max(stay.since or date.min, row.since or date.min)
        until = min(stay.until or date.max, row.until or date.max)
        if since <= until:
            start = None if since == date.min else since
            yield attrs.evolve(stay, since=start, until=None if until == date.max else until)


def _problem(
    code: str, row: Organisation, other: Organisation, *, fatal: bool = False, **more: object
) -> Problem:
    where = row.place
    params = {"organisation": row.id, "first": seen_from(where, other.place), **more}
    return Problem(code, where.file, where.sheet, where.cell, params, fatal)
