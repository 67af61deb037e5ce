"""Levels of organisations: who is levelled, on which days, by which reports."""

from __future__ import annotations

from datetime import date

from dxplan.engine.findings import Report
from dxplan.engine.level_findings import Level, LevelCount
from dxplan.engine.reference import evaluate
from tests.engine.rules import day, happened, observed, plan, report, school, single, span

SCALE = """
scale digital
    group teaching of 100 points { c_1 60 points, c_2 40 points }
    band low under 50
    band high at least 50
"""
AWARD = """
scale award
    {clause}
    group all {{ launched mandatory{where} }}
    band none
    band some
    gate unmet gives none
"""


def checked(rules: str, *cells: object, as_of: str = "2025-12-31", **more: object) -> Report:
    by = more.pop("by", None)
    found = observed(*cells, **more)  # type: ignore[arg-type]
    return evaluate(plan(rules), found, day(as_of), group_by=by)  # type: ignore[arg-type]


def test_an_organisation_has_a_level_where_each_is_asked_for() -> None:
    found = checked(SCALE, report("A", "2025", c_1="30.5", c_2=20), by="organisation")
    assert found.levels == (
        Level("digital", "teaching", "A", date(2025, 12, 31), span("50.5"), ("high",)),
    )
    assert found.levels[0].is_certain
    assert found.level_counts == (
        LevelCount("digital", "teaching", "plan", date(2025, 12, 31), (("low", 0), ("high", 1))),
    )


def test_without_by_only_counts_are_told() -> None:
    found = checked(SCALE, report("A", "2025", c_1=30, c_2=20), report("B", "2025", c_1=5))
    assert found.levels == ()
    (count,) = found.level_counts
    assert (count.bands, count.uncertain, count.not_reported) == ((("low", 1), ("high", 1)), 0, 0)


def test_of_several_reports_the_newest_counts_and_an_old_one_no_more() -> None:
    cells = [report("A", "2024-Q4", c_1=60, c_2=40), report("A", "2025-Q2", c_1=10, c_2=0)]
    first = checked(SCALE, *cells, as_of="2025-03-31", by="organisation").levels
    assert [level.bands for level in first] == [("high",)]
    newest = checked(SCALE, *cells, as_of="2025-12-31", by="organisation").levels
    assert [level.bands for level in newest] == [("low",)]
    stale = checked(SCALE, *cells, as_of="2026-12-31", by="organisation").levels
    assert [(level.bands, level.reported) for level in stale] == [(("low", "high"), False)]


def test_who_does_not_exist_on_the_day_has_no_level() -> None:
    register = [school("A", until="2025-06-30"), school("B")]
    (count,) = checked(SCALE, register=register).level_counts
    assert (count.not_reported, count.expected) == (1, 1)


def test_who_the_scale_is_not_for_has_no_level_and_does_not_count_for_targets() -> None:
    rules = SCALE.replace(
        "scale digital", "scale digital\n    reported by school\n    except primary"
    )
    rules += "indicator at_high = share of schools where digital >= high\nat_high >= 50% by 2025\n"
    register = [
        school("A", "lower_secondary", tier="school"),
        school("B", "primary", tier="school"),
        school("C", "primary", "lower_secondary", tier="school"),
        school("D", tier="office"),
        school("E"),
    ]
    cells = [report(name, "2025", c_1=60, c_2=0) for name in "ABCDE"]
    found = checked(rules, *cells, register=register, by="organisation")
    assert [level.organisation for level in found.levels] == ["A", "C", "E"]
    finding = found.findings[0]
    assert (finding.numerator, finding.denominator) == (span(3), span(3))


def test_a_plan_without_the_scale_of_anybody_has_no_counts() -> None:
    assert checked(SCALE).level_counts == ()


def test_a_level_is_judged_at_the_end_of_its_times_that_have_come() -> None:
    rules = AWARD.format(clause="judged in 2024, in 2025, in 2026", where="")
    cells = [report("A", "2024-Q3", launched=1)]
    found = checked(rules, *cells, as_of="2025-12-31").level_counts
    assert [(each.date, each.bands, each.not_reported) for each in found] == [
        (date(2024, 12, 31), (("none", 0), ("some", 1)), 0),
        (date(2025, 12, 31), (("none", 0), ("some", 0)), 1),
    ]


def test_a_fact_is_taken_as_it_is_on_the_day_that_is_judged() -> None:
    rules = AWARD.format(clause="judged in 2024, in 2025", where=" where portal and website")
    cells = [report("A", "2024", website=1), report("A", "2025", website=1)]
    events = [happened("portal", "2025-03-01")]
    found = checked(rules, *cells, events=events, by="organisation").levels
    assert [(level.date.year, level.bands) for level in found] == [
        (2024, ("none",)),
        (2025, ("some",)),
    ]
    unknown = checked(rules, *cells, by="organisation").levels
    assert [level.missing for level in unknown] == [("launched",), ("launched",)]


def test_facts_in_conditions_of_indicators_are_taken_on_the_date_of_the_finding() -> None:
    rules = "indicator i = count of schools where merged and website\ni >= 1 by 2025-08\n"
    finding = single(rules, observed(report("A", "2025-07", website=1)), "2025-08-31")
    assert (finding.verdict, finding.numerator) == ("met", span(1))
    early = rules.replace("2025-08", "2025-06")
    finding = single(early, observed(report("A", "2025-06", website=1)), "2025-06-30")
    assert (finding.verdict, finding.numerator) == ("missed", span(0))


def test_a_criterion_of_conditions_gives_all_its_points_or_none() -> None:
    rules = """
scale s
    group g { web 10 points where website, room 5 points where rooms >= 2, paid 85 points }
    band low under 10
    band middle from 10 to under 15
    band high at least 15
"""
    found = checked(
        rules,
        report("A", "2025", website=1, rooms=2, paid=0),
        report("B", "2025", rooms=2, paid=0),
        by="organisation",
    ).levels
    assert [level.bands for level in found] == [("high",), ("low", "high")]
    assert found[1].score == span(5, 15)
    assert found[1].missing == ("web",)


def test_counts_are_told_for_each_group_that_is_asked_for() -> None:
    register = [school("A", district="X"), school("B", district="X"), school("C", district="Y")]
    cells = [report("A", "2025", c_1=60, c_2=0), report("C", "2025", c_1=1)]
    found = checked(SCALE, *cells, register=register, by="district")
    assert [
        (e.organisation, [n for _, n in e.bands], e.not_reported) for e in found.level_counts
    ] == [
        (plan(SCALE).id, [1, 1], 1),
        ("X", [0, 1], 1),
        ("Y", [1, 0], 0),
    ]
    assert found.levels == ()


def test_a_finding_about_levels_says_what_is_not_settled_about_the_scale() -> None:
    rules = SCALE.replace("scale digital", 'scale digital "D"\n    incomplete "c_2?"')
    rules += "indicator i = share of schools where digital >= high\ni >= 50% by 2025\n"
    finding = single(rules, observed(report("A", "2025", c_1=60, c_2=0)), "2025-12-31")
    assert finding.verdict == "met"
    assert finding.notes == (("scale-incomplete", (("scale", "D"), ("text", "c_2?"))),)
    assert single(rules, observed(), "2025-12-31").notes == ()


def test_a_score_beyond_the_points_that_a_reader_let_through_is_not_used() -> None:
    found = checked(SCALE, report("A", "2025", c_1=600, c_2=0), by="organisation").levels
    assert (found[0].score, found[0].bands) == (span(0, 60), ("low", "high"))


def test_a_score_beside_open_points_has_no_upper_end() -> None:
    rules = """
scale digital
    incomplete "Chưa rõ."
    group teaching { c_1 60 points, c_2 points open }
    band low under 50
    band high at least 50
"""
    found = checked(rules, report("A", "2025", c_1="30.5"), by="organisation")
    (level,) = found.levels
    assert (level.score, level.bands) == (span("30.5", None), ("low", "high"))
