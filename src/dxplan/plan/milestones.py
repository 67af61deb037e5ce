"""Targets among each other: which are one and the same, and which are steps of one path."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from operator import attrgetter

import attrs

from dxplan.diagnostics import Diagnostic
from dxplan.plan.conditions import NOTHING
from dxplan.plan.model import Target, atoms


def link_milestones(targets: Sequence[Target]) -> tuple[Target, ...]:
    """Targets with a deadline learn which comes before them, and from when the next one rules.

    Targets belong to one path when indicator, scope, exclusions, condition and direction are the
    same. Recurring and open-ended targets stand alone, and so do those that are counted from an
    earlier value, apart from others that are counted from the same.
    """
    paths: dict[object, list[Target]] = {}
    for target in targets:
        if target.time.kind in ("by", "before"):
            direction = "down" if target.comparator in ("<", "<=") else target.comparator[:1]
            change = target.threshold.change
            key = (
                target.indicator.name, target.scope, frozenset(target.excluded), target.when,
                target.each, direction, None if change is None else change.text,
            )  # fmt: skip
            paths.setdefault(key, []).append(target)
    linked = {each.id: each for path in paths.values() for each in _steps(path)}
    return tuple(linked.get(target.id, target) for target in targets)


def _steps(path: Sequence[Target]) -> Iterator[Target]:
    """The targets of a path with what comes before and behind them."""
    if len(path) == 1:
        return
    ordered = sorted(path, key=lambda target: (_deadline(target), target.id))
    together = [list(group) for _, group in groupby(ordered, key=_deadline)]
    for before, now, after in zip([[], *together], together, [*together[1:], []], strict=False):
        for target in now:
            yield _between(target, before, after)


def _between(target: Target, before: Sequence[Target], after: Sequence[Target]) -> Target:
    # attrs.evolve looks the fields up again for every one of many thousands of targets.
    given = dict(zip(_FIELDS, _VALUES(target), strict=True))
    given["superseded_on"] = _deadline(after[0]) if after else None
    given["milestone_before"] = before[-1].id if before else None
    return Target(**given)


_FIELDS = tuple(field.name for field in attrs.fields(Target))
_VALUES = attrgetter(*_FIELDS)


def _deadline(target: Target) -> date:
    return target.time.end or date.max


def check_unique(targets: Sequence[Target], diagnostics: list[Diagnostic]) -> tuple[Target, ...]:
    """The targets whose id is theirs alone; a second one of the same id is collected."""
    first: dict[str, Target] = {}
    for target in targets:
        if target.id not in first:
            first[target.id] = target
        elif not _is_half_known(target):
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
    return tuple(first.values())


def _is_half_known(target: Target) -> bool:
    """Whether something of its condition could not be read, which its id then lacks."""
    return target.when is not None and NOTHING in atoms(target.when)
