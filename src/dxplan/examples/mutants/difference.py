"""What a mutant changes about a plan, and data that may show it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import attrs

from dxplan.data.observations import Observations
from dxplan.examples.mutants.make import Mutant, Rule
from dxplan.plan.model import Check, Duty, Holds, Plan, Target, Task, atoms


@attrs.frozen
class Candidate:
    """Data and a day on which a rule may come out otherwise.

    :param rule: id of the rule, as the plan has it.
    :param counted: whether figures show it; then they are enough for a verdict.
    """

    rule: str
    observations: Observations
    day: date
    counted: bool = False


@attrs.frozen
class Difference:
    """The rules that a mutant lost, and those that it has in their place.

    :param plan: without what these rules do not need.
    """

    plan: Plan
    mutant: Mutant
    lost: tuple[Rule, ...]
    gained: tuple[Rule, ...]

    @classmethod
    def of(cls, plan: Plan, mutant: Mutant) -> Difference:
        """What a mutant changes about a plan."""
        before = [each for each in _rules(plan) if each.id in mutant.rules]
        # Whatever the mutant has beyond the rules that nothing was changed about
        others = {each.id for each in _rules(plan)} - mutant.rules
        after = [each for each in _rules(mutant.plan) if each.id not in others]
        lost = tuple(each for each in before if each not in after)
        gained = tuple(each for each in after if each not in before)
        changed = attrs.evolve(mutant, plan=_narrowed(mutant.plan, after))
        return cls(_narrowed(plan, before), changed, lost, gained)


def _rules(plan: Plan) -> Iterator[Rule]:
    yield from plan.targets
    yield from plan.tasks
    yield from plan.duties


def _narrowed(plan: Plan, rules: Sequence[Rule]) -> Plan:
    """A plan without the other rules, and without figures that only those need.

    What rules with conditions and scales need is not looked for, and such a plan stays as it is.
    """
    targets = tuple(each for each in rules if isinstance(each, Target))
    if plan.scales or any(each.when is not None for each in targets):
        return plan
    needed = {name for each in targets for name in each.indicator.measures()}
    return attrs.evolve(
        plan,
        targets=targets,
        tasks=tuple(each for each in rules if isinstance(each, Task)),
        duties=tuple(each for each in rules if isinstance(each, Duty)),
        measures={name: each for name, each in plan.measures.items() if name in needed},
        indicators={each.indicator.name: each.indicator for each in targets},
        checks=tuple(each for each in plan.checks if needed.issuperset(_measures_of(each))),
    )


def _measures_of(check: Check) -> Iterator[str]:
    yield from check.left.measures()
    yield from check.right.measures()


def facts_asked(rules: Iterable[Rule]) -> list[str]:
    """The facts that conditions of some rules ask for."""
    found = [atom for each in rules if each.when is not None for atom in atoms(each.when)]
    return list(dict.fromkeys(atom.name for atom in found if isinstance(atom, Holds)))
