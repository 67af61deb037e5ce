"""What of a PDF cannot be read for certain: refused where most of it is, and told where some is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from dxplan.draft.errors import CannotDraft
from dxplan.draft.model import Note
from dxplan.draft.pdf.model import Letter, Page

_OLD = (".vn", "vntime", "vnarial", "vni-", "vni ", "vps", "vnhelv", "vncentury", "svn-time")
"""How fonts begin that draw Vietnamese letters in the places of others (TCVN3, VNI, VPS)."""
_TCVN3 = frozenset("µ¸¶·¹¨»¾¼½Æ©®«¬")
"""What letters of such a font are read as, wherever they are no letters."""
_MARKS = frozenset("–—‘’“”…•")
"""What is the same in old fonts and in others; a stray one is often left in an old font."""
_UNSEEN = (3, 7)


def refuse_unreadable(pages: Sequence[Page]) -> None:
    """Refuse what has no text, or text whose letters are others than they seem.

    :raises CannotDraft: when it has or has not.
    """
    letters = [each for page in pages for each in page.letters if not each.text.isspace()]
    if not letters:
        raise CannotDraft("turned-text" if any(page.turned for page in pages) else "no-text")
    old = _old_font(letters)
    if old is not None:
        raise CannotDraft("old-font", font=old)
    unknown = sum(not each.is_known for each in letters)
    if unknown * 50 > len(letters):
        font = Counter(each.style.font for each in letters if not each.is_known).most_common(1)
        raise CannotDraft("unmapped", font=named(font[0][0]))


def notes_of(
    pages: Sequence[Page], by_gaps: Sequence[int], broken: Sequence[int]
) -> tuple[Note, ...]:
    """What somebody has to look up in the document, each with its pages."""
    found = {
        "no-text": [p for p in pages if not p.is_blank and not _seen(p) and not _recognised(p)],
        "picture": [p for p in pages if p.is_picture and _seen(p) and not _recognised(p)],
        "recognised": [p for p in pages if _recognised(p)],
        "unmapped": [p for p in pages if any(not each.is_known for each in p.letters)],
        "white": [p for p in pages if any(_is_white(each) for each in p.letters)],
        "turned": [p for p in pages if p.turned],
    }
    noted = {code: [page.number for page in those] for code, those in found.items()}
    noted |= {"columns": list(by_gaps), "broken": list(broken)}
    return tuple(Note(code, spans(those)) for code, those in noted.items() if those)


def spans(numbers: Iterable[int]) -> str:
    """Numbers of pages as one says them.

    >>> spans([1, 2, 3, 5])
    '1-3, 5'
    """
    return ", ".join(
        str(first) if first == last else f"{first}-{last}" for first, last in _runs(numbers)
    )


def _runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    first = last = None
    for each in numbers:
        if first is None or last is None:
            first = last = each
        elif each == last + 1:
            last = each
        else:
            yield first, last
            first = last = each
    if first is not None and last is not None:
        yield first, last


def named(font: str) -> str:
    """The name of a font without the mark of its selection: ``ABCDEF+.VnTime``."""
    head, plus, rest = font.partition("+")
    return rest if plus and len(head) == 6 else font


def _old_font(letters: Sequence[Letter]) -> str | None:
    """The old font that Vietnamese letters are set in, if any."""
    by_font: dict[str, Counter[str]] = {}
    for each in letters:
        by_font.setdefault(named(each.style.font), Counter())[each.text] += 1
    for font, texts in by_font.items():
        if any("\u1ea0" <= text[:1] <= "\u1ef9" or text in "ăđơưĂĐƠƯ" for text in texts):
            continue  # whatever its name, its letters are told
        foreign = any(text[:1] >= "\x80" and text not in _MARKS for text in texts)
        signs = sum(n for text, n in texts.items() if text in _TCVN3)
        of_old = font.casefold().startswith(_OLD)
        if (of_old and foreign) or (signs > 4 and signs * 25 > sum(texts.values())):
            return font
    return None


def _seen(page: Page) -> bool:
    return any(each.style.mode not in _UNSEEN and not each.text.isspace() for each in page.letters)


def _recognised(page: Page) -> bool:
    """Whether its text lies unseen above a picture, as recognition of scans leaves it."""
    return any(each.style.mode in _UNSEEN and not each.text.isspace() for each in page.letters)


def _is_white(letter: Letter) -> bool:
    style = letter.style
    return style.is_white and style.mode not in _UNSEEN and not letter.text.isspace()
