"""A page as a list of elements, for tests that need no browser."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import Any

import attrs

VOID = {"meta", "br", "input", "link", "img", "hr"}


@attrs.define
class Element:
    name: str
    attributes: dict[str, str]
    pieces: list[str] = attrs.field(factory=list)

    @property
    def text(self) -> str:
        return "".join(self.pieces)


@attrs.define
class Seen:
    """What a parser met, and what stayed open."""

    elements: list[Element]
    open: list[str]

    def named(self, *names: str) -> list[Element]:
        return [each for each in self.elements if each.name in names]

    def marked(self, **attributes: str) -> list[Element]:
        wanted = {name.replace("_", "-").strip("-"): value for name, value in attributes.items()}
        return [
            each
            for each in self.elements
            if all(value in each.attributes.get(name, "").split() for name, value in wanted.items())
        ]

    def carried(self) -> Any:
        (data,) = (each for each in self.elements if each.attributes.get("id") == "data")
        return json.loads(data.text)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen = Seen([], [])
        self.path: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.seen.elements.append(element)
        if tag not in VOID:
            self.path.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.elements.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.path, f"</{tag}> closes nothing"
        assert self.path.pop().name == tag

    def handle_data(self, data: str) -> None:
        for element in self.path:
            element.pieces.append(data)


def seen(text: str) -> Seen:
    """The elements of a page in order; every one that is opened must be closed."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    reader.seen.open = [each.name for each in reader.path]
    return reader.seen
