"""The vocabularies that a plan uses, and the names that stand in those that it does not use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dxplan.messages import Phrase
from dxplan.plan.book import Book, of_kind
from dxplan.plan.declarations import declare, mark_broken
from dxplan.plan.environment import Environment, Vocabulary
from dxplan.plan.scales import criteria_of
from dxplan.syntax import nodes


def used_by(
    book: Book, statements: Sequence[nodes.Statement], environment: Environment
) -> list[Vocabulary]:
    """The vocabularies that are used, each once, and before it those that it uses itself."""
    found: dict[str, Vocabulary] = {}
    begun: set[str] = set()

    def visit(uses: list[nodes.UseStatement]) -> None:
        for use in sorted(uses, key=lambda each: each.name.text):
            name = use.name.text
            vocabulary = environment.vocabularies.get(name)
            if vocabulary is None:
                known = ", ".join(sorted(environment.vocabularies)) or "-"
                hint = Phrase("known-are", {"names": known})
                book.say("unknown-vocabulary", use.name.span, name=name, hint=hint)
            elif name not in begun:
                begun.add(name)
                visit(of_kind(_statements_of(vocabulary), nodes.UseStatement))
                found[name] = vocabulary

    visit(of_kind(statements, nodes.UseStatement))
    return list(found.values())


def _statements_of(vocabulary: Vocabulary) -> list[nodes.Statement]:
    return [statement for file in vocabulary.files for statement in file.statements]


def declare_used(book: Book, used: Sequence[Vocabulary]) -> list[nodes.CheckStatement]:
    """Declare what vocabularies bring; their checks, which are bound with the plan's own."""
    statements: list[nodes.Statement] = []
    for vocabulary in used:
        mark_broken(book, vocabulary.files)
        _declare_values(book, vocabulary)
        statements.extend(_statements_of(vocabulary))
        for statement in _statements_of(vocabulary):
            if isinstance(statement, _RULES):
                book.say("rule-in-vocabulary", statement.span, vocabulary=vocabulary.name)
    # All together, because vocabularies may use each other in a circle.
    declare(book, statements)
    return of_kind(statements, nodes.CheckStatement)


_RULES = (
    nodes.PlanStatement, nodes.TargetStatement, nodes.PledgeStatement, nodes.WorkStatement,
    nodes.WaiveStatement, nodes.ExampleStatement,
)  # fmt: skip


def _declare_values(book: Book, vocabulary: Vocabulary) -> None:
    """Names that a plugin made in Python."""
    for dimension in vocabulary.dimensions:
        book.collect(book.dimensions.declare(dimension, plugin=vocabulary.plugin))
        for member in dimension.members:
            book.collect(book.members.declare(member, plugin=vocabulary.plugin))
    for measure in vocabulary.measures:
        book.collect(book.measures.declare(measure, plugin=vocabulary.plugin))
    for indicator in vocabulary.indicators:
        book.collect(book.indicators.declare(indicator, plugin=vocabulary.plugin))
    for unit in vocabulary.units:
        book.collect(book.units.declare(unit, plugin=vocabulary.plugin))


def note_elsewhere(book: Book, environment: Environment, used: Sequence[Vocabulary]) -> None:
    """Names of vocabularies that are not used, so that an unknown name can be told where it is."""
    names = {vocabulary.name for vocabulary in used}
    for vocabulary in environment.vocabularies.values():
        if vocabulary.name in names:
            continue
        for statement in _statements_of(vocabulary):
            for elsewhere, declared in _declared_by(book, statement):
                for name in filter(None, (declared.name, declared.alias)):
                    elsewhere.setdefault(name.text, vocabulary.name)


def _declared_by(
    book: Book, statement: nodes.Statement
) -> Iterator[tuple[dict[str, str], nodes.Declared]]:
    """What a statement declares, with the table that its names would stand in."""
    match statement:
        case nodes.IndicatorStatement(declared=declared):
            yield book.indicators.elsewhere, declared
        case nodes.ScaleStatement(declared=declared):
            yield book.scales.elsewhere, declared
            criteria = criteria_of(statement)
            yield from ((book.measures.elsewhere, each.declared) for each in criteria)
        case nodes.DeclarationStatement(kind=kind, declared=declared):
            tables = {"unit": book.units.elsewhere, "fact": book.facts.elsewhere}
            yield tables.get(kind, book.measures.elsewhere), declared
        case nodes.DimensionStatement(declared=declared, members=members):
            yield book.dimensions.elsewhere, declared
            yield from ((book.members.elsewhere, each) for each in _member_names(members))


def _member_names(members: Sequence[nodes.MemberNode]) -> Iterator[nodes.Declared]:
    for member in members:
        yield member.declared
        yield from _member_names(member.members)
