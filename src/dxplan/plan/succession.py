"""Who has the work of a unit that ended: its successors are followed until they are in being."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from datetime import date

import attrs

from dxplan.limits import current
from dxplan.plan.model import Unit
from dxplan.shown import Shown

Find = Callable[[str], Unit | None]


@attrs.frozen(repr=False)
class Succession(Shown):
    """What became of the work of a unit by a day.

    :param heirs: successors in being on the day.
    :param later: successors that begin after the day.
    :param ended: successors that have ended as well, and that nobody is named after.
    """

    heirs: tuple[Unit, ...] = ()
    later: tuple[Unit, ...] = ()
    ended: tuple[Unit, ...] = ()


def succession(find: Find, unit: Unit, day: date) -> Succession:
    """Who has the work of a unit on a day after its end, each once.

    :param find: the unit of a name or an alias.
    """
    last = list(_ends_of_chains(find, unit, day, {unit.name}, current().nesting))
    heirs = tuple(each for each in last if each.exists_on(day))
    later = tuple(each for each in last if each.since is not None and day < each.since)
    ended = tuple(each for each in last if each not in heirs and each not in later)
    return Succession(heirs, later, ended)


def too_long(find: Find, units: Iterable[Unit]) -> list[Unit]:
    """The units behind which more units stand, one after the other, than are followed."""
    steps: dict[str, int] = {}
    found = []
    for unit in units:
        for each in _last_first(find, unit, steps):
            behind = (find(name) for name in each.successors)
            further = (steps.get(other.name, 0) + 1 for other in behind if other is not None)
            steps[each.name] = max(further, default=0)
        if steps[unit.name] > current().nesting:
            found.append(unit)
    return found


def _last_first(find: Find, unit: Unit, known: Container[str]) -> Iterator[Unit]:
    """A unit and those behind it that are not known yet, each after those behind itself."""
    waiting, begun = [unit], set[str]()
    while waiting:
        each = waiting[-1]
        behind = () if each.name in begun else map(find, each.successors)
        begun.add(each.name)
        further = [o for o in behind if o and o.name not in begun and o.name not in known]
        waiting.extend(further)
        if not further:
            waiting.pop()
            yield each


def _ends_of_chains(
    find: Find, unit: Unit, day: date, seen: set[str], steps: int
) -> Iterator[Unit]:
    """The units that nobody follows by a day, at most so many steps behind a unit."""
    for name in unit.successors if steps else ():
        successor = find(name)
        if successor is None or successor.name in seen:
            continue
        seen.add(successor.name)
        further: list[Unit] = []
        if successor.until is not None and successor.until < day:
            further = list(_ends_of_chains(find, successor, day, seen, steps - 1))
        yield from further or [successor]
