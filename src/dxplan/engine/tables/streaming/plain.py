"""Which tables are plain enough to be added up in one pass."""

from __future__ import annotations

from dxplan.engine.tables.scanning.headings import Headings
from dxplan.engine.tables.streaming.batches import Batches
from dxplan.engine.tables.streaming.numbers import is_number
from dxplan.engine.tables.streaming.texts import is_text, says_something


class NotPlainError(Exception):
    """Something in a table needs a second look."""


def is_plain(batches: Batches, headings: Headings) -> bool:
    """Whether texts are texts, numbers are exact, and every column says one thing."""
    columns = headings.sheet.columns
    if columns.indicators or columns.totals or (headings.is_tidy and len(headings.numbers) > 1):
        return False
    who, *texts = (batches.types[name] for name in (headings.organisation, *headings.texts))
    numbers = (batches.types[name] for name in headings.numbers)
    return is_text(who) and all(map(says_something, texts)) and all(map(is_number, numbers))
