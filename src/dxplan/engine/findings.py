"""Findings: what came out for a target, task or duty, for an organisation, on a date."""

from __future__ import annotations

import datetime
import operator
from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, Protocol

import attrs

from dxplan.plan.model import Plan, Threshold, Unit
from dxplan.shown import Shown
from dxplan.values.intervals import Interval
from dxplan.values.periods import Period

if TYPE_CHECKING:
    from dxplan.data.left_out import LeftOut
    from dxplan.data.problems import Problem
    from dxplan.engine.finding_columns import FindingColumns
    from dxplan.engine.level_findings import Level, LevelCount
    from dxplan.plan.differences import SinceFrozen

Verdict = Literal[
    "met", "missed", "undetermined", "on_track", "behind", "not_due",
    "no_data", "conflict", "not_applicable", "unset", "waived",
]  # fmt: skip

VERDICTS: tuple[Verdict, ...] = (
    "met", "missed", "undetermined", "on_track", "behind", "not_due",
    "no_data", "conflict", "not_applicable", "unset", "waived",
)  # fmt: skip


@attrs.frozen(repr=False)
class Base(Shown):
    """The earlier value that a threshold was counted from.

    :param value: in the unit of the threshold, an interval when reports of then are missing;
        ``None`` when nothing is known.
    :param period: the time that it is of; its last day is the day it was judged on.
    :param source: the rule's ``baseline``, or the ``data``.
    :param reported: how many of the ``expected`` organisations reported for it, from data.
    :param conflicts: what contradicts itself in those data, as notes.
    """

    value: Interval | None
    period: Period
    source: Literal["baseline", "data"]
    reported: int = 0
    expected: int = 0
    missing: tuple[str, ...] = ()
    conflicts: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()


class Unfinished(Protocol):
    """What some findings are made from that are not finished."""

    def finish(self, finding: Finding, number: int, name: str) -> None:
        """Sets a field of one of them, and any others."""


class _Later(Shown):
    """Fields that are worked out when they are first asked for.

    INVARIANT: a finding that is not finished knows of what it is one, and by which number.
    """

    __slots__ = ("_number", "_of")
    _of: Unfinished
    _number: int

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> object:
            # Only of fields without a value.
            if name.startswith("_"):
                raise AttributeError(name)
            self._of.finish(self, self._number, name)
            return object.__getattribute__(self, name)


@attrs.frozen(repr=False)
class Finding(_Later):
    """One verdict with everything it rests on.

    :param rule: what was judged: a target, a task or a duty.
    :param target: its id.
    :param organisation: id of the organisation or group; the plan's id for the whole.
    :param date: the day it was judged on.
    :param deadline: the last day that was in time, when the rule has one; with a relapse after a
        deadline that was kept, ``relapse`` is true and ``date`` is the day of the relapse.
    :param numerator: the sum, an interval when reports are missing; ``None`` for tasks and duties.
    :param value: the quotient in the unit of the threshold (percents for ``%``).
    :param threshold: with a change, the number that a known base makes of it, beside the change.
    :param base: the earlier value that the threshold is counted from.
    :param expected_value: where the line to the threshold is on the date, for
        ``on_track``/``behind``.
    :param gap: how far the nearest end of the value is from the threshold, in its unit: positive is
        lacking, negative is to spare; ``None`` when that cannot be said.
    :param gap_count: the same in counts of the numerator, the denominator unchanged: the least that
        must be added (positive), or the most that could be lost (zero or negative).
    :param on_line: whether the value is exactly the threshold.
    :param reported: how many of the ``expected`` organisations reported all that the sums need;
        ``missing`` are the ids of the others, sorted.
    :param unusable: those of the missing that did send figures of what the sums need, in rows that
        entered no sum because of a problem; ``Report.left_out`` says how many rows.
    :param lead: the units responsible on the date, successors resolved; ``ended`` names those of
        the document that no longer exist, with the reason in ``notes``.
    :param notes: what else must be known to read it, as (code, parameters) of
        ``texts/reports.toml``.
    :param failing: of a target for every group, or one that counts groups, the names of those that
        surely fail, sorted; ``undecided`` are those of which that is not known. For every group,
        ``value`` is the range of the groups' values, ``numerator`` how many keep the threshold,
        and ``denominator`` how many there are.
    :param by: the register column that the ``organisation`` is a group of; ``None`` for the whole.
    """

    rule: Literal["target", "task", "duty"]
    target: str
    organisation: str
    date: datetime.date
    verdict: Verdict
    deadline: datetime.date | None = None
    relapse: bool = False
    numerator: Interval | None = None
    denominator: Interval | None = None
    value: Interval | None = None
    threshold: Threshold | None = None
    base: Base | None = None
    expected_value: Fraction | None = None
    gap: Fraction | None = None
    gap_count: int | None = None
    on_line: bool = False
    reported: int = 0
    expected: int = 0
    missing: tuple[str, ...] = ()
    unusable: tuple[str, ...] = ()
    lead: tuple[Unit, ...] = ()
    cooperating: tuple[Unit, ...] = ()
    ended: tuple[Unit, ...] = ()
    cite: str = ""
    notes: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    failing: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()
    by: str | None = None

    @property
    def silent(self) -> tuple[str, ...]:
        """Those of the missing who sent nothing, right or wrong, of what the sums need."""
        if not self.unusable:
            return self.missing
        sent = frozenset(self.unusable)
        return tuple(name for name in self.missing if name not in sent)


def unfinished(
    of: Unfinished,
    target: str,
    on: datetime.date,
    by: str | None,
    groups: Iterable[tuple[str, Verdict]],
) -> Iterator[Finding]:
    """Findings of some groups for a target, of which no more is worked out than their verdicts.

    :param of: asked for everything else.
    :param groups: names and verdicts, in the order of the numbers that ``of`` knows them by.
    """
    make = object.__new__
    slots = ("_of", "_number", "rule", "target", "organisation", "by", "date", "verdict")
    # There are tens of thousands of them, and they are frozen for everybody else.
    put_of, put_number, put_rule, put_target, put_group, put_by, put_date, put_verdict = (
        getattr(Finding, name).__set__ for name in slots
    )
    for number, (name, verdict) in enumerate(groups):
        made = make(Finding)
        put_of(made, of)
        put_number(made, number)
        put_rule(made, "target")
        put_target(made, target)
        put_group(made, name)
        put_by(made, by)
        put_date(made, on)
        put_verdict(made, verdict)
        yield made


def with_both(
    found: Iterable[Finding],
    numerators: Iterable[Interval | None],
    denominators: Iterable[Interval | None],
) -> Iterator[Finding]:
    """Findings that are not finished, with their sums."""
    put_numerator, put_denominator = (
        getattr(Finding, name).__set__ for name in ("numerator", "denominator")
    )
    for each, numerator, denominator in zip(found, numerators, denominators, strict=True):
        put_numerator(each, numerator)
        put_denominator(each, denominator)
        yield each


def finish(finding: Finding, done: Finding) -> None:
    """Gives a finding all that a finished one says of the same."""
    for name in _FIELDS:
        object.__setattr__(finding, name, getattr(done, name))


_FIELDS = tuple(each.name for each in attrs.fields(Finding))


class LazyFindings(Sequence[Finding]):
    """Findings that are made when they are asked for; equal to a tuple of the same ones."""

    @abstractmethod
    def verdicts(self) -> Iterable[Verdict]:
        """Their verdicts, in order."""

    @abstractmethod
    def columns(self) -> FindingColumns:
        """Their verdicts and sums as columns."""

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, LazyFindings | tuple):
            return NotImplemented
        return len(self) == len(other) and all(map(operator.eq, self, other))

    def __hash__(self) -> int:
        return hash(tuple(self))


@attrs.frozen(repr=False)
class Report(Shown):
    """All findings of a plan on a day. Iterating it gives them.

    :param findings: all of them; over a large table they are made when they are asked for.
    :param problems: what was wrong with the data.
    :param rows_left_out: how many rows entered no sum because of that; ``left_out`` says whose
        they are, as far as they name somebody.
    :param titles: titles of organisations by id, as far as the register gives them.
    :param level_counts: how many organisations have which level of the plan's scales.
    :param levels: the level of each, when every organisation was asked for.
    :param frozen: what became of the rules since the plan was frozen, where there is a lock file;
        it has no part in the findings.
    :param course: what the targets of the whole came to on earlier reporting dates, where that was
        asked for: each judged by what was known then. It has no part in the findings. ``None``
        where it was not asked for, and over totals and tables, which do not tell.
    """

    plan: Plan
    as_of: datetime.date
    findings: tuple[Finding, ...] | LazyFindings = ()
    problems: tuple[Problem, ...] = ()
    rows_left_out: int = 0
    titles: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    level_counts: tuple[LevelCount, ...] = ()
    levels: tuple[Level, ...] = ()
    frozen: SinceFrozen | None = None
    course: tuple[Finding, ...] | None = None
    left_out: tuple[LeftOut, ...] = ()

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    def count(self, verdict: Verdict) -> int:
        """How many findings have a verdict."""
        return sum(each == verdict for each in self.verdicts())

    def verdicts(self) -> Iterable[Verdict]:
        """The verdict of every finding, in order."""
        if isinstance(self.findings, LazyFindings):
            return self.findings.verdicts()
        return (finding.verdict for finding in self.findings)

    def columns(self) -> FindingColumns:
        """The verdicts and sums of all findings as columns, such as a data frame is made of.

        Over a large table no finding is made for them.
        """
        if isinstance(self.findings, LazyFindings):
            return self.findings.columns()
        from dxplan.engine.finding_columns import add_findings, no_columns

        found = no_columns()
        add_findings(found, self.findings)
        return found

    @property
    def something_due_is_missed(self) -> bool:
        """Whether any finding is ``missed``: something that was due was not met."""
        return "missed" in self.verdicts()


def current(findings: Sequence[Finding], as_of: datetime.date) -> Finding:
    """The finding that counts now: of the latest date that has come, else of the first to come.

    Of a duty that is to come nothing is known yet; the last one that came due says more.
    """
    come = [finding for finding in findings if finding.date <= as_of]
    if findings[0].rule == "duty":
        come = [finding for finding in come if finding.verdict != "not_due"]
    if not come:
        return min(findings, key=lambda finding: finding.date)
    return max(come, key=lambda finding: finding.date)
