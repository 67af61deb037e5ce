"""Which organisations are judged together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dxplan.data.observations import Organisation
from dxplan.engine.grouping import grouping
from dxplan.engine.population import Population


def asked_groups(
    population: Population,
    expected: Sequence[Organisation],
    day: date,
    group_by: str | None,
    now: date | None = None,
) -> list[tuple[str, list[str]]]:
    """The whole first, then the groups asked for, by name; each with the ids of its organisations.

    :param day: whose places count.
    :param group_by: a register column, or ``organisation`` for each by itself.
    :param now: the day on which the groups are compared with those of an earlier one.
    """
    ids = [organisation.id for organisation in expected]
    everybody = [(population.plan.id, ids)]
    if group_by is None:
        return everybody
    labels = population.labels_then(group_by, day, now or day)
    found = grouping(group_by, labels, ids, ids)
    return everybody + [(name, list(members)) for name, members in found.groups.items()]
