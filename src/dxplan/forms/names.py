"""Names of sheets and files that every system takes, and that differ from one another."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dxplan.forms.readable import cut, tidy

_LONGEST_SHEET = 31
_LONGEST_FILE = 100
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)


def sheet_names(wanted: Iterable[str], fallback: str) -> list[str]:
    """A name for every sheet, as near to what is wanted as a spreadsheet allows.

    >>> sheet_names(["A/B", "a b", "", "'x'", "History"], "Sheet")
    ['A B', 'a b (2)', 'Sheet', 'x', 'History (2)']
    """
    return _apart((_sheet_name(name) or fallback for name in wanted), _LONGEST_SHEET, {"history"})


def _sheet_name(name: str) -> str:
    return tidy(re.sub(r"[\[\]:*?/\\]", " ", name)).strip("' ")


def file_names(wanted: Iterable[str], fallback: str) -> list[str]:
    """A file name without its ending for every group.

    >>> file_names(["An Nhơn", "an nhơn", "../x", "CON", "..."], "other")
    ['An Nhơn', 'an nhơn (2)', 'x', '_CON', 'other']
    """
    return _apart((_file_name(name) or fallback for name in wanted), _LONGEST_FILE, set())


def _file_name(name: str) -> str:
    found = tidy(re.sub(r'[<>:"/\\|?*]', " ", name)).strip(". '")
    return f"_{found}" if _RESERVED.fullmatch(found) else found


def _apart(names: Iterable[str], longest: int, taken: set[str]) -> list[str]:
    """Names of which no two are alike in upper and lower case, cut to a length."""
    found: list[str] = []
    for name in names:
        candidate, number = cut(name, longest), 1
        while candidate.casefold() in taken:
            number += 1
            ending = f" ({number})"
            candidate = cut(name, longest - len(ending)) + ending
        taken.add(candidate.casefold())
        found.append(candidate)
    return found
