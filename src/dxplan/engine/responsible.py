"""Who is responsible on a day: units that ended are followed to those that took over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs

from dxplan.plan.model import Plan, Unit

Note = tuple[str, tuple[tuple[str, str], ...]]


@attrs.frozen
class Responsible:
    """Units on a day.

    :param units: those in being, each once.
    :param ended: those of the document that have ended.
    :param notes: what became of them.
    """

    units: tuple[Unit, ...]
    ended: tuple[Unit, ...]
    notes: tuple[Note, ...]


def responsible_on(plan: Plan, units: Iterable[Unit], day: date) -> Responsible:
    """The units in being that do the work of some units on a day.

    A unit that has ended without a successor stays: better an old name than none.
    """
    found: dict[str, Unit] = {}
    ended: list[Unit] = []
    notes: list[Note] = []
    for unit in units:
        if unit.until is None or day <= unit.until:
            found.setdefault(unit.name, unit)
            continue
        ended.append(unit)
        heirs = list(_heirs(plan, unit, day, {unit.name}))
        found.update({heir.name: heir for heir in heirs or [unit] if heir.name not in found})
        notes.append(_note(unit, heirs))
    return Responsible(tuple(found.values()), tuple(ended), tuple(notes))


def _heirs(plan: Plan, unit: Unit, day: date, seen: set[str]) -> Iterable[Unit]:
    for name in unit.successors:
        successor = plan.units.get(name) or _by_alias(plan, name)
        if successor is None or successor.name in seen:
            continue
        seen.add(successor.name)
        if successor.until is None or day <= successor.until:
            yield successor
        else:
            yield from _heirs(plan, successor, day, seen)


def _by_alias(plan: Plan, name: str) -> Unit | None:
    return next((unit for unit in plan.units.values() if unit.alias == name), None)


def _note(unit: Unit, heirs: list[Unit]) -> Note:
    until = "" if unit.until is None else unit.until.isoformat()
    if not heirs:
        return "unit-ended", (("unit", unit.title), ("until", until))
    successors = ", ".join(heir.title for heir in heirs)
    return "unit-succeeded", (("unit", unit.title), ("until", until), ("successors", successors))
