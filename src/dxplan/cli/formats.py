"""Which format a result is written in: the one that is asked for, else that of its file's name."""

from __future__ import annotations

from argparse import Namespace
from pathlib import PurePath

_BY_ENDING = {
    ".html": "html",
    ".htm": "html",
    ".xlsx": "xlsx",
    ".docx": "docx",
    ".json": "json",
    ".sarif": "sarif",
    ".md": "markdown",
    ".csv": "csv",
    ".xml": "junit",
    ".ics": "ics",
}
# Text under one of these names would be a file that the program for it cannot open.
_OPENED_BY_ENDING = frozenset({"html", "xlsx", "docx", "ics"})
_KNOWN = frozenset({"text", *_BY_ENDING.values()})


class Misnamed(ValueError):
    """A file's name says another format than the one that would be written to it.

    :param asked: the format that was asked for; ``None`` when only the name says one.
    :param named: the format that the name says.
    """

    def __init__(self, output: str, asked: str | None, named: str) -> None:
        super().__init__(f"{output} is no name for {asked}")
        self.output, self.asked, self.named = output, asked, named


def format_asked(options: Namespace) -> str:
    """The format of a call's result.

    :raises Misnamed: when the name of its file says one that it is not written in.

    >>> choices = ("text", "json", "html")
    >>> format_asked(Namespace(format=None, output="report.html", formats=choices))
    'html'
    >>> format_asked(Namespace(format=None, output="report", formats=choices))
    'text'
    """
    asked: str | None = options.format
    output: str | None = getattr(options, "output", None)
    named = None if output is None else _BY_ENDING.get(PurePath(output).suffix.lower())
    if output is None or named is None:
        return asked or "text"
    if asked is None and named in options.formats:
        return named
    # What a plugin writes may be a file for any program.
    fits = asked == named or asked not in {None, *_KNOWN} or named not in _OPENED_BY_ENDING
    if not fits:
        raise Misnamed(output, asked, named)
    return asked or "text"
