"""The patterns of a table whose rows are held against rules one by one.

Where columns can be read one by one, the texts of each tell which patterns there may be, several
times faster than asking for the patterns themselves; those that do not occur do no harm.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from math import prod
from typing import TYPE_CHECKING, TypeAlias

import attrs

from dxplan.engine.tables.scanning.numbers import NumberColumn
from dxplan.engine.tables.scanning.patterns import Pattern, read_pattern
from dxplan.engine.tables.scanning.rows import Rows, by, collected, one
from dxplan.engine.tables.scanning.scan import find_patterns

if TYPE_CHECKING:
    import narwhals as nw

    from dxplan.engine.tables.scanning.rows import Asked

# So many patterns are read within a tenth of a second.
_MOST = 4_000

Odd: TypeAlias = list[tuple[Pattern, int]]


@attrs.frozen(eq=False)
class Seen:
    """The patterns of a table.

    :param patterns: those that can be read; there may be some that no row has.
    :param odd: those that cannot be read, with how many rows they have.
    :param reaches: by column of numbers, above no absolute value.
    """

    patterns: tuple[Pattern, ...]
    odd: Odd
    reaches: Mapping[int, int]


def see_patterns(rows: Rows) -> Seen:
    """The patterns of a table."""
    by_columns = _by_columns(rows) if rows.source.is_columnar else None
    if by_columns:
        return Seen(by_columns, [], _reaches(rows))
    found = find_patterns(rows)
    book, odd = found.book, found.odd
    reaches = {}
    for position in rows.positions if book.patterns else ():
        low, high = int(book.lows[:, position].min()), int(book.highs[:, position].max())
        reaches[position] = max(abs(low), abs(high))
    return Seen(book.patterns, odd, reaches)


def _by_columns(rows: Rows) -> tuple[Pattern, ...] | None:
    """The patterns that there may be; ``None`` where one of them could not be read."""
    asked: dict[str, Asked] = {"n": (one(), "sum")}
    said = [collected(rows, by(rows.frame, [n], asked))[n].tolist() for n in rows.texts]
    if prod(map(len, said)) > _MOST:
        return None
    found = []
    for each in product(*said):
        found.append(read_pattern(rows.headings, each, rows.days))
        if found[-1].fault is not None:
            return None
    return tuple(found)


def _reaches(rows: Rows) -> dict[int, int]:
    """The greatest absolute values of all columns of numbers."""
    asked = []
    for at, each in enumerate(rows.numbers):
        value = _known(rows, each)
        asked += [value.min().alias(f"l{at}"), value.max().alias(f"h{at}")]
    answer = rows.source.collect(rows.source.frame.select(*asked))
    ends = {at: [answer[f"{letter}{at}"][0] for letter in "lh"] for at in rows.positions}
    return {
        at: max((abs(int(n)) for n in each if n is not None), default=0)
        for at, each in ends.items()
    }


def _known(rows: Rows, number: NumberColumn) -> nw.Expr:
    """A column as it stands where its ends are known without a look at it: in Parquet files."""
    import narwhals as nw

    is_plain = number.scale == 1 and not number.is_flag
    is_known = rows.source.frame.implementation.is_duckdb() and is_plain
    return nw.col(number.name) if is_known else number.value
