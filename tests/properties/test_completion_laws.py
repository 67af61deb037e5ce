"""Laws of rules that join several things: what is certain of a part of the reports stays so of all.

Growth, every group, counts of groups, conditions on other targets, levels, exclusions and waivers
are judged together, over a register in which schools move, open and close. What a few schools would
report is drawn whole and judged in part, so the whole is one way in which the rest may turn out.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from dxplan.data.observations import Cell, Event, Observations, Organisation, Stay
from dxplan.engine.findings import Finding
from dxplan.engine.reference import evaluate
from tests.engine.rules import Exact, day, happened, plan, report
from tests.properties.test_engine_laws import CERTAIN, parts_of, some_levels

DISTRICTS = {"X": "I", "Y": "I", "Z": "II"}
MOVED = date(2025, 7, 1)
QUARTERS = tuple(f"{year}-Q{number}" for year in (2024, 2025) for number in (1, 2, 3, 4))
GROUPS = (None, "commune", "district", "organisation")

RULES = """
scale readiness
    group all of 4 points { equipment 2 points, skills 1 points, site 1 points where website }
    band low under 2
    band high at least 2
indicator ready = share of schools where readiness.all >= high
indicator ready_roomy = count of schools where readiness.all >= high and rooms >= 1
indicator roomy_communes = share of communes where rooms >= 1
indicator choosy_districts = count of districts where at least 2 of (
    rooms >= 2, recorded_share >= 50%, not online_share >= 50%)
indicator sites_among = share of schools where website among those where rooms >= 1
indicator all_recorded = share of schools where recorded_share >= 50%
room_count increases 10% against 2024 in 2025
room_count adds 1 .. 3 against 2024 in 2025
recorded_share increases 20% against 2024 in 2025
online_share drops 5% against 2024 in 2025
roomy_communes maintains the level of 2024 to 2025
online_share >= 50% in each commune in 2025
room_count >= 1 in each district in 2025
recorded_share >= 40% in each commune in 2025 except upper_secondary
roomy_communes >= 50% in each district in 2025
roomy_communes >= 60% in 2025
choosy_districts >= 1 in 2025
recorded_share >= 50% in 2025 except upper_secondary
online_share secondary >= 50% in 2025 except lower_secondary
ready >= 50% in 2025
ready_roomy >= 2 in 2025
ready >= 50% in each commune in 2025
sites_among >= 50% in 2025
all_recorded >= 50% in 2025
indicator spare_rooms = rooms
spare_rooms >= 2 in 2025 when met online_share secondary
indicator sites_asked = count of schools where website
sites_asked >= 1 in 2025 when room_count >= 2 and portal
indicator devices_asked = devices
devices_asked >= 2 in 2025 when not met room_count or portal
indicator pupils_asked = recorded per pupils
pupils_asked >= 0.5 in 2025
waive sites_among until 2025-06-30 because "flood"
"""


@attrs.frozen
class Province:
    """Schools, everything that they would report, and what became known of the portal."""

    register: tuple[Organisation, ...]
    truth: tuple[Cell, ...]
    events: tuple[Event, ...]

    def observed(self, cells: Sequence[Cell]) -> Observations:
        register = {each.id: each for each in self.register}
        return Observations(tuple(cells), (), register, self.events)


@st.composite
def organisations(draw: st.DrawFn, name: str) -> Organisation:
    """A school that stays, moves on a day, has no place, or exists for a part of the time."""
    members = {"level": frozenset(draw(some_levels(2)))}
    places = st.sampled_from(sorted(DISTRICTS)).map(_parents)
    first, second = draw(places), draw(places)
    kind = draw(st.sampled_from(["stays", "stays", "moves", "lost", "opens", "closes"]))
    one = Organisation(name, parents=first, members=members)
    if kind == "moves":
        stays = (Stay(until=date(2025, 6, 30), parents=first), Stay(MOVED, parents=second))
        return attrs.evolve(one, parents=second, stays=stays)
    if kind == "lost":
        return attrs.evolve(one, parents={})
    if kind == "opens":
        return attrs.evolve(one, since=date(2025, 4, 1))
    return attrs.evolve(one, until=date(2025, 9, 30)) if kind == "closes" else one


def _parents(commune: str) -> dict[str, str]:
    return {"commune": commune, "district": DISTRICTS[commune]}


@st.composite
def provinces(draw: st.DrawFn) -> Province:
    register, truth = [], []
    for name in "ABC"[: draw(st.integers(1, 3))]:
        one = draw(organisations(name))
        register.append(one)
        truth += draw(reports_of(one))
    holding = draw(st.sampled_from([(), (True,), (False,)]))
    events = tuple(happened("portal", "2025-02-01", holds=each) for each in holding)
    return Province(tuple(register), tuple(truth), events)


@st.composite
def reports_of(draw: st.DrawFn, one: Organisation) -> list[Cell]:
    """What a school would report: flows every quarter, the rest at the end of both years."""
    cells: list[Cell] = []
    small = st.integers(0, 2)
    levels = sorted(one.members["level"])
    sizes = {level: draw(st.integers(0, 3)) for level in levels}
    for quarter in (each for each in QUARTERS if _exists(one, each)):
        for level in levels:
            flows = {"online": draw(st.integers(0, sizes[level])), "total": sizes[level]}
            cells += report(one.id, quarter, level, **flows)
    for quarter in ("2024-Q4", "2025-Q4"):
        for level in levels:
            stocks = {"recorded": draw(st.integers(0, sizes[level])), "pupils": sizes[level]}
            cells += report(one.id, quarter, level, **stocks)
        figures: dict[str, Exact] = {name: draw(small) for name in ("rooms", "devices")}
        figures |= {name: draw(st.integers(0, 1)) for name in ("website", "skills")}
        cells += report(one.id, quarter, equipment=draw(small), **figures)
    return cells


def _exists(one: Organisation, quarter: str) -> bool:
    opened, closed = one.since is None or quarter >= "2025-Q2", one.until is None
    return opened and (closed or quarter <= "2025-Q3")


def judged(province: Province, cells: Sequence[Cell], by: str | None) -> dict[object, Finding]:
    found = evaluate(plan(RULES), province.observed(cells), day("2025-12-31"), group_by=by)
    return {(each.target, each.organisation): each for each in found.findings}


def agrees(of_a_part: Finding, of_all: Finding) -> bool:
    """Whether a verdict on a part of the reports is one that all of them leave standing."""
    if of_all.verdict in (*CERTAIN, "not_applicable"):
        return of_a_part.verdict in (of_all.verdict, "undetermined", "no_data")
    return of_a_part.verdict in ("undetermined", "no_data", of_all.verdict)


@settings(max_examples=20)
@given(data=st.data(), province=provinces(), by=st.sampled_from(GROUPS))
def test_nothing_that_is_certain_is_taken_back_by_the_reports_that_lacked(
    data: st.DataObject, province: Province, by: str | None
) -> None:
    everything = judged(province, province.truth, by)
    part = judged(province, data.draw(parts_of(province.truth)), by)
    assert part.keys() == everything.keys()
    for key, of_all in everything.items():
        assert agrees(part[key], of_all), (key, part[key], of_all)
        found, known = part[key].value, of_all.value
        if found is not None and known is not None and known.is_point:
            assert found.contains(known), (key, part[key], of_all)


@settings(max_examples=20)
@given(data=st.data(), province=provinces(), by=st.sampled_from(GROUPS))
def test_neither_the_order_of_statements_nor_of_anything_that_is_read_matters(
    data: st.DataObject, province: Province, by: str | None
) -> None:
    cells = data.draw(parts_of(province.truth))
    first = judged(province, cells, by)
    shuffled = attrs.evolve(province, register=tuple(data.draw(st.permutations(province.register))))
    assert judged(shuffled, data.draw(st.permutations(cells)), by) == first


@settings(max_examples=20)
@given(data=st.data(), province=provinces(), by=st.sampled_from(GROUPS[1:]))
def test_a_whole_is_not_judged_otherwise_because_groups_are_asked_for(
    data: st.DataObject, province: Province, by: str
) -> None:
    cells = data.draw(parts_of(province.truth))
    found = judged(province, cells, by)
    for key, finding in judged(province, cells, None).items():
        assert _plain(found[key]) == _plain(finding), key


def _plain(finding: Finding) -> Finding:
    """Without what is said of the groups that were asked for."""
    return attrs.evolve(finding, notes=())


@settings(max_examples=20)
@given(data=st.data(), province=provinces())
def test_a_school_in_two_parts_is_judged_as_one_where_only_sums_count(
    data: st.DataObject, province: Province
) -> None:
    """Rules about single schools are left out, and schools without a place: two halves are two."""
    sums = "recorded_share >= 50% in 2025\nonline_share >= 50% in each commune in 2025\n"
    rules = sums + "room_count increases 10% against 2024 in 2025"
    placed = [attrs.evolve(o, parents=o.parents or _parents("X")) for o in province.register]
    province = attrs.evolve(province, register=tuple(placed))
    split = [attrs.evolve(o, id=f"{o.id}{half}") for o in placed for half in (1, 2)]
    cells = list(province.truth)
    amounts = [Fraction(data.draw(st.integers(0, int(cell.value)))) for cell in cells]
    halves = [
        attrs.evolve(cell, organisation=f"{cell.organisation}1", value=amount)
        for cell, amount in zip(cells, amounts, strict=True)
    ]
    rest = [
        attrs.evolve(cell, organisation=f"{cell.organisation}2", value=cell.value - half.value)
        for cell, half in zip(cells, halves, strict=True)
    ]
    whole = evaluate(plan(rules), province.observed(cells), day("2025-12-31"))
    two = attrs.evolve(province, register=tuple(split))
    parts = evaluate(plan(rules), two.observed([*halves, *rest]), day("2025-12-31"))
    for one, other in zip(whole.findings, parts.findings, strict=True):
        same = ("verdict", "numerator", "denominator", "value")
        assert [getattr(one, name) for name in same] == [getattr(other, name) for name in same]
