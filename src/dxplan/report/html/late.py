"""What is late on the day of the report, the longest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import attrs

from dxplan.engine.findings import Finding
from dxplan.messages import Language
from dxplan.report.html.targets import Card
from dxplan.report.html.work import Work
from dxplan.report.rule_text import titles_of
from dxplan.report.standing import Standing
from dxplan.report.time_text import day_text
from dxplan.report.words import counted, word

_SHOWN = 4


@attrs.frozen
class Overdue:
    """Something whose day is over.

    :param distance: for how long it has been.
    """

    anchor: str
    title: str
    day: str
    distance: str
    by: str


@attrs.frozen
class Late:
    """What is late.

    :param shown: the first of it.
    :param more: how much more of it there is, by the section of the page that has it.
    """

    shown: tuple[Overdue, ...]
    more: Mapping[str, int]


def late_now(
    found: Iterable[Standing],
    cards: Iterable[Card],
    work: Iterable[Work],
    as_of: date,
    language: Language,
) -> Late:
    """Targets that are missed, and work that was not done, or not recorded as done, in time."""
    named = {("target", card.id): (card.anchor, card.title) for card in cards}
    named.update({(row.rule, row.id): (row.anchor, row.title) for row in work})
    late = sorted(
        (each.now for each in found if _is_late(each.now, as_of)),
        key=lambda finding: finding.deadline or finding.date,
    )
    rest = late[_SHOWN:]
    shown = (
        _overdue(each, named[each.rule, each.target], as_of, language) for each in late[:_SHOWN]
    )
    return Late(tuple(shown), {"targets": _targets(rest), "work": len(rest) - _targets(rest)})


def _is_late(finding: Finding, as_of: date) -> bool:
    if finding.rule == "target":
        return finding.verdict == "missed"
    over = finding.deadline is not None and finding.deadline < as_of
    return finding.verdict == "missed" or (finding.verdict == "no_data" and over)


def _targets(findings: Sequence[Finding]) -> int:
    return sum(each.rule == "target" for each in findings)


def _overdue(finding: Finding, named: tuple[str, str], as_of: date, language: Language) -> Overdue:
    day = finding.deadline or finding.date
    days = (as_of - day).days
    today = word("phrase", "due_today", language)
    distance = counted("phrase", "days_over", days, language) if days > 0 else today
    by = titles_of(finding.lead) or "—"
    return Overdue(*named, day_text(day, language), distance, by)
