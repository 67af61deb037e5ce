"""Columns of numbers as whole numbers of 64 bits, exactly, or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import attrs

from dxplan.engine.tables.errors import table_error
from dxplan.engine.tables.scanning.sources import Source

if TYPE_CHECKING:
    import narwhals as nw

_WHOLE_BELOW = 2**53


@attrs.frozen(eq=False)
class NumberColumn:
    """A column of numbers.

    :param value: its numbers times ``scale``, as whole numbers; 0 where nothing was reported.
    :param present: whether something was reported.
    :param is_flag: whether it says yes or no.
    """

    name: str
    value: nw.Expr
    present: nw.Expr
    scale: int = 1
    is_flag: bool = False


def number_columns(source: Source, names: Iterable[str]) -> tuple[NumberColumn, ...]:
    """The columns of numbers of a table; raises where one does not hold exact numbers."""
    schema: Mapping[str, Any] = source.frame.collect_schema()
    found = tuple(_number_column(source, name, schema[name]) for name in names)
    _refuse_inexact(source, [each.name for each in found if schema[each.name].is_float()])
    return found


def _number_column(source: Source, name: str, dtype: Any) -> NumberColumn:
    import narwhals as nw

    column, present = nw.col(name), ~nw.col(name).is_null()
    if dtype == nw.Boolean:
        return NumberColumn(name, zero_or_one(column), present, is_flag=True)
    if dtype.is_integer() or dtype.is_float():
        return NumberColumn(name, column.fill_null(0).cast(nw.Int64), present)
    if dtype.is_decimal():
        scale = 10**dtype.scale
        return NumberColumn(name, (column * scale).cast(nw.Int64).fill_null(0), present, scale)
    if source.is_empty(name):
        return NumberColumn(name, nw.lit(0, dtype=nw.Int64), present)
    raise table_error("column-not-numbers", source.name, name, type=str(dtype))


def _refuse_inexact(source: Source, floats: list[str]) -> None:
    """Refuses numbers with a point in them that may not be what was meant."""
    import narwhals as nw

    if not floats:
        return
    asked = []
    for position, name in enumerate(floats):
        column, present = nw.col(name), ~nw.col(name).is_null()
        finite = column.is_finite() & (column.abs() < _WHOLE_BELOW)
        inexact = present & ~(finite & (column == column.floor()))
        asked += [
            _times(inexact).alias(f"odd{position}"),
            _times(present & column.is_nan()).alias(f"nan{position}"),
        ]
    found = source.collect(source.frame.select(*asked))
    for position, name in enumerate(floats):
        odd, nan = (int(found[f"{kind}{position}"][0] or 0) for kind in ("odd", "nan"))
        if nan:
            raise table_error("column-holds-nan", source.name, name, count=nan)
        if odd:
            raise table_error("column-not-whole", source.name, name, count=odd)


def _times(condition: nw.Expr) -> nw.Expr:
    """In how many rows a condition holds."""
    return zero_or_one(condition).sum()


def zero_or_one(condition: nw.Expr) -> nw.Expr:
    """1 where a condition holds, else 0: a cast, which PostgreSQL refuses, in other words."""
    import narwhals as nw

    return nw.when(condition).then(nw.lit(1, dtype=nw.Int64)).otherwise(nw.lit(0, dtype=nw.Int64))
