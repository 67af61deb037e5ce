"""Laws of groups and of conditions on figures: certain is what every way to go on agrees on.

A few schools in a few communes, some of them silent, some without a commune. The oracle goes
through every figure that a silent school may still report and every commune that a school without
one may lie in, and adds up by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from itertools import product

import attrs
from hypothesis import given
from hypothesis import strategies as st

from dxplan.data.observations import Observations, Organisation
from dxplan.engine.findings import Finding
from dxplan.engine.reference import evaluate
from dxplan.plan.model import Comparator
from tests.engine.rules import day, plan, report
from tests.properties.test_engine_laws import COMPARATORS, comparators, holds

COMMUNES = ("X", "Y", "")
DECLARED = """
indicator rooms_in_communes = share of communes where rooms >= 1
indicator rooms_and_devices = count of communes where at least 2 of (
    rooms >= 1, devices >= 2, not website >= 1)
indicator recorded_in_communes = share of communes where recorded_share >= 50%
indicator well_recorded = share of schools where recorded_share >= 50%
"""


@attrs.frozen
class School:
    """A school with its commune, and what it reported; ``None`` is silence."""

    commune: str
    figures: Mapping[str, int | None]


Way = list[tuple[str, dict[str, int]]]
"""A commune and figures for every school."""


def schools(*measures: str, highest: int = 2) -> st.SearchStrategy[list[School]]:
    figures = st.fixed_dictionaries(
        {name: st.integers(0, highest) | st.none() for name in measures}
    )
    one = st.builds(School, st.sampled_from(COMMUNES), figures)
    return st.lists(one, min_size=1, max_size=3)


def observed(found: list[School]) -> Observations:
    register, cells = {}, []
    for number, one in enumerate(found):
        name = f"S{number}"
        parents = {"commune": one.commune} if one.commune else {}
        register[name] = Organisation(name, parents=parents)
        told = {measure: value for measure, value in one.figures.items() if value is not None}
        cells += report(name, "2025", **told)
    # Somebody else reported, so that silence is never that of everybody.
    register["other"] = Organisation("other", parents={"commune": "Other"})
    cells += report("other", "2025", rooms=1, devices=2, website=0, recorded=1, pupils=1)
    return Observations(tuple(cells), organisations=register)


OTHER = ("Other", {"rooms": 1, "devices": 2, "website": 0, "recorded": 1, "pupils": 1})


def ways(found: list[School], highest: int) -> Iterator[Way]:
    """Every way to go on: silent figures up to a highest one, and places for those without."""
    choices = []
    for number, one in enumerate(found):
        places = [one.commune] if one.commune else ["X", "Y", "Other", f"own {number}"]
        names = list(one.figures)
        values = [range(highest + 1) if v is None else [v] for v in one.figures.values()]
        told = [dict(zip(names, each, strict=True)) for each in product(*values)]
        if {"recorded", "pupils"} <= set(names):
            told = [each for each in told if each["recorded"] <= each["pupils"]]
        choices.append(list(product(places, told)))
    for way in product(*choices):
        yield [*way, OTHER]


def by_commune(way: Way) -> list[dict[str, int]]:
    """The sums of every commune."""
    sums: dict[str, dict[str, int]] = {}
    for commune, figures in way:
        mine = sums.setdefault(commune, {})
        for measure, value in figures.items():
            mine[measure] = mine.get(measure, 0) + value
    return list(sums.values())


def judge(rule: str, found: list[School]) -> Finding:
    (finding,) = evaluate(plan(DECLARED + rule), observed(found), day("2025-12-31"))
    return finding


def check(finding: Finding, outcomes: set[bool], exact: bool) -> None:
    """Certain verdicts are those of all ways; where it is exact, open ones have ways on both sides.

    Nothing but a certain or an open verdict comes out.
    """
    allowed = {"met": [{True}], "missed": [{False}], "undetermined": [{True}, {False}, set()]}
    allowed["undetermined"].append({True, False})
    assert outcomes in allowed[finding.verdict], (finding, outcomes)
    if exact:
        assert (finding.verdict == "undetermined") == (len(outcomes) == 2)


def outcomes_of(found: list[School], keeps: Callable[[Way], bool], highest: int = 3) -> set[bool]:
    return {keeps(way) for way in ways(found, highest)}


@given(found=schools("rooms"), comparator=st.sampled_from(COMPARATORS[:4]), bound=st.integers(0, 2))
def test_every_commune_keeps_a_number(
    found: list[School], comparator: Comparator, bound: int
) -> None:
    finding = judge(f"room_count {comparator} {bound} in each commune in 2025", found)
    one, q = Fraction(1), Fraction(bound)

    def keeps(way: Way) -> bool:
        return all(holds(Fraction(s["rooms"]), one, comparator, q) for s in by_commune(way))

    placed = all(one.commune for one in found)
    check(finding, outcomes_of(found, keeps), exact=placed)
    counts = [
        (sum(holds(Fraction(s["rooms"]), one, comparator, q) for s in sums), len(sums))
        for sums in map(by_commune, ways(found, 3))
    ]
    assert finding.numerator is not None
    assert finding.denominator is not None
    assert finding.numerator.low is not None
    assert finding.denominator.low is not None
    assert all(finding.numerator.low <= kept for kept, _ in counts)
    assert all(finding.denominator.low <= total for _, total in counts)
    if placed:
        assert {finding.denominator.low} == {total for _, total in counts}
        assert finding.numerator.low == min(kept for kept, _ in counts)


@given(found=schools("rooms"), comparator=comparators, percent=st.sampled_from([0, 34, 50, 100]))
def test_the_share_of_communes_is_that_of_every_way_to_go_on(
    found: list[School], comparator: Comparator, percent: int
) -> None:
    finding = judge(f"rooms_in_communes {comparator} {percent}% in 2025", found)

    def keeps(way: Way) -> bool:
        sums = by_commune(way)
        some = sum(each["rooms"] >= 1 for each in sums)
        return holds(Fraction(some), Fraction(len(sums)), comparator, Fraction(percent, 100))

    exact = all(one.commune for one in found) and comparator != "="
    check(finding, outcomes_of(found, keeps), exact)


@given(found=schools("rooms", "devices", "website", highest=1), bound=st.integers(1, 3))
def test_a_choice_of_conditions_on_communes(found: list[School], bound: int) -> None:
    finding = judge(f"rooms_and_devices >= {bound} in 2025", found[:2])

    def keeps(way: Way) -> bool:
        chosen = [
            (s["rooms"] >= 1) + (s["devices"] >= 2) + (s["website"] < 1) >= 2
            for s in by_commune(way)
        ]
        return sum(chosen) >= bound

    # What several parts of a condition have in common is not looked at, so it may stay open.
    check(finding, outcomes_of(found[:2], keeps, highest=2), exact=False)


@given(found=schools("recorded", "pupils"), percent=st.sampled_from([1, 50, 100]))
def test_shares_inside_conditions(found: list[School], percent: int) -> None:
    honest = [one for one in found if _is_share(one)]
    for rule, of_schools in (("recorded_in_communes", False), ("well_recorded", True)):
        finding = judge(f"{rule} >= {percent}% in 2025", honest)

        def keeps(way: Way, of_schools: bool = of_schools) -> bool:
            sums = [figures for _, figures in way] if of_schools else by_commune(way)
            some = [s["pupils"] > 0 and 2 * s["recorded"] >= s["pupils"] for s in sums]
            return 100 * sum(some) >= percent * len(some)

        check(finding, outcomes_of(honest, keeps, highest=4), exact=False)


def _is_share(one: School) -> bool:
    recorded, pupils = one.figures["recorded"], one.figures["pupils"]
    return recorded is None or pupils is None or recorded <= pupils


@given(
    found=schools("rooms", "devices"),
    first=st.integers(0, 4),
    second=st.integers(0, 4),
    met=st.booleans(),
)
def test_a_target_that_waits_for_another_one(
    found: list[School], first: int, second: int, met: bool
) -> None:
    condition = "met room_count" if met else f"room_count >= {first}"
    rules = f"room_count >= {first} in 2025\nindicator device_count = devices\n"
    rules += f"device_count >= {second} in 2025 when {condition}"
    _, finding = evaluate(plan(rules), observed(found), day("2025-12-31"))
    outcomes = set()
    for way in ways([attrs.evolve(one, commune="X") for one in found], 5):
        total = {name: sum(f[name] for _, f in way) for name in ("rooms", "devices")}
        met_second = "met" if total["devices"] >= second else "missed"
        outcomes.add(met_second if total["rooms"] >= first else "not_applicable")
    assert finding.verdict == ("undetermined" if len(outcomes) > 1 else outcomes.pop())


@given(found=schools("rooms"), data=st.data())
def test_no_order_of_schools_matters(found: list[School], data: st.DataObject) -> None:
    observations = observed(found)
    organisations = list((observations.organisations or {}).values())
    shuffled = attrs.evolve(
        observations,
        cells=tuple(data.draw(st.permutations(observations.cells))),
        organisations={each.id: each for each in data.draw(st.permutations(organisations))},
    )
    bound = plan(DECLARED + "room_count >= 1 in each commune in 2025\nrooms_in_communes >= 50%")
    assert (
        evaluate(bound, shuffled, day("2025-12-31")).findings
        == evaluate(bound, observations, day("2025-12-31")).findings
    )
