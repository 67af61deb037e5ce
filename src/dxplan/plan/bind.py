"""Binding: from syntax trees and an environment to a plan in which every name is resolved.

Declarations come first, those of the vocabularies before the plan's own, whatever their order in
the files; so the order of statements and files never changes what a plan means.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

import attrs

from dxplan.diagnostics import Outcome
from dxplan.limits import current
from dxplan.messages import Language, Phrase
from dxplan.plan.book import Book, check_once, texts
from dxplan.plan.counted import check_origins
from dxplan.plan.declare import (
    check_successors,
    declare_dimension,
    declare_fact,
    declare_measure,
    declare_unit,
)
from dxplan.plan.dependencies import check_dependencies
from dxplan.plan.environment import Environment, Vocabulary
from dxplan.plan.expressions import bind_check, declare_indicator
from dxplan.plan.indicator_order import await_indicators, in_order
from dxplan.plan.milestones import check_unique, link_milestones
from dxplan.plan.model import Check, Document, Duty, Plan, Task, Waiver
from dxplan.plan.names import duplicate
from dxplan.plan.pledges import bind_pledge, note_parent
from dxplan.plan.scales import criteria_of, declare_criteria, declare_scales
from dxplan.plan.targets import bind_target
from dxplan.plan.timing import literal_period
from dxplan.plan.work import bind_duty, bind_task, bind_waiver
from dxplan.source import Span
from dxplan.syntax import lexicon, nodes
from dxplan.syntax.undisturbed import undisturbed
from dxplan.values.calendars import MINISTRY
from dxplan.values.periods import Period

S = TypeVar("S")


def bind(
    files: Sequence[nodes.RuleFile], environment: Environment, fallback_id: str = "plan"
) -> Outcome[Plan]:
    """The plan that some rule files say together.

    :param environment: vocabularies, calendars and what else the files may refer to.
    :param fallback_id: the plan's id when no file has a ``plan`` statement.
    """
    with undisturbed():
        found = declared(files, environment, fallback_id)
        return found.with_rules(found.statements)


@attrs.frozen
class Declared:
    """What some files declare, before their rules are bound.

    :param plan: without any rule.
    :param checks: those of the vocabularies.
    """

    book: Book
    plan: Plan
    statements: tuple[nodes.Statement, ...]
    checks: tuple[nodes.CheckStatement, ...]

    def with_rules(self, statements: Sequence[nodes.Statement]) -> Outcome[Plan]:
        """The plan with the rules of some statements, which may be others than those read."""
        book = attrs.evolve(self.book, diagnostics=[*self.book.diagnostics])
        plan = _with_rules(book, self.plan, statements, self.checks)
        return Outcome(plan, tuple(book.diagnostics))


def declared(
    files: Sequence[nodes.RuleFile], environment: Environment, fallback_id: str = "plan"
) -> Declared:
    """What some rule files declare; parameters as of :func:`bind`."""
    statements = [statement for file in files for statement in file.statements]
    book = Book(calendar=environment.calendars.get(MINISTRY.name, MINISTRY))
    head = _head(book, statements)
    plan = _described(book, head, environment, fallback_id, files)
    used = _use(book, statements, environment)
    checks = _declare_used(book, used)
    _mark_broken(book, files)
    _note_elsewhere(book, environment, used)
    _declare(book, statements)
    uses = tuple(vocabulary.name for vocabulary in used)
    plan = attrs.evolve(plan, uses=uses, files=tuple(files))
    return Declared(book, plan, tuple(statements), tuple(checks))


def of_kind(statements: Iterable[nodes.Statement], kind: type[S]) -> list[S]:
    """The statements of a class."""
    return [statement for statement in statements if isinstance(statement, kind)]


# --- the plan statement ---------------------------------------------------------------------------


def _head(book: Book, statements: Sequence[nodes.Statement]) -> nodes.PlanStatement | None:
    heads = of_kind(statements, nodes.PlanStatement)
    for second in heads[1:]:
        book.diagnostics.append(
            duplicate("plan", second.name.text, second.name.span, heads[0].name.span)
        )
    return heads[0] if heads else None


def _described(
    book: Book,
    head: nodes.PlanStatement | None,
    environment: Environment,
    fallback_id: str,
    files: Sequence[nodes.RuleFile],
) -> Plan:
    language = _language(files)
    if head is None:
        return Plan(fallback_id, fallback_id, language=language, calendar=book.calendar)
    check_once(book, head.clauses)
    _choose_calendar(book, head, environment)
    plan = Plan(
        head.name.text,
        head.name.text if head.title is None else head.title.value,
        territory="; ".join(texts(head.clauses, "territory")),
        notes=texts(head.clauses, "note"),
        language=language,
        calendar=book.calendar,
        span=head.span,
    )
    for clause in head.clauses:
        if isinstance(clause, nodes.DocumentClause):
            plan = attrs.evolve(plan, document=_document(book, clause))
        elif isinstance(clause, nodes.PeriodClause):
            book.period = _period(book, clause)
            plan = attrs.evolve(plan, period=book.period)
        elif isinstance(clause, nodes.NameClause) and clause.kind == "parent":
            plan = attrs.evolve(plan, parent=clause.name.text)
            statements = (each for file in files for each in file.statements)
            pledged = bool(of_kind(statements, nodes.PledgeStatement))
            note_parent(book, clause.name, plan.id, environment, pledged=pledged)
    return plan


def _language(files: Sequence[nodes.RuleFile]) -> Language:
    """The language of the file with the ``plan`` statement, or else of most files."""
    for file in files:
        if of_kind(file.statements, nodes.PlanStatement):
            return file.language
    vietnamese = sum(file.language == "vi" for file in files)
    return "vi" if 2 * vietnamese > len(files) else "en"


def _choose_calendar(book: Book, head: nodes.PlanStatement, environment: Environment) -> None:
    for clause in head.clauses:
        if isinstance(clause, nodes.NameClause) and clause.kind == "calendar":
            found = environment.calendars.get(clause.name.text)
            if found is None:
                known = Phrase("known-are", {"names": ", ".join(sorted(environment.calendars))})
                book.say("unknown-calendar", clause.name.span, name=clause.name.text, hint=known)
            else:
                book.calendar = found


def _document(book: Book, clause: nodes.DocumentClause) -> Document:
    issued = None if clause.issued is None else literal_period(clause.issued, book.calendar)
    number = None if clause.number is None else clause.number.value
    return Document(number, clause.issuer.value, issued, clause.draft)


def _period(book: Book, clause: nodes.PeriodClause) -> Period | None:
    first = literal_period(clause.first, book.calendar)
    last = first if clause.last is None else literal_period(clause.last, book.calendar)
    if last.end < first.start:
        book.say("reversed-period", clause.span, first=first.start, last=last.end)
        return None
    years, most = last.end.year - first.start.year + 1, current().period_years
    if years > most:
        book.say("period-too-long", clause.span, years=years, limit=most)
        return None
    return Period(first.start, last.end)


# --- vocabularies ---------------------------------------------------------------------------------


def _use(
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


def _declare_used(book: Book, used: Sequence[Vocabulary]) -> list[nodes.CheckStatement]:
    statements: list[nodes.Statement] = []
    for vocabulary in used:
        _mark_broken(book, vocabulary.files)
        _declare_values(book, vocabulary)
        statements.extend(_statements_of(vocabulary))
        for statement in _statements_of(vocabulary):
            if isinstance(statement, _RULES):
                book.say("rule-in-vocabulary", statement.span, vocabulary=vocabulary.name)
    # All together, because vocabularies may use each other in a circle.
    _declare(book, statements)
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


def _note_elsewhere(book: Book, environment: Environment, used: Sequence[Vocabulary]) -> None:
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


# --- declarations ---------------------------------------------------------------------------------


def _mark_broken(book: Book, files: Sequence[nodes.RuleFile]) -> None:
    """What a broken statement seems to declare is known, so that using it is not a second error."""
    book.unread_rules += sum(not broken.head for file in files for broken in file.broken)
    heads: dict[str, set[str]] = {
        "UNIT": book.units.broken, "MEASURE": book.measures.broken, "FLAG": book.measures.broken,
        "FACT": book.facts.broken, "INDICATOR": book.indicators.broken,
        "DIMENSION": book.dimensions.broken, "SCALE": book.scales.broken,
    }  # fmt: skip
    own = lexicon.own_words()
    for broken in (broken for file in files for broken in file.broken if broken.head):
        folded = " ".join(broken.head.casefold().split())
        for terminal, table in heads.items():
            if folded in own[terminal]:
                table.update(broken.declares)
        for terminal, inside in (("DIMENSION", book.members), ("SCALE", book.measures)):
            if folded in own[terminal] and broken.span is not None:
                text = broken.span.text
                words = text.replace(",", " ").replace("{", " ").replace("|", " ").split()
                inside.broken.update(words)


def _declare(book: Book, statements: Sequence[nodes.Statement]) -> None:
    for dimension in of_kind(statements, nodes.DimensionStatement):
        declare_dimension(book, dimension)
    declarations = of_kind(statements, nodes.DeclarationStatement)
    for declaration in declarations:
        if declaration.kind in ("measure", "flag"):
            declare_measure(book, declaration)
        elif declaration.kind == "fact":
            declare_fact(book, declaration)
        else:
            declare_unit(book, declaration)
    check_successors(book, declarations)
    scales = of_kind(statements, nodes.ScaleStatement)
    reported_by = declare_criteria(book, scales)
    indicators = in_order(book, of_kind(statements, nodes.IndicatorStatement))
    await_indicators(book, indicators, _declare_once)
    declare_scales(book, scales, reported_by)
    for indicator in indicators:
        _declare_once(book, indicator)


def _declare_once(book: Book, statement: nodes.IndicatorStatement) -> None:
    """Declare an indicator unless that has begun."""
    if id(statement) not in book.begun:
        book.begun.add(id(statement))
        declare_indicator(book, statement)


# --- rules ----------------------------------------------------------------------------------------


def _with_rules(
    book: Book,
    plan: Plan,
    statements: Sequence[nodes.Statement],
    vocabulary_checks: Sequence[nodes.CheckStatement],
) -> Plan:
    targets = [
        target
        for statement in of_kind(statements, nodes.TargetStatement)
        for target in bind_target(book, statement)
    ]
    check_dependencies(book, targets)
    tasks, duties = _work(book, statements)
    checks: list[Check] = [
        bind_check(book, statement)
        for statement in (*vocabulary_checks, *of_kind(statements, nodes.CheckStatement))
    ]
    found = (bind_waiver(book, waive) for waive in of_kind(statements, nodes.WaiveStatement))
    waivers: list[Waiver] = [waiver for waiver in found if waiver is not None]
    return attrs.evolve(
        plan,
        dimensions=dict(book.dimensions.entries),
        measures=dict(book.measures.entries),
        facts=dict(book.facts.entries),
        indicators=dict(book.indicators.entries),
        units=dict(book.units.entries),
        scales=dict(book.scales.entries),
        targets=link_milestones(check_unique(targets, book.diagnostics)),
        tasks=tuple(tasks),
        duties=tuple(duties),
        checks=tuple(checks),
        waivers=tuple(waivers),
        pledge=bind_pledge(book, of_kind(statements, nodes.PledgeStatement)),
    )


def _work(book: Book, statements: Sequence[nodes.Statement]) -> tuple[list[Task], list[Duty]]:
    tasks: list[Task] = []
    duties: list[Duty] = []
    first: dict[str, Span | None] = {}
    works = of_kind(statements, nodes.WorkStatement)
    for statement in reversed(works):
        for declared in (statement.declared.alias, statement.declared.name):
            if declared is not None:
                book.works[declared.text] = statement
    for statement in works:
        name = statement.declared.name
        if name.text in first:
            book.diagnostics.append(duplicate("work", name.text, name.span, first[name.text]))
            continue
        first[name.text] = name.span
        if statement.kind == "task":
            tasks.append(bind_task(book, statement))
        else:
            duty = bind_duty(book, statement)
            if duty is not None:
                duties.append(duty)
    check_origins(book, tasks)
    return tasks, duties
