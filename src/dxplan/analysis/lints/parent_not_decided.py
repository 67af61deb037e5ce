"""A promise not to be below the parent of which it is not known whether it is kept.

What the plan says nothing about is left to the parent, and needs no answer.
"""

from __future__ import annotations

from collections.abc import Iterator

from dxplan.analysis.lint import Remark
from dxplan.analysis.lints.consistent import places
from dxplan.analysis.lints.not_decided import reason
from dxplan.analysis.promise import Promise
from dxplan.analysis.results import Refined
from dxplan.messages import Phrase


def say(found: Promise) -> Iterator[Remark]:
    """Every target of the parent that the plan could not be held against, at the promise."""
    for refined in found.undecided:
        params = {"target": refined.target.id, "why": _why(refined, found)}
        yield Remark(found.pledge.span, params, places([refined.target]))


def _why(refined: Refined, found: Promise) -> Phrase:
    undecided = refined.undecided
    if undecided is None:
        raise AssertionError("INVARIANT: what is not decided has a reason")
    is_own = undecided.target in found.child.targets
    return reason(undecided, found.child if is_own else found.parent)
