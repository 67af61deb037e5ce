"""The plan above: whether it is known, and the promise not to be below it."""

from __future__ import annotations

from collections.abc import Sequence

from dxplan.diagnostics import Diagnostic
from dxplan.plan.book import Book, joined, names, texts
from dxplan.plan.environment import Environment
from dxplan.plan.model import Pledge
from dxplan.plan.parent_numbers import Above
from dxplan.source import Span
from dxplan.syntax import lexicon, nodes


def note_parent(
    book: Book, name: nodes.Name, plan: str, environment: Environment, *, pledged: bool
) -> None:
    """Note what is known of the parent that a plan names; one that is not loaded is said.

    :param plan: the name of the plan itself.
    :param pledged: whether the promise will say that it is not loaded.
    """
    thresholds = tuple(t for t in environment.parent_thresholds if t.document == name.text)
    loaded = name.text in environment.plans
    book.above = Above(name.text, environment.parent, thresholds, loaded)
    if name.text == plan:
        book.say("parent-circle", name.span, names=f"{plan} > {plan}")
    elif not (loaded or thresholds or pledged):
        book.say("parent-not-loaded", name.span, name=name.text)


def bind_pledge(book: Book, statements: Sequence[nodes.PledgeStatement]) -> Pledge | None:
    """The promise that no target is below the parent's; a plan makes it once."""
    if not statements:
        return None
    first, *others = statements
    for second in others:
        book.diagnostics.append(_repeated(second, first))
    if not book.above.name:
        book.say("pledge-without-parent", _words(first))
    elif not book.above.loaded:
        book.say("pledge-unchecked", _words(first), name=book.above.name)
    clauses = first.clauses
    return Pledge(
        book.find_units(names(clauses, "lead")),
        book.find_units(names(clauses, "with")),
        joined(clauses, "cite"),
        texts(clauses, "assume"),
        joined(clauses, "note"),
        span=first.span,
    )


def _repeated(second: nodes.PledgeStatement, first: nodes.PledgeStatement) -> Diagnostic:
    where = "" if first.span is None else f"{first.span.source.name}:{first.span.line}"
    related = () if first.span is None else (first.span,)
    return Diagnostic("duplicate-pledge", _words(second), {"where": where}, related=related)


def _words(statement: nodes.PledgeStatement) -> Span | None:
    """The place of the sentence itself, without its clauses."""
    span = statement.span
    written = "" if span is None else lexicon.keyword_at(span.text, 0)
    return span and Span(span.source, span.start, span.start + len(written or span.text))
