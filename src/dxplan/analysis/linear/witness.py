"""A solution as reports of a few organisations, handed to the evaluator, which must agree.

Whatever the solver says can be, is built: organisations with what they carry, their answers, their
figures, the facts of the day. A counterexample that the evaluator does not confirm is never told:
either the question reaches outside of what can be built, or dxplan contradicts itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction

import attrs

from dxplan.analysis.linear.encode import GROUP, Encoded
from dxplan.analysis.linear.forms import Cell as Kind
from dxplan.analysis.linear.forms import Figure, Number, Truth
from dxplan.analysis.linear.situation import Situation
from dxplan.analysis.linear.solver import Solution
from dxplan.analysis.linear.terms import Terms
from dxplan.analysis.linear.times import Rule
from dxplan.analysis.results import Counted, Counterexample
from dxplan.data.observations import Cell, Event, Observations, Organisation
from dxplan.engine.findings import Finding
from dxplan.engine.reference import evaluate
from dxplan.plan.model import Check, Met, Plan, Target, atoms

MOST = 2_000
"""How many organisations are built at most."""


class Disagreement(Exception):
    """Analyser and evaluator say different things of the same figures: a fault of dxplan."""


class CannotBuild(Exception):
    """A solution that no few organisations with figures of their own can show."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@attrs.frozen
class _Body:
    """An organisation that is built.

    :param figures: what it answers with, by measure key.
    :param first: whether it reports what its kind adds up.
    """

    id: str
    kind: Kind
    group: int
    figures: Mapping[str, Fraction]
    first: bool


def built(situation: Situation, plan: Plan, solution: Solution) -> Observations:
    """The reports of a solution, in the terms of a plan.

    :raises CannotBuild: when they cannot be made.
    """
    bodies = list(_bodies(situation, solution))
    if len(bodies) > MOST:
        raise CannotBuild("too-many-organisations")
    if any(not each.first for each in bodies) and any(map(_is_of_each, plan.checks)):
        raise CannotBuild("check-of-each-organisation")
    register = {each.id: _organisation(situation.terms, each) for each in bodies}
    cells = tuple(_cells(situation, plan, solution, bodies))
    return Observations(cells, (), register, tuple(_events(plan, solution)))


def _is_of_each(check: Check) -> bool:
    """Whether a check may hold of sums without holding of those who report nothing."""
    return check.comparator in ("<", ">") or check.left.constant != check.right.constant


def _bodies(situation: Situation, solution: Solution) -> Iterator[_Body]:
    terms = situation.terms
    numbers = _numbers(situation, solution)
    count = 0
    for group in terms.groups:
        if group and not solution.truths.get(Truth(GROUP), True):
            continue
        for kind in terms.parts.organisations():
            listed = numbers.get((kind, group), [{}])
            for place, figures in enumerate(listed):
                count += 1
                if count > MOST:
                    raise CannotBuild("too-many-organisations")
                yield _Body(f"{count:04}", kind, group, figures, first=place == 0)


def _numbers(
    situation: Situation, solution: Solution
) -> dict[tuple[Kind, int], list[Mapping[str, Fraction]]]:
    """What every organisation answers, by kind and group; they are the same on every day.

    Blocks of questions have nothing to do with each other, so their answers are put together in
    the order in which they come.
    """
    terms = situation.terms
    found: dict[tuple[Kind, int], dict[int, list[Mapping[str, Fraction]]]] = {}
    numbers = [each for each in solution.values if isinstance(each, Number)]
    if len({each.days for each in numbers}) > 1:
        raise CannotBuild("organisations-on-several-days")
    if sum(solution.values[each] for each in numbers) > MOST * len(terms.blocks):
        raise CannotBuild("too-many-organisations")
    for each in numbers:
        listed = found.setdefault((each.cell, each.group), {}).setdefault(each.block, [])
        figures = terms.blocks[each.block].combinations[each.answers]
        listed.extend([figures] * int(solution.values[each]))
    return {place: [*_joined(by_block.values())] for place, by_block in found.items()}


def _joined(listed: Iterable[Sequence[Mapping[str, Fraction]]]) -> Iterator[Mapping[str, Fraction]]:
    for answers in zip(*listed, strict=True):
        yield {measure: value for figures in answers for measure, value in figures.items()}


def _organisation(terms: Terms, body: _Body) -> Organisation:
    members = {dimension: frozenset([member]) for dimension, member in body.kind}
    parents = {terms.column: f"{body.group + 1}"} if terms.column not in ("", _SELF) else {}
    return Organisation(body.id, body.id, parents, members)


_SELF = "organisation"
"""The grouping in which every organisation is a group by itself."""


def _cells(
    situation: Situation, plan: Plan, solution: Solution, bodies: Sequence[_Body]
) -> Iterator[Cell]:
    names = _names_here(situation.terms, plan, solution)
    figures = {
        each: value
        for each, value in solution.values.items()
        if isinstance(each, Figure) and each.measure in names
    }
    reported = {**_alone(figures), **_weighted(plan, names, figures)}
    days = sorted({each.days for each in solution.values if isinstance(each, Number)})
    for body in bodies:
        for key, value in body.figures.items():
            # What is added up as well is told by its sum; who is counted by it is not decided.
            if key in names and key not in situation.terms.added:
                yield from (Cell(body.id, period, names[key], value) for period in days)
        for figure, value in reported.items():
            if figure.group == body.group and set(body.kind) <= set(figure.cell):
                own = value if body.first else Fraction(0)
                yield _cell(plan, body, names[figure.measure], figure, own)


def _names_here(terms: Terms, plan: Plan, solution: Solution) -> dict[str, str]:
    """What the plan calls the measures that the solution has figures of, by their keys."""
    asked = {question.measure for block in terms.blocks for question in block.questions}
    for each in solution.values:
        if isinstance(each, Figure):
            asked.update((each.measure, each.weight))
    names = {key: terms.name(plan, key) for key in asked}
    return {key: name for key, name in names.items() if name}


def _cell(plan: Plan, body: _Body, name: str, figure: Figure, value: Fraction) -> Cell:
    carried = dict(body.kind)
    members = {
        dimension: member
        for dimension, member in figure.cell
        if dimension not in carried and dimension in plan.measures[name].dimensions
    }
    return Cell(body.id, figure.days, name, value, members)


def _alone(figures: Mapping[Figure, Fraction]) -> dict[Figure, Fraction]:
    return {figure: value for figure, value in figures.items() if not figure.weight}


def _weighted(
    plan: Plan, names: Mapping[str, str], figures: Mapping[Figure, Fraction]
) -> dict[Figure, Fraction]:
    """Figures whose products with their weights are what was found.

    :raises CannotBuild: when one of them is used in another way as well.
    """
    products = [each for each in figures if each.weight]
    alone = {each.measure for each in figures if not each.weight}
    pairs = {(each.measure, each.weight) for each in products}
    if len(pairs) > len({measure for measure, _ in pairs}) or any(m in alone for m, _ in pairs):
        raise CannotBuild("weighted-figures")
    if any(plan.measures[names[each.measure]].kind != "amount" for each in products):
        raise CannotBuild("weighted-figures")
    weights = {
        (each.measure, each.cell, each.days, each.group): value
        for each, value in figures.items()
        if not each.weight
    }
    found: dict[Figure, Fraction] = {}
    for each in products:
        weight = weights.get((each.weight, each.cell, each.days, each.group), Fraction(0))
        found[each] = figures[each] / weight if weight else Fraction(0)
    return found


def _events(plan: Plan, solution: Solution) -> Iterator[Event]:
    for truth, holds in sorted(
        solution.truths.items(), key=lambda each: (each[0].on, each[0].name)
    ):
        if truth.on and not truth.opaque and truth.name in plan.facts:
            yield Event(truth.name, date.fromisoformat(truth.on), holds=holds)


# --- confirmed ------------------------------------------------------------------------------------


def counterexample(
    situation: Situation,
    solution: Solution,
    missed: Encoded,
    kept: Sequence[Encoded],
    related: Iterable[Rule],
) -> Counterexample:
    """A solution as a counterexample, once the evaluator has confirmed it.

    :param kept: the rules that it must keep, on the days on which they were taken to.
    :param related: those among them that are told first.
    :raises CannotBuild: when it cannot be shown with organisations that report.
    :raises Disagreement: when the evaluator finds otherwise.
    """
    day = missed.moment.on
    observations = built(situation, missed.rule.plan, solution)
    finding = _Confirming(missed.rule.plan, observations, [missed.rule]).finding(missed, day)
    _refuse_conflict(finding)
    if finding is None or finding.verdict != "missed":
        raise Disagreement(_told("missed", missed, finding, observations))
    first = set(related)
    told = sorted(kept, key=lambda each: each.rule not in first)
    judges = _judges(situation, solution, told)
    counted: list[Counted] = []
    for each in told:
        judge = judges[id(each.rule.plan)]
        found = judge.finding(each, day)
        _refuse_conflict(found)
        if found is None or found.verdict not in ("met", "not_applicable"):
            raise Disagreement(_told("met", each, found, judge.observations))
        counted.append(_counted(each, solution, found))
    held = sorted(
        (truth.name, holds)
        for truth, holds in solution.truths.items()
        if truth.on and not truth.opaque
    )
    return Counterexample(
        day, _counted(missed, solution, finding), tuple(counted), tuple(held), observations
    )


def _refuse_conflict(finding: Finding | None) -> None:
    """A check with a number in it may hold of a sum, but of no few reports that it is made of.

    :raises CannotBuild: when the figures break one.
    """
    if finding is not None and finding.verdict == "conflict":
        raise CannotBuild("check-of-each-organisation")


@attrs.define
class _Confirming:
    """What the evaluator says of some rules of a plan, asked once a day for all of them."""

    plan: Plan
    observations: Observations
    rules: Sequence[Rule]
    _found: dict[date, Mapping[tuple[str, date], Finding]] = attrs.field(factory=dict, init=False)

    def finding(self, encoded: Encoded, day: date) -> Finding | None:
        """What it says of a rule on its day, as of another one at the earliest."""
        on = encoded.moment.on
        as_of = max(on, day)
        if as_of not in self._found:
            self._found[as_of] = self._evaluated(as_of)
        return self._found[as_of].get((encoded.rule.target.id, on))

    def _evaluated(self, as_of: date) -> Mapping[tuple[str, date], Finding]:
        plan = attrs.evolve(
            self.plan, targets=self._targets(), tasks=(), duties=(), scales={}, territory=""
        )
        return {
            (each.target, each.date): each
            for each in evaluate(plan, self.observations, as_of).findings
            if each.organisation == plan.id
        }

    def _targets(self) -> tuple[Target, ...]:
        """The targets, and where a condition asks for other targets, all of them."""
        targets = dict.fromkeys(rule.target.id for rule in self.rules)
        whens = [rule.target.when for rule in self.rules if rule.target.when is not None]
        if any(isinstance(atom, Met) for when in whens for atom in atoms(when)):
            return self.plan.targets
        return tuple(target for target in self.plan.targets if target.id in targets)


def _judges(
    situation: Situation, solution: Solution, kept: Iterable[Encoded]
) -> dict[int, _Confirming]:
    """An evaluator for each plan of some rules."""
    rules: dict[int, list[Rule]] = {}
    for each in kept:
        rules.setdefault(id(each.rule.plan), []).append(each.rule)
    return {
        place: _Confirming(own[0].plan, built(situation, own[0].plan, solution), own)
        for place, own in rules.items()
    }


def _counted(encoded: Encoded, solution: Solution, finding: Finding) -> Counted:
    return Counted(
        encoded.rule.plan.id,
        encoded.rule.target,
        encoded.moment.on,
        encoded.moment.window,
        encoded.numerator.value(solution.values),
        encoded.denominator.value(solution.values),
        finding.verdict,
    )


def _told(
    expected: str, encoded: Encoded, finding: Finding | None, observations: Observations
) -> str:
    """Both sides of a disagreement, for whoever mends it."""
    rule = encoded.rule
    said = "nothing" if finding is None else f"{finding.verdict} ({finding.notes})"
    cells = "; ".join(
        f"{cell.organisation} {cell.period.start}/{cell.period.end} {cell.measure}"
        f" {dict(cell.members)} = {cell.value}"
        for cell in observations.cells
    )
    return (
        f"{rule.plan.id} {rule.target.id} on {encoded.moment.on}: the analyser expects {expected}, "
        f"the evaluator says {said}; figures: {cells}"
    )
