"""``dxplan refine``: whether a plan is at least as strict as its parent."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from dxplan.cli.exits import FALLS_SHORT, NOTHING_MISSED, WRONG
from dxplan.cli.loading import load_usable, open_session_for, usable
from dxplan.cli.output import deliver, say
from dxplan.cli.places import locate_from
from dxplan.messages import Language
from dxplan.plan.model import Plan
from dxplan.report.words import plain, word

if TYPE_CHECKING:
    from dxplan.analysis.results import Refinement
    from dxplan.session import Session


def run(options: Namespace) -> int:
    """Hold a plan against its parent, target by target."""
    session = open_session_for(options)
    child = load_usable(session, options, options.child)
    if child is None:
        return WRONG
    language: Language = options.lang or child.language
    parent = _parent(session, child, options, language)
    if parent is None:
        return WRONG
    from dxplan.analysis.refinement import refine

    refinement = refine(child, parent)
    text = _rendered(session, refinement, options, language)
    if not deliver(text, options.output, language):
        return WRONG
    if options.format != "text" or options.output is not None:
        _say_verdict(refinement, language)
    return _status(refinement, strict=options.strict)


def _parent(session: Session, child: Plan, options: Namespace, language: Language) -> Plan | None:
    """The parent that is named in the call, or else by the child; says why there is none."""
    if options.parent is not None:
        return load_usable(session, options, options.parent)
    outcome = session.parent(child)
    if outcome is not None:
        return usable(outcome, options, str(child.parent))
    names = {"plan": plain(child.id), "child": plain(options.child)}
    if child.parent is None:
        say(word("cli", "no_parent", language, **names))
        return None
    known = ", ".join(sorted(session.loaded.plans)) or "—"
    parent = plain(child.parent)
    say(word("cli", "parent_not_loaded", language, **names, parent=parent, known=plain(known)))
    return None


def _rendered(
    session: Session, refinement: Refinement, options: Namespace, language: Language
) -> str:
    if options.format == "json":
        from dxplan.report.refinement_json import refinement_json_text

        return refinement_json_text(refinement, language)
    if options.format == "sarif":
        from dxplan.report.refinement_sarif import Folders, refinement_sarif

        parent = options.parent or refinement.child.parent or ""
        folders = Folders(locate_from(session, options.child), locate_from(session, parent))
        return refinement_sarif(refinement, language, folders)
    from dxplan.report.refinement_text import refinement_text

    return refinement_text(refinement, language)


def _say_verdict(refinement: Refinement, language: Language) -> None:
    """Say what came out beside a result that is for machines, or that went to a file."""
    from dxplan.report.refinement_text import verdict_sentence

    say(verdict_sentence(refinement, language))


def _status(refinement: Refinement, *, strict: bool) -> int:
    """From a contradiction everything follows, so a contradictory child is not a good one either.

    :param strict: whether what was not decided counts as falling short.
    """
    is_open = strict and (refinement.count("not_decided") > 0)
    short = refinement.falls_short or bool(refinement.contradictory) or is_open
    return FALLS_SHORT if short else NOTHING_MISSED
