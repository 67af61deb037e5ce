"""``dxplan coverage``: which sentences of a document have no rule, and the other way round."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from dxplan.cli.draft import say_refused
from dxplan.cli.exits import NOT_COVERED, NOTHING_MISSED, WRONG
from dxplan.cli.loading import load_usable, open_session_for
from dxplan.cli.output import deliver
from dxplan.draft.coverage import Coverage
from dxplan.draft.errors import CannotDraft
from dxplan.messages import Language


def run(options: Namespace) -> int:
    """Hold a plan against its document; a sentence without its rules is what scripts ask about."""
    from dxplan.draft.coverage import coverage_of
    from dxplan.draft.documents import read_document

    plan = load_usable(open_session_for(options), options)
    if plan is None:
        return WRONG
    language: Language = options.lang or plan.language
    try:
        document = read_document(Path(options.document))
    except CannotDraft as refused:
        say_refused(options.document, refused, language)
        return WRONG
    found = coverage_of(plan, document)
    if not deliver(_rendered(found, options.format, language), options.output, language):
        return WRONG
    return NOT_COVERED if found.uncovered or found.unfounded else NOTHING_MISSED


def _rendered(found: Coverage, form: str, language: Language) -> str:
    if form == "json":
        from dxplan.report.document_coverage_json import document_coverage_json_text

        return document_coverage_json_text(found)
    from dxplan.report.document_coverage_text import document_coverage_text

    return document_coverage_text(found, language)
