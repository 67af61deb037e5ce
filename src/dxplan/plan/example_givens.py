"""What an example gives: who reports what for which time, and what happens on which day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

import attrs

from dxplan.diagnostics import Diagnostic
from dxplan.messages import Phrase
from dxplan.plan.book import Book
from dxplan.plan.examples import Given, Happening, Reported
from dxplan.plan.model import Fact, Indicator, Measure
from dxplan.plan.names import near_name
from dxplan.plan.targets import find_scope
from dxplan.plan.timing import literal_period
from dxplan.source import Span
from dxplan.syntax import nodes
from dxplan.syntax.nodes import MOST_ANSWERS, MOST_SCHOOLS
from dxplan.values.numbers import exact_text
from dxplan.values.periods import FIRST_YEAR, Period, year
from dxplan.values.scopes import Scope

_EVER = date(FIRST_YEAR, 1, 1)
"""Since when a fact holds of which nothing else is said."""


def given_period(book: Book, time: nodes.GivenTime) -> Period:
    """The days that something is given for."""
    first = literal_period(time.first, book.calendar)
    if time.last is None:
        return first
    last = literal_period(time.last, book.calendar)
    if last.end < first.start:
        book.say("reversed-period", time.span, first=first.start, last=last.end)
        return first
    return Period(first.start, last.end)


def column_of(group: nodes.GroupOf) -> str:
    """The register column that a group is of."""
    if isinstance(group.by, nodes.Text):
        return " ".join(group.by.value.lower().split())
    return "organisation" if group.by == "school" else group.by


@attrs.define
class Givens:
    """What an example gives, clause by clause.

    :param works: the tasks and duties by name: what they are, and their ids.
    :param day: of the check; what comes after it would not be looked at.
    :param seen: where each number was given first.
    :param schools: how many there are so far, and ``answers``: how many numbers they give.
    """

    book: Book
    works: Mapping[str, tuple[str, str, str]]
    day: date
    found: list[Given] = attrs.field(factory=list)
    events: list[Happening] = attrs.field(factory=list)
    seen: dict[object, Span | None] = attrs.field(factory=dict)
    schools: int = 0
    answers: int = 0

    def add(self, clause: nodes.GivenClause) -> None:
        """Take a clause in; what cannot be used in it is collected."""
        period = None if clause.time is None else given_period(self.book, clause.time)
        if clause.time is not None and period is not None and period.end > self.day:
            self.book.say("given-after-day", clause.time.span, end=period.end, day=self.day)
            return
        given = _who(self.book, clause)
        reported = tuple(
            found
            for item in clause.items
            if (found := self._item(item, period, given)) is not None
        )  # fmt: skip
        schools = 0 if clause.schools is None else given.count
        self._check_size(clause, schools, given.count * len(reported))
        if reported or clause.schools is not None:
            self.found.append(attrs.evolve(given, reported=reported))

    def _check_size(self, clause: nodes.GivenClause, schools: int, answers: int) -> None:
        """As many schools as one given may speak of are enough for a whole example."""
        self.schools, self.answers = self.schools + schools, self.answers + answers
        if self.schools - schools <= MOST_SCHOOLS < self.schools:
            total = str(self.schools)
            self.book.say("impossible-count", clause.span, text=total, most=MOST_SCHOOLS)
        if self.answers - answers <= MOST_ANSWERS < self.answers:
            self.book.say("example-too-large", clause.span, most=MOST_ANSWERS)

    def _item(self, item: nodes.GivenItem, period: Period | None, given: Given) -> Reported | None:
        """What is reported; what happens is collected on the way.

        :param period: ``None`` when the clause has no time.
        """
        if isinstance(item, nodes.Done):
            self._done(item, self.day if period is None else period.end)
            return None
        fact = self.book.facts.find(item.name.text)
        if fact is not None:
            self._of_fact(item, fact, _EVER if period is None else period.start)
            return None
        measure = self.book.measures.find(item.name.text)
        indicator = self.book.indicators.find(item.name.text)
        if measure is None and indicator is None:
            self._say_unknown(item.name)
            return None
        of = period or self._year(item)
        if of is None:
            return None
        if measure is not None:
            return self._of_measure(item, measure, of, given)
        assert indicator is not None
        return self._of_indicator(item, indicator, of, given)

    def _year(self, item: nodes.Figure | nodes.Answer) -> Period | None:
        """The year of the day, which must be over."""
        found = year(self.day.year)
        if found.end <= self.day:
            return found
        self.book.say("given-after-day", item.span, end=found.end, day=self.day)
        return None

    # --- numbers ----------------------------------------------------------------------------------

    def _of_measure(
        self, item: nodes.Figure | nodes.Answer, measure: Measure, period: Period, given: Given
    ) -> Reported | None:
        scope = self._scope(measure, item.scope)
        wrong = _unfit(item, measure)
        if wrong is not None:
            span = item.value.span if isinstance(item, nodes.Figure) else item.span
            self.book.say("given-does-not-fit", span, name=item.name.text, hint=wrong)
            return None
        if scope is None:
            return None
        self._once(item, (measure.name, scope, period), given)
        value = item.value.value if isinstance(item, nodes.Figure) else Fraction(item.yes)
        return Reported(measure.name, scope, value, period)

    def _of_indicator(
        self, item: nodes.Figure | nodes.Answer, indicator: Indicator, period: Period, given: Given
    ) -> Reported | None:
        """A percentage that is reported beside its counts."""
        scope = find_scope(self.book, indicator, item.scope)
        if isinstance(item, nodes.Answer) or not item.value.percent:
            hint = Phrase("given-indicator")
            self.book.say("given-does-not-fit", item.span, name=item.name.text, hint=hint)
            return None
        if scope is None:
            return None
        self._once(item, (indicator.name, scope, period), given)
        places = len(exact_text(item.value.value).partition(".")[2])
        return Reported(indicator.name, scope, item.value.value, period, places)

    def _scope(self, measure: Measure, written: Iterable[nodes.Name]) -> Scope | None:
        """The members of some names; ``None`` when the measure is not broken down to them."""
        chosen: dict[str, str] = {}
        fine = True
        for name in written:
            member = self.book.members.resolve(name, self.book.diagnostics)
            if member is None:
                fine = False
                continue
            dimension = self.book.dimensions.find(member.dimension)
            own = dimension is not None and dimension.of_organisations
            if member.dimension in chosen or not (own or member.dimension in measure.dimensions):
                code = "given-two-members" if member.dimension in chosen else "given-not-measured"
                params = {"member": name.text, "dimension": member.dimension}
                self.book.say(code, name.span, measure=measure.name, **params)
                fine = False
            chosen.setdefault(member.dimension, member.name)
        return Scope(chosen) if fine else None

    def _once(self, item: nodes.Figure | nodes.Answer, key: object, given: Given) -> None:
        """Nobody reports the same number twice."""
        who: object = given.name or (given.is_all or given.span)
        first = self.seen.setdefault((who, key), item.span)
        if first is not item.span:
            self.book.diagnostics.append(
                Diagnostic(
                    "given-twice",
                    item.span,
                    {"name": item.name.text},
                    related=() if first is None else (first,),
                )
            )

    # --- what happens -----------------------------------------------------------------------------

    def _of_fact(self, item: nodes.Figure | nodes.Answer, fact: Fact, since: date) -> None:
        if isinstance(item, nodes.Figure) or item.scope:
            hint = Phrase("given-fact")
            self.book.say("given-does-not-fit", item.span, name=item.name.text, hint=hint)
            return
        self.events.append(Happening(fact.name, since, item.yes, span=item.span))

    def _done(self, item: nodes.Done, on: date) -> None:
        if item.name.text not in self.works:
            hint = near_name(item.name.text, list(self.works)) or Phrase("declare-it")
            self.book.say("unknown-work", item.name.span, name=item.name.text, hint=hint)
            return
        _, rule, _ = self.works[item.name.text]
        of = None if item.of is None else literal_period(item.of, self.book.calendar)
        units = self.book.find_units(item.units)
        names = [unit.name for unit in units] if item.units else [None]
        self.events.extend(
            Happening(rule, on, period=of, unit=name, span=item.span) for name in names
        )

    def _say_unknown(self, name: nodes.Name) -> None:
        tables = (self.book.measures, self.book.facts, self.book.indicators)
        known = [each for table in tables for each in (*table.entries, *table.aliases)]
        hint = near_name(name.text, known) or Phrase("declare-it")
        self.book.say("unknown-given", name.span, name=name.text, hint=hint)


# --- who ------------------------------------------------------------------------------------------


def _who(book: Book, clause: nodes.GivenClause) -> Given:
    """Whom a clause is about, without what is reported."""
    schools = clause.schools
    if schools is None:
        return Given(is_all=True, span=clause.span)
    members: dict[str, frozenset[str]] = {}
    for member in book.find_members(schools.members):
        members[member.dimension] = members.get(member.dimension, frozenset()) | {member.name}
    return Given(
        schools.count,
        "" if schools.name is None else schools.name.value,
        members=members,
        places=_places(book, schools.groups),
        span=clause.span,
    )


def _places(book: Book, groups: Iterable[nodes.GroupOf]) -> dict[str, str]:
    """The group in each column; nobody is in two groups of one."""
    found: dict[str, nodes.GroupOf] = {}
    for group in groups:
        first = found.setdefault(column_of(group), group)
        if first is not group and first.span is not None and group.span is not None:
            words = {"keyword": " ".join(group.span.text.split())}
            diagnostic = Diagnostic("duplicate-clause", group.span, words, related=(first.span,))
            book.diagnostics.append(diagnostic)
    return {column: group.name.value for column, group in found.items()}


# --- values ---------------------------------------------------------------------------------------


def _unfit(item: nodes.Figure | nodes.Answer, measure: Measure) -> Phrase | None:
    """Why a value is none that could be reported for a measure."""
    if isinstance(item, nodes.Answer):
        return None if measure.kind == "flag" else Phrase("given-number")
    value = item.value.value
    if measure.kind == "flag":
        return Phrase("given-flag")
    if item.value.percent:
        return Phrase("given-no-percent")
    if measure.kind != "amount" and value.denominator != 1:
        return Phrase("given-whole")
    if measure.highest is not None and value > measure.highest:
        return Phrase("given-highest", {"highest": exact_text(measure.highest)})
    return None
