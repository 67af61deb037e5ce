"""Whether a plan keeps its promise that no target is below its parent's.

It binds where both speak of the same: what the plan leaves to its parent is not below it.
"""

from __future__ import annotations

from typing import Literal

import attrs

from dxplan.analysis.results import Refined, Refinement
from dxplan.plan.model import Plan, Pledge

Standing = Literal["kept", "broken", "not_certain"]


@attrs.frozen
class Promise:
    """A plan's promise, and where it is broken.

    :param broken: targets of the parent that the plan weakens, everywhere or in places.
    :param undecided: targets about an indicator of the plan of which it is not known.
    """

    child: Plan
    parent: Plan
    pledge: Pledge
    broken: tuple[Refined, ...] = ()
    undecided: tuple[Refined, ...] = ()

    @property
    def standing(self) -> Standing:
        """Whether it is kept."""
        if self.broken:
            return "broken"
        return "not_certain" if self.undecided else "kept"


def promise(found: Refinement) -> Promise | None:
    """What became of the promise; ``None`` when none was made about this parent."""
    child, parent = found.child, found.parent
    if child.pledge is None or child.parent != parent.id:
        return None
    own = {target.indicator.name for target in child.targets}
    broken = (each for each in found if each.status in ("weaker", "incomparable"))
    undecided = (
        each for each in found if each.status == "not_decided" and each.target.indicator.name in own
    )
    return Promise(child, parent, child.pledge, tuple(broken), tuple(undecided))
