"""How the cells of a form look, and which of them can be written in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

Style = Literal[
    "title",
    "line",
    "advice",
    "head",
    "text",
    "key",
    "ordinal",
    "closed",
    "count",
    "amount",
    "flag",
    "rank",
]

_FONT = {"font_name": "Times New Roman", "font_size": 11, "valign": "vcenter"}
_BOX = {"border": 1, "border_color": "#808080"}
# A text that begins like a formula stays a text also when someone edits the cell.
_TEXT = {"num_format": "@", "quote_prefix": True}
_OPEN = {**_BOX, "bg_color": "#FFF9E5", "locked": False}
_STYLES: dict[Style, dict[str, Any]] = {
    "title": {**_TEXT, "bold": True, "font_size": 14},
    "line": {**_TEXT},
    "advice": {**_TEXT, "italic": True, "text_wrap": True, "valign": "top"},
    "head": {
        **_BOX, **_TEXT, "bold": True, "text_wrap": True, "align": "center", "bg_color": "#DCE6F1",
    },
    "text": {**_BOX, **_TEXT, "text_wrap": True},
    "key": {**_BOX, **_TEXT, "font_color": "#808080"},
    "ordinal": {**_BOX, "align": "center"},
    "closed": {**_BOX, "bg_color": "#BFBFBF"},
    "count": {**_OPEN, "num_format": "#,##0"},
    "rank": {**_OPEN, "num_format": "0"},
    "amount": {**_OPEN},
    "flag": {**_OPEN, "align": "center"},
}  # fmt: skip


def styles(workbook: Workbook) -> dict[Style, Format]:
    """The formats of a workbook; every cell is locked unless its style opens it."""
    return {name: workbook.add_format({**_FONT, **style}) for name, style in _STYLES.items()}
