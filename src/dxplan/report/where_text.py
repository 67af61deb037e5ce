"""Where in a file something stands: its sheet, and its cell or column."""

from __future__ import annotations

import re

from dxplan.messages import Language
from dxplan.report.words import word

_CELL = re.compile(r"[A-Z]{1,3}[0-9]+")


def where_text(file: str, sheet: str, cell: str, language: Language) -> str:
    """A place as far as it is known; the cells of a table without addresses go by their column.

    >>> where_text("a.xlsx", "Lớp", "C7", "en")
    'a.xlsx, sheet Lớp, cell C7'
    >>> where_text("a.parquet", "", "lessons", "en")
    'a.parquet, column lessons'
    """
    parts = [file] if file else []
    if sheet:
        parts.append(word("phrase", "sheet", language, sheet=sheet))
    if cell:
        name = "cell" if _CELL.fullmatch(cell) else "column"
        parts.append(word("phrase", name, language, cell=cell))
    return ", ".join(parts)
