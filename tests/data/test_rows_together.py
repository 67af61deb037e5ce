"""Rows held against one another: repetitions, contradictions, overlaps, and the order of things."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import attrs
from hypothesis import given
from hypothesis import strategies as st

from dxplan.data.observations import Observations
from dxplan.data.reading import observations_from_rows, read_observations
from dxplan.plan.model import Indicator, Measure, Plan, Sum

Observe = Callable[..., Observations]

HEADER = "id,period,lessons_online,lessons_total,learners\n"


def _told(found: Observations) -> list[tuple[str, str, str, object]]:
    return [(p.code, p.file, p.cell, p.params["others"]) for p in found.problems]


def test_different_measures_of_one_report_may_stand_in_different_files(observe: Observe) -> None:
    found = observe(
        {"a.csv": "id,period,learners\ns1,2024,5\n", "b.csv": "id,period,staff\ns1,2024,6\n"}
    )
    assert [(c.measure, c.place.file) for c in found.cells] == [
        ("learners", "a.csv"),
        ("staff", "b.csv"),
    ]
    assert found.problems == ()


def test_a_contradiction_names_every_other_place(observe: Observe) -> None:
    rows = {f"{name}.csv": f"id,period,staff\ns1,2024,{i}\n" for i, name in enumerate("abc")}
    assert _told(observe(rows)) == [
        ("contradicting-values", "a.csv", "C2", "b.csv:C2, c.csv:C2"),
        ("contradicting-values", "b.csv", "C2", "a.csv:C2, c.csv:C2"),
        ("contradicting-values", "c.csv", "C2", "a.csv:C2, b.csv:C2"),
    ]


def test_of_many_places_the_first_few_are_named(observe: Observe) -> None:
    found = observe("id,period,staff\n" + "".join(f"s1,2024,{i}\n" for i in range(8)))
    others = [problem.params["others"] for problem in found.problems]
    assert others[0] == "C3, C4, C5, C6, C7, …"
    assert others[7] == "C2, C3, C4, C5, C6, …"
    assert (found.cells, found.rows_left_out) == ((), 8)


def test_a_third_copy_does_not_save_a_contradiction(observe: Observe) -> None:
    found = observe("id,period,staff\ns1,2024,5\ns1,2024,5\ns1,2024,6\n")
    assert [p.code for p in found.problems] == ["contradicting-values"] * 3
    assert (found.cells, found.rows_left_out) == ((), 3)


def test_a_copy_keeps_the_first_place(observe: Observe) -> None:
    found = observe(
        {"b.csv": "id,period,staff\ns1,2024,5\n", "a.csv": "id,period,staff\ns1,2024,5\n"}
    )
    assert [str(c.place) for c in found.cells] == ["a.csv:C2"]
    assert _told(found) == [("repeated-values", "b.csv", "C2", "a.csv:C2")]
    assert found.rows_left_out == 0


def test_a_bad_row_contradicts_nothing(observe: Observe) -> None:
    found = observe("id,period,staff,trainees\ns1,2024,5,6\ns1,2024,7,1\n")
    assert [p.code for p in found.problems] == ["numerator-below-zero"]
    assert [(c.measure, c.value) for c in found.cells] == [("staff", 7), ("trainees", 1)]


def test_a_part_in_one_file_is_held_against_the_whole_in_another(observe: Observe) -> None:
    found = observe(
        {
            "a.csv": "id,period,lessons_online\ns1,2024,11\n",
            "b.csv": "id,period,lessons_total\ns1,2024,10\n",
        }
    )
    assert _told(found) == [("numerator-above-denominator", "a.csv", "C2", "b.csv:C2")]
    assert (found.cells, found.rows_left_out) == ((), 2)


def test_sums_are_held_against_sums(observe: Observe, plan: Plan) -> None:
    equipped = Indicator(
        "equipped",
        "share",
        Sum(((Fraction(1), "a", None), (Fraction(1), "b", None))),
        Sum(((Fraction(1), "c", None), (Fraction(1, 2), "d", None)), Fraction(1)),
    )
    measures = {name: Measure(name) for name in "abcd"}
    own = attrs.evolve(plan, measures=measures, indicators={"equipped": equipped})
    found = observe("id,period,a,b,c,d\ns1,2024,2,3,3,2\ns2,2024,2,4,3,2\n", plan=own)
    assert [
        (p.code, p.cell, p.params["numerator"], p.params["denominator"]) for p in found.problems
    ] == [("numerator-above-denominator", "C3", "6", "5")]
    assert {c.organisation for c in found.cells} == {"s1"}


def test_rates_weighted_sums_and_tallies_have_no_whole_to_exceed(
    observe: Observe, plan: Plan
) -> None:
    a, b = (Sum(((Fraction(1), name, None),)) for name in "ab")
    weighted = Sum(((Fraction(1), "a", "b"),))
    own = attrs.evolve(
        plan,
        measures={name: Measure(name) for name in "ab"},
        indicators={
            "rate": Indicator("rate", "rate", a, b),
            "weighted": Indicator("weighted", "share", weighted, b),
        },
    )
    found = observe("id,period,a,b\ns1,2024,9,2\n", plan=own)
    assert (len(found.cells), found.problems) == (2, ())


def test_parts_of_different_members_are_not_held_against_one_another(observe: Observe) -> None:
    found = observe("id,period,lessons_online[TH],lessons_total[THCS]\ns1,2024,11,10\n")
    assert (len(found.cells), found.problems) == (2, ())


def test_stocks_and_other_organisations_and_members_do_not_overlap(observe: Observe) -> None:
    found = observe(
        "id,period,learners,lessons_total[TH],lessons_total[THCS]\n"
        "s1,2024,5,40,\ns1,2024-Q2,6,,10\ns2,2024-Q2,,10,\ns1,2025-Q1,7,10,\n"
    )
    assert (len(found.cells), found.problems) == (7, ())


def test_overlaps_name_each_other_across_files(observe: Observe) -> None:
    found = observe(
        {
            "a.csv": "id,period,lessons_total\ns1,2024,40\ns1,2025,40\n",
            "b.csv": "id,period,lessons_total\ns1,15/12/2024 - 14/3/2025,10\ns1,2026,9\n",
        }
    )
    assert _told(found) == [
        ("overlapping-periods", "a.csv", "C2", "b.csv:C2, C3"),
        ("overlapping-periods", "a.csv", "C3", "C2, b.csv:C2"),
        ("overlapping-periods", "b.csv", "C2", "a.csv:C2, a.csv:C3"),
    ]
    assert [c.period.start.year for c in found.cells] == [2026]


_PERIODS = st.sampled_from(["2024", "2024-Q1", "2024-Q2", "2025-Q1", "soon"])
_VALUES = st.sampled_from(["", "0", "1", "7", "x"])
_LINES = st.lists(
    st.tuples(st.sampled_from(["s1", "s2"]), _PERIODS, _VALUES, _VALUES, _VALUES).map(",".join),
    max_size=8,
)


@given(_LINES, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_number(lines: list[str], random: object) -> None:
    shuffled = random.sample(lines, len(lines))  # type: ignore[attr-defined]
    assert _numbers(lines) == _numbers(shuffled)


@given(_LINES)
def test_every_row_that_says_something_is_kept_or_repeated_or_counted(lines: list[str]) -> None:
    found = _read(lines)
    keys = [(c.organisation, c.period, c.measure) for c in found.cells]
    assert keys == sorted(set(keys))
    rows = set(range(2, len(lines) + 2))
    speaking = {i for i, line in enumerate(lines, 2) if line.split(",")[2:] != ["", "", ""]}
    kept = {int(c.place.cell[1:]) for c in found.cells}
    repeated = {int(p.cell[1:]) for p in found.problems if p.code == "repeated-values"}
    assert len(speaking - kept - repeated) <= found.rows_left_out <= len(rows - kept)


def _read(lines: list[str]) -> Observations:
    names = HEADER.strip().split(",")
    return observations_from_rows(
        _PLAN, [dict(zip(names, line.split(","), strict=True)) for line in lines]
    )


def _numbers(lines: list[str]) -> tuple[object, ...]:
    found = _read(lines)
    return found.cells, found.rows_left_out, {problem.code for problem in found.problems}


_PLAN = Plan(
    "laws",
    measures={
        "lessons_online": Measure("lessons_online", flow=True),
        "lessons_total": Measure("lessons_total", flow=True),
        "learners": Measure("learners"),
    },
    indicators={
        "online_share": Indicator(
            "online_share",
            "share",
            Sum(((Fraction(1), "lessons_online", None),)),
            Sum(((Fraction(1), "lessons_total", None),)),
        )
    },
)


def test_the_order_of_files_changes_nothing_at_all(plan: Plan, folder: Path) -> None:
    contents = (
        HEADER + "s1,2024-Q1,5,10,7\ns2,2024-Q1,5,4,7\n",
        HEADER + "s1,2024-Q1,5,10,8\ns3,2024-Q1,1,2,3\n",
        HEADER + "s3,2024-Q1,1,2,3\ns4,2024,1,2,\ns4,2024-Q1,1,2,\n",
    )
    paths = [Path(f"{name}.csv") for name in "abc"]
    for path, content in zip(paths, contents, strict=True):
        path.write_text(content)
    orders = ((0, 1, 2), (2, 1, 0), (1, 2, 0))
    found = [read_observations(plan, [paths[i] for i in order]) for order in orders]
    assert found[0] == found[1] == found[2]
    places = [[str(c.place) for c in each.cells] for each in found]
    assert places[0] == places[1] == places[2]
    assert {p.code for p in found[0].problems} == {
        "contradicting-values",
        "numerator-above-denominator",
        "overlapping-periods",
        "repeated-values",
    }
