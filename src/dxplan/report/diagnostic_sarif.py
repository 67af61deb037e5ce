"""Diagnostics as results for a code review."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from dxplan.diagnostics import Diagnostic, Silenced
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
    found: Iterable[tuple[Diagnostic, Language]],
    language: Language,
    locate: Locate = nowhere,
    silenced: Iterable[tuple[Silenced, Language]] = (),
) -> str:
    """Diagnostics as a SARIF log with a line end, each message in the language beside it.

    :param language: what the log says it is in.
    :param silenced: what is left unsaid; it stands in the log as suppressed, with the reason.
    """
    said = [_result(diagnostic, spoken, locate) for diagnostic, spoken in found]
    unsaid = [
        attrs.evolve(_result(each.diagnostic, spoken, locate), silenced=each.reason)
        for each, spoken in silenced
    ]
    return sarif_text([*said, *unsaid], language)


def _result(diagnostic: Diagnostic, language: Language, locate: Locate) -> ReviewResult:
    message, advice = plain(diagnostic.message(language)), plain(diagnostic.help(language))
    related = say("review", "related", language)
    span = diagnostic.span
    return ReviewResult(
        _rule(diagnostic, language),
        "\n".join(filter(None, (message, advice))),
        ("" if span is None else span.source.name, "" if span is None else span.text, message),
        at=None if span is None else ReviewPlace(span, locate),
        related=tuple(ReviewPlace(each, locate, related) for each in diagnostic.related),
    )


def _rule(diagnostic: Diagnostic, language: Language) -> ReviewRule:
    """A code; of a lint also why it is worth saying, and how to silence it."""
    code, why = diagnostic.code, diagnostic.why(language)
    silence = say("review", "silence", language, name=code) if why else ""
    advice = "\n".join(filter(None, (why, silence)))
    return ReviewRule(code, diagnostic.severity.value, code.replace("-", " "), advice)
