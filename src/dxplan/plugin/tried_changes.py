"""What becomes of changes to the rules of a plan that stands somewhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dxplan.plan.model import Plan
from dxplan.plugin.plan_examples import files_with_examples, place_of
from dxplan.plugin.rules import Rules

if TYPE_CHECKING:
    from dxplan.examples.mutants.results import Tries


def tried_changes(rules: Rules, plan: Plan, reference: str | Path) -> Tries:
    """Every change of a plan's rules, held against its examples; none of a plan without files.

    :param reference: what the plan was loaded by.
    """
    from dxplan.examples.mutants.noticing import Watch
    from dxplan.examples.mutants.results import Tries
    from dxplan.examples.mutants.trying import try_changes
    from dxplan.plan.bind import declared
    from dxplan.plan.example_binding import bind_examples
    from dxplan.syntax import nodes

    place = place_of(rules.loaded, reference)
    if place is None:
        return Tries(plan)
    environment = rules.around_place(place, plan.files)
    files = files_with_examples(plan, place).value
    statements = [
        statement
        for file in files
        for statement in file.statements
        if isinstance(statement, nodes.ExampleStatement)
    ]
    watch = Watch.of(plan, bind_examples(plan, files).value, statements)
    return try_changes(plan, declared(tuple(plan.files), environment, plan.id), watch)
