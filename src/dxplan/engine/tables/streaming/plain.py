"""Which tables are plain enough to be added up in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from dxplan.engine.tables.scanning.headings import Headings
from dxplan.engine.tables.streaming.batches import Batches
from dxplan.engine.tables.streaming.numbers import is_number


class NotPlainError(Exception):
    """Something in a table needs a second look."""


def is_plain(batches: Batches, headings: Headings) -> bool:
    """Whether texts are texts, numbers are exact, and every column says one thing."""
    columns = headings.sheet.columns
    if headings.is_tidy or columns.indicators or columns.totals:
        return False
    who, *texts = (batches.types[name] for name in (headings.organisation, *headings.texts))
    numbers = (batches.types[name] for name in headings.numbers)
    return _is_text(who) and all(map(_says_something, texts)) and all(map(is_number, numbers))


def _says_something(found: Any) -> bool:
    import pyarrow.types as kinds

    return _is_text(found) or is_day(found) or kinds.is_integer(found)


def is_day(found: Any) -> bool:
    """Whether a column has days."""
    import pyarrow.types as kinds

    return bool(kinds.is_date32(found))


def _is_text(found: Any) -> bool:
    import pyarrow.types as kinds

    value = found.value_type if kinds.is_dictionary(found) else found
    return any((kinds.is_string(value), kinds.is_large_string(value), kinds.is_string_view(value)))


def as_dictionaries(batch: Any, names: Iterable[str]) -> Sequence[Any]:
    """Columns of a batch, each as codes and a dictionary of texts."""
    return [_as_dictionary(batch.column(name)) for name in names]


def _as_dictionary(column: Any) -> Any:
    import pyarrow as pa

    found = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    if _is_text(found.type):
        return found
    # Days are written as everywhere: 2024-12-31.
    return pa.DictionaryArray.from_arrays(found.indices, found.dictionary.cast(pa.string()))
