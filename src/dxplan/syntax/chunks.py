"""Cutting a file into statements, before any grammar: a statement starts in column 0.

Lines that begin with a blank, or with the ``}`` that closes a dimension, continue the statement
above. Comment lines in column 0 belong to the statement below, unless the statement above goes on
after them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from dxplan.source import Source, Span

# Possessive, as in the grammar: a text of a megabyte would else be remembered letter by letter. A
# text that is never closed goes to the end of its line, lest every quote in it is tried again.
COMMENT_OR_TEXT = re.compile(r'"(?:[^"\\\n]++|\\.)*+(?:"|[^\n]*+)|“[^”\n]*+”?|(#[^\n]*)')
_WORD = re.compile(rf"{COMMENT_OR_TEXT.pattern}|\w+|[^\w\s]")


@attrs.frozen
class Chunk:
    """A statement's stretch of the file.

    :param leading: comment lines before it, ``""`` for blank lines.
    """

    start: int
    end: int
    leading: tuple[str, ...]


@attrs.frozen
class RawComment:
    """A comment inside a statement, with its offset in the file."""

    start: int
    own_line: bool
    text: str


def cut(source: Source) -> tuple[list[Chunk], tuple[str, ...]]:
    r"""The statements of a file and the comment lines after the last one.

    >>> from dxplan.source import source_from_text
    >>> chunks, trailing = cut(source_from_text("# a\nuse x\n\n# end\n"))
    >>> chunks[0].leading, trailing
    (('# a',), ('', '# end'))
    """
    chunks: list[Chunk] = []
    leading: list[str] = []
    for offset, line in _lines(source.text):
        stripped = line.strip()
        end = offset + len(line)
        apart = bool(leading) or not chunks
        if not stripped:
            leading.append("")
        elif stripped[0] == "#" and (line[0] == "#" or apart):
            leading.append(stripped)
        elif chunks and (line[0].isspace() or line[0] == "}"):
            chunks[-1] = attrs.evolve(chunks[-1], end=end)
            leading = []
        else:
            chunks.append(Chunk(offset, end, _tidy(leading, first=not chunks)))
            leading = []
    return chunks, _tidy(leading, first=not chunks, last=True)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    offset = 0
    for line in text.split("\n"):
        yield offset, line
        offset += len(line) + 1


def _tidy(lines: list[str], *, first: bool, last: bool = False) -> tuple[str, ...]:
    """At most one blank line in a row; none at the start or the end of a file."""
    result: list[str] = []
    for line in lines:
        if line or (result and result[-1]) or (not result and not first):
            result.append(line)
    while last and result and not result[-1]:
        result.pop()
    return tuple(result)


def comments_in(source: Source, chunk: Chunk) -> list[RawComment]:
    """The comments inside a statement, in order."""
    text = source.text
    if "#" not in text[chunk.start : chunk.end]:
        return []
    found = []
    for match in COMMENT_OR_TEXT.finditer(text, chunk.start, chunk.end):
        if match.group(1) is not None:
            at = match.start(1)
            line_start = text.rfind("\n", 0, at) + 1
            own_line = not text[line_start:at].strip()
            found.append(RawComment(at, own_line, match.group(1).rstrip()))
    return found


def words_in(text: str) -> int:
    """How many words, numbers, signs, texts and comments a piece of rule text has.

    >>> words_in('share >= 5%  # one "comment"')
    6
    """
    return sum(1 for _ in _WORD.finditer(text))


def without_comments(text: str) -> str:
    """A piece of rule text in one line, without its comments.

    >>> without_comments('a  # x')
    'a'
    """
    kept = COMMENT_OR_TEXT.sub(lambda match: "" if match.group(1) else match.group(), text)
    return " ".join(kept.split())


def comments_of(source: Source) -> Iterator[tuple[Span, Span | None]]:
    r"""Every comment of a file, with the stretch of the statement that it belongs to.

    That is the statement it stands in or above; behind the last one it belongs to none.

    >>> from dxplan.source import source_from_text
    >>> [(a.text, b and b.text) for a, b in comments_of(source_from_text("# a\nuse x\n# end"))]
    [('# a', 'use x'), ('# end', None)]
    """
    before = 0
    for chunk in cut(source)[0]:
        stretch = Span(source, chunk.start, chunk.end)
        for comment in _comment_lines(source, before, chunk.start):
            yield comment, stretch
        for inner in comments_in(source, chunk):
            yield Span(source, inner.start, inner.start + len(inner.text)), stretch
        before = chunk.end
    for comment in _comment_lines(source, before, len(source.text)):
        yield comment, None


def _comment_lines(source: Source, start: int, end: int) -> Iterator[Span]:
    """The comments of a stretch that holds nothing else."""
    for offset, line in _lines(source.text[start:end]):
        text = line.strip()
        if text:
            at = start + offset + line.index("#")
            yield Span(source, at, at + len(text))
