"""The mutants of a plan: it with one thing changed in one of its rules, bound again.

A change that cannot be bound is a mistake that dxplan tells by itself, and one after which every
finding is as before is none; neither is a mutant.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias, TypeVar

import attrs

from dxplan.diagnostics import Severity
from dxplan.examples.mutants.kinds import Kind
from dxplan.examples.mutants.known_names import KnownNames
from dxplan.examples.mutants.statements import changed_statements
from dxplan.plan.bind import Declared
from dxplan.plan.model import Duty, Plan, Target, Task, Unit
from dxplan.steps import steps
from dxplan.syntax import nodes
from dxplan.syntax.undisturbed import undisturbed

Rule: TypeAlias = Target | Task | Duty
_RuleStatement: TypeAlias = nodes.TargetStatement | nodes.WorkStatement


@attrs.frozen
class Mutant:
    """A plan with one thing changed.

    :param statement: the rule as it was written, ``changed`` as it became.
    :param plan: the whole plan with the changed rule.
    :param rules: ids of the rules, as they were, that the change may be seen in.
    """

    kind: Kind
    statement: nodes.Statement
    changed: nodes.Statement
    plan: Plan
    rules: frozenset[str]


def mutants(plan: Plan, declared: Declared) -> Iterator[Mutant]:
    """All mutants of a plan, in the order of its rules.

    :param declared: what the plan's files declare; only the rules that belong together with a
        changed one are bound again.
    """
    known = KnownNames.of(plan)
    families = list(_families(declared.statements))
    for family in steps("trying", families, list(map(len, families))):
        with undisturbed():
            before = declared.with_rules(family).value
        judged, rules = _judged(before), frozenset(_by_id(before))
        for place, statement in enumerate(family):
            for kind, changed in changed_statements(statement, known):
                own = (*family[:place], changed, *family[place + 1 :])
                found = _bound(declared, own)
                if found is not None and _judged(found) != judged:
                    whole = _replaced(plan, before, found)
                    yield Mutant(kind, statement, changed, whole, rules)


def _bound(declared: Declared, statements: Sequence[nodes.Statement]) -> Plan | None:
    """The rules of some statements; ``None`` when something is wrong with them."""
    with undisturbed():
        found = declared.with_rules(statements)
    wrong = any(each.severity is Severity.ERROR for each in found.diagnostics)
    return None if wrong else found.value


def _by_id(plan: Plan) -> Mapping[str, Rule]:
    rules: tuple[Rule, ...] = (*plan.targets, *plan.tasks, *plan.duties)
    return {rule.id: rule for rule in rules}


def _judged(plan: Plan) -> Mapping[str, Rule]:
    """The rules as examples see them: who has to answer for them, however the rule names them."""
    return {
        **{each.id: _answered_by(each, each.lead) for each in plan.targets},
        **{
            each.id: attrs.evolve(_answered_by(each, each.lead or each.by), by=())
            for each in plan.tasks
        },
        **{
            each.id: attrs.evolve(_answered_by(each, each.by or each.lead), by=())
            for each in plan.duties
        },
    }


_AnyRule = TypeVar("_AnyRule", Target, Task, Duty)


def _answered_by(rule: _AnyRule, lead: Iterable[Unit]) -> _AnyRule:
    """A rule with its units in one order, each of them once."""
    return attrs.evolve(rule, lead=_once(lead), cooperating=_once(rule.cooperating))


def _once(units: Iterable[Unit]) -> tuple[Unit, ...]:
    return tuple(sorted(dict.fromkeys(units), key=lambda each: each.name))


def _replaced(plan: Plan, before: Plan, after: Plan) -> Plan:
    """A plan with the rules of ``after`` in the place of those of ``before``."""
    gone = _by_id(before)
    return attrs.evolve(
        plan,
        targets=(*(each for each in plan.targets if each.id not in gone), *after.targets),
        tasks=(*(each for each in plan.tasks if each.id not in gone), *after.tasks),
        duties=(*(each for each in plan.duties if each.id not in gone), *after.duties),
    )


# --- rules that belong together -------------------------------------------------------------------


def _families(statements: Sequence[nodes.Statement]) -> list[tuple[_RuleStatement, ...]]:
    """Rules that are bound together, because what one says may change what another means.

    Targets of one indicator are milestones of each other. Where a rule is about other rules by
    name, all of its sort belong together.
    """
    targets = [each for each in statements if isinstance(each, nodes.TargetStatement)]
    works = [each for each in statements if isinstance(each, nodes.WorkStatement)]
    return [*_target_families(targets), *_work_families(works)]


def _target_families(
    targets: Sequence[nodes.TargetStatement],
) -> list[tuple[nodes.TargetStatement, ...]]:
    if any(_is_about_others(each) for each in targets):
        return [tuple(targets)]
    found: dict[str, list[nodes.TargetStatement]] = {}
    for each in targets:
        found.setdefault(each.indicator.text, []).append(each)
    return [tuple(family) for family in found.values()]


def _work_families(
    works: Sequence[nodes.WorkStatement],
) -> list[tuple[nodes.WorkStatement, ...]]:
    counted = any(
        isinstance(clause, nodes.WithinClause) for each in works for clause in each.clauses
    )
    return [tuple(works)] if counted and works else [(each,) for each in works]


def _is_about_others(statement: nodes.TargetStatement) -> bool:
    """Whether a rule has a condition on another target, or a part about another indicator."""
    conditions = (
        each.condition for each in statement.clauses if isinstance(each, nodes.WhenClause)
    )
    return any(arm.of_which for arm in statement.arms) or any(map(_asks_for_met, conditions))


def _asks_for_met(condition: nodes.Condition) -> bool:
    match condition:
        case nodes.Met():
            return True
        case nodes.Not(operand):
            return _asks_for_met(operand)
        case nodes.And(operands) | nodes.Or(operands) | nodes.SomeOf(_, operands):
            return any(map(_asks_for_met, operands))
    return False
