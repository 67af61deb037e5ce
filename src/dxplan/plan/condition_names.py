"""What a condition asks for: the names in it, and the indicators and targets."""

from __future__ import annotations

from collections.abc import Iterator

from dxplan.plan.model import AtLevel, Attains, Compares, Condition, Group, Holds, Met, atoms


def names_in(condition: Condition) -> Iterator[str]:
    """The names of facts, flags and measures that a condition asks for."""
    for each in atoms(condition):
        if isinstance(each, Holds | Compares):
            yield each.name
        elif isinstance(each, AtLevel):
            yield from _names_of_criteria(each.group)
        elif isinstance(each, Attains):
            yield from each.indicator.measures()


def _names_of_criteria(group: Group) -> Iterator[str]:
    for criterion in group.criteria:
        if criterion.condition is not None:
            yield from names_in(criterion.condition)
        elif not criterion.is_open:
            yield criterion.name


def uses(condition: Condition | None) -> Iterator[Attains | Met]:
    """The indicators and targets that a condition asks for."""
    for each in () if condition is None else atoms(condition):
        if isinstance(each, Attains | Met):
            yield each
