"""What each responsible unit leads, and how it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import attrs

from dxplan.engine.findings import Report
from dxplan.messages import Language
from dxplan.report.html.marks import Mark, Tally, mark_of, tallies
from dxplan.report.html.targets import Card, units_named
from dxplan.report.html.words import say
from dxplan.report.html.work import Work
from dxplan.report.rule_text import title_of
from dxplan.report.standing import Standing


@attrs.frozen
class Item:
    """A target or a piece of work of a unit."""

    anchor: str
    title: str
    detail: str
    mark: Mark
    is_target: bool


@attrs.frozen
class Part:
    """How its targets stand, or its work: a bar of its own, since their words differ."""

    title: str
    tallies: tuple[Tally, ...]


@attrs.frozen
class UnitView:
    """A unit with all that it leads, the worst first."""

    anchor: str
    title: str
    parts: tuple[Part, ...]
    items: tuple[Item, ...]

    @property
    def order(self) -> tuple[int, ...]:
        """How many of its verdicts are how bad, so that the weakest unit comes first."""
        counts = Counter(item.mark.rank for item in self.items)
        return tuple(-counts[rank] for rank in range(4))


def unit_views(
    report: Report,
    found: Sequence[Standing],
    cards: Iterable[Card],
    work: Iterable[Work],
    *,
    anchors: Mapping[str, str],
    language: Language,
) -> tuple[UnitView, ...]:
    """Every unit that leads anything, the weakest first; none where no unit is named at all."""
    if not units_named(found):
        return ()
    card_of = {card.id: card for card in cards}
    work_of = {(each.rule, each.id): each for each in work}
    items: dict[str, list[Item]] = {}
    for standing in found:
        finding = standing.now
        mark = mark_of(finding, language)
        if finding.rule == "target":
            card = card_of[finding.target]
            item = Item(card.anchor, card.title, card.requirement, mark, is_target=True)
        else:
            own = work_of[finding.rule, finding.target]
            item = Item(own.anchor, own.title, own.due, mark, is_target=False)
        for unit in [unit.name for unit in finding.lead] or [""]:
            items.setdefault(unit, []).append(item)
    titles = {name: title_of(unit) for name, unit in units_named(found).items()}
    titles[""] = say("no_unit", language)
    views = [
        UnitView(
            anchors[name],
            titles[name],
            _parts(listed, language),
            tuple(sorted(listed, key=lambda each: each.mark.rank)),
        )
        for name, listed in items.items()
    ]
    return tuple(sorted(views, key=lambda view: view.order))


def _parts(items: Sequence[Item], language: Language) -> tuple[Part, ...]:
    parts = []
    for title, is_target in (("targets", True), ("work", False)):
        marks = [each.mark for each in items if each.is_target is is_target]
        if marks:
            parts.append(Part(say(title, language), tallies(marks)))
    return tuple(parts)
