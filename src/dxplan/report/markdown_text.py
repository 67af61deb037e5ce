r"""Markdown with texts of plans in it, which must stay texts.

>>> print(markdown_table(("a", "b"), [("1", "x|y")]))
| a | b |
|---|---|
| 1 | x\|y |
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dxplan.report.words import plain

# What GitHub Flavored Markdown would make a link, an image, a mention, code, HTML, an entity, a
# table, emphasis or a heading of; and at the start of a line a list or a rule.
_ACTIVE = re.compile(r"[\\`*_{}\[\]<>#|~&@]|:(?=//)|(?i:www)\.|^[-+=]|^[0-9]+[.)]")


def escaped(text: str) -> str:
    r"""A text on one line that Markdown shows as it is.

    >>> escaped("[x](y) 5% | 1.5")
    '\\[x\\](y) 5% \\| 1.5'
    """
    return _ACTIVE.sub(_with_backslash, plain(text))


def _with_backslash(match: re.Match[str]) -> str:
    found = match[0]
    # An escaped digit would stay a backslash, so it is the mark behind the number, or the point
    # of "www.", that is escaped.
    return found[:-1] + "\\" + found[-1]


def markdown_table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of texts."""
    lines = [_line(headings), "|" + "---|" * len(headings), *map(_line, rows)]
    return "\n".join(lines)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(map(escaped, cells))} |"


def markdown_list(texts: Iterable[str]) -> str:
    """A list of texts."""
    return "\n".join(f"- {escaped(text)}" for text in texts)
