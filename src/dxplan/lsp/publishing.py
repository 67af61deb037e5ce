"""What is wrong with the rules, told file by file."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from lsprotocol import types

from dxplan.diagnostics import Diagnostic, Outcome, Severity
from dxplan.editing.views import View, source_of
from dxplan.lsp.open_documents import OpenDocuments, range_of
from dxplan.messages import Language
from dxplan.plan.model import Plan
from dxplan.source import Span

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.NOTE: types.DiagnosticSeverity.Information,
}
_FIRST = types.Range(types.Position(0, 0), types.Position(0, 0))


def published(
    documents: OpenDocuments, view: View, outcome: Outcome[Plan]
) -> list[types.PublishDiagnosticsParams]:
    """What is to be said of every file of a plan, also that there is nothing to say.

    What has no place in these files, as a mistake in a vocabulary, stands at the top of those that
    are open.
    """
    languages = {source_of(file).path: documents.language(view, file) for file in view.files}
    files = {path: file for file in view.files if (path := source_of(file).path) is not None}
    found: dict[Path, list[types.Diagnostic]] = defaultdict(list)
    tops = [path for path in files if documents.uri(path) in documents.addresses.values()]
    for each in outcome.diagnostics:
        at = None if each.span is None else each.span.source.path
        for path in [at] if at in files else tops:
            if path is not None:
                found[path].append(_told(documents, each, languages[path], at in files))
    return [
        types.PublishDiagnosticsParams(documents.uri(path), found[path], documents.version(path))
        for path in files
    ]


def _told(
    documents: OpenDocuments, said: Diagnostic, language: Language, is_here: bool
) -> types.Diagnostic:
    place = _FIRST
    message = said.message(language)
    related = [_related(documents, span) for span in said.related]
    if said.span is not None and is_here:
        place = range_of(documents.sheet(said.span.source), said.span)
    elif said.span is not None:
        message = f"{said.span.source.name}:{said.span.line}: {message}"
    advice = said.help(language)
    return types.Diagnostic(
        range=place,
        message=f"{message}\n{advice}" if advice else message,
        severity=_SEVERITIES[said.severity],
        code=said.code,
        source="dxplan",
        related_information=[each for each in related if each is not None],
    )


def _related(documents: OpenDocuments, span: Span) -> types.DiagnosticRelatedInformation | None:
    location = documents.location(span)
    if location is None:
        return None
    first = span.text.split("\n", 1)[0]
    return types.DiagnosticRelatedInformation(location, first or span.source.name)
