"""Every verdict that a target can come to, with data that bring it about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from fractions import Fraction
from typing import Protocol

import attrs

from dxplan.aiming.aimed import Aimed
from dxplan.aiming.drawn import schools
from dxplan.aiming.errors import CannotAim
from dxplan.aiming.inequalities import Choose, least
from dxplan.aiming.moments import due_moment, waived_moment
from dxplan.aiming.places import Ground, ground_of
from dxplan.aiming.prepare import is_unset, prepare
from dxplan.aiming.ways import adds_up
from dxplan.aiming.whens import When, when_of
from dxplan.data.observations import Cell, Observations, Organisation, ReportedValue
from dxplan.engine.findings import Verdict
from dxplan.engine.moments import Moment, moments
from dxplan.plan.model import Plan, Sum, Target


class Source(Protocol):
    """Anything that draws data."""

    def draw(self, choose: Choose = least) -> Aimed:
        """Data that bring a verdict about."""


@attrs.frozen
class Ready:
    """Data that are always the same."""

    aimed: Aimed

    def draw(self, choose: Choose = least) -> Aimed:
        """These data."""
        return self.aimed


@attrs.frozen
class Changed:
    """Data of which something is changed after they are drawn."""

    source: Source
    change: Callable[[Aimed], Aimed]

    def draw(self, choose: Choose = least) -> Aimed:
        """The data with the change."""
        return self.change(self.source.draw(choose))


def bringing(plan: Plan, target: Target, verdict: Verdict) -> Source:
    """What draws data that bring a verdict about.

    :raises CannotAim: when nothing in the rule leads there, or it is not built here.
    """
    return _WAYS[verdict](plan, target)


def _met(plan: Plan, target: Target) -> Source:
    return prepare(plan, target, "satisfying")


def _missed(plan: Plan, target: Target) -> Source:
    return prepare(plan, target, "failing")


def _undetermined(plan: Plan, target: Target) -> Source:
    return prepare(plan, target, "undetermined")


def _on_track(plan: Plan, target: Target) -> Source:
    return prepare(plan, target, "satisfying", day="earlier")


def _behind(plan: Plan, target: Target) -> Source:
    return prepare(plan, target, "failing", day="earlier")


def _not_due(plan: Plan, target: Target) -> Source:
    """Before the deadline, without a line or without being certain of it."""
    try:
        return prepare(plan, target, "undetermined", day="earlier")
    except CannotAim as reason:
        if reason.code not in ("no-line", "unset"):
            raise
    first = target.time.end or target.time.start
    if target.threshold.change is not None and target.baseline is not None:
        first = target.baseline.on
    if first is None and plan.period is not None:
        first = plan.period.start
    if first is None or is_unset(target):
        raise CannotAim(target.id, "no-such-verdict", verdict="not_due")
    if target.indicator.ranked:
        raise CannotAim(target.id, "place-of-one")
    day = first - timedelta(days=1)
    found = moments(plan, target, [], day)[-1]
    if found.due or found.on != day or plan.waivers_of(target, day):
        raise CannotAim(target.id, "no-such-verdict", verdict="not_due")
    silent = _silent(found, when_of(plan, target, found, truth=True))
    return Ready(Aimed(plan, target.id, silent, day, "not_due"))


def _no_data(plan: Plan, target: Target) -> Source:
    moment = due_moment(plan, target)
    when = when_of(plan, target, moment, truth=True)
    if is_unset(target):
        raise CannotAim(target.id, "no-such-verdict", verdict="no_data")
    if target.indicator.ranked:
        raise CannotAim(target.id, "place-of-one")
    silent = _silent(moment, when)
    return Ready(Aimed(plan, target.id, silent, moment.on, "no_data"))


def _silent(moment: Moment, when: When) -> Observations:
    """Organisations that are asked and say nothing; as many as may make a condition true."""
    found = {each.id: each for each in schools(when.ground, when.fewest)}
    return Observations(organisations=found, events=when.events(moment.window.start))


def _unset(plan: Plan, target: Target) -> Source:
    if not is_unset(target):
        raise CannotAim(target.id, "no-such-verdict", verdict="unset")
    moment = due_moment(plan, target)
    silent = _silent(moment, when_of(plan, target, moment, truth=True))
    return Ready(Aimed(plan, target.id, silent, moment.on, "unset"))


def _waived(plan: Plan, target: Target) -> Source:
    moment = waived_moment(plan, target)
    if moment is None:
        raise CannotAim(target.id, "no-such-verdict", verdict="waived")
    one = ground_of(plan, target, moment).organisation("S1", {})
    silent = Observations(organisations={one.id: one})
    return Ready(Aimed(plan, target.id, silent, moment.on, "waived"))


def _not_applicable(plan: Plan, target: Target) -> Source:
    """The condition false; or nobody there whom the target asks."""
    moment = due_moment(plan, target)
    if target.when is not None:
        return prepare(plan, target, "satisfying", applies=False)
    if is_unset(target):
        raise CannotAim(target.id, "no-such-verdict", verdict="not_applicable")
    nobody: Mapping[str, Organisation] = {}
    return Ready(
        Aimed(plan, target.id, Observations(organisations=nobody), moment.on, "not_applicable")
    )


def _conflict(plan: Plan, target: Target) -> Source:
    """A percentage that disagrees with its own counts."""
    shape = prepare(plan, target, "satisfying")
    own = plan.indicators.get(target.indicator.name)
    if own != target.indicator or not adds_up(own) or not list(own.denominator.measures()):
        raise CannotAim(target.id, "no-such-verdict", verdict="conflict")
    return Changed(shape, lambda aimed: _disagreeing(aimed, target, shape.when.ground))


def _disagreeing(aimed: Aimed, target: Target, ground: Ground) -> Aimed:
    """The data with a percentage that its counts do not give."""
    reports: dict[object, list[Cell]] = {}
    # Of a growth, the earlier reports come first; a condition may be about other break-downs.
    own = (cell for cell in reversed(aimed.observations.cells) if ground.is_of(cell))
    for cell in own:
        place = (cell.organisation, cell.period, tuple(sorted(cell.members.items())))
        reports.setdefault(place, []).append(cell)
    for cells in reports.values():
        values = {cell.measure: cell.value for cell in cells}
        above, below = target.indicator.numerator, target.indicator.denominator
        if all(name in values for name in target.indicator.measures()) and _of(below, values):
            first = cells[0]
            wrong = _wrong(_of(above, values) / _of(below, values), target)
            value = ReportedValue(
                first.organisation, first.period, target.indicator.name, wrong, 0, first.members
            )
            told = attrs.evolve(aimed.observations, reported_values=(value,))
            return attrs.evolve(aimed, observations=told, verdict="conflict")
    raise CannotAim(target.id, "no-such-verdict", verdict="conflict")


def _of(side: object, values: Mapping[str, Fraction]) -> Fraction:
    assert isinstance(side, Sum), "INVARIANT: only plain sums have a percentage"
    terms = (factor * values[name] for factor, name, _ in side.terms)
    return side.constant + sum(terms, Fraction(0))


def _wrong(quotient: Fraction, target: Target) -> Fraction:
    """A whole number that is far from the quotient in each form it may be written in."""
    percent = round(100 * quotient)
    if target.indicator.kind == "share":
        return Fraction(percent - 2 if percent > 50 else percent + 2)
    return Fraction(percent + round(quotient * target.indicator.per) + 7)


_WAYS: Mapping[Verdict, Callable[[Plan, Target], Source]] = {
    "met": _met,
    "missed": _missed,
    "undetermined": _undetermined,
    "on_track": _on_track,
    "behind": _behind,
    "not_due": _not_due,
    "no_data": _no_data,
    "conflict": _conflict,
    "not_applicable": _not_applicable,
    "unset": _unset,
    "waived": _waived,
}
