"""Columns of texts of Arrow, as codes and dictionaries."""

from __future__ import annotations

from typing import Any


def says_something(found: Any) -> bool:
    """Whether columns of a type say what a row is about."""
    import pyarrow.types as kinds

    return is_text(found) or is_day(found) or kinds.is_integer(found)


def is_day(found: Any) -> bool:
    """Whether a column has days."""
    import pyarrow.types as kinds

    return bool(kinds.is_date32(found))


def is_text(found: Any) -> bool:
    """Whether columns of a type hold texts."""
    import pyarrow.types as kinds

    value = found.value_type if kinds.is_dictionary(found) else found
    return any((kinds.is_string(value), kinds.is_large_string(value), kinds.is_string_view(value)))


def as_dictionary(column: Any) -> Any:
    """A column of a batch as codes and a dictionary of texts."""
    import pyarrow as pa

    found = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    if is_text(found.type):
        return found
    # Days are written as everywhere: 2024-12-31.
    return pa.DictionaryArray.from_arrays(found.indices, found.dictionary.cast(pa.string()))
