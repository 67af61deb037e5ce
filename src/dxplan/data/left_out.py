"""Rows that somebody sent and that entered no sum: whose they are, and what they are about.

Who sent such rows did report, and nobody should be told otherwise; what was reported is not known.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypeAlias

import attrs

from dxplan.shown import Shown
from dxplan.values.periods import Period

About: TypeAlias = tuple[Period | None, str | None]
"""A period and the name of a measure; ``None`` is what a row does not say."""


@attrs.frozen(repr=False)
class LeftOut(Shown):
    r"""The rows of an organisation that entered no sum because of a problem in them.

    :param organisation: its id.
    :param rows: how many there are.
    :param about: the periods and measures that they have figures of; ``None`` stands for a period,
        or a measure, that cannot be read.

    >>> import dxplan
    >>> from datetime import date
    >>> plan = dxplan.load_text("measure a\nindicator pupils = a\npupils >= 5 by 2025")
    >>> rows = [{"school": "A", "period": "2025", "a": "5?"}]
    >>> report = dxplan.check(plan, rows, register=[{"school": "A"}], as_of=date(2025, 12, 31))
    >>> [(each.organisation, each.rows) for each in report.left_out]
    [('A', 1)]
    """

    organisation: str
    rows: int
    about: tuple[About, ...] = ()


def left_out_together(found: Iterable[LeftOut]) -> tuple[LeftOut, ...]:
    """What is said of organisations, once of each, sorted."""
    rows: dict[str, int] = {}
    about: dict[str, set[About]] = {}
    for each in found:
        rows[each.organisation] = rows.get(each.organisation, 0) + each.rows
        about.setdefault(each.organisation, set()).update(each.about)
    return tuple(
        LeftOut(name, rows[name], tuple(sorted(about[name], key=_order))) for name in sorted(rows)
    )


def _order(about: About) -> tuple[date, date, str]:
    period, measure = about
    days = (date.min, date.min) if period is None else (period.start, period.end)
    return (*days, measure or "")
