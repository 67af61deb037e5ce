"""Which tables are plain enough to be added up in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from dxplan.engine.tables.scanning.headings import Headings
from dxplan.engine.tables.streaming.batches import Batches


class NotPlainError(Exception):
    """Something in a table needs a second look."""


def is_plain(batches: Batches, headings: Headings) -> bool:
    """Whether texts are texts, numbers are whole, and every column says one thing."""
    import pyarrow.types as kinds

    columns = headings.sheet.columns
    if headings.is_tidy or columns.indicators or columns.totals:
        return False
    texts = (headings.organisation, *headings.texts)
    return all(_is_text(kinds, batches.types[name]) for name in texts) and all(
        kinds.is_integer(each) and not kinds.is_uint64(each)
        for each in (batches.types[name] for name in headings.numbers)
    )


def _is_text(kinds: Any, found: Any) -> bool:
    value = found.value_type if kinds.is_dictionary(found) else found
    return any((kinds.is_string(value), kinds.is_large_string(value), kinds.is_string_view(value)))


def as_dictionaries(batch: Any, names: Iterable[str]) -> Sequence[Any]:
    """Columns of texts of a batch, each as codes and a dictionary of them."""
    import pyarrow.types as kinds

    columns = (batch.column(name) for name in names)
    return [
        each if kinds.is_dictionary(each.type) else each.dictionary_encode() for each in columns
    ]
