"""Targets: one rule with a list of parts becomes one target a scope and time.

What a part of the list leaves out it takes from its neighbours: the scope and the comparator from
the part before it, the time from the next part that has one. Without any time a target holds
always.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import attrs

from dxplan.plan.book import Book, check_once, joined, names, texts
from dxplan.plan.changes import Counted
from dxplan.plan.condition_names import uses
from dxplan.plan.conditions import NOTHING, Atom, attains, bound, condition_id, condition_text
from dxplan.plan.groups import find_column, part_of_whole
from dxplan.plan.model import (
    Baseline,
    Condition,
    Holds,
    Indicator,
    Measure,
    Met,
    Target,
    Threshold,
    Timing,
)
from dxplan.plan.parent_numbers import set_by_parent
from dxplan.plan.responsible import check_units
from dxplan.plan.target_parts import Part, list_parts
from dxplan.plan.thresholds import amount, bind_threshold
from dxplan.plan.timing import lasting, literal_period, timing
from dxplan.syntax import nodes
from dxplan.values.scopes import Member, Scope


def bind_target(book: Book, statement: nodes.TargetStatement) -> list[Target]:
    """The targets of a rule."""
    check_once(book, statement.clauses)
    indicator = book.indicators.resolve(statement.indicator, book.diagnostics)
    lead = book.find_units(names(statement.clauses, "lead"))
    cooperating = book.find_units(names(statement.clauses, "with"))
    when, when_text = bind_when(book, statement.clauses)
    parts = list_parts(book, statement)
    if indicator is None:
        book.find_members(names(statement.clauses, "except"))
        for part in parts:
            book.find_members(part.scope)
        return []
    excluded = _excluded(book, indicator, names(statement.clauses, "except"))
    known = _known_before(book, statement, indicator)
    cite, note = joined(statement.clauses, "cite"), joined(statement.clauses, "note")
    assumptions = texts(statement.clauses, "assume")
    found = []
    whole = indicator
    for part in parts:
        indicator = part_of_whole(book, whole, part.of_which)
        if indicator is None:
            continue
        scope = find_scope(book, indicator, part.scope)
        own = None if part.of_which else known
        counted = Counted(part.against, part.time, own)
        threshold = bind_threshold(book, indicator, part.threshold, counted)
        if scope is None or threshold is None:
            continue
        time = _held(book, threshold, _time(book, part.time))
        left_out = (*_left_out(book, indicator, part), *excluded)
        each = find_column(book, indicator, threshold, part.each)
        target = Target(
            # A rule is known by its own words, whatever the plan above turns out to say
            _id(
                indicator,
                scope,
                excluded=left_out,
                each=each,
                threshold=threshold,
                time=time,
                when=when,
            ),
            indicator,
            scope,
            threshold,
            time,
            lead,
            cooperating,
            left_out,
            when,
            when_text,
            cite,
            assumptions=assumptions,
            note=note,
            each=each,
            span=part.span,
        )
        if threshold.from_parent:
            target = attrs.evolve(target, threshold=set_by_parent(book, target))
        if own is not None:
            baseline = _baseline(book, indicator, own, target.threshold)
            target = attrs.evolve(target, baseline=baseline)
        found.append(target)
    check_units(book, statement.clauses, _held_until(book, [target.time for target in found]))
    return _until_their_level(found)


def _until_their_level(targets: Sequence[Target]) -> list[Target]:
    """Steps up to a level end where the level is due: "5% more every year, 70% by 2026"."""
    if len(targets) < 2:
        return list(targets)
    levels: dict[object, date] = {}
    for target in targets:
        if target.time.kind in ("by", "before") and target.threshold.change is None:
            key = _path(target)
            levels[key] = max(levels.get(key, date.min), target.time.end or date.min)
    return [
        attrs.evolve(target, superseded_on=levels.get(_path(target)))
        if target.time.kind == "every" and target.threshold.change is not None
        else target
        for target in targets
    ]


def _path(target: Target) -> object:
    """What the targets of a rule have in common that are about the same thing."""
    return (target.indicator.name, target.scope, target.excluded, target.each)


def _held(book: Book, threshold: Threshold, time: Timing) -> Timing:
    """What is kept up is judged all the time, from the plan's start or after its base."""
    change = threshold.change
    if threshold.word != "MAINTAINS" and (change is None or change.kind != "keeps"):
        return time
    start = None if book.period is None else book.period.start
    if change is not None and change.since is not None:
        after = change.since.end + timedelta(days=1)
        start = after if start is None else max(start, after)
    return lasting(time, start)


def _time(book: Book, node: nodes.Time | None) -> Timing:
    if node is None:
        return timing(None, book.calendar)
    time = book.timings.get(node)
    if time is None:
        time = book.timings[node] = timing(node, book.calendar)
    if time.start and time.end and time.end < time.start:
        book.say("reversed-period", node.span, first=time.start, last=time.end)
    return time


def _held_until(book: Book, times: Sequence[Timing]) -> date | None:
    """The last day on which targets are judged, as far as the text tells."""
    lasting = any(time.kind != "in" and not (time.kind == "from" and time.end) for time in times)
    days = [time.end for time in times if time.end is not None]
    if lasting and book.period is not None:
        days.append(book.period.end)
    return max(days, default=None)


def bind_when(book: Book, clauses: Sequence[nodes.Clause]) -> tuple[Condition | None, str]:
    """The condition of a rule and its text."""
    for clause in clauses:
        if isinstance(clause, nodes.WhenClause):
            return bound(book, clause.condition, _of_plan), condition_text(clause)
    return None, ""


def check_when(book: Book, clauses: Sequence[nodes.Clause], when: Condition | None) -> None:
    """Collect that a task or duty depends on figures, which only a target can."""
    clause = next((each for each in clauses if isinstance(each, nodes.WhenClause)), None)
    if clause is not None and any(uses(when)):
        book.say("work-on-figures", clause.span, text=condition_text(clause))


def _of_plan(book: Book, node: Atom) -> Condition:
    """Facts, indicators held against numbers, and targets, that a rule depends on."""
    match node:
        case nodes.Holding(name):
            if book.facts.find(name.text) is None and book.indicators.find(name.text) is not None:
                book.say("indicator-alone", name.span, name=name.text)
                return NOTHING
            fact = book.facts.resolve(name, book.diagnostics)
            return Holds(name.text if fact is None else fact.name)
        case nodes.Levelled(name):
            book.say("fact-compared", node.span, name=name.text)
            return NOTHING
        case nodes.Comparing(name, _, _):
            if book.facts.find(name.text) is not None:
                book.say("fact-compared", node.span, name=name.text)
                return NOTHING
            indicator = book.indicators.resolve(name, book.diagnostics)
            return NOTHING if indicator is None else attains(book, indicator, node)
        case nodes.Met(name, members):  # pragma: no branch - there is no other kind
            indicator = book.indicators.resolve(name, book.diagnostics)
            scope = None if indicator is None else find_scope(book, indicator, members)
            if indicator is None or scope is None:
                return NOTHING
            return Met(indicator.name, scope)


# --- scope ----------------------------------------------------------------------------------------


def find_scope(book: Book, indicator: Indicator, written: Sequence[nodes.Name]) -> Scope | None:
    """The scope of some names.

    ``None`` when they are no scope of the indicator, which is collected.
    """
    found = [(name, book.members.resolve(name, book.diagnostics)) for name in written]
    known = [(name, member) for name, member in found if member is not None]
    chosen: dict[str, str] = {}
    fine = len(known) == len(found)
    for name, member in known:
        if member.dimension in chosen:
            book.say(
                "two-members", name.span, first=chosen[member.dimension], second=member.name,
                dimension=member.dimension,
            )  # fmt: skip
            fine = False
        chosen.setdefault(member.dimension, member.name)
    return Scope(chosen) if _are_measured(book, indicator, known) and fine else None


def _excluded(
    book: Book, indicator: Indicator, written: Sequence[nodes.Name]
) -> tuple[Member, ...]:
    if not written:
        return ()
    found = [(name, book.members.resolve(name, book.diagnostics)) for name in written]
    known = [(name, member) for name, member in found if member is not None]
    _are_measured(book, indicator, known)
    return tuple(member for _, member in known)


def _left_out(book: Book, indicator: Indicator, part: Part) -> tuple[Member, ...]:
    """What a remainder leaves out: the members of the parts before it, of one dimension."""
    if not part.named_before:
        return ()
    members = tuple(dict.fromkeys(_excluded(book, indicator, part.named_before)))
    dimensions = sorted({member.dimension for member in members})
    if len(dimensions) > 1:
        book.say("remaining-of-two", part.span, first=dimensions[0], second=dimensions[1])
    return members


def _are_measured(
    book: Book, indicator: Indicator, members: Sequence[tuple[nodes.Name, Member]]
) -> bool:
    """Whether the indicator's measures are broken down by the dimensions of some members."""
    lacking = [(name, member, _lacking(book, indicator, member)) for name, member in members]
    for name, member, measure in lacking:
        if measure is not None:
            book.say(
                "not-measured", name.span, member=name.text, dimension=member.dimension,
                measure=measure.name, indicator=indicator.name,
            )  # fmt: skip
    return all(measure is None for _, _, measure in lacking)


def _lacking(book: Book, indicator: Indicator, member: Member) -> Measure | None:
    """The first measure of an indicator that does not have the dimension of a member."""
    dimension = book.dimensions.find(member.dimension)
    if dimension is None or dimension.of_organisations:
        return None
    for name in indicator.measures():
        measure = book.measures.find(name)
        known = measure is not None and name not in book.half_known
        if measure is not None and known and dimension.name not in measure.dimensions:
            return measure
    return None


# --- baseline -------------------------------------------------------------------------------------


def _known_before(
    book: Book, statement: nodes.TargetStatement, indicator: Indicator
) -> nodes.BaselineClause | None:
    """The clause with the baseline, when its number can belong to the indicator."""
    for clause in statement.clauses:
        if isinstance(clause, nodes.BaselineClause):
            return None if amount(book, indicator, clause.value) is None else clause
    return None


def _baseline(
    book: Book, indicator: Indicator, clause: nodes.BaselineClause, threshold: Threshold
) -> Baseline:
    """The baseline in the unit of a threshold: a rate may be written with ``%`` or without."""
    found = amount(book, indicator, clause.value)
    value = clause.value.value if found is None else found[0]
    if clause.value.percent and threshold.unit != "%":
        value /= 100
    elif threshold.unit == "%" and not clause.value.percent:
        value *= 100
    return Baseline(value, literal_period(clause.at, book.calendar).end)


# --- identity ----------------------------------------------------------------------------------

_SUFFIX: dict[str, str] = {"<": ".less", "<=": ".at_most", "=": ".exactly"}


def _id(
    indicator: Indicator,
    scope: Scope,
    *,
    excluded: Sequence[Member],
    each: str,
    threshold: Threshold,
    time: Timing,
    when: Condition | None,
) -> str:
    parts = [indicator.name, *(member for _, member in scope)]
    if excluded:
        parts.extend(["except", *(member.name for member in excluded)])
    if each:
        parts.extend(["each", each.replace(" ", "_")])
    parts.extend(_way(threshold))
    parts.append(time.text)
    if when is not None:
        parts.extend(["when", condition_id(when)])
    return ".".join(parts) + _suffix(threshold)


_WAYS = {"MAINTAINS": "maintains", "ELIMINATED": "eliminated"}


def _way(threshold: Threshold) -> list[str]:
    """How a threshold is meant, where it is not a level to be reached."""
    if threshold.change is not None:
        return [threshold.change.text]
    return [_WAYS[threshold.word]] if threshold.word in _WAYS else []


def _suffix(threshold: Threshold) -> str:
    if threshold.word == "ELIMINATED" or threshold.unit == "rank":
        return ""
    change = threshold.change
    return _SUFFIX.get(threshold.comparator if change is None else change.comparator, "")
