"""Units that no longer exist when a rule of theirs falls due.

Said where they are named, never corrected.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from dxplan.messages import Phrase
from dxplan.plan.book import Book, names
from dxplan.plan.model import Unit
from dxplan.plan.succession import succession
from dxplan.syntax import nodes
from dxplan.territories.levels import DISTRICT_LEVEL_ENDED

_RESPONSIBLE = ("lead", "done_by")


def check_units(book: Book, clauses: Sequence[nodes.Clause], day: date | None) -> None:
    """Warn of every unit that leads or owes a rule and is not in being on a day it is judged on."""
    if day is None:
        return
    seen: set[str] = set()
    for kind in _RESPONSIBLE:
        for name in names(clauses, kind):
            unit = book.units.find(name.text)
            # Who leads and does the work as well is one unit, and said once
            if unit is None or unit.name in seen or unit.name in book.units.broken:
                continue
            seen.add(unit.name)
            if unit.until is not None and unit.until < day:
                _warn_of_end(book, name, unit, day)
            elif unit.since is not None and day < unit.since:
                named = {"name": unit.name, "title": unit.title}
                book.say("unit-begins-later", name.span, **named, since=unit.since, day=day)


def _warn_of_end(book: Book, name: nodes.Name, unit: Unit, day: date) -> None:
    with_level = unit.level == "district" and unit.until == DISTRICT_LEVEL_ENDED
    code = "district-office-ended" if with_level else "unit-ended"
    after = succession(book.units.find, unit, day)
    hint = Phrase("no-successor")
    if after.heirs or after.later:
        hint = Phrase("successor-is", {"successors": _titles(after.heirs or after.later)})
    elif after.ended:
        hint = Phrase("successor-ended", {"successors": _titles(after.ended)})
    assert unit.until is not None
    book.say(
        code, name.span, name=unit.name, title=unit.title, until=unit.until, day=day, hint=hint
    )


def _titles(units: Iterable[Unit]) -> str:
    return ", ".join(unit.title for unit in units)
