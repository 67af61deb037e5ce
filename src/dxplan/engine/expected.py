"""Who should report for a target."""

from __future__ import annotations

from dxplan.data.observations import Organisation
from dxplan.engine.material import Material
from dxplan.engine.moments import Moment
from dxplan.engine.population import Population
from dxplan.engine.successors import is_stood_for, stands_for_heir
from dxplan.plan.model import Target


def who_should_report(
    material: Material, population: Population, target: Target, moment: Moment
) -> list[Organisation]:
    """The organisations that should report for a target at a moment, with their places of then."""
    return [
        organisation
        for organisation in population.on(moment.on).organisations
        if is_asked(material, target, organisation, moment)
        and _may_report(material, organisation.id, target)
    ]


def is_asked(
    material: Material, target: Target, organisation: Organisation, moment: Moment
) -> bool:
    """Whether a target is about an organisation, and asks it for anything."""
    sums = (target.indicator.numerator, target.indicator.denominator)
    return _concerns(material, target, organisation, moment) and any(
        material.asks(organisation, each) for each in sums
    )


def _concerns(
    material: Material, target: Target, organisation: Organisation, moment: Moment
) -> bool:
    """Whether a target is about an organisation, or about one that it is a part of by then."""
    if material.concerns(target, organisation, moment):
        return not is_stood_for(material, organisation, target, moment)
    stands = stands_for_heir(material, organisation, target, moment)
    return stands and material.in_scope(organisation, target)


def _may_report(material: Material, organisation: str, target: Target) -> bool:
    """Without a register, whoever has reported for a target is expected to go on.

    So it is with a place in a ranking, which is one organisation's, whatever the register says.
    """
    if material.has_register and not target.indicator.ranked:
        return True
    return any(
        organisation
        in material.selected(material.plan.measures[name], target.scope, target.excluded)
        for name in target.indicator.measures()
    )
