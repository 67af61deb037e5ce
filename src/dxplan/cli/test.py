"""``dxplan test``: whether the examples of a plan come out as they expect."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dxplan.cli.exits import NOT_AS_EXPECTED, NOT_NOTICED, NOTHING_MISSED, WRONG
from dxplan.cli.loading import load_usable, open_session_for
from dxplan.cli.output import deliver, say, say_diagnostics
from dxplan.messages import Language
from dxplan.plan.model import Plan
from dxplan.report.words import word

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
    kept = all(result.kept for result in results)
    if options.mutate and kept:
        return _mutate(session, plan, options, language)
    if options.mutate:
        say(word("cli", "mutate_fails", language))
    if not deliver(_rendered(plan, results, options, language), options.output, language):
        return WRONG
    return NOTHING_MISSED if kept else NOT_AS_EXPECTED


def _mutate(session: Session, plan: Plan, options: Namespace, language: Language) -> int:
    """Change the rules one thing at a time, and tell what no example notices."""
    from dxplan.cli.progress import progress

    with progress(language, "trying"):
        tries = session.mutate(plan, options.plan)
    if options.format == "json":
        from dxplan.report.mutants_json import mutants_json_text

        text = mutants_json_text(tries)
    else:
        from dxplan.report.mutants_text import mutants_text

        text = mutants_text(tries, language)
    if not deliver(text, options.output, language):
        return WRONG
    return NOT_NOTICED if tries.count("not_noticed") else NOTHING_MISSED


def _examples(
    session: Session, plan: Plan, options: Namespace, language: Language
) -> tuple[Example, ...] | None:
    """The examples of a plan, or ``None`` when some cannot be used; why is said."""
    found = session.examples(plan, options.plan)
    if not found.ok:
        say_diagnostics(found.diagnostics, language, counted=True)
        return None
    return found.value


def _rendered(
    plan: Plan, results: Sequence[ExampleResult], options: Namespace, language: Language
) -> str:
    if options.coverage:
        return _coverage(plan, results, options, language)
    if options.format == "json":
        from dxplan.report.example_json import examples_json_text

        return examples_json_text(plan, results)
    from dxplan.report.example_text import examples_text

    return examples_text(plan, results, language)


def _coverage(
    plan: Plan, results: Sequence[ExampleResult], options: Namespace, language: Language
) -> str:
    from dxplan.examples.coverage import coverage_of

    coverage = coverage_of(plan, results)
    if options.format == "json":
        from dxplan.report.coverage_json import coverage_json_text

        return coverage_json_text(coverage)
    from dxplan.report.coverage_text import coverage_text

    return coverage_text(coverage, language)
