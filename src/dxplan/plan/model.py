"""The bound model: what a plan means once every name in it has been resolved.

Frozen, exact, no I/O.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Literal, TypeAlias

import attrs

from dxplan.source import Span
from dxplan.values.calendars import MINISTRY, Calendar
from dxplan.values.periods import Period, Step
from dxplan.values.scopes import Dimension, Member, Scope

Comparator = Literal[">=", ">", "<=", "<", "="]
AdminLevel = Literal["nation", "province", "district", "commune", "school"]


@attrs.frozen
class _Placed:
    """Whatever stands somewhere in rule text, or nowhere when a plugin made it."""

    span: Span | None = attrs.field(default=None, eq=False, repr=False, kw_only=True)


@attrs.frozen
class Unit(_Placed):
    """A responsible unit, with the days on which it exists.

    :param successors: names of the units that took over its work after ``until``.
    """

    name: str
    title: str = ""
    level: AdminLevel | None = None
    since: date | None = None
    until: date | None = None
    successors: tuple[str, ...] = ()
    note: str = ""
    alias: str | None = None
    also: tuple[str, ...] = ()
    cite: str = ""

    def exists_on(self, day: date) -> bool:
        """Whether it exists on a day."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


@attrs.frozen
class Measure(_Placed):
    """What organisations report: a whole number, an amount, or (as a flag) yes and no.

    :param dimensions: names of the dimensions it is broken down by.
    :param flow: whether it adds up over time; a stock is what is true on a day.
    :param kind: ``count`` (a whole number), ``amount`` (any decimal) or ``flag`` (0 or 1).
    :param reported_by: members of organisation dimensions; only organisations that carry one of
        them are expected to report it. Empty: every organisation is.
    """

    name: str
    title: str = ""
    alias: str | None = None
    also: tuple[str, ...] = ()
    dimensions: tuple[str, ...] = ()
    flow: bool = False
    kind: Literal["count", "amount", "flag"] = "count"
    measured_in: str = ""
    reported_by: tuple[Member, ...] = ()
    note: str = ""


@attrs.frozen
class Fact(_Placed):
    """Something that holds from a day on, or for a time, or of which the rules do not say when.

    :param holds: when it is known to hold; days before it, it is known not to. ``None``: events
        say.
    """

    name: str
    title: str = ""
    holds: tuple[date, date | None] | None = None
    cite: str = ""
    alias: str | None = None
    also: tuple[str, ...] = ()
    note: str = ""


# --- indicators -----------------------------------------------------------------------------------


@attrs.frozen
class Holds:
    """A flag (of an organisation) or a fact (of the plan) that must hold."""

    name: str


@attrs.frozen
class Compares:
    """An organisation's measure held against a number."""

    name: str
    comparator: Comparator
    value: Fraction


@attrs.frozen
class Negation:
    """Not the operand."""

    operand: Condition


@attrs.frozen
class Conjunction:
    """All operands."""

    operands: tuple[Condition, ...]


@attrs.frozen
class Disjunction:
    """At least one operand."""

    operands: tuple[Condition, ...]


Condition: TypeAlias = Holds | Compares | Negation | Conjunction | Disjunction


@attrs.frozen
class Sum:
    """A linear combination of measures and a constant: ``2 * a - b + 3``.

    A term ``(measure, weight measure)`` stands for the product of both, organisation by
    organisation.

    :param terms: (factor, measure name, weight measure name or ``None``).
    """

    terms: tuple[tuple[Fraction, str, str | None], ...]
    constant: Fraction = Fraction(0)

    def measures(self) -> Iterator[str]:
        """The names of the measures it needs."""
        for _, measure, weight in self.terms:
            yield measure
            if weight is not None:
                yield weight


@attrs.frozen
class Tally:
    """The number of organisations for which a condition holds.

    Without a condition, of all that are asked.
    """

    condition: Condition | None
    measures_needed: tuple[str, ...] = ()

    def measures(self) -> Iterator[str]:
        """The names of the measures and flags it needs."""
        yield from self.measures_needed


Quantity: TypeAlias = Sum | Tally


@attrs.frozen
class Indicator(_Placed):
    """A quotient of two sums over organisations.

    ``kind`` says how numerator and denominator belong together:

    - ``share``: 0 <= numerator <= denominator, for every organisation; thresholds are percentages;
    - ``rate``: the numerator may exceed the denominator; also a mean (over weights or count);
    - ``count``: the denominator is the constant 1; thresholds are plain numbers.

    ``share of schools where X`` is a share of two :class:`Tally`; ``mean of x weighted by w`` is
    the rate of ``Sum(x*w)`` over ``Sum(w)``; ``mean of x`` the rate of ``Sum(x)`` over a
    :class:`Tally` without condition that counts the organisations for which x is known.
    """

    name: str
    kind: Literal["share", "rate", "count"]
    numerator: Quantity
    denominator: Quantity
    title: str = ""
    alias: str | None = None
    also: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    cite: str = ""
    measured_in: str = ""
    note: str = ""
    text: str = ""

    def measures(self) -> tuple[str, ...]:
        """The names of all measures and flags it needs, each once, in order."""
        return tuple(dict.fromkeys((*self.numerator.measures(), *self.denominator.measures())))


# --- rules ----------------------------------------------------------------------------------------


@attrs.frozen
class Threshold:
    """What the value is compared with, in the indicator's own terms.

    ``unit`` is ``%`` (then ``low``/``high`` are percents: 5 stands for 5%) or the unit of a count.
    A range has ``low`` and ``high`` and no comparator of its own (``>=`` low and ``<=`` high).
    With ``from_parent`` both are ``None``: another document sets the number.
    """

    comparator: Comparator
    low: Fraction | None
    high: Fraction | None = None
    unit: str = "%"
    from_parent: bool = False
    word: str = "GE"

    @property
    def is_range(self) -> bool:
        """Whether it has two ends."""
        return self.high is not None

    def quotient(self, value: Fraction) -> Fraction:
        """A threshold number as a plain quotient: 5 of 5% as 1/20."""
        return value / 100 if self.unit == "%" else value


TimeKind = Literal["by", "before", "in", "from", "every", "always"]


@attrs.frozen
class Timing:
    """When a rule is judged.

    :param start: first day on which it holds (``from``, ``in``), else ``None``.
    :param end: last day that is still in time (``by``, ``before``, ``in``), or on which a ``from``
        ends.
    :param step: of ``every``.
    :param span_of_days: the interval that the literal of ``by`` and ``in`` names (year 2025); for
        ``before D`` the last day that is still in time. It fixes how long a flow is added up.
    """

    kind: TimeKind
    start: date | None = None
    end: date | None = None
    step: Step | None = None
    span_of_days: Period | None = None
    text: str = ""


@attrs.frozen
class Baseline:
    """A known earlier value, in the unit of the threshold: where the line to the target begins."""

    value: Fraction
    on: date


@attrs.frozen
class Target(_Placed):
    """One threshold, for one scope, at one time.

    :param id: ``indicator.member.kind.time``, unique in its plan.
    :param scope: one member for some dimensions.
    :param excluded: members whose cells leave numerator and denominator.
    :param superseded_on: first day on which a later milestone of the same indicator and scope
        rules.
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


@attrs.frozen
class Recurrence:
    """When a duty falls due: at the end of every step, or on a day counted inside it.

    :param day: day of the month, or ``None`` for the last day of the step.
    :param inclusive: whether that day is still in time (``by day 20``) or not (``before day 20``).
    :param month: month of the year that the day lies in (``every year before day 15 of month 6``);
        ``None`` means the last month of the step.
    """

    step: Step
    day: int | None = None
    inclusive: bool = True
    month: int | None = None


@attrs.frozen
class Task(_Placed):
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


@attrs.frozen
class Duty(_Placed):
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


@attrs.frozen
class Check(_Placed):
    """A relation between sums that data of one organisation in one period must satisfy."""

    left: Sum
    comparator: Comparator
    right: Sum
    title: str = ""
    cite: str = ""
    text: str = ""
    note: str = ""


@attrs.frozen
class Waiver(_Placed):
    """A target that is not judged until a day, with the reason and the citation that allow it."""

    indicator: str
    scope: Scope
    until: date
    because: str
    cite: str = ""

    def covers(self, target: Target, on: date) -> bool:
        """Whether it covers a target on a judgement date.

        Same indicator, and every member it names.
        """
        if target.indicator.name != self.indicator or on > self.until:
            return False
        mine = dict(target.scope)
        return all(mine.get(dimension) == member for dimension, member in self.scope)


@attrs.frozen
class Document:
    """What is known of the document: issuer, number, date; a draft has no number."""

    number: str | None = None
    issuer: str = ""
    issued: Period | None = None
    draft: bool = False


@attrs.frozen
class Plan(_Placed):
    """One document for one territory and one period, with everything its rules refer to.

    The mappings hold the plan's own declarations and those of the vocabularies it uses, by name.
    """

    id: str
    title: str = ""
    document: Document = attrs.field(factory=Document)
    period: Period | None = None
    parent: str | None = None
    territory: str = ""
    notes: tuple[str, ...] = ()
    calendar: Calendar = MINISTRY
    uses: tuple[str, ...] = ()
    dimensions: Mapping[str, Dimension] = attrs.field(factory=dict)
    measures: Mapping[str, Measure] = attrs.field(factory=dict)
    facts: Mapping[str, Fact] = attrs.field(factory=dict)
    indicators: Mapping[str, Indicator] = attrs.field(factory=dict)
    units: Mapping[str, Unit] = attrs.field(factory=dict)
    targets: tuple[Target, ...] = ()
    tasks: tuple[Task, ...] = ()
    duties: tuple[Duty, ...] = ()
    checks: tuple[Check, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    language: Literal["en", "vi"] = "en"
