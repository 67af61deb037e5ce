"""``dxplan draft``: a first draft of rules from the document of a plan."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from dxplan.cli.exits import NOTHING_MISSED, WRONG
from dxplan.cli.output import deliver, say
from dxplan.draft.errors import CannotDraft
from dxplan.messages import Language
from dxplan.report.words import plain


def run(options: Namespace) -> int:
    """Write the draft; a file that is there is replaced only when that is asked for."""
    from dxplan.draft.documents import read_document
    from dxplan.draft.wording import said
    from dxplan.draft.writing import draft_of

    output = None if options.output is None else Path(options.output)
    if output is not None and output.exists() and not options.force:
        say(said("draft", "exists", options.spoken, path=plain(str(output))))
        return WRONG
    try:
        document = read_document(Path(options.document))
    except CannotDraft as refused:
        say_refused(options.document, refused, options.spoken)
        return WRONG
    language: Language = options.lang or document.language
    if not document.sentences:
        say(said("draft", "nothing", language))
        return WRONG
    draft = draft_of(document, language)
    if not deliver(draft.text, options.output, language):
        return WRONG
    name = said("draft", "standard_output", language) if output is None else str(output)
    counts = {"targets": draft.targets, "works": draft.works, "doubts": draft.doubts}
    say(said("draft", "written", language, output=plain(name), **counts))
    return NOTHING_MISSED


def say_refused(name: str, refused: CannotDraft, language: Language) -> None:
    """Say why a document was not read."""
    say(plain(f"{name}: {refused.text(language)}"))
