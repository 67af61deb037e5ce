"""A file in its canonical form, as the fewest lines that change."""

from __future__ import annotations

from collections.abc import Iterator

from dxplan.analysis.lint import Edit
from dxplan.source import Source, Span
from dxplan.syntax.parse import parse
from dxplan.syntax.printer import print_file


def formatting(source: Source) -> tuple[Edit, ...]:
    """What changes a file into its canonical form; nothing for one that has errors.

    Letters that are written in parts are put together, as when the file is written anew.
    """
    parsed = parse(source)
    return tuple(_changes(source, print_file(parsed.value))) if parsed.ok else ()


def _changes(source: Source, text: str) -> Iterator[Edit]:
    """One edit: all lines between those at the top and at the bottom that stay."""
    old, new = source.text.splitlines(keepends=True), text.splitlines(keepends=True)
    # Line by line the same, because marks do not make or end lines
    written = old if source.written is None else source.written.splitlines(keepends=True)
    top = _same(written, new)
    bottom = _same(written[top:][::-1], new[top:][::-1])
    start = sum(map(len, old[:top]))
    end = len(source.text) - sum(map(len, old[len(old) - bottom :]))
    replacement = "".join(new[top : len(new) - bottom])
    if "".join(written[top : len(written) - bottom]) != replacement:
        yield Edit(Span(source, start, end), replacement)


def _same(one: list[str], other: list[str]) -> int:
    """How many lines they begin with in common."""
    count = 0
    while count < min(len(one), len(other)) and one[count] == other[count]:
        count += 1
    return count
