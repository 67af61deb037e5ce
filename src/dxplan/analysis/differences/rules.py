"""What rules of every kind have: a condition, units, a place in the document, words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from dxplan.analysis.differences.times import Change
from dxplan.plan.differences import Aspect
from dxplan.plan.model import Condition, Conjunction, Disjunction, Duty, Target, Task, Unit


def of_condition(
    old: Condition | None, new: Condition | None, before: str, after: str
) -> Iterator[Change]:
    """What becomes of a rule when its condition changes: one more asks for less.

    :param before: what the conditions say, in words that both states share; likewise ``after``.
    """
    if before == after:
        return
    if old is None:
        yield "loosened", "when", "weaker"
    elif new is None:
        yield "tightened", "when", "stricter"
    else:
        yield _of_joined(old, new)


def _of_joined(old: Condition, new: Condition) -> Change:
    """A condition that another one joined: ``a`` became ``a and b``, or ``a or b``."""
    more, less = set(_parts(new, Conjunction)), set(_parts(old, Conjunction))
    if less < more:
        return "loosened", "when", "weaker"
    if more < less:
        return "tightened", "when", "stricter"
    more, less = set(_parts(new, Disjunction)), set(_parts(old, Disjunction))
    if less < more:
        return "tightened", "when", "stricter"
    if more < less:
        return "loosened", "when", "weaker"
    return "changed", "when", "unclear"


def _parts(
    condition: Condition, joined: type[Conjunction] | type[Disjunction]
) -> tuple[Condition, ...]:
    return condition.operands if isinstance(condition, joined) else (condition,)


Rule = Target | Task | Duty


def of_units(old: Rule, new: Rule, names: Mapping[str, str]) -> Iterator[Change]:
    """Who answers for a rule now: another unit is neither more nor less, nobody is less.

    :param names: what the units of the new state were called in the old one.
    """
    if bool(_answering(old)) != bool(_answering(new)):
        found: Change = ("tightened", "lead", "stricter")
        yield found if _answering(new) else ("loosened", "lead", "weaker")
    elif _named(old.lead) != _named(new.lead, names):
        yield "reassigned", "lead", "none"
    others: list[tuple[Aspect, tuple[Unit, ...], tuple[Unit, ...]]] = [
        ("with", old.cooperating, new.cooperating)
    ]
    if not isinstance(old, Target) and not isinstance(new, Target):
        others += [("by", old.by, new.by), ("to", old.to, new.to)]
    for aspect, before, after in others:
        if _named(before) != _named(after, names):
            yield "reassigned", aspect, "none"


def _answering(rule: Rule) -> tuple[Unit, ...]:
    return rule.lead if isinstance(rule, Target) else (*rule.lead, *rule.by)


def _named(units: Iterable[Unit], names: Mapping[str, str] | None = None) -> frozenset[str]:
    return frozenset((names or {}).get(unit.name, unit.name) for unit in units)


def of_basis(old: Rule, new: Rule) -> Iterator[Change]:
    """Its place in the document, and what is said about it in words."""
    if old.cite != new.cite:
        yield "cited", "cite", "none"
    if (old.note, old.assumptions) != (new.note, new.assumptions):
        yield "reworded", "note", "none"
