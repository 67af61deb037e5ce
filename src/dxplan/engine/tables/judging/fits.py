"""Which targets are judged in columns, as far as their rules tell.

In columns are judged, under whatever condition on facts:

- ``plain``: a measure, or a quotient of two stocks or two flows
  (:mod:`dxplan.engine.tables.judging.stocks` and ``flows``);
- ``several``: sums of several measures, stocks beside flows, and plain means (``several``, and
  ``slots`` where all of them are flows);
- ``tally``: counts and shares of organisations of which a condition on their own measures, flags
  and facts holds (``tallies``);
- ``groups``: counts and shares of groups of a register column for which a condition on such sums of
  theirs holds (``compared`` and ``within``).

So are targets for every group of a column (``within``), unless the groups are organisations. Where
the register does not say in which group an organisation lies, it is looked at by itself.

Thresholds may be counted from an earlier value, which is then made of sums as well (``bases``).

Judged row by row, as the reference evaluator does it, are weighted means, places in a ranking,
targets for every organisation, and conditions on levels, on other targets, or on indicators of an
organisation or of all that a target is judged for.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from dxplan.data.asked_columns import ORGANISATION
from dxplan.plan.model import (
    Attains,
    Compares,
    Holds,
    Indicator,
    Plan,
    Quantity,
    Sum,
    Tally,
    Target,
    atoms,
)

Form: TypeAlias = Literal["plain", "several", "tally", "groups"]


def form_of(plan: Plan, target: Target) -> Form | None:
    """How the sums of a target are made in columns; ``None`` when they are not."""
    kinds = {plan.measures[name].kind for name in target.indicator.measures()}
    of_facts = target.when is None or all(isinstance(each, Holds) for each in atoms(target.when))
    if not kinds or "rank" in kinds or target.indicator.ranked or not of_facts:
        return None
    counted = target.indicator.counts_groups_of
    if ORGANISATION in (target.each, counted) or (target.each and counted):
        return None
    if counted:
        return "groups" if _is_of_groups(plan, target.indicator) else None
    return _form(plan, target.indicator)


def _form(plan: Plan, indicator: Indicator) -> Form | None:
    if _is_plain(plan, indicator):
        return "plain"
    if _is_tally(indicator):
        return "tally"
    return "several" if _is_of_several(indicator) else None


def travels_by_kind(plan: Plan, target: Target) -> bool:
    """Whether files of sums need no more for a target than the sums of kinds, as a rule."""
    plain = form_of(plan, target) == "plain" and not target.each
    return plain and target.threshold.change is None


def _is_of_groups(plan: Plan, indicator: Indicator) -> bool:
    """Whether groups are counted by what can be added up of each."""
    counted = indicator.numerator
    condition = counted.condition if isinstance(counted, Tally) else None
    asked = () if condition is None else atoms(condition)
    return all(isinstance(a, Attains) and _form(plan, a.indicator) is not None for a in asked)


def _is_plain(plan: Plan, indicator: Indicator) -> bool:
    sides = (indicator.numerator, indicator.denominator)
    names = [name for side in sides for name in side.measures()]
    alike = len({plan.measures[name].flow for name in names}) == 1
    return all(map(_is_of_one, sides)) and len(set(names)) == len(names) and alike


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
