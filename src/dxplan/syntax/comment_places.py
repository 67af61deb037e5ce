"""Where in a statement a comment stands: behind a piece, or alone before one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from dxplan.source import Source, Span
from dxplan.syntax import nodes
from dxplan.syntax.chunks import Chunk, comments_in


def place_comments(
    source: Source, chunk: Chunk, statement: nodes.Statement
) -> tuple[nodes.Comment, ...]:
    """Comments by piece: one behind a piece, further ones alone before the next piece."""
    starts = [chunk.start, *piece_starts(statement)]
    placed: list[nodes.Comment] = []
    for comment in comments_in(source, chunk):
        before = bisect_right(starts, comment.start)
        piece = before if comment.own_line else before - 1
        # Only the last one can stand behind this: pieces are in order, and so are comments.
        last = placed[-1] if placed else None
        behind = nodes.Comment(piece, own_line=comment.own_line, text=comment.text)
        taken = last is not None and (
            last.piece > piece or (last.piece == piece and not last.own_line)
        )
        if not comment.own_line and taken:
            behind = nodes.Comment(piece + 1, own_line=True, text=comment.text)
        placed.append(behind)
    return tuple(placed)


def piece_starts(statement: nodes.Statement) -> list[int]:
    """Offsets of the pieces of a statement after its head.

    In order (see :class:`nodes.Comment`).
    """
    found: list[Span | None] = []
    if isinstance(statement, nodes.TargetStatement):
        found.extend(arm.span for arm in statement.arms[1:])
    if isinstance(statement, nodes.DimensionStatement):
        found.extend(_member_spans(statement.members))
    elif not isinstance(statement, nodes.UseStatement):
        found.extend(span for clause in statement.clauses for span in _clause_spans(clause))
    return [span.start for span in found if span is not None]


def _clause_spans(clause: nodes.Clause) -> Iterator[Span | None]:
    yield clause.span
    if isinstance(clause, nodes.GroupClause):
        yield from (criterion.span for criterion in clause.criteria)


def _member_spans(members: tuple[nodes.MemberNode, ...]) -> Iterator[Span | None]:
    for member in members:
        yield member.span
        yield from _member_spans(member.members)
