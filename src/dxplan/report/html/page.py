"""Everything that the page shows, in the order of the page."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from dxplan._version import __version__
from dxplan.engine.findings import Report
from dxplan.engine.judged_together import Group
from dxplan.messages import Language
from dxplan.report.differences_text import weaker_text
from dxplan.report.file_names import file_names
from dxplan.report.html.anchors import anchors
from dxplan.report.html.carried import carried
from dxplan.report.html.course import courses
from dxplan.report.html.late import Late, late_now
from dxplan.report.html.levels import LevelTable, level_tables
from dxplan.report.html.marks import Mark, Tally, mark_of, tallies
from dxplan.report.html.notes import Shared, shared_notes
from dxplan.report.html.places import PlaceTable, Reporter, place_tables, reporters, senders
from dxplan.report.html.targets import Card, Section, sections, units_named
from dxplan.report.html.units import UnitView, unit_views
from dxplan.report.html.work import Ahead, Work, next_due, work_rows
from dxplan.report.problem_text import advised_lines, in_order
from dxplan.report.rule_text import document_text
from dxplan.report.standing import Standing, by_group, standings
from dxplan.report.time_text import day_text, plan_period_text
from dxplan.report.words import counted, plain, word

_PROBLEMS_SHOWN = 100


@attrs.frozen
class Page:
    """A report, ready to be written down.

    :param judged_days_only: whether charts lack the reporting dates between.
    :param weaker: lines on what was weakened since the plan was frozen.
    :param data: the rows that the script draws, as JSON.
    """

    language: Language
    title: str
    about: tuple[str, ...]
    as_of: str
    tallies: tuple[Tally, ...]
    work_tallies: tuple[Tally, ...]
    remarks: tuple[str, ...]
    weaker: tuple[str, ...]
    late: Late
    ahead: Ahead
    judged_days_only: bool
    shared: tuple[Shared, ...]
    sections: tuple[Section, ...]
    units: tuple[UnitView, ...]
    tables: tuple[PlaceTable, ...]
    missing: tuple[Reporter, ...]
    unusable: tuple[Reporter, ...]
    work: tuple[Work, ...]
    levels: tuple[LevelTable, ...]
    problems: tuple[str, ...]
    more_problems: int
    data: str
    version: str = __version__

    @property
    def cards(self) -> tuple[Card, ...]:
        """All targets, in the order of the plan."""
        return tuple(card for section in self.sections for card in section.cards)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The verdicts that any target has."""
        return tuple(tally.mark for tally in self.tallies)


def page(report: Report, language: Language) -> Page:
    """What a report shows as a page."""
    groups = by_group(standings(report, "target"))
    whole = groups.pop(Group(None, report.plan.id), [])
    work = standings(report, "task", "duty")
    ids = _ids(report)
    units = anchors("unit", [*units_named([*whole, *work]), ""])
    shared, made = shared_notes(
        sections(report, whole, courses(report), ids=ids, units=units, language=language)
    )
    cards = [card for section in made for card in section.cards]
    rows = work_rows(report, work, ids, units, language)
    numbers = {card.id: card.number for card in cards}
    tables = place_tables(report, groups, numbers, language)
    missing, unusable = reporters(report, whole, numbers), senders(report, whole, numbers)
    levels = level_tables(report, language)
    problems, names = in_order(report.problems), file_names(report.problems)
    return Page(
        language,
        plain(report.plan.title or report.plan.id),
        _about(report, language),
        f"{word('heading', 'as_of', language)} {day_text(report.as_of, language)}",
        tallies(mark_of(each.now, language) for each in whole),
        tallies(mark_of(each.now, language) for each in work),
        _remarks(report, [*whole, *work], language),
        tuple(weaker_text(report.frozen, language).splitlines()),
        late_now([*whole, *work], cards, rows, report.as_of, language),
        next_due(report, ids, language),
        report.course is None and any(card.chart for card in cards),
        shared,
        made,
        unit_views(report, [*whole, *work], cards, rows, anchors=units, language=language),
        tables,
        missing,
        unusable,
        rows,
        levels,
        tuple(map(names.of, advised_lines(problems[:_PROBLEMS_SHOWN], language))),
        max(0, len(problems) - _PROBLEMS_SHOWN),
        carried(cards, tables, missing, unusable, levels=levels, language=language),
    )


def _ids(report: Report) -> dict[str, str]:
    """The anchors of targets by id, of tasks and duties by rule and id."""
    plan = report.plan
    found = anchors("target", (target.id for target in plan.targets))
    for kind, rules in (("task", plan.tasks), ("duty", plan.duties)):
        named = anchors(kind, (rule.id for rule in rules))
        found.update({f"{kind} {name}": anchor for name, anchor in named.items()})
    return found


def _about(report: Report, language: Language) -> tuple[str, ...]:
    plan = report.plan
    period = plan_period_text(plan.period, language) if plan.period else ""
    return tuple(filter(None, (document_text(plan.document, language), period)))


def _remarks(report: Report, found: Iterable[Standing], language: Language) -> tuple[str, ...]:
    """What was missed earlier, and what of the data was not used."""
    earlier = sum(1 for standing in found if standing.missed_before)
    lines = []
    if earlier:
        lines.append(counted("phrase", "earlier", earlier, language))
    if report.rows_left_out:
        lines.append(counted("phrase", "rows_left_out", report.rows_left_out, language))
    return tuple(lines)
