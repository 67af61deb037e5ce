"""``dxplan test``: whether the examples of a plan come out as they expect."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dxplan.cli.exits import NOT_AS_EXPECTED, NOTHING_MISSED, WRONG
from dxplan.cli.loading import load_usable, open_session_for
from dxplan.cli.output import deliver, say
from dxplan.messages import Language
from dxplan.plan.model import Plan

if TYPE_CHECKING:
    from dxplan.examples.running import ExampleResult
    from dxplan.plan.examples import Example
    from dxplan.session import Session


def run(options: Namespace) -> int:
    """Run the examples of a plan."""
    session = open_session_for(options)
    plan = load_usable(session, options)
    if plan is None:
        return WRONG
    language: Language = options.lang or plan.language
    examples = _examples(session, plan, options, language)
    if examples is None:
        return WRONG
    from dxplan.examples.running import run_example

    results = [run_example(plan, example) for example in examples]
    if not deliver(_rendered(plan, results, options, language), options.output, language):
        return WRONG
    return NOTHING_MISSED if all(result.kept for result in results) else NOT_AS_EXPECTED


def _examples(
    session: Session, plan: Plan, options: Namespace, language: Language
) -> tuple[Example, ...] | None:
    """The examples of a plan, or ``None`` when some cannot be used; why is said."""
    found = session.examples(plan, options.plan)
    if not found.ok:
        from dxplan.report.diagnostic_text import render_diagnostics

        say(render_diagnostics(found.diagnostics, language))
        return None
    return found.value


def _rendered(
    plan: Plan, results: Sequence[ExampleResult], options: Namespace, language: Language
) -> str:
    if options.format == "json":
        from dxplan.report.example_json import examples_json_text

        return examples_json_text(plan, results)
    from dxplan.report.example_text import examples_text

    return examples_text(plan, results, language)
