"""Tables where they are: how to ask them, how to hand them lists, how to take answers away.

Everything above this module is said once, in Narwhals expressions, for all of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
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
    :param is_columnar: whether one column is read without the others.
    """

    name: str
    frame: nw.LazyFrame[Any]
    hand_over: Callable[[Lists], nw.LazyFrame[Any]]
    is_columnar: bool = False

    def collect(self, asked: nw.LazyFrame[Any]) -> dict[str, Column]:
        """The answer to a question: columns of integers that are not missing, or of texts."""
        return _collected(asked)

    def rows(self, asked: nw.LazyFrame[Any]) -> list[dict[str, Any]]:
        """Whole rows, by the names of the columns."""
        return _rows(asked)

    def is_empty(self, name: str) -> bool:
        """Whether nothing stands in a column; then it may not even have a type."""
        import narwhals as nw

        filled = nw.when(nw.col(name).is_null()).then(0).otherwise(1).sum().alias("filled")
        return not self.collect(self.frame.select(filled))["filled"][0]

    def columns(self) -> list[str]:
        """The names of the columns of the table."""
        return self.frame.collect_schema().names()


@contextmanager
def told_apart(name: str) -> Iterator[None]:
    """Tells a table that cannot be read from a program that is wrong.

    :param name: of the table.
    :raises TableError: for what the library that holds the table raised.
    """
    try:
        yield
    except Exception as error:
        told = _told(name, error)
        if told is None:
            raise
        raise told from error


def _told(name: str, error: Exception) -> TableError | None:
    library = type(error).__module__.lstrip("_").partition(".")[0]
    if type(error).__name__ == "DuplicateError" and library == "narwhals":
        twice = re.search("'(.+)' [0-9]+ times", str(error))
        return table_error("column-twice", name, header=twice[1] if twice else "")
    if isinstance(error, OSError) or library in _BACKENDS:
        said = next((line.strip() for line in str(error).splitlines() if line.strip()), library)
        return table_error("unreadable-table", name, reason=said)
    return None


def frame_source(given: Any, name: str = "<table>") -> Source:
    """A native frame of any library that Narwhals knows."""
    import narwhals as nw

    try:
        with told_apart(name):
            frame = nw.from_native(given)
            lazy = (_by_arrow(frame) if _is_half_arrow(frame) else frame).lazy()
    except TypeError as error:
        raise table_error("not-a-table", name, type=type(given).__name__) from error
    return Source(name, lazy, _hand_over(lazy), isinstance(frame, nw.DataFrame))


def _is_half_arrow(frame: Any) -> bool:
    """Whether columns of a pandas frame are held by Arrow, with which pandas cannot reckon all."""
    if not frame.implementation.is_pandas():
        return False
    return any(type(each).__name__ == "ArrowDtype" for each in frame.to_native().dtypes)


def _by_arrow(frame: Any) -> Any:
    import narwhals as nw

    return nw.from_native(frame.to_arrow())


def _hand_over(lazy: nw.LazyFrame[Any]) -> Callable[[Lists], nw.LazyFrame[Any]]:
    import narwhals as nw

    implementation = lazy.implementation
    native: Any = lazy.to_native()
    if implementation.is_duckdb():
        from dxplan.engine.tables.scanning.duckdb_lists import relation_of

        return lambda lists: nw.from_native(relation_of(native, lists)).lazy()
    if implementation.is_ibis():
        return lambda lists: nw.from_native(_memtable(lists)).lazy()
    if implementation.is_spark_like():
        session = native.sparkSession
        return lambda lists: nw.from_native(_of_spark(session, lists)).lazy()
    return lambda lists: nw.from_dict(dict(lists), _schema(lists), backend=implementation).lazy()


def _schema(lists: Lists) -> dict[str, Any]:
    import narwhals as nw

    kinds = {"i": nw.Int64}
    return {name: kinds.get(column.dtype.kind, nw.String) for name, column in lists.items()}


def _memtable(lists: Lists) -> Any:
    from importlib import import_module

    return import_module("ibis").memtable(_arrow_table(lists))


def _of_spark(session: Any, lists: Lists) -> Any:
    """A list whose size Spark knows, so that it hands out the list and not the rows."""
    return session.createDataFrame(_arrow_table(lists))


def _arrow_table(lists: Lists) -> Any:
    import pyarrow as pa

    types = (pa.int64() if column.dtype.kind == "i" else pa.string() for column in lists.values())
    columns = (column.tolist() for column in lists.values())
    return pa.table([pa.array(*each) for each in zip(columns, types, strict=True)], list(lists))


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
