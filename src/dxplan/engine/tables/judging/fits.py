"""Which targets are judged in columns, as far as their rules tell.

In columns are judged, under whatever condition on facts:

- ``plain``: a measure, or a quotient of two (:mod:`dxplan.engine.tables.judging.flows` and
  ``stocks``);
- ``several``: sums of several measures, and plain means (``several``, and
  ``slots`` where all of them are flows);
- ``tally``: counts and shares of organisations of which a condition on their own measures, flags
  and facts holds (``tallies``).

Thresholds may be counted from an earlier value, which is then made of sums as well (``bases``).

Judged row by row, as the reference evaluator does it, are weighted means, places
in a ranking, targets for every group of a column, counts of groups, and conditions on levels, on
other indicators or on other targets.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from dxplan.plan.model import Compares, Holds, Indicator, Plan, Quantity, Sum, Tally, Target, atoms

Form: TypeAlias = Literal["plain", "several", "tally"]


def form_of(plan: Plan, target: Target) -> Form | None:
    """How the sums of a target are made in columns; ``None`` when they are not."""
    kinds = {plan.measures[name].kind for name in target.indicator.measures()}
    of_facts = target.when is None or all(isinstance(each, Holds) for each in atoms(target.when))
    if not kinds or "rank" in kinds or target.indicator.ranked or target.each or not of_facts:
        return None
    if _is_plain(target.indicator):
        return "plain"
    if _is_tally(target.indicator):
        return "tally"
    return "several" if _is_of_several(target.indicator) else None


def travels_by_kind(plan: Plan, target: Target) -> bool:
    """Whether files of sums need no more for a target than the sums of kinds, as a rule."""
    return form_of(plan, target) == "plain" and target.threshold.change is None


def _is_plain(indicator: Indicator) -> bool:
    sides = (indicator.numerator, indicator.denominator)
    names = [name for side in sides for name in side.measures()]
    return all(map(_is_of_one, sides)) and len(set(names)) == len(names)


def _is_of_one(quantity: Quantity) -> bool:
    return isinstance(quantity, Sum) and len(quantity.terms) <= 1 and not quantity.groups


def _is_of_several(indicator: Indicator) -> bool:
    above, below = indicator.numerator, indicator.denominator
    if isinstance(below, Tally):
        everybody = _is_of_organisations(below) and below.condition is None
    else:
        everybody = _is_linear(below) and all(factor > 0 for factor, _, _ in below.terms)
    return everybody and _is_linear(above)


def _is_linear(quantity: Quantity) -> bool:
    """Whether measures are added up, none of them times another one."""
    if not isinstance(quantity, Sum) or quantity.groups:
        return False
    return all(weight is None and factor for factor, _, weight in quantity.terms)


def _is_tally(indicator: Indicator) -> bool:
    below = indicator.denominator
    number = isinstance(below, Sum) and not below.terms
    return _is_of_organisations(indicator.numerator) and (number or _is_of_organisations(below))


def _is_of_organisations(quantity: Quantity) -> bool:
    """Whether organisations are counted whose own numbers decide a condition."""
    if not isinstance(quantity, Tally) or quantity.of or quantity.groups:
        return False
    asked = () if quantity.condition is None else atoms(quantity.condition)
    return all(isinstance(each, Holds | Compares) for each in asked)
