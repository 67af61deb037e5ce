"""Words that did not fit in a cell and went on in its next line, without a hyphen.

Office programs break a word so when it alone is wider than its column. No place of a letter tells
``chuyể`` and ``n`` from two words then, so what is a word tells it, and where both would be words,
the page is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from dxplan.draft.pdf.model import Line
from dxplan.draft.pdf.syllables import is_syllable

_MOST = 12
"""In so many pieces is a word at most."""
_BEFORE, _BEHIND = "(“\"'[", ".,;:!?)”\"']%"
_LONG = 4
"""So many letters has a word of another language at least."""


@attrs.frozen
class Cell:
    """The text of a cell.

    :param is_certain: whether it is known where its words end.
    """

    text: str
    is_certain: bool = True


def cell_of(lines: Sequence[Line], room: int) -> Cell:
    """The lines of a cell as one text.

    :param room: how wide a line of it can be.
    """
    said: list[str] = []
    certain = True
    for run in _runs(lines, room):
        pieces = [line.text.replace("\t", " ") for line in run]
        head, blank, rest = pieces[-1].partition(" ")
        words, sure = words_of([*pieces[:-1], head])
        certain = certain and sure
        said.append(" ".join(words) + blank + rest)
    text = ""
    for each in said:
        text += each if not text or is_parted(text) else f" {each}"
    return Cell(text, certain)


def is_parted(text: str) -> bool:
    """Whether a line ends inside of a word or a stretch: ``2024-`` / ``2025``."""
    return text[-1:] in "-–/" and text[-2:-1].isalnum()


def _runs(lines: Sequence[Line], room: int) -> Iterator[list[Line]]:
    """Lines together that may be pieces of words, the last with what follows them."""
    run: list[Line] = []
    for line in lines:
        if run and not (len(run) < _MOST and _may_go_on(run[-1], line, room)):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _may_go_on(last: Line, line: Line, room: int) -> bool:
    """Whether a word may go on behind a line: it fills the line alone, and no blank ends it."""
    if last.is_ended or len(last.text.split()) > 1 or is_parted(last.text):
        return False
    return last.right - last.left + line.initial > room - last.size // 10


def words_of(pieces: Sequence[str]) -> tuple[list[str], bool]:
    """Pieces of lines as words, and whether they can be no others.

    >>> words_of(["chuyể", "n"])
    (['chuyển'], True)
    >>> words_of(["huyện", "hạng"])
    (['huyện', 'hạng'], True)
    >>> words_of(["to", "án"])
    (['to', 'án'], False)
    """
    ways = [([pieces[0]], True)] if len(pieces) == 1 else list(_ways(pieces))
    fitting = [words for words, fits in ways if fits]
    if len(pieces) == 1 or len(fitting) == 1:
        return (fitting or [list(pieces)])[0], True
    return list(pieces), False


def _ways(pieces: Sequence[str]) -> Iterator[tuple[list[str], bool]]:
    """All ways to part pieces into words, and whether each of these may be one."""
    for cuts in range(1 << (len(pieces) - 1)):
        words = [pieces[0]]
        for at, piece in enumerate(pieces[1:]):
            if cuts >> at & 1:
                words.append(piece)
            else:
                words[-1] += piece
        yield words, all(_may_be_word(word) for word in words)


def _may_be_word(word: str) -> bool:
    bare = word.lstrip(_BEFORE).rstrip(_BEHIND)
    if not any(each.isalnum() for each in bare):
        return True
    if bare[0].isdigit():
        return _is_number(bare)
    parts = bare.replace("/", "-").replace("&", "-").split("-")
    return all(is_syllable(part) or _is_other(part) for part in parts)


def _is_other(part: str) -> bool:
    """Whether a word may be an abbreviation, or one of another language."""
    if part.isupper() and part.replace("Đ", "D").isascii():
        return True
    return len(part) >= _LONG and part.isascii() and part.isalpha() and part[1:].islower()


def _is_number(bare: str) -> bool:
    """Whether digits are a number as one writes it: in groups of three, or four at most."""
    whole, _, decimals = bare.partition(",")
    first, *groups = whole.split(".")
    if not first.isdecimal() or (decimals and not decimals.isdecimal()):
        return False
    return all(len(each) == 3 for each in groups) and len(first) <= (3 if groups else 4)
