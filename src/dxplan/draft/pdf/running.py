"""Numbers of pages, and lines that stand on every page: they are no part of the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dxplan.draft.pdf.model import Line

_SIGNS = "-–—/| "
_WORDS = ("trang", "page")


def without_running(pages: Sequence[tuple[int, Sequence[Line]]]) -> list[list[Line]]:
    """The lines of pages, given with their numbers, without those at the top and the foot.

    A line that repeats is left out from its second page on. A number is one of a page only when
    those of other pages go up with it: a line may well begin with the 15 of a day.
    """
    ends = [(number, lines[at]) for number, lines in pages for at in _at_ends(lines)]
    repeated = Counter(_bare(line.text) for _, line in ends)
    offsets = Counter(n - number for number, line in ends if (n := _number(line.text)) is not None)
    seen: set[str] = set()
    kept = []
    for number, lines in pages:
        left_out = set()
        for at in _at_ends(lines):
            bare, counted = _bare(lines[at].text), _number(lines[at].text)
            if counted is not None:
                offset = counted - number
                if offsets[offset] > 1 or (len(pages) < 3 and not offset):
                    left_out.add(at)
            elif bare and repeated[bare] > 2:
                if bare in seen:
                    left_out.add(at)
                seen.add(bare)
        kept.append([line for at, line in enumerate(lines) if at not in left_out])
    return kept


def _at_ends(lines: Sequence[Line]) -> list[int]:
    return sorted({0, len(lines) - 1}) if lines else []


def _bare(text: str) -> str:
    """A line without its digits, which count pages."""
    return "".join(each for each in text if not each.isdigit()).strip()


def _number(text: str) -> int | None:
    """The number of a line that is nothing but the number of a page: ``- 3 -``, ``Trang 3/7``."""
    words = text.casefold().strip(_SIGNS)
    for word in _WORDS:
        words = words.removeprefix(word).strip(_SIGNS)
    first = words.partition("/")[0].strip()
    rest = words.removeprefix(first).strip(_SIGNS)
    fits = first.isdecimal() and len(first) < 4 and (not rest or rest.isdecimal())
    return int(first) if fits else None
