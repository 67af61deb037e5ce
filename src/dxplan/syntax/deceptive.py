"""Characters that show a reader something else than what is read.

A rule is reviewed by looking at it. A character that turns the direction of writing shows the words
behind it in another order, also inside texts and comments, and letters of two alphabets in one word
make a second name of what looks like the first. Neither is needed to write Vietnamese or English.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from dxplan.diagnostics import Diagnostic
from dxplan.source import Source, Span
from dxplan.syntax.chunks import COMMENT_OR_TEXT

# Embeddings, overrides and isolates with what ends them; and halves of a pair that stand alone,
# which no file of UTF-8 can hold, but a text that a program hands over.
_NOWHERE = re.compile("[\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_LATIN = r"A-Za-z\u00aa\u00ba\u00c0-\u02af\u1e00-\u1eff"
_OTHER = re.compile(rf"[^\W\d_{_LATIN}]")
_A_LATIN = re.compile(f"[{_LATIN}]")
_WORD = re.compile(r"\w+")


def deceptive(source: Source) -> list[Diagnostic]:
    r"""What is deceptive in a file, in the order of the text.

    >>> from dxplan.source import source_from_text
    >>> [d.code for d in deceptive(source_from_text('unit \u0441a "A\u202e"'))]
    ['mixed-letters', 'direction-character']
    """
    found = [*_forbidden(source), *_mixed(source)]
    return sorted(found, key=lambda each: each.span.start if each.span else 0)


def _forbidden(source: Source) -> Iterator[Diagnostic]:
    for match in _NOWHERE.finditer(source.text):
        half = "\ud800" <= match.group() <= "\udfff"
        code = "half-character" if half else "direction-character"
        span = Span(source, match.start(), match.end())
        yield Diagnostic(code, span, {"codepoint": described(match.group())})


def _mixed(source: Source) -> Iterator[Diagnostic]:
    """Words of letters of several alphabets, outside texts and comments."""
    text = source.text
    if _OTHER.search(text) is None:
        return
    plain = COMMENT_OR_TEXT.sub(lambda match: " " * len(match.group()), text)
    for match in _WORD.finditer(plain):
        other = _OTHER.search(match.group())
        if other is not None and _A_LATIN.search(match.group()):
            span = Span(source, match.start(), match.end())
            params = {"found": match.group(), "letter": described(other.group())}
            yield Diagnostic("mixed-letters", span, params)


def described(character: str) -> str:
    r"""A character by its number and name, for one that cannot be told by looking.

    >>> described("\u202e")
    'U+202E RIGHT-TO-LEFT OVERRIDE'
    """
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()
