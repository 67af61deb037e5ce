"""Pages: paragraphs, list items and rows of tables, without scripts and what links lead to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from dxplan.draft.errors import CannotDraft
from dxplan.draft.lines import LINE_BREAK, block, row
from dxplan.draft.model import Block, Place
from dxplan.draft.spans import Spans, reach
from dxplan.source import composed

if TYPE_CHECKING:
    from lxml.etree import _Element

_LEFT_OUT = frozenset({"script", "style", "head", "noscript", "template", "object", "svg", "math"})
_ENDS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "ul",
    ]
)


def html_blocks(data: bytes) -> list[Block]:
    """The paragraphs and rows of a page.

    :raises CannotDraft: when there is no text in it, or what reads pages is not installed.
    """
    root = _tree(data)
    if root is None:
        return []
    found: list[Block] = []
    for cells in _pieces(root):
        texts = [composed(text) for text in cells]
        if any(text.strip() for text in texts):
            place = Place("paragraph", len(found) + 1)
            found.append(block(texts[0], place) if len(texts) == 1 else row(texts, place))
    return found


def _tree(data: bytes) -> _Element | None:
    try:
        from lxml import etree
    except ImportError:
        raise CannotDraft("needs-draft", suffix=".html") from None
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    encoding = None if wide or _says_charset(data) else "utf-8"
    parser: Any = etree.HTMLParser(
        no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, encoding=encoding
    )
    try:
        return etree.fromstring(data, parser) if data.strip() else None
    except (etree.LxmlError, ValueError, LookupError):
        raise CannotDraft("not-a-page") from None


def _says_charset(data: bytes) -> bool:
    return b"charset" in data[:4096].lower()


def _pieces(root: _Element) -> Iterator[list[str]]:
    """The texts of paragraphs, each alone, and those of rows together, in order.

    A stack instead of calls: how deep a page is nested is up to whoever made it.
    """
    text: list[str] = []
    cells: list[tuple[str, int, int]] | None = None
    spans = Spans()
    for event, element in _walk(root):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "end":
            if tag in ("td", "th") and cells is not None:
                across, down = element.get("colspan"), element.get("rowspan")
                cells.append((" ".join(text), reach(across), reach(down)))
                text = []
            elif tag == "tr" and cells is not None:
                yield spans.row(cells)
                cells, text = None, []
            elif tag in _ENDS and cells is None:
                yield ["".join(text)]
                text = []
            text.append(element.tail or "")
            continue
        if tag == "table":
            spans = Spans()
        if tag == "tr":
            if cells is None:
                yield ["".join(text)]
            cells, text = [], []
        elif tag in ("td", "th"):
            text = []
        elif tag in _ENDS and cells is None:
            yield ["".join(text)]
            text = []
        elif tag in _ENDS:
            text.append(LINE_BREAK)
        text.append(element.text or "")
    yield ["".join(text)]


def _walk(root: _Element) -> Iterator[tuple[str, _Element]]:
    """Every element as it begins and as it ends, without those that hold no text of the page."""
    from lxml import etree

    left_out: Any = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if left_out is None and event == "start" and element.tag in _LEFT_OUT:
            left_out = element
        if left_out is None:
            yield event, element
        elif event == "end" and element is left_out:
            left_out = None
            yield "end", element
