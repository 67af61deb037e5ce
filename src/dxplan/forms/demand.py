"""Which figures a form asks for: those that can count for the plan, and no others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

import attrs

from dxplan.data.observations import Observations, Organisation
from dxplan.engine.material import Key, Material, gather
from dxplan.engine.moments import Moment
from dxplan.engine.population import Population
from dxplan.forms.partition import asked_members
from dxplan.plan.model import Measure, Plan, Target
from dxplan.plan.needs import needs
from dxplan.values.periods import Period


@attrs.frozen
class Asked:
    """A figure that one organisation is asked for.

    :param members: the members that it is broken down to, sorted by dimension.
    """

    organisation: str
    measure: Measure
    members: Key = ()


@attrs.frozen
class _Demand:
    """What the rules want of one measure.

    :param cuts: by dimension, the members at which figures must be told apart.
    """

    measure: Measure
    targets: tuple[Target, ...]
    cuts: Mapping[str, frozenset[str]]


def asked_figures(
    plan: Plan, register: Mapping[str, Organisation], period: Period
) -> tuple[Asked, ...]:
    """Every figure that the organisations of a register are asked for, one after the other.

    An organisation is asked when it exists in the period, lies in the territory of the plan and the
    scope of a target, and ``reported by`` names it; the evaluator decides that in the same way.
    """
    material = gather(plan, Observations(organisations=register))
    moment = Moment(period.end, due=True, window=period, oldest=period.start)
    demands = _demands(plan, needs(plan, period))
    found: list[Asked] = []
    for organisation in Population(plan, register, has_register=True).on(period.end).organisations:
        concerned = _concerned(material, organisation, moment, demands)
        for demand in demands:
            found.extend(_figures(material, organisation, demand, concerned))
    return tuple(found)


def _demands(plan: Plan, targets: tuple[Target, ...]) -> tuple[_Demand, ...]:
    names = dict.fromkeys(name for target in targets for name in target.indicator.measures())
    found = []
    for name in names:
        wanting = tuple(target for target in targets if name in target.indicator.measures())
        cuts = {
            dimension: frozenset(
                [m for t in wanting for d, m in t.scope if d == dimension]
                + [m.name for t in wanting for m in t.excluded if m.dimension == dimension]
            )
            for dimension in plan.measures[name].dimensions
        }
        found.append(_Demand(plan.measures[name], wanting, cuts))
    return tuple(found)


def _concerned(
    material: Material, organisation: Organisation, moment: Moment, demands: tuple[_Demand, ...]
) -> frozenset[str]:
    """The ids of the targets that an organisation should report for."""
    targets = {target.id: target for demand in demands for target in demand.targets}
    return frozenset(
        target.id
        for target in targets.values()
        if material.concerns(target, organisation, moment)
        and any(
            material.asks(organisation, quantity)
            for quantity in (target.indicator.numerator, target.indicator.denominator)
        )
    )


def _figures(
    material: Material, organisation: Organisation, demand: _Demand, concerned: frozenset[str]
) -> Iterator[Asked]:
    targets = [target for target in demand.targets if target.id in concerned]
    if not targets or not material.asked(organisation, demand.measure):
        return
    for members in _breakdowns(material, organisation, demand):
        if any(
            material.counts(demand.measure, organisation.id, members, t.scope, t.excluded)
            for t in targets
        ):
            yield Asked(organisation.id, demand.measure, members)


def _breakdowns(material: Material, organisation: Organisation, demand: _Demand) -> Iterator[Key]:
    """The combinations of members that an organisation may report a measure for."""
    dimensions = [material.plan.dimensions[name] for name in demand.measure.dimensions]
    choices = [
        asked_members(
            each, demand.cuts[each.name], organisation.members.get(each.name, frozenset())
        )
        for each in dimensions
    ]
    for chosen in product(*choices):
        pairs = zip((each.name for each in dimensions), chosen, strict=True)
        yield tuple(sorted((dimension, member) for dimension, member in pairs if member))
