"""Laws about examples: they come out, and none of the rules can change unnoticed."""

from __future__ import annotations

from collections.abc import Iterable

from dxplan.diagnostics import Outcome
from dxplan.examples.mutants.results import Tries
from dxplan.examples.running import run_example
from dxplan.messages import Language
from dxplan.plan.examples import Example
from dxplan.plan.model import Plan
from dxplan.report.diagnostic_text import render_diagnostic
from dxplan.report.example_text import example_failure
from dxplan.report.mutants_text import mutants_text
from dxplan.testing.laws.broken import LawBroken


def usable(found: Outcome[tuple[Example, ...]], language: Language) -> tuple[Example, ...]:
    """The examples of a plan, when nothing is wrong with them."""
    if not found.ok:
        told = "\n".join(render_diagnostic(each, language) for each in found.diagnostics)
        raise LawBroken("examples-wrong", language, data=told)
    return found.value


def come_out(plan: Plan, examples: Iterable[Example], language: Language) -> None:
    """What examples give comes out as they expect."""
    for example in examples:
        result = run_example(plan, example)
        if not result.kept:
            told = example_failure(plan, result, language)
            raise LawBroken("example-not-kept", language, data=told, title=example.title)


def notice_every_change(tries: Tries, language: Language) -> None:
    """Whatever change of a rule makes a difference, some example notices it."""
    unnoticed = tries.of("not_noticed")
    if unnoticed:
        told = mutants_text(tries, language)
        raise LawBroken(
            "change-not-noticed", language, about=unnoticed[0].statement, data=told,
            count=len(unnoticed), changes=len(tries.tried),
        )  # fmt: skip
