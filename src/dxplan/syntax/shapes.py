"""Statements of a shape that was read before need no parser.

A plan of thousands of rules says the same few sentences with other names and numbers. A statement
is cut into pieces; its shape is the row of their kinds, in which every word that means something to
the language stands for itself. The tree of a shape is the same up to its names, numbers, dates and
texts, so once it is known it is filled in (:mod:`dxplan.syntax.moulds`).

INVARIANT: two statements of one shape are cut into the same terminals by the lexer, whatever state
it is in. So a piece is given up for its kind only where every terminal treats all pieces of that
kind alike; everything else is part of the shape as it was written.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, Literal, TypeAlias

from dxplan.syntax import lexicon, sentences_of_plans

NAME: Final = 0
NUMBER: Final = 1
DATE: Final = 2
TEXT: Final = 3
Kind: TypeAlias = Literal[0, 1, 2, 3] | str
"""A kind of pieces, or the characters of a piece that stands for itself."""
Shape: TypeAlias = tuple[Kind, ...]

# The same expressions as the terminals of the grammar; what is none of them stands for itself.
_PIECE = re.compile(
    r"""(?P<name>[^\W\d_]\w*(?:\.[^\W\d]\w*)*)
    |(?P<date>\d+[\-/][\d\-/]*\d(?!\w)|\d+-[Qq]\d+)
    |(?P<number>\d+(?:[.,]\d+)*)
    |(?P<text>"(?:[^"\\\n]++|\\.)*+"|“[^”\n]*+”)
    |(?P<unclosed>["“][^\n]*+)
    |(?P<blank>[ \t\u00a0]+)
    |[\s\S]""",
    re.VERBOSE,
)
_PIECES = re.compile(re.sub(r"\(\?P<\w+>", "(?:", _PIECE.pattern), re.VERBOSE)


def pieces_of(text: str) -> list[str]:
    """A statement in pieces, which together are the whole of it.

    >>> pieces_of("share >= 5%")
    ['share', ' ', '>', '=', ' ', '5', '%']
    """
    return _PIECES.findall(text)


class Kinds(dict[str, Kind]):
    """The kinds of the pieces that were met."""

    def __missing__(self, piece: str) -> Kind:
        self[piece] = found = kind_of(piece)
        return found


def kind_of(piece: str) -> Kind:
    """What a piece is in a shape.

    >>> kind_of("so_gddt"), kind_of("by"), kind_of("2.5"), kind_of("%")
    (0, 'by', 1, '%')
    """
    match = _PIECE.fullmatch(piece)
    kind = None if match is None else match.lastgroup
    if kind == "name":
        return NAME if _is_only_a_name(piece) else piece
    if kind == "blank":
        return " "
    return piece if kind in (None, "unclosed") else _KINDS[kind]


_KINDS: dict[str, Kind] = {"date": DATE, "number": NUMBER, "text": TEXT}


def _is_only_a_name(piece: str) -> bool:
    """Whether no terminal and no phrase that is looked for could begin or go on with it."""
    lower = piece.lower()
    # Letters that a search without regard to case takes for others: ı, ſ, K, İ.
    if len(lower) != len(piece) or lower.upper().lower() != lower:
        return False
    return not (_NUMERAL.match(piece) or _words().intersection(_WORD.findall(lower)))


# Roman numerals, and the quarter of Q2/2024
_NUMERAL = re.compile(r"(?:[IVX]+|Q\d+)(?!\w)", re.IGNORECASE)
_WORD = re.compile(r"\w+")


@cache
def _words() -> frozenset[str]:
    """Every word of every keyword, and of the phrases that nobody can have declared as names."""
    keywords = " ".join(lexicon.all_words())
    return frozenset(_WORD.findall(f"{keywords} {sentences_of_plans.words_in_names()}".lower()))
