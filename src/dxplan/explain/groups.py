"""Verdicts that rest on groups: which of them fail, and what it would take in each."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

import attrs

from dxplan.engine.attained import optional, with_optional
from dxplan.engine.contributions import Contribution, Piece
from dxplan.engine.judge import satisfied
from dxplan.engine.reference import Judged
from dxplan.engine.totals import Totals, total
from dxplan.engine.verdicts import counts_things
from dxplan.engine.world import World
from dxplan.explain.contributions import sums_of
from dxplan.explain.model import ByGroup, Fewest, GroupPart, Part
from dxplan.explain.remedies import concerning_edge, edges_of, fewest, least_change, level_at
from dxplan.plan.model import Attains, Indicator, Plan, Tally, Target, Threshold
from dxplan.values.intervals import Interval
from dxplan.values.truth import Truth


def by_group(world: World, target: Target, judged: Judged, parts: Iterable[Part]) -> ByGroup | None:
    """The groups that a verdict rests on; ``None`` where it rests on all together."""
    if not any(part.used for part in judged.parts.values()):
        return None
    if judged.sums.every is not None:
        return _every(world, target, judged, parts)
    return _counted(world, target, judged)


def _every(world: World, target: Target, judged: Judged, parts: Iterable[Part]) -> ByGroup | None:
    """Every group by itself, against the threshold of the target."""
    threshold, sums = judged.finding.threshold, judged.sums
    if threshold is None or threshold.low is None:
        return None
    by_name = {part.organisation: part for part in parts}
    members = _members(world, sums.column, judged)
    judge = _Judge(world.plan, target.indicator, threshold)
    found = [
        judge.group(
            group.name,
            satisfied(group.totals, threshold),
            group.totals,
            [by_name[name] for name in members.get(group.name, ())],
        )
        for group in sums.every or ()
    ]
    groups = tuple(sorted(found, key=_worst_first))
    return ByGroup(sums.column, True, groups, sums.unplaced, target.indicator, threshold)


def _counted(world: World, target: Target, judged: Judged) -> ByGroup | None:
    """The groups that are counted, by the condition on their own sums."""
    groups, numerator = judged.sums.groups, target.indicator.numerator
    if groups is None or not isinstance(numerator, Tally):
        return None
    members = _members(world, groups.column, judged)
    atom = numerator.condition if isinstance(numerator.condition, Attains) else None
    found = [_by_condition(world.plan, atom, judged, name, members[name]) for name in groups.truths]
    ordered = tuple(sorted(found, key=_worst_first))
    indicator = None if atom is None else atom.indicator
    threshold = None if atom is None else _threshold(atom)
    return ByGroup(groups.column, False, ordered, groups.unplaced, indicator, threshold)


def _by_condition(
    plan: Plan, atom: Attains | None, judged: Judged, name: str, members: tuple[str, ...]
) -> GroupPart:
    """A group against what an indicator of its own must attain."""
    parts, groups = judged.parts, judged.sums.groups
    assert groups is not None
    kept = groups.truths[name]
    if atom is None:
        missing = tuple(each for each in members if not parts[each].complete)
        return GroupPart(name, kept, members, missing)
    inner = {each: parts[each].inner[atom] for each in members}
    perhaps = optional(atom.indicator, (parts[each].inner[atom] for each in groups.unplaced))
    totals = with_optional(total(atom.indicator, inner.values()), perhaps)
    own = [_part(atom.indicator, each, of) for each, of in inner.items()]
    return _Judge(plan, atom.indicator, _threshold(atom)).group(name, kept, totals, own)


def _part(indicator: Indicator, name: str, of: Contribution) -> Part:
    sums = sums_of(indicator, of)
    return Part(name, sums.numerators, sums.denominators, complete=of.complete)


def _threshold(atom: Attains) -> Threshold:
    return Threshold(atom.comparator, atom.value, unit=atom.unit, per=atom.indicator.per)


def _members(world: World, column: str, judged: Judged) -> dict[str, tuple[str, ...]]:
    """The organisations of every group, with the places of the day that is judged."""
    labels = world.population.labels(column, judged.moment.on)
    found: dict[str, tuple[str, ...]] = {}
    for name in sorted(judged.parts):
        if name in labels:
            found[labels[name]] = (*found.get(labels[name], ()), name)
    return found


def _worst_first(group: GroupPart) -> tuple[int, Fraction, str]:
    """Those that fail by what they lack, the open ones, those that keep it."""
    lacking = Fraction(0) if group.change is None else group.change.amount
    return ((False, None, True).index(group.kept), -lacking, group.name)


@attrs.frozen
class _Judge:
    """What each group is held against."""

    plan: Plan
    indicator: Indicator
    threshold: Threshold

    def group(self, name: str, kept: Truth, totals: Totals, parts: Iterable[Part]) -> GroupPart:
        listed = list(parts)
        edge = concerning_edge(edges_of(self.threshold, totals))
        change = None
        if edge is not None and kept is False:
            whole = counts_things(self.plan, self.indicator)
            change = least_change(edge, totals, self.threshold, whole=whole)
        missing = tuple(part.organisation for part in listed if not part.complete)
        members = tuple(part.organisation for part in listed)
        few: Fewest | None = None
        if change is not None and change.fits and self._compared(listed):
            level = level_at(change.edge.comparator, change.edge.value, self.threshold)
            few = fewest(change, listed, level, capped=self.indicator.kind == "share")
        return GroupPart(name, kept, members, missing, totals, change, few)

    def _compared(self, parts: list[Part]) -> bool:
        """Whether its organisations can be held against the threshold one by one."""
        numerator = self.indicator.numerator
        counts_groups = isinstance(numerator, Tally) and bool(numerator.of)
        return self.indicator.kind != "count" and len(parts) > 1 and not counts_groups


# --- groups that are counted, as what a quotient is made of ---------------------------------------


def counted_parts(
    groups: ByGroup, indicator: Indicator, quotient: Fraction | None
) -> tuple[Part, ...]:
    """What each group adds to a count of groups: one, nothing, or it is not known.

    Those without a place may belong to a group of their own. Nothing where not all groups are
    counted in the denominator.
    """
    below = indicator.denominator
    if quotient is None or not isinstance(below, Tally) or below.condition is not None:
        return ()
    named = [(group.name, group.kept) for group in groups.groups]
    found = [_counted_part(name, kept, quotient, Fraction(1)) for name, kept in named]
    found += [_counted_part(name, None, quotient, Fraction(0)) for name in groups.unplaced]
    return tuple(found)


def _counted_part(name: str, kept: Truth, quotient: Fraction, least: Fraction) -> Part:
    above = Interval(Fraction(kept is True), Fraction(kept is not False))
    below = Interval(least, Fraction(1))
    known = kept is not None
    totals = Totals(above.low or Fraction(0), Fraction(1), (), is_share=True)
    if not known:
        piece = Piece(above, below, coupled=True)
        totals = Totals(Fraction(0), Fraction(0), (piece,), is_share=True)
    return Part(name, above, below, totals.form(quotient), complete=known)
