"""Whether a child plan is at least as strict as its parent."""

from __future__ import annotations

from dxplan.analysis.results import Refined, Refinement, Undecided
from dxplan.plan.model import Plan


def refine(child: Plan, parent: Plan) -> Refinement:
    """What a child plan makes of every target of its parent: as yet, nothing is decided."""
    results = (
        Refined(target, "not_decided", undecided=Undecided("beyond")) for target in parent.targets
    )
    return Refinement(child, parent, tuple(results))
