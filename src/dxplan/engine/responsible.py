"""Who is responsible on a day: units that ended are followed to those that took over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import attrs

from dxplan.plan.model import Plan, Unit
from dxplan.plan.succession import Succession, succession
from dxplan.shown import Shown

Note = tuple[str, tuple[tuple[str, str], ...]]


@attrs.frozen(repr=False)
class Responsible(Shown):
    """Units on a day.

    :param units: those in being, each once.
    :param ended: those of the document that have ended.
    :param notes: what became of them, and which of the others are still to begin.
    """

    units: tuple[Unit, ...]
    ended: tuple[Unit, ...]
    notes: tuple[Note, ...]


def responsible_on(plan: Plan, units: Iterable[Unit], day: date) -> Responsible:
    """The units in being that do the work of some units on a day.

    A unit that has ended without a successor stays, and so does one that is still to begin: better
    the document's own name than none.
    """
    found: dict[str, Unit] = {}
    ended: list[Unit] = []
    notes: list[Note] = []
    for unit in units:
        if unit.until is None or day <= unit.until:
            found.setdefault(unit.name, unit)
            notes.extend(_still_to_begin(unit, day))
            continue
        ended.append(unit)
        after = succession(lambda name: unit_of(plan, name), unit, day)
        heirs = after.heirs or after.later or (unit,)
        found.update({heir.name: heir for heir in heirs if heir.name not in found})
        notes.extend(_notes(unit, after))
    return Responsible(tuple(found.values()), tuple(ended), tuple(notes))


def unit_of(plan: Plan, name: str) -> Unit | None:
    """The unit of a name or an alias."""
    found = plan.units.get(name)
    return found or next((unit for unit in plan.units.values() if unit.alias == name), None)


def _still_to_begin(unit: Unit, day: date) -> Iterator[Note]:
    if unit.since is not None and day < unit.since:
        yield "unit-not-begun", (("unit", unit.title), ("since", unit.since.isoformat()))


def _notes(unit: Unit, after: Succession) -> Iterator[Note]:
    about = (
        ("unit", unit.title),
        ("until", "" if unit.until is None else unit.until.isoformat()),
    )
    if after.heirs:
        yield "unit-succeeded", (*about, ("successors", _titles(after.heirs)))
    for heir in after.later:
        since = "" if heir.since is None else heir.since.isoformat()
        yield "unit-succeeded-later", (*about, ("successors", heir.title), ("since", since))
    if not after.heirs and not after.later:
        if after.ended:
            yield "unit-successor-ended", (*about, ("successors", _titles(after.ended)))
        else:
            yield "unit-ended", about


def _titles(units: Iterable[Unit]) -> str:
    return ", ".join(unit.title for unit in units)
