"""Word documents: paragraphs with the numbers that Word gives them, and rows of tables."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from dxplan.data.packages import BROKEN_PACKAGE, PackageRefused, parsed_part, repacked
from dxplan.draft.docx_numbers import Numbering
from dxplan.draft.errors import CannotDraft
from dxplan.draft.lines import LINE_BREAK, block, row
from dxplan.draft.model import Block, Place
from dxplan.draft.spans import Spans, reach
from dxplan.source import composed

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BREAKS = {f"{W}br", f"{W}cr"}
# What was struck out with changes tracked, and what a field is made of rather than shows.
_LEFT_OUT = {f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}pPr", f"{W}rPr"}


def docx_blocks(path: Path) -> list[Block]:
    """The paragraphs and rows of a Word document.

    :raises CannotDraft: when it is broken, unpacks to too much, or declares entities.
    """
    try:
        with zipfile.ZipFile(repacked(path)) as archive:
            body = _part(archive, "word/document.xml")
            numbering = Numbering.of(
                _part(archive, "word/numbering.xml"), _part(archive, "word/styles.xml")
            )
    except PackageRefused as refused:
        code = refused.problem.code
        if code not in ("unpacks-too-large", "declares-entities"):
            raise CannotDraft("not-a-document") from None
        raise CannotDraft(code, **refused.problem.params) from None
    except BROKEN_PACKAGE:
        raise CannotDraft("not-a-document") from None
    if body is None:
        raise CannotDraft("not-a-document")
    return list(_blocks(body, numbering))


def _part(archive: zipfile.ZipFile, name: str) -> ElementTree.Element | None:
    try:
        return parsed_part(name, archive.read(name))
    except KeyError:
        return None


def _blocks(root: ElementTree.Element, numbering: Numbering) -> Iterator[Block]:
    number = 0
    for element in _outermost(root):
        if element.tag == f"{W}p":
            text = _text(element)
            if text.strip():
                number += 1
                yield block(f"{numbering.marker(element)} {text}", Place("paragraph", number))
            continue
        spans = Spans()
        for each in element.iter(f"{W}tr"):
            cells = spans.merged(_cells(each))
            if any(cell.strip() for cell in cells):
                number += 1
                yield row(cells, Place("paragraph", number))


def _cells(table_row: ElementTree.Element) -> Iterator[tuple[str, int, bool | None]]:
    """The cells of a row: text, how many columns it reaches over, whether it goes on from above."""
    before = table_row.find(f"{W}trPr/{W}gridBefore")
    if before is not None:
        yield "", reach(before.get(f"{W}val")), None
    for cell in _in_controls(table_row):
        across = cell.find(f"{W}tcPr/{W}gridSpan")
        down = cell.find(f"{W}tcPr/{W}vMerge")
        text = LINE_BREAK.join(map(_text, cell.iter(f"{W}p")))
        goes_on = None if down is None else down.get(f"{W}val", "continue") == "continue"
        yield text, reach(None if across is None else across.get(f"{W}val")), goes_on


def _in_controls(table_row: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """The cells of a row, those in controls that are filled in too."""
    for child in table_row:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag == f"{W}sdt":
            yield from child.findall(f"{W}sdtContent/{W}tc")


def _outermost(root: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """The paragraphs and tables that stand in no other one, in order."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element.tag in (f"{W}p", f"{W}tbl"):
            yield element
        elif element.tag not in _LEFT_OUT:
            waiting.extend(reversed(element))


def _text(paragraph: ElementTree.Element) -> str:
    parts = []
    waiting = [paragraph]
    while waiting:
        element = waiting.pop()
        if element.tag == f"{W}t":
            parts.append(element.text or "")
        elif element.tag == f"{W}noBreakHyphen":
            parts.append("-")
        elif element.tag in _BREAKS:
            parts.append(LINE_BREAK)
        elif element.tag == f"{W}tab":
            parts.append(" ")
        elif element.tag not in _LEFT_OUT:
            waiting.extend(reversed(element))
    return composed("".join(parts))
