"""A document from its file, whatever its format."""

from __future__ import annotations

from pathlib import Path

from dxplan.draft.errors import CannotDraft
from dxplan.draft.model import Block, Note
from dxplan.limits import current
from dxplan.source import read_bytes, why_unread

FORMATS = (".docx", ".pdf", ".html", ".htm", ".txt")


def blocks_of(path: Path) -> tuple[list[Block], tuple[Note, ...]]:
    """The paragraphs and rows of a document, by the ending of its name, and what is not certain.

    :raises CannotDraft: when it cannot be read, or there is nothing in it.
    """
    if path.is_dir():
        raise CannotDraft("folder", known=", ".join(FORMATS))
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        raise CannotDraft("unknown-format", suffix=suffix or path.name, known=", ".join(FORMATS))
    try:
        data = read_bytes(path, current().document_bytes, "document_bytes")
    except (OSError, ValueError) as error:
        raise CannotDraft("unreadable", path=str(path), reason=why_unread(error)) from None
    found, notes = _read(path, suffix, data)
    most = current().document_characters
    if sum(len(each.text) for each in found) > most:
        raise CannotDraft("too-long", most=most)
    if not any(any(c.isalpha() for c in each.text) for each in found):
        raise CannotDraft("empty")
    return found, notes


def _read(path: Path, suffix: str, data: bytes) -> tuple[list[Block], tuple[Note, ...]]:
    if suffix == ".docx":
        from dxplan.draft.docx_file import docx_blocks

        return docx_blocks(path), ()
    if suffix == ".pdf":
        from dxplan.draft.pdf import pdf_blocks

        return pdf_blocks(data)
    if suffix in (".html", ".htm"):
        from dxplan.draft.html_file import html_blocks

        return html_blocks(data), ()
    from dxplan.draft.text_file import text_blocks

    return text_blocks(data), ()
