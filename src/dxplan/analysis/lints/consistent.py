"""What lints about consistency share: what was found, and words for rules and checks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, TypeAlias

import attrs

from dxplan.analysis.lint import Remark
from dxplan.messages import Phrase
from dxplan.plan.model import Check, Plan, Target
from dxplan.source import Span

if TYPE_CHECKING:
    from dxplan.analysis.consistency import Consistency

Say: TypeAlias = "Callable[[Consistency], Iterable[Remark]]"


@attrs.define
class LastAsked:
    """The plan that was asked about last, and what was found: several lints ask about each plan."""

    _known: tuple[Plan, Consistency] | None = None

    def consistency(self, plan: Plan) -> Consistency:
        """What is wrong with the rules of a plan among themselves."""
        from dxplan.analysis.consistency import consistency

        known = self._known
        if known is None or known[0] is not plan:
            known = self._known = (plan, consistency(plan))
        return known[1]

    def check(self, say: Say) -> Callable[[Plan], Iterable[Remark]]:
        """A lint that says something about what was found."""
        return lambda plan: say(self.consistency(plan))


def ids(targets: Iterable[Target]) -> str:
    """Targets by their ids."""
    return ", ".join(f"`{target.id}`" for target in targets)


def given(checks: Sequence[Check]) -> Phrase | str:
    """That something only is so because of some checks; nothing without any."""
    if not checks:
        return ""
    return Phrase("given-checks", {"checks": ", ".join(f"`{check.text}`" for check in checks)})


def places(*listed: Iterable[Target | Check]) -> tuple[Span, ...]:
    """Where targets and checks stand."""
    return tuple(
        each.span for each in (x for part in listed for x in part) if each.span is not None
    )
