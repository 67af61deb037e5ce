"""Laying the pieces of a statement out on lines, with the comments between and behind them.

A statement is printed as pieces: its head, then a target's further parts or a dimension's members
(each before its own parts), then its clauses; :class:`dxplan.syntax.nodes.Comment` counts the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

import attrs

from dxplan.syntax.nodes import Comment

WIDTH = 100
INDENT = 4

Joining = Literal["never", "always", "head", "pair"]


@attrs.frozen
class Piece:
    """A piece of a statement, as text.

    :param joins: when it may follow other pieces on their line: never; always; on the head's line
        as long as that fits; or behind a single other piece, if that fits.
    """

    text: str
    joins: Joining = "never"


@attrs.frozen
class Line:
    """A line of a statement, with the numbers of the first and the last piece on it.

    A line without a ``last`` piece has no place for a comment behind it; one without ``text`` is
    only the place of comments on lines of their own. The text of a long head
    and of a long clause of an example holds line breaks.
    """

    indent: int
    text: str
    first: int | None = None
    last: int | None = None


@attrs.frozen
class Placed:
    """Comments by the number of their piece: on lines of their own before it, and one behind it."""

    before: dict[int, list[str]]
    behind: dict[int, str]

    def part(self, piece: int) -> bool:
        """Whether a comment stands between a piece and the one before it."""
        return piece in self.before or piece - 1 in self.behind


def place(comments: Iterable[Comment], count: int) -> Placed:
    """The comments of a statement of so many pieces.

    A second comment behind one piece goes on a line of its own before the next piece, as a parser
    would read it; so does one behind a piece that does not exist.
    """
    before: dict[int, list[str]] = {}
    behind: dict[int, str] = {}
    for comment in sorted(comments, key=lambda item: (item.piece, not item.own_line)):
        piece, text = comment.piece, comment.text.rstrip()
        if not comment.own_line and 0 <= piece < count and piece not in behind:
            behind[piece] = text
        else:
            own = piece if comment.own_line else piece + 1
            before.setdefault(max(0, min(own, count)), []).append(text)
    return Placed(before, behind)


def flow(pieces: Sequence[Piece], comments: Placed) -> list[Line]:
    """Put pieces on lines, in order; a comment between two of them keeps them apart.

    >>> pieces = [Piece('task x'), Piece('by 2025', 'head'), Piece('lead a')]
    >>> [line.text for line in flow(pieces, place((), 3))]
    ['task x by 2025', 'lead a', '']
    """
    lines = [Line(0, pieces[0].text, 0, 0)]
    for number, piece in enumerate(pieces[1:], start=1):
        last = lines[-1]
        joined = f"{last.text} {piece.text}"
        if not comments.part(number) and _may_join(piece, last, len(lines), joined):
            lines[-1] = attrs.evolve(last, text=joined, last=number)
        else:
            lines.append(Line(INDENT, piece.text, number, number))
    return [*lines, Line(INDENT, "", len(pieces))]


def _may_join(piece: Piece, line: Line, count: int, joined: str) -> bool:
    if piece.joins == "head":
        return count == 1 and fits(joined)
    if piece.joins == "pair":
        return line.first == line.last and fits(joined, line.indent)
    return piece.joins == "always"


def fits(text: str, indent: int = 0) -> bool:
    """Whether a text is not wider than a line; comments behind it do not count."""
    return indent + len(text) <= WIDTH


def filled(parts: Sequence[str], indent: int) -> str:
    """Parts of a clause on as few lines as they need; those behind the first are indented further.

    >>> print(filled(["given a 1,", "b 2 in 2025"], INDENT))
    given a 1, b 2 in 2025
    >>> print(filled(["given " + "a" * 40 + " 1,", "b" * 60 + " 2,", "c 3 in 2025"], 0))
    given aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa 1,
        bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb 2, c 3 in 2025
    """
    lines = [parts[0]]
    for part in parts[1:]:
        joined = f"{lines[-1]} {part}"
        if fits(joined, indent if len(lines) == 1 else indent + INDENT):
            lines[-1] = joined
        else:
            lines.append(part)
    return f"\n{' ' * (indent + INDENT)}".join(lines)


def render(lines: Iterable[Line], comments: Placed) -> list[str]:
    """The lines as text, with their comments."""
    rendered: list[str] = []
    for line in lines:
        blanks = " " * line.indent
        if line.first is not None:
            rendered += [blanks + comment for comment in comments.before.get(line.first, ())]
        if line.text:
            behind = None if line.last is None else comments.behind.get(line.last)
            rendered.append(blanks + line.text + (f"  {behind}" if behind else ""))
    return rendered
