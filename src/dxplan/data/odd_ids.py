"""Ids that may be one and the same organisation."""

from __future__ import annotations

import re

from dxplan.data.addresses import seen_from
from dxplan.data.observations import Place
from dxplan.data.problems import Problem
from dxplan.data.sheet import Row
from dxplan.data.wording import plain


def told_apart(rows: list[Row]) -> list[Problem]:
    """Ids that differ in letter case, blanks, look-alikes or leading zeros only.

    Without a register nothing says whether they are one organisation.
    """
    alike: dict[str, dict[str, Row]] = {}
    for row in rows:
        alike.setdefault(_skeleton(row.organisation), {}).setdefault(row.organisation, row)
    problems = []
    for same in alike.values():
        first, *others = sorted(same.values(), key=lambda r: (r.file, r.sheet, r.number))
        for other in others:
            where, near = _place(other), _place(first)
            params = {
                "organisation": other.organisation, "first": first.organisation,
                "place": seen_from(where, near),
            }  # fmt: skip
            code = "alike-organisations"
            problems.append(Problem(code, where.file, where.sheet, where.cell, params))
    return problems


def _place(row: Row) -> Place:
    """Where a row names its organisation, or the sheet that does."""
    return Place(row.file, row.sheet) if row.key is None else row.place(row.key)


def _skeleton(organisation: str) -> str:
    bare = re.sub(r"[\s._-]", "", plain(organisation))
    return bare.lstrip("0") or bare
