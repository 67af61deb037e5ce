"""SVG that a library drew, brought down to what a page needs."""

from __future__ import annotations

import re
from xml.etree import ElementTree
from xml.sax.saxutils import escape

_KEPT = frozenset({
    "d", "fill", "stroke", "stroke-width", "stroke-dasharray", "transform", "text-anchor",
    "font-size", "x", "y", "x2", "y2", "width", "height", "opacity",
})  # fmt: skip
_SHAPES = frozenset({"g", "path", "line", "text", "rect"})
_SPACE = "{http://www.w3.org/2000/svg}"


def slimmed(svg: str, label: str) -> str:
    """A drawing with nothing but shapes, and a text alternative in place of the library's own.

    No style, class, script, link or id is left, so that any number of them can stand in one page.

    :param svg: as the library wrote it.
    """
    root = ElementTree.fromstring(svg)
    width, height = root.get("width", ""), root.get("height", "")
    inside = "".join(_element(each) for each in root)
    named = escape(label, {'"': "&quot;"})
    return (
        f'<svg role="img" aria-label="{named}" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}">{inside}</svg>'
    )


def _element(node: ElementTree.Element) -> str:
    name = node.tag.removeprefix(_SPACE)
    if name not in _SHAPES or _is_invisible(node):
        return ""
    inside = "".join(_element(each) for each in node) + escape((node.text or "").strip())
    attributes = _attributes(node)
    if name == "g" and not (inside and attributes):
        return inside
    return f"<{name}{attributes}>{inside}</{name}>" if inside else f"<{name}{attributes}/>"


def _is_invisible(node: ElementTree.Element) -> bool:
    """What the library leaves for a mouse, or for a background."""
    return node.get("display") == "none" or node.get("class") in ("background", "foreground")


def _attributes(node: ElementTree.Element) -> str:
    found = []
    for name, value in node.attrib.items():
        if name not in _KEPT or (name == "opacity" and value == "1"):
            continue
        if name == "transform" and value == "translate(0,0)":
            continue
        found.append(f' {name}="{escape(_shorter(value), {chr(34): "&quot;"})}"')
    return "".join(found)


def _shorter(value: str) -> str:
    """Numbers with one decimal: a tenth of a pixel is not seen.

    >>> _shorter("translate(42.94094,66)")
    'translate(42.9,66)'
    """
    return re.sub(r"(\.[0-9])[0-9]++", r"\1", value)
