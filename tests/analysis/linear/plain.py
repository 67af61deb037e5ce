"""Whether a rule follows from others, asked plainly: all that are linked at once, each day."""

from __future__ import annotations

from collections.abc import Sequence

from dxplan.analysis.linear.cells import Outside
from dxplan.analysis.linear.components import Components
from dxplan.analysis.linear.situation import situation
from dxplan.analysis.linear.solver import Contradictory, Solution, Solver
from dxplan.analysis.linear.times import Rule, is_flow, moment_of, telling_days


def plainly_follows(conclusion: Rule, rules: Sequence[Rule]) -> bool | None:
    """``None`` when it is not decided."""
    components = Components([*rules, conclusion])
    linked = components.rules_in(components.number(conclusion))
    rules = [rule for rule in rules if rule in linked]
    answers: set[bool | None] = set()
    for day in telling_days(conclusion, rules):
        window = moment_of(conclusion, day).window if is_flow(conclusion) else None
        try:
            told = situation(rules, [conclusion], day, window)
        except Outside:
            return None
        asked = told.encode(conclusion)
        question = [asked.missed, *(each.complies for each in told.rules)]
        answer = Solver(told.assumptions).ask(question)
        opaque = any(each.undecided is not None for each in (asked, *told.rules))
        if isinstance(answer, Solution):
            answers.add(None if opaque else False)
        else:
            answers.add(True if isinstance(answer, Contradictory) else None)
    if False in answers:
        return False
    return None if None in answers or not answers else True
