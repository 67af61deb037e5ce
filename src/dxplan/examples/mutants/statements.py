"""Statements with one thing changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from dxplan.examples.mutants.kinds import Changed, Kind
from dxplan.examples.mutants.known_names import KnownNames
from dxplan.examples.mutants.thresholds import changed_thresholds
from dxplan.examples.mutants.times import changed_days, changed_times, changed_within, next_to
from dxplan.syntax import nodes


def changed_statements(
    statement: nodes.Statement, known: KnownNames
) -> Iterator[Changed[nodes.Statement]]:
    """A target, task or duty with one thing changed, in the order of its text."""
    match statement:
        case nodes.TargetStatement():
            yield from _changed_arms(statement, known)
            clauses = _changed_clauses(statement.clauses, known, _SAID_OF_TARGETS)
        case nodes.WorkStatement():
            clauses = _changed_clauses(statement.clauses, known, _said_of_work(statement))
        case _:
            return
    for kind, changed in clauses:
        yield kind, attrs.evolve(statement, clauses=changed)


# --- the parts of a target ------------------------------------------------------------------------


def _changed_arms(
    statement: nodes.TargetStatement, known: KnownNames
) -> Iterator[Changed[nodes.Statement]]:
    taken = [name for arm in statement.arms for name in arm.scope]
    for place, arm in enumerate(statement.arms):
        for kind, changed in _changed_arm(arm, taken, known):
            arms = (*statement.arms[:place], changed, *statement.arms[place + 1 :])
            yield kind, attrs.evolve(statement, arms=arms)


def _changed_arm(
    arm: nodes.Arm, taken: Sequence[nodes.Name], known: KnownNames
) -> Iterator[Changed[nodes.Arm]]:
    for scope in _changed_scopes(arm, taken, known):
        yield "scope", attrs.evolve(arm, scope=scope)
    if arm.threshold is not None:
        for kind, threshold in changed_thresholds(arm.threshold):
            yield kind, attrs.evolve(arm, threshold=threshold)
    if arm.against is not None:
        for literal in next_to(arm.against):
            yield "threshold", attrs.evolve(arm, against=literal)
    if arm.time is not None:
        for kind, time in changed_times(arm.time):
            yield kind, attrs.evolve(arm, time=time)


def _changed_scopes(
    arm: nodes.Arm, taken: Sequence[nodes.Name], known: KnownNames
) -> Iterator[tuple[nodes.Name, ...]]:
    """The scope of a part with another member, with the whole of one, and without one."""
    for place, name in enumerate(arm.scope):
        before, after = arm.scope[:place], arm.scope[place + 1 :]
        for other in (known.other_member(name, taken), known.whole_of(name)):
            if other is not None:
                yield (*before, other, *after)
        if before or after or arm.threshold is not None:
            yield (*before, *after)


# --- clauses --------------------------------------------------------------------------------------

_SAID_OF_TARGETS = frozenset({"lead", "with", "except"})


def _said_of_work(statement: nodes.WorkStatement) -> frozenset[str]:
    """The names of a task or duty that its findings tell.

    A finding says who has to answer for it: of a task who leads, of a duty who owes it, and the
    other where nobody is named so.
    """
    kinds = {each.kind for each in statement.clauses if isinstance(each, nodes.NamesClause)}
    first, second = ("lead", "done_by") if statement.kind == "task" else ("done_by", "lead")
    return frozenset({first if first in kinds else second, "with"})


def _changed_clauses(
    clauses: Sequence[nodes.Clause], known: KnownNames, said: frozenset[str]
) -> Iterator[Changed[tuple[nodes.Clause, ...]]]:
    recurs = any(isinstance(each, nodes.TimeClause) and each.time.step for each in clauses)
    for place, clause in enumerate(clauses):
        before, after = tuple(clauses[:place]), tuple(clauses[place + 1 :])
        for kind, changed in _changed_clause(clause, known, said, recurs=recurs):
            yield kind, (*before, *(() if changed is None else (changed,)), *after)


def _changed_clause(
    clause: nodes.Clause, known: KnownNames, said: frozenset[str], *, recurs: bool
) -> Iterator[Changed[nodes.Clause | None]]:
    """A clause with one thing changed, or ``None`` for one that is dropped."""
    match clause:
        case nodes.NamesClause(kind) if kind in said:
            yield from _changed_names(clause, known)
        case nodes.WhenClause(condition):
            yield "condition", None
            yield "condition", attrs.evolve(clause, condition=_negated(condition))
        case nodes.TimeClause(time):
            for change, other in changed_times(time):
                yield change, attrs.evolve(clause, time=other)
        # Of a task nothing but its end is judged
        case nodes.BeginsClause(first) if recurs:
            for literal in next_to(first):
                yield "deadline", attrs.evolve(clause, first=literal)
        case nodes.DayClause():
            yield from changed_days(clause)
        case nodes.WithinClause():
            yield from changed_within(clause)


def _changed_names(
    clause: nodes.NamesClause, known: KnownNames
) -> Iterator[Changed[nodes.Clause | None]]:
    kind: Kind = "exclusion" if clause.kind == "except" else "unit"
    for place, name in enumerate(clause.names):
        before, after = clause.names[:place], clause.names[place + 1 :]
        if kind == "unit" and clause.kind != "with":
            other = known.other_unit(name, clause.names)
            if other is not None:
                yield kind, attrs.evolve(clause, names=(*before, other, *after))
        rest = (*before, *after)
        yield kind, attrs.evolve(clause, names=rest) if rest else None


def _negated(condition: nodes.Condition) -> nodes.Condition:
    return condition.operand if isinstance(condition, nodes.Not) else nodes.Not(condition)
