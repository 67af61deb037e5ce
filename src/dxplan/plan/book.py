"""Everything a binding step may look names up in, and what it collects."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

import attrs

from dxplan.diagnostics import Diagnostic
from dxplan.plan.model import Fact, Indicator, Measure, Scale, Timing, Unit
from dxplan.plan.names import Suggestions, Table
from dxplan.plan.parent_numbers import Above
from dxplan.source import Span
from dxplan.syntax import lexicon, nodes
from dxplan.values.calendars import MINISTRY, Calendar
from dxplan.values.periods import Period
from dxplan.values.scopes import Dimension, Member

S = TypeVar("S")


@attrs.define
class Book:
    """The names in reach of a rule file while it is bound, by kind, and the diagnostics so far.

    :param half_known: measures of which a dimension could not be found.
    :param unread_rules: how many statements that may be targets could not be read.
    :param waiting: by the name of a scale, what declares it; once is enough.
    :param awaited: by the name of an indicator, what declares it and what it needs.
    :param begun: the scales and indicators whose declaration has begun, as statements.
    :param declaring: the names of those whose declaration has not ended yet.
    :param above: what is known of the plan's parent.
    :param timings: what the times that were met mean; a plan of many rules has few of them.
    :param works: the tasks and duties, by name and by alias.
    :param suggestions: finds what else an unknown name may be meant for.
    """

    dimensions: Table[Dimension] = attrs.field(factory=lambda: Table("dimension"))
    members: Table[Member] = attrs.field(factory=lambda: Table("member"))
    measures: Table[Measure] = attrs.field(factory=lambda: Table("measure"))
    facts: Table[Fact] = attrs.field(factory=lambda: Table("fact"))
    indicators: Table[Indicator] = attrs.field(factory=lambda: Table("indicator"))
    units: Table[Unit] = attrs.field(factory=lambda: Table("unit"))
    scales: Table[Scale] = attrs.field(factory=lambda: Table("scale"))
    half_known: set[str] = attrs.field(factory=set)
    unread_rules: int = 0
    waiting: dict[str, Callable[[], None]] = attrs.field(factory=dict)
    awaited: dict[str, Callable[[], None]] = attrs.field(factory=dict)
    begun: set[int] = attrs.field(factory=set)
    declaring: set[str] = attrs.field(factory=set)
    above: Above = Above()
    calendar: Calendar = MINISTRY
    period: Period | None = None
    timings: dict[nodes.Time, Timing] = attrs.field(factory=dict)
    works: dict[str, nodes.WorkStatement] = attrs.field(factory=dict)
    suggestions: Suggestions = attrs.field(factory=Suggestions)
    diagnostics: list[Diagnostic] = attrs.field(factory=list)

    def say(self, code: str, span: Span | None, **params: object) -> None:
        """Collect a diagnostic."""
        self.diagnostics.append(Diagnostic(code, span, params))

    def collect(self, diagnostic: Diagnostic | None) -> None:
        """Collect a diagnostic if there is one."""
        if diagnostic is not None:
            self.diagnostics.append(diagnostic)

    def find_units(self, names: Iterable[nodes.Name]) -> tuple[Unit, ...]:
        """The units of some names; unknown ones are collected."""
        found = (self.units.resolve(name, self.diagnostics) for name in names)
        return tuple(unit for unit in found if unit is not None)

    def find_members(self, names: Iterable[nodes.Name]) -> tuple[Member, ...]:
        """The members of some names; unknown ones are collected."""
        found = (self.members.resolve(name, self.diagnostics) for name in names)
        return tuple(member for member in found if member is not None)


def of_kind(parts: Iterable[object], kind: type[S]) -> list[S]:
    """The statements or clauses of a class."""
    return [part for part in parts if isinstance(part, kind)]


def texts(clauses: Sequence[nodes.Clause], kind: str) -> tuple[str, ...]:
    """The texts of all clauses of a kind."""
    if not clauses:
        return ()
    return tuple(
        c.text.value for c in clauses if isinstance(c, nodes.TextClause) and c.kind == kind
    )


def joined(clauses: Sequence[nodes.Clause], kind: str) -> str:
    """The texts of all clauses of a kind, joined by semicolons."""
    return "; ".join(texts(clauses, kind))


def names(clauses: Sequence[nodes.Clause], kind: str) -> tuple[nodes.Name, ...]:
    """The names of all clauses of a kind."""
    if not clauses:
        return ()
    return tuple(
        name
        for clause in clauses
        if isinstance(clause, nodes.NamesClause) and clause.kind == kind
        for name in clause.names
    )


_ONCE = (
    nodes.WhenClause, nodes.BaselineClause, nodes.DocumentClause, nodes.PeriodClause,
    nodes.LevelClause, nodes.EndsClause, nodes.BeginsClause, nodes.HoldsClause, nodes.UntilClause,
    nodes.NameClause, nodes.DayClause, nodes.WithinClause, nodes.GateClause, nodes.JudgedClause,
)  # fmt: skip


def check_once(book: Book, clauses: Sequence[nodes.Clause]) -> None:
    """Say where a clause that may stand once stands again."""
    seen: dict[object, nodes.Clause] = {}
    for clause in clauses:
        if isinstance(clause, _ONCE):
            key = clause.kind if isinstance(clause, nodes.NameClause) else type(clause)
            if key in seen and clause.span is not None:
                first = seen[key].span
                word = lexicon.keyword_at(clause.span.text, 0) or clause.span.text.split()[0]
                diagnostic = Diagnostic(
                    "duplicate-clause",
                    clause.span,
                    {"keyword": word},
                    related=() if first is None else (first,),
                )
                book.diagnostics.append(diagnostic)
            seen.setdefault(key, clause)
