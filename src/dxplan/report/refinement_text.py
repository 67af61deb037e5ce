"""What became of the parent's targets in a child plan, for officers: within 100 columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from dxplan.analysis.results import Refinement
from dxplan.messages import Language
from dxplan.plan.model import Plan
from dxplan.report.analysis_words import say
from dxplan.report.layout import Column, headed, packed, paragraph, sections, table
from dxplan.report.page import Tone, Toned
from dxplan.report.refinement_examples import COLUMNS, Example
from dxplan.report.refinement_words import (
    KINDS,
    SHORT,
    Kind,
    Told,
    in_order,
    kind_of,
    left_out_lines,
    promise_text,
    rule_line,
    told,
)
from dxplan.report.rule_text import document_text

_GROUPS: tuple[tuple[str, tuple[Kind, ...]], ...] = (
    ("falls_short", SHORT),
    ("not_decided", ("not_decided",)),
    ("holds", ("stricter", "restated")),
)
_WIDTHS = {"plan": 10, "rule": None, "time": 16, "counts": 22, "verdict": 13}


def refinement_text(refinement: Refinement, language: Language) -> str:
    """A refinement as text with a line end: what needs attention first."""
    found = [(kind_of(each), told(each, refinement, language)) for each in in_order(refinement)]
    ended = dict.fromkeys(note for _, each in found for note in each.ended)
    return sections(
        [
            _head(refinement, language),
            _rules("contradictory", _contradictory(refinement, language), language),
            *(_section(code, found, kinds, language) for code, kinds in _GROUPS),
            _rules("left_out", left_out_lines(refinement, language), language),
            _rules("units", ended, language),
        ]
    )


def verdict_sentence(refinement: Refinement, language: Language) -> str:
    """Whether the child is at least as strict as its parent, in one sentence."""
    counts = Counter(map(kind_of, refinement))
    short, total = sum(counts[kind] for kind in SHORT), len(refinement.results)
    numbers = {"count": short, "total": total, "open": counts["not_decided"]}
    if refinement.contradictory:
        code = "contradictory"
    elif short:
        code = "falls_short_open" if numbers["open"] else "falls_short"
    elif numbers["open"]:
        code = "open"
    else:
        code = "holds" if total else "no_targets"
    return say("head", code, language, **numbers)


def _head(refinement: Refinement, language: Language) -> str:
    plans = [
        paragraph(_plan(plan, language), lead=f"{say('head', code, language)}: ")
        for code, plan in (("child", refinement.child), ("parent", refinement.parent))
    ]
    counts = Counter(map(kind_of, refinement))
    shown = [
        Toned(f"{say('status', kind, language)} {counts[kind]}", _tone(kind))
        for kind in KINDS
        if counts[kind]
    ]
    promised = promise_text(refinement, language)
    said = [paragraph(each) for each in (verdict_sentence(refinement, language), promised) if each]
    return "\n".join([*plans, "", *said, *([packed("", shown)] if shown else [])])


def _tone(kind: Kind) -> Tone:
    if kind in SHORT:
        return "bad"
    return "open" if kind == "not_decided" else "good"


def _plan(plan: Plan, language: Language) -> str:
    document = document_text(plan.document, language)
    title = plan.title or plan.id
    return f"{title} ({document})" if document else title


def _contradictory(refinement: Refinement, language: Language) -> list[str]:
    return [rule_line(rule, refinement.child, language) for rule in refinement.contradictory]


def _rules(code: str, lines: Iterable[str], language: Language) -> str:
    body = "\n".join(paragraph(line, lead="- ") for line in lines)
    return headed(say("heading", code, language), body)


def _section(
    code: str, found: Iterable[tuple[Kind, Told]], kinds: tuple[Kind, ...], language: Language
) -> str:
    blocks = [_block(each, language) for kind, each in found if kind in kinds]
    return headed(say("heading", code, language), "\n\n".join(blocks))


def _block(found: Told, language: Language) -> str:
    """One target of the parent, and everything there is to say about it."""
    lines = [paragraph(found.target, lead="- ")]
    lines += [paragraph(text, lead="  ") for text in (found.meaning, *found.remarks)]
    if found.rules:
        lines.append(paragraph(found.heading, lead="  "))
        lines += [paragraph(rule, lead="  - ") for rule in found.rules]
    if found.leading:
        lines.append(paragraph(found.leading, lead="  "))
    for example in found.examples:
        lines += _example(example, language)
    return "\n".join(lines).rstrip()


def _example(example: Example, language: Language) -> list[str]:
    columns = [Column(say("heading", name, language), _WIDTHS[name]) for name in COLUMNS]
    rows = table(columns, [row.cells for row in example.rows])
    notes = [paragraph(note, lead="  ") for note in example.notes]
    return [paragraph(example.sentence, lead="  "), "", rows, "", *notes]
