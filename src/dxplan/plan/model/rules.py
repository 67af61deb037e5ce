"""Targets, tasks, duties, checks and waivers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Literal

import attrs

from dxplan.plan.model.declared import Unit
from dxplan.plan.model.indicators import Condition, Indicator, Sum
from dxplan.shown import Shown
from dxplan.source import Placed
from dxplan.values.comparators import Comparator
from dxplan.values.durations import Duration
from dxplan.values.periods import Period, Step
from dxplan.values.scopes import Dimension, Member, Scope

ChangeKind = Literal["increases", "decreases", "adds", "drops", "times", "keeps"]


@attrs.frozen(repr=False)
class Change(Shown):
    """How a threshold is counted from an earlier value of the same indicator, its base.

    :param low: how much: 10 of ``increases 10%``, 2 of ``reaches 2 times``; 1 for ``keeps``.
    :param high: the upper end of a range.
    :param comparator: as it was written: ``increases over 10%`` is ``>``, and so is ``decreases
        over 10%``, whose threshold has ``<``.
    :param since: the period whose value is the base; ``None`` for the step before.
    :param text: the same as a part of an id.
    """

    kind: ChangeKind
    low: Fraction
    high: Fraction | None = None
    comparator: Comparator = ">="
    since: Period | None = None
    text: str = ""

    @property
    def is_relative(self) -> bool:
        """Whether it is a part or a multiple of the base, which then cannot be nothing."""
        return self.kind in ("increases", "decreases", "times")

    @property
    def is_downward(self) -> bool:
        """Whether the value is to be less than the base."""
        return self.kind in ("decreases", "drops")

    def bound(self, amount: Fraction, base: Fraction) -> Fraction:
        """The number that a base makes of an amount, in the unit of the base.

        >>> Change("decreases", Fraction(20)).bound(Fraction(20), Fraction(50))
        Fraction(40, 1)
        """
        match self.kind:
            case "increases":
                return base * (100 + amount) / 100
            case "decreases":
                return base * (100 - amount) / 100
            case "adds":
                return base + amount
            case "drops":
                return base - amount
        return base * amount


@attrs.frozen(repr=False)
class Threshold(Shown):
    """What the value is compared with, in the indicator's own terms.

    ``unit`` is ``%`` (then ``low``/``high`` are percents: 5 stands for 5%), ``rank`` for a place,
    or the unit of a count. A range has ``low`` and ``high`` and no comparator of its own (``>=``
    low and ``<=`` high). With ``from_parent`` both are ``None``: another document sets the number.
    With ``change`` they are ``None`` in a rule, and in a finding what a known base makes of them.

    :param per: what a rate is counted for: 10,000 of "doctors per 10,000 people".
    """

    comparator: Comparator
    low: Fraction | None
    high: Fraction | None = None
    unit: str = "%"
    from_parent: bool = False
    word: str = "GE"
    change: Change | None = None
    per: Fraction = Fraction(1)

    @property
    def is_range(self) -> bool:
        """Whether it has two ends."""
        return self.high is not None or (self.change is not None and self.change.high is not None)

    def quotient(self, value: Fraction) -> Fraction:
        """A threshold number as a plain quotient: 5 of 5% as 1/20."""
        return value / 100 if self.unit == "%" else value / self.per

    def in_unit(self, quotient: Fraction) -> Fraction:
        """A plain quotient as a threshold number: 1/20 as 5 of 5%."""
        return quotient * 100 if self.unit == "%" else quotient * self.per


TimeKind = Literal["by", "before", "in", "from", "every", "within", "always"]
Origin = Literal["fact", "task", "deadline", "end"]


@attrs.frozen(repr=False)
class Within(Shown):
    """A deadline that is counted from something; the day of that something is not counted.

    :param origin: the first day on which a fact holds, the day on which a task was done, the
        deadline of a task, or the end of a duty's step.
    :param name: of the fact or task; empty for the end of a step.
    """

    duration: Duration
    origin: Origin
    name: str = ""


@attrs.frozen(repr=False)
class Timing(Shown):
    """When a rule is judged.

    :param start: first day on which it holds (``from``, ``in``) or from which steps count
        (``every``), else ``None``.
    :param end: last day that is still in time (``by``, ``before``, ``in``), or on which a ``from``
        or ``every`` ends.
    :param step: of ``every``.
    :param within: what the deadline of ``within`` is counted from.
    :param span_of_days: the interval that the literal of ``by`` and ``in`` names (year 2025); for
        ``before D`` the last day that is still in time. It fixes how long a flow is added up.
    """

    kind: TimeKind
    start: date | None = None
    end: date | None = None
    step: Step | None = None
    span_of_days: Period | None = None
    text: str = ""
    within: Within | None = None


@attrs.frozen(repr=False)
class Baseline(Shown):
    """A known earlier value, in the unit of the threshold: where the line to the target begins."""

    value: Fraction
    on: date


@attrs.frozen(repr=False)
class Target(Placed):
    """One threshold, for one scope, at one time.

    :param id: ``indicator.member.kind.time``, unique in its plan.
    :param scope: one member for some dimensions.
    :param excluded: members whose cells leave numerator and denominator.
    :param superseded_on: first day on which a later milestone of the same indicator and scope
        rules.
    :param each: a register column every group of which must keep the threshold: ``commune``,
        ``organisation`` for every single one; empty for all together.
    :param milestone_before: id of the milestone before this one, where the line begins.
    """

    id: str
    indicator: Indicator
    scope: Scope
    threshold: Threshold
    time: Timing
    lead: tuple[Unit, ...] = ()
    cooperating: tuple[Unit, ...] = ()
    excluded: tuple[Member, ...] = ()
    when: Condition | None = None
    when_text: str = ""
    cite: str = ""
    baseline: Baseline | None = None
    superseded_on: date | None = None
    milestone_before: str | None = None
    assumptions: tuple[str, ...] = ()
    note: str = ""
    each: str = ""

    @property
    def comparator(self) -> Comparator:
        """The comparator of its threshold."""
        return self.threshold.comparator

    @property
    def low(self) -> Fraction | None:
        """The number of its threshold; the lower one of a range."""
        return self.threshold.low

    @property
    def high(self) -> Fraction | None:
        """The upper number of a range."""
        return self.threshold.high


@attrs.frozen(repr=False)
class Pledge(Placed):
    """A plan's promise to ask for no less than its parent, wherever both speak of the same.

    The same is: one indicator, and the same members or a part of them. What the parent asks for
    and the plan leaves out is no matter of the promise.
    """

    lead: tuple[Unit, ...] = ()
    cooperating: tuple[Unit, ...] = ()
    cite: str = ""
    assumptions: tuple[str, ...] = ()
    note: str = ""


@attrs.frozen(repr=False)
class Recurrence(Shown):
    """When a duty falls due: at the end of every step, or on a day counted from or inside it.

    :param step: ``None`` when it falls due after every event of a fact (then with ``within``).
    :param day: day of the month, or ``None`` for the last day of the step.
    :param inclusive: whether that day is still in time (``by day 20``) or not (``before day 20``).
    :param month: month of the year that the day lies in (``every year before day 15 of month 6``);
        ``None`` means the last month of the step.
    :param within: how long after the end of the step, or after an event, it falls due.
    """

    step: Step | None
    day: int | None = None
    inclusive: bool = True
    month: int | None = None
    within: Within | None = None


@attrs.frozen(repr=False)
class Task(Placed):
    """A piece of work that is done once.

    ``time.kind`` is ``always`` when the document gives no time: standing work.
    """

    id: str
    title: str
    time: Timing
    lead: tuple[Unit, ...] = ()
    cooperating: tuple[Unit, ...] = ()
    by: tuple[Unit, ...] = ()
    to: tuple[Unit, ...] = ()
    when: Condition | None = None
    when_text: str = ""
    cite: str = ""
    assumptions: tuple[str, ...] = ()
    note: str = ""
    alias: str | None = None


@attrs.frozen(repr=False)
class Duty(Placed):
    """Work that falls due again and again.

    Each unit in ``by`` (or, without it, ``lead``) owes it.
    """

    id: str
    title: str
    recurrence: Recurrence
    start: date | None = None
    end: date | None = None
    lead: tuple[Unit, ...] = ()
    cooperating: tuple[Unit, ...] = ()
    by: tuple[Unit, ...] = ()
    to: tuple[Unit, ...] = ()
    when: Condition | None = None
    when_text: str = ""
    cite: str = ""
    assumptions: tuple[str, ...] = ()
    note: str = ""
    text: str = ""
    alias: str | None = None


@attrs.frozen(repr=False)
class Check(Placed):
    """A relation between sums that data of one organisation in one period must satisfy."""

    left: Sum
    comparator: Comparator
    right: Sum
    title: str = ""
    cite: str = ""
    text: str = ""
    note: str = ""


@attrs.frozen(repr=False)
class Waiver(Placed):
    """A target that is not judged until a day, with the reason and the citation that allow it."""

    indicator: str
    scope: Scope
    until: date
    because: str
    cite: str = ""

    def covers(self, target: Target, on: date, dimensions: Mapping[str, Dimension]) -> bool:
        """Whether it covers a target on a judgement date.

        Same indicator, and for every member it names that one or a part of it: who need not teach
        online in secondary schools need not do so in lower secondary ones.
        """
        if target.indicator.name != self.indicator or on > self.until:
            return False
        mine = dict(target.scope)
        return all(
            dimension in mine and dimensions[dimension].within(mine[dimension], member)
            for dimension, member in self.scope
        )
