"""Whether examples notice a change of the rules: something comes out otherwise than they expect.

What an example expects is bound to the changed plan again, as ``dxplan test`` would: an example
also notices that the rule it speaks of is not there any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from dxplan.examples.mutants.make import Mutant
from dxplan.examples.running import run_example
from dxplan.plan.book import Book
from dxplan.plan.example_binding import book_of
from dxplan.plan.example_expectations import Rules, expected_of
from dxplan.plan.examples import Example, Expectation
from dxplan.plan.model import Plan
from dxplan.syntax import nodes


@attrs.frozen
class Watched:
    """What one example expects of one rule.

    :param clause: as it is written, ``expectation`` as it is bound to the plan.
    """

    example: Example
    clause: nodes.ExpectClause
    expectation: Expectation


@attrs.frozen
class Watch:
    """What examples expect, by the id of the rule that they expect it of.

    :param book: the names of the plan; a mutant has the same, but for its rules.
    """

    book: Book
    by_rule: dict[str, list[Watched]]
    titles: tuple[str, ...] = ()

    @classmethod
    def of(
        cls, plan: Plan, examples: Sequence[Example], statements: Iterable[nodes.ExampleStatement]
    ) -> Watch:
        """What bound examples expect.

        :param statements: what they were bound from.
        """
        clauses = {each.span: expected_in(each) for each in statements}
        found: dict[str, list[Watched]] = {}
        for example in examples:
            pairs = zip(clauses[example.span], example.expectations, strict=True)
            for clause, expectation in pairs:
                watched = Watched(example, clause, expectation)
                found.setdefault(expectation.id, []).append(watched)
        return cls(book_of(plan), found, tuple(each.title for each in examples))

    def noticed_by(self, mutant: Mutant) -> str | None:
        """The title of the first example that notices a mutant; ``None`` when none does."""
        rules = Rules(mutant.plan)
        for rule in sorted(mutant.rules):
            for watched in self.by_rule.get(rule, ()):
                if self._is_broken(watched, rules):
                    return watched.example.title
        return None

    def notices(self, watched: Watched, plan: Plan) -> bool:
        """Whether an expectation does not hold in a plan."""
        return self._is_broken(watched, Rules(plan))

    def _is_broken(self, watched: Watched, rules: Rules) -> bool:
        example = watched.example
        book = attrs.evolve(self.book, diagnostics=[])
        expectation = expected_of(book, rules, example.givens, watched.clause)
        if expectation is None:
            return True
        only = attrs.evolve(example, expectations=(expectation,))
        return not run_example(rules.plan, only).kept


def expected_in(statement: nodes.ExampleStatement) -> tuple[nodes.ExpectClause, ...]:
    """What an example expects, as it is written."""
    return tuple(each for each in statement.clauses if isinstance(each, nodes.ExpectClause))
