"""Laws over data: what is aimed at comes about, more is not worse, order is nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from random import Random
from typing import Any

import attrs

from dxplan.aiming.aimed import Aimed
from dxplan.aiming.aims import Aim
from dxplan.aiming.errors import CannotAim
from dxplan.aiming.inequalities import Choose
from dxplan.aiming.prepare import prepare
from dxplan.aiming.reports import of_reports
from dxplan.data.observations import Cell, Observations
from dxplan.engine.findings import VERDICTS, Finding, Verdict
from dxplan.engine.moments import base_period
from dxplan.messages import Language
from dxplan.plan.model import Plan, Sum, Target
from dxplan.testing.laws.broken import LawBroken
from dxplan.testing.laws.judging import Judge, found


@attrs.frozen(repr=False)
class Changeable:
    """Aimed data that are changed, and what says how.

    :param random: made of a number.
    """

    aimed: Aimed
    random: Random = attrs.field(converter=Random)

    def choose(self, low: int, high: int) -> int:
        """A number between two."""
        return self.random.randint(low, high)

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(repr(self.aimed))


RANKS: Mapping[Verdict, int] = {"missed": 0, "undetermined": 1, "met": 2}


def comes_about(aimed: Aimed, *, judge: Judge, target: Target, language: Language) -> None:
    """Data that are aimed at a verdict bring it about."""
    own = found(judge, aimed)
    if own.verdict != aimed.verdict:
        raise LawBroken(
            "not-reached", language, about=target, data=aimed, id=target.id,
            wanted=aimed.verdict, found=own.verdict,
        )  # fmt: skip


def can_be_aimed(
    plan: Plan, target: Target, aim: Aim, excepted: Collection[str], language: Language
) -> None:
    """There are data for an aim, or it is said why not."""
    try:
        prepare(plan, target, aim)
    except CannotAim as reason:
        if target.id not in excepted:
            why = reason.text(language)
            raise LawBroken("not-aimed", language, about=target, why=why, id=target.id) from None


def never_aimed(plan: Plan, aims: Sequence[Aim]) -> set[str]:
    """The ids of targets for which there are no data for one of some aims."""
    found = set()
    for target in plan.targets:
        for aim in aims:
            try:
                prepare(plan, target, aim)
            except CannotAim:
                found.add(target.id)
    return found


# --- more is never worse --------------------------------------------------------------------------


def more_is_never_worse(
    drawn: Changeable, *, judge: Judge, target: Target, language: Language
) -> None:
    """More of the numerator never makes a target worse that asks for at least something."""
    aimed = drawn.aimed
    raised = more_of_the_numerator(aimed, target, drawn.choose)
    if raised is None:
        return
    before, after = found(judge, aimed), found(judge, aimed, raised)
    up = target.comparator in (">", ">=")
    if before.verdict not in RANKS or after.verdict not in RANKS:
        return
    step = RANKS[after.verdict] - RANKS[before.verdict]
    if step < 0 if up else step > 0:
        changed = attrs.evolve(aimed, observations=raised, verdict=after.verdict)
        raise LawBroken(
            "more-is-worse", language, about=target, data=f"{aimed}\n{changed}", id=target.id,
            before=before.verdict, after=after.verdict,
        )  # fmt: skip


def more_of_the_numerator(aimed: Aimed, target: Target, choose: Choose) -> Observations | None:
    """The data with a larger figure of the numerator; ``None`` where none can be larger."""
    cells = aimed.observations.cells
    places = [number for number, _ in _raisable(aimed.plan, target, cells)]
    if not places or target.threshold.is_range or target.comparator == "=":
        return None
    number = places[choose(0, len(places) - 1)]
    most = _room(aimed.plan, cells, number)
    if most < 1:
        return None
    cell = attrs.evolve(cells[number], value=cells[number].value + choose(1, most))
    return attrs.evolve(aimed.observations, cells=(*cells[:number], cell, *cells[number + 1 :]))


def _raisable(plan: Plan, target: Target, cells: Sequence[Cell]) -> Iterator[tuple[int, Cell]]:
    """The cells of measures that add to the numerator alone, and to the value of now."""
    above, below = target.indicator.numerator, target.indicator.denominator
    if not isinstance(above, Sum):
        return
    adding = {name for factor, name, _ in above.terms if factor > 0}
    adding -= {name for factor, name, _ in above.terms if factor < 0} | set(below.measures())
    since = _after_base(plan, target, cells)
    for number, cell in enumerate(cells):
        if cell.measure in adding and (since is None or cell.period.end >= since):
            yield number, cell


def _after_base(plan: Plan, target: Target, cells: Sequence[Cell]) -> date | None:
    if target.threshold.change is None:
        return None
    base = base_period(plan, target, max(cell.period.end for cell in cells))
    return None if base is None else base.end + timedelta(days=1)


def _room(plan: Plan, cells: Sequence[Cell], number: int) -> int:
    """How much larger a figure may be, so that its report is read and breaks no check."""
    own = cells[number]
    place = (own.organisation, own.period, own.members)
    report = {c.measure: c.value for c in cells if (c.organisation, c.period, c.members) == place}
    grains = dict.fromkeys(report, Fraction(1))
    rooms = [
        (each.constant + sum(factor * report[name] for name, factor in each.terms))
        // -each.factor(own.measure)
        for each in of_reports(plan, report, grains)
        if each.factor(own.measure) < 0
    ]
    return min(20, *map(int, rooms)) if rooms else 20


# --- order ----------------------------------------------------------------------------------------


def order_is_nothing(
    drawn: tuple[Observations, int], *, judge: Judge, plan: Plan, other: Plan, language: Language
) -> None:
    """The order of rows and of statements changes no finding.

    :param drawn: the data, and what says how they are shuffled.
    :param other: the plan of the same statements in another order.
    """
    observations, seed = drawn
    shuffled = _shuffled(observations, Random(seed))
    day = max((cell.period.end for cell in observations.cells), default=None)
    if day is None:
        return
    first, second = (
        sorted(judge(one, data, day), key=_finding_key)
        for one, data in ((plan, observations), (other, shuffled))
    )
    for one, two in zip(first, second, strict=True):
        if _told(one) != _told(two):
            raise LawBroken(
                "order-matters", language, id=one.target, data=f"{_told(one)}\n{_told(two)}"
            )


def _finding_key(each: Finding) -> tuple[str, str, str, str]:
    return each.rule, each.target, each.date.isoformat(), each.organisation


def _told(each: Finding) -> tuple[object, ...]:
    return each.target, each.date, each.verdict, each.numerator, each.denominator, each.missing


def _shuffled(observations: Observations, random: Random) -> Observations:
    cells, names = list(observations.cells), list(observations.organisations or {})
    random.shuffle(cells)
    random.shuffle(names)
    register = observations.organisations or {}
    return attrs.evolve(
        observations, cells=tuple(cells), organisations={name: register[name] for name in names}
    )


# --- schools put together -------------------------------------------------------------------------


def parts_of(observations: Observations, names: Sequence[str]) -> tuple[Observations, Observations]:
    """What some schools reported, and what the others did."""
    mine = tuple(cell for cell in observations.cells if cell.organisation in names)
    others = tuple(cell for cell in observations.cells if cell.organisation not in names)
    return attrs.evolve(observations, cells=mine), attrs.evolve(observations, cells=others)


# --- verdicts -------------------------------------------------------------------------------------


@attrs.frozen
class Reach:
    """Which verdicts the targets of a plan can come to.

    :param why: by verdict, why a target does not come to it.
    """

    reached: Mapping[Verdict, str]
    why: Mapping[Verdict, CannotAim]

    def all_reached(self, plan: Plan, excepted: Mapping[str, str], language: Language) -> None:
        """Every verdict that the rules lead to is reached, or it is said why not."""
        missing = [each for each in VERDICTS if each not in self.reached]
        for verdict in missing:
            if verdict not in excepted and verdict not in _without(plan):
                why = self.why[verdict].text(language) if verdict in self.why else ""
                raise LawBroken("verdict-not-reached", language, verdict=verdict, why=why)
        for name in excepted:
            if name in self.reached:
                raise LawBroken("excepted-for-nothing", language, id=name, law="not_reached")


def _without(plan: Plan) -> set[Verdict]:
    """The verdicts that nothing in a plan speaks of: no waiver, no parent's number, no line."""
    found: set[Verdict] = set()
    if not plan.waivers:
        found.add("waived")
    if not any(each.threshold.from_parent for each in plan.targets):
        found.add("unset")
    if not any(each.baseline or each.milestone_before for each in plan.targets):
        found |= {"on_track", "behind"}
    return found
