"""``dxplan diff``: what is different between two states of a plan."""

from __future__ import annotations

from argparse import Namespace

from dxplan.cli.exits import MISSED, NOTHING_MISSED, WRONG
from dxplan.cli.loading import load_usable, open_session_for
from dxplan.cli.output import deliver
from dxplan.messages import Language
from dxplan.plan.differences import Differences


def run(options: Namespace) -> int:
    """Write what is different; that the new state asks for less is what scripts ask about."""
    session = open_session_for(options)
    plans = []
    for name in (options.old, options.new):
        options.plan = name
        plans.append(load_usable(session, options))
    old, new = plans
    if old is None or new is None:
        return WRONG
    from dxplan.analysis.differences import differences

    found = differences(old, new)
    language: Language = options.lang or new.language
    if not deliver(_rendered(found, options.format, language), options.output, language):
        return WRONG
    return MISSED if found.weakens else NOTHING_MISSED


def _rendered(found: Differences, form: str, language: Language) -> str:
    if form == "json":
        from dxplan.report.differences_json import differences_json_text

        return differences_json_text(found, language)
    from dxplan.report.differences_text import differences_text

    return differences_text(found, language)
