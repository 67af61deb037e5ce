"""What an example gives, as the figures, the register and the events of a check."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count

import attrs

from dxplan.data.observations import Cell, Event, Observations, Organisation, ReportedValue
from dxplan.plan.examples import Example, Given, Reported
from dxplan.plan.model import Plan
from dxplan.source import Placed

ALL = "*"
"""The id of the one organisation of an example that names nobody."""


def given_observations(plan: Plan, example: Example) -> Observations:
    """The observations of an example.

    Schools that are counted are called by numbers. An example that says of nobody who it is has no
    register, as a check without one; what it does not say has not happened.

    :param plan: the one that it is bound to.
    """
    answered = _answering(example.givens)
    register = _register(answered) if any(not each.is_all for each in example.givens) else None
    cells, shares = _reported(answered)
    events = tuple(
        Event(each.rule, each.on, each.period, each.unit, each.holds) for each in example.events
    )
    return Observations(cells, shares, register, events)


def in_order(name: str) -> tuple[bool, int, str]:
    """Where a school stands among others: counted ones by their numbers, then those with names.

    >>> sorted(["10", "A", "2", "1"], key=in_order)
    ['1', '2', '10', 'A']
    """
    counted = name.isdecimal()
    return not counted, int(name) if counted else 0, name


@attrs.frozen
class _Answer(Placed):
    """What one organisation says in one given."""

    organisation: str
    given: Given


def _answering(givens: Sequence[Given]) -> list[_Answer]:
    named = {given.name for given in givens}
    numbers = (str(number) for number in count(1) if str(number) not in named)
    return [
        _Answer(name, given, span=given.span)
        for given in givens
        for name in _ids(given, numbers)
    ]  # fmt: skip


def _ids(given: Given, numbers: Iterator[str]) -> list[str]:
    if given.is_all:
        return [ALL]
    return [given.name] if given.name else [next(numbers) for _ in range(given.count)]


def _register(answered: Sequence[_Answer]) -> Mapping[str, Organisation]:
    """Who should report; a school that stands in several givens is all that they say of it."""
    found: dict[str, Organisation] = {}
    for answer in answered:
        name, given = answer.organisation, answer.given
        before = found.get(name, Organisation(name, given.name))
        members = {
            dimension: before.members.get(dimension, frozenset()) | own
            for dimension, own in (*before.members.items(), *given.members.items())
        }
        places = {**before.parents, **given.places}
        found[name] = attrs.evolve(before, parents=places, members=members)
    return found


def _reported(
    answered: Sequence[_Answer],
) -> tuple[tuple[Cell, ...], tuple[ReportedValue, ...]]:
    cells: list[Cell] = []
    shares: list[ReportedValue] = []
    for answer in answered:
        for each in answer.given.reported:
            if each.places is None:
                cells.append(_cell(answer.organisation, each))
            else:
                shares.append(_share(answer.organisation, each, each.places))
    return tuple(cells), tuple(shares)


def _cell(organisation: str, each: Reported) -> Cell:
    return Cell(organisation, each.period, each.name, each.value, each.scope.members)


def _share(organisation: str, each: Reported, places: int) -> ReportedValue:
    return ReportedValue(
        organisation, each.period, each.name, each.value, places, each.scope.members
    )
