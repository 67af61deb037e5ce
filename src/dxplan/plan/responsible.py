"""Units that no longer exist when a rule of theirs falls due.

Said where they are named, never corrected.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dxplan.messages import Phrase
from dxplan.plan.book import Book
from dxplan.plan.model import Unit
from dxplan.syntax import nodes

_RESPONSIBLE = ("lead", "done_by")


def check_units(book: Book, clauses: Sequence[nodes.Clause], day: date | None) -> None:
    """Warn of every unit that leads or owes a rule and has ended before a day it is judged on."""
    if day is None:
        return
    for clause in clauses:
        if not isinstance(clause, nodes.NamesClause) or clause.kind not in _RESPONSIBLE:
            continue
        for name in clause.names:
            unit = book.units.find(name.text)
            if unit is not None and unit.until is not None and unit.until < day:
                _warn(book, name, unit, day)


def _warn(book: Book, name: nodes.Name, unit: Unit, day: date) -> None:
    code = "district-office-ended" if unit.level == "district" else "unit-ended"
    hint = Phrase("no-successor")
    if unit.successors:
        found = (book.units.find(successor) for successor in unit.successors)
        titles = ", ".join(successor.title for successor in found if successor is not None)
        hint = Phrase("successor-is", {"successors": titles})
    assert unit.until is not None
    book.say(
        code, name.span, name=unit.name, title=unit.title, until=unit.until, day=day, hint=hint
    )
