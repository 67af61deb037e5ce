"""The number behind ``>= parent``: what the plan above sets, and which of its numbers is meant.

Numbers come from the rules of the plan above, when it is loaded, and from plugins that know no
more of a document than a number. Neither of the two goes before the other: where they differ, or
where several numbers rule while a target is judged, none is taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from dxplan.messages import Phrase
from dxplan.plan.environment import ParentThreshold
from dxplan.plan.model import Comparator, Indicator, Plan, Target, Threshold
from dxplan.values.numbers import exact_text
from dxplan.values.periods import Period

if TYPE_CHECKING:
    from dxplan.plan.book import Book


@attrs.frozen
class Above:
    """What is known of the plan above.

    :param name: as it is named behind ``parent``; empty for a plan that names none.
    :param plan: its rules, when a number of theirs is asked for.
    :param thresholds: its numbers that plugins know.
    :param loaded: whether its rules can be loaded; they are when something here asks for them.
    """

    name: str = ""
    plan: Plan | None = None
    thresholds: tuple[ParentThreshold, ...] = ()
    loaded: bool = False


@attrs.frozen
class _Number:
    """One number, what it is compared by, and the days on which it rules.

    :param source: the target that sets it.
    :param first: ``None`` is any day before ``last``; ``last`` likewise.
    """

    value: Fraction
    unit: str
    comparator: Comparator
    source: str
    first: date | None = None
    last: date | None = None

    @property
    def same(self) -> object:
        """Equal for numbers that ask for the same."""
        return self.comparator, self.value / 100 if self.unit == "%" else self.value

    def __str__(self) -> str:
        unit = "%" if self.unit == "%" else ""
        return f"{self.comparator} {exact_text(self.value)}{unit} ({self.source})"


def set_by_parent(book: Book, target: Target) -> Threshold:
    """The threshold of a target with the number of the plan above; without one it stays open.

    A target is never laxer on the line than the plan above: ``>= parent`` is ``>`` where that
    says ``>``.
    """
    above, threshold = book.above, target.threshold
    if above.plan is not None and not _counts_the_same(above.plan, target.indicator):
        book.say(
            "parent-other-indicator", target.span, name=above.name, indicator=target.indicator.name
        )
        return threshold
    judged = _judged(target, book.period)
    ruling = (*_ruling(_of_plan(above.plan, target), judged), *_of_plugins(above, target))
    numbers = list({number.same: number for number in ruling}.values())
    if len(numbers) > 1:
        listed = ", ".join(map(str, numbers))
        book.say("parent-number-unclear", target.span, name=above.name, numbers=listed)
    elif not numbers and (hint := _what_it_sets(above, target)) is not None:
        book.say("parent-no-number", target.span, name=above.name, id=target.id, hint=hint)
    if len(numbers) != 1:
        return threshold
    (number,) = numbers
    return attrs.evolve(threshold, comparator=number.comparator, low=number.value, unit=number.unit)


def _counts_the_same(plan: Plan, indicator: Indicator) -> bool:
    """Whether the plan above, where it has the indicator, means the same quotient by it."""
    other = plan.indicators.get(indicator.name)
    return other is None or _quotient(other) == _quotient(indicator)


def _quotient(indicator: Indicator) -> object:
    return (
        indicator.kind, indicator.numerator, indicator.denominator, indicator.per,
        indicator.measured_in,
    )  # fmt: skip


def _of_plan(plan: Plan | None, target: Target) -> list[_Number]:
    """The numbers of the rules of the plan above that are about the same as a target."""
    found = []
    for other in () if plan is None else plan.targets:
        taken = _taken(target.threshold, other.threshold) if _is_about(other, target) else None
        if taken is not None:
            value, comparator = taken
            first, last = _ruled(other)
            unit = other.threshold.unit
            found.append(_Number(value, unit, comparator, other.id, first, last))
    return found


def _is_about(other: Target, target: Target) -> bool:
    return (
        other.indicator.name == target.indicator.name
        and other.scope == target.scope
        and set(other.excluded) == set(target.excluded)
        and other.each == target.each
    )


def _of_plugins(above: Above, target: Target) -> list[_Number]:
    found = []
    for given in above.thresholds:
        if (given.indicator, given.scope) == (target.indicator.name, target.scope):
            comparator = _joined(target.comparator, given.comparator)
            if comparator is not None:
                found.append(_Number(given.value, given.unit, comparator, "thresholds"))
    return found


def _taken(own: Threshold, other: Threshold) -> tuple[Fraction, Comparator] | None:
    """The number that a comparator takes of another threshold, and how it is compared then."""
    if other.low is None:
        return None
    if other.high is not None:
        if own.comparator == "=":
            return None
        return (other.low if own.comparator in (">=", ">") else other.high), own.comparator
    comparator = _joined(own.comparator, other.comparator)
    return None if comparator is None else (other.low, comparator)


def _joined(own: Comparator, other: Comparator | None) -> Comparator | None:
    """The stricter of two comparators of one direction; ``None`` when they look apart.

    >>> _joined(">=", ">"), _joined("<=", ">"), _joined(">=", None)
    ('>', None, '>=')
    """
    if other is None or own == "=" or other == "=":
        return own
    if own[0] != other[0]:
        return None
    return own if len(own) == 1 else other


# --- which of several -----------------------------------------------------------------------------


def _judged(target: Target, period: Period | None) -> tuple[date | None, date | None]:
    """The first and the last day of which a target must know its number: its deadline, if any."""
    time = target.time
    if time.kind in ("by", "before", "in"):
        return time.end, time.end
    first = time.start or (None if period is None else period.start)
    return first, time.end or (None if period is None else period.end)


def _ruled(target: Target) -> tuple[date | None, date | None]:
    """The first and the last day on which a target of the plan above rules.

    A deadline rules from its day on until the next milestone comes.
    """
    time = target.time
    if time.kind in ("by", "before"):
        after = target.superseded_on
        return time.end, None if after is None else after - timedelta(days=1)
    return time.start, time.end


def _ruling(
    numbers: Sequence[_Number], judged: tuple[date | None, date | None]
) -> Iterable[_Number]:
    """The numbers that rule while a target is judged, or else those that come first after it.

    As ``met`` does: the last milestone whose deadline has come, or the first one.
    """
    first, last = judged
    now = [number for number in numbers if _rules(number, first, last)]
    if now or last is None:
        return now
    later = [number for number in numbers if number.first is not None and number.first > last]
    soonest = min((number.first for number in later if number.first), default=None)
    return [number for number in later if number.first == soonest]


def _rules(number: _Number, first: date | None, last: date | None) -> bool:
    begun = number.first is None or last is None or number.first <= last
    return begun and (number.last is None or first is None or number.last >= first)


def _what_it_sets(above: Above, target: Target) -> Phrase | None:
    """What the plan above sets for the indicator; ``None`` when nobody knows its rules."""
    name = target.indicator.name
    targets = () if above.plan is None else above.plan.targets
    found = [f"`{other.id}`" for other in targets if other.indicator.name == name]
    found += [
        f"`{given.comparator or ''} {exact_text(given.value)}`"
        for given in above.thresholds
        if (given.indicator, given.scope) == (name, target.scope)
    ]
    if found:
        return Phrase("parent-sets", {"targets": ", ".join(found)})
    return None if above.plan is None else Phrase("parent-sets-nothing", {"indicator": name})
