"""Parts that the JSON forms of plans and reports share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from dxplan.data.problems import Problem
from dxplan.engine.findings import Base
from dxplan.messages import Language
from dxplan.plan.model import Threshold, Unit
from dxplan.values.intervals import Interval
from dxplan.values.numbers import exact_text
from dxplan.values.periods import Period

if TYPE_CHECKING:
    from dxplan.data.left_out import LeftOut


def exact_or_null(value: Fraction | None) -> str | None:
    """A number as an exact decimal or fraction."""
    return None if value is None else exact_text(value)


def interval_json(value: Interval | None) -> list[str | None] | None:
    """Both ends of an interval, ``null`` for an end without a bound.

    >>> interval_json(Interval(Fraction(1, 3), None))
    ['1/3', None]
    """
    return None if value is None else [exact_or_null(value.low), exact_or_null(value.high)]


def day_json(on: date | None) -> str | None:
    """A day in ISO form."""
    return None if on is None else on.isoformat()


def units_json(units: Iterable[Unit]) -> list[dict[str, str]]:
    """Units by id and title, in order."""
    return [{"id": unit.name, "title": unit.title} for unit in units]


def threshold_json(threshold: Threshold) -> dict[str, Any]:
    """A threshold: one number, two, or that another document sets it.

    >>> threshold_json(Threshold(">=", Fraction(5)))
    {'value': '5', 'unit': '%'}
    """
    if threshold.low is None:
        relative = {"relative": True, "unit": threshold.unit}
        return {"parent": True} if threshold.change is None else relative
    if threshold.high is None:
        return {"value": exact_text(threshold.low), "unit": threshold.unit}
    low, high = exact_text(threshold.low), exact_text(threshold.high)
    return {"low": low, "high": high, "unit": threshold.unit}


def period_json(period: Period) -> dict[str, str]:
    """The first and the last day of a period."""
    return {"start": period.start.isoformat(), "end": period.end.isoformat()}


def change_json(threshold: Threshold) -> dict[str, Any]:
    """How a threshold is counted from an earlier value; nothing for a plain level.

    >>> change_json(Threshold(">=", Fraction(5)))
    {}
    """
    change = threshold.change
    if change is None:
        return {}
    found = {
        "kind": change.kind,
        "comparator": change.comparator,
        "amount": exact_text(change.low),
        "to": exact_or_null(change.high),
        "against": None if change.since is None else period_json(change.since),
    }
    return {"change": found}


def base_json(base: Base | None) -> dict[str, Any]:
    """The earlier value that a threshold was counted from; nothing without one."""
    if base is None:
        return {}
    found = {
        "value": interval_json(base.value),
        "period": period_json(base.period),
        "source": base.source,
        "reported": base.reported,
        "expected": base.expected,
        "missing": list(base.missing),
    }
    return {"base": found}


def left_out_json(found: LeftOut) -> dict[str, Any]:
    """Whose rows were left out, how many, and what they have figures of."""
    about = [
        {"period": None if period is None else period_json(period), "measure": measure}
        for period, measure in found.about
    ]
    return {"organisation": found.organisation, "rows": found.rows, "about": about}


def problem_json(problem: Problem, language: Language) -> dict[str, Any]:
    """What is wrong with data, where, and what to do."""
    return {
        "code": problem.code,
        "file": problem.file,
        "sheet": problem.sheet,
        "cell": problem.cell,
        "fatal": problem.fatal,
        "message": problem.message(language),
        "help": problem.help(language),
    }
