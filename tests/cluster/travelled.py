"""How much of a table left the place where it lies, measured where it leaves."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.request import urlopen

import attrs

if TYPE_CHECKING:
    import psycopg
    from pyspark.sql import SparkSession

GIVING = r"^\s*\(*\s*(fetch|select|with|values|table|copy\b.*\bto)\b"
"""Statements whose rows go to whoever sent them; those of the others stay or come from there."""
ROWS = "number of output rows"


@attrs.define
class Travelled:
    """What left.

    :param rows: of results, and of what Spark sends to its driver to hand it out again.
    :param bytes: of results as Spark's executors sent them, with what they say of each task.
    """

    rows: int = 0
    bytes: int = 0


@contextmanager
def from_postgres(connection: psycopg.Connection[Any]) -> Iterator[Travelled]:
    """What PostgreSQL gives to all its clients while the block runs, by its own statistics."""
    found = Travelled()
    connection.execute("SELECT pg_stat_statements_reset()")
    yield found
    counted = connection.execute("SELECT query, rows FROM pg_stat_statements").fetchall()
    # Without the statement that reset the count
    found.rows = sum(rows for query, rows in counted if _gives(query))


def _gives(query: str) -> bool:
    asked = re.match(GIVING, query, re.IGNORECASE | re.DOTALL)
    return bool(asked) and "pg_stat_statements_reset" not in query


@contextmanager
def from_spark(session: SparkSession) -> Iterator[Travelled]:
    """What Spark's executors send to the driver while the block runs, as its monitoring says."""
    found = Travelled()
    stages, queries = _stages(session), _queries(session)
    yield found
    for key, stage in _stages(session).items():
        if key not in stages:
            found.bytes += stage["resultSize"]
    for key, query in _queries(session).items():
        if key not in queries:
            found.rows += sum(_leaving(query))


def _stages(session: SparkSession) -> dict[object, dict[str, Any]]:
    return {(each["stageId"], each["attemptId"]): each for each in _asked(session, "stages")}


def _queries(session: SparkSession) -> dict[object, dict[str, Any]]:
    every = _asked(session, "sql?details=true&planDescription=false&length=10000")
    return {each["id"]: each for each in every}


def _asked(session: SparkSession, what: str) -> list[dict[str, Any]]:
    context = session.sparkContext
    # What has ended is told to the interface a little later
    context._jsc.sc().listenerBus().waitUntilEmpty()
    with urlopen(f"{context.uiWebUrl}/api/v1/applications/{context.applicationId}/{what}") as told:
        found: list[dict[str, Any]] = json.load(told)
    return found


def _leaving(query: dict[str, Any]) -> Iterator[int]:
    """The rows of a query's result, and those of each table that it hands out to all executors."""
    nodes = {node["nodeId"]: node for node in query["nodes"]}
    before: dict[int, list[int]] = {}
    for edge in query["edges"]:
        before.setdefault(edge["toId"], []).append(edge["fromId"])
    inner = {edge["fromId"] for edge in query["edges"]}
    ends = [each for each in nodes if each not in inner]
    while ends:
        node = ends.pop()
        rows = _rows(nodes[node])
        if rows is None:
            # Says nothing of rows, such as a projection: as many as came in
            ends += before.get(node, [])
        else:
            yield rows
    for number, node in nodes.items():
        if node["nodeName"].startswith("BroadcastExchange"):
            yield 0 if _is_of_the_driver(number, nodes, before) else _rows(node) or 0


def _is_of_the_driver(
    node: int, nodes: dict[int, dict[str, Any]], before: dict[int, list[int]]
) -> bool:
    """Whether rows come from nowhere but a list that the driver had."""
    if not before.get(node):
        return bool(nodes[node]["nodeName"] == "LocalTableScan")
    return all(_is_of_the_driver(each, nodes, before) for each in before[node])


def _rows(node: dict[str, Any]) -> int | None:
    told = [each["value"] for each in node["metrics"] if each["name"] == ROWS]
    return int(told[0].replace(",", "")) if told else None
