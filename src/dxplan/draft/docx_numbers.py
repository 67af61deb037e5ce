"""The numbers that Word shows before paragraphs, which stand nowhere in their text."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

import attrs

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS = 9
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


@attrs.frozen
class Level:
    """How the numbers of a level are written: ``%1.%2.`` of ``decimal`` numbers from 1 on."""

    form: str
    text: str
    start: int


@attrs.define
class Numbering:
    """What numbers look like, and how far each list has come.

    :param lists: the levels of each list, by its id; ``styles`` are the lists of styles.
    """

    lists: Mapping[str, tuple[str, Mapping[int, Level]]]
    styles: Mapping[str, tuple[str, int]]
    _counts: dict[str, list[int | None]] = attrs.field(factory=dict)

    @classmethod
    def of(cls, numbering: Element | None, styles: Element | None) -> Numbering:
        """The numbering of a document from its parts."""
        if numbering is None:
            return cls({}, {})
        kinds = {
            _value(each, "abstractNumId"): _levels(each)
            for each in numbering.findall(f"{W}abstractNum")
        }
        lists = {}
        for each in numbering.findall(f"{W}num"):
            kind = _child_value(each, "abstractNumId")
            lists[_value(each, "numId")] = (kind, kinds.get(kind, {}))
        return cls(lists, _styles(styles))

    def marker(self, paragraph: Element) -> str:
        """The number that a paragraph shows; it counts one further."""
        found = self._list_of(paragraph)
        if found is None or found[0] not in self.lists:
            return ""
        number, depth = found
        kind, levels = self.lists[number]
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self._counts.setdefault(kind, [None] * _LEVELS)
        before = counts[depth]
        counts[depth] = level.start if before is None else before + 1
        counts[depth + 1 :] = [None] * (_LEVELS - depth - 1)
        return _shown(level, levels, counts)

    def _list_of(self, paragraph: Element) -> tuple[str, int] | None:
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return None
        own = properties.find(f"{W}numPr")
        if own is not None:
            return _child_value(own, "numId"), _depth(_child_value(own, "ilvl"))
        return self.styles.get(_child_value(properties, "pStyle"))


def _shown(level: Level, levels: Mapping[int, Level], counts: list[int | None]) -> str:
    if level.form == "bullet":
        return "-"
    text = level.text
    for depth in range(_LEVELS):
        of = levels.get(depth)
        if of is not None and f"%{depth + 1}" in text:
            count = counts[depth]
            written = _written(of.start if count is None else count, of.form)
            text = text.replace(f"%{depth + 1}", written)
    return text[:40]


def _written(number: int, form: str) -> str:
    if form in ("upperRoman", "lowerRoman") and 0 < number < 40:
        parts = ""
        for value, letters in _ROMAN:
            while number >= value:
                parts, number = parts + letters, number - value
        return parts if form == "upperRoman" else parts.lower()
    if form in ("upperLetter", "lowerLetter") and 0 < number <= 26:
        letter = chr(ord("a") + number - 1)
        return letter.upper() if form == "upperLetter" else letter
    return str(number)


def _levels(kind: Element) -> dict[int, Level]:
    return {
        _depth(_value(each, "ilvl")): Level(
            _child_value(each, "numFmt") or "decimal",
            _child_value(each, "lvlText"),
            _count(_child_value(each, "start")),
        )
        for each in kind.findall(f"{W}lvl")
    }


def _styles(styles: Element | None) -> dict[str, tuple[str, int]]:
    found = {}
    for each in () if styles is None else styles.findall(f"{W}style"):
        own = each.find(f"{W}pPr/{W}numPr")
        if own is not None:
            at = (_child_value(own, "numId"), _depth(_child_value(own, "ilvl")))
            found[_value(each, "styleId")] = at
    return found


def _value(element: Element, name: str) -> str:
    return element.get(f"{W}{name}", "")


def _child_value(element: Element, name: str) -> str:
    child = element.find(f"{W}{name}")
    return "" if child is None else _value(child, "val")


def _depth(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) == 1 and text != "9" else 0


def _count(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 1
