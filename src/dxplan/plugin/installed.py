"""The plans that plugins brought: what they say of themselves, and which stands above which."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import attrs

from dxplan.diagnostics import Diagnostic, Outcome, sorted_diagnostics
from dxplan.plan.bind import bind
from dxplan.plan.book import of_kind
from dxplan.plan.environment import Environment
from dxplan.plan.model import Plan
from dxplan.plugin.collected import Loaded
from dxplan.source import Span
from dxplan.syntax import nodes
from dxplan.syntax.files import read_rules
from dxplan.syntax.nodes import RuleFile
from dxplan.values.periods import Period


@attrs.frozen
class PlanInfo:
    """What is known of an installed plan without binding it.

    :param document: number and issuer, as one text.
    """

    name: str
    title: str
    document: str
    period: Period | None
    plugin: str


def plan_info(loaded: Loaded, name: str) -> PlanInfo:
    """What an installed plan says of itself."""
    plan = bind(rules_of(loaded, name).value, Environment(), fallback_id=name).value
    number = plan.document.number or ""
    document = " — ".join(part for part in (number, plan.document.issuer) if part)
    return PlanInfo(name, plan.title, document, plan.period, loaded.plans[name].plugin)


def rules_of(loaded: Loaded, name: str) -> Outcome[tuple[RuleFile, ...]]:
    """The rule files of an installed plan."""
    path = loaded.plans[name].value.path
    return read_rules(path, path.parent)


def plan_above(
    loaded: Loaded,
    files: Sequence[RuleFile],
    load: Callable[[str], Outcome[Plan]],
    given: Plan | None = None,
) -> Outcome[Plan | None]:
    """The plan above the one that some files say, if a rule takes its number and it can be used.

    :param load: gives an installed plan.
    :param given: goes before an installed plan of that name.
    """
    head = _head(files)
    if head is None or not any(map(_takes_a_number, files)):
        return Outcome(None)
    plan, parent = head
    if given is not None and given.id == parent.text:
        return Outcome(given)
    if parent.text not in loaded.plans:
        return Outcome(None)
    circle = circle_above(loaded, plan, parent.text, parent.span)
    if circle is not None:
        return Outcome(None, (circle,))
    found = load(parent.text)
    if found.ok:
        return Outcome(found.value)
    return Outcome(None, (Diagnostic("parent-has-errors", parent.span, {"name": parent.text}),))


def _head(files: Iterable[RuleFile]) -> tuple[str, nodes.Name] | None:
    """The name of a plan, and that of the plan above."""
    for file in files:
        for plan in of_kind(file.statements, nodes.PlanStatement):
            for clause in plan.clauses:
                if isinstance(clause, nodes.NameClause) and clause.kind == "parent":
                    return plan.name.text, clause.name
    return None


def _takes_a_number(file: RuleFile) -> bool:
    thresholds = (
        arm.threshold
        for target in of_kind(file.statements, nodes.TargetStatement)
        for arm in target.arms
    )
    return any(isinstance(each, nodes.Comparison) and each.value is None for each in thresholds)


def circle_above(
    loaded: Loaded, plan: str, parent: str | None, span: Span | None
) -> Diagnostic | None:
    """What to say of a plan above which the plans go round in a circle.

    Only the plans above it are read, and of those only what is written there.
    """
    path = [plan]
    while parent is not None and parent not in path:
        path.append(parent)
        head = _head(rules_of(loaded, parent).value) if parent in loaded.plans else None
        parent = None if head is None else head[1].text
    if parent is None:
        return None
    return Diagnostic("parent-circle", span, {"names": " > ".join([*path, parent])})


def called(found: Outcome[Plan], name: str) -> Outcome[Plan]:
    """A plan under the name by which it was found, whatever its own rules call it."""
    return attrs.evolve(found, value=attrs.evolve(found.value, id=name))


def with_circle(loaded: Loaded, found: Outcome[Plan]) -> Outcome[Plan]:
    """An outcome that says when its plan stands above itself."""
    plan = found.value
    if any(each.code == "parent-circle" for each in found.diagnostics):
        return found
    circle = circle_above(loaded, plan.id, plan.parent, plan.span)
    if circle is None:
        return found
    said = sorted_diagnostics((*found.diagnostics, circle))
    return attrs.evolve(found, diagnostics=said)
