"""Targets for each group, counts of groups, and targets that depend on figures."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import pytest

from dxplan.data.observations import Cell, Organisation
from dxplan.engine.findings import Finding
from tests.engine.rules import (
    codes,
    happened,
    judged,
    observed,
    plan,
    report,
    school,
    single,
    span,
    verdicts,
)


def at(commune: str, one: Organisation) -> Organisation:
    """An organisation in a commune."""
    return attrs.evolve(one, parents={**one.parents, "commune": commune})


REGISTER = [at("X", school("A")), at("X", school("B")), at("Y", school("C"))]


def of(findings: Sequence[Finding], target: str) -> list[Finding]:
    return [finding for finding in findings if finding.target == target]


# --- each group -----------------------------------------------------------------------------------


def test_what_is_said_of_groups_names_them() -> None:
    data = observed(report("A", "2025", rooms=1), report("B", "2025", rooms=0), register=REGISTER)
    finding = single("room_count >= 2 in each commune in 2025", data, "2025-12-31")
    assert (finding.verdict, finding.failing, finding.undecided) == ("missed", ("X",), ("Y",))
    assert finding.notes == (
        ("groups-kept", (("kept", "0"), ("total", "2"), ("column", "commune"))),
        ("groups-failing", (("column", "commune"), ("groups", "X"))),
        ("groups-open", (("column", "commune"), ("groups", "Y"))),
    )
    assert (finding.missing, finding.reported, finding.expected) == (("C",), 2, 3)


def test_a_ceiling_for_each_group_counts_what_is_too_much_in_all_of_them() -> None:
    data = observed(report("A", "2025", rooms=5), report("C", "2025", rooms=4), register=REGISTER)
    data = attrs.evolve(data, cells=(*data.cells, *report("B", "2025", rooms=0)))
    finding = single("room_count <= 2 in each commune in 2025", data, "2025-12-31")
    assert (finding.verdict, finding.gap, finding.gap_count) == ("missed", 3, 5)


def test_a_range_or_an_exact_number_for_each_group_has_no_gap_in_counts() -> None:
    data = observed(
        report("A", "2025", rooms=1), report("B", "2025", rooms=1), report("C", "2025", rooms=3),
        register=REGISTER,
    )  # fmt: skip
    exactly = single("room_count = 2 in each commune in 2025", data, "2025-12-31")
    assert (exactly.verdict, exactly.failing, exactly.gap, exactly.gap_count) == (
        "missed", ("Y",), 1, None,
    )  # fmt: skip
    inside = single("room_count 2 .. 3 in each commune in 2025", data, "2025-12-31")
    assert (inside.verdict, inside.value, inside.gap_count) == ("met", span(2, 3), None)


def test_a_number_that_another_document_sets_is_unset_for_each_group_too() -> None:
    data = observed(report("A", "2025", rooms=1), register=REGISTER)
    finding = single("room_count >= parent in each commune in 2025", data, "2025-12-31")
    assert (finding.verdict, finding.numerator) == ("unset", None)


def test_nobody_reported_and_nobody_is_there() -> None:
    rule = "room_count >= 1 in each commune in 2025"
    assert single(rule, observed(register=REGISTER), "2025-12-31").verdict == "no_data"
    assert single(rule, observed(register=[]), "2025-12-31").verdict == "not_applicable"


def test_groups_without_anything_to_divide_by_are_left_out_all_of_them_leave_nothing() -> None:
    rule = "recorded_share >= 50% in each commune in 2025"
    none = observed(
        *(report(name, "2025", recorded=0, pupils=0) for name in "ABC"), register=REGISTER
    )
    assert single(rule, none, "2025-12-31").verdict == "not_applicable"
    some = attrs.evolve(none, cells=(*none.cells[:4], *report("C", "2025", recorded=1, pupils=2)))
    finding = single(rule, some, "2025-12-31")
    assert (finding.verdict, finding.denominator) == ("met", span(1))


def test_conflicts_come_before_groups() -> None:
    data = observed(*(report(n, "2025", rooms=4) for n in "ABC"), register=REGISTER)
    rules = "room_count >= 1 in each commune in 2025\ncheck rooms <= 3"
    assert single(rules, data, "2025-12-31").verdict == "conflict"


def test_before_the_deadline_each_group_is_held_against_the_line() -> None:
    rule = "room_count >= 10 in each commune by 2025\n    baseline 0 in 2023"
    told = [report("A", "2024", rooms=5), report("B", "2024", rooms=2)]
    full = observed(*told, report("C", "2024", rooms=6), register=REGISTER)
    assert single(rule, full, "2024-12-31").verdict == "on_track"
    part = single(rule, observed(*told, register=REGISTER), "2024-12-31")
    assert (part.verdict, codes(part)[-1]) == ("not_due", "pace-not-certain")


def test_counted_groups_in_each_group_are_open_while_somebody_has_no_place() -> None:
    rule = "indicator c = share of communes where rooms >= 1\nc >= 50% in each district in 2025"
    register = [at("X", school("A", district="I")), at("Y", school("B"))]
    data = observed(report("A", "2025", rooms=1), report("B", "2025", rooms=1), register=register)
    finding = single(rule, data, "2025-12-31")
    assert (finding.verdict, finding.undecided) == ("undetermined", ("I",))
    placed = attrs.evolve(data, organisations={"A": register[0]}, cells=data.cells[:1])
    assert single(rule, placed, "2025-12-31").verdict == "met"


def test_a_measure_that_only_some_are_asked_for_is_that_of_those_in_the_commune() -> None:
    rule = "indicator c = count of communes where plans_digital >= 1 and plans >= 1\nc >= 1 in 2025"
    register = [
        at("X", school("A", tier="department")),
        at("X", school("B", tier="school")),
        at("Y", school("C", tier="school")),
    ]
    data = observed(
        report("A", "2025", plans_digital=1), report("B", "2025", plans=1),
        report("C", "2025", plans=1), register=register,
    )  # fmt: skip
    finding = single(rule, data, "2025-12-31")
    assert (finding.verdict, finding.failing, finding.missing) == ("met", ("Y",), ())


def test_a_denominator_of_the_register_helps_inside_a_condition() -> None:
    rule = "indicator c = count of communes where recorded_share >= 50%\nc >= 1 in 2025"
    register = [
        at("X", school("A", known={"pupils": 4})),
        at("X", school("B", known={"pupils": 1})),
    ]
    finding = single(rule, observed(report("A", "2025", recorded=3, pupils=4), register=register),
                     "2025-12-31")  # fmt: skip
    assert (finding.verdict, codes(finding)) == ("met", ["denominator-assumed"])
    assert finding.missing == ("B",)


def test_some_groups_among_others() -> None:
    rule = (
        "indicator c = share of communes where devices >= 1 among those where rooms >= 1\n"
        "c >= 50% in 2025"
    )
    data = observed(
        report("A", "2025", rooms=1, devices=1), report("B", "2025", rooms=0, devices=0),
        report("C", "2025", rooms=0, devices=9), register=REGISTER,
    )  # fmt: skip
    finding = single(rule, data, "2025-12-31")
    assert (finding.numerator, finding.denominator) == (span(1), span(1))
    silent = single(rule, attrs.evolve(data, cells=data.cells[:4]), "2025-12-31")
    assert (silent.numerator, silent.denominator) == (span(1, 2), span(1, 2))


# --- conditions on figures ------------------------------------------------------------------------

BOTH = "room_count >= 2 by 2024\nindicator device_count = devices\n"


def waiting(condition: str, *reports: list[Cell], rules: str = "", **kept: object) -> Finding:
    """What comes out on the last day of 2025 for a target that waits."""
    text = f"{rules or BOTH}device_count >= 1 in 2025 when {condition}"
    data = observed(*reports, **kept)  # type: ignore[arg-type]
    return next(f for f in judged(text, data, "2025-12-31") if f.target.startswith("device_count"))


def test_met_looks_at_the_same_day_not_at_the_deadline() -> None:
    late = (report("A", "2024", rooms=1), report("A", "2025", rooms=2, devices=1))
    assert waiting("met room_count", *late).verdict == "met"
    lost = (report("A", "2024", rooms=2), report("A", "2025", rooms=1, devices=1))
    finding = waiting("met room_count", *lost)
    assert (finding.verdict, codes(finding)) == ("not_applicable", ["condition-false"])


def test_what_is_not_known_of_a_condition_is_said() -> None:
    told = report("A", "2025", devices=1)
    finding = waiting("met room_count and portal", told)
    assert (finding.verdict, codes(finding)) == (
        "undetermined", ["facts-unknown", "condition-unknown"],
    )  # fmt: skip
    known = waiting("met room_count and portal", told, events=[happened("portal", "2025-01-01")])
    assert codes(known) == ["condition-unknown"]
    off = [happened("portal", "2025-01-01", holds=False)]
    assert waiting("met room_count and portal", told, events=off).verdict == "not_applicable"


def test_a_waived_unset_or_contradicted_target_is_not_known_to_be_met() -> None:
    told = report("A", "2025", rooms=2, devices=1)
    waiver = 'waive room_count until 2025 because "flood"\n'
    assert waiting("met room_count", told, rules=BOTH + waiver).verdict == "undetermined"
    assert waiting("met room_count", told, rules=BOTH + "check rooms <= 1\n").verdict == (
        "undetermined"
    )
    unset = BOTH.replace(">= 2", ">= parent")
    assert waiting("met room_count", told, rules=unset).verdict == "undetermined"
    checked = BOTH + "check rooms <= 1\n"
    assert waiting("room_count >= 2", told, rules=checked).verdict == "undetermined"


def test_of_nobody_nothing_is_met_and_without_a_register_nobody_is_known() -> None:
    told = report("A", "2025", devices=1)
    rules = (
        "measure plates stock reported by department\nindicator plate_count = plates\n"
        "indicator device_count = devices\nplate_count >= 0 by 2024\n"
    )
    only_a_school = [school("A", tier="school")]
    for condition in ("met plate_count", "plate_count >= 0"):
        one = waiting(condition, told, rules=rules, register=only_a_school)
        assert one.verdict == "not_applicable"
        assert waiting(condition, told, rules=rules).verdict == "undetermined"


def test_a_target_that_does_not_apply_itself_is_not_met() -> None:
    rules = "room_count >= 2 by 2024 when pilot\nindicator device_count = devices\n"
    told = report("A", "2025", rooms=2, devices=1)
    assert waiting("met room_count", told, rules=rules).verdict == "not_applicable"


def test_every_target_that_rules_must_be_met() -> None:
    rules = (
        "room_count >= 2 by 2024, >= 1 in each commune by 2024\nindicator device_count = devices\n"
    )
    full = report("A", "2025", rooms=5, devices=1)
    told = (full, report("B", "2025", rooms=0))
    assert waiting("met room_count", *told, rules=rules, register=REGISTER).verdict == (
        "undetermined"
    )
    none = report("C", "2025", rooms=0)
    finding = waiting("met room_count", *told, none, rules=rules, register=REGISTER)
    assert finding.verdict == "not_applicable"


def test_a_target_for_whole_groups_is_not_known_for_a_part_of_one() -> None:
    rules = (
        "room_count >= 1 in each commune by 2024\nindicator device_count = devices\n"
        "device_count >= 1 in 2025 when met room_count"
    )
    data = observed(*(report(n, "2025", rooms=1, devices=1) for n in "ABC"), register=REGISTER)
    found = judged(rules, data, "2025-12-31", by="organisation")
    assert {f.organisation: f.verdict for f in of(found, "device_count.in.2025.when.met_room_count")
            } == {"plan": "met", "A": "undetermined", "B": "undetermined", "C": "met"}  # fmt: skip


@pytest.mark.parametrize(
    ("time", "verdict"),
    [
        ("in 2025", "met"),
        ("in 2026", "undetermined"),
        ("from 2025", "met"),
        ("from 2026", "undetermined"),
        ("from 2023 to 2024", "undetermined"),
        ("every year", "met"),
        ("by 2027", "met"),
        ("before 2024-05-01", "met"),
    ],
)
def test_only_a_target_that_rules_on_the_day_can_be_met(time: str, verdict: str) -> None:
    rules = f"room_count >= 2 {time}\nindicator device_count = devices\n"
    told = report("A", "2025", rooms=2, devices=1)
    assert waiting("met room_count", told, rules=rules).verdict == verdict


@pytest.mark.parametrize(("then", "verdict"), [(10, "met"), (11, "not_applicable")])
def test_a_condition_may_be_on_a_target_that_is_counted_from_an_earlier_value(
    then: int, verdict: str
) -> None:
    rules = (
        "room_count increases 10% against 2024 by 2025\nindicator device_count = devices\n"
        "device_count >= 1 in 2025 when met room_count"
    )
    data = observed(report("A", "2024", rooms=then), report("A", "2025", rooms=11, devices=1))
    found = of(judged(rules, data, "2025-12-31"), "device_count.in.2025.when.met_room_count")
    assert [each.verdict for each in found] == [verdict]


def test_of_two_milestones_the_one_whose_deadline_has_come_rules() -> None:
    rules = (
        "room_count >= 1 by 2024, 3 by 2026\nindicator device_count = devices\n"
        "device_count >= 1 every year when met room_count"
    )
    data = observed(*(report("A", year, rooms=2, devices=1) for year in ("2023", "2024", "2026")))
    found = of(judged(rules, data, "2026-12-31"), "device_count.every.year.when.met_room_count")
    assert verdicts(found) == [
        ("2023-12-31", "met"), ("2024-12-31", "met"), ("2025-12-31", "met"),
        ("2026-12-31", "not_applicable"),
    ]  # fmt: skip


def test_a_circle_that_was_bound_all_the_same_ends() -> None:
    bound = plan("room_count >= 2 in 2025\nrecorded_share >= 5% in 2025 when met room_count")
    first, second = bound.targets
    when = attrs.evolve(second.when, indicator="recorded_share")  # type: ignore[type-var]
    turned = attrs.evolve(bound, targets=(first, attrs.evolve(second, when=when)))
    data = observed(report("A", "2025", recorded=1, pupils=2, rooms=2))
    assert [f.verdict for f in judged(turned, data, "2025-12-31")] == ["met", "undetermined"]
