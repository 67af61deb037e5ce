"""Every verdict with all that its finding says, and which one goes before which."""

from __future__ import annotations

from fractions import Fraction

import attrs
import pytest

from dxplan.data.observations import Observations, ReportedValue
from dxplan.engine.findings import VERDICTS, Finding, Report, Verdict
from dxplan.plan.environment import ParentThreshold
from dxplan.plan.model import Plan, Threshold
from tests.engine.rules import (
    codes,
    day,
    during,
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

AT_LEAST_5 = Threshold(">=", Fraction(5))
END = day("2025-12-31")
BY_2025 = Finding(
    "target", "online_share.by.2025", "plan", END, "no_data", deadline=END, threshold=AT_LEAST_5
)
A_6 = report("A", "2025", online=6, total=100)


def test_met_with_counts_to_spare() -> None:
    found = single(
        "online_share >= 5% by 2025",
        observed(A_6, report("B", "2025", online=7, total=100)),
        "2025-12-31",
    )
    assert found == attrs.evolve(
        BY_2025, verdict="met", numerator=span(13), denominator=span(200), value=span("6.5"),
        gap=Fraction(-3, 2), gap_count=-3, reported=2, expected=2,
    )  # fmt: skip


def test_missed_by_so_many() -> None:
    found = single(
        "online_share >= 5% by 2025",
        observed(report("A", "2025", online=2, total=70)),
        "2025-12-31",
    )
    assert found == attrs.evolve(
        BY_2025, verdict="missed", numerator=span(2), denominator=span(70), value=span("20/7"),
        gap=Fraction(15, 7), gap_count=2, reported=1, expected=1,
    )  # fmt: skip


def test_undetermined_names_who_could_decide_it() -> None:
    found = single(
        "online_share >= 5% by 2025",
        observed(A_6, register=[school("C"), school("A"), school("B")]),
        "2025-12-31",
    )
    assert found == attrs.evolve(
        BY_2025, verdict="undetermined", numerator=span(6, None), denominator=span(100, None),
        value=span(0, 100), reported=1, expected=3, missing=("B", "C"),
    )  # fmt: skip


def test_met_although_one_is_missing_counts_what_can_be_lost_at_worst() -> None:
    found = single(
        "recorded_share >= 50% by 2025",
        observed(
            report("A", "2025-Q4", recorded=90, pupils=100),
            register=[school("A"), school("B", known={"pupils": 20})],
        ),
        "2025-12-31",
    )
    assert found == attrs.evolve(
        BY_2025, target="recorded_share.by.2025", threshold=Threshold(">=", Fraction(50)),
        verdict="met", numerator=span(90, 110), denominator=span(120), value=span(75, "275/3"),
        gap=Fraction(-25), gap_count=-30, reported=1, expected=2, missing=("B",),
        notes=(("denominator-assumed", (("count", "1"),)),),
    )  # fmt: skip


def test_missed_although_one_is_missing_counts_what_lacks_at_best() -> None:
    found = single(
        "recorded_share >= 50% by 2025",
        observed(
            report("A", "2025-Q4", recorded=10, pupils=100),
            register=[school("A"), school("B", known={"pupils": 20})],
        ),
        "2025-12-31",
    )
    assert (found.verdict, found.value) == ("missed", span("25/3", 25))
    assert (found.gap, found.gap_count) == (Fraction(25), 30)


ON_THE_WAY = "recorded_share >= 20% by 2025\n    baseline 0% on 2021-12-31"
# 730 of the 1461 days from the end of 2021 to the end of 2025 are over.
LINE = Fraction(20 * 730, 1461)


@pytest.mark.parametrize(("recorded", "verdict"), [(10, "on_track"), (9, "behind")])
def test_on_the_way_against_the_line(recorded: int, verdict: Verdict) -> None:
    found = single(
        ON_THE_WAY, observed(report("A", "2023", recorded=recorded, pupils=100)), "2023-12-31"
    )
    assert found == Finding(
        "target", "recorded_share.by.2025", "plan", day("2023-12-31"), verdict, deadline=END,
        threshold=Threshold(">=", Fraction(20)), numerator=span(recorded), denominator=span(100),
        value=span(recorded), expected_value=LINE, gap=Fraction(20 - recorded),
        gap_count=20 - recorded, reported=1, expected=1,
    )  # fmt: skip


def test_not_due_when_missing_reports_decide_whether_it_is_on_track() -> None:
    found = single(
        ON_THE_WAY,
        observed(report("A", "2023", recorded=10, pupils=100), register=[school("A"), school("B")]),
        "2023-12-31",
    )
    assert (found.verdict, found.expected_value) == ("not_due", LINE)
    assert found.notes == (("pace-not-certain", ()),)


def test_not_due_without_a_line() -> None:
    found = single("online_share >= 5% by 2026", observed(A_6), "2025-12-31")
    assert found == attrs.evolve(
        BY_2025, target="online_share.by.2026", deadline=day("2026-12-31"), verdict="not_due",
        numerator=span(6), denominator=span(100), value=span(6), gap=Fraction(-1), gap_count=-1,
        reported=1, expected=1,
    )  # fmt: skip


def test_not_due_with_nothing_reported_yet() -> None:
    found = single("online_share >= 5% by 2026", observed(register=[school("A")]), "2025-12-31")
    assert found == attrs.evolve(
        BY_2025, target="online_share.by.2026", deadline=day("2026-12-31"), verdict="not_due",
        expected=1, missing=("A",),
    )  # fmt: skip


def test_no_data_when_due() -> None:
    found = single("online_share >= 5% by 2025", observed(register=[school("A")]), "2025-12-31")
    assert found == attrs.evolve(BY_2025, verdict="no_data", expected=1, missing=("A",))


def test_no_data_without_anybody_known() -> None:
    assert single("online_share >= 5% by 2025", observed(), "2025-12-31") == BY_2025


def test_no_data_where_there_is_a_line_to_hold_it_against() -> None:
    found = single(ON_THE_WAY, observed(register=[school("A")]), "2023-12-31")
    assert (found.verdict, found.expected_value) == ("no_data", None)


def test_a_conflict_says_who_and_what() -> None:
    found = single(
        'check online <= sessions "lessons"\nonline_share >= 5% by 2025',
        observed(report("A", "2025", online=6, total=100, sessions=5)),
        "2025-12-31",
    )
    assert found == attrs.evolve(
        BY_2025, verdict="conflict", numerator=span(6), denominator=span(100), value=span(6),
        gap=Fraction(-1), gap_count=-1, reported=1, expected=1,
        notes=(("broken-check", (("check", "lessons"), ("organisation", "A"))),),
    )  # fmt: skip


def test_not_applicable_while_its_condition_is_false() -> None:
    found = single("online_share >= 5% by 2025 when pilot", observed(A_6), "2025-12-31")
    assert found == attrs.evolve(
        BY_2025, target="online_share.by.2025.when.pilot", verdict="not_applicable",
        numerator=span(6), denominator=span(100), value=span(6),
        gap=Fraction(-1), gap_count=-1, reported=1, expected=1,
        notes=(("condition-false", (("condition", "pilot"),)),),
    )  # fmt: skip


def test_not_applicable_where_the_register_has_nobody() -> None:
    found = single(
        "online_share upper_secondary >= 5% by 2025",
        observed(
            report("A", "2025", "upper_secondary", online=6, total=100),
            register=[school("A", "primary")],
        ),
        "2025-12-31",
    )
    assert found == attrs.evolve(
        BY_2025, target="online_share.upper_secondary.by.2025", verdict="not_applicable",
        notes=(("no-population", ()),),
    )  # fmt: skip


def test_not_applicable_when_there_is_nothing_to_divide_by() -> None:
    found = single(
        "online_share >= 5% by 2025", observed(report("A", "2025", online=0, total=0)), "2025-12-31"
    )
    assert found == attrs.evolve(
        BY_2025, verdict="not_applicable", numerator=span(0), denominator=span(0), gap_count=0,
        reported=1, expected=1, notes=(("nothing-to-divide-by", ()),),
    )  # fmt: skip


def test_unset_while_another_document_sets_the_number() -> None:
    found = single("online_share >= parent by 2025", observed(A_6), "2025-12-31", period="2025")
    assert found == attrs.evolve(
        BY_2025, organisation="p", verdict="unset",
        threshold=Threshold(">=", None, from_parent=True),
        numerator=span(6), denominator=span(100), value=span(6), reported=1, expected=1,
        notes=(("threshold-unset", (("document", "above.doc"),)),),
    )  # fmt: skip


def test_unset_without_a_parent_names_no_document() -> None:
    found = single("online_share >= parent by 2025", observed(A_6), "2025-12-31")
    assert (found.verdict, found.notes) == ("unset", (("threshold-unset", (("document", ""),)),))


def test_waived_with_reason_and_citation() -> None:
    found = single(
        'waive online_share until 2025 because "flood" cite "12/QĐ"\nonline_share >= 5% by 2025',
        observed(report("A", "2025", online=0, total=100)),
        "2025-12-31",
    )
    said = (("until", "2025-12-31"), ("because", "flood"), ("cite", "12/QĐ"))
    assert found == attrs.evolve(
        BY_2025, verdict="waived", numerator=span(0), denominator=span(100), value=span(0),
        gap=Fraction(5), gap_count=5, reported=1, expected=1, notes=(("waived", said),),
    )  # fmt: skip


def test_of_several_waivers_the_one_that_lasts_longest_is_told() -> None:
    texts = [
        'waive online_share until 2026 because "long"',
        'waive online_share until 2025 because "short"',
        "online_share >= 5% by 2025",
    ]
    for rules in ("\n".join(texts), "\n".join(reversed(texts))):
        assert single(rules, observed(A_6), "2025-12-31").notes[0][1][:2] == (
            ("until", "2026-12-31"),
            ("because", "long"),
        )


@pytest.mark.parametrize(
    ("waived", "verdict"),
    [
        ("primary until 2025", "waived"),
        ("primary until 2024", "met"),
        ("secondary until 2025", "met"),
    ],
)
def test_a_waiver_covers_its_members_until_its_day(waived: str, verdict: str) -> None:
    found = single(
        f'waive online_share {waived} because "flood"\nonline_share primary >= 5% by 2025',
        observed(report("A", "2025", "primary", online=6, total=100)),
        "2025-12-31",
    )
    assert found.verdict == verdict


# --- which goes before which ----------------------------------------------------------------------

WAIVER = 'waive online_share until 2025 because "flood"\n'
NOBODY = [school("A", "primary")]
SOMEBODY = [school("A", "upper_secondary")]
SET = ParentThreshold("above.doc", "online_share", Fraction(5))
BROKEN = "check total >= 1\n"
EMPTY = report("A", "2025", "upper_secondary", online=0, total=0)


@pytest.mark.parametrize(
    ("rules", "observations", "verdict"),
    [
        (WAIVER + "online_share upper_secondary >= parent by 2025 when pilot",
         observed(register=NOBODY), "waived"),
        ("online_share upper_secondary >= parent by 2025 when pilot",
         observed(register=NOBODY), "not_applicable"),
        ("online_share upper_secondary >= parent by 2025",
         observed(register=NOBODY), "unset"),
        (BROKEN + "online_share upper_secondary >= parent by 2025",
         observed(EMPTY, register=SOMEBODY), "unset"),
        (WAIVER + "online_share upper_secondary >= parent by 2025",
         observed(EMPTY, register=SOMEBODY), "waived"),
        (WAIVER + "online_share upper_secondary >= 5% by 2025 when portal",
         observed(EMPTY, register=SOMEBODY), "waived"),
        (BROKEN + "online_share upper_secondary >= 5% by 2025",
         observed(EMPTY, register=NOBODY), "not_applicable"),
        (BROKEN + "online_share upper_secondary >= 5% by 2025",
         observed(EMPTY, register=SOMEBODY), "conflict"),
        (BROKEN + "online_share upper_secondary >= 5% by 2025 when portal",
         observed(EMPTY, register=SOMEBODY), "conflict"),
        ("online_share upper_secondary >= 5% by 2025 when portal",
         observed(register=SOMEBODY), "no_data"),
        ("online_share upper_secondary >= 5% by 2025",
         observed(EMPTY, register=SOMEBODY), "not_applicable"),
        ("online_share upper_secondary >= 5% by 2025",
         observed(EMPTY, register=[*SOMEBODY, school("B")]), "undetermined"),
    ],
)  # fmt: skip
def test_the_first_that_applies(rules: str, observations: Observations, verdict: str) -> None:
    assert single(rules, observations, "2025-12-31", period="2025").verdict == verdict


@pytest.mark.parametrize("online", [6, 4])
def test_a_condition_that_nobody_knows_leaves_a_due_target_open(online: int) -> None:
    found = single(
        "online_share >= 5% by 2025 when portal and merged",
        observed(report("A", "2025", online=online, total=100)),
        "2025-12-31",
    )
    assert found.verdict == "undetermined"
    assert found.notes == (("facts-unknown", (("facts", "portal"),)),)


def test_a_condition_nobody_knows_does_not_keep_it_from_being_on_track() -> None:
    found = single(
        ON_THE_WAY + " when portal",
        observed(report("A", "2023", recorded=10, pupils=100)),
        "2023-12-31",
    )
    assert (found.verdict, found.notes) == ("on_track", ())


def test_a_condition_is_that_of_each_judgement_date() -> None:
    found = judged(
        "online_share >= 50% every year when portal",
        observed(
            report("A", "2024", online=1, total=100),
            report("A", "2025", online=1, total=100),
            events=[happened("portal", "2025-12-31")],
        ),
        "2025-12-31",
    )
    assert verdicts(found) == [("2024-12-31", "not_applicable"), ("2025-12-31", "missed")]


def test_facts_begin_and_end_and_contradictions_are_unknown() -> None:
    rules = "room_count >= 1 every quarter when portal"
    events = [
        happened("portal", "2025-02-01"),
        happened("portal", "2025-05-01", holds=False),
        happened("portal", "2025-08-01"),
        happened("portal", "2025-08-01", holds=False),
    ]
    found = judged(
        rules,
        observed(*(report("A", f"2025-Q{q}", rooms=1) for q in (1, 2, 3)), events=events),
        "2025-09-30",
    )
    assert verdicts(found) == [
        ("2025-03-31", "met"), ("2025-06-30", "not_applicable"), ("2025-09-30", "undetermined"),
    ]  # fmt: skip


def test_a_fact_with_dates_holds_between_them() -> None:
    found = judged(
        "room_count >= 1 every year when pilot",
        observed(*(report("A", str(y), rooms=1) for y in (2023, 2024, 2025))),
        "2025-12-31",
    )
    assert [verdict for _, verdict in verdicts(found)] == [
        "not_applicable", "met", "not_applicable",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("judged_on", "verdict"),
    [
        ("2023-12-31", "not_applicable"), ("2024-01-01", "met"), ("2024-12-31", "met"),
        ("2025-01-01", "not_applicable"),
    ],
)  # fmt: skip
def test_a_fact_holds_from_its_first_day_to_its_last(judged_on: str, verdict: str) -> None:
    data = observed(report("A", judged_on, rooms=1))
    found = single(f"room_count >= 1 by {judged_on} when pilot", data, judged_on)
    assert found.verdict == verdict


def test_conditions_of_facts_join_and_negate() -> None:
    data = observed(report("A", "2025", rooms=1), events=[happened("portal", "2025-06-01")])
    for condition, expected in (
        ("not pilot", "met"), ("not portal", "not_applicable"), ("pilot or portal", "met"),
        ("portal and not (pilot or not merged)", "met"), ("portal and pilot", "not_applicable"),
    ):  # fmt: skip
        found = single(f"room_count >= 1 by 2025 when {condition}", data, "2025-12-31")
        assert found.verdict == expected, condition


def test_a_fact_by_its_alias() -> None:
    declared = "measure rooms\nfact portal | cổng\nindicator room_count = rooms\n"
    bound = plan("room_count >= 1 by 2025 when portal", declared=declared)
    data = report("A", "2025", rooms=1)
    for name in ("portal", "cổng"):
        events = [happened(name, "2025-01-01")]
        assert single(bound, observed(data, events=events), "2025-12-31").verdict == "met"


# --- what is not known yet ------------------------------------------------------------------------


def test_nothing_after_the_day_is_looked_at() -> None:
    rules = "room_count >= 2 by 2026 when portal\nwebsites >= 50% from 2025\ntask t by 2026"
    early = observed(report("A", "2025-Q1", rooms=1, website=1), events=[])
    later = observed(
        report("A", "2025-Q1", rooms=1, website=1),
        report("A", "2025-Q2", rooms=9, website=0),
        report("B", "2025-Q2", rooms=9, website=0),
        events=[happened("portal", "2025-06-01"), happened("t", "2025-06-01")],
        values=[ReportedValue("A", during("2025-Q2"), "websites", Fraction(3))],
    )
    assert judged(rules, later, "2025-05-31") == judged(rules, early, "2025-05-31")
    assert judged(rules, later, "2025-06-30") != judged(rules, early, "2025-06-30")


# --- a report -------------------------------------------------------------------------------------


def test_a_report_counts_its_verdicts() -> None:
    rules = plan("online_share >= 5% by 2025, 7% by 2024\nroom_count >= 1 by 2025")
    found = judged(rules, observed(A_6, report("A", "2024", online=6, total=100)), "2025-12-31")
    whole = Report(rules, END, found)
    assert {v: whole.count(v) for v in VERDICTS if whole.count(v)} == {
        "met": 1, "missed": 1, "no_data": 1,
    }  # fmt: skip
    assert (len(whole), list(whole), whole.something_due_is_missed) == (3, list(found), True)
    assert not Report(rules, END, ()).something_due_is_missed


def test_findings_carry_units_citations_and_the_plan_is_the_whole() -> None:
    bound: Plan = plan(
        'online_share >= 5% by 2025\n    lead new_office\n    with helper\n    cite "II.2"',
        period="2025",
    )
    found = single(bound, observed(A_6), "2025-12-31")
    assert (found.organisation, found.cite) == ("p", "II.2")
    assert [u.name for u in found.lead] == ["new_office"]
    assert [u.name for u in found.cooperating] == ["helper"]
    assert codes(found) == []
