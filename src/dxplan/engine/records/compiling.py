"""From what a program gives to a checker: periods as text, rows of a register and of events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from dxplan.data.observations import Event, Organisation
from dxplan.engine.records.checker import Checker, Extra, compile_plan
from dxplan.plan.model import Plan
from dxplan.values.periods import Period, judged_day

Row = Mapping[str, object]


def compiled(
    plan: Plan,
    as_of: date,
    *,
    period: str | Period | None = None,
    organisation: Row | None = None,
    events: str | Path | Iterable[Row] | None = None,
    extra: Extra = "refuse",
) -> Checker:
    """A checker of one organisation's records.

    :param organisation: its row of the register.
    :param events: path of the list of what came about, or its rows.
    :raises ValueError: when the day, the period, the row or the events cannot be used.
    """
    judged_day(as_of)
    if extra not in ("refuse", "ignore"):
        raise ValueError(f"extra is either refuse or ignore: {extra}")
    days = _period(plan, period) if isinstance(period, str) else period
    known, happened = _given(plan, organisation, events)
    return compile_plan(plan, as_of, period=days, organisation=known, events=happened, extra=extra)


def _period(plan: Plan, text: str) -> Period:
    from dxplan.data.period_text import read_period

    found = read_period(text, plan.calendar)
    if found is None:
        raise ValueError(f"no period, such as 2025-Q4 or Quý IV/2025: {text}")
    return found


def _given(
    plan: Plan, organisation: Row | None, events: str | Path | Iterable[Row] | None
) -> tuple[Organisation | None, tuple[Event, ...]]:
    """The organisation of a row, and events.

    :raises ValueError: with everything that is wrong with them.
    """
    if organisation is None and events is None:
        return None, ()
    from dxplan.data.reading import observations_from_rows

    register = None if organisation is None else [organisation]
    lists = Path(events) if isinstance(events, str) else events
    found = observations_from_rows(plan, (), register=register, events=lists)
    if found.problems:
        said = (f"{each.file} {each.cell}: {each.message()}".strip() for each in found.problems)
        raise ValueError("; ".join(said))
    known = next(iter((found.organisations or {}).values()), None)
    if organisation is not None and known is None:
        raise ValueError("the row of the register names no organisation")
    return known, found.events or ()
