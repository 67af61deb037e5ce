"""Plain text, of which every line has its number."""

from __future__ import annotations

from dxplan.draft.errors import CannotDraft
from dxplan.draft.lines import paragraphs
from dxplan.draft.model import Block, Place
from dxplan.source import normalise

_ODDEST = 5
"""What is no text has an odd sign in so many at least."""
_LAST_LATIN, _LATIN_AGAIN, _LAST_SIGN = "\u036f", "\u1e00", "\u27bf"
_BARS = 2
_MARKS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"\xef\xbb\xbf", "utf-8"))


def text_blocks(data: bytes) -> list[Block]:
    """The paragraphs of a text.

    :raises CannotDraft: when it is neither UTF-8 nor marked as UTF-16.
    """
    lines = map(_row_of, decoded(data).split("\n"))
    return list(paragraphs((line, Place("line", n)) for n, line in enumerate(lines, start=1)))


def _row_of(line: str) -> str:
    r"""A row between bars with tabs between its cells; a rule below heads is no row.

    >>> _row_of("| 1 | Số tủ | 4 |"), _row_of("|---|:-:|--|"), _row_of("a | b")
    ('1\tSố tủ\t4', '', 'a | b')
    """
    bare = line.strip()
    if not (bare.startswith("|") and bare.endswith("|") and bare.count("|") > _BARS):
        return line
    cells = [cell.strip() for cell in bare[1:-1].split("|")]
    return "" if all(cell and not cell.strip("-:") for cell in cells) else "\t".join(cells)


def decoded(data: bytes) -> str:
    """The text of some bytes.

    :raises CannotDraft: with the line of the first byte that cannot be read.
    """
    begin, encoding = next(
        ((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", "utf-8")
    )
    try:
        text = data[len(begin) :].decode(encoding)
    except UnicodeDecodeError as error:
        good = data[len(begin) :][: error.start].decode(encoding, "replace")
        raise CannotDraft("not-text", line=good.count("\n") + 1) from None
    odd = [at for at, sign in enumerate(text) if _is_odd(sign, wide=encoding != "utf-8")]
    if "\x00" in text or len(odd) * _ODDEST > len(text):
        first = text.index("\x00") if "\x00" in text else odd[0]
        raise CannotDraft("not-text", line=text[:first].count("\n") + 1)
    return normalise(text)


def _is_odd(sign: str, *, wide: bool) -> bool:
    """Whether a sign is rare in a text: a control character, or in UTF-16 one of far scripts.

    Any bytes are some UTF-16, mostly signs of East Asia or none at all.
    """
    if sign < " ":
        return sign not in "\t\n\v\f\r"
    return wide and (_LAST_LATIN < sign < _LATIN_AGAIN or sign > _LAST_SIGN)
