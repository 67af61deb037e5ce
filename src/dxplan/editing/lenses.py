"""The last verdict of each target, to be shown above it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from dxplan.editing.views import View
from dxplan.editing.wording import word
from dxplan.engine.findings import Finding, Report
from dxplan.messages import Language
from dxplan.report.finding_text import value_text, verdict_text
from dxplan.report.standing import standings
from dxplan.report.time_text import day_text
from dxplan.source import Span
from dxplan.syntax import nodes


@attrs.frozen
class Lens:
    """A line that stands above a rule."""

    text: str
    span: Span


def lenses(
    view: View, file: nodes.RuleFile, report: Report, *, language: Language | None = None
) -> tuple[Lens, ...]:
    """The verdicts of the targets of a file over some data, a line each.

    :param language: the one to speak; that of the file without it.
    """
    found = {
        standing.now.target: standing.now
        for standing in standings(report, "target")
        if standing.now.by is None
    }
    return tuple(_of_file(view, file, report, found, language or file.language))


def _of_file(
    view: View,
    file: nodes.RuleFile,
    report: Report,
    found: Mapping[str, Finding],
    language: Language,
) -> Iterator[Lens]:
    for target in view.plan.targets:
        span = target.span
        if span is None or file.span is None or span.source != file.span.source:
            continue
        text = _text(found.get(target.id), report, language)
        if text:
            yield Lens(text, span)


def _text(finding: Finding | None, report: Report, language: Language) -> str:
    if finding is None:
        return word("lens", "no_finding", language, day=day_text(report.as_of, language))
    day = day_text(finding.date, language)
    verdict = verdict_text(finding, language)
    if finding.value is None:
        return word("lens", "verdict_alone", language, verdict=verdict, day=day)
    value = value_text(finding, language)
    return word("lens", "verdict", language, verdict=verdict, value=value, day=day)
