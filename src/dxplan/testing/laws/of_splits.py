"""The law of a school that is split in two: sums stay what they are, and so do verdicts on sums.

By nature it is no law of what looks at single schools: a count, share or mean of schools and a
target for each school, because one school becomes two; a place in a ranking; the level of a school.
A condition that asks for one of these may turn as well; one that asks for sums may not.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction

import attrs

from dxplan.aiming.aimed import Aimed
from dxplan.aiming.inequalities import Choose, Inequality
from dxplan.aiming.reports import of_reports
from dxplan.aiming.splitting import divided
from dxplan.data.asked_columns import ORGANISATION
from dxplan.data.observations import Cell, Observations
from dxplan.messages import Language
from dxplan.plan.model import Attains, Indicator, Met, Plan, Sum, Tally, Target, atoms
from dxplan.testing.laws.broken import LawBroken
from dxplan.testing.laws.judging import Judge, found
from dxplan.testing.laws.of_data import Changeable


def splitting_is_nothing(
    drawn: Changeable, *, judge: Judge, target: Target, language: Language
) -> None:
    """No verdict on sums changes when a school is split in two.

    Where a rule looks at single schools, or a check holds a report against a number, it may.
    """
    aimed = drawn.aimed
    halved = split(aimed, target, drawn.choose)
    if halved is None:
        return
    before, after = found(judge, aimed), found(judge, aimed, halved)
    if before.verdict != after.verdict:
        changed = attrs.evolve(aimed, observations=halved, verdict=after.verdict)
        raise LawBroken(
            "split-matters", language, about=target, data=f"{aimed}\n{changed}", id=target.id,
            before=before.verdict, after=after.verdict,
        )  # fmt: skip


def looks_at_schools(plan: Plan, target: Target) -> bool:
    """Whether a target, or what its condition asks for, is about single schools and not sums."""
    conditions = () if target.when is None else atoms(target.when)
    return (
        target.each == ORGANISATION
        or _counts(target.indicator)
        or any(isinstance(each, Attains) and _counts(each.indicator) for each in conditions)
        or any(looks_at_schools(plan, each) for each in _waited_for(plan, target))
    )


def _waited_for(plan: Plan, target: Target) -> Iterator[Target]:
    """The targets that must be met first; they never wait for one another in a circle."""
    for atom in () if target.when is None else atoms(target.when):
        if isinstance(atom, Met):
            for each in plan.targets:
                if (each.indicator.name, each.scope) == (atom.indicator, atom.scope):
                    yield each


def _counts(indicator: Indicator) -> bool:
    sides = (indicator.numerator, indicator.denominator)
    return indicator.ranked or any(isinstance(each, Tally) or each.groups for each in sides)


def split(aimed: Aimed, target: Target, choose: Choose) -> Observations | None:
    """The data with one school as two; ``None`` where that may change the verdict."""
    data, plan = aimed.observations, aimed.plan
    told = sorted({cell.organisation for cell in data.cells})
    names = {cell.measure for cell in data.cells}
    rules = of_reports(plan, names, dict.fromkeys(names, Fraction(1)))
    bound_to_one = looks_at_schools(plan, target) or any(each.constant for each in rules)
    if bound_to_one or not told:
        return None
    name = told[choose(0, len(told) - 1)]
    reports: dict[object, list[Cell]] = {}
    for cell in data.cells:
        if cell.organisation == name:
            place = (cell.period, tuple(sorted(cell.members.items())))
            reports.setdefault(place, []).append(cell)
    halves = [
        half
        for report in reports.values()
        for half in _halves(report, _multiplied(target), rules, choose)
    ]
    others = [cell for cell in data.cells if cell.organisation != name]
    register = dict(data.organisations or {})
    register[f"{name}b"] = attrs.evolve(register[name], id=f"{name}b")
    return attrs.evolve(data, cells=(*others, *halves), organisations=register)


def _multiplied(target: Target) -> set[str]:
    """The measures that are multiplied by weights; they are not divided."""
    above = target.indicator.numerator
    terms = above.terms if isinstance(above, Sum) else ()
    return {name for _, name, weight in terms if weight is not None}


def _halves(
    report: Sequence[Cell], whole: Collection[str], rules: Sequence[Inequality], choose: Choose
) -> Iterator[Cell]:
    """A report as those of two schools, each of which keeps what a report must keep.

    :param whole: measures that both report as it was.
    """
    step = max(cell.value.denominator for cell in report)
    total = {cell.measure: int(cell.value * step) for cell in report}
    own = [each for each in rules if {name for name, _ in each.terms} <= set(total)]
    parts = divided(total, 2, list(total), own, choose)
    for cell in report:
        for half, part in zip(("", "b"), parts, strict=True):
            divided_value = Fraction(part[cell.measure], step)
            value = cell.value if cell.measure in whole else divided_value
            yield attrs.evolve(cell, organisation=f"{cell.organisation}{half}", value=value)
