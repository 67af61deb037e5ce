"""What the rules of a plan do to each other, as frozen values without wording."""

from __future__ import annotations

from datetime import date
from typing import Literal

import attrs

from dxplan.analysis.results import Undecided
from dxplan.plan.model import Check, Plan, Target, Waiver


@attrs.frozen
class Conflict:
    """Targets that no figures keep together; without any one of them, some do.

    :param on: the first day on which that shows.
    :param checks: the checks that it takes: figures that break one of them could keep the targets.
    """

    targets: tuple[Target, ...]
    on: date
    checks: tuple[Check, ...] = ()

    @property
    def is_of_one(self) -> bool:
        """Whether a single target asks for more than there can be, whatever the checks say."""
        return len(self.targets) == 1 and not self.checks


@attrs.frozen
class Redundant:
    """A target that is kept whenever some others are; none of these can be left out.

    :param checks: the checks that it takes as well.
    """

    target: Target
    by: tuple[Target, ...]
    checks: tuple[Check, ...] = ()


@attrs.frozen
class AlwaysKept:
    """A target that all figures keep, or all that pass some checks."""

    target: Target
    checks: tuple[Check, ...] = ()


IdleBecause = Literal["no-day", "waived", "nobody", "nothing", "condition"]


@attrs.frozen
class Idle:
    """A target that never applies.

    :param because: no day of its time lies where the plan holds; waivers cover all of its days;
        nobody is left whom it asks; nothing can be what it is a share of; its condition never
        becomes true in its time.
    :param checks: the checks that keep its condition from becoming true.
    """

    target: Target
    because: IdleBecause
    waivers: tuple[Waiver, ...] = ()
    checks: tuple[Check, ...] = ()


@attrs.frozen
class FallingBack:
    """A milestone that asks for less than the one before it."""

    target: Target
    before: Target


@attrs.frozen
class Consistency:
    """What is wrong with the rules of a plan among themselves.

    :param undecided: the rules of which not all of this could be decided, each with the reason.
    """

    plan: Plan
    conflicts: tuple[Conflict, ...] = ()
    redundant: tuple[Redundant, ...] = ()
    always_kept: tuple[AlwaysKept, ...] = ()
    idle: tuple[Idle, ...] = ()
    falling_back: tuple[FallingBack, ...] = ()
    undecided: tuple[Undecided, ...] = ()
