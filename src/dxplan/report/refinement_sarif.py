"""What a child plan falls short of, as results for a code review.

One result for each target of the parent that is weakened, incomparable, not covered, led by
nobody or not decided, at the child's rule about it; and one when the child contradicts itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from dxplan.analysis.results import Refined, Refinement
from dxplan.messages import Language, catalogue, help_line
from dxplan.plan.model import Plan, Target
from dxplan.report.analysis_words import say
from dxplan.report.markdown_text import escaped, markdown_list, markdown_table
from dxplan.report.refinement_examples import COLUMNS, Example
from dxplan.report.refinement_words import Kind, Told, in_order, kind_of, rule_line, told
from dxplan.report.sarif import (
    Level,
    Locate,
    ReviewPlace,
    ReviewResult,
    ReviewRule,
    nowhere,
    sarif_text,
)
from dxplan.source import Span

_CODES: dict[Kind, tuple[str, Level]] = {
    "weaker": ("weaker-than-parent", "error"),
    "incomparable": ("incomparable-with-parent", "error"),
    "not_covered": ("parent-target-not-covered", "warning"),
    "unled": ("nobody-leads-in-child", "warning"),
    "not_decided": ("not-decided-against-parent", "note"),
}


@attrs.frozen
class Folders:
    """Where the files of both plans lie, seen from the folder of the review."""

    child: Locate = nowhere
    parent: Locate = nowhere


def refinement_sarif(
    refinement: Refinement, language: Language, folders: Folders | None = None
) -> str:
    """A refinement as a SARIF log with a line end."""
    where = folders or Folders()
    results = [
        *_contradiction(refinement, where, language),
        *(
            _result(each, refinement, where, language)
            for each in in_order(refinement)
            if kind_of(each) in _CODES
        ),
    ]
    return sarif_text(results, language)


def _rule(code: str, level: Level, language: Language) -> ReviewRule:
    advice = help_line(catalogue("analysis")["review"][code], language, {})
    return ReviewRule(code, level, say("review", code, language), advice)


def _contradiction(
    refinement: Refinement, folders: Folders, language: Language
) -> Iterator[ReviewResult]:
    """That the rules of the child cannot all be kept, at the first of them."""
    rules = refinement.contradictory
    if not rules:
        return
    child = refinement.child
    intro = say("head", "contradictory", language)
    lines = [rule_line(rule, child, language) for rule in rules]
    yield ReviewResult(
        _rule("contradicts-itself", "error", language),
        "\n".join([intro, *(f"- {line}" for line in lines)]),
        (child.id, *(rule.id for rule in rules)),
        f"{escaped(intro)}\n\n{markdown_list(lines)}",
        *_places(child, rules, folders.child, language),
    )


def _result(
    refined: Refined, refinement: Refinement, folders: Folders, language: Language
) -> ReviewResult:
    child, parent = refinement.child, refinement.parent
    found = told(refined, refinement, language)
    at, related = _places(child, refined.by, folders.child, language)
    asked = _place(refined.target.span, folders.parent, say("review", "in_parent", language))
    return ReviewResult(
        _rule(*_CODES[kind_of(refined)], language),
        message_text(found),
        (child.id, parent.id, refined.target.id),
        message_markdown(found, language),
        at,
        (*asked, *related),
    )


def _places(
    child: Plan, rules: Iterable[Target], locate: Locate, language: Language
) -> tuple[ReviewPlace | None, tuple[ReviewPlace, ...]]:
    """Where a result is shown: at the first rule, or the plan's own line; and the other rules."""
    text = say("review", "in_child", language)
    found = [place for rule in rules for place in _place(rule.span, locate, text)]
    if found:
        return attrs.evolve(found[0], text=""), tuple(found[1:])
    spans = [child.span, *(target.span for target in child.targets)]
    places = (place for span in spans for place in _place(span, locate, ""))
    return next(places, None), ()


def _place(span: Span | None, locate: Locate, text: str) -> tuple[ReviewPlace, ...]:
    return () if span is None else (ReviewPlace(span, locate, text),)


# --- messages -------------------------------------------------------------------------------------


def message_text(found: Told) -> str:
    """Everything there is to say about a target, as lines of plain text."""
    lines = [found.target, found.meaning, *found.remarks]
    if found.rules:
        lines += [found.heading, *(f"- {rule}" for rule in found.rules)]
    lines += [*filter(None, [found.leading]), *found.ended]
    for example in found.examples:
        lines.append(example.sentence)
        lines += [f"- {' — '.join(row.cells)}" for row in example.rows]
        lines += example.notes
    return "\n".join(lines)


def message_markdown(found: Told, language: Language) -> str:
    """The same as Markdown, counterexamples as tables."""
    parts = [f"**{escaped(found.target)}**", *map(escaped, (found.meaning, *found.remarks))]
    if found.rules:
        parts += [escaped(found.heading), markdown_list(found.rules)]
    parts += map(escaped, [*filter(None, [found.leading]), *found.ended])
    for example in found.examples:
        parts += _example(example, language)
    return "\n\n".join(parts)


def _example(example: Example, language: Language) -> list[str]:
    headings = [say("heading", name, language) for name in COLUMNS]
    rows = markdown_table(headings, [row.cells for row in example.rows])
    return [escaped(example.sentence), rows, *map(escaped, example.notes)]
