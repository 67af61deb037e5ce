"""A register under a crosswalk: rows of one organisation under several codes, and what merged.

Rows are put to the organisations whose code they had on their days. Who is only in the crosswalk,
though those beside it are in the register, is taken from them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

import attrs

from dxplan.data.codes import Change, Codes, Tenure
from dxplan.data.identities import Identities
from dxplan.data.observations import Formation, Organisation, Place, Stay
from dxplan.data.problems import Problem
from dxplan.data.register_rows import by_id, clipped, stays_of

_A_DAY = timedelta(days=1)


def with_codes(
    rows: Iterable[Organisation], codes: Codes, problems: list[Problem]
) -> tuple[dict[str, Organisation], Identities]:
    """The organisations of a register by id, and whose a code is on a day."""
    listed = list(rows)
    touched = [row for row in listed if row.id in codes.all]
    placed = [(tenure, row) for row in touched for tenure in _tenure(row, codes, problems)]
    units: dict[Tenure, list[tuple[Tenure, Organisation]]] = {}
    for tenure, row in placed:
        units.setdefault(codes.unit(tenure), []).append((tenure, row))
    names = _Names(codes, frozenset(tenure for tenure, _ in placed))
    found = [row for row in listed if row.id not in codes.all]
    for unit, of_unit in units.items():
        in_time = _in_their_days(unit, of_unit, codes, problems)
        found.extend(attrs.evolve(row, id=names.of(unit)) for row in in_time)
    register, places = by_id(found, problems), _places(codes)
    known = {unit: names.of(unit) for unit in units if names.of(unit) in register}
    for unit, others in _related(codes, known).items():
        known[unit] = names.of(unit)
        near = [register[known[each]] for each in others]
        register[known[unit]] = _taken_from(near, unit, known[unit], codes)
        problems.append(_not_listed(unit[0], near, places[unit].place))
    _link(register, known, codes)
    born = {name: day for unit, name in known.items() if (day := codes.born(unit)) is not None}
    return register, Identities(codes, known, born)


# --- rows -----------------------------------------------------------------------------------------


def _tenure(row: Organisation, codes: Codes, problems: list[Problem]) -> list[Tenure]:
    """The tenure of its code that a row is of; none, and said, when it may be several."""
    possible = codes.between(row.id, row.since, row.until)
    used = [each for each in possible if codes.is_in_use(each)]
    if len(used) > 1:
        day = codes.since(used[1])
        problems.append(_problem("unclear-code", row, day=day))
        return []
    return used or possible[:1]


def _in_their_days(
    unit: Tenure,
    rows: Sequence[tuple[Tenure, Organisation]],
    codes: Codes,
    problems: list[Problem],
) -> Iterable[Organisation]:
    """The rows of one organisation, each no longer than it had the code of the row."""
    ordered = sorted({tenure for tenure, _ in rows}, key=lambda each: _begin(codes, each))
    for tenure, row in rows:
        at = ordered.index(tenure)
        first = codes.begins(tenure) if at else codes.born(unit)
        last = codes.until(tenure if at + 1 < len(ordered) else unit)
        since = max(filter(None, (row.since, first)), default=None)
        until = min(filter(None, (row.until, last)), default=None)
        if since is not None and until is not None and until < since:
            problems.append(_problem("row-outside-its-code", row, start=since, end=until))
        else:
            yield attrs.evolve(row, since=since, until=until)


def _begin(codes: Codes, tenure: Tenure) -> date:
    return codes.begins(tenure) or date.min


@attrs.frozen
class _Names:
    """Ids of organisations: their last code, with its last day where it was given out anew.

    :param in_register: the tenures that rows of the register are of.
    """

    codes: Codes
    in_register: frozenset[Tenure]

    def of(self, unit: Tenure) -> str:
        code, _ = unit
        until = self.codes.until(unit)
        later = self.codes.between(code, until, None)[1:] if until is not None else []
        reused = any(each in self.in_register or self.codes.is_in_use(each) for each in later)
        return f"{code} (–{until})" if reused else code


# --- who is only in the crosswalk -----------------------------------------------------------------


def _related(codes: Codes, known: Iterable[Tenure]) -> dict[Tenure, tuple[Tenure, ...]]:
    """Organisations that the register lacks, with those beside them that it has or that are known.

    What somebody became comes before what somebody was made of.
    """
    heirs: dict[Tenure, tuple[Tenure, ...]] = {}
    parts: dict[Tenure, tuple[Tenure, ...]] = {}
    for unit, _, made_of, _ in codes.formations():
        for part in made_of:
            heirs.setdefault(part, codes.heirs(part))
        parts[unit] = (*parts.get(unit, ()), *(each for each in made_of if each != unit))
    found: dict[Tenure, tuple[Tenure, ...]] = {}
    there = set(known)
    added = True
    while added:
        added = False
        for beside in (heirs, parts):
            for unit, others in beside.items():
                near = tuple(each for each in others if each in there)
                if unit not in there and near:
                    found[unit] = near
                    there.add(unit)
                    added = True
    return found


def _taken_from(
    near: Sequence[Organisation], unit: Tenure, name: str, codes: Codes
) -> Organisation:
    """An organisation that is only in the crosswalk, with what those beside it have in common."""
    dimensions = sorted({name for each in near for name in each.members})
    members = {each: _together(near, each) for each in dimensions}
    parents = _common([each.parents for each in near])
    return Organisation(name, "", parents, members, {}, codes.born(unit), codes.until(unit))


def _not_listed(code: str, near: Sequence[Organisation], where: Place) -> Problem:
    told = {"organisation": code, "others": ", ".join(each.id for each in near)}
    return Problem("code-not-in-register", where.file, where.sheet, where.cell, told)


def _together(near: Sequence[Organisation], dimension: str) -> frozenset[str]:
    found = (each.members.get(dimension, frozenset[str]()) for each in near)
    return frozenset[str]().union(*found)


def _places(codes: Codes) -> Mapping[Tenure, Change]:
    """The row of the crosswalk that tells of an organisation."""
    found: dict[Tenure, Change] = {}
    for change in codes.changes:
        found.setdefault(codes.unit(codes.on(change.old, change.on - _A_DAY)), change)
        if change.new is not None:
            found.setdefault(codes.unit(codes.on(change.new, change.on)), change)
    return found


# --- what became of whom --------------------------------------------------------------------------


def _link(register: dict[str, Organisation], names: Mapping[Tenure, str], codes: Codes) -> None:
    """Writes down what organisations were made of and became, and where that is."""
    formed: dict[str, list[Formation]] = {}
    for unit, day, parts, whole in codes.formations():
        if unit in names:
            known = whole and all(part in names for part in parts)
            of = tuple(sorted(names[part] for part in parts)) if known else ()
            formed.setdefault(names[unit], []).append(Formation(day, of))
    for name, formations in formed.items():
        ordered = tuple(sorted(formations, key=lambda each: each.on))
        register[name] = attrs.evolve(register[name], formed=ordered)
    ended = [(codes.until(unit) or date.max, unit) for unit in names if codes.heirs(unit)]
    # The last to end first, so that what they became is known in full.
    for _, unit in sorted(ended, reverse=True):
        into = tuple(names[each] for each in codes.heirs(unit) if each in names)
        organisation = register[names[unit]]
        stays = (*clipped(organisation), *_later(register, into, codes.until(unit)))
        register[names[unit]] = attrs.evolve(
            organisation, into=into, stays=stays, parents=stays[-1].parents
        )


def _later(
    register: Mapping[str, Organisation], into: Sequence[str], last: date | None
) -> Iterable[Stay]:
    """Where the heirs of an organisation are after its last day, as far as that is one place."""
    if not into or last is None:
        return
    first = last + _A_DAY
    of_heirs = [stays_of(register[name]) for name in into]
    days = {first, *(s.since for stays in of_heirs for s in stays if s.since and s.since > first)}
    starts = sorted(days)
    for start, following in zip(starts, [*starts[1:], None], strict=True):
        there = [_nearest(stays, start) for stays in of_heirs]
        until = None if following is None else following - _A_DAY
        yield Stay(start, until, _common([each.parents for each in there]))


def _nearest(stays: Sequence[Stay], day: date) -> Stay:
    """The last stay that has begun by a day, or the first one."""
    begun = [stay for stay in stays if stay.since is None or stay.since <= day]
    return begun[-1] if begun else stays[0]


def _common(places: Sequence[Mapping[str, str]]) -> Mapping[str, str]:
    """What several places have in common."""
    first, *others = places
    if not others:
        return first
    return {key: text for key, text in first.items() if all(o.get(key) == text for o in others)}


def _problem(code: str, row: Organisation, **more: object) -> Problem:
    where, params = row.place, {"organisation": row.id, **more}
    return Problem(code, where.file, where.sheet, where.cell, params, fatal=True)
