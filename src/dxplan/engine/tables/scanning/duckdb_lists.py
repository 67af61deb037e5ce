"""Lists handed to the DuckDB connection that a relation belongs to.

A relation does not tell its connection, but it can ask it: the lists travel inside the question, as
one text a column, because a list of literals takes DuckDB longer to plan than to join.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb

# What no id of an organisation and no text of a period holds.
_BETWEEN = "\x1f"


def relation_of(near: duckdb.DuckDBPyRelation, lists: Mapping[str, Any]) -> duckdb.DuckDBPyRelation:
    """A table of lists on the connection of another table."""
    parts = [f"{_unnested(column)} AS {_name(name)}" for name, column in lists.items()]
    nothing = "" if len(next(iter(lists.values()))) else " LIMIT 0"
    return near.query("dxplan_near", f"SELECT {', '.join(parts)}{nothing}")


def _unnested(column: Any) -> str:
    if not len(column):
        return f"NULL::{_type(column)}"
    written = _BETWEEN.join(map(str, column.tolist())).replace("'", "''")
    return f"unnest(string_split('{written}', chr(31))::{_type(column)}[])"


def _type(column: Any) -> str:
    return "BIGINT" if column.dtype.kind == "i" else "VARCHAR"


def _name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
