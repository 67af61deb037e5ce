"""``dxplan export``: a plan as JSON."""

from __future__ import annotations

from argparse import Namespace

from dxplan.cli.exits import NOTHING_MISSED, WRONG
from dxplan.cli.loading import load_usable, open_session_for
from dxplan.cli.output import deliver


def run(options: Namespace) -> int:
    """Write a plan as JSON."""
    plan = load_usable(open_session_for(options), options)
    if plan is None:
        return WRONG
    from dxplan.report.export import export_text

    written = deliver(export_text(plan), options.output, options.lang or plan.language)
    return NOTHING_MISSED if written else WRONG
