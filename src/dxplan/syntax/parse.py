"""Parsing: rule text to a syntax tree, with everything that is wrong in the whole file.

A file is cut into statements first, so a statement that cannot be read leaves the others whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack

import attrs
from lark import Token, Tree
from lark.exceptions import UnexpectedInput

from dxplan.diagnostics import Diagnostic, Outcome, Severity
from dxplan.messages import Language
from dxplan.source import Source, Span
from dxplan.syntax import lexicon, mistakes, nodes
from dxplan.syntax.build import Builder
from dxplan.syntax.chunks import Chunk, comments_in, cut
from dxplan.syntax.known_shapes import KnownShapes
from dxplan.syntax.misread_examples import misread
from dxplan.syntax.misspellings import taken_for_a_target
from dxplan.syntax.sentences_of_plans import read_as_names
from dxplan.syntax.tables import parser
from dxplan.syntax.undisturbed import undisturbed


def parse(source: Source) -> Outcome[nodes.RuleFile]:
    """The syntax tree of a rule file, without the statements that could not be read.

    >>> from dxplan.source import source_from_text
    >>> outcome = parse(source_from_text("online_share primary >= 5% by 2025"))
    >>> outcome.value.statements[0].indicator.text, outcome.ok
    ('online_share', True)
    """
    reading = _Reading(source)
    with ExitStack() as stack:
        stack.enter_context(undisturbed())
        chunks, trailing = cut(source)
        for chunk in chunks:
            reading.read(chunk)
            if reading.broken:
                # What explains a mistake is thrown away in circles; a long file may have many.
                stack.close()
    votes = reading.votes
    language: Language = "vi" if votes["vi"] > votes["en"] else "en"
    whole = Span(source, 0, len(source.text))
    statements, broken = tuple(reading.statements), tuple(reading.broken)
    file = nodes.RuleFile(statements, trailing, language, broken, span=whole)
    return Outcome(file, tuple(reading.diagnostics))


@attrs.define
class _Reading:
    """What was read of a file so far."""

    source: Source
    known: KnownShapes = attrs.field(factory=KnownShapes)
    statements: list[nodes.Statement] = attrs.field(factory=list)
    broken: list[nodes.Broken] = attrs.field(factory=list)
    diagnostics: list[Diagnostic] = attrs.field(factory=list)
    votes: dict[Language, int] = attrs.field(factory=lambda: {"en": 0, "vi": 0})

    def read(self, chunk: Chunk) -> None:
        """Read the next statement."""
        text = self.source.text[chunk.start : chunk.end]
        filled = self.known.filled(self.source, chunk, text)
        if filled is not None:
            self.statements.append(filled.statement)
            _add(self.votes, filled.votes)
            return
        heard: dict[Language, int] = {"en": 0, "vi": 0}
        read = _read(self.source, chunk, text, heard)
        _add(self.votes, heard)
        self.diagnostics.extend(read.diagnostics)
        if isinstance(read.value, nodes.Broken):
            self.broken.append(read.value)
            return
        self.statements.append(read.value)
        if not read.diagnostics:
            self.known.learn(chunk, text, read.value, heard)


def _add(votes: dict[Language, int], heard: Mapping[Language, int]) -> None:
    for language, count in heard.items():
        votes[language] += count


def _read(
    source: Source, chunk: Chunk, text: str, votes: dict[Language, int]
) -> Outcome[nodes.Statement | nodes.Broken]:
    misplaced = mistakes.misplaced(source, chunk.start, chunk.end)
    if misplaced is not None:
        _vote_by_words(text.strip(), votes)
        return Outcome(mistakes.broken(source, chunk.start, chunk.end), (misplaced,))
    tree, found = _tree(source, chunk, text)
    if tree is None:
        _vote_by_words(text, votes)
        return Outcome(mistakes.broken(source, chunk.start, chunk.end), tuple(found))
    if _is_too_deep(tree):
        _vote_by_words(text, votes)
        span = Span(source, chunk.start, chunk.start + len(text.split("\n", 1)[0]))
        found.append(Diagnostic("nested-too-deeply", span))
        return Outcome(mistakes.broken(source, chunk.start, chunk.end), tuple(found))
    _vote(tree, votes)
    builder = Builder(source, chunk.start)
    statement = builder.statement(tree)
    found.extend(builder.diagnostics)
    found.extend(taken_for_a_target(source, chunk.start, statement))
    found.extend(read_as_names(source, statement))
    found.extend(misread(source, statement))
    if any(d.severity is Severity.ERROR for d in found):
        return Outcome(mistakes.broken(source, chunk.start, chunk.end), tuple(found))
    comments = _place_comments(source, chunk, statement)
    return Outcome(attrs.evolve(statement, leading=chunk.leading, comments=comments), tuple(found))


def _tree(source: Source, chunk: Chunk, text: str) -> tuple[Tree[Token] | None, list[Diagnostic]]:
    """Lark's tree.

    Where a mistake can be mended without moving anything, the rest is read as well.
    """
    found: list[Diagnostic] = []
    while True:
        try:
            return parser().parse(text), found
        except UnexpectedInput as error:
            mistake = mistakes.explain(source, chunk.start, text, error)
            found.append(mistake.diagnostic)
            if mistake.mended is None:
                return None, found
            text = mistake.mended


_DEEPEST = 100
"""Levels of the tree.

Some fifty parentheses or braces inside each other, more than any rule needs.
"""


def _is_too_deep(tree: Tree[Token]) -> bool:
    level: list[Tree[Token]] = [tree]
    for _ in range(_DEEPEST):
        level = [child for each in level for child in each.children if isinstance(child, Tree)]
        if not level:
            return False
    return True


def _vote(tree: Tree[Token], votes: dict[Language, int]) -> None:
    for token in tree.scan_values(lambda value: isinstance(value, Token)):
        if token.type not in _WORDLESS:
            for language in lexicon.languages_of(str(token)):
                votes[language] += 1


_WORDLESS = frozenset(
    {"NAME", "NUMBER", "DATE", "STRING", "ROMAN", "PERCENT", "GE", "GT", "LE", "LT", "EQ"}
)


def _vote_by_words(text: str, votes: dict[Language, int]) -> None:
    """A statement that cannot be read still shows its language by the words of its head."""
    for language in mistakes.languages_of_head(text):
        votes[language] += 1


def _place_comments(
    source: Source, chunk: Chunk, statement: nodes.Statement
) -> tuple[nodes.Comment, ...]:
    """Comments by piece: one behind a piece, further ones alone before the next piece."""
    raw = comments_in(source, chunk)
    if not raw:
        return ()
    starts = [chunk.start, *piece_starts(statement)]
    placed: list[nodes.Comment] = []
    for comment in raw:
        before = sum(start <= comment.start for start in starts)
        piece = before if comment.own_line else before - 1
        behind = nodes.Comment(piece, own_line=comment.own_line, text=comment.text)
        taken = any(c.piece > piece or (c.piece == piece and not c.own_line) for c in placed)
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
