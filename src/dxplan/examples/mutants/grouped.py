"""Rules about groups, seen as rules about schools: for counts that may show a difference.

The analyser speaks of sums over schools. One school a group is a group, so its counts may do for
rules about districts as well; whether they do is for whoever runs them to say.
"""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from dxplan.data.asked_columns import ORGANISATION
from dxplan.data.observations import Observations, Organisation
from dxplan.plan.model import Quantity, Tally, Target


def of_schools(target: Target) -> Target:
    """A target without groups: of all schools together, and counting schools."""
    indicator = attrs.evolve(
        target.indicator,
        numerator=_of_schools(target.indicator.numerator),
        denominator=_of_schools(target.indicator.denominator),
    )
    return attrs.evolve(target, indicator=indicator, each="")


def _of_schools(quantity: Quantity) -> Quantity:
    return attrs.evolve(quantity, of="") if isinstance(quantity, Tally) else quantity


def in_groups(observations: Observations, targets: Iterable[Target]) -> Observations:
    """Figures of schools with the groups that some targets are about.

    Where groups are counted, each school is one; where each has to keep a threshold, all are one.
    """
    together = {each.each for each in targets if each.each not in ("", ORGANISATION)}
    apart = {each.indicator.counts_groups_of for each in targets} - {""}
    if not together | apart:
        return observations
    who = dict.fromkeys(cell.organisation for cell in observations.cells)
    known = observations.organisations or {name: Organisation(name) for name in who}
    register = {}
    for number, (name, organisation) in enumerate(known.items(), start=1):
        places = {**dict.fromkeys(together, "1"), **dict.fromkeys(apart, str(number))}
        parents = {**organisation.parents, **places}
        register[name] = attrs.evolve(organisation, parents=parents)
    return attrs.evolve(observations, organisations=register)


def all_in_one(observations: Observations, column: str) -> Observations:
    """Figures with all who report them in a single group of a column."""
    register = {
        name: attrs.evolve(each, parents={**each.parents, column: "1"})
        for name, each in (observations.organisations or {}).items()
    }
    return attrs.evolve(observations, organisations=register)
