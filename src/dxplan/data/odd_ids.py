"""Ids that may be one and the same organisation."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from dxplan.data.addresses import seen_from
from dxplan.data.observations import Place
from dxplan.data.problems import Problem
from dxplan.data.sheet import Row
from dxplan.data.wording import plain


def told_apart(rows: list[Row]) -> list[Problem]:
    """Ids of data that differ in letter case, blanks, look-alikes or leading zeros only.

    Without a register nothing says whether they are one organisation.
    """
    firsts: dict[str, Row] = {}
    for row in sorted(rows, key=lambda row: (row.file, row.sheet, row.number)):
        firsts.setdefault(row.organisation, row)
    return nearly_the_same((name, _place(row)) for name, row in firsts.items())


def nearly_the_same(ids: Iterable[tuple[str, Place]]) -> list[Problem]:
    """Ids with their places that may be one and the same, each held against the first of them."""
    listed = [(_skeleton(name), name, where) for name, where in ids]
    if len({skeleton for skeleton, _, _ in listed}) == len(listed):
        return []
    alike: dict[str, list[tuple[str, Place]]] = {}
    for skeleton, name, where in listed:
        alike.setdefault(skeleton, []).append((name, where))
    problems = []
    for (first, near), *others in alike.values():
        for name, where in others:
            params = {"organisation": name, "first": first, "place": seen_from(where, near)}
            code = "alike-organisations"
            problems.append(Problem(code, where.file, where.sheet, where.cell, params))
    return problems


def surely_apart(ids: Collection[str]) -> bool:
    """Whether ids of ASCII letters, digits and dashes are certainly not nearly the same.

    >>> surely_apart(["TH01", "TH02"]), surely_apart(["TH01", "TH-01"])
    (True, False)
    """
    # What is left out here is at least what makes no difference to `nearly_the_same`.
    together = "\n".join(("", *ids)).casefold().replace("-", "").replace("y", "i")
    texts = together.split("\n")[1:]
    return len(set(texts if "\n0" not in together else map(_without_zeros, texts))) == len(ids)


def _without_zeros(text: str) -> str:
    return text.lstrip("0")


def _place(row: Row) -> Place:
    """Where a row names its organisation, or the sheet that does."""
    return Place(row.file, row.sheet) if row.key is None else row.place(row.key)


def _skeleton(organisation: str) -> str:
    if organisation.isdecimal() and organisation.isascii():
        return organisation.lstrip("0") or organisation
    bare = re.sub(r"[\s._-]", "", plain(organisation))
    return bare.lstrip("0") or bare
