"""Targets: one rule with a list of parts becomes one target a scope and time.

What a part of the list leaves out it takes from its neighbours: the scope and the comparator from
the part before it, the time from the next part that has one. Without any time a target holds
always.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import attrs

from dxplan.diagnostics import Diagnostic
from dxplan.plan.book import Book, check_once, joined, names, texts
from dxplan.plan.expressions import fact_condition
from dxplan.plan.model import (
    AtLevel,
    Baseline,
    Comparator,
    Compares,
    Condition,
    Conjunction,
    Disjunction,
    Holds,
    Indicator,
    Measure,
    Negation,
    Target,
    Threshold,
    Timing,
)
from dxplan.plan.responsible import check_units
from dxplan.plan.timing import literal_period, timing
from dxplan.source import Span
from dxplan.syntax import lexicon, nodes
from dxplan.syntax.chunks import without_comments
from dxplan.syntax.nodes import COMPARATOR_OF
from dxplan.values.scopes import Member, Scope


@attrs.frozen
class _Part:
    """A part of the list with everything it took from its neighbours."""

    scope: tuple[nodes.Name, ...]
    threshold: nodes.Comparison | nodes.Range
    time: nodes.Time | None
    span: Span | None


def bind_target(book: Book, statement: nodes.TargetStatement) -> list[Target]:
    """The targets of a rule."""
    check_once(book, statement.clauses)
    indicator = book.indicators.resolve(statement.indicator, book.diagnostics)
    lead = book.find_units(names(statement.clauses, "lead"))
    cooperating = book.find_units(names(statement.clauses, "with"))
    when, when_text = bind_when(book, statement.clauses)
    parts = _parts(book, statement)
    if indicator is None:
        book.find_members(names(statement.clauses, "except"))
        for part in parts:
            book.find_members(part.scope)
        return []
    excluded = _excluded(book, indicator, names(statement.clauses, "except"))
    known = _known_before(book, statement, indicator)
    found = []
    for part in parts:
        scope = find_scope(book, indicator, part.scope)
        threshold = _threshold(book, indicator, part.threshold)
        if scope is None or threshold is None:
            continue
        if threshold.from_parent:
            threshold = _set_by_parent(book, indicator, scope, threshold)
        time = _time(book, part.time)
        target = Target(
            "",
            indicator,
            scope,
            threshold,
            time,
            lead,
            cooperating,
            excluded,
            when,
            when_text,
            joined(statement.clauses, "cite"),
            None if known is None else _baseline(book, known, threshold),
            assumptions=texts(statement.clauses, "assume"),
            note=joined(statement.clauses, "note"),
            span=part.span,
        )
        found.append(attrs.evolve(target, id=_id(target)))
    check_units(book, statement.clauses, _held_until(book, [target.time for target in found]))
    return found


def _time(book: Book, node: nodes.Time | None) -> Timing:
    time = timing(node, book.calendar)
    if node is not None and time.start and time.end and time.end < time.start:
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
            return fact_condition(book, clause.condition), _condition_text(clause)
    return None, ""


def _condition_text(clause: nodes.WhenClause) -> str:
    """The condition as it was written, in one line."""
    if clause.span is None:
        return ""
    text = clause.span.text
    return without_comments(text[len(lexicon.keyword_at(text, 0) or "") :])


# --- parts of the list ----------------------------------------------------------------------------


def _parts(book: Book, statement: nodes.TargetStatement) -> list[_Part]:
    arms = statement.arms
    found: list[_Part] = []
    scope: tuple[nodes.Name, ...] = ()
    word: nodes.Comparison | None = None
    for position, arm in enumerate(arms):
        scope = arm.scope or scope
        threshold = arm.threshold or _next_threshold(arms[position:])
        if threshold is None:
            book.say("missing-threshold", arm.span, name=arm.scope[-1].text)
            continue
        if isinstance(threshold, nodes.Carried):
            if word is None:
                book.say("missing-comparator", threshold.span, value=_written(threshold.value))
                continue
            threshold = nodes.Comparison(word.word, threshold.value, span=threshold.span)
        else:
            word = threshold if isinstance(threshold, nodes.Comparison) else None
        time = _next_time(arms[position:])
        if time is None and _next_time(arms) is not None:
            book.say("part-without-time", arm.span)
            continue
        found.append(_Part(scope, threshold, time, arm.span))
    return found


def _written(number: nodes.Number) -> str:
    return "" if number.span is None else number.span.text


def _next_threshold(arms: Sequence[nodes.Arm]) -> nodes.Threshold | None:
    return next((arm.threshold for arm in arms if arm.threshold is not None), None)


def _next_time(arms: Sequence[nodes.Arm]) -> nodes.Time | None:
    return next((arm.time for arm in arms if arm.time is not None), None)


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
    found = [(name, book.members.resolve(name, book.diagnostics)) for name in written]
    known = [(name, member) for name, member in found if member is not None]
    _are_measured(book, indicator, known)
    return tuple(member for _, member in known)


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


# --- threshold ------------------------------------------------------------------------------------


def _threshold(
    book: Book, indicator: Indicator, node: nodes.Comparison | nodes.Range
) -> Threshold | None:
    if isinstance(node, nodes.Range):
        return _range(book, indicator, node)
    comparator: Comparator = COMPARATOR_OF[node.word]
    if node.value is None:
        unit = "%" if indicator.kind == "share" else indicator.measured_in or "count"
        return Threshold(comparator, None, unit=unit, from_parent=True, word=node.word)
    unit_of = _unit(book, indicator, node.value)
    if unit_of is None:
        return None
    return Threshold(comparator, node.value.value, unit=unit_of, word=node.word)


def _set_by_parent(
    book: Book, indicator: Indicator, scope: Scope, threshold: Threshold
) -> Threshold:
    """The number that the parent document sets, if known; the comparator stays the rule's own."""
    for given in book.parent_thresholds:
        if given.indicator == indicator.name and given.scope == scope:
            return attrs.evolve(threshold, low=given.value, unit=given.unit)
    return threshold


def _range(book: Book, indicator: Indicator, node: nodes.Range) -> Threshold | None:
    low, high = node.low, node.high
    if high.percent and not low.percent and indicator.kind == "share":
        # "2 .. 5%" and "từ 2 đến 5%": the sign at the end is meant for both ends.
        low = attrs.evolve(low, percent=True)
    if indicator.kind == "rate" and low.percent != high.percent:
        book.say("mixed-range", node.span, low=_written(node.low), high=_written(node.high))
        return None
    units = (_unit(book, indicator, low), _unit(book, indicator, high))
    if units[0] is None or units[1] is None:
        return None
    if low.value > high.value:
        book.say("reversed-range", node.span, low=_written(node.low), high=_written(node.high))
        return None
    return Threshold(">=", low.value, high.value, units[1], word="RANGE")


def _unit(book: Book, indicator: Indicator, number: nodes.Number) -> str | None:
    """The unit of a threshold; a number that cannot belong to the indicator is collected."""
    if indicator.kind == "share" and not number.percent:
        book.say("missing-percent", number.span, value=_written(number), indicator=indicator.name)
        return None
    if indicator.kind == "count" and number.percent:
        book.say(
            "unexpected-percent", number.span, value=_written(number), indicator=indicator.name
        )
        return None
    if indicator.kind == "share" and number.value > 100:
        book.say("more-than-all", number.span, value=_written(number), indicator=indicator.name)
        return None
    return "%" if number.percent else indicator.measured_in or "count"


def _known_before(
    book: Book, statement: nodes.TargetStatement, indicator: Indicator
) -> nodes.BaselineClause | None:
    """The clause with the baseline, when its number can belong to the indicator."""
    for clause in statement.clauses:
        if isinstance(clause, nodes.BaselineClause):
            return None if _unit(book, indicator, clause.value) is None else clause
    return None


def _baseline(book: Book, clause: nodes.BaselineClause, threshold: Threshold) -> Baseline:
    """The baseline in the unit of a threshold: a rate may be written with ``%`` or without."""
    value = clause.value.value
    if clause.value.percent and threshold.unit != "%":
        value /= 100
    elif threshold.unit == "%" and not clause.value.percent:
        value *= 100
    return Baseline(value, literal_period(clause.at, book.calendar).end)


# --- identity and milestones ----------------------------------------------------------------------

_SUFFIX: dict[str, str] = {"<": ".less", "<=": ".at_most", "=": ".exactly"}


def _id(target: Target) -> str:
    parts = [target.indicator.name, *(member for _, member in target.scope)]
    if target.excluded:
        parts.extend(["except", *(member.name for member in target.excluded)])
    parts.append(target.time.text)
    if target.when is not None:
        parts.extend(["when", _condition_id(target.when)])
    return ".".join(parts) + _SUFFIX.get(target.comparator, "")


def _condition_id(condition: Condition) -> str:
    """A condition as part of a name: ``portal_live``, ``not_portal_live``, ``a_and_b``."""
    match condition:
        case Holds(name) | Compares(name, _, _) | AtLevel(band=name):
            return name
        case Negation(operand):
            return f"not_{_operand_id(operand)}"
        case Conjunction(operands):
            return "_and_".join(map(_operand_id, operands))
        case Disjunction(operands):  # pragma: no branch - there is no other kind
            return "_or_".join(map(_operand_id, operands))


def _operand_id(condition: Condition) -> str:
    text = _condition_id(condition)
    return f"({text})" if isinstance(condition, Conjunction | Disjunction) else text


def link_milestones(targets: Sequence[Target]) -> tuple[Target, ...]:
    """Targets with a deadline learn which comes before them, and from when the next one rules.

    Targets belong to one path when indicator, scope, exclusions, condition and direction are the
    same. Recurring and open-ended targets stand alone.
    """
    paths: dict[object, list[Target]] = {}
    for target in targets:
        if target.time.kind in ("by", "before"):
            direction = "down" if target.comparator in ("<", "<=") else target.comparator[:1]
            key = (
                target.indicator.name, target.scope, frozenset(target.excluded), target.when,
                direction,
            )  # fmt: skip
            paths.setdefault(key, []).append(target)
    linked: dict[str, Target] = {}
    for path in paths.values():
        ordered = sorted(path, key=lambda target: (_deadline(target), target.id))
        for target in ordered:
            before = [each.id for each in ordered if _deadline(each) < _deadline(target)]
            after = [_deadline(each) for each in ordered if _deadline(each) > _deadline(target)]
            linked[target.id] = attrs.evolve(
                target,
                superseded_on=min(after, default=None),
                milestone_before=before[-1] if before else None,
            )
    return tuple(linked.get(target.id, target) for target in targets)


def _deadline(target: Target) -> date:
    return target.time.end or date.max


def check_unique(targets: Sequence[Target], diagnostics: list[Diagnostic]) -> tuple[Target, ...]:
    """The targets whose id is theirs alone; a second one of the same id is collected."""
    first: dict[str, Target] = {}
    for target in targets:
        if target.id in first:
            before = first[target.id].span
            where = "" if before is None else f"{before.source.name}:{before.line}"
            diagnostics.append(
                Diagnostic(
                    "duplicate-target",
                    target.span,
                    {"id": target.id, "where": where},
                    related=() if before is None else (before,),
                )
            )
        else:
            first[target.id] = target
    return tuple(first.values())
