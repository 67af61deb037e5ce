"""Data for which a plan and a mutant of it may differ: what an example could show.

For targets these are figures; for units, tasks and duties the days around their deadlines are
enough.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dxplan.analysis.results import Refinement
from dxplan.examples.mutants.days import done, of_facts, without_data
from dxplan.examples.mutants.difference import Candidate, Difference
from dxplan.examples.mutants.figures import aimed, counted, each_alone


def candidates(difference: Difference, compared: Sequence[Refinement]) -> Iterator[Candidate]:
    """Data that may show a difference, the plainest first.

    :param compared: what :func:`both_directions` found.
    """
    if difference.mutant.kind != "unit":
        yield from counted(difference, compared)
        yield from counted(difference, each_alone(difference))
        yield from aimed(difference)
        yield from of_facts(difference)
        yield from done(difference)
    yield from without_data(difference)
