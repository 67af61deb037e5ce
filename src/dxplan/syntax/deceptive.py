"""Characters that show a reader something else than what is read.

A rule is reviewed by looking at it. A character that turns the direction of writing shows the words
behind it in another order, also inside texts and comments; letters of two alphabets in one word, or
of another that looks like Latin, make a second name of what looks like the first. Nothing of this
is needed to write Vietnamese or English.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import attrs

from dxplan.diagnostics import Diagnostic, not_listed
from dxplan.limits import current
from dxplan.source import Source, Span
from dxplan.syntax.chunks import COMMENT_OR_TEXT
from dxplan.syntax.look_alikes import LATIN, latin_twin

# Embeddings, overrides and isolates with what ends them; and halves of a pair that stand alone,
# which no file of UTF-8 can hold, but a text that a program hands over.
_NOWHERE = re.compile("[\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_OTHER = re.compile(rf"[^\W0-9_{LATIN}]")
_A_LATIN = re.compile(f"[{LATIN}]")
_WORD = re.compile(r"\w+")


@attrs.frozen
class Deceptive:
    """What is deceptive in a file.

    :param places: where, in the order of the text.
    :param diagnostics: as many of them as are listed of a file, and how many more there are.
    """

    places: tuple[int, ...]
    diagnostics: tuple[Diagnostic, ...]


def deceptive(source: Source) -> Deceptive:
    r"""What is deceptive in a file, in the order of the text.

    >>> from dxplan.source import source_from_text
    >>> found = deceptive(source_from_text('unit \u0441a "A\u202e"\nunit \u0441\u043e'))
    >>> [each.code for each in found.diagnostics], found.places
    (['mixed-letters', 'direction-character', 'look-alike-letters'], (5, 10, 18))
    """
    found = sorted([*_forbidden(source.text), *_look_alike(source.text)])
    most = current().errors
    said = [_said(source, start, end) for start, end in found[:most]]
    if len(found) > most:
        said.append(not_listed(len(found) - most, Span(source, *found[most])))
    return Deceptive(tuple(start for start, _ in found), tuple(said))


def _forbidden(text: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in _NOWHERE.finditer(text))


def _look_alike(text: str) -> Iterator[tuple[int, int]]:
    """Words that look like others, outside texts and comments."""
    if _OTHER.search(text) is None:
        return
    plain = COMMENT_OR_TEXT.sub(lambda match: " " * len(match.group()), text)
    for match in _WORD.finditer(plain):
        word = match.group()
        if _OTHER.search(word) is not None and (_A_LATIN.search(word) or latin_twin(word)):
            yield match.span()


def _said(source: Source, start: int, end: int) -> Diagnostic:
    span = Span(source, start, end)
    other = _OTHER.search(span.text)
    if other is None:
        half = "\ud800" <= span.text <= "\udfff"
        code = "half-character" if half else "direction-character"
        return Diagnostic(code, span, {"codepoint": described(span.text)})
    params: dict[str, object] = {"found": span.text, "letter": described(other.group())}
    if _A_LATIN.search(span.text):
        return Diagnostic("mixed-letters", span, params)
    return Diagnostic("look-alike-letters", span, {**params, "latin": latin_twin(span.text)})


def described(character: str) -> str:
    r"""A character by its number and name, for one that cannot be told by looking.

    >>> described("\u202e")
    'U+202E RIGHT-TO-LEFT OVERRIDE'
    """
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()
