"""Which organisations are judged together."""

from __future__ import annotations

from collections.abc import Sequence

from dxplan.data.observations import Organisation
from dxplan.engine.grouping import grouping
from dxplan.engine.material import Material


def asked_groups(
    material: Material, expected: Sequence[Organisation], group_by: str | None
) -> list[tuple[str, list[str]]]:
    """The whole first, then the groups asked for, by name; each with the ids of its organisations.

    :param group_by: a register column, or ``organisation`` for each by itself.
    """
    ids = [organisation.id for organisation in expected]
    everybody = [(material.plan.id, ids)]
    if group_by is None:
        return everybody
    found = grouping(group_by, material.labels(group_by), ids, ids)
    return everybody + [(name, list(members)) for name, members in found.groups.items()]
