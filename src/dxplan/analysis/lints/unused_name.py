"""A name that the plan declares itself and never uses: a leftover, or a rule that was forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from dxplan.analysis.lint import Said
from dxplan.messages import Phrase
from dxplan.plan.model import Plan
from dxplan.syntax import nodes


def check(plan: Plan) -> Iterator[Said]:
    """Every unit, figure, fact and indicator of the plan's own files that nothing else names.

    Names of vocabularies are there for all plans. A name counts as used when it stands anywhere,
    also where it means something of another kind; so nothing is called unused that is needed.
    """
    used = {name for file in plan.files for each in file.statements for name in _named(each)}
    for file in plan.files:
        for statement in file.statements:
            kind, declared = _declared(statement)
            if declared is None:
                continue
            names = [each.text for each in (declared.name, declared.alias) if each is not None]
            if used.isdisjoint(names):
                yield declared.name.span, {"kind": Phrase(kind), "name": names[0]}


def _declared(statement: nodes.Statement) -> tuple[str, nodes.Declared | None]:
    match statement:
        case nodes.DeclarationStatement(kind=kind, declared=declared):
            return ("measure" if kind == "flag" else kind), declared
        case nodes.IndicatorStatement(declared=declared):
            return "indicator", declared
    return "", None


def _named(statement: nodes.Statement) -> Iterator[str]:
    """The names that a statement refers to, dotted ones also by their beginnings."""
    skipped = ("name",) if isinstance(statement, nodes.PlanStatement | nodes.UseStatement) else ()
    for field in attrs.fields(type(statement)):
        if field.name not in skipped:
            yield from _names_in(getattr(statement, field.name))


def _names_in(value: Any) -> Iterator[str]:
    match value:
        case nodes.Name(text):
            yield text
            yield text.partition(".")[0]
        case nodes.Declared():
            return
        case tuple():
            for each in value:
                yield from _names_in(each)
        case nodes.Text() | nodes.Number() | nodes.TimeLiteral():
            return
        case _ if type(value).__module__.startswith(nodes.__name__):
            for field in attrs.fields(type(value)):
                if field.name != "span":
                    yield from _names_in(getattr(value, field.name))
