"""Which organisations are judged together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from dxplan.data.observations import Organisation
from dxplan.engine.grouping import grouping
from dxplan.engine.judged_together import Group
from dxplan.engine.population import Population


def asked_groups(
    population: Population,
    expected: Sequence[Organisation],
    day: date,
    columns: Iterable[str],
    now: date | None = None,
) -> list[tuple[Group, list[str]]]:
    """The whole first, then the groups of every column, by name; with the ids of their members.

    :param day: whose places count.
    :param columns: register columns, or ``organisation`` for each by itself.
    :param now: the day on which the groups are compared with those of an earlier one.
    """
    ids = [organisation.id for organisation in expected]
    asked = [(Group(None, population.plan.id), ids)]
    for column in columns:
        labels = population.labels_then(column, day, now or day)
        found = grouping(column, labels, ids, ids)
        asked += [(Group(column, name), list(own)) for name, own in found.groups.items()]
    return asked
