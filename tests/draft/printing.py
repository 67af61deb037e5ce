"""Texts as PDFs, as office programs and browsers print them, in fonts of several kinds.

Debian's Liberation Serif has no letters with two marks, so both programs take those of DejaVu.
"""

from __future__ import annotations

import html
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

import docx
from docx.oxml.ns import qn
from docx.shared import Pt

from dxplan.draft.model import Block
from dxplan.draft.text_file import text_blocks

OFFICE, BROWSER = shutil.which("soffice"), shutil.which("chromium")
FONTS = ("Liberation Serif", "DejaVu Serif", "Liberation Sans")


def by_office(texts: Iterable[Path], fonts: Sequence[str], folder: Path) -> list[tuple[Path, Path]]:
    """Each text with a PDF of it that LibreOffice printed, for each font."""
    made = []
    for text in texts:
        for font in fonts:
            path = folder / f"{text.stem} {font}.docx"
            _document(text_blocks(text.read_bytes()), font, path)
            made.append((text, path.with_suffix(".pdf")))
    subprocess.run(
        [str(OFFICE), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
         "--norestore", "--convert-to", "pdf", "--outdir", str(folder),
         *(str(pdf.with_suffix(".docx")) for _, pdf in made)],
        check=True, capture_output=True, timeout=600,
    )  # fmt: skip
    return made


def by_browser(text: Path, font: str, folder: Path) -> Path:
    """A PDF of a text that Chromium printed, with its lines at the top and foot of pages."""
    page = folder / f"{text.stem}.html"
    page.write_text(_page(text_blocks(text.read_bytes()), font), "utf-8")
    pdf = page.with_suffix(".pdf")
    subprocess.run(
        [str(BROWSER), "--headless", "--no-sandbox", "--disable-gpu",
         f"--user-data-dir={folder / 'browser'}", f"--print-to-pdf={pdf}", page.as_uri()],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    return pdf


def _document(blocks: Sequence[Block], font: str, path: Path) -> None:
    made = docx.Document()
    normal = made.styles["Normal"]
    normal.font.name, normal.font.size = font, Pt(13)
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        normal.element.rPr.rFonts.set(qn(script), font)
    for rows in _grouped(blocks):
        if isinstance(rows, str):
            made.add_paragraph(rows)
            continue
        table = made.add_table(rows=len(rows), cols=max(map(len, rows)), style="Table Grid")
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                table.cell(row, column).text = cell
    made.save(str(path))


def _page(blocks: Sequence[Block], font: str) -> str:
    body = []
    for rows in _grouped(blocks):
        if isinstance(rows, str):
            body.append(f"<p>{html.escape(rows)}</p>")
            continue
        cells = ["".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in rows]
        body.append(f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>")
    style = (
        f"body {{ font: 13pt '{font}' }} table {{ border-collapse: collapse; width: 100% }}"
        " td { border: 1px solid }"
    )
    return f"<!doctype html><meta charset=utf-8><style>{style}</style>{''.join(body)}"


def _grouped(blocks: Sequence[Block]) -> list[str | list[tuple[str, ...]]]:
    """Paragraphs, and the rows of each table together."""
    found: list[str | list[tuple[str, ...]]] = []
    for each in blocks:
        if not each.cells:
            found.append(f"{each.marker} {each.text}".strip())
        elif found and isinstance(found[-1], list):
            found[-1].append(each.cells)
        else:
            found.append([each.cells])
    return found
