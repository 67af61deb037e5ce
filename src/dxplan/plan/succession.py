"""Who has the work of a unit that ended: its successors are followed until they are in being."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import attrs

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
    last = list(_ends_of_chains(find, unit, day, {unit.name}))
    heirs = tuple(each for each in last if each.exists_on(day))
    later = tuple(each for each in last if each.since is not None and day < each.since)
    ended = tuple(each for each in last if each not in heirs and each not in later)
    return Succession(heirs, later, ended)


def _ends_of_chains(find: Find, unit: Unit, day: date, seen: set[str]) -> Iterator[Unit]:
    for name in unit.successors:
        successor = find(name)
        if successor is None or successor.name in seen:
            continue
        seen.add(successor.name)
        further: list[Unit] = []
        if successor.until is not None and successor.until < day:
            further = list(_ends_of_chains(find, successor, day, seen))
        yield from further or [successor]
