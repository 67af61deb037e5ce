"""What every word of a file is, for colours that mean something."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, TypeAlias

import attrs

from dxplan.editing.occurrences import Kind, Occurrence
from dxplan.editing.views import View, source_of
from dxplan.source import Source
from dxplan.syntax import lexicon, nodes
from dxplan.syntax.chunks import COMMENT_OR_TEXT

TokenKind: TypeAlias = Literal[
    "keyword", "comment", "string", "number", "operator", "namespace", "type", "enumMember",
    "function", "property", "variable", "class", "method", "event",
]  # fmt: skip
KINDS: tuple[TokenKind, ...] = (
    "keyword", "comment", "string", "number", "operator", "namespace", "type", "enumMember",
    "function", "property", "variable", "class", "method", "event",
)  # fmt: skip
_OF_NAMES: Mapping[Kind, TokenKind] = {
    "indicator": "function", "measure": "property", "dimension": "type", "member": "enumMember",
    "unit": "class", "fact": "variable", "scale": "type", "group": "property",
    "band": "enumMember", "work": "method", "vocabulary": "namespace", "plan": "namespace",
    "calendar": "namespace",
}  # fmt: skip


@attrs.frozen
class Token:
    """A stretch of one line.

    :param declares: whether a name is declared there.
    """

    start: int
    end: int
    kind: TokenKind
    declares: bool = False


def tokens(view: View, file: nodes.RuleFile) -> tuple[Token, ...]:
    """The words of a file in the order of the text, none over a line's end."""
    source = source_of(file)
    names = {each.span.start: each for each in view.occurrences_in(source)}
    return tuple(_words(source, names, view))


def _words(source: Source, names: Mapping[int, Occurrence], view: View) -> Iterator[Token]:
    text, at = source.text, 0
    for match in COMMENT_OR_TEXT.finditer(text):
        yield from _between(text, at, match.start(), names, view)
        kind: TokenKind = "comment" if match.group(1) is not None else "string"
        yield from _lines(text, match.start(), match.end(), kind, names)
        at = match.end()
    yield from _between(text, at, len(text), names, view)


def _lines(
    text: str, start: int, end: int, kind: TokenKind, names: Mapping[int, Occurrence]
) -> Iterator[Token]:
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        if stop > start:
            yield Token(start, stop, kind)
        start = stop + 1


def _between(
    text: str, at: int, end: int, names: Mapping[int, Occurrence], view: View
) -> Iterator[Token]:
    while at < end:
        if text[at].isspace():
            at += 1
            continue
        token = _named(names, at, end, view) or _keyword(text, at, end) or _other(text, at, end)
        yield token
        at = token.end


def _named(names: Mapping[int, Occurrence], at: int, end: int, view: View) -> Token | None:
    occurrence = names.get(at)
    if occurrence is None or occurrence.span.end > end:
        return None
    found = view.names.meant(occurrence)
    kind = occurrence.kinds[0] if found is None else found.kind
    return Token(at, occurrence.span.end, _OF_NAMES[kind], occurrence.declares)


def _keyword(text: str, at: int, end: int) -> Token | None:
    if not text[at].isalpha():
        return None
    found = lexicon.keyword_at(text, at)
    if found is None or at + len(found) > end or "\n" in found:
        return None
    return Token(at, at + len(found), "keyword")


def _other(text: str, at: int, end: int) -> Token:
    stop = at + 1
    if text[at].isdigit():
        while stop < end and (text[stop].isalnum() or _joins(text, stop, end)):
            stop += 1
        return Token(at, stop, "number")
    if text[at].isalpha() or text[at] == "_":
        while stop < end and (text[stop].isalnum() or text[stop] in "_."):
            stop += 1
        return Token(at, stop, "variable")
    return Token(at, stop, "operator")


def _joins(text: str, at: int, end: int) -> bool:
    """Whether a sign stands inside a number or a date: ``2.5``, ``2024-05-31``, ``31/5/2024``."""
    return text[at] in ".,/-" and at + 1 < end and text[at + 1].isalnum()
