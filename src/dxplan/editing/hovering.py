"""What a name or a rule means, as Markdown in the language of the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from dxplan.editing.keywords import keyword_at, meaning
from dxplan.editing.names import Declaration
from dxplan.editing.occurrences import Occurrence
from dxplan.editing.views import View, source_of, statement_at
from dxplan.editing.wording import word
from dxplan.messages import Language
from dxplan.plan.model import Duty, Plan, Target, Task
from dxplan.report.markdown_text import escaped
from dxplan.report.rule_text import target_text, titles_of
from dxplan.source import Span
from dxplan.syntax import nodes
from dxplan.syntax.printer import print_statement


@attrs.frozen
class Hover:
    """What is shown over a stretch of text."""

    markdown: str
    span: Span


def hover(
    view: View,
    parent: Plan | None,
    file: nodes.RuleFile,
    offset: int,
    *,
    language: Language | None = None,
) -> Hover | None:
    """What there is to say of a place.

    Over a name, what it is the name of; over a keyword, what it says; over these and the rest of a
    rule, the rule.

    :param parent: the plan above, where it is loaded.
    :param language: the one to speak; that of the file without it.
    """
    language = language or file.language
    statement = statement_at(file, offset)
    occurrence = view.at(file, offset)
    parts: list[str] = []
    span = None if statement is None else statement.span
    if occurrence is not None:
        span = occurrence.span
        parts.extend(_name(view, parent, occurrence, language))
    elif (keyword := keyword_at(source_of(file), offset)) is not None:
        span, terminal = keyword
        kind = word("kind", "keyword", language)
        parts.append(f"**{escaped(span.text)}** ({kind}) — {meaning(terminal, language)}")
    is_head = occurrence is None or "indicator" in occurrence.kinds or occurrence.declares
    if statement is not None and is_head:
        parts.extend(_rule(view, parent, statement, language))
    text = "\n\n".join(part for part in parts if part)
    return Hover(text, span) if text and span is not None else None


# --- names ----------------------------------------------------------------------------------------


def _name(
    view: View, parent: Plan | None, occurrence: Occurrence, language: Language
) -> Iterator[str]:
    declaration = view.names.meant(occurrence)
    if declaration is None:
        yield from _made(view, parent, occurrence, language)
        return
    kind = word("kind", declaration.kind, language)
    title = f" — {escaped(declaration.title)}" if declaration.title else ""
    yield f"**{escaped(declaration.name)}** ({kind}){title}"
    if not occurrence.declares:
        yield _fenced(_text_of(declaration, language))
    yield from _said(view, declaration, language)
    source = declaration.span.source
    if not any(source_of(file) == source for file in view.files):
        place = f"{source.name}:{declaration.span.line}"
        yield f"{word('hover', 'declared_in', language)}: {escaped(place)}"


def _made(
    view: View, parent: Plan | None, occurrence: Occurrence, language: Language
) -> Iterator[str]:
    """A name that no rule file declares: a plan, a vocabulary, or what a plugin made."""
    plan = view.plan
    for kind in occurrence.kinds:
        titles = {
            "indicator": {name: each.title for name, each in plan.indicators.items()},
            "measure": {name: each.title for name, each in plan.measures.items()},
            "unit": {name: each.title for name, each in plan.units.items()},
            "dimension": {name: each.title for name, each in plan.dimensions.items()},
            "plan": {} if parent is None else {parent.id: parent.title},
        }
        made = titles.get(kind, {}).get(occurrence.text)
        if made is not None or (kind, occurrence.text) in view.others:
            title = f" — {escaped(made)}" if made else ""
            yield f"**{escaped(occurrence.text)}** ({word('kind', kind, language)}){title}"
            return


def _text_of(declaration: Declaration, language: Language) -> str:
    """The declaration itself: its statement in the words of a language, or the part that it is.

    What is said of it beside this is left out here.
    """
    part, statement = declaration.part, declaration.statement
    text = part.text if part is not None else print_statement(_bare(statement), language)
    lines = text.split("\n")
    return "\n".join([*lines[:_LINES], "…"] if len(lines) > _LINES else lines)


_LINES = 12


def _bare(statement: nodes.Statement) -> nodes.Statement:
    """A statement without the clauses that are shown for themselves."""
    clauses = getattr(statement, "clauses", None)
    if clauses is None:
        return statement
    kept = tuple(each for each in clauses if not _is_shown(each))
    without: nodes.Statement = attrs.evolve(statement, clauses=kept, comments=())  # type: ignore[arg-type]
    return without


def _is_shown(clause: object) -> bool:
    return isinstance(clause, nodes.TextClause) and clause.kind in _SHOWN


def _fenced(text: str) -> str:
    fence = "```"
    while fence in text:
        fence += "`"
    return f"{fence}dxplan\n{text}\n{fence}"


def _said(view: View, declaration: Declaration, language: Language) -> Iterator[str]:
    """Citation, assumptions and notes of a declaration."""
    if declaration.part is None:
        clauses = getattr(declaration.statement, "clauses", ())
        for clause in clauses:
            if isinstance(clause, nodes.TextClause) and clause.kind in _SHOWN:
                heading = word("hover", _SHOWN[clause.kind], language)
                yield f"{heading}: {escaped(clause.text.value)}"


_SHOWN = {"cite": "cite", "assume": "assumption", "note": "note"}


# --- rules ----------------------------------------------------------------------------------------


def _rule(
    view: View, parent: Plan | None, statement: nodes.Statement, language: Language
) -> Iterator[str]:
    targets = [each for each in view.plan.targets if _within(each.span, statement.span)]
    for target in targets:
        yield from _target(view.plan, target, language)
    if isinstance(statement, nodes.TargetStatement) and targets:
        yield from _cited(targets[0], language)
        yield from _above(parent, targets, language)
    works: tuple[Task | Duty, ...] = (*view.plan.tasks, *view.plan.duties)
    for work in works:
        if _within(work.span, statement.span):
            yield from _responsible(work, language)


def _within(span: Span | None, statement: Span | None) -> bool:
    return (
        span is not None
        and statement is not None
        and span.source == statement.source
        and statement.start <= span.start < statement.end
    )


def _target(plan: Plan, target: Target, language: Language) -> Iterator[str]:
    heading = word("hover", "id", language)
    yield f"{escaped(target_text(target, plan, language))}  \n{heading}: {escaped(target.id)}"


def _cited(target: Target, language: Language) -> Iterator[str]:
    yield from _responsible(target, language)
    if target.cite:
        yield f"{word('hover', 'cite', language)}: {escaped(target.cite)}"
    for text in target.assumptions:
        yield f"{word('hover', 'assumption', language)}: {escaped(text)}"
    if target.note:
        yield f"{word('hover', 'note', language)}: {escaped(target.note)}"


def _responsible(rule: Target | Task | Duty, language: Language) -> Iterator[str]:
    for code, units in (("lead", rule.lead), ("cooperating", rule.cooperating)):
        if units:
            yield f"{word('hover', code, language)}: {escaped(titles_of(units))}"


def _above(parent: Plan | None, targets: Iterable[Target], language: Language) -> Iterator[str]:
    """What the plan above asks of the same indicator."""
    if parent is None:
        return
    names = {target.indicator.name for target in targets}
    found = [each for each in parent.targets if each.indicator.name in names]
    if not found:
        yield word("hover", "parent_nothing", language, plan=escaped(parent.id))
        return
    lines = [f"- {escaped(target_text(each, parent, language))}" for each in found]
    yield word("hover", "parent", language, plan=escaped(parent.id)) + ":\n\n" + "\n".join(lines)
