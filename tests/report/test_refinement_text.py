"""What became of the parent's targets, as text for officers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import attrs
import pytest

import dxplan
from dxplan.analysis.refinement import refine
from dxplan.analysis.results import STATUSES, Refined, Refinement, Undecided
from dxplan.data.observations import Event
from dxplan.messages import LANGUAGES, Language, catalogue
from dxplan.report.analysis_words import say
from dxplan.report.refinement_examples import counts_text
from dxplan.report.refinement_json import refinement_json
from dxplan.report.refinement_text import refinement_text, verdict_sentence
from dxplan.report.refinement_times import time_between
from dxplan.report.refinement_units import leaders
from dxplan.report.refinement_words import (
    KINDS,
    SHORT,
    in_order,
    kind_of,
    reason_text,
    told,
)
from dxplan.values.durations import Duration
from tests.report.refinements import (
    counted,
    hostile,
    make_contradictory,
    make_faithful,
    make_plans,
    make_refinement,
    targets,
)

Golden = Callable[[str, str], None]


def result(rule: str) -> Refined:
    """What was found out about a target of the parent."""
    return next(each for each in make_refinement() if each.target.id == rule)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refinement_for_officers(golden: Golden, language: Language) -> None:
    text = refinement_text(make_refinement(), language)
    assert all(len(line) <= 100 for line in text.splitlines())
    golden(f"refine.{language}.txt", text)


def test_what_needs_attention_most_comes_first() -> None:
    assert [(each.target.id, kind_of(each)) for each in in_order(make_refinement())] == [
        ("online_share.primary.by.2025", "weaker"),
        ("record_share.by.2025", "weaker"),
        ("spending.every.year", "incomparable"),
        ("website_share.by.2025", "not_covered"),
        ("online_share.secondary.by.2025", "unled"),
        ("record_share.by.2026", "not_decided"),
        ("website_share.by.2026.when.portal", "not_decided"),
        ("meeting_points.by.2025", "restated"),
    ]


def test_what_falls_short_is_what_the_analyser_says_falls_short() -> None:
    child, parent = make_plans()
    for status in STATUSES:
        for unled in (False, True):
            refined = Refined(parent.targets[0], status, unled=unled)
            short = Refinement(child, parent, (refined,)).falls_short
            assert (kind_of(refined) in SHORT) is short


def test_every_kind_has_its_words() -> None:
    assert [say("status", kind, "vi") for kind in KINDS] == [
        "thấp hơn", "không so được", "chưa đưa vào", "không ai chủ trì", "chưa kết luận được",
        "chặt hơn", "nhắc lại đúng mức",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("refinement", "english", "vietnamese"),
    [
        (
            make_faithful(),
            "The child is at least as strict as its parent in every target (1).",
            "Kế hoạch cấp dưới bằng hoặc chặt hơn cấp trên ở mọi chỉ tiêu (1).",
        ),
        (
            attrs.evolve(make_faithful(), results=()),
            "The parent has no targets: there is nothing to hold the child against.",
            "Kế hoạch cấp trên không có chỉ tiêu nào: không có gì để đối chiếu.",
        ),
        (
            attrs.evolve(make_refinement(), results=make_refinement().results[:2]),
            "The child falls short of its parent: 2 of 2 targets.",
            "Kế hoạch cấp dưới thấp hơn hoặc thiếu so với cấp trên: 2 trong 2 chỉ tiêu.",
        ),
        (
            attrs.evolve(make_refinement(), results=make_refinement().results[-2:]),
            "NOT CERTAIN: the child was not found to fall short of its parent, but 2 of 2 targets "
            "could not be decided.",
            "CHƯA CHẮC CHẮN: chưa thấy kế hoạch cấp dưới thấp hơn cấp trên ở đâu, nhưng 2 trong 2 "
            "chỉ tiêu chưa kết luận được.",
        ),
        (
            make_refinement(),
            "The child falls short of its parent: 5 of 8 targets; a further 2 could not be "
            "decided.",
            "Kế hoạch cấp dưới thấp hơn hoặc thiếu so với cấp trên: 5 trong 8 chỉ tiêu; còn 2 chỉ "
            "tiêu chưa kết luận được.",
        ),
        (
            make_contradictory(),
            "The child's targets cannot all be kept. Whatever the parent asks for follows from "
            "them and means nothing: mend them first.",
            "Các chỉ tiêu của cấp dưới không thể cùng đạt. Khi đó yêu cầu nào của cấp trên cũng "
            "suy ra được và không có ý nghĩa gì: cần sửa trước.",
        ),
    ],
)
def test_the_answer_in_one_sentence(refinement: Refinement, english: str, vietnamese: str) -> None:
    assert verdict_sentence(refinement, "en") == english
    assert verdict_sentence(refinement, "vi") == vietnamese


def test_a_contradiction_comes_before_everything_that_follows_from_it() -> None:
    assert refinement_text(make_contradictory(), "en") == (
        "Child: Kế hoạch của huyện\n"
        "Parent: Kế hoạch của tỉnh (95/KH-UBND, UBND tỉnh, 7 Jul 2022)\n"
        "\n"
        "The child's targets cannot all be kept. Whatever the parent asks for follows from them"
        " and means\nnothing: mend them first.\n"
        "stricter 1\n"
        "\n"
        "RULES OF THE CHILD THAT CANNOT ALL BE KEPT\n"
        "\n"
        "- Tỉ trọng dạy học trực tuyến (tiểu học): at least 4% by 2025 (huyện mới.dxplan, line 25)"
        "\n"
        "- Tỉ trọng dạy học trực tuyến (trung học): at least 12% by 2025, I.1 (huyện mới.dxplan,"
        " line 27)\n"
        "\n"
        "AT LEAST AS STRICT AS THE PARENT\n"
        "\n"
        "- Tỉ trọng dạy học trực tuyến (tiểu học): at least 5% by 2025, II.2.a (tinh.dxplan, line"
        " 24)\n"
        "  Stricter: who keeps the child's rules keeps this as well.\n"
        "  It follows from these rules of the child together:\n"
        "  - Tỉ trọng dạy học trực tuyến (tiểu học): at least 4% by 2025 (huyện mới.dxplan, line"
        " 25)\n"
        "  - Tỉ trọng dạy học trực tuyến (trung học): at least 12% by 2025, I.1 (huyện mới.dxplan,"
        " line 27)\n"
        "  Led in the parent by Sở Giáo dục và Đào tạo, in the child by Ủy ban nhân dân cấp xã (31"
        " Dec 2025).\n"
        "\n"
        "ABOUT THE UNITS NAMED\n"
        "\n"
        "- Phòng Giáo dục và Đào tạo ended on 30 Jun 2025; its work went to Ủy ban nhân dân cấp xã"
        "\n"
    )


# --- counterexamples ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "sums", "english", "vietnamese"),
    [
        ("online_share.primary.by.2025", ("4", "100"), "4 of 100 (4%)", "4 trong 100 (4%)"),
        # Just below 5% must not read as 5%.
        (
            "online_share.primary.by.2025", ("4999", "100000"),
            "4,999 of 100,000 (4.999%)", "4.999 trong 100.000 (4,999%)",
        ),
        ("meeting_points.by.2025", ("29", "1"), "29", "29"),
        (
            "spending.every.year", ("1", "200"),
            "1 million dong of 200 million dong (0.5%)",
            "1 triệu đồng trong 200 triệu đồng (0,5%)",
        ),
        (
            "record_share.by.2025", ("0", "0"),
            "0 of 0: nothing to divide by", "0 trong 0: không có gì để chia",
        ),
    ],
)  # fmt: skip
def test_counts_are_told_with_their_quotient(
    rule: str, sums: tuple[str, str], english: str, vietnamese: str
) -> None:
    _, parent = make_plans()
    found = counted(parent, rule, *sums, "missed")
    assert counts_text(found, parent, "en") == english
    assert counts_text(found, parent, "vi") == vietnamese


def test_a_share_and_a_rate_are_told_apart() -> None:
    _, parent = make_plans()
    found = counted(parent, "online_share.primary.by.2025", "30", "20", "met")
    rate = attrs.evolve(found.target, indicator=attrs.evolve(found.target.indicator, kind="rate"))
    assert counts_text(attrs.evolve(found, target=rate), parent, "en") == "30 over 20 (150%)"
    assert counts_text(attrs.evolve(found, target=rate), parent, "vi") == "30 trên 20 (150%)"


def test_flows_are_dated_by_their_window_and_stocks_by_their_day() -> None:
    alone = attrs.evolve(result("online_share.primary.by.2025"), by=())
    (example,) = told(alone, make_refinement(), "vi").examples
    assert [row.time for row in example.rows] == [
        "năm 2025", "năm 2025", "năm 2025", "31/12/2025", "31/12/2025",
    ]  # fmt: skip


def test_only_a_few_of_the_rules_that_are_kept_are_shown_and_the_others_are_counted() -> None:
    refinement = make_refinement()
    refined = result("online_share.primary.by.2025")
    assert refined.counterexample is not None
    kept = refined.counterexample.kept
    for copies, note in ((1, "One further rule"), (3, "11 further rules")):
        example = attrs.evolve(refined.counterexample, kept=kept * copies)
        alone = attrs.evolve(refined, counterexample=example, by=())
        (found,) = told(alone, refinement, "en").examples
        assert len(found.rows) == 5
        assert found.notes[-1].startswith(note)


def test_of_the_rules_that_are_kept_those_about_the_same_thing_are_shown() -> None:
    (found,) = told(result("online_share.primary.by.2025"), make_refinement(), "en").examples
    assert [row.rule for row in found.rows] == [
        "Tỉ trọng dạy học trực tuyến (tiểu học): at least 5%",
        "Tỉ trọng dạy học trực tuyến (tiểu học): at least 4%",
    ]
    assert found.notes[-1] == "4 further rules of the child are kept as well."


def test_a_growth_is_shown_with_the_value_that_it_starts_from() -> None:
    rules = "measure m\nindicator x = m\nx increases {} against 2021 by 2025\n"
    child, parent = (
        dxplan.load_text(f'plan {name} "P"\n{rules.format(number)}')
        for name, number in (("child", "10%"), ("parent", "20%"))
    )
    refinement = refine(child, parent)
    (found,) = told(refinement.results[0], refinement, "en").examples
    counted = refinement.results[0].counterexample
    assert counted is not None
    assert counted.missed.base is not None
    assert counted.missed.base.value is not None
    first, second = (row.counts for row in found.rows)
    assert first == second == f"{counted.missed.numerator}; {counted.missed.base.value.low} in 2021"
    (result,) = refinement_json(refinement, "en")["results"]
    assert result["counterexample"]["missed"]["base"] == {
        "value": str(counted.missed.base.value.low),
        "period": {"start": "2021-01-01", "end": "2021-12-31"},
    }


def test_a_fact_that_changes_is_told_with_its_days() -> None:
    refined = result("online_share.primary.by.2025")
    example = refined.counterexample
    assert example is not None
    events = tuple(
        Event("portal", date(2025, month, 30), holds=holds)
        for month, holds in ((6, True), (9, False))
    )
    changing = attrs.evolve(
        example,
        facts=(("portal", True), ("portal", False)),
        observations=attrs.evolve(example.observations, events=events),
    )
    (found,) = told(
        attrs.evolve(refined, counterexample=changing), make_refinement(), "vi"
    ).examples
    assert "Vào ngày 30/6/2025 có “Cổng dịch vụ công đã mở”." in found.notes
    assert "Vào ngày 30/9/2025 không có “Cổng dịch vụ công đã mở”." in found.notes


def test_whose_rule_is_missed_turns_round_in_the_other_direction() -> None:
    forth, back = told(result("spending.every.year"), make_refinement(), "vi").examples
    assert [(row.plan, row.verdict) for row in forth.rows] == [
        ("Cấp trên", "không đạt"), ("Cấp dưới", "đạt"),
    ]  # fmt: skip
    assert [(row.plan, row.verdict) for row in back.rows] == [
        ("Cấp dưới", "không đạt"), ("Cấp trên", "đạt"),
    ]  # fmt: skip
    # How it is counted is said once.
    assert (len(forth.notes), back.notes) == (1, ())


# --- deadlines, units, reasons --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("earlier", "later", "span"),
    [
        ((2025, 12, 31), (2026, 12, 31), Duration(1, "year")),
        ((2025, 12, 31), (2027, 6, 30), Duration(18, "month")),
        ((2025, 2, 28), (2025, 3, 31), Duration(1, "month")),
        ((2024, 2, 28), (2024, 3, 31), Duration(32, "day")),
        ((2025, 6, 15), (2025, 7, 15), Duration(1, "month")),
        ((2025, 6, 19), (2025, 6, 30), Duration(11, "day")),
        ((2025, 6, 30), (2025, 7, 1), Duration(1, "day")),
    ],
)
def test_how_much_later_a_deadline_is(
    earlier: tuple[int, int, int], later: tuple[int, int, int], span: Duration
) -> None:
    assert time_between(date(*earlier), date(*later)) == span
    assert span.after(date(*earlier)) <= date(*later)


@pytest.mark.parametrize("rule", ["online_share.primary.by.2025", "spending.every.year"])
def test_a_later_deadline_that_cannot_be_told_in_days_is_said_without_them(rule: str) -> None:
    refined = attrs.evolve(result(rule), postponed=True)
    assert told(refined, make_refinement(), "en").remarks == (
        "But for a later deadline, the child's rules would imply it.",
    )


def test_without_a_period_of_the_child_nothing_is_outside_of_it() -> None:
    refinement = make_refinement()
    boundless = attrs.evolve(refinement, child=attrs.evolve(refinement.child, period=None))
    refined = result("record_share.by.2026")
    assert len(told(refined, refinement, "vi").remarks) == 1
    assert told(refined, boundless, "vi").remarks == ()


def leading(parent: bool, child: bool, *, unled: bool = False) -> str:
    """What is said of who leads a target, when either plan names a unit or does not."""
    refinement = make_refinement()
    found = result("online_share.primary.by.2025")
    target = found.target if parent else attrs.evolve(found.target, lead=())
    by = found.by if child else tuple(attrs.evolve(rule, lead=()) for rule in found.by)
    return told(attrs.evolve(found, target=target, by=by, unled=unled), refinement, "en").leading


def test_who_leads_is_said_as_far_as_it_is_known() -> None:
    above, below = "Sở Giáo dục và Đào tạo", "Ủy ban nhân dân cấp xã"
    day = "(31 Dec 2025)"
    assert leading(True, True) == f"Led in the parent by {above}, in the child by {below} {day}."
    assert leading(True, False) == f"Led in the parent by {above} {day}."
    assert leading(False, True) == f"Led in the child by {below} {day}; the parent names nobody."
    assert leading(False, False) == ""
    refinement = make_refinement()
    found = result("online_share.primary.by.2025")
    same = tuple(attrs.evolve(rule, lead=found.target.lead) for rule in found.by)
    both = told(attrs.evolve(found, by=same), refinement, "en").leading
    assert both == f"Led by {above} in both plans {day}."
    nobody = f"Nobody leads it in the child; in the parent it is led by {above} {day}."
    assert leading(True, False, unled=True) == nobody


def test_a_target_without_a_day_is_led_by_the_units_that_its_plan_names() -> None:
    refinement = make_refinement()
    endless = attrs.evolve(refinement, parent=attrs.evolve(refinement.parent, period=None))
    refined = result("spending.every.year")
    assert refined.target.time.end is None
    _, child = leaders(refined, endless)
    assert [unit.name for unit in child.units] == ["phong"]
    found = told(refined, endless, "vi")
    assert "(mọi thời điểm)" in found.leading
    assert found.ended == ()


def test_a_reason_is_a_part_of_a_sentence_in_both_languages() -> None:
    child, _ = make_plans()
    params = (("measure", "lessons_online"), ("dimension", "level"))
    reason = Undecided("not-broken-down", params)
    assert reason_text(reason, child, "en") == (
        "“Số tiết trực tuyến” is not broken down by “Cấp học”"
    )
    assert reason_text(reason, child, "vi") == (
        "“Số tiết trực tuyến” không được phân tổ theo “Cấp học”"
    )


def test_a_reason_may_name_what_the_plan_does_not_know_and_columns() -> None:
    child, _ = make_plans()
    unknown = Undecided("adds-up-flags", (("measure", "x"),))
    assert reason_text(unknown, child, "en").startswith("it adds up “x”,")
    groups = Undecided("several-groupings", (("column", "commune"),))
    assert reason_text(groups, child, "en").endswith("such as communes")
    assert reason_text(groups, child, "vi").endswith("chẳng hạn xã")


def test_every_reason_is_filled_with_what_the_analyser_says_of_it() -> None:
    child, _ = make_plans()
    given = tuple((name, "x") for name in ("measure", "dimension", "column"))
    for code in catalogue("analysis")["undecided"]:
        for language in LANGUAGES:
            text = reason_text(Undecided(code, given), child, language)
            assert "{" not in text
            assert text[0] in ("“", text[0].lower())


def meaning(refined: Refined) -> str:
    return told(refined, make_refinement(), "en").meaning


def test_the_rule_that_is_the_reason_is_named_unless_it_is_the_target_itself() -> None:
    found = result("record_share.by.2026")
    child, parent = make_plans()
    own = attrs.evolve(found, undecided=Undecided("counts-groups", (), found.target))
    assert meaning(own) == (
        "Not decided, because it counts groups of organisations, such as communes."
    )
    other = attrs.evolve(found, undecided=Undecided("counts-groups", (), child.targets[3]))
    assert meaning(other) == (
        "Not decided, because it counts groups of organisations, such as communes: "
        "Số điểm cầu: at least 30 by 2025 (huyện mới.dxplan, line 31)."
    )
    above = attrs.evolve(found, undecided=Undecided("counts-groups", (), parent.targets[3]))
    assert meaning(above).endswith("II.3 (tinh.dxplan, line 29).")


def test_what_is_due_after_the_child_has_ended_is_not_covered_for_that_reason() -> None:
    found = attrs.evolve(result("record_share.by.2026"), status="not_covered", undecided=None)
    assert meaning(found) == (
        "Not covered: it falls due after the child's period has ended (2022–2025)."
    )
    assert told(found, make_refinement(), "en").remarks == ()


def test_what_cannot_be_missed_is_not_said_to_be_restated() -> None:
    found = attrs.evolve(result("meeting_points.by.2025"), by=())
    assert meaning(found) == (
        "It cannot be missed, whatever the figures: no rule of the child is needed."
    )


def test_of_a_weaker_rule_it_is_said_when_the_other_direction_is_open() -> None:
    found = attrs.evolve(result("record_share.by.2025"), undecided=Undecided("solver-gave-up"))
    assert told(found, make_refinement(), "en").remarks == (
        "The child's deadline is 1 year later: by 2026 (in the parent: by 2025).",
        "Whether the child asks for more in another place was not decided, because no answer was "
        "found in the time allowed.",
    )


def test_where_the_child_has_no_rule_no_figures_are_shown() -> None:
    example = result("online_share.primary.by.2025").counterexample
    found = attrs.evolve(result("website_share.by.2025"), counterexample=example)
    assert told(found, make_refinement(), "en").examples == ()
    by = make_plans()[0].targets[:1]
    assert len(told(attrs.evolve(found, by=by), make_refinement(), "en").examples) == 1


def test_a_rule_that_stands_in_no_file_is_named_by_its_id() -> None:
    refinement = make_refinement()
    refined = result("website_share.by.2025")
    made = attrs.evolve(refined.target, span=None, cite="")
    found = told(attrs.evolve(refined, target=made), refinement, "en")
    assert found.target.endswith("by 2025 (website_share.by.2025)")


# --- hostile names --------------------------------------------------------------------------------


@pytest.mark.parametrize("title", ["a\nb", "a\x1b[31mb", "a\u202eb", "a\tb\r\nc", "x" * 300])
def test_no_title_steers_the_terminal_or_breaks_the_text(title: str) -> None:
    refinement = make_refinement()
    child, parent = hostile(refinement.child, title), hostile(refinement.parent, title)
    asked, given = targets(parent), targets(child)
    results = tuple(
        attrs.evolve(
            each, target=asked[each.target.id], by=tuple(given[rule.id] for rule in each.by)
        )
        for each in refinement
    )
    text = refinement_text(Refinement(child, parent, results), "vi")
    assert all(character.isprintable() or character == "\n" for character in text)
    assert all(len(line) <= 100 for line in text.splitlines())
