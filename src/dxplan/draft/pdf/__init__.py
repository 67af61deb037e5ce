"""PDF files that hold text, read by where its letters stand; a picture of a page has none."""

from dxplan.draft.pdf.opening import pdf_blocks

__all__ = ["pdf_blocks"]
