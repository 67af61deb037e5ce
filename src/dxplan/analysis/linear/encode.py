"""A target on a day as a formula over the sums."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction

import attrs

from dxplan.analysis.linear.cells import Outside
from dxplan.analysis.linear.forms import (
    FAILS,
    HOLDS,
    AtLeast,
    Compared,
    Constant,
    Figure,
    Formula,
    Linear,
    Truth,
    all_of,
    any_of,
    negated,
)
from dxplan.analysis.linear.terms import Place, Terms
from dxplan.analysis.linear.times import Rule, base_of, moment_of
from dxplan.analysis.results import Undecided
from dxplan.engine.moments import Moment, rules_on
from dxplan.plan.model import (
    Attains,
    Change,
    Comparator,
    Condition,
    Conjunction,
    Disjunction,
    Holds,
    Indicator,
    Met,
    Negation,
    Plan,
    SomeOf,
    Target,
    Threshold,
)
from dxplan.territories import DISTRICT_LEVEL_ENDED
from dxplan.values.periods import Period

GROUP = "group"
"""The name of what says that a second group is there."""


@attrs.frozen
class Encoded:
    """A rule on a day.

    :param numerator: the two sums over everybody; without terms for a rule that is no inequality.
    :param applies: whether its condition holds.
    :param divides: whether there is anything to divide by, or to count a change from.
    :param kept: the comparison itself.
    :param within: of a share, that its numerator is between 0 and its denominator.
    :param undecided: why it is no linear inequality; it then stands for itself.
    :param of_nobody: whether its scope leaves nobody whom it asks for anything: it binds nothing.
    """

    rule: Rule
    moment: Moment
    numerator: Linear
    denominator: Linear
    applies: Formula
    divides: Formula
    kept: Formula
    within: Formula = HOLDS
    undecided: Undecided | None = None
    of_nobody: bool = False

    @property
    def complies(self) -> Formula:
        """That figures do not break the rule."""
        return any_of([negated(self.applies), negated(self.divides), self.kept])

    @property
    def met(self) -> Formula:
        """That figures keep the rule, and that it applies to them."""
        return all_of([self.applies, self.divides, self.kept])

    @property
    def missed(self) -> Formula:
        """That figures break the rule."""
        return all_of([self.applies, self.divides, negated(self.kept)])


def encode(terms: Terms, rule: Rule, day: date) -> Encoded:
    """A rule on a day; one that is no linear inequality stands for itself."""
    moment = moment_of(rule, day)
    try:
        return _Encoder(terms, rule.plan, moment).rule(rule)
    except Outside as outside:
        return _opaque(terms, rule, moment, outside)


@attrs.frozen
class _Encoder:
    terms: Terms
    plan: Plan
    moment: Moment

    # --- a target ---------------------------------------------------------------------------------

    def rule(self, rule: Rule) -> Encoded:
        target = rule.target
        numerator, denominator = self.sums(target.indicator, target)
        applies = HOLDS if target.when is None else self.condition(target.when)
        of_nobody = not self.terms.asks_anybody(self.place_of(target), target.indicator)
        somebody = FAILS if of_nobody else self.somebody(target)
        divisible = all_of([divides(denominator), somebody])
        kept: Formula
        if target.each:
            kept = all_of(self.every_group(target))
        elif target.threshold.change is not None:
            base, known = self.base(rule)
            divisible = all_of([divisible, known])
            kept = self.changed(target, numerator, base)
        else:
            kept = keeps(target.threshold, numerator, denominator)
        whole = within(target.indicator, numerator, denominator)
        return Encoded(
            rule,
            self.moment,
            numerator,
            denominator,
            applies,
            divisible,
            kept,
            whole,
            of_nobody=of_nobody,
        )

    def place_of(self, target: Target, group: int = 0) -> Place:
        """Where the sums of a target are taken."""
        return Place(self.plan, self.moment, target.scope, target.excluded, group)

    def somebody(self, target: Target) -> Formula:
        """That anybody is asked: a count of nothing, by nobody, is not judged."""
        if target.indicator.kind != "count" or not self.terms.counts:
            return HOLDS
        asked = Linear()
        for group in self.terms.groups:
            place = self.place_of(target, group)
            asked = asked + self.terms.asked(place, target.indicator.measures())
        return compared(asked, ">")

    def sums(self, indicator: Indicator, target: Target | None) -> tuple[Linear, Linear]:
        """The two sums of an indicator over all groups."""
        if len(self.terms.groups) == 1:
            return self.sums_in(indicator, target, 0)
        numerator, denominator = Linear(), Linear()
        for group in self.terms.groups:
            n, d = self.sums_in(indicator, target, group)
            numerator, denominator = numerator + n, denominator + d
        # Constants of an expression count once for all together.
        extra = len(self.terms.groups) - 1
        for_n = getattr(indicator.numerator, "constant", Fraction(0)) * extra
        for_d = getattr(indicator.denominator, "constant", Fraction(0)) * extra
        return (
            numerator.minus(Linear(constant=for_n)),
            denominator.minus(Linear(constant=for_d)),
        )

    def sums_in(
        self, indicator: Indicator, target: Target | None, group: int
    ) -> tuple[Linear, Linear]:
        place = (
            Place(self.plan, self.moment, group=group)
            if target is None
            else self.place_of(target, group)
        )
        return (
            self.terms.quantity(place, indicator.numerator),
            self.terms.quantity(place, indicator.denominator),
        )

    # --- thresholds -------------------------------------------------------------------------------

    def every_group(self, target: Target) -> Iterator[Formula]:
        """That every group that is there keeps the threshold."""
        if target.each != self.terms.column:
            raise Outside("several-groupings", column=target.each)
        if target.each == "district" and self.moment.on > DISTRICT_LEVEL_ENDED:
            raise Outside("districts-ended")
        if target.threshold.change is not None or not _closed_under_joining(target):
            raise Outside("each-group-at-most", column=target.each)
        for group in self.terms.groups:
            numerator, denominator = self.sums_in(target.indicator, target, group)
            absent = negated(divides(denominator))
            there = HOLDS if group == 0 else Truth(GROUP)
            kept = keeps(target.threshold, numerator, denominator)
            yield any_of([negated(there), absent, kept])

    def base(self, rule: Rule) -> tuple[Linear, Formula]:
        """The earlier value of a count that a change starts from, and that it is one."""
        target = rule.target
        change = target.threshold.change
        assert change is not None
        if target.indicator.kind != "count" or target.indicator.ranked:
            raise Outside("change-of-a-quotient")
        then = base_of(rule, self.moment.on)
        assert then is not None
        if target.baseline is not None and target.baseline.on == then.on:
            base = Linear(constant=target.baseline.value)
        else:
            base, _ = _Encoder(self.terms, self.plan, then).sums(target.indicator, target)
        return base, compared(base, ">") if change.is_relative else HOLDS

    def changed(self, target: Target, numerator: Linear, base: Linear) -> Formula:
        """That a count has changed as much as it should."""
        threshold, change = target.threshold, target.threshold.change
        assert change is not None
        first = _bound(change, change.low, base)
        if change.high is None:
            return compared(numerator.minus(first), threshold.comparator)
        second = _bound(change, change.high, base)
        low, high = (second, first) if change.is_downward else (first, second)
        return all_of([compared(numerator.minus(low), ">="), compared(numerator.minus(high), "<=")])

    # --- conditions -------------------------------------------------------------------------------

    def condition(self, condition: Condition) -> Formula:
        """A condition of a rule."""
        match condition:
            case Negation(operand):
                return negated(self.condition(operand))
            case Conjunction(operands):
                return all_of([self.condition(each) for each in operands])
            case Disjunction(operands):
                return any_of([self.condition(each) for each in operands])
            case SomeOf(count, operands):
                return AtLeast(count, tuple(self.condition(each) for each in operands))
            case Holds(name):
                return self.fact(name)
            case Attains():
                return self.attains(condition)
            case _:
                assert isinstance(condition, Met), "INVARIANT: others are about organisations"
                return self.target_met(condition)

    def fact(self, name: str) -> Formula:
        """Whether a fact holds on the day: the rules say so, or it may hold or not."""
        fact = self.plan.facts[name]
        if fact.holds is None:
            return Truth(name, self.moment.on.isoformat())
        first, last = fact.holds
        return Constant(first <= self.moment.on and (last is None or self.moment.on <= last))

    def attains(self, atom: Attains) -> Formula:
        numerator, denominator = self.sums(atom.indicator, None)
        form = numerator.minus(denominator, atom.quotient)
        return all_of([divides(denominator), compared(form, atom.comparator)])

    def target_met(self, atom: Met) -> Formula:
        """That every target which rules on the day is met."""
        ruling = [
            each
            for each in self.plan.targets
            if (each.indicator.name, each.scope) == (atom.indicator, atom.scope)
            and rules_on(each, self.moment.on)
        ]
        if not ruling or any(each.when is not None or each.each for each in ruling):
            raise Outside("condition-on-a-target")
        met: list[Formula] = []
        for each in ruling:
            rule = Rule(self.plan, each)
            if not rule.has_number or self.plan.waivers_of(each, self.moment.on):
                raise Outside("condition-on-a-target")
            moment = moment_of(rule, self.moment.on)
            encoded = _Encoder(self.terms, self.plan, moment).rule(rule)
            if encoded.of_nobody:
                # It is neither met nor missed: a condition on it is never decided
                raise Outside("condition-on-a-target")
            met.append(encoded.met)
        return all_of(met)


def divides(denominator: Linear) -> Formula:
    """That there is something to divide by; a count is divided by one."""
    return compared(denominator, ">")


def within(indicator: Indicator, numerator: Linear, denominator: Linear) -> Formula:
    """That the numerator of a share is a part of its denominator."""
    if indicator.kind != "share":
        return HOLDS
    return all_of([compared(numerator, ">="), compared(denominator.minus(numerator), ">=")])


def keeps(threshold: Threshold, numerator: Linear, denominator: Linear) -> Formula:
    """That a quotient keeps a threshold."""

    def stands(comparator: Comparator, number: Fraction) -> Formula:
        return compared(numerator.minus(denominator, threshold.quotient(number)), comparator)

    assert threshold.low is not None, "INVARIANT: an unset threshold binds nothing"
    if threshold.high is not None:
        return all_of([stands(">=", threshold.low), stands("<=", threshold.high)])
    return stands(threshold.comparator, threshold.low)


def _bound(change: Change, amount: Fraction, base: Linear) -> Linear:
    """The number that a base makes of an amount; it grows with the base in a straight line."""
    at_nothing = change.bound(amount, Fraction(0))
    slope = change.bound(amount, Fraction(1)) - at_nothing
    return base.scaled(slope) + Linear(constant=at_nothing)


def compared(form: Linear, comparator: Comparator) -> Formula:
    """A comparison with 0, answered at once where there is nothing to vary."""
    if form.terms:
        return Compared(form, comparator)
    holds: dict[Comparator, Callable[[Fraction], bool]] = {
        ">=": lambda value: value >= 0,
        ">": lambda value: value > 0,
        "<=": lambda value: value <= 0,
        "<": lambda value: value < 0,
        "=": lambda value: value == 0,
    }
    return Constant(holds[comparator](form.constant))


def _closed_under_joining(target: Target) -> bool:
    """Whether two groups that keep a threshold, taken together, keep it as well.

    Then one group and all others together stand for any number of groups.
    """
    threshold, indicator = target.threshold, target.indicator
    if indicator.kind == "share":
        return True
    return (
        indicator.kind == "count"
        and threshold.high is None
        and threshold.comparator in (">=", ">")
        and threshold.low is not None
        and threshold.low >= 0
    )


# --- what is no inequality ------------------------------------------------------------------------


def _opaque(terms: Terms, rule: Rule, moment: Moment, outside: Outside) -> Encoded:
    """A rule that stands for itself: the same one, in whatever plan, is the same."""
    target = rule.target
    undecided = Undecided(outside.code, outside.params, target)
    indicator, threshold = target.indicator, target.threshold
    keys = [terms.keys.get((rule.plan.id, name), name) for name in indicator.measures()]
    about = (
        indicator.kind, indicator.numerator, indicator.denominator, tuple(keys),
        tuple(target.scope), sorted((m.dimension, m.name) for m in target.excluded),
        target.when, target.each,
    )  # fmt: skip
    if (
        threshold.change is None
        and not target.each
        and target.when is None
        and threshold.low is not None
    ):
        return _quotient(rule, moment, repr(about), undecided)
    asked = attrs.evolve(threshold, word="")
    text = repr((about, asked, moment.window if _adds_up(rule) else ""))
    kept = Truth(text, moment.on.isoformat(), opaque=True)
    nothing = Linear()
    return Encoded(rule, moment, nothing, nothing, HOLDS, HOLDS, kept, undecided=undecided)


def _quotient(rule: Rule, moment: Moment, about: str, undecided: Undecided) -> Encoded:
    """Two sums of which only is known what every indicator of the kind has."""
    target = rule.target
    days = moment.window if _adds_up(rule) else Period(moment.on, moment.on)
    numerator = Linear({Figure(f"n {about}", (), days, whole=False): Fraction(1)})
    denominator = Linear({Figure(f"d {about}", (), days, whole=False): Fraction(1)})
    if target.indicator.kind == "count":
        denominator = Linear(constant=Fraction(1))
    return Encoded(
        rule,
        moment,
        numerator,
        denominator,
        HOLDS,
        divides(denominator),
        keeps(target.threshold, numerator, denominator),
        within(target.indicator, numerator, denominator),
        undecided,
    )


def _adds_up(rule: Rule) -> bool:
    measures = rule.plan.measures
    return any(
        name in measures and measures[name].flow for name in rule.target.indicator.measures()
    )
