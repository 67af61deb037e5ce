"""Targets for every group, and counts of groups: what is sure, what fails, what is open.

Organisations without a place in the register may belong to any group. What they add is put to every
group as something that may be there or not, so that nothing is called certain that is not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

import attrs

from dxplan.engine.attained import attained, optional, with_optional
from dxplan.engine.conditions import holds
from dxplan.engine.contributions import Contribution, Piece
from dxplan.engine.grouping import Grouping
from dxplan.engine.totals import Totals
from dxplan.plan.model import Attains, Condition, Indicator, Met, Tally
from dxplan.shown import Shown
from dxplan.values.intervals import Interval
from dxplan.values.truth import Truth, conjunction


@attrs.frozen(repr=False)
class GroupSums(Shown):
    """The sums of one group, which may be uncertain because of organisations without a place."""

    name: str
    totals: Totals


@attrs.frozen(repr=False)
class Groups(Shown):
    """What is known of every group.

    :param truths: by the name of the group.
    :param unplaced: the organisations whose group is not known.
    """

    column: str
    truths: Mapping[str, Truth]
    unplaced: tuple[str, ...] = ()

    @property
    def all_hold(self) -> Truth:
        """Whether all do; never surely when somebody may belong to a group of their own."""
        unknown: list[Truth] = [None] if self.unplaced or not self.truths else []
        return conjunction([*self.truths.values(), *unknown])

    def names(self, truth: Truth) -> tuple[str, ...]:
        """The groups of which something is true, false, or not known, sorted."""
        return tuple(sorted(name for name, each in self.truths.items() if each is truth))

    @property
    def holding(self) -> Interval:
        """How many groups hold."""
        sure = len(self.names(True))
        return Interval(Fraction(sure), Fraction(sure + len(self.names(None)) + len(self.unplaced)))

    @property
    def count(self) -> Interval:
        """How many groups there are."""
        known = len(self.truths)
        return Interval(Fraction(known), Fraction(known + len(self.unplaced)))


# --- counts of groups -----------------------------------------------------------------------------


def groups_where(
    condition: Condition, found: Grouping, parts: Mapping[str, Contribution]
) -> Groups:
    """Of which groups a condition on their own sums holds."""
    perhaps = [parts[name] for name in found.unplaced]

    def truth(members: Sequence[str]) -> Truth:
        def judge(atom: Attains | Met) -> Truth:
            assert isinstance(atom, Attains), "INVARIANT: only a rule depends on targets"
            extra = optional(atom.indicator, (each.inner[atom] for each in perhaps))
            return attained(atom, (parts[name].inner[atom] for name in members), extra)

        return holds(condition, {}, judge)

    truths = {name: truth(members) for name, members in found.groups.items()}
    return Groups(found.column, truths, found.unplaced)


def group_totals(
    indicator: Indicator, found: Grouping, parts: Mapping[str, Contribution]
) -> Totals:
    """How many groups keep a condition, and of how many."""
    numerator, denominator = indicator.numerator, indicator.denominator
    assert isinstance(numerator, Tally)
    assert numerator.condition is not None
    kept = groups_where(numerator.condition, found, parts).truths
    counted: Mapping[str, Truth] = dict.fromkeys(kept, True)
    if isinstance(denominator, Tally) and denominator.condition is not None:
        counted = groups_where(denominator.condition, found, parts).truths
    is_share = isinstance(denominator, Tally)
    ways: list[tuple[Truth, Truth]] = [(kept[name], counted[name]) for name in kept]
    pieces = [_open(*way, is_share) for way in ways if None in way]
    pieces += [_open(None, None, is_share) for _ in found.unplaced]
    known = [way for way in ways if None not in way]
    return Totals(
        Fraction(sum(n is True for n, _ in known)),
        Fraction(sum(d is True for _, d in known) if is_share else 1),
        tuple(pieces),
        is_count=indicator.kind == "count",
        is_share=is_share,
    )


def _open(numerator: Truth, denominator: Truth, is_share: bool) -> Piece:
    below = _range(denominator) if is_share else Interval.exactly(0)
    return Piece(_range(numerator), below, is_share)


def _range(truth: Truth) -> Interval:
    return Interval(Fraction(truth is True), Fraction(truth is not False))


# --- every group by itself ------------------------------------------------------------------------


def every_group(
    found: Grouping,
    sums: Callable[[Sequence[str]], Totals],
    perhaps: Sequence[Piece],
) -> list[GroupSums]:
    """The sums of every group, those left out that have nothing to divide by."""
    each = (GroupSums(name, sums(members)) for name, members in found.groups.items())
    return [
        attrs.evolve(group, totals=with_optional(group.totals, perhaps))
        for group in each
        if group.totals.divides is not False
    ]
