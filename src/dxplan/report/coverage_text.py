"""Which rules the examples of a plan reach, as a person reads it."""

from __future__ import annotations

from dxplan.engine.findings import VERDICTS
from dxplan.examples.coverage import Coverage, Reached, Rule
from dxplan.messages import Language
from dxplan.plan.model import Duty, Target, Task
from dxplan.report.layout import Column, headed, packed, paragraph, sections, table
from dxplan.report.mutants_words import say
from dxplan.report.words import plain, word


def coverage_text(coverage: Coverage, language: Language) -> str:
    """How many rules have an example, which verdicts of each are shown, and what is left out."""
    return sections(
        [
            "\n".join(_head(coverage, language)),
            _table(coverage, language),
            _unreached(coverage, language),
        ]
    )


def _head(coverage: Coverage, language: Language) -> list[str]:
    about = {"plan": coverage.plan.id, "examples": coverage.examples}
    lines = [paragraph(say("sentence", "covered", language, **about))]
    for kind, code in ((Target, "targets"), (Task, "tasks"), (Duty, "duties")):
        rules = coverage.of(kind)
        if rules:
            numbers = {"reached": sum(each.expected > 0 for each in rules), "all": len(rules)}
            lines.append(paragraph(say("sentence", f"covered_{code}", language, **numbers)))
    counts = coverage.verdicts()
    shown = [
        f"{word('verdict', each, language)} {counts[each]}" for each in VERDICTS if counts[each]
    ]
    if shown:
        lines.append(packed(say("sentence", "verdicts", language), shown))
    never = ", ".join(word("verdict", each, language) for each in VERDICTS if not counts[each])
    if never:
        lines.append(paragraph(say("sentence", "never", language, verdicts=never)))
    return lines


def _table(coverage: Coverage, language: Language) -> str:
    reached = [each for each in coverage.rules if each.expected]
    if not reached:
        return ""
    columns = [
        Column(say("heading", "rule", language)),
        Column(say("heading", "verdicts", language)),
    ]
    return table(columns, [(each.rule.id, _verdicts(each, language)) for each in reached])


def _verdicts(reached: Reached, language: Language) -> str:
    if not reached.verdicts:
        return say("sentence", "units_only", language)
    found = reached.verdicts.items()
    return ", ".join(f"{word('verdict', verdict, language)} {count}" for verdict, count in found)


def _unreached(coverage: Coverage, language: Language) -> str:
    rules = coverage.unreached()
    if not rules:
        return ""
    lines = [f"{plain(_place(rule))}  {plain(rule.id)}".strip() for rule in rules]
    return headed(say("heading", "unreached", language, count=len(rules)), "\n".join(lines))


def _place(rule: Rule) -> str:
    return "" if rule.span is None else f"{rule.span.source.name}:{rule.span.line}"
