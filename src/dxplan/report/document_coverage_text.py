"""What of a document has no rule, as a person reads it: section by section."""

from __future__ import annotations

from collections.abc import Iterator

from dxplan.draft.coverage import Coverage, Covered, Rule
from dxplan.draft.wording import notes_in, said
from dxplan.messages import Language
from dxplan.report.layout import Column, headed, paragraph, sections, table
from dxplan.report.words import plain

_LONGEST = 160


def document_coverage_text(coverage: Coverage, language: Language) -> str:
    """How much of each section has rules, then what has none, and the rules without a sentence."""
    return sections(
        [
            _head(coverage, language),
            _table(coverage, language),
            _uncovered(coverage, language),
            _unfounded(coverage, language),
        ]
    )


def _head(coverage: Coverage, language: Language) -> str:
    every = len(coverage.sentences)
    about = {
        "plan": plain(coverage.plan.id),
        "document": plain(coverage.document.name),
        "covered": every - len(coverage.uncovered),
        "all": every,
        "unfounded": len(coverage.unfounded),
    }
    said_first = [
        said("coverage", "head", language, **about),
        *notes_in(coverage.document, language),
    ]
    return "\n".join(paragraph(each) for each in said_first)


def _table(coverage: Coverage, language: Language) -> str:
    found: dict[str, list[Covered]] = {}
    for each in coverage.sentences:
        found.setdefault(each.sentence.section, []).append(each)
    columns = [
        Column(said("coverage", "section", language), 14),
        Column(said("coverage", "sentences", language), 10, numeric=True),
        Column(said("coverage", "with_rules", language), 10, numeric=True),
        Column(said("coverage", "titled", language)),
    ]
    titles = dict(coverage.document.sections)
    rows = [
        (plain(path) or "-", str(len(group)), str(sum(e.is_whole for e in group)),
         plain(titles.get(path, "")))
        for path, group in found.items()
    ]  # fmt: skip
    return table(columns, rows) if rows else ""


def _uncovered(coverage: Coverage, language: Language) -> str:
    if not coverage.uncovered:
        return ""
    lines = [line for each in coverage.uncovered for line in _lines(each, language)]
    heading = said("coverage", "uncovered", language, count=len(coverage.uncovered))
    return headed(heading, "\n".join(lines))


def _lines(covered: Covered, language: Language) -> Iterator[str]:
    sentence = covered.sentence
    place = said("draft", sentence.place.kind, language, number=sentence.place.number)
    where = ", ".join(filter(None, (plain(sentence.section), place)))
    in_cells = sentence.cells if sentence.quantities and sentence.quantities[0].start < 0 else ()
    text = " | ".join((sentence.text, *in_cells))
    yield paragraph(_short(plain(text)), lead=f"{where}: ")
    if covered.missing and covered.rules:
        rules = ", ".join(plain(rule.id) for rule in covered.rules)
        numbers = ", ".join(covered.missing)
        yield paragraph(
            said("coverage", "missing", language, numbers=numbers, rules=rules), lead="  "
        )


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"


def _unfounded(coverage: Coverage, language: Language) -> str:
    if not coverage.unfounded:
        return ""
    lines = [_rule(rule, language) for rule in coverage.unfounded]
    heading = said("coverage", "unfounded", language, count=len(coverage.unfounded))
    return headed(heading, "\n".join(lines))


def _rule(rule: Rule, language: Language) -> str:
    place = "" if rule.span is None else f"{plain(rule.span.source.name)}:{rule.span.line}  "
    cite = plain(rule.cite) or said("coverage", "no_cite", language)
    return f"{place}{plain(rule.id)}  ({cite})"
