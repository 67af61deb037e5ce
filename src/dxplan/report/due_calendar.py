"""What is due as a calendar (RFC 5545) that calendar programs import.

One all-day event an item, on the last day in time. Its UID is made from the plan, the rule and the
occurrence, and from nothing that is worded, so that importing a later file updates what an earlier
one brought: the day as of which the list was made is the time stamp, and the sequence number rises
with it. What no longer applies stays in the file as cancelled, so that it is taken back as well.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from dxplan.engine.due_items import DueItem, DueList
from dxplan.messages import Language
from dxplan.plan.model import Unit
from dxplan.report.due_words import item_notes, item_period, item_title
from dxplan.report.rule_text import titles_of
from dxplan.report.words import plain, word

if TYPE_CHECKING:
    from icalendar import Calendar, Event

_NAMESPACE = uuid5(NAMESPACE_URL, "urn:dxplan:due")
_SEQUENCE_BEGINS = date(1900, 1, 1)


def due_calendar(due: DueList, language: Language, *, later: bool = True) -> str:
    """What is due as the text of a calendar file.

    :param later: also what is due after the span that was asked for.
    """
    calendar = _calendar(due)
    for item in due:
        if item.deadline is not None and (later or _in_span(item, due.until)):
            calendar.add_component(_event(item, due.as_of, language))
    text: str = calendar.to_ical().decode("utf-8")
    return text


def _in_span(item: DueItem, until: date) -> bool:
    assert item.deadline is not None
    return item.status not in ("later", "judged") and item.deadline <= until


def _calendar(due: DueList) -> Calendar:
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//dxplan//due//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", plain("; ".join(plan.title or plan.id for plan in due.plans)))
    return calendar


def item_uid(item: DueItem) -> str:
    """The id of an item's event: the same as long as plan, rule and occurrence are.

    A deadline that moves keeps it; a rule that says another occurrence is another event.
    """
    occurrence = "" if item.occurrence is None else item.occurrence.end.isoformat()
    return f"{uuid5(_NAMESPACE, '/'.join((item.plan.id, item.rule, item.id, occurrence)))}@dxplan"


def _event(item: DueItem, as_of: date, language: Language) -> Event:
    from icalendar import Event

    assert item.deadline is not None
    stamp = datetime(as_of.year, as_of.month, as_of.day, tzinfo=UTC)
    event = Event()
    event.add("uid", item_uid(item))
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("sequence", (as_of - _SEQUENCE_BEGINS).days)
    event.add("dtstart", item.deadline)
    event.add("dtend", item.deadline + timedelta(days=1))
    event.add("summary", _summary(item, language))
    event.add("description", _description(item, language))
    event.add("categories", [plain(item.plan.title or item.plan.id)])
    event.add("transp", "TRANSPARENT")
    event.add("status", _status(item))
    return event


def _status(item: DueItem) -> str:
    """Whether it stands; an item whose condition or day is not certain is only tentative."""
    if item.status == "not_applicable":
        return "CANCELLED"
    return "TENTATIVE" if item.conditional or item.earliest is not None else "CONFIRMED"


def _summary(item: DueItem, language: Language) -> str:
    title = item_title(item, language)
    period = item_period(item, language)
    title = f"{title} ({period})" if period else title
    if item.status in ("overdue", "done", "not_applicable"):
        return word("phrase", f"calendar_{item.status}", language, title=title)
    return title


def _description(item: DueItem, language: Language) -> str:
    """Who does it, who receives it, where it stands in the document, and what must be known."""
    groups: tuple[tuple[str, tuple[Unit, ...]], ...] = (
        ("by", item.by),
        ("lead", item.lead if item.lead != item.by else ()),
        ("with", item.cooperating),
        ("to", item.to),
    )
    lines = [
        word("phrase", f"calendar_{code}", language, names=titles_of(units))
        for code, units in groups
        if units
    ]
    if item.source.cite:
        lines.append(word("phrase", "calendar_cite", language, cite=item.source.cite))
    return "\n".join(map(plain, [*lines, *item_notes(item, language)]))
