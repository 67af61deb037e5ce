"""Writing examples: from figures and what is expected of them to rule text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import TypeAlias

import attrs

from dxplan.data.observations import Event, Observations, Organisation
from dxplan.examples.observations import ALL
from dxplan.examples.wording import Wording
from dxplan.messages import Language
from dxplan.plan.examples import Expectation
from dxplan.plan.model import Plan
from dxplan.syntax import nodes
from dxplan.values.periods import Period


def example_statement(
    plan: Plan,
    observations: Observations,
    day: date,
    expectations: Sequence[Expectation],
    language: Language,
    *,
    title: str,
) -> nodes.ExampleStatement:
    """An example as a statement.

    Schools of which the same is said in one period are counted, all others are named. Numbers that
    only a register knows, and days on which a school begins or ends, cannot be given by an example.
    """
    wording = Wording(plan, language)
    named = {each.group for each in expectations if each.by == "organisation"}
    clauses: list[nodes.Clause] = [
        *_of_schools(wording, observations, named),
        *(_of_event(wording, event) for event in observations.events or ()),
        *map(wording.expectation, expectations),
    ]
    on = nodes.TimeLiteral("day", (day.year, day.month, day.day))
    return nodes.ExampleStatement(nodes.Text(title), on, tuple(clauses))


# --- who reports what -----------------------------------------------------------------------------

_Said: TypeAlias = tuple[str, tuple[tuple[str, str], ...], Fraction, bool]
"""A measure or indicator, the members, the value, and whether it is a percentage."""


@attrs.frozen
class _Schools:
    """Organisations of which the same is said.

    :param said: by period.
    """

    ids: tuple[str, ...]
    like: Organisation
    said: Mapping[Period, Sequence[_Said]]


def _of_schools(
    wording: Wording, observations: Observations, named: Iterable[str]
) -> list[nodes.Clause]:
    listed = observations.organisations
    if listed is None:
        who = {cell.organisation for cell in observations.cells}
        who |= {value.organisation for value in observations.reported_values}
        if len(who) == 1:
            (only,) = _alike({name: Organisation(name) for name in who}, observations, set())
            return _clauses(wording, only, None)
        listed = {name: Organisation(name) for name in sorted(who)}
    return [
        clause
        for each in _alike(listed, observations, set(named))
        for one in _apart(each, set(named))
        for clause in _clauses(wording, one, _who(wording, one, set(named)))
    ]


def _apart(schools: _Schools, named: set[str]) -> list[_Schools]:
    """One by one where each has to be named: another count would be about others."""
    if len(schools.said) < 2:
        return [schools]
    return [attrs.evolve(schools, ids=(name,)) for name in schools.ids]


def _who(wording: Wording, schools: _Schools, named: set[str]) -> nodes.Schools | None:
    if schools.ids == (ALL,):
        return None
    by_name = len(schools.said) > 1 or not named.isdisjoint(schools.ids)
    name = nodes.Text(schools.ids[0]) if by_name else None
    return wording.schools(len(schools.ids), name, schools.like)


def _alike(
    listed: Mapping[str, Organisation], observations: Observations, named: set[str]
) -> list[_Schools]:
    """The organisations of a register, those of which the same is said together."""
    said: dict[str, dict[Period, list[_Said]]] = {name: {} for name in listed}
    for cell in observations.cells:
        of_cell = (cell.measure, tuple(sorted(cell.members.items())), cell.value, False)
        said[cell.organisation].setdefault(cell.period, []).append(of_cell)
    for share in observations.reported_values:
        of_share = (share.indicator, tuple(sorted(share.members.items())), share.value, True)
        said[share.organisation].setdefault(share.period, []).append(of_share)
    found: dict[object, _Schools] = {}
    for name, organisation in listed.items():
        key = (
            name if name in named else "",
            tuple(sorted(organisation.members.items())),
            tuple(sorted(organisation.parents.items())),
            tuple(sorted((period, tuple(each)) for period, each in said[name].items())),
        )
        before = found.get(key)
        ids = (name,) if before is None else (*before.ids, name)
        found[key] = _Schools(ids, organisation, said[name])
    return list(found.values())


def _clauses(
    wording: Wording, schools: _Schools, who: nodes.Schools | None
) -> list[nodes.Clause]:  # fmt: skip
    """One given a period; schools that report nothing are said to do so."""
    if not schools.said:
        return [] if who is None else [nodes.GivenClause(who, ())]
    return [
        nodes.GivenClause(who, tuple(wording.item(*each) for each in said), wording.time(period))
        for period, said in sorted(schools.said.items())
    ]


# --- what happens ---------------------------------------------------------------------------------


def _of_event(wording: Wording, event: Event) -> nodes.Clause:
    time = nodes.GivenTime(nodes.TimeLiteral("day", (event.on.year, event.on.month, event.on.day)))
    return nodes.GivenClause(None, (wording.happening(event),), time)
