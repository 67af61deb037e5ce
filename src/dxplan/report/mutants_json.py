"""Which mistakes in its rules a plan's examples would notice, as JSON: ``dxplan.mutants/1``."""

from __future__ import annotations

import json
from typing import Any

from dxplan.examples.mutants.kinds import KINDS
from dxplan.examples.mutants.results import OUTCOMES, Tried, Tries
from dxplan.messages import LANGUAGES, Language, Phrase
from dxplan.report.mutants_words import changed_lines
from dxplan.syntax import nodes
from dxplan.syntax.printer import print_statement

SCHEMA = "dxplan.mutants/1"


def mutants_json(tries: Tries) -> dict[str, Any]:
    """What was changed and what became of it; rules and examples in the words of every language."""
    return {
        "schema": SCHEMA,
        "plan": tries.plan.id,
        "examples": tries.examples,
        "summary": {outcome: tries.count(outcome) for outcome in OUTCOMES},
        "kinds": {
            kind: {outcome: tries.count(outcome, kind) for outcome in OUTCOMES} for kind in KINDS
        },
        "changes": [_change(each) for each in tries],
    }


def mutants_json_text(tries: Tries) -> str:
    """The same as JSON text with a line end."""
    return json.dumps(mutants_json(tries), ensure_ascii=False, indent=2) + "\n"


def _change(tried: Tried) -> dict[str, Any]:
    return {
        "kind": tried.kind,
        "place": _place(tried.statement),
        "rule": {language: _sides(tried, language) for language in LANGUAGES},
        "outcome": tried.outcome,
        "reason": tried.reason or None,
        "noticed_by": tried.noticed_by or None,
        "suggestion": _texts(tried.suggestion),
        "none_because": _in_words(tried.none_because),
    }


def _place(statement: nodes.Statement) -> dict[str, Any] | None:
    span = statement.span
    return None if span is None else {"file": span.source.name, "line": span.line}


def _sides(tried: Tried, language: Language) -> dict[str, Any]:
    lines = changed_lines(tried.statement, tried.changed, language)
    before, after = list(lines.before), list(lines.after)
    return {"head": lines.head or None, "before": before, "after": after}


def _in_words(phrase: Phrase | None) -> dict[str, str] | None:
    return None if phrase is None else {each: phrase.text(each) for each in LANGUAGES}


def _texts(suggestion: nodes.ExampleStatement | None) -> dict[str, str] | None:
    if suggestion is None:
        return None
    return {language: print_statement(suggestion, language) for language in LANGUAGES}
