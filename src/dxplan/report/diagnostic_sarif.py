"""Diagnostics as results for a code review."""

from __future__ import annotations

from collections.abc import Iterable

from dxplan.diagnostics import Diagnostic
from dxplan.messages import Language
from dxplan.report.analysis_words import say
from dxplan.report.sarif import (
    Locate,
    ReviewPlace,
    ReviewResult,
    ReviewRule,
    nowhere,
    sarif_text,
)
from dxplan.report.words import plain


def diagnostics_sarif(
    found: Iterable[tuple[Diagnostic, Language]], language: Language, locate: Locate = nowhere
) -> str:
    """Diagnostics as a SARIF log with a line end, each message in the language beside it.

    :param language: what the log says it is in.
    """
    return sarif_text([_result(*pair, locate) for pair in found], language)


def _result(diagnostic: Diagnostic, language: Language, locate: Locate) -> ReviewResult:
    message, advice = plain(diagnostic.message(language)), plain(diagnostic.help(language))
    related = say("review", "related", language)
    span = diagnostic.span
    return ReviewResult(
        ReviewRule(diagnostic.code, diagnostic.severity.value, diagnostic.code.replace("-", " ")),
        "\n".join(filter(None, (message, advice))),
        ("" if span is None else span.source.name, "" if span is None else span.text, message),
        at=None if span is None else ReviewPlace(span, locate),
        related=tuple(ReviewPlace(each, locate, related) for each in diagnostic.related),
    )
