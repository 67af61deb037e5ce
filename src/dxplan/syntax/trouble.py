"""Where a statement could not be read on: what stood there, and what could have stood there."""

from __future__ import annotations

import re
from collections.abc import Iterable

import attrs
from lark import Token
from lark.exceptions import UnexpectedCharacters, UnexpectedEOF, UnexpectedInput, UnexpectedToken

from dxplan.diagnostics import Diagnostic
from dxplan.source import Source, Span


@attrs.frozen
class Trouble:
    """A statement and the place where it could not be read on.

    :param at: offset in ``text``; its length at the end of the statement.
    :param found: the characters there, a whole token where one could be read.
    :param kind: the terminal that was read, ``""`` for characters that are none, ``$END`` at the
        end.
    :param expected: the terminals that could have stood there.
    :param before: the terminal before it, if any, and ``before_text`` its characters.
    """

    source: Source
    offset: int
    text: str
    at: int
    found: str
    kind: str
    expected: frozenset[str]
    before: str
    before_text: str
    before_end: int

    def diagnostic(self, code: str, start: int, end: int, **params: object) -> Diagnostic:
        """A diagnostic about a stretch of the statement."""
        span = Span(self.source, self.offset + start, self.offset + end)
        return Diagnostic(code, span, params)

    def here(self, code: str, **params: object) -> Diagnostic:
        """A diagnostic about what was found."""
        return self.diagnostic(code, self.at, self.at + max(1, len(self.found)), **params)

    def after(self, code: str, **params: object) -> Diagnostic:
        """A diagnostic about the end of what stands before."""
        start = self.before_end - len(self.before_text)
        return self.diagnostic(code, start, self.before_end, **params)


@attrs.frozen
class Mistake:
    """What to say, and the text with the mistake mended if that moves nothing.

    :param alike: the same about places further on, which are mended with it.
    """

    diagnostic: Diagnostic
    mended: str | None = None
    alike: tuple[Diagnostic, ...] = ()


def trouble_of(source: Source, offset: int, text: str, error: UnexpectedInput) -> Trouble:
    expected: Iterable[str] = ()
    kind, found = "", ""
    at = len(text.rstrip())
    if isinstance(error, UnexpectedToken):
        expected = error.accepts or error.expected
        kind = error.token.type
        if kind != "$END":
            at, found = error.token.start_pos or 0, str(error.token)
    elif isinstance(error, UnexpectedCharacters):
        expected, at = error.allowed or (), error.pos_in_stream or 0
        found = word_at(text, at)
    elif isinstance(error, UnexpectedEOF):
        expected, kind = error.expected, "$END"
    last = _last_token(text, at, error)
    return Trouble(
        source, offset, text, at, found, kind, frozenset(expected),
        last.type if last is not None else "",
        str(last) if last is not None else "",
        (last.end_pos or 0) if last is not None else 0,
    )  # fmt: skip


def word_at(text: str, at: int) -> str:
    match = re.compile(r"\w+|\S").match(text, at)
    return match.group() if match else ""


def _last_token(text: str, at: int, error: UnexpectedInput) -> Token | None:
    """The last token that was read before the trouble."""
    history = getattr(error, "token_history", None)
    if history:
        return history[-1]  # type: ignore[no-any-return]
    stack = getattr(getattr(error, "interactive_parser", None), "parser_state", None)
    values = getattr(stack, "value_stack", [])
    return _rightmost(values[-1]) if values else None


def _rightmost(value: object) -> Token | None:
    waiting = [value]
    while waiting:
        found = waiting.pop()
        if isinstance(found, Token):
            return found
        waiting.extend(getattr(found, "children", None) or [])
    return None
