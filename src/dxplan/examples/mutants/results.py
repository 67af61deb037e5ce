"""What became of the mutants of a plan."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import attrs

from dxplan.examples.mutants.kinds import Kind
from dxplan.messages import Phrase
from dxplan.plan.model import Plan
from dxplan.syntax import nodes

Outcome = Literal["noticed", "not_noticed", "same"]
OUTCOMES: tuple[Outcome, ...] = ("noticed", "not_noticed", "same")
Reason = Literal["", "proved", "no_number"]
REASONS: tuple[Reason, ...] = ("proved", "no_number")
"""Why a change makes no difference: both ask for the same, as the analyser proved, or the number
that is compared with is set by a document that is not loaded.
"""


@attrs.frozen
class Tried:
    """A change, and whether an example notices it.

    :param statement: the rule as it was written, ``changed`` as it became.
    :param outcome: ``same`` when no data can show a difference; ``reason`` says why.
    :param noticed_by: the title of the first example that comes out otherwise.
    :param suggestion: of one that is not noticed, an example that would notice it.
    :param none_because: what it is about the rule that none was found, where that is known.
    """

    kind: Kind
    statement: nodes.Statement
    changed: nodes.Statement
    outcome: Outcome
    noticed_by: str = ""
    suggestion: nodes.ExampleStatement | None = None
    reason: Reason = ""
    none_because: Phrase | None = None


@attrs.frozen
class Tries:
    """All changes that were made to the rules of a plan, in the order of its files."""

    plan: Plan
    tried: tuple[Tried, ...] = ()
    examples: int = 0

    def __iter__(self) -> Iterator[Tried]:
        return iter(self.tried)

    def count(self, outcome: Outcome, kind: Kind | None = None) -> int:
        """How many came out so, of all kinds or of one."""
        return sum(
            each.outcome == outcome and (kind is None or each.kind == kind) for each in self.tried
        )

    def of(self, outcome: Outcome) -> tuple[Tried, ...]:
        """Those that came out so."""
        return tuple(each for each in self.tried if each.outcome == outcome)
