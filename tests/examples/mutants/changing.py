"""Rules with changes, for the tests of this folder."""

from __future__ import annotations

from collections.abc import Sequence

from dxplan.examples.mutants.kinds import Kind
from dxplan.examples.mutants.known_names import KnownNames
from dxplan.examples.mutants.make import Mutant, mutants
from dxplan.examples.mutants.noticing import Watch
from dxplan.examples.mutants.results import Tries
from dxplan.examples.mutants.statements import changed_statements
from dxplan.examples.mutants.trying import try_changes
from dxplan.examples.running import run_example
from dxplan.plan.bind import Declared, bind, declared
from dxplan.plan.environment import Environment
from dxplan.plan.example_binding import bind_examples
from dxplan.plan.model import Plan
from dxplan.report.mutants_words import changed_lines
from dxplan.syntax import nodes
from tests.plan.rules import PRELUDE, sound

PLAN = "plan p\n  period 2022 to 2025\n"


def both(rules: str) -> tuple[Plan, Declared]:
    """A plan of some rules, and what its file declares."""
    file = sound(PRELUDE + PLAN + rules)
    outcome = bind((file,), Environment(), "p")
    assert outcome.ok, outcome.diagnostics
    return outcome.value, declared((file,), Environment(), "p")


def changes(rules: str) -> list[tuple[Kind, str]]:
    """What the last statement of some rules may become: kind, and the lines that are new."""
    plan, found = both(rules)
    statement = found.statements[-1]
    known = KnownNames.of(plan)
    found = changed_statements(statement, known)
    return [(kind, new(statement, changed)) for kind, changed in found]


def new(before: nodes.Statement, after: nodes.Statement) -> str:
    """The lines that a change brought; ``dropped`` for one that brought none."""
    lines = changed_lines(before, after, "en").after
    return " / ".join(line.strip() for line in lines) or "dropped"


def made(rules: str) -> list[Mutant]:
    """The mutants of some rules."""
    return list(mutants(*both(rules)))


def tries(rules: str) -> Tries:
    """What becomes of the changes of some rules, with the examples among them."""
    plan, found = both(rules)
    statements = [each for each in found.statements if isinstance(each, nodes.ExampleStatement)]
    watch = Watch.of(plan, bind_examples(plan, found.plan.files).value, statements)
    return try_changes(plan, found, watch)


def results(statements: Sequence[nodes.Statement]) -> tuple[list[str], list[bool]]:
    """What is wrong with the examples among some statements, and which come out as they expect."""
    file = nodes.RuleFile(tuple(statements))
    plan = bind((file,), Environment(), "p").value
    outcome = bind_examples(plan, (file,))
    kept = [run_example(plan, each).kept for each in outcome.value]
    return [each.code for each in outcome.diagnostics], kept
