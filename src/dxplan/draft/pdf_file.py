"""PDF files that hold text; a picture of a page does not."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator

from dxplan.draft.errors import CannotDraft
from dxplan.draft.lines import paragraphs
from dxplan.draft.model import Block, Place
from dxplan.limits import current
from dxplan.source import composed


def pdf_blocks(data: bytes) -> list[Block]:
    """The paragraphs of a PDF, each with its page.

    :raises CannotDraft: when it is broken, locked, too long, holds no text, or what reads it is
        not installed.
    """
    found = list(paragraphs(_lines(data)))
    if not any(any(c.isalpha() for c in each.text) for each in found):
        raise CannotDraft("no-text")
    return found


def _lines(data: bytes) -> Iterator[tuple[str, Place]]:
    try:
        from pypdf import PdfReader
        from pypdf.errors import DependencyError, PyPdfError
    except ImportError:
        raise CannotDraft("needs-draft", suffix=".pdf") from None
    most, characters = current().document_pages, 0
    broken = (
        PyPdfError, DependencyError, OSError, ValueError, KeyError, TypeError, AttributeError,
        IndexError, RecursionError, NotImplementedError, ZeroDivisionError, OverflowError,
        AssertionError, UnicodeError, MemoryError,
    )  # fmt: skip
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            reader = PdfReader(io.BytesIO(data), strict=False)
            if reader.is_encrypted and not reader.decrypt(""):
                raise CannotDraft("locked")
            if len(reader.pages) > most:
                raise CannotDraft("too-many-pages", most=most)
            for number, page in enumerate(reader.pages, start=1):
                text = composed(page.extract_text())
                characters += len(text)
                _refuse_long(characters)
                for line in text.split("\n"):
                    yield line, Place("page", number)
    except broken:
        raise CannotDraft("broken") from None


def _refuse_long(characters: int) -> None:
    most = current().document_characters
    if characters > most:
        raise CannotDraft("too-long", most=most)
