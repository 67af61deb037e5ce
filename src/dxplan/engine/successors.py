"""What was reported before organisations merged or split, and whose it is afterwards.

A merged school is the whole of its parts. Until it has reported as one, the last stocks of its
parts stand for it; what stands in for a missing report is added up from theirs. Of the halves of a
school nothing of before is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from dxplan.data.alike import examples_of
from dxplan.data.observations import Formation, Organisation
from dxplan.engine.material import Material
from dxplan.engine.moments import Moment
from dxplan.plan.model import Sum, Target


def is_any_linked(register: Mapping[str, Organisation]) -> bool:
    """Whether any organisation of a register was made of others, or became a part of one."""
    return any(each.formed or each.into for each in examples_of(register))


def formation_by(organisation: Organisation, day: date) -> Formation | None:
    """The last formation of an organisation on or before a day."""
    return next((each for each in reversed(organisation.formed) if each.on <= day), None)


def stands_for_heir(
    material: Material, organisation: Organisation, target: Target, moment: Moment
) -> bool:
    """Whether the stocks of an organisation that is a part of another one still count for it."""
    last = organisation.until
    if last is None or not organisation.into or not _only_stocks(material, target):
        return False
    line = [organisation, *_heirs(material, organisation, moment.on)]
    if line[-1].until is not None and line[-1].until < moment.on:
        return False
    whole = all(each.parts for one in line for each in one.formed if last < each.on <= moment.on)
    return whole and not any(_reported(material, each, target, last, moment) for each in line[1:])


def parts_stand(
    material: Material, organisation: Organisation, target: Target, moment: Moment
) -> bool:
    """Whether a merged organisation has not reported as one, so that its parts stand for it."""
    formed = formation_by(organisation, moment.on)
    if formed is None or not formed.parts or not _only_stocks(material, target):
        return False
    before = formed.on - timedelta(days=1)
    return not _reported(material, organisation, target, before, moment)


def is_stood_for(
    material: Material, organisation: Organisation, target: Target, moment: Moment
) -> bool:
    """Whether others stand for a new organisation that has no part of its own yet."""
    formed = formation_by(organisation, moment.on)
    if formed is None or organisation.id in formed.parts:
        return False
    stand = parts_stand(material, organisation, target, moment)
    return stand and any(material.in_scope(material.organisations[p], target) for p in formed.parts)


def _only_stocks(material: Material, target: Target) -> bool:
    """Whether stocks are added up, of everybody or of groups: not what holds of single schools."""
    indicator = target.indicator
    sums = all(isinstance(each, Sum) for each in (indicator.numerator, indicator.denominator))
    sums = sums or bool(indicator.counts_groups_of)
    return sums and not any(material.plan.measures[name].flow for name in indicator.measures())


def _heirs(material: Material, organisation: Organisation, day: date) -> Iterator[Organisation]:
    """What an organisation became a part of by a day, one after the other; not where it split."""
    while organisation.until is not None and organisation.until < day:
        if len(organisation.into) != 1 or organisation.into[0] not in material.organisations:
            return
        organisation = material.organisations[organisation.into[0]]
        yield organisation


def _reported(
    material: Material, organisation: Organisation, target: Target, after: date, moment: Moment
) -> bool:
    """Whether an organisation reported anything for a target after a day."""
    return any(
        after < entry.period.end <= moment.on
        for name in target.indicator.measures()
        for entry in material.selected(
            material.plan.measures[name], target.scope, target.excluded
        ).get(organisation.id, ())
    )
