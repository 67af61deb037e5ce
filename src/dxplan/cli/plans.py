"""``dxplan plans``: the installed plans."""

from __future__ import annotations

from argparse import Namespace

from dxplan.cli.exits import NOTHING_MISSED
from dxplan.cli.loading import open_session_for
from dxplan.cli.output import deliver, say
from dxplan.report.layout import Column, table
from dxplan.report.time_text import plan_period_text
from dxplan.report.words import word


def run(options: Namespace) -> int:
    """List the installed plans."""
    language = options.spoken
    plans = open_session_for(options).plan_names()
    if not plans:
        say(word("cli", "no_plans", language))
        return NOTHING_MISSED
    widths = {"name": 16, "title": None, "document": 26, "period": 13, "plugin": 16}
    columns = [Column(word("heading", name, language), width) for name, width in widths.items()]
    rows = [
        [
            plan.name,
            plan.title,
            plan.document,
            plan_period_text(plan.period, language) if plan.period else "",
            plan.plugin,
        ]
        for plan in plans
    ]
    deliver(table(columns, rows) + "\n", None, language)
    return NOTHING_MISSED
