"""The rows of a table in codes: who, about what, and which numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import attrs

from dxplan.engine.tables.errors import table_error
from dxplan.engine.tables.scanning.headings import Headings
from dxplan.engine.tables.scanning.numbers import NumberColumn, number_columns, zero_or_one
from dxplan.engine.tables.scanning.sources import Column, Source

if TYPE_CHECKING:
    import narwhals as nw

    Frame = nw.LazyFrame[Any]
    How: TypeAlias = Literal["sum", "min", "max"]
    Asked: TypeAlias = tuple[nw.Expr, How]


@attrs.frozen(eq=False)
class Rows:
    """The rows of a table: ``o`` is the text of the organisation, ``t0`` … the other texts.

    ``v0`` … are the numbers, whole and 0 where nothing was reported, ``q0`` … are 1 where something
    was; ``x0`` … are 1 where a further column that needs attention is filled in.

    :param whole: the table itself, with ``o`` beside its own columns.
    :param made: by name, what all of these are made of.
    :param days: which of the texts are dates.
    :param watched: names of the further columns.
    """

    source: Source
    headings: Headings
    numbers: tuple[NumberColumn, ...]
    days: tuple[bool, ...]
    watched: tuple[str, ...]
    frame: Frame
    whole: Frame
    made: Mapping[str, nw.Expr]

    @property
    def texts(self) -> list[str]:
        """The names of the columns of texts."""
        return [f"t{position}" for position in range(len(self.headings.texts))]

    @property
    def scales(self) -> list[int]:
        """By column of numbers, how many times its numbers it is read as."""
        return [number.scale for number in self.numbers]

    @property
    def positions(self) -> range:
        """The positions of the columns of numbers."""
        return range(len(self.numbers))


def read_rows(source: Source, headings: Headings) -> Rows:
    """The rows of a table, lazily."""
    import narwhals as nw

    schema = source.frame.collect_schema()
    numbers = number_columns(source, headings.numbers)
    days = tuple(schema[name].is_temporal() for name in headings.texts)
    watched = _watched(headings)
    texts = [_text(source, name, schema[name]) for name in (headings.organisation, *headings.texts)]
    names = ["o", *(f"t{position}" for position in range(len(headings.texts)))]
    made: dict[str, nw.Expr] = dict(zip(names, texts, strict=True))
    for position, number in enumerate(numbers):
        made[f"v{position}"] = number.value
        made[f"q{position}"] = zero_or_one(number.present)
    for position, name in enumerate(watched):
        made[f"x{position}"] = zero_or_one(~nw.col(name).is_null())
    whole = source.frame.with_columns(made["o"].alias("o"))
    frame = source.frame.select(*(each.alias(name) for name, each in made.items()))
    return Rows(source, headings, numbers, days, watched, frame, whole, made)


def says_something(rows: Rows) -> nw.Expr:
    """Whether a row has any number, as 0 and 1."""
    import narwhals as nw

    names = [f"q{p}" for p in rows.positions] + [f"x{p}" for p in range(len(rows.watched))]
    found = reduce(or_, (nw.col(name) > 0 for name in names))
    return zero_or_one(found)


def _watched(headings: Headings) -> tuple[str, ...]:
    """Columns that hold no measure but concern one: percentages, and columns that add others up."""
    columns = headings.sheet.columns
    return tuple(headings.names[c] for c in (*columns.indicators, *columns.totals))


def _text(source: Source, name: str, dtype: Any) -> nw.Expr:
    """A column as texts; an empty text where it says nothing."""
    import narwhals as nw

    column = nw.col(name)
    if dtype == nw.String:
        # Arrow has several types of texts and joins none of them with another.
        of_arrow = source.frame.implementation.is_pyarrow()
        return (column.cast(nw.String) if of_arrow else column).fill_null("")
    if dtype.is_temporal():
        return column.dt.to_string("%Y-%m-%d").fill_null("")
    if dtype.is_float():
        return column.fill_null(0).cast(nw.Int64).cast(nw.String)
    if dtype.is_integer() or dtype in (nw.Categorical, nw.Enum):
        return column.cast(nw.String).fill_null("")
    if source.is_empty(name):
        return nw.lit("")
    raise table_error("column-not-texts", source.name, name, type=str(dtype))


def joined(frame: Frame, other: Frame, on: Sequence[str]) -> Frame:
    """The rows that have a partner, with what it says."""
    return frame.join(other, on=list(on), how="inner")


def by(frame: Frame, keys: Sequence[str], asked: Mapping[str, Asked]) -> Frame:
    """A sum for every group: by name, what is added up, and how.

    What is added up is made a column first: not every library adds up expressions by group.
    """
    import narwhals as nw

    made = frame.select(*keys, *(each.alias(name) for name, (each, _) in asked.items()))
    found = made.group_by(*keys).agg(
        *(_added(nw.col(name), how) for name, (_, how) in asked.items())
    )
    return found.with_columns(*(nw.col(name).cast(nw.Int64) for name in asked))


def _added(column: nw.Expr, how: How) -> nw.Expr:
    match how:
        case "sum":
            return column.sum()
        case "min":
            return column.min()
    return column.max()


def one() -> nw.Expr:
    """1 in every row, to count them."""
    import narwhals as nw

    return nw.lit(1, dtype=nw.Int64)


def collected(rows: Rows, asked: Frame) -> dict[str, Column]:
    """The answer to a question about rows."""
    return rows.source.collect(asked)
