"""The plan statement: which document the rules are, for when, below which other document."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from dxplan.limits import current
from dxplan.messages import Language, Phrase
from dxplan.plan.book import Book, check_once, of_kind, texts
from dxplan.plan.environment import Environment
from dxplan.plan.model import Document, Plan
from dxplan.plan.names import duplicate
from dxplan.plan.pledges import note_parent
from dxplan.plan.timing import literal_period
from dxplan.syntax import nodes
from dxplan.values.periods import Period


def head_of(book: Book, statements: Sequence[nodes.Statement]) -> nodes.PlanStatement | None:
    """The first plan statement; another one is collected."""
    heads = of_kind(statements, nodes.PlanStatement)
    for second in heads[1:]:
        book.diagnostics.append(
            duplicate("plan", second.name.text, second.name.span, heads[0].name.span)
        )
    return heads[0] if heads else None


def described(
    book: Book,
    head: nodes.PlanStatement | None,
    environment: Environment,
    fallback_id: str,
    files: Sequence[nodes.RuleFile],
) -> Plan:
    """The plan that its statement describes, with nothing that the others say."""
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
