"""``dxplan compare``: several plans side by side."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from dxplan.cli.exits import NOTHING_MISSED, WRONG
from dxplan.cli.loading import load_usable, open_session_for
from dxplan.cli.output import deliver, say
from dxplan.messages import Language
from dxplan.report.words import word

if TYPE_CHECKING:
    from dxplan.analysis.comparison import Comparison
    from dxplan.plan.model import Plan


def run(options: Namespace) -> int:
    """Write what several plans ask for; the same plan may be named twice."""
    if len(options.plans) < 2:
        say(word("cli", "compare_two", options.lang or options.spoken))
        return WRONG
    plans = _plans(options)
    if plans is None:
        return WRONG
    from dxplan.analysis.comparison import compare

    language = options.lang or plans[0].language
    text = _rendered(compare(plans), options, language)
    return NOTHING_MISSED if deliver(text, options.output, language) else WRONG


def _plans(options: Namespace) -> list[Plan] | None:
    """The plans of a call, in its order; ``None`` when the rules of one have errors."""
    session = open_session_for(options)
    loaded = {}
    for name in dict.fromkeys(options.plans):
        options.plan = name
        loaded[name] = load_usable(session, options)
    found = [loaded[name] for name in options.plans]
    usable = [plan for plan in found if plan is not None]
    return usable if len(usable) == len(found) else None


def _rendered(comparison: Comparison, options: Namespace, language: Language) -> str:
    if options.format == "json":
        from dxplan.report.comparison_json import comparison_json_text

        return comparison_json_text(comparison, language, shared=options.shared)
    from dxplan.report.comparison_text import comparison_text

    return comparison_text(comparison, language, shared=options.shared)
