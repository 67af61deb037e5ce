"""The work of one unit among what is due, also of a unit that has ended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import attrs

from dxplan.data.wording import fold, folded_once, suggestion
from dxplan.engine.due_items import AskedUnit, DueItem
from dxplan.engine.responsible import responsible_on
from dxplan.plan.model import Plan, Unit


class UnknownUnit(ValueError):
    """No plan has a unit that is called so.

    :param text: what was asked for.
    :param suggestion: what comes nearest, or an empty string.
    """

    def __init__(self, text: str, suggestion: str) -> None:
        self.text = text
        self.suggestion = suggestion
        hint = f"; did you mean {suggestion!r}?" if suggestion else ""
        super().__init__(f"no plan has a unit called {text!r}{hint}")


def find_unit(plans: Sequence[Plan], text: str, as_of: date) -> AskedUnit:
    """The units that are called so, by name, alias or title, and what became of them.

    :raises UnknownUnit: when no plan has one.
    """
    found = {plan.id: tuple(_called(plan, text)) for plan in plans}
    if not any(found.values()):
        words = [word for plan in plans for unit in plan.units.values() for word in _words(unit)]
        raise UnknownUnit(text, _nearest(text, words))
    notes = dict.fromkeys(
        note for plan in plans for note in responsible_on(plan, found[plan.id], as_of).notes
    )
    return AskedUnit(text, found, tuple(notes))


def _nearest(text: str, words: Sequence[str]) -> str:
    """What is spelt nearly like a text, or else contains it."""
    near = suggestion(text, folded_once(words))
    holding = [word for word in words if fold(text) and fold(text) in fold(word)]
    return near or next(iter(holding), "")


def _called(plan: Plan, text: str) -> Iterator[Unit]:
    wanted = fold(text)
    for unit in plan.units.values():
        if wanted in map(fold, _words(unit)):
            yield unit


def _words(unit: Unit) -> tuple[str, ...]:
    words = (unit.name, unit.alias or "", unit.title, *unit.also)
    return tuple(word for word in words if word)


def of_unit(item: DueItem, asked: AskedUnit) -> Iterator[DueItem]:
    """An item if it concerns the unit, which leads it, does it or cooperates; else nothing.

    What the unit itself has done is done, even where others have still to do their part.
    """
    names = {unit.name for unit in asked.found.get(item.plan.id, ())}
    now = {unit.name for unit in (*item.lead, *item.by, *item.cooperating)}
    if not names & (item.named | now):
        return
    owing = {unit.name for unit in item.by}
    lacking = {unit.name for unit in item.missing}
    if item.status not in ("judged", "not_applicable") and names & owing and not names & lacking:
        item = attrs.evolve(item, status="done")
    yield item
