"""Plain text, of which every line has its number."""

from __future__ import annotations

from dxplan.draft.errors import CannotDraft
from dxplan.draft.lines import paragraphs
from dxplan.draft.model import Block, Place
from dxplan.source import normalise

_MARKS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"\xef\xbb\xbf", "utf-8"))


def text_blocks(data: bytes) -> list[Block]:
    """The paragraphs of a text.

    :raises CannotDraft: when it is neither UTF-8 nor marked as UTF-16.
    """
    lines = decoded(data).split("\n")
    return list(paragraphs((line, Place("line", n)) for n, line in enumerate(lines, start=1)))


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
    if "\x00" in text:
        raise CannotDraft("not-text", line=text[: text.index("\x00")].count("\n") + 1)
    return normalise(text)
