"""What text is drawn on: how wide it is, and whether it may be in colours.

Renderers are called through plugins, which know a report and a language; so the page is a context
variable, as limits are. Text that nobody asked to fit anything is 100 columns wide and without
colours: the same bytes wherever it goes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Literal

import attrs

WIDTH = 100
"""As wide as anything is drawn; longer lines of prose are hard to read."""
LEAST = 40
"""No page is narrower: a column of a table would have no room for a word."""

Tone = Literal["good", "bad", "open", "quiet", "heading"]

# By select graphic rendition of ECMA-48, with the sixteen colours that users choose themselves.
_CODES: dict[Tone, str] = {"good": "32", "bad": "1;31", "open": "33", "quiet": "2", "heading": "1"}
_STYLES: dict[Tone, str] = {
    "good": "green", "bad": "bold red", "open": "yellow", "quiet": "dim", "heading": "bold",
}  # fmt: skip


@attrs.frozen
class Page:
    """A page to draw on."""

    width: int = WIDTH
    colours: bool = False


_PLAIN = Page()
_PAGE: ContextVar[Page] = ContextVar("dxplan_page", default=_PLAIN)


def page() -> Page:
    """The page that is drawn on."""
    return _PAGE.get()


@contextmanager
def drawn_on(chosen: Page) -> Iterator[None]:
    """Draw what is rendered meanwhile on a page.

    >>> with drawn_on(Page(60)):
    ...     page().width
    60
    """
    token = _PAGE.set(chosen)
    try:
        yield
    finally:
        _PAGE.reset(token)


@attrs.frozen
class Toned:
    """A text that stands out by a colour where there are any; the words alone must say it all."""

    text: str
    tone: Tone | None = None

    def __str__(self) -> str:
        return toned(self.text, self.tone)


def toned(text: str, tone: Tone | None) -> str:
    r"""A text in its colour, as far as the page has any.

    >>> with drawn_on(Page(colours=True)):
    ...     toned("met", "good")
    '\x1b[32mmet\x1b[0m'
    >>> toned("met", "good")
    'met'
    """
    if tone is None or not page().colours:
        return text
    return f"\x1b[{_CODES[tone]}m{text}\x1b[0m"


def style(tone: Tone | None) -> str:
    """The name of a style as Rich has them."""
    return "" if tone is None else _STYLES[tone]


_OF_VERDICTS: dict[str, Tone] = {
    "met": "good", "on_track": "good",
    "missed": "bad", "conflict": "bad", "overdue": "bad",
    "behind": "open", "undetermined": "open", "no_data": "open", "passed": "open", "due": "open",
    "waived": "quiet", "not_due": "quiet", "not_applicable": "quiet",
}  # fmt: skip


def tone_of(verdict: str) -> Tone | None:
    """The colour of a verdict, or of what is due.

    >>> tone_of("missed"), tone_of("unset")
    ('bad', None)
    """
    return _OF_VERDICTS.get(verdict)
