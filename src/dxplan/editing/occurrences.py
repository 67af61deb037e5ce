"""Every name in a syntax tree, with what it may be the name of.

The tree knows where a name stands; here it is said what stands there. Which of several kinds is
meant, only those know who have the declarations.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, TypeAlias

import attrs

from dxplan.source import Span
from dxplan.syntax import nodes

Kind: TypeAlias = Literal[
    "indicator", "measure", "dimension", "member", "unit", "fact", "scale", "group", "band",
    "work", "vocabulary", "plan", "calendar",
]  # fmt: skip
QUANTITIES: tuple[Kind, ...] = ("measure", "indicator")
CONDITIONS: tuple[Kind, ...] = ("measure", "fact", "indicator")


@attrs.frozen
class Occurrence:
    """A name where it stands.

    :param kinds: what it may be the name of, what goes before first.
    :param inside: the scale, as it is written, that a group or a band is one of.
    :param declares: whether it is declared there.
    """

    text: str
    span: Span
    kinds: tuple[Kind, ...]
    inside: str = ""
    declares: bool = False


def occurrences(file: nodes.RuleFile) -> Iterator[Occurrence]:
    """The names of a file, statement by statement."""
    for statement in file.statements:
        yield from of_statement(statement)


def of_statement(statement: nodes.Statement) -> Iterator[Occurrence]:
    """The names of a statement."""
    match statement:
        case nodes.PlanStatement(name=name):
            yield from _one(name, "plan", declares=True)
        case nodes.UseStatement(name=name):
            yield from _one(name, "vocabulary")
            return
        case nodes.DeclarationStatement(kind=kind, declared=declared):
            yield from _declared(declared, "measure" if kind == "flag" else kind)
        case nodes.DimensionStatement(declared=declared, members=members):
            yield from _declared(declared, "dimension")
            yield from _members(members)
            return
        case nodes.IndicatorStatement(declared=declared, expression=expression):
            yield from _declared(declared, "indicator")
            yield from _expression(expression)
        case nodes.ScaleStatement(declared=declared):
            yield from _declared(declared, "scale")
            yield from _scale(statement)
        case nodes.TargetStatement(indicator=indicator, arms=arms):
            yield from _one(indicator, "indicator")
            for arm in arms:
                yield from _arm(arm)
        case nodes.WorkStatement(declared=declared):
            yield from _declared(declared, "work")
        case nodes.CheckStatement(left=left, right=right):
            yield from _linear((*left, *right))
        case nodes.WaiveStatement(indicator=indicator, scope=scope):
            yield from _one(indicator, "indicator")
            yield from _all(scope, "member")
        case nodes.PledgeStatement() | nodes.ExampleStatement():
            pass
    for clause in statement.clauses:
        yield from _clause(clause)


# --- declarations ---------------------------------------------------------------------------------


def _one(
    name: nodes.Name, *kinds: Kind, inside: str = "", declares: bool = False
) -> Iterator[Occurrence]:
    if name.span is not None:
        yield Occurrence(name.text, name.span, kinds, inside, declares)


def _all(names: Iterable[nodes.Name], *kinds: Kind) -> Iterator[Occurrence]:
    for name in names:
        yield from _one(name, *kinds)


def _declared(declared: nodes.Declared, kind: Kind, inside: str = "") -> Iterator[Occurrence]:
    yield from _one(declared.name, kind, inside=inside, declares=True)
    if declared.alias is not None:
        yield from _one(declared.alias, kind, inside=inside, declares=True)


def _members(members: Iterable[nodes.MemberNode]) -> Iterator[Occurrence]:
    for member in members:
        yield from _declared(member.declared, "member")
        yield from _members(member.members)


def _scale(statement: nodes.ScaleStatement) -> Iterator[Occurrence]:
    scale = statement.declared.name.text
    for clause in statement.clauses:
        match clause:
            case nodes.GroupClause(declared=declared, criteria=criteria):
                yield from _declared(declared, "group", scale)
                for criterion in criteria:
                    yield from _declared(criterion.declared, "measure")
                    if criterion.condition is not None:
                        yield from _condition(criterion.condition)
            case nodes.BandClause(declared=declared):
                yield from _declared(declared, "band", scale)
            case nodes.GateClause(band=band):
                yield from _one(band, "band", inside=scale)


# --- quantities and conditions --------------------------------------------------------------------


def _linear(terms: nodes.Linear) -> Iterator[Occurrence]:
    yield from _all((term.name for term in terms if term.name is not None), *QUANTITIES)


def _expression(expression: nodes.Expression) -> Iterator[Occurrence]:
    match expression:
        case nodes.Share(numerator, denominator) | nodes.Rate(numerator, denominator):
            yield from _linear((*numerator, *denominator))
        case nodes.Count(total):
            yield from _linear(total)
        case nodes.ShareWhere(condition, _, among):
            yield from _condition(condition)
            if among is not None:
                yield from _condition(among)
        case nodes.CountWhere(condition):
            yield from _condition(condition)
        case nodes.Mean(measure, weight):
            yield from _graded(measure)
            if weight is not None:
                yield from _one(weight, "measure")


def _graded(name: nodes.Name) -> Iterator[Occurrence]:
    """A measure, or a group of a scale: ``digital.teaching``."""
    scale, dot, group = name.text.partition(".")
    if not dot or name.span is None:
        yield from _one(name, "measure", "scale")
        return
    start = name.span.start
    cut = start + len(scale)
    yield Occurrence(scale, attrs.evolve(name.span, end=cut), ("scale",))
    yield Occurrence(group, attrs.evolve(name.span, start=cut + 1), ("group",), scale)


def _condition(condition: nodes.Condition) -> Iterator[Occurrence]:
    match condition:
        case nodes.Holding(name):
            yield from _one(name, *CONDITIONS)
        case nodes.Comparing(name):
            yield from _one(name, *QUANTITIES)
        case nodes.Levelled(name, _, band):
            yield from _graded(name)
            yield from _one(band, "band", inside=name.text.partition(".")[0])
        case nodes.Not(operand):
            yield from _condition(operand)
        case nodes.And(operands) | nodes.Or(operands) | nodes.SomeOf(_, operands):
            for each in operands:
                yield from _condition(each)
        case nodes.Met(indicator, scope):
            yield from _one(indicator, "indicator")
            yield from _all(scope, "member")


# --- rules ----------------------------------------------------------------------------------------


def _arm(arm: nodes.Arm) -> Iterator[Occurrence]:
    if arm.of_which is not None:
        yield from _one(arm.of_which, "indicator")
    yield from _all(arm.scope, "member")


_OF_CLAUSE: dict[str, Kind] = {
    "lead": "unit", "with": "unit", "done_by": "unit", "sent_to": "unit",
    "except": "member", "reported_by": "member", "by_dimension": "dimension",
}  # fmt: skip


def _clause(clause: nodes.Clause) -> Iterator[Occurrence]:
    match clause:
        case nodes.NamesClause(kind, names):
            yield from _all(names, _OF_CLAUSE[kind])
        case nodes.NameClause(kind, name):
            yield from _one(name, "plan" if kind == "parent" else "calendar")
        case nodes.WhenClause(condition):
            yield from _condition(condition)
        case nodes.EndsClause(_, successors):
            yield from _all(successors, "unit")
        case nodes.WithinClause(_, origin, name) if name is not None:
            yield from _one(name, *(("work",) if origin == "deadline" else ("fact", "work")))
        case nodes.GivenClause(schools, items):
            if schools is not None:
                yield from _all(schools.members, "member")
            for item in items:
                yield from _given(item)
        case nodes.ExpectClause():
            yield from _expected(clause)


# --- examples -------------------------------------------------------------------------------------


def _given(item: nodes.GivenItem) -> Iterator[Occurrence]:
    match item:
        case nodes.Done(name, _, units):
            yield from _one(name, "work", "fact")
            yield from _all(units, "unit")
        case nodes.Figure(name, scope) | nodes.Answer(name, scope):
            yield from _one(name, *CONDITIONS)
            yield from _all(scope, "member")


def _expected(clause: nodes.ExpectClause) -> Iterator[Occurrence]:
    scale = ""
    if isinstance(clause.subject, nodes.Text):
        yield from _in_id(clause.subject)
    elif clause.band is not None:
        scale = clause.subject[0].text.partition(".")[0]
        yield from _graded(clause.subject[0])
    else:
        yield from _one(clause.subject[0], "indicator", "work", "scale")
        yield from _all(clause.subject[1:], "member")
    if clause.band is not None:
        yield from _one(clause.band, "band", inside=scale)
    yield from _all((*clause.lead, *clause.cooperating), "unit")


def _in_id(text: nodes.Text) -> Iterator[Occurrence]:
    """The name that the exact id of a rule begins with."""
    if text.span is not None:
        name = text.value.partition(".")[0]
        start = text.span.start + 1
        span = attrs.evolve(text.span, start=start, end=start + len(name))
        if name and span.text == name:
            yield Occurrence(name, span, ("indicator", "work", "scale"))
