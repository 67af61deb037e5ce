"""What became of the targets of a plan."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from fractions import Fraction

from dxplan.analysis.differences import times
from dxplan.analysis.differences.correspondence import Correspondence, condition_key
from dxplan.analysis.differences.matching import Asked, Matched, asked, match
from dxplan.analysis.differences.milestones import of_losing, rises
from dxplan.analysis.differences.rules import of_basis, of_condition, of_units
from dxplan.analysis.differences.scopes import (
    FLIPPED,
    agreed,
    kept,
    never_negative,
    of_grouping,
    of_narrowing,
    relation,
)
from dxplan.analysis.strictness import Kept, Strictness, kept_by, stricter_of
from dxplan.plan.differences import Difference
from dxplan.plan.model import Change, Plan, Target

_Found = times.Change


def of_targets(old: Plan, new: Plan, names: Correspondence) -> Iterator[Difference]:
    """What is different about the targets, in the order of the new state, then what was dropped."""
    matched = matched_targets(old, new, names)
    before: dict[Hashable, list[Asked]] = {}
    after: dict[Hashable, list[Asked]] = {}
    for one in _all(matched, 0):
        before.setdefault(one.path, []).append(one)
    for one in _all(matched, 1):
        after.setdefault(one.path, []).append(one)
    order = {target.id: place for place, target in enumerate(new.targets)}
    pairs = sorted(matched.pairs, key=lambda pair: order[pair[1].target.id])
    for pair in pairs:
        paths = (before[pair[0].path], after[pair[1].path])
        for kind, aspect, effect in _of_pair(pair, paths, (old, new), names):
            yield Difference(kind, aspect, effect, pair[0].target, pair[1].target)
    for one in matched.added:
        path = before.get(one.path, [])
        effect = FLIPPED[of_losing(one, path)]
        yield Difference("added", "milestone" if path else "rule", effect, None, one.target)
    for one in matched.dropped:
        path = after.get(one.path, [])
        effect = of_losing(one, path)
        yield Difference("dropped", "milestone" if path else "rule", effect, one.target, None)


def matched_targets(old: Plan, new: Plan, names: Correspondence) -> Matched:
    """Which target is which, and which were dropped and added."""
    olds = [asked(target, old, names.own) for target in old.targets]
    news = [asked(target, new, names.names) for target in new.targets]
    return match(olds, news)


def _all(matched: Matched, side: int) -> Iterable[Asked]:
    rest = matched.added if side else matched.dropped
    return [*(pair[side] for pair in matched.pairs), *rest]


def _of_pair(
    pair: tuple[Asked, Asked],
    paths: tuple[Sequence[Asked], Sequence[Asked]],
    plans: tuple[Plan, Plan],
    names: Correspondence,
) -> Iterator[_Found]:
    old, new = pair[0].target, pair[1].target
    yield from _of_threshold(pair)
    for found in times.of_target(old, new, plans):
        yield _in_its_path(found, pair, paths)
    yield from _of_population(pair, plans)
    yield from of_condition(
        old.when, new.when, condition_key(old.when, names.own), condition_key(new.when, names.names)
    )
    yield from of_units(old, new, names.units)
    if old.baseline != new.baseline:
        counted = old.threshold.change is not None or new.threshold.change is not None
        yield ("changed", "baseline", "unclear") if counted else ("rebased", "baseline", "none")
    yield from of_basis(old, new)


# --- threshold ------------------------------------------------------------------------------------


def _of_threshold(pair: tuple[Asked, Asked]) -> Iterator[_Found]:
    if pair[0].threshold == pair[1].threshold and pair[0].change == pair[1].change:
        return
    first, second = _comparable(pair)
    strictness: Strictness = "incomparable"
    if first is not None and second is not None:
        strictness = stricter_of(second, first)
    if strictness == "stricter":
        yield "tightened", "threshold", "stricter"
    elif strictness == "weaker":
        yield "loosened", "threshold", "weaker"
    elif strictness == "incomparable" and not _both_open(pair):
        yield "changed", "threshold", "unclear"


def _both_open(pair: tuple[Asked, Asked]) -> bool:
    """Whether both leave the number to another document, and compare alike."""
    one, other = (each.target.threshold for each in pair)
    plain = one.change is None and other.change is None
    return plain and one.low is None and other.low is None and one.comparator == other.comparator


def _comparable(pair: tuple[Asked, Asked]) -> tuple[Kept | None, Kept | None]:
    """What keeps both, on one and the same line of numbers; ``None`` where there is none."""
    one, other = pair
    first, second = one.target.threshold.change, other.target.threshold.change
    if first is None and second is None:
        if one.target.indicator.kind != other.target.indicator.kind:
            # What is counted is another thing now; of the numbers, only the numbers compare.
            return kept_by(one.target.threshold), kept_by(other.target.threshold)
        return kept(one.target, one.plan), kept(other.target, other.plan)
    if first is None or second is None:
        return None, None
    if (first.kind, first.since) != (second.kind, second.since):
        return None, None
    if first.is_relative and not never_negative(one.target.indicator):
        return None, None
    if one.target.threshold.unit != other.target.threshold.unit:
        return None, None
    return _amounts(first), _amounts(second)


def _amounts(change: Change) -> Kept:
    """The amounts of a change that keep it: 10 and more for ``increases 10%``."""
    low: Fraction = change.low
    if change.high is not None:
        return Kept(low, high=change.high)
    return {
        ">=": Kept(low),
        ">": Kept(low, above=True),
        "<=": Kept(high=low),
        "<": Kept(high=low, below=True),
        "=": Kept(low, high=low),
    }[change.comparator]


# --- time -----------------------------------------------------------------------------------------


def _in_its_path(
    found: _Found, pair: tuple[Asked, Asked], paths: tuple[Sequence[Asked], Sequence[Asked]]
) -> _Found:
    """A milestone that comes later asks for less only if what rules until then asks for less."""
    kind, aspect, effect = found
    if aspect != "time" or {one.mode for one in pair} != {"deadline"} or effect == "unclear":
        return found
    first = min(one.deadline for one in pair)
    rising = all(rises(one, path, first) for one, path in zip(pair, paths, strict=True))
    lonely = all(len(path) == 1 for path in paths)
    return found if rising or lonely else (kind, aspect, "unclear")


# --- who it is about ------------------------------------------------------------------------------


def _of_population(pair: tuple[Asked, Asked], plans: tuple[Plan, Plan]) -> Iterator[_Found]:
    old, new = pair[0].target, pair[1].target
    fewer = agreed(of_narrowing(old, plans[0]), of_narrowing(new, plans[1]))
    scope = relation(old.scope, new.scope, plans)
    if scope == "narrower":
        yield "narrowed", "scope", fewer
    elif scope == "wider":
        yield "widened", "scope", FLIPPED[fewer]
    left_out = pair[0].excluded, pair[1].excluded
    if left_out[0] < left_out[1]:
        yield "narrowed", "except", fewer
    elif left_out[0] > left_out[1]:
        yield "widened", "except", FLIPPED[fewer]
    elif left_out[0] != left_out[1]:
        yield "changed", "except", "unclear"
    if old.each != new.each:
        yield _of_groups(old, new, plans)


def _of_groups(old: Target, new: Target, plans: tuple[Plan, Plan]) -> _Found:
    if old.each and new.each:
        return "changed", "each", "unclear"
    grouped = agreed(of_grouping(old, plans[0]), of_grouping(new, plans[1]))
    effect = grouped if new.each else FLIPPED[grouped]
    if effect == "stricter":
        return "tightened", "each", effect
    return ("loosened", "each", effect) if effect == "weaker" else ("changed", "each", effect)
