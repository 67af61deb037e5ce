"""Every change of a plan's rules, held against its examples."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from dxplan.analysis.results import Refinement
from dxplan.examples.mutants.difference import Difference
from dxplan.examples.mutants.figures import both_directions, mean_the_same, why_nothing
from dxplan.examples.mutants.make import Mutant, mutants
from dxplan.examples.mutants.noticing import Watch
from dxplan.examples.mutants.results import Tried, Tries
from dxplan.examples.mutants.suggesting import Suggested, suggestion
from dxplan.plan.bind import Declared
from dxplan.plan.model import Plan, Target


def try_changes(plan: Plan, declared: Declared, watch: Watch) -> Tries:
    """What becomes of every mutant of a plan.

    :param declared: what the plan's files declare.
    :param watch: what its examples expect.
    """
    case = _Case(plan, watch)
    found = tuple(case.tried(mutant) for mutant in mutants(plan, declared))
    return Tries(plan, found, len(watch.titles))


@attrs.define
class _Case:
    """What was suggested so far: an example often notices several changes of its rule."""

    plan: Plan
    watch: Watch
    suggested: list[Suggested] = attrs.field(factory=list)

    def tried(self, mutant: Mutant) -> Tried:
        """What becomes of one mutant."""
        title = self.watch.noticed_by(mutant)
        kind, before, after = mutant.kind, mutant.statement, mutant.changed
        if title is not None:
            return Tried(kind, before, after, "noticed", title)
        difference = Difference.of(self.plan, mutant)
        if _waits_for_a_number(difference):
            return Tried(kind, before, after, "same", reason="no_number")
        known = self.known(difference)
        if known is not None:
            return Tried(kind, before, after, "not_noticed", suggestion=known.statement)
        compared = both_directions(difference)
        found = self.suggestion(difference, compared)
        if found is not None:
            return Tried(kind, before, after, "not_noticed", suggestion=found.statement)
        if mean_the_same(difference):
            return Tried(kind, before, after, "same", reason="proved")
        return Tried(kind, before, after, "not_noticed", none_because=why_nothing(difference))

    def known(self, difference: Difference) -> Suggested | None:
        """One of those suggested before that notices this change as well."""
        mutant = difference.mutant
        for each in self.suggested:
            about = each.watched.expectation.id in mutant.rules
            if about and self.watch.notices(each.watched, mutant.plan):
                return each
        return None

    def suggestion(
        self, difference: Difference, compared: Sequence[Refinement]
    ) -> Suggested | None:
        """An example for a mutant that none of those suggested before notices."""
        titles = [*self.watch.titles, *(each.statement.title.value for each in self.suggested)]
        found = suggestion(difference, compared, self.watch, titles)
        if found is not None:
            self.suggested.append(found)
        return found


def _waits_for_a_number(difference: Difference) -> bool:
    """Whether only the comparator of targets differs whose number nobody knows yet."""
    rules = (*difference.lost, *difference.gained)
    return difference.mutant.kind == "comparator" and all(_is_unset(each) for each in rules)


def _is_unset(rule: object) -> bool:
    return isinstance(rule, Target) and rule.threshold.low is None and rule.threshold.change is None
