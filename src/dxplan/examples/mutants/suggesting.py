"""The example that would notice a change: data for which both plans differ, written as rule text.

Nothing is suggested that was not run: it comes out in the plan as it expects, and otherwise in the
mutant.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, count, islice
from typing import Literal

import attrs

from dxplan.analysis.results import Refinement
from dxplan.engine.findings import Finding, Verdict
from dxplan.examples.mutants.candidates import candidates
from dxplan.examples.mutants.difference import Candidate, Difference
from dxplan.examples.mutants.noticing import Watch, Watched, expected_in
from dxplan.examples.running import run_example
from dxplan.examples.writing import example_statement
from dxplan.messages import catalogue, sentence, vietnamese_day
from dxplan.plan.example_binding import bind_examples
from dxplan.plan.examples import Example, Expectation
from dxplan.plan.model import Plan
from dxplan.syntax import nodes
from dxplan.syntax.nodes import Expected

_OF_WORK: Mapping[Verdict, Expected] = {"met": "done", "missed": "not_done_in_time"}
_NOT_TOLD: frozenset[Verdict] = frozenset({"undetermined", "no_data", "conflict"})
"""Figures that something is missing from, or that contradict each other, show nobody a rule."""
_LOOKED_AT = 100
"""So many candidates are run for one change; the telling ones come first."""


@attrs.frozen
class Suggested:
    """An example that notices a change.

    :param watched: what it expects, to be tried on other changes of the rule as well.
    """

    statement: nodes.ExampleStatement
    watched: Watched


def suggestion(
    difference: Difference,
    compared: Sequence[Refinement],
    watch: Watch,
    titles: Iterable[str],
) -> Suggested | None:
    """An example that notices a change; ``None`` when none was found.

    :param titles: those that are taken.
    """
    taken = set(titles)
    for timed in (False, True):
        looked_at = islice(candidates(difference, compared), _LOOKED_AT)
        for candidate in looked_at:
            found = _written(difference, candidate, taken, timed=timed)
            if found is not None and watch.notices(found.watched, difference.mutant.plan):
                return found
    return None


def _written(
    difference: Difference, candidate: Candidate, taken: set[str], *, timed: bool
) -> Suggested | None:
    """The example of a candidate, with what comes out in the plan; ``None`` when it has no words.

    :param timed: whether it names the time of the rule even where that is not needed. Such an
        example notices another time by its name, and shows nobody what is different.
    """
    plan = difference.plan
    kind = _kind_of(plan, candidate.rule)
    asked = _statement(plan, candidate, Expectation(kind, candidate.rule, "met"), "?")
    finding = _finding(plan, asked)
    if finding is None or (candidate.counted and finding.verdict in _NOT_TOLD):
        return None
    expected = _expectation(kind, finding, units=difference.mutant.kind == "unit")
    title = _numbered(_title(plan, candidate, expected, finding), taken)
    statement = _statement(plan, candidate, expected, title)
    statement = statement if timed else _plainly(plan, statement)
    found = _bound(plan, statement)
    if found is None or not run_example(plan, found).kept:
        return None
    (clause,) = expected_in(statement)
    return Suggested(statement, Watched(found, clause, found.expectations[0]))


def _kind_of(plan: Plan, rule: str) -> Literal["target", "task", "duty"]:
    if any(each.id == rule for each in plan.tasks):
        return "task"
    return "duty" if any(each.id == rule for each in plan.duties) else "target"


def _statement(
    plan: Plan, candidate: Candidate, expected: Expectation, title: str
) -> nodes.ExampleStatement:
    given, day = candidate.observations, candidate.day
    return example_statement(plan, given, day, (expected,), plan.language, title=title)


def _finding(plan: Plan, statement: nodes.ExampleStatement) -> Finding | None:
    """What comes out in the plan for the one rule that an example is about."""
    example = _bound(plan, statement)
    return None if example is None else run_example(plan, example).results[0].finding


def _bound(plan: Plan, statement: nodes.ExampleStatement) -> Example | None:
    found = bind_examples(plan, [nodes.RuleFile((statement,))])
    return found.value[0] if found.value else None


def _expectation(
    kind: Literal["target", "task", "duty"], finding: Finding, *, units: bool
) -> Expectation:
    """The verdict that came out; of a change of units these alone."""
    if units:
        lead, others = (
            frozenset(unit.name for unit in each) or None
            for each in (finding.lead, finding.cooperating)
        )
        if lead or others:
            return Expectation(kind, finding.target, lead=lead, cooperating=others)
    found: Expected = finding.verdict
    if kind != "target":
        found = _OF_WORK.get(finding.verdict, found)
    return Expectation(kind, finding.target, found)


def _plainly(plan: Plan, statement: nodes.ExampleStatement) -> nodes.ExampleStatement:
    """Without the time of the rule where nothing else is called like it."""
    clauses = tuple(
        attrs.evolve(clause, time=None) if isinstance(clause, nodes.ExpectClause) else clause
        for clause in statement.clauses
    )
    shorter = attrs.evolve(statement, clauses=clauses)
    return statement if _bound(plan, shorter) is None else shorter


def _title(plan: Plan, candidate: Candidate, expected: Expectation, finding: Finding) -> str:
    """What comes out of which rule on which day."""
    language = plan.language
    verdict = sentence(catalogue("reports")["verdict"][finding.verdict], language, {})
    day = vietnamese_day(candidate.day) if language == "vi" else candidate.day.isoformat()
    about = {"rule": candidate.rule, "verdict": verdict, "day": day}
    code = "title_units" if expected.outcome is None else "title"
    return sentence(catalogue("mutants")["sentence"][code], language, about)


def _numbered(title: str, taken: set[str]) -> str:
    """A title that is not taken."""
    numbers = (f"{title} ({number})" for number in count(2))
    return next(each for each in chain((title,), numbers) if each not in taken)
