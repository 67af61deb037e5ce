"""What is known of measures before any question about rules is asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import attrs

from dxplan.analysis.linear.facts import Relation, relations
from dxplan.analysis.linear.terms import keys_of
from dxplan.plan.model import Plan


@attrs.frozen
class Ground:
    """The names of measures, and what shares and checks say of them.

    :param keys: by plan and measure, the name that the measure goes by.
    :param relations: those that may bear on a question.
    """

    keys: Mapping[tuple[str, str], str]
    relations: Sequence[Relation]


def ground_of(plans: Iterable[Plan]) -> Ground:
    """All that some plans say of their measures."""
    listed = list(plans)
    return Ground(keys_of(listed), [each for plan in listed for each in relations(plan)])
