"""``dxplan show``: a plan for people."""

from __future__ import annotations

from argparse import Namespace

from dxplan.cli.exits import NOTHING_MISSED, WRONG
from dxplan.cli.loading import load_usable, open_session_for
from dxplan.cli.output import deliver


def run(options: Namespace) -> int:
    """Show a plan."""
    plan = load_usable(open_session_for(options), options)
    if plan is None:
        return WRONG
    from dxplan.report.plan_text import plan_text

    language = options.lang or plan.language
    deliver(plan_text(plan, language), None, language)
    return NOTHING_MISSED
