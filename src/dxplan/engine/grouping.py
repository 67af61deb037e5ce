"""Which organisations are judged together."""

from __future__ import annotations

from collections.abc import Sequence

from dxplan.data.observations import Organisation
from dxplan.plan.model import Plan


def grouped(
    plan: Plan, expected: Sequence[Organisation], group_by: str | None
) -> list[tuple[str, list[str]]]:
    """The whole first, then the groups asked for, by name; each with the ids of its organisations.

    :param group_by: a register column, or ``organisation`` for each by itself.
    """
    everybody = [(plan.id, [organisation.id for organisation in expected])]
    if group_by is None:
        return everybody
    groups: dict[str, list[str]] = {}
    for organisation in expected:
        name = organisation.id
        if group_by != "organisation":
            name = organisation.parents.get(group_by, "")
        if name:
            groups.setdefault(name, []).append(organisation.id)
    return everybody + sorted(groups.items())
