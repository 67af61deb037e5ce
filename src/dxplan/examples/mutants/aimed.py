"""Data aimed at the lines of two rules: on each line, and one count either side of it.

The analyser speaks of sums over schools. For what it does not speak of (groups and schools that are
counted by their own figures, growth, means, days after a waiver) data are built from the rule.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import attrs

from dxplan.aiming.aimed import Aimed
from dxplan.aiming.aims import Aim
from dxplan.aiming.errors import CannotAim
from dxplan.aiming.prepare import prepare
from dxplan.data.asked_columns import ORGANISATION
from dxplan.examples.mutants.grouped import all_in_one
from dxplan.messages import Phrase
from dxplan.plan.model import Plan, Tally, Target

_AIMS: tuple[Aim, ...] = ("on_the_line", "one_under", "one_over", "satisfying", "failing")
"""Where two rules part company: at the line of the one or of the other; without lines, anywhere."""


def aimed_at(plan: Plan, target: Target) -> Iterator[Aimed]:
    """Data around the lines of a target, as far as they can be built."""
    for one in _lines_of(target):
        for aim in _AIMS:
            with suppress(CannotAim):
                yield _drawn(plan, one, aim)


def refusal(plan: Plan, target: Target) -> Phrase | None:
    """Why no data are aimed at a target at all; ``None`` when some are."""
    found = None
    for aim in ("satisfying", "failing"):
        try:
            _drawn(plan, target, aim)
        except CannotAim as reason:
            found = reason.phrase
        else:
            return None
    return found


def _lines_of(target: Target) -> Iterator[Target]:
    """The target; of a range each of its ends as well, which has a line of its own."""
    yield target
    threshold = target.threshold
    change = threshold.change
    if change is not None and change.high is not None:
        for amount in (change.low, change.high):
            end = attrs.evolve(change, low=amount, high=None)
            yield attrs.evolve(target, threshold=attrs.evolve(threshold, change=end))
    elif threshold.high is not None:
        for number in (threshold.low, threshold.high):
            end_of_level = attrs.evolve(threshold, low=number, high=None)
            yield attrs.evolve(target, threshold=end_of_level)


def _drawn(plan: Plan, target: Target, aim: Aim) -> Aimed:
    """Data for an aim; what is counted inside every group is counted inside a single one."""
    counted = isinstance(target.indicator.numerator, Tally)
    if not counted or target.each in ("", ORGANISATION):
        return prepare(plan, target, aim).draw()
    found = prepare(plan, attrs.evolve(target, each=""), aim).draw()
    return attrs.evolve(found, observations=all_in_one(found.observations, target.each))
