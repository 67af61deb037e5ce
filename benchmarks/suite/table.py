"""Rows of results, and the one table that they make, as text and as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

SCALES = ((1.0, "s"), (1e-3, "ms"), (1e-6, "µs"))


@dataclass(frozen=True)
class Row:
    """One contender at one piece of work.

    :param ratio: how many times as long as what it is held against (``beside``).
    :param limit: what the ratio, or what else ``limit`` names, must not exceed, in words.
    :param kept: whether the limit is kept; none without one.
    :param told: what else must be known: why there is no time, wrong verdicts, memory.
    """

    section: str
    work: str
    who: str
    seconds: float | None
    spread: tuple[float, float] = (0.0, 0.0)
    memory: float = 0.0
    ratio: float | None = None
    beside: str = ""
    limit: str = ""
    kept: bool | None = None
    told: str = ""


def duration(seconds: float | None) -> str:
    """A time in a unit that fits.

    >>> duration(0.0123), duration(4.4e-06), duration(None), duration(75.0)
    ('12.3 ms', '4.40 µs', '–', '75.0 s')
    """
    if seconds is None:
        return "–"
    for scale, unit in SCALES:
        if seconds >= scale or unit == "µs":
            value = seconds / scale
            digits = 2 if value < 10 else 1 if value < 100 else 0
            return f"{value:.{digits}f} {unit}"
    raise AssertionError("INVARIANT: the last unit takes everything")


def cells(row: Row) -> tuple[str, ...]:
    """A row in words."""
    ratio = (
        "" if row.ratio is None else f"{row.ratio:.2f}" if row.ratio < 10 else f"{row.ratio:.0f}"
    )
    memory = f"{row.memory:.0f} MiB" if row.memory else ""
    kept = "" if row.kept is None else "yes" if row.kept else "NO"
    limit = f"{row.limit}: {kept}" if row.limit and kept else row.limit
    return row.work, row.who, duration(row.seconds), ratio, memory, limit, row.told


HEADINGS = ("work", "who", "median", "ratio", "memory", "limit", "")


def as_text(rows: Iterable[Row]) -> str:
    """The table for a terminal, section by section."""
    lines: list[str] = []
    for section, group in groupby(rows, key=lambda row: row.section):
        table = [HEADINGS, *map(cells, group)]
        widths = [max(len(line[column]) for line in table) for column in range(len(HEADINGS))]
        lines += [section, "", *(_line(line, widths) for line in table), ""]
    return "\n".join(lines)


def _line(line: Sequence[str], widths: Sequence[int]) -> str:
    aligned = (
        cell.rjust(width) if column in (2, 3, 4) else cell.ljust(width)
        for column, (cell, width) in enumerate(zip(line, widths, strict=True))
    )
    return "  ".join(aligned).rstrip()


def as_markdown(rows: Iterable[Row]) -> str:
    """The table for a page, a heading and a table a section."""
    lines: list[str] = []
    for section, group in groupby(rows, key=lambda row: row.section):
        lines += [
            f"## {section}",
            "",
            _markdown(("work", "who", "median", "ratio", "memory", "limit", "remarks")),
        ]
        lines.append("|---|---|---:|---:|---:|---|---|")
        lines += [*(_markdown(cells(row)) for row in group), ""]
    return "\n".join(lines)


def _markdown(line: Sequence[str]) -> str:
    escaped = (cell.replace("|", "\\|").replace("\n", " ") for cell in line)
    return f"| {' | '.join(escaped)} |"
