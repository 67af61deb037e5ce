"""What an item that is due is called, and what must be known of it: shared by all its forms."""

from __future__ import annotations

from datetime import date

import attrs

from dxplan.engine.due_items import DueItem
from dxplan.messages import Language
from dxplan.plan.model import Target
from dxplan.report.note_text import note_sentence
from dxplan.report.rule_text import target_text, titles_of, when_text
from dxplan.report.time_text import period_text
from dxplan.report.words import counted, plain, word


def item_title(item: DueItem, language: Language) -> str:
    """The title of a task or duty; a target as a sentence, without its time and condition.

    The day stands beside it, and so does a condition that is not known to hold.
    """
    if isinstance(item.source, Target):
        bare = attrs.evolve(item.source, when=None, when_text="")
        return plain(target_text(bare, item.plan, language, with_time=False))
    return plain(item.source.title or item.id)


def item_period(item: DueItem, language: Language) -> str:
    """What an occurrence is for, or an empty text."""
    if item.occurrence is None:
        return ""
    return period_text(item.occurrence, language, item.plan.calendar)


def item_notes(item: DueItem, language: Language) -> list[str]:
    """What else must be known: its condition, who has done his part, what became of units."""
    notes = [note_sentence(code, params, language, item.plan) for code, params in item.notes]
    if item.conditional:
        condition = when_text(item.source, item.plan, language)
        notes.insert(0, word("phrase", "due_when", language, condition=condition))
    if item.status in ("overdue", "passed", "due") and 0 < len(item.missing) < len(item.by):
        names = titles_of(item.missing)
        notes.insert(0, word("phrase", "due_not_done_by", language, names=names))
    return list(map(plain, notes))


def distance(item: DueItem, as_of: date, language: Language) -> str:
    """How far away its day is, or how long ago it was."""
    assert item.deadline is not None, "INVARIANT: only a day is near or far"
    days = (item.deadline - as_of).days
    if days == 0:
        return word("phrase", "due_today", language)
    return counted("phrase", "days_left" if days > 0 else "days_over", abs(days), language)
