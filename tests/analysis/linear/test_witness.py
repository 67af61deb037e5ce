"""Figures that a solver found, as reports of a few organisations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

import attrs
import pytest

from dxplan.analysis.linear import witness
from dxplan.analysis.linear.encode import GROUP
from dxplan.analysis.linear.forms import Figure, Number, Truth, Variable
from dxplan.analysis.linear.situation import situation
from dxplan.analysis.linear.solver import Solution
from dxplan.analysis.linear.times import Rule
from dxplan.analysis.linear.witness import CannotBuild, built
from dxplan.data.observations import Observations
from dxplan.values import periods
from tests.engine.rules import day, plan

ON = day("2025-12-31")
TODAY, YESTERDAY = periods.day(ON), periods.day(day("2025-12-30"))
SITES = "websites >= 50% by 2025"
ROOMS = "room_count >= 5 by 2025"
EACH = "room_count >= 5 in each commune by 2025"
FIRST = ("0001: website = 1", "0001: rooms = 7")
MEAN = "satisfaction >= 3 by 2025"


def figure(name: str, *cell: str, weight: str = "", group: int = 0) -> Figure:
    members = tuple(
        (dimension, member) for dimension, _, member in (c.partition(":") for c in cell)
    )
    return Figure(name, members, TODAY, weight, group)


def sites(answer: bool, group: int = 0) -> Number:
    return Number(0, (answer,), (), TODAY, group)


def reports(
    text: str, values: Mapping[Variable, int], truths: Mapping[Truth, bool] | None = None
) -> list[str]:
    """What is reported when rules are looked at on the last day of 2025."""
    found = plan(text, period="2022 to 2025")
    told = situation([Rule(found, target) for target in found.targets], [], ON, None)
    numbers = {variable: Fraction(value) for variable, value in values.items()}
    return list(_lines(built(told, found, Solution(numbers, dict(truths or {})))))


def _lines(found: Observations) -> Iterator[str]:
    for each in found.organisations.values():
        members = (member for carried in each.members.values() for member in carried)
        yield " ".join([each.id, *members, *each.parents.values()])
    for cell in found.cells:
        members = "".join(f" {member}" for member in cell.members.values())
        at = "" if cell.period == TODAY else f" at {cell.period}"
        yield f"{cell.organisation}: {cell.measure}{members} = {cell.value}{at}"
    for event in found.events:
        yield f"{'' if event.holds else 'not '}{event.rule} on {event.on}"


@pytest.mark.parametrize(
    ("text", "values", "told"),
    [
        (SITES, {}, ["0001", "0001: website = 0"]),
        (
            SITES,
            {sites(True): 2, sites(False): 1},
            ["0001", "0002", "0003", "0001: website = 1", "0002: website = 1", "0003: website = 0"],
        ),
        (
            f"{SITES}\n{ROOMS}",
            {figure("rooms"): 7, sites(True): 1, sites(False): 1},
            ["0001", "0002", *FIRST, "0002: website = 0", "0002: rooms = 0"],
        ),
        (
            "room_count school >= 5 by 2025",
            {figure("rooms", "tier:school"): 7},
            ["0001 department", "0002 school", "0002: rooms = 7"],
        ),
        (
            "recorded_share primary >= 5% by 2025",
            {figure("recorded", "level:primary"): 7},
            ["0001", "0001: recorded primary = 7"],
        ),
        (ROOMS, {figure("rooms"): 7, figure("elsewhere"): 3}, ["0001", "0001: rooms = 7"]),
        (
            MEAN,
            {figure("score", weight="answers"): 7, figure("answers"): 2},
            ["0001", "0001: answers = 2", "0001: score = 7/2"],
        ),
        (MEAN, {figure("score", weight="answers"): 7}, ["0001", "0001: score = 0"]),
    ],
)
def test_figures_are_reported_by_the_first_organisation_of_their_kind(
    text: str, values: Mapping[Variable, int], told: list[str]
) -> None:
    assert reports(text, values) == told


@pytest.mark.parametrize("is_there", [None, True, False])
def test_a_second_group_is_there_unless_the_solver_says_that_it_is_not(
    is_there: bool | None,
) -> None:
    truths = {} if is_there is None else {Truth(GROUP): is_there}
    first, second = ["0001 1", "0001: rooms = 7"], ["0002 2", "0002: rooms = 3"]
    told = first if is_there is False else [first[0], second[0], first[1], second[1]]
    assert reports(EACH, {figure("rooms"): 7, figure("rooms", group=1): 3}, truths) == told


def test_what_comes_about_on_a_day_is_told_unless_the_rules_say_when_it_holds() -> None:
    truths = {
        Truth("portal", str(ON)): True,
        Truth("portal", "2025-06-30"): False,
        Truth("portal", "2025-09-30", opaque=True): True,
        Truth("portal"): True,
        Truth("merged", str(ON)): True,
        Truth("nowhere", str(ON)): True,
    }
    told = ["0001", "0001: rooms = 7", "not portal on 2025-06-30", "portal on 2025-12-31"]
    assert reports(ROOMS, {figure("rooms"): 7}, truths) == told


AT_MOST = "check rooms {} devices{}\nwebsites >= 50% by 2025\nroom_count >= 5 by 2025"
TWO, ONE = {sites(True): 1, sites(False): 1}, {sites(True): 1}


@pytest.mark.parametrize(
    ("text", "values", "code"),
    [
        (SITES, {sites(True): 3}, ""),
        (SITES, {sites(True): 3, sites(False): 1}, "too-many-organisations"),
        (
            SITES,
            {sites(True): 1, attrs.evolve(sites(False), days=YESTERDAY): 1},
            "organisations-on-several-days",
        ),
        (AT_MOST.format("<=", ""), TWO, ""),
        (AT_MOST.format("=", ""), TWO, ""),
        (AT_MOST.format("<", ""), TWO, "check-of-each-organisation"),
        (AT_MOST.format(">", ""), TWO, "check-of-each-organisation"),
        (AT_MOST.format("<=", " + 5"), TWO, "check-of-each-organisation"),
        (AT_MOST.format("<", " + 5"), ONE, ""),
        (
            MEAN,
            {figure("score", weight="answers"): 7, figure("score"): 2},
            "weighted-figures",
        ),
        (
            MEAN,
            {figure("score", weight="answers"): 7, figure("score", weight="rooms"): 2},
            "weighted-figures",
        ),
        (
            "indicator m = mean of rooms weighted by answers\nm >= 3 by 2025",
            {figure("rooms", weight="answers"): 7},
            "weighted-figures",
        ),
    ],
)
def test_what_few_organisations_cannot_show_is_not_built(
    text: str, values: Mapping[Variable, int], code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(witness, "MOST", 3)
    if not code:
        assert reports(text, values)
        return
    with pytest.raises(CannotBuild) as raised:
        reports(text, values)
    assert (raised.value.code, str(raised.value)) == (code, code)
