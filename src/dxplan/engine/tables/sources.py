"""Tables where they are: how to ask them, how to hand them lists, how to take answers away.

Everything above this module is said once, in Narwhals expressions, for all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs
import numpy as np
import numpy.typing as npt

from dxplan.engine.tables.errors import TableError, table_error

if TYPE_CHECKING:
    import narwhals as nw

Column: TypeAlias = npt.NDArray[Any]
Lists: TypeAlias = Mapping[str, Column]

# The libraries whose errors say that a table cannot be read, not that this program is wrong.
_BACKENDS = frozenset(
    ("duckdb", "polars", "pandas", "pyarrow", "pyspark", "py4j", "ibis", "psycopg")
)


@attrs.frozen(eq=False)
class Source:
    """A table where it is.

    :param name: what messages call it.
    :param frame: the table, lazily.
    :param hand_over: makes a small table where this one is, to join it with.
    """

    name: str
    frame: nw.LazyFrame[Any]
    hand_over: Callable[[Lists], nw.LazyFrame[Any]]

    def collect(self, asked: nw.LazyFrame[Any]) -> dict[str, Column]:
        """The answer to a question: columns of integers that are not missing, or of texts."""
        try:
            return _collected(asked)
        except Exception as error:
            raise self.unreadable(error) from error

    def rows(self, asked: nw.LazyFrame[Any]) -> list[dict[str, Any]]:
        """Whole rows, by the names of the columns."""
        try:
            return _rows(asked)
        except Exception as error:
            raise self.unreadable(error) from error

    def columns(self) -> list[str]:
        """The names of the columns of the table."""
        try:
            return self.frame.collect_schema().names()
        except Exception as error:
            raise self.unreadable(error) from error

    def unreadable(self, error: Exception) -> Exception:
        """What to raise where the library that holds a table raised an error."""
        library = type(error).__module__.partition(".")[0]
        if isinstance(error, TableError) or not (
            isinstance(error, OSError) or library in _BACKENDS
        ):
            return error
        said = next((line.strip() for line in str(error).splitlines() if line.strip()), library)
        return table_error("unreadable-table", self.name, reason=said)


def frame_source(given: Any, name: str = "<table>") -> Source:
    """A native frame of any library that Narwhals knows."""
    import narwhals as nw

    try:
        frame = nw.from_native(given)
    except TypeError as error:
        raise table_error("not-a-table", name, type=type(given).__name__) from error
    lazy = frame.lazy()
    return Source(name, lazy, _hand_over(lazy))


def _hand_over(lazy: nw.LazyFrame[Any]) -> Callable[[Lists], nw.LazyFrame[Any]]:
    import narwhals as nw

    implementation = lazy.implementation
    native: Any = lazy.to_native()
    if implementation.is_duckdb():
        from dxplan.engine.tables.duckdb_lists import relation_of

        return lambda lists: nw.from_native(relation_of(native, lists)).lazy()
    if implementation.is_ibis():
        return lambda lists: nw.from_native(_memtable(lists)).lazy()
    if implementation.is_spark_like():
        session = native.sparkSession
        return lambda lists: nw.from_native(_of_spark(session, lists)).lazy()
    return lambda lists: nw.from_dict(dict(lists), backend=implementation).lazy()


def _memtable(lists: Lists) -> Any:
    from importlib import import_module

    return import_module("ibis").memtable({name: column.tolist() for name, column in lists.items()})


def _of_spark(session: Any, lists: Lists) -> Any:
    rows = list(zip(*(column.tolist() for column in lists.values()), strict=True))
    return session.createDataFrame(rows, schema=_spark_schema(lists))


def _spark_schema(lists: Lists) -> str:
    kinds = (("bigint" if column.dtype.kind == "i" else "string") for column in lists.values())
    return ", ".join(f"`{name}` {kind}" for name, kind in zip(lists, kinds, strict=True))


def _collected(asked: nw.LazyFrame[Any]) -> dict[str, Column]:
    if asked.implementation.is_duckdb():
        native: Any = asked.to_native()
        found: dict[str, Any] = native.fetchnumpy()
        return {name: _plain(found[name]) for name in asked.collect_schema().names()}
    frame = asked.collect()
    return {name: _plain(frame[name].to_numpy()) for name in frame.columns}


def _rows(asked: nw.LazyFrame[Any]) -> list[dict[str, Any]]:
    if asked.implementation.is_duckdb():
        native: Any = asked.to_native()
        names = asked.collect_schema().names()
        return [dict(zip(names, row, strict=True)) for row in native.fetchall()]
    frame = asked.collect()
    return [{name: _value(raw) for name, raw in row.items()} for row in frame.iter_rows(named=True)]


def _value(raw: Any) -> Any:
    """A value as Python has it; what pandas has for nothing is ``None``."""
    found = raw.item() if isinstance(raw, np.generic) else raw
    nothing = found is None or str(found) in ("nan", "NaT", "<NA>")
    return None if nothing and not isinstance(found, str) else found


def _plain(column: Any) -> Column:
    """A column without a mask; a text that is missing is ``None``."""
    if isinstance(column, np.ma.MaskedArray):
        missing = np.ma.getmaskarray(column)
        found: Column = np.asarray(column.data)
        if missing.any():
            found = found.astype(np.object_)
            found[missing] = None
        return found
    return np.asarray(column)


def texts(values: Sequence[str]) -> Column:
    """A column of texts to hand over."""
    found: Column = np.empty(len(values), dtype=np.object_)
    found[:] = values
    return found


def whole_numbers(values: Sequence[int]) -> Column:
    """A column of whole numbers to hand over."""
    return np.array(values, dtype=np.int64)
