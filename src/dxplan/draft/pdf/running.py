"""Numbers of pages, and lines that stand on every page: they are no part of the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from dxplan.draft.pdf.model import Line

_SIGNS = "-–—/| "
_WORDS = ("trang", "page")
_OFTEN = 3

Pages = Sequence[tuple[int, Sequence[Line]]]


def without_running(pages: Pages) -> list[list[Line]]:
    """The lines of pages, given with their numbers, without those at the top and the foot.

    What repeats there is kept once, at the beginning or the end of all. A number is one of a page
    only when those of other pages go up with it: a line may well begin with the 15 of a day.
    """
    left_out = {
        (number, at) for said in (_numbered(pages), _repeated(pages)) for number, at in said
    }
    return [
        [line for at, line in enumerate(lines) if (number, at) not in left_out]
        for number, lines in pages
    ]


def _numbered(pages: Pages) -> Iterator[tuple[int, int]]:
    """Where nothing stands but the number of the page, or its number of so many."""
    found = [(number, at, _number(lines[at].text)) for number, lines in pages
             for at in (*_head(lines), *_foot(lines))]  # fmt: skip
    offsets = Counter(told - number for number, _, told in found if told is not None)
    for number, at, told in found:
        if told is not None:
            offset = told - number
            if offsets[offset] > 1 or (len(pages) < _OFTEN and not offset):
                yield number, at
    for number, lines in pages:
        for at in (*_head(lines), *_foot(lines)):
            if f"{number}/{len(pages)}" in lines[at].text.split("\t"):
                yield number, at


def _repeated(pages: Pages) -> Iterator[tuple[int, int]]:
    """Where a line stands again that was at the top before, or will be at the foot later."""
    often = min(_OFTEN, max(len(pages), 2))
    for ends, ordered in ((_head, pages), (_foot, pages[::-1])):
        bare = [(number, at, _bare(lines[at].text, number)) for number, lines in ordered
                for at in ends(lines)]  # fmt: skip
        times = Counter(text for _, _, text in bare)
        seen: set[str] = set()
        for number, at, text in bare:
            if text in seen and times[text] >= often:
                yield number, at
            seen.add(text)


def _head(lines: Sequence[Line]) -> tuple[int, ...]:
    return (0,) if lines else ()


def _foot(lines: Sequence[Line]) -> tuple[int, ...]:
    return (len(lines) - 1,) if len(lines) > 1 else ()


def _bare(text: str, number: int) -> str:
    """A line without the number of its page, which alone may differ where a line repeats."""
    return " ".join("#" if word.strip(_SIGNS) == str(number) else word for word in text.split())


def _number(text: str) -> int | None:
    """The number of a line that is nothing but the number of a page: ``- 3 -``, ``Trang 3/7``."""
    words = text.casefold().strip(_SIGNS)
    for word in _WORDS:
        words = words.removeprefix(word).strip(_SIGNS)
    first = words.partition("/")[0].strip()
    rest = words.removeprefix(first).strip(_SIGNS)
    fits = first.isdecimal() and len(first) < 4 and (not rest or rest.isdecimal())
    return int(first) if fits else None
