"""What is asked of every row of a table: the thresholds of targets, and the plan's checks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

import attrs

from dxplan.engine.material import Key
from dxplan.plan.model import Check, Comparator, Plan, Sum, Target
from dxplan.values.scopes import Dimension


@attrs.frozen
class Form:
    """A sum of measures that is held against 0.

    :param factors: one for every measure of the rule.
    :param is_strict: whether it has to be above 0, not only at least 0.
    """

    factors: tuple[Fraction, ...]
    constant: Fraction
    is_strict: bool = False


@attrs.frozen
class RowRule:
    """What every row has to keep.

    :param id: of the target, or what a check says.
    :param forms: all of which have to hold: two of a range, and of ``=``.
    :param divisor: what has to be above 0 for the rule to say anything, if it divides.
    """

    id: str
    measures: tuple[str, ...]
    forms: tuple[Form, ...]
    divisor: Form | None = None
    target: Target | None = None


def rules_of_rows(plan: Plan) -> tuple[tuple[RowRule, ...], tuple[str, ...]]:
    """The rules that rows can be held against, and the names of those that they cannot."""
    rules: list[RowRule] = []
    left_out: list[str] = []
    for name, rule in _named_rules(plan):
        if rule is None:
            left_out.append(name)
        else:
            rules.append(rule)
    return tuple(rules), tuple(left_out)


def _named_rules(plan: Plan) -> Iterator[tuple[str, RowRule | None]]:
    taken = set()
    for target in plan.targets:
        taken.add(target.id)
        yield target.id, _of_target(target)
    for number, check in enumerate(plan.checks, start=1):
        # Two checks may have one title: the second goes by what it says.
        names = (check.title, check.text, f"{check.title or check.text} ({number})")
        name = next(each for each in names if each and each not in taken)
        taken.add(name)
        yield name, _of_check(name, check)


def _of_target(target: Target) -> RowRule | None:
    indicator, threshold = target.indicator, target.threshold
    above, below = indicator.numerator, indicator.denominator
    if not isinstance(above, Sum) or not isinstance(below, Sum) or threshold.low is None:
        return None
    if indicator.ranked or above.groups or below.groups or not _is_linear(above, below):
        return None
    bounds: list[tuple[Comparator, Fraction]] = [(threshold.comparator, threshold.low)]
    if threshold.high is not None:
        bounds = [(">=", threshold.low), ("<=", threshold.high)]
    parts = [
        (_minus(above, below, threshold.quotient(level)), comparator)
        for comparator, level in bounds
    ]
    divisor = (_added_up(below), below.constant) if below.terms else None
    return _rule(target.id, parts, divisor, target)


def _of_check(name: str, check: Check) -> RowRule | None:
    if not _is_linear(check.left, check.right) or not (check.left.terms or check.right.terms):
        return None
    return _rule(name, [(_minus(check.left, check.right, Fraction(1)), check.comparator)])


def _is_linear(*sums: Sum) -> bool:
    return not any(weight for each in sums for _, _, weight in each.terms)


Linear = tuple[Mapping[str, Fraction], Fraction]


def _minus(first: Sum, second: Sum, times: Fraction) -> Linear:
    """The first sum minus so many times the second."""
    found = _added_up(first)
    for name, factor in _added_up(second).items():
        found[name] = found.get(name, Fraction(0)) - times * factor
    return found, first.constant - times * second.constant


def _added_up(total: Sum) -> dict[str, Fraction]:
    found: dict[str, Fraction] = {}
    for factor, name, _ in total.terms:
        found[name] = found.get(name, Fraction(0)) + factor
    return found


def _rule(
    name: str,
    parts: Iterable[tuple[Linear, Comparator]],
    divisor: Linear | None = None,
    target: Target | None = None,
) -> RowRule:
    listed = list(parts)
    measures = tuple(dict.fromkeys(each for (factors, _), _ in listed for each in factors))
    forms = [form for part, sign in listed for form in _compared(measures, part, sign)]
    below = None if divisor is None else _form(measures, divisor, 1, is_strict=True)
    return RowRule(name, measures, tuple(forms), below, target)


def _compared(measures: tuple[str, ...], part: Linear, comparator: Comparator) -> Iterator[Form]:
    """A comparison with 0 as sums that have to be at least 0, or above it."""
    if comparator in (">=", ">", "="):
        yield _form(measures, part, 1, is_strict=comparator == ">")
    if comparator in ("<=", "<", "="):
        yield _form(measures, part, -1, is_strict=comparator == "<")


def _form(measures: tuple[str, ...], part: Linear, sign: int, *, is_strict: bool) -> Form:
    factors, constant = part
    of_measures = tuple(sign * factors.get(name, Fraction(0)) for name in measures)
    return Form(of_measures, sign * constant, is_strict)


def concerns(plan: Plan, rule: RowRule, key: Key) -> bool:
    """Whether a rule is about numbers that are broken down to some members."""
    if rule.target is None:
        return True
    members = dict(key)
    for dimension, wanted in rule.target.scope:
        own = members.get(dimension)
        if own is None or not _within(plan.dimensions[dimension], own, wanted):
            return False
    return not any(
        each.dimension in members
        and _within(plan.dimensions[each.dimension], members[each.dimension], each.name)
        for each in rule.target.excluded
    )


def _within(dimension: Dimension, member: str, ancestor: str) -> bool:
    return member == ancestor or dimension.within(member, ancestor)
