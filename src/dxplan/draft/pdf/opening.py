"""A PDF from its bytes to its paragraphs, and what of it is not certain."""

from __future__ import annotations

import io
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from dxplan.draft.errors import CannotDraft
from dxplan.draft.model import Block, Note
from dxplan.draft.pdf.certainty import notes_of, refuse_unreadable
from dxplan.draft.pdf.cost import refuse_costly
from dxplan.draft.pdf.letters import page_of
from dxplan.draft.pdf.model import Page
from dxplan.draft.pdf.paragraphs import paragraphs_of
from dxplan.limits import current

_ONE_AT_A_TIME = threading.Lock()
"""PDFium is not made for several threads."""
_LOCKED = (4, 5)


def pdf_blocks(data: bytes) -> tuple[list[Block], tuple[Note, ...]]:
    """The paragraphs of a PDF, each with its page, and what of it is to be looked up.

    :raises CannotDraft: when it is broken, locked, too long, holds no text or none that can be
        read for certain, or what reads it is not installed.
    """
    try:
        import pypdf  # noqa: F401
        import pypdfium2  # noqa: F401
    except ImportError:
        raise CannotDraft("needs-draft", suffix=".pdf") from None
    with _ONE_AT_A_TIME, _silent():
        rewritten = _rewritten(data)
        refuse_costly(rewritten)
        pages = list(_pages(rewritten))
    refuse_unreadable(pages)
    read = paragraphs_of(pages)
    return list(read.blocks), notes_of(pages, read.by_gaps, read.broken)


@contextmanager
def _silent() -> Iterator[None]:
    """Nothing of what libraries think of a file is shown, unless somebody keeps a log."""
    # A logger with a handler, and all below it, do not fall back to standard error.
    nowhere = logging.NullHandler()
    loggers = [logging.getLogger(name) for name in ("pypdf", "pypdfium2")]
    for each in loggers:
        each.addHandler(nowhere)
    try:
        yield
    finally:
        for each in loggers:
            each.removeHandler(nowhere)


def _rewritten(data: bytes) -> bytes:
    """The same file as PDFium understands it, unlocked and in one piece."""
    from pypdfium2 import PdfiumError, raw

    written = io.BytesIO()
    with _opened(data) as document:
        if len(document) > current().document_pages:
            raise CannotDraft("too-many-pages", most=current().document_pages)
        try:
            document.save(written, flags=raw.FPDF_REMOVE_SECURITY | raw.FPDF_NO_INCREMENTAL)
        except PdfiumError:
            raise CannotDraft("broken") from None
    return written.getvalue()


@contextmanager
def _opened(data: bytes) -> Iterator[Any]:
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(data)
    except PdfiumError as error:
        raise CannotDraft("locked" if error.err_code in _LOCKED else "broken") from None
    try:
        yield document
    finally:
        document.close()


def _pages(data: bytes) -> Iterator[Page]:
    from pypdfium2 import raw

    characters, most = 0, current().document_characters
    with _opened(data) as document:
        for number in range(len(document)):
            page = raw.FPDF_LoadPage(document.raw, number)
            if not page:
                raise CannotDraft("broken")
            try:
                found = page_of(page, number + 1)
            finally:
                raw.FPDF_ClosePage(page)
            characters += len(found.letters)
            if characters > most:
                raise CannotDraft("too-long", most=most)
            yield found
