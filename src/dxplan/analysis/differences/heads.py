"""What became of what a plan says of itself, and of its waivers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from dxplan.analysis.differences.correspondence import Correspondence
from dxplan.analysis.differences.times import Change
from dxplan.analysis.differences.work import in_pairs
from dxplan.plan.differences import Difference
from dxplan.plan.encoding import WORDING, encoded
from dxplan.plan.model import Plan, Pledge, Unit, Waiver
from dxplan.values.periods import Period


def of_head(old: Plan, new: Plan) -> Iterator[Difference]:
    """What is different about the plan itself."""
    for kind, aspect, effect in _of_head(old, new):
        yield Difference(kind, aspect, effect, old, new)


def _of_head(old: Plan, new: Plan) -> Iterator[Change]:
    if old.id != new.id:
        yield "renamed", "name", "none"
    if old.period != new.period:
        yield from _of_period(old.period, new.period)
    if old.parent != new.parent:
        yield (
            ("loosened", "parent", "weaker")
            if new.parent is None
            else (
                ("tightened", "parent", "stricter")
                if old.parent is None
                else ("changed", "parent", "unclear")
            )
        )
    yield from _of_pledge(old.pledge, new.pledge)
    if old.territory != new.territory:
        yield "changed", "territory", "unclear"
    if encoded(old.calendar, WORDING) != encoded(new.calendar, WORDING):
        yield "changed", "calendar", "unclear"
    if old.document != new.document:
        yield "cited", "document", "none"
    if old.title != new.title:
        yield "reworded", "title", "none"
    if old.notes != new.notes:
        yield "reworded", "note", "none"


def _of_pledge(old: Pledge | None, new: Pledge | None) -> Iterator[Change]:
    """The promise to ask for no less than the plan above."""
    if old is None or new is None:
        if old is not new:
            yield (
                ("loosened", "pledge", "weaker")
                if new is None
                else (("tightened", "pledge", "stricter"))
            )
        return
    if (_names(old.lead), _names(old.cooperating)) != (_names(new.lead), _names(new.cooperating)):
        yield "reassigned", "pledge", "none"
    if old.cite != new.cite:
        yield "cited", "pledge", "none"
    if (old.note, old.assumptions) != (new.note, new.assumptions):
        yield "reworded", "pledge", "none"


def _names(units: Iterable[Unit]) -> frozenset[str]:
    return frozenset(unit.name for unit in units)


def _of_period(old: Period | None, new: Period | None) -> Iterator[Change]:
    """Rules hold until the plan's period ends; a shorter one asks for less."""
    before, after = _days(old), _days(new)
    if before[0] <= after[0] and after[1] <= before[1]:
        yield "loosened", "period", "weaker"
    elif after[0] <= before[0] and before[1] <= after[1]:
        yield "tightened", "period", "stricter"
    else:
        yield "changed", "period", "unclear"


def _days(period: Period | None) -> tuple[date, date]:
    return (date.min, date.max) if period is None else (period.start, period.end)


# --- waivers --------------------------------------------------------------------------------------


def of_waivers(old: Plan, new: Plan, names: Correspondence) -> Iterator[Difference]:
    """What is different about waivers: who grants one asks for less."""
    news = {id(each): names.names.get(each.indicator, each.indicator) for each in new.waivers}

    def covered(waiver: Waiver) -> object:
        return news.get(id(waiver), waiver.indicator), waiver.scope

    pairs, dropped, added = in_pairs(
        old.waivers, new.waivers, lambda each: (covered(each), each.until), covered
    )
    for before, after in pairs:
        if before.until != after.until:
            longer = after.until > before.until
            found: Change = ("waived", "until", "weaker")
            kind, aspect, effect = found if longer else ("unwaived", "until", "stricter")
            yield Difference(kind, aspect, effect, before, after)
        if before.cite != after.cite:
            yield Difference("cited", "cite", "none", before, after)
        if before.because != after.because:
            yield Difference("reworded", "because", "none", before, after)
    yield from (Difference("waived", "rule", "weaker", None, each) for each in added)
    yield from (Difference("unwaived", "rule", "stricter", each, None) for each in dropped)
