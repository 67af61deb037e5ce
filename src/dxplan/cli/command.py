"""A command under construction, and the values that its arguments take."""

from __future__ import annotations

import argparse
import re
import unicodedata
from datetime import date
from typing import Any

from dxplan.cli.argument_words import placeholder
from dxplan.messages import LANGUAGES, Language
from dxplan.report.words import word

FORMATS = ("text", "json", "html", "xlsx", "docx", "markdown", "csv", "junit")
"""What dxplan brings renderers for, by name: help is shown before those are loaded."""
WHEN = ("auto", "always", "never")
"""When to write in colours: on a terminal, in any case, in no case."""


class Command:
    """A command under construction: its options with their help in one language."""

    def __init__(
        self, commands: Any, name: str, usage: str, example: str, language: Language
    ) -> None:
        description = word("cli", name, language)
        epilog = f"{word('cli', 'example', language)}\n  {example}"
        self._language: Language = language
        self._parser: argparse.ArgumentParser = commands.add_parser(
            name,
            usage=usage,
            help=description,
            description=description,
            epilog=epilog,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )

    def add(self, *names: str, text: str | None = None, **settings: Any) -> None:
        """An argument; its help is ``cli.arg_…`` of its name unless another text is named."""
        code = text or f"arg_{names[0].strip('-').replace('-', '_')}"
        self._parser.add_argument(*names, help=self._help(code), **self._worded(settings))

    def add_either(self, *options: tuple[str, dict[str, Any]]) -> None:
        """Options of which only one may be given."""
        group = self._parser.add_mutually_exclusive_group()
        for name, settings in options:
            code = f"arg_{name.strip('-').replace('-', '_')}"
            group.add_argument(name, help=self._help(code), **self._worded(settings))

    def _worded(self, settings: dict[str, Any]) -> dict[str, Any]:
        """Settings with the language's word for the value."""
        named = settings.get("metavar")
        return {**settings, "metavar": placeholder(named, self._language)} if named else settings

    def _help(self, code: str) -> str:
        """A help text; argparse takes a percent sign for a place to fill in."""
        formats = ", ".join(FORMATS)
        return word("cli", code, self._language, formats=formats).replace("%", "%%")

    def add_common(self) -> None:
        """What every command about plans takes."""
        self.add("--lang", choices=LANGUAGES)
        self.add("--plugins", nargs="+", action="extend", default=[], metavar="PATH")
        self.add_color()

    def add_format(self, *formats: str, text: str = "arg_format") -> None:
        """The format of the result, one of a few; without one, its file's name says it."""
        self.add("--format", text=text, choices=formats)
        self._parser.set_defaults(formats=formats)

    def add_report_format(self) -> None:
        """The format of a report, to which plugins bring more."""
        self.add("--format", text="arg_report_format", metavar="FORMAT")
        self._parser.set_defaults(formats=FORMATS)

    def add_color(self) -> None:
        """Whether to write in colours, which every command takes."""
        self.add("--color", choices=WHEN, default="auto")

    def column(self, text: str) -> str:
        """The heading of a register column, as the register keeps it: in small letters."""
        return unicodedata.normalize("NFC", " ".join(text.lower().split()))

    def day(self, text: str) -> date:
        """A day as ISO or as Vietnamese documents write it."""
        found = read_day(text)
        # The years that rules may name; windows reach back from there without leaving the calendar.
        if found is None or not 1900 <= found.year <= 2199:
            raise argparse.ArgumentTypeError(
                word("cli", "wrong_date", self._language, text=repr(text))
            )
        return found

    def span(self, text: str) -> str:
        """A span such as 30d, 2w, 3m or 1y."""
        from dxplan.values.durations import read_duration

        try:
            read_duration(text)
        except ValueError:
            shown = repr(text)
            raise argparse.ArgumentTypeError(
                word("cli", "wrong_span", self._language, text=shown)
            ) from None
        return text


def read_day(text: str) -> date | None:
    """A day written ``2025-12-31`` or ``31/12/2025``; nothing else is guessed at.

    >>> read_day("31/5/2024"), read_day("5/31/2024")
    (datetime.date(2024, 5, 31), None)
    """
    iso = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", text)
    local = re.fullmatch(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})", text)
    if iso:
        parts = [int(part) for part in iso.groups()]
    elif local:
        parts = [int(part) for part in reversed(local.groups())]
    else:
        return None
    try:
        return date(*parts)
    except ValueError:
        return None
