"""Diagnostics as a person reads them in a terminal, and as an editor reads them in JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from dxplan.diagnostics import Diagnostic, Severity, Silenced
from dxplan.messages import Language
from dxplan.report.excerpt import excerpt
from dxplan.report.page import Tone, toned
from dxplan.report.words import counted, plain, word
from dxplan.source import Span

SCHEMA = "dxplan.diagnostics/1"
_TONES: dict[Severity, Tone] = {
    Severity.ERROR: "bad", Severity.WARNING: "open", Severity.NOTE: "quiet",
}  # fmt: skip


def render_diagnostic(diagnostic: Diagnostic, language: Language) -> str:
    """A diagnostic: where, how bad, what is wrong, the text underlined, and what to do."""
    severity = word("severity", diagnostic.severity.value, language)
    label = toned(f"{severity}[{diagnostic.code}]", _TONES[diagnostic.severity])
    head = f"{label}: {plain(diagnostic.message(language))}"
    lines = [f"{_place(diagnostic.span)}: {head}" if diagnostic.span else head]
    gutter = _gutter(diagnostic)
    if diagnostic.span:
        lines += excerpt(diagnostic.span, gutter)
    for span in diagnostic.related:
        lines += [f"{_introduction(diagnostic, language)} {_place(span)}", *excerpt(span, gutter)]
    help_line = plain(diagnostic.help(language))
    if help_line:
        lines.append(f"{word('severity', 'help', language)}: {help_line}")
    return "\n".join(lines)


def _place(span: Span) -> str:
    return f"{plain(span.source.name)}:{span.line}:{span.column}"


def _introduction(diagnostic: Diagnostic, language: Language) -> str:
    code = "first" if diagnostic.code.startswith("duplicate") else "related"
    return word("severity", code, language)


def _gutter(diagnostic: Diagnostic) -> int:
    spans = [span for span in (diagnostic.span, *diagnostic.related) if span]
    return max((len(str(span.line)) for span in spans), default=0)


def render_diagnostics(diagnostics: Iterable[Diagnostic], language: Language) -> str:
    """Several diagnostics in the order given, and a closing line that counts them."""
    found = list(diagnostics)
    blocks = [render_diagnostic(diagnostic, language) for diagnostic in found]
    return "\n\n".join([*blocks, count_line(found, language)])


def count_line(diagnostics: Iterable[Diagnostic], language: Language, silenced: int = 0) -> str:
    """How many errors, warnings and notes there are.

    :param silenced: how many more there would be, but for comments that give a reason.

    >>> count_line([], "vi")
    'không có lỗi nào'
    >>> count_line([], "en", 2)
    'nothing to report; 2 left unsaid for the reasons in the files'
    """
    counts = Counter(diagnostic.severity for diagnostic in diagnostics)
    parts = [
        counted("severity", severity.value, counts[severity], language)
        for severity in Severity
        if counts[severity]
    ]
    counted_ones = ", ".join(parts) or word("severity", "none", language)
    if not silenced:
        return counted_ones
    return f"{counted_ones}; {counted('severity', 'silenced', silenced, language)}"


def diagnostic_json(diagnostic: Diagnostic, language: Language) -> dict[str, Any]:
    """A diagnostic as plain values; an end is the first column behind the span."""
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "place": _place_json(diagnostic.span),
        "message": diagnostic.message(language),
        "help": diagnostic.help(language),
        "related": [_place_json(span) for span in diagnostic.related],
    }


def _place_json(span: Span | None) -> dict[str, Any] | None:
    if span is None:
        return None
    end_line, end_column = span.source.position(span.end)
    return {
        "file": span.source.name,
        "line": span.line,
        "column": span.column,
        "end_line": end_line,
        "end_column": end_column,
    }


def diagnostics_json(
    found: Iterable[tuple[Diagnostic, Language]],
    silenced: Iterable[tuple[Silenced, Language]] = (),
) -> dict[str, Any]:
    """A document of the schema ``dxplan.diagnostics/1``, each message in the language beside it."""
    pairs, unsaid = list(found), list(silenced)
    counts = Counter(diagnostic.severity for diagnostic, _ in pairs)
    return {
        "schema": SCHEMA,
        "diagnostics": [diagnostic_json(*pair) for pair in pairs],
        "silenced": [
            {**diagnostic_json(each.diagnostic, language), "reason": each.reason}
            for each, language in unsaid
        ],
        "summary": {
            **{severity.value: counts[severity] for severity in Severity},
            "silenced": len(unsaid),
        },
    }
