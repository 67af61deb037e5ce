"""Lines of a text put together to the paragraphs that they were before somebody broke them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dxplan.draft.markers import marker_of
from dxplan.draft.model import Block, Place

LINE_BREAK = "\N{LINE SEPARATOR}"
"""Parts the lines of a text that whoever wrote it broke, not the program that shows it."""
_ENDS = (".", ";", ":", "/.", "!", "?", "|")
_LEADS_OVER = frozenset(
    [
        "và",
        "với",
        "của",
        "sở",
        "thuộc",
        "phòng",
        "cho",
        "các",
        "tại",
        "từ",
        "đến",
        "năm",
        "số",
        "bộ",
        "ban",
        "theo",
        "về",
        "trong",
        "là",
        "có",
        "được",
        "bằng",
        "gửi",
        "ngày",
        "tháng",
        "đoạn",
        "hoặc",
        "những",
        "mọi",
        "một",
        "the",
        "and",
        "of",
        "by",
        "in",
        "to",
        "for",
        "with",
    ]
)
"""Words that no paragraph ends with."""
_MARKS = ("<i>", "</i>", "<b>", "</b>", "<u>", "</u>", "**")
_LONG_HEADING = 40
_HEADS = ("stt", "tt\t", "no\t", "no.\t", "#\t")
_SHORTER = 0.6
"""A line that is so much shorter than the longest ends its paragraph."""


def paragraphs(lines: Iterable[tuple[str, Place]]) -> Iterator[Block]:
    """The paragraphs and rows of a text.

    A line goes on with the one before it when that does not end like a sentence, and it begins
    with a small letter or the line before is as long as lines are where they are broken.
    """
    read = [(_plain(text), place) for text, place in lines]
    width = _width([text for text, _ in read])
    open_block: list[str] = []
    heads: set[str] = set()
    place = Place("line", 1)
    last = ""
    blank = False
    for text, at in read:
        if not text.strip() or text in heads:
            # The headings of a table stand again on its next page.
            blank = True
            continue
        if "\t" in text and text.casefold().startswith(_HEADS):
            heads.add(text)
        if open_block and _goes_on(last, text, width, blank):
            open_block.append(text.strip(" "))
        else:
            yield from _block(open_block, place)
            open_block, place = [text], at
        last, blank = text, False
    yield from _block(open_block, place)


def _unmarked(text: str) -> str:
    """A text without the marks of italics that converters leave in it."""
    for mark in _MARKS:
        text = text.replace(mark, "")
    return text


def _plain(text: str) -> str:
    """A line with single blanks; tabs between cells stay."""
    bare = _unmarked(text)
    return "\t".join(" ".join(cell.split()) for cell in bare.split("\t")) if bare.strip() else ""


def _width(lines: list[str]) -> int:
    """How long lines are at most, where they are broken; nothing where paragraphs are lines."""
    lengths = sorted(len(line) for line in lines if line)
    if not lengths or lengths[-1] > 160:
        return 0
    return lengths[len(lengths) * 9 // 10]


def _goes_on(last: str, text: str, width: int, blank: bool) -> bool:
    begins = text.lstrip("(“\"'*")[:1]
    if "\t" in text:
        # A row whose first cell is empty is the rest of the row before it.
        return text.startswith("\t") and "\t" in last and not _has_numbers(text)
    if "\t" in last or marker_of(text) is not None:
        return False
    if last.endswith(";") and width and not blank:
        return begins.islower() or begins.isdigit()
    if last.endswith(_ENDS):
        return False
    if begins.islower():
        return True
    if blank or not width:
        return False
    if last.casefold().rsplit(" ", 1)[-1] in _LEADS_OVER:
        return True
    if last.isupper() and text.isupper():
        return marker_of(last) is not None or len(last) > _LONG_HEADING
    return last.endswith(",") or (len(last) >= width * _SHORTER and not last.isupper())


def _has_numbers(text: str) -> bool:
    """Whether cells of a row hold a number alone: no rest of a sentence."""
    bare = (cell.strip("≥≤<>% ").replace(".", "").replace(",", "") for cell in text.split("\t"))
    return any(cell.isdecimal() for cell in bare)


def _block(parts: list[str], place: Place) -> Iterator[Block]:
    if not parts:
        return
    if "\t" in parts[0]:
        yield row(_columns(parts), place)
        return
    yield block(" ".join(part.strip() for part in parts), place)


def _columns(parts: list[str]) -> list[str]:
    """The cells of a row that was broken over several lines."""
    rows = [part.split("\t") for part in parts]
    columns = max(len(each) for each in rows)
    filled = [[*each, *[""] * (columns - len(each))] for each in rows]
    return [" ".join(filter(None, cells)) for cells in zip(*filled, strict=True)]


def block(text: str, place: Place) -> Block:
    """A paragraph, parted from its marker."""
    plain = " ".join(text.split())
    marker = marker_of(plain)
    if marker is None:
        return Block(plain, place, lines=_broken([text]))
    return Block(plain[marker.length :].strip(), place, (), plain[: marker.length])


def row(cells: Iterable[str], place: Place) -> Block:
    """A row of a table."""
    kept = list(cells)
    plain = tuple(" ".join(cell.split()) for cell in kept)
    return Block(" | ".join(filter(None, plain)), place, plain, lines=_broken(kept))


def _broken(texts: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """The lines of texts, if any of them has several."""
    if not any(LINE_BREAK in text for text in texts):
        return ()
    lines = ((" ".join(line.split()) for line in text.split(LINE_BREAK)) for text in texts)
    return tuple(tuple(filter(None, each)) for each in lines)
