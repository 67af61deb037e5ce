"""Holds the pages of a built site against each other: whatever they link to is there.

``python -m tools.site.links build/site`` exits with 1 and names each link to a page, file or anchor
that the site does not have, and whatever a page would load from another host. Links to other hosts
are not followed: nothing here asks the network for anything.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import attrs

_LOADING = {("link", "href"), ("script", "src"), ("img", "src"), ("iframe", "src")}
_LINKING = {("a", "href"), *_LOADING}


@attrs.frozen
class Page:
    """What a page can be linked at, what it links to, and what it loads."""

    anchors: frozenset[str]
    links: tuple[str, ...]
    loaded: tuple[str, ...]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.links: list[str] = []
        self.loaded: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("id", "name") and value:
                self.anchors.add(value)
            if (tag, name) in _LINKING and value:
                self.links.append(value)
            if (tag, name) in _LOADING and value:
                self.loaded.append(value)


def main(arguments: list[str]) -> int:
    """Say what leads nowhere; 1 when anything does."""
    root = Path(arguments[0]).resolve()
    site = {path: read(path.read_text("utf-8")) for path in sorted(root.rglob("*.html"))}
    wrong = [*broken(site), *foreign(site)]
    for path, what in wrong:
        print(f"{path.relative_to(root)}: {what}")
    links = sum(len(page.links) for page in site.values())
    if not wrong:
        print(f"{len(site)} pages, {links} links: each leads somewhere, or out of the site")
    return 1 if wrong or not site else 0


def read(html: str) -> Page:
    """The page that a text in HTML is."""
    reader = _Reader()
    reader.feed(html)
    return Page(frozenset(reader.anchors), tuple(reader.links), tuple(reader.loaded))


def broken(site: dict[Path, Page]) -> Iterator[tuple[Path, str]]:
    """Links to what is not there, with the page that they stand on."""
    for path, page in site.items():
        for link in page.links:
            if _elsewhere(link):
                continue
            target, anchor = urldefrag(link)
            name = unquote(urlsplit(target).path)
            found = (path.parent / name).resolve() if name else path
            if not found.is_file():
                yield path, f"there is nothing at {link}"
            elif anchor and found in site and unquote(anchor) not in site[found].anchors:
                yield path, f"there is no such anchor: {link}"


def foreign(site: dict[Path, Page]) -> Iterator[tuple[Path, str]]:
    """What a page would load from another host."""
    for path, page in site.items():
        yield from ((path, f"loads {link}") for link in page.loaded if _elsewhere(link))


def _elsewhere(link: str) -> bool:
    parts = urlsplit(link)
    return bool(parts.netloc) or parts.scheme not in ("", "file")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
