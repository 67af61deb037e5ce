"""What lints about the promise not to be below the parent share: what became of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeAlias

import attrs

from dxplan.analysis.lint import Remark
from dxplan.plan.model import Plan

if TYPE_CHECKING:
    from dxplan.analysis.promise import Promise

Say: TypeAlias = "Callable[[Promise], Iterable[Remark]]"


@attrs.define
class LastHeld:
    """The plans that were held against each other last, and what was found."""

    _known: tuple[Plan, Plan, Promise | None] | None = None

    def promise(self, plan: Plan, parent: Plan) -> Promise | None:
        """What became of the promise of a plan."""
        from dxplan.analysis.promise import promise
        from dxplan.analysis.refinement import refine

        known = self._known
        if known is None or known[0] is not plan or known[1] is not parent:
            known = self._known = (plan, parent, promise(refine(plan, parent)))
        return known[2]

    def against(self, say: Say) -> Callable[[Plan, Plan], Iterable[Remark]]:
        """A lint that says something about what was found."""

        def against(plan: Plan, parent: Plan) -> Iterable[Remark]:
            found = self.promise(plan, parent)
            return () if found is None else say(found)

        return against
