"""Parsing: rule text to a syntax tree, with everything that is wrong in the whole file.

A file is cut into statements first, so a statement that cannot be read leaves the others whole.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping

import attrs
from lark import Token, Tree
from lark.exceptions import UnexpectedInput

from dxplan.diagnostics import Diagnostic, Outcome, Severity, capped, not_listed
from dxplan.limits import current
from dxplan.messages import Language
from dxplan.source import Source, Span
from dxplan.syntax import lexicon, mistakes, nodes
from dxplan.syntax.build import Builder
from dxplan.syntax.chunks import Chunk, cut, words_in
from dxplan.syntax.comment_places import place_comments
from dxplan.syntax.deceptive import Deceptive, deceptive
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
    reading = _Reading(source, deceptive(source))
    # INVARIANT: what explains a mistake leaves no circles behind either; a test looks for them.
    with undisturbed():
        chunks, trailing = cut(source)
        for chunk in chunks:
            reading.read(chunk)
    votes = reading.votes
    language: Language = "vi" if votes["vi"] > votes["en"] else "en"
    whole = Span(source, 0, len(source.text))
    statements, broken = tuple(reading.statements), tuple(reading.broken)
    file = nodes.RuleFile(statements, trailing, language, broken, span=whole)
    return Outcome(file, reading.said())


_A_STATEMENT = 15
"""As how many words a statement counts besides those in it, for what it takes to begin one."""
_A_FILLED = 5
"""As how many words one counts that is filled in."""


@attrs.define
class _Reading:
    """What was read of a file so far.

    :param deceptive: what is wrong with single characters, wherever they stand.
    :param unexplained: statements that could not be read, after so many that it is not said why.
    :param words: how many were read.
    :param unread: the first statement that was too much.
    """

    source: Source
    deceptive: Deceptive
    known: KnownShapes = attrs.field(factory=KnownShapes, init=False)
    statements: list[nodes.Statement] = attrs.field(factory=list, init=False)
    broken: list[nodes.Broken] = attrs.field(factory=list, init=False)
    diagnostics: list[Diagnostic] = attrs.field(factory=list, init=False)
    unexplained: list[Span] = attrs.field(factory=list, init=False)
    votes: dict[Language, int] = attrs.field(factory=lambda: {"en": 0, "vi": 0}, init=False)
    words: int = attrs.field(default=0, init=False)
    unread: Span | None = attrs.field(default=None, init=False)

    def read(self, chunk: Chunk) -> None:
        """Read the next statement."""
        text = self.source.text[chunk.start : chunk.end]
        if self.unread is not None or self._is_deceptive(chunk):
            self.broken.append(mistakes.unread(self.source, chunk.start, chunk.end))
            return
        filled = self.known.filled(self.source, chunk, text)
        self.words += _A_FILLED if filled is not None else _A_STATEMENT + words_in(text)
        if self.words > current().rule_words:
            self.unread = _first_line(self.source, chunk)
            self.broken.append(mistakes.unread(self.source, chunk.start, chunk.end))
        elif filled is None:
            self._parse(chunk, text)
        else:
            self.statements.append(filled.statement)
            _add(self.votes, filled.votes)

    def _is_deceptive(self, chunk: Chunk) -> bool:
        places = self.deceptive.places
        place = bisect_left(places, chunk.start)
        return place < len(places) and places[place] < chunk.end

    def _parse(self, chunk: Chunk, text: str) -> None:
        heard: dict[Language, int] = {"en": 0, "vi": 0}
        explained = len(self.diagnostics) < current().errors
        read = _read(self.source, chunk, text, heard, explained=explained)
        _add(self.votes, heard)
        if explained:
            self.diagnostics.extend(read.diagnostics)
        elif not read.ok:
            self.unexplained.append(_first_line(self.source, chunk))
        if isinstance(read.value, nodes.Broken):
            self.broken.append(read.value)
            return
        self.statements.append(read.value)
        if not read.diagnostics:
            self.known.learn(chunk, text, read.value, heard)

    def said(self) -> tuple[Diagnostic, ...]:
        """Everything that is to be said of the file; of too many errors, how many there are."""
        found = [*self.deceptive.diagnostics, *self.diagnostics]
        if self.unread is not None:
            found.append(Diagnostic("too-many-words", self.unread, {"limit": current().rule_words}))
        if self.unexplained:
            found.append(not_listed(len(self.unexplained), self.unexplained[0]))
        return capped(found, current().errors)


def _first_line(source: Source, chunk: Chunk) -> Span:
    end = source.text.find("\n", chunk.start, chunk.end)
    return Span(source, chunk.start, chunk.end if end < 0 else end)


def _add(votes: dict[Language, int], heard: Mapping[Language, int]) -> None:
    for language, count in heard.items():
        votes[language] += count


def _read(
    source: Source, chunk: Chunk, text: str, votes: dict[Language, int], *, explained: bool
) -> Outcome[nodes.Statement | nodes.Broken]:
    misplaced = mistakes.misplaced(source, chunk.start, chunk.end)
    if misplaced is not None:
        _vote_by_words(text.strip(), votes)
        return Outcome(mistakes.broken(source, chunk.start, chunk.end), (misplaced,))
    tree, found = _tree(source, chunk, text, explained)
    if tree is None:
        _vote_by_words(text, votes)
        return Outcome(mistakes.broken(source, chunk.start, chunk.end), tuple(found))
    if _is_too_deep(tree):
        _vote_by_words(text, votes)
        limit = {"limit": current().nesting // 2}
        found.append(Diagnostic("nested-too-deeply", _first_line(source, chunk), limit))
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
    comments = place_comments(source, chunk, statement)
    return Outcome(attrs.evolve(statement, leading=chunk.leading, comments=comments), tuple(found))


def _tree(
    source: Source, chunk: Chunk, text: str, explained: bool
) -> tuple[Tree[Token] | None, list[Diagnostic]]:
    """Lark's tree.

    Where mistakes can be mended without moving anything, the rest is read as well.
    """
    found: list[Diagnostic] = []
    while True:
        try:
            return parser().parse(text), found
        except UnexpectedInput as error:
            if not explained:
                return None, [not_listed(1, _first_line(source, chunk))]
            mistake = mistakes.explain(source, chunk.start, text, error)
            at = mistake.diagnostic.span
            # The parser did not get further, so what was mended behind this was not looked at.
            found = [each for each in found if at and each.span and each.span.start <= at.start]
            found.extend((mistake.diagnostic, *mistake.alike))
            if mistake.mended is None:
                return None, found
            text = mistake.mended


def _is_too_deep(tree: Tree[Token]) -> bool:
    level: list[Tree[Token]] = [tree]
    for _ in range(current().nesting):
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
