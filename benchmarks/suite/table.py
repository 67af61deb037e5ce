"""Rows of results, and the tables that they make, as text and as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from benchmarks.suite.limits import Limit
from benchmarks.suite.units import duration, number


@dataclass(frozen=True)
class Row:
    """One contender at one piece of work.

    :param ratio: how many times as long as what it is held against (``beside``).
    :param limits: what it is to reach, and whether it does.
    :param told: what else must be known: why there is no time, wrong verdicts.
    :param beyond: whether it takes longer than that, and was ended.
    """

    section: str
    work: str
    who: str
    seconds: float | None
    spread: tuple[float, float] = (0.0, 0.0)
    memory: float = 0.0
    ratio: float | None = None
    beside: str = ""
    limits: tuple[Limit, ...] = ()
    told: str = ""
    beyond: bool = False


def said(limit: Limit) -> str:
    """A limit in a few words.

    >>> said(Limit("≤ 1.3 × DuckDB", "1.10 ×", True)), said(Limit("≤ 5 ms", "7.00 ms", False))
    ('≤ 1.3 × DuckDB: reached (1.10 ×)', '≤ 5 ms: NOT reached (7.00 ms)')
    """
    words = {True: "reached", False: "NOT reached", None: "not known"}
    return f"{limit.text}: {words[limit.kept]} ({limit.figure})"


def cells(row: Row) -> tuple[str, ...]:
    """A row in words."""
    more = "> " if row.beyond else ""
    ratio = "" if row.ratio is None else f"{more}{number(row.ratio)}"
    memory = f"{row.memory:.0f} MiB" if row.memory else ""
    time = f"{more}{duration(row.seconds)}"
    return row.work, row.who, time, ratio, memory, "; ".join(map(said, row.limits)), row.told


HEADINGS = ("work", "who", "median", "ratio", "memory", "limit", "remarks")
RIGHT = (2, 3, 4)
"""Columns of numbers."""


def as_text(rows: Iterable[Row]) -> str:
    """The tables for a terminal, section by section; the limits stand below, a line each."""
    lines: list[str] = []
    for section, group in groupby(rows, key=lambda row: row.section):
        of_section = list(group)
        told = [HEADINGS, *map(cells, of_section)]
        table = [(*line[:5], line[6]) for line in told]
        widths = [max(len(line[column]) for line in table) for column in range(len(table[0]))]
        lines += [section, "", *(_line(line, widths) for line in table), ""]
        limits = [
            f"{row.who}, {row.work}: {said(limit)}" for row in of_section for limit in row.limits
        ]
        lines += [*limits, *([""] if limits else [])]
    return "\n".join(lines)


def _line(line: Sequence[str], widths: Sequence[int]) -> str:
    aligned = (
        cell.rjust(width) if column in RIGHT else cell.ljust(width)
        for column, (cell, width) in enumerate(zip(line, widths, strict=True))
    )
    return "  ".join(aligned).rstrip()


def as_markdown(rows: Iterable[Row]) -> str:
    """The table of a section for a page: only the columns that say something."""
    table = [cells(row) for row in rows]
    kept = [n for n in range(len(HEADINGS)) if n < 2 or any(line[n].strip("–") for line in table)]
    lines = [markdown_line([HEADINGS[n] for n in kept])]
    lines.append("|" + "|".join("---:" if n in RIGHT else "---" for n in kept) + "|")
    lines += [markdown_line([line[n] for n in kept]) for line in table]
    return "\n".join(lines) + "\n"


def markdown_line(line: Sequence[str]) -> str:
    """A row of a table in Markdown."""
    escaped = (cell.replace("|", "\\|").replace("\n", " ") for cell in line)
    return f"| {' | '.join(escaped)} |"
