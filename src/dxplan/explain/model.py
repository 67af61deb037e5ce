"""What an explanation holds: the arithmetic of one finding with the places it was taken from.

No wording: :mod:`dxplan.report` says it. Every number here was reported, stands in the plan or the
register, or was computed from those.
"""

from __future__ import annotations

import datetime
from fractions import Fraction
from typing import Literal

import attrs

from dxplan.data.observations import Cell, Event, ReportedValue
from dxplan.engine.conflicts import Conflict
from dxplan.engine.findings import Finding, Report, Verdict
from dxplan.engine.judge import Line
from dxplan.engine.level_findings import Level
from dxplan.engine.moments import Moment
from dxplan.engine.totals import Totals
from dxplan.plan.model import (
    Attains,
    Band,
    Comparator,
    Criterion,
    Duty,
    Fact,
    Group,
    Indicator,
    Met,
    Scale,
    Target,
    Task,
    Threshold,
    Unit,
)
from dxplan.values.intervals import Interval
from dxplan.values.periods import Period
from dxplan.values.truth import Truth

StepCode = Literal[
    "waived", "condition", "unset", "population", "split", "conflict", "no_data", "division",
    "due", "facts", "base", "comparison", "line", "other",
]  # fmt: skip


@attrs.frozen
class Edge:
    """One bound of a threshold, held against the two sums.

    :param value: in the unit of the threshold; ``quotient`` as a plain number.
    :param form: everything that ``numerator - quotient * denominator`` may be.
    :param kept: whether the comparison holds for all of it, for nothing, or for some.
    """

    comparator: Comparator
    value: Fraction
    quotient: Fraction
    form: Interval
    kept: Truth

    @property
    def sign(self) -> int:
        """1 where more is better, -1 where less is."""
        return 1 if self.comparator in (">=", ">") else -1

    @property
    def strict(self) -> bool:
        """Whether the bound itself is not enough."""
        return self.comparator in (">", "<")


@attrs.frozen
class StandIn:
    """What stands in for the denominator of a missing report."""

    denominator: Fraction
    source: Literal["register", "earlier"]


@attrs.frozen
class Part:
    """What one organisation adds to the two sums.

    :param form: everything its ``numerator - quotient * denominator`` may be, at the bound that the
        explanation is about; ``None`` without one.
    :param complete: whether it reported all that the sums need; ``reported``: whether anything.
    :param missing: the days for which something is missing, where it is cut by days.
    :param cells: the cells it was taken from; only where one organisation is explained.
    """

    organisation: str
    numerator: Interval
    denominator: Interval
    form: Interval | None = None
    complete: bool = True
    reported: bool = True
    stand_in: StandIn | None = None
    missing: tuple[Period, ...] = ()
    cells: tuple[Cell, ...] = ()


@attrs.frozen
class Step:
    """A line of the table of verdicts: passed, or the one that decides."""

    code: StepCode
    decides: bool = False


@attrs.frozen
class Change:
    """The least change of the numerator that reaches a bound, the denominator unchanged.

    :param more: whether it is added; otherwise it is taken away.
    :param whole: whether the numerator counts things, so that ``amount`` is a whole number.
    :param beyond: whether ``amount`` itself is not yet enough, only anything beyond it.
    :param fits: whether the value is then inside the whole threshold: ``False`` where the other end
        of a range is passed at once.
    """

    edge: Edge
    more: bool
    amount: Fraction
    whole: bool
    beyond: bool = False
    fits: bool = True


@attrs.frozen
class Raise:
    """How far one organisation is from a level.

    :param reaches: the numerator with which it would be there; ``gain`` is the difference.
    """

    organisation: str
    numerator: Fraction
    denominator: Fraction
    reaches: Fraction
    gain: Fraction


@attrs.frozen
class Fewest:
    """The fewest organisations that close the gap when each of them reaches a level.

    :param level: in the unit of the threshold, with its comparator.
    :param count: any so many of ``choice`` are enough, and fewer of whichever are not; ``None``
        when not even all of them are.
    :param choice: the organisations to choose from, those that help most first.
    :param below: how many organisations have not reached the level.
    """

    level: Threshold
    count: int | None
    choice: tuple[Raise, ...]
    below: int
    gain_of_all: Fraction


@attrs.frozen
class Settling:
    """The fewest missing reports that could settle a verdict, and whose these would be."""

    verdict: Verdict
    organisations: tuple[str, ...]


@attrs.frozen
class Remedy:
    """What it would take.

    :param spare: what could be lost and the target still be kept.
    :param now: against the line of a target that is not due.
    :param weighing: the organisations that are farthest from the bound, farthest first.
    :param open_amount: what the missing reports have to bring together, or may bring at most where
        less is better, for the bound to be kept; only where their denominators are known.
    """

    change: Change | None = None
    now: Change | None = None
    spare: int | None = None
    fewest: tuple[Fewest, ...] = ()
    weighing: tuple[Raise, ...] = ()
    settling: tuple[Settling, ...] = ()
    open_amount: Fraction | None = None


@attrs.frozen
class KnownFact:
    """What is known of a fact on the day.

    :param event: the last thing that the event list says of it up to that day.
    """

    fact: Fact
    holds: Truth
    event: Event | None = None


@attrs.frozen
class Ground:
    """An indicator that a condition compares, or the targets that it wants to be met.

    :param totals: of the indicator; ``None`` where nothing was reported.
    :param rulings: the targets that rule on the day, by id, and whether each is met.
    """

    atom: Attains | Met
    holds: Truth
    totals: Totals | None = None
    rulings: tuple[tuple[str, Truth], ...] = ()


@attrs.frozen
class GroupPart:
    """One group of a target for every group, or of an indicator that counts groups.

    :param kept: whether it keeps what is asked of a group.
    :param totals: its own sums; ``None`` where a condition joins several things.
    :param missing: its organisations that have not reported everything.
    :param change: the least change with which it would keep it.
    :param fewest: the fewest of its organisations that make this change.
    """

    name: str
    kept: Truth
    organisations: tuple[str, ...]
    missing: tuple[str, ...] = ()
    totals: Totals | None = None
    change: Change | None = None
    fewest: Fewest | None = None


@attrs.frozen
class ByGroup:
    """The groups that a verdict rests on.

    :param every: whether each has to keep the threshold; otherwise those that do are counted.
    :param indicator: whose sums each is judged by, with what they are held against; ``None`` where
        a condition joins several things.
    :param groups: those that fail first, what lacks most foremost; then the open ones.
    :param unplaced: organisations without a place in the register.
    """

    column: str
    every: bool
    groups: tuple[GroupPart, ...]
    unplaced: tuple[str, ...] = ()
    indicator: Indicator | None = None
    threshold: Threshold | None = None

    def count(self, kept: Truth) -> int:
        """How many keep it, do not, or may."""
        return sum(group.kept is kept for group in self.groups)


@attrs.frozen
class Contradiction:
    """Data that contradict themselves, with the cells they stand in."""

    conflict: Conflict
    cells: tuple[Cell, ...]
    reported: ReportedValue | None = None


@attrs.frozen
class Past:
    """An earlier day on which the same was judged."""

    date: datetime.date
    verdict: Verdict


@attrs.frozen
class TargetExplanation:
    """Why a target has its verdict, for the whole, a group or one organisation.

    :param report: all findings of the target.
    :param name: id of the organisation or name of the group; ``None`` for the whole.
    :param kind: what is explained.
    :param parts: by how much they weigh, heaviest first.
    :param totals: ``None`` when nothing was reported.
    :param edges: the bounds of the threshold; none where it is not set.
    :param whole: the finding of the whole, when a part of it is explained.
    :param by_group: the groups that the verdict rests on, where it rests on groups.
    :param grounds: what its condition says of figures and of other targets.
    """

    report: Report
    target: Target
    kind: Literal["whole", "group", "organisation"]
    name: str | None
    finding: Finding
    moment: Moment
    parts: tuple[Part, ...] = ()
    totals: Totals | None = None
    edges: tuple[Edge, ...] = ()
    line: Line | None = None
    steps: tuple[Step, ...] = ()
    remedy: Remedy = attrs.field(factory=Remedy)
    facts: tuple[KnownFact, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    history: tuple[Past, ...] = ()
    whole: Finding | None = None
    has_register: bool = False
    by_group: ByGroup | None = None
    grounds: tuple[Ground, ...] = ()


@attrs.frozen
class WorkExplanation:
    """Why a task or duty has its verdict.

    :param owed: the units that have to do it, on the day.
    :param events: what the event list says of it, in order of days; ``None`` without a list.
    :param facts: of its condition.
    """

    report: Report
    rule: Task | Duty
    finding: Finding
    owed: tuple[Unit, ...] = ()
    events: tuple[Event, ...] | None = None
    facts: tuple[KnownFact, ...] = ()
    history: tuple[Past, ...] = ()


@attrs.frozen
class CriterionPart:
    """What a criterion gives an organisation.

    :param met: of a mandatory one, and of one that a condition decides; else ``None``.
    :param points: everything that it may give; ``None`` where it gives none, or is not settled.
    :param known: whether it is decided, or reported as it can be.
    :param cells: the cells that it was taken from.
    """

    criterion: Criterion
    met: Truth
    points: Interval | None
    known: bool
    cells: tuple[Cell, ...] = ()

    @property
    def room(self) -> Fraction:
        """How many points more it could give than it surely does."""
        most = self.criterion.points or Fraction(0)
        return most - (self.points.low or Fraction(0)) if self.points is not None else Fraction(0)


@attrs.frozen
class NextBand:
    """What it would take to the next band, from what is known.

    :param lacking: points; zero when only mandatory criteria are in the way. ``beyond``: whether
        so many are not yet enough, only more.
    :param fewest: the fewest criteria that give them when each gives all its points; ``None`` where
        not even all of them do.
    """

    band: Band
    lacking: Fraction
    beyond: bool
    fewest: tuple[CriterionPart, ...] | None


@attrs.frozen
class LevelExplanation:
    """Why an organisation has its level in a group of a scale, and what the next one would take.

    :param by_score: the names of the bands that the score alone may give.
    """

    report: Report
    scale: Scale
    group: Group
    level: Level
    criteria: tuple[CriterionPart, ...]
    by_score: tuple[str, ...] = ()
    next_band: NextBand | None = None
    facts: tuple[KnownFact, ...] = ()
    history: tuple[Level, ...] = ()


Explanation = TargetExplanation | WorkExplanation | LevelExplanation
