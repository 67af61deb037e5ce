"""Which mistakes in its rules the examples of a plan would notice, as a person reads it."""

from __future__ import annotations

from collections.abc import Iterator

from dxplan.examples.mutants.kinds import KINDS
from dxplan.examples.mutants.results import OUTCOMES, Outcome, Tried, Tries
from dxplan.messages import Language
from dxplan.report.layout import Column, headed, paragraph, sections, table
from dxplan.report.mutants_words import changed_lines, place_of, say, shown_line
from dxplan.report.words import plain
from dxplan.syntax.printer import print_statement


def mutants_text(tries: Tries, language: Language) -> str:
    """How many changes are noticed, and those that are not, each with an example that would."""
    if not tries.tried:
        return paragraph(say("sentence", "nothing_to_change", language, plan=tries.plan.id)) + "\n"
    return sections(
        [
            paragraph(_head(tries, language)),
            _table(tries, language),
            _listed("not_noticed", tries, language),
            _listed("same", tries, language),
            verdict_sentence(tries, language),
        ]
    )


def verdict_sentence(tries: Tries, language: Language) -> str:
    """Whether the examples notice everything, in one line."""
    count = tries.count("not_noticed")
    code = "some_not_noticed" if count else "all_noticed"
    return paragraph(say("sentence", code, language, count=count))


def _head(tries: Tries, language: Language) -> str:
    numbers = {"count": len(tries.tried), "examples": tries.examples}
    return say("sentence", "tried", language, plan=tries.plan.id, **numbers)


def _table(tries: Tries, language: Language) -> str:
    columns = [
        Column(say("heading", "kind", language)),
        Column(say("heading", "changes", language), 14, numeric=True),
        *(Column(say("outcome", each, language), 14, numeric=True) for each in OUTCOMES),
    ]
    rows = []
    for kind in KINDS:
        counts = [tries.count(outcome, kind) for outcome in OUTCOMES]
        if any(counts):
            rows.append([say("kind", kind, language), *map(str, (sum(counts), *counts))])
    return table(columns, rows)


def _listed(outcome: Outcome, tries: Tries, language: Language) -> str:
    found = tries.of(outcome)
    if not found:
        return ""
    entries, shown = [], set[str]()
    for each in found:
        entries.append("\n".join((*_change(each, language), *_said(each, shown, language))))
        if each.suggestion is not None:
            shown.add(each.suggestion.title.value)
    heading = say("heading", outcome, language, count=len(found))
    return headed(heading, "\n\n".join(entries))


def _change(tried: Tried, language: Language) -> Iterator[str]:
    """Where it is, and the lines of the rule as they are and as they became."""
    lines = changed_lines(tried.statement, tried.changed, language)
    yield f"{plain(place_of(tried.statement))}  {say('kind', tried.kind, language)}"
    if lines.head:
        yield f"      {shown_line(lines.head)}"
    yield from (f"    - {shown_line(line)}" for line in lines.before)
    yield from (f"    + {shown_line(line)}" for line in lines.after)


def _said(tried: Tried, shown: set[str], language: Language) -> Iterator[str]:
    """Why it makes no difference, or the example that would notice it, told once."""
    suggested = tried.suggestion
    if tried.reason:
        yield paragraph(say("reason", tried.reason, language), lead="    ")
    elif tried.none_because is not None:
        why = tried.none_because.text(language)
        yield paragraph(say("sentence", "none_because", language, reason=why), lead="    ")
    elif suggested is None:
        yield paragraph(say("sentence", "nothing_found", language), lead="    ")
    elif suggested.title.value in shown:
        above = say("sentence", "as_above", language, title=suggested.title.value)
        yield paragraph(above, lead="    ")
    else:
        yield f"    {say('sentence', 'would_notice', language)}"
        lines = print_statement(suggested, language).split("\n")
        yield from (f"        {shown_line(line)}" for line in lines)
