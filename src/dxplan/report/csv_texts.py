"""Texts in CSV that no spreadsheet program takes for a formula.

CSV has no types: what begins like a formula is one for whoever opens it. Such a text gets an
apostrophe before it, the mark by which spreadsheet programs know a text. Programs that expect
semicolons between cells would begin a cell behind one, so it is the same there.
"""

from __future__ import annotations

from dxplan.report.words import plain

_MARK = "'"
# What begins a formula, the wide forms that some programs take for the same, and signs that are
# drawn like them.
_BEGINS = frozenset("=+-@\uff1d\uff0b\uff0d\uff20\u2212\ufe62\ufe63\ufe66\ufe6b\t\r\n")
_PASSED_OVER = " \"'\u00a0\u200b\u200c\u200d\u2060\u00ad\ufeff\u3000"


def inert(text: str) -> str:
    r"""A text on one line that stays one.

    >>> inert("=1+1"), inert("a; -2"), inert("a-b = c"), inert("\t@x")
    ("'=1+1", "a;' -2", 'a-b = c', "'@x")
    """
    said = plain(text)
    return ";".join(map(_marked, said.split(";"))) if ";" in said else _marked(said)


def _marked(part: str) -> str:
    return _MARK + part if part.lstrip(_PASSED_OVER)[:1] in _BEGINS and part.strip() else part
