"""Rows that a program gives instead of a file: mappings from heading to value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from numbers import Integral
from typing import Any

from dxplan.data.tables import Table

_WHOLE_BELOW = 2**53
_EXPONENT = 30


def table_from_rows(rows: Iterable[Mapping[str, object]], name: str) -> Table:
    """Rows as a sheet with a header row, so that the first of them is row 2.

    A column stands where it is first given; a row that does not give it is blank there.

    :param name: what messages call it.

    >>> table_from_rows([{"id": "a"}, {"id": "b", "n": 3.0}], "<rows>").rows
    (('id', 'n'), ('a', None), ('b', 3))
    """
    given = [{str(heading): raw for heading, raw in row.items()} for row in rows]
    columns = tuple(dict.fromkeys(heading for row in given for heading in row))
    body = (tuple(raw_cell(row.get(heading)) for heading in columns) for row in given)
    return Table(name, "", (columns, *body))


def raw_cell(value: object) -> Any:
    """A value as a raw cell; a ``float`` that may not be exact stays one and is refused later."""
    if value is None or isinstance(value, (str, bool, date)):
        return value
    if isinstance(value, Integral):
        return int(value)
    if isinstance(value, float):
        exact = value.is_integer() and abs(value) < _WHOLE_BELOW
        return int(value) if exact else float(value)
    if isinstance(value, Decimal) and value.is_finite() and abs(value.adjusted()) <= _EXPONENT:
        # A decimal of a program is exact however many digits it has.
        return Fraction(value)
    return value if isinstance(value, Fraction) else str(value)
