"""``dxplan refine``: whether a plan is at least as strict as its parent."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from dxplan.cli.exits import FALLS_SHORT, NOTHING_MISSED, WRONG
from dxplan.cli.loading import load_usable, open_session_for, usable
from dxplan.cli.output import deliver, say
from dxplan.cli.places import locate_from
from dxplan.cli.progress import progress
from dxplan.messages import Language
from dxplan.plan.model import Plan, Target
from dxplan.report.words import plain, word

if TYPE_CHECKING:
    from dxplan.analysis.results import Refinement
    from dxplan.session import Session


def run(options: Namespace) -> int:
    """Hold a plan against its parent, target by target."""
    session = open_session_for(options)
    plans = _plans(session, options)
    if plans is None:
        return WRONG
    child, parent = plans
    language: Language = options.lang or child.language
    from dxplan.analysis.refinement import refine

    with progress(language, "comparing"):
        refinement = refine(child, parent)
    text = _rendered(session, refinement, options, language)
    if not deliver(text, options.output, language):
        return WRONG
    if options.format != "text" or options.output is not None:
        _say_verdict(refinement, language)
    return _status(refinement, strict=options.strict)


def _plans(session: Session, options: Namespace) -> tuple[Plan, Plan] | None:
    """Child and parent; says why one of them cannot be used.

    A parent that is named in the call is loaded first, for the child takes its numbers.
    """
    above = None
    if options.parent is not None:
        above = load_usable(session, options, options.parent)
        if above is None:
            return None
    child = load_usable(session, options, options.child, above)
    if child is None:
        return None
    language: Language = options.lang or child.language
    if above is not None:
        _say_other_parent(child, above, language)
    parent = above or _named_parent(session, child, options, language)
    return None if parent is None else (child, parent)


def _say_other_parent(child: Plan, parent: Plan, language: Language) -> None:
    """Say that a child which rests on its parent names another one."""
    rests = child.pledge is not None or any(_is_open(target) for target in child.targets)
    if rests and child.parent not in (None, parent.id):
        names = {"plan": child.id, "named": child.parent or "", "parent": parent.id}
        shown = {key: plain(name) for key, name in names.items()}
        say(word("cli", "other_parent", language, **shown))


def _is_open(target: Target) -> bool:
    """Whether the number of a target is its parent's, and not known."""
    threshold = target.threshold
    return threshold.low is None and threshold.high is None


def _named_parent(
    session: Session, child: Plan, options: Namespace, language: Language
) -> Plan | None:
    """The parent that the child names; says why there is none."""
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
