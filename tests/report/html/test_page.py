"""The page without a browser: what it shows, in which order, and that it asks for nothing."""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from datetime import date
from hashlib import sha256
from itertools import pairwise

import attrs
import pytest

import dxplan
from dxplan.engine.findings import Finding, Report
from dxplan.messages import Language
from dxplan.plan.model import Plan
from dxplan.report.html.places import ROWS_SHOWN
from tests.report.html.pages import Seen, seen


def test_every_element_is_closed(shown: Seen) -> None:
    assert shown.open == []


@pytest.mark.parametrize("language", ["vi", "en"])
def test_it_says_its_language(report: Report, language: Language) -> None:
    page = seen(dxplan.render(report, "html", language=language))
    assert [each.attributes["lang"] for each in page.named("html")] == [language]


def test_without_a_language_it_speaks_that_of_the_plan(report: Report) -> None:
    assert seen(dxplan.render(report, "html")).named("html")[0].attributes["lang"] == "vi"


def test_it_asks_for_nothing_from_anywhere(shown: Seen, text: str) -> None:
    loading = shown.named("link", "img", "iframe", "object", "embed", "base", "form", "audio")
    assert [each.attributes["id"] for each in loading] == ["f-form", "w-form"]
    addresses = [
        value
        for each in shown.elements
        for name, value in each.attributes.items()
        if name in ("src", "href", "action", "data", "srcset", "xlink:href", "formaction")
    ]
    assert {value[:1] for value in addresses} == {"#"}
    (style,) = shown.named("style")
    assert re.findall(r"url\(|@import", style.text) == []
    assert re.findall(r"https?:", text) == ["http:"]  # the name of SVG, which nobody asks for


def test_only_its_own_style_and_script_may_run(shown: Seen) -> None:
    (policy,) = (e for e in shown.named("meta") if "content" in e.attributes
                 and e.attributes.get("http-equiv") == "Content-Security-Policy")  # fmt: skip
    allowed = dict(part.split(" ", 1) for part in policy.attributes["content"].split("; "))
    scripts = [each for each in shown.named("script") if "type" not in each.attributes]
    (style,) = shown.named("style")
    assert allowed == {
        "default-src": "'none'",
        "style-src": digest(style.text),
        "script-src": digest(scripts[0].text),
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    assert len(scripts) == 1


def digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def test_nothing_runs_or_is_styled_by_attribute(shown: Seen) -> None:
    names = {name for each in shown.elements for name in each.attributes}
    assert {name for name in names if name.startswith("on") or name == "style"} == set()


def test_ids_are_unique_and_links_lead_somewhere(shown: Seen) -> None:
    ids = Counter(each.attributes["id"] for each in shown.elements if "id" in each.attributes)
    assert {name: count for name, count in ids.items() if count > 1} == {}
    links = {e.attributes["href"][1:] for e in shown.elements if "href" in e.attributes}
    assert {link for link in links if link not in ids} == set()
    named = {each.attributes.get("aria-labelledby") for each in shown.elements} - {None}
    assert named - set(ids) == set()


def test_headings_follow_each_other(shown: Seen) -> None:
    levels = [int(each.name[1]) for each in shown.named("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == []


def test_verdicts_are_words_and_shapes(shown: Seen) -> None:
    shapes = {each.attributes["id"] for each in shown.named("symbol")}
    assert shapes == {f"i-{verdict}" for verdict in dxplan.VERDICTS}
    for chip in shown.marked(_class="chip"):
        assert chip.text.strip()


def test_the_verdicts_are_counted(shown: Seen, example: Report) -> None:
    tiles = [e for e in shown.marked(_class="tile") if e.attributes["href"] == "#targets"]
    said = {each.attributes["data-verdict"]: " ".join(each.text.split()) for each in tiles}
    assert said == {
        "met": "8 đạt",
        "missed": "7 không đạt",
        "undetermined": "5 chưa xác định được",
        "on_track": "2 đúng tiến độ",
        "behind": "2 chậm tiến độ",
        "not_due": "3 chưa đến hạn",
        "no_data": "1 chưa có số liệu",
        "conflict": "1 số liệu mâu thuẫn",
    }


def test_a_target_has_its_threshold_gap_units_and_citation(shown: Seen) -> None:
    (card,) = shown.marked(id="target-website_share.by.2025")
    text = " ".join(card.text.split())
    for said in (
        "không đạt", "Tỉ lệ cơ sở giáo dục có trang thông tin điện tử", "đạt 100% đến hết năm 2025",
        "thiếu", "Sở Giáo dục và Đào tạo", "Căn cứ", "5 đơn vị chưa báo cáo",
    ):  # fmt: skip
        assert said in text
    (chart,) = (e for e in shown.elements if e.name == "svg" and e.attributes.get("role") == "img"
                and "Tỉ lệ cơ sở giáo dục có trang" in e.attributes["aria-label"])  # fmt: skip
    assert "Kế hoạch đặt ra: 100% ngày 31/12/2025." in chart.attributes["aria-label"]


def test_targets_stand_under_the_headings_of_the_plan(shown: Seen) -> None:
    headings = [" ".join(each.text.split()) for each in shown.named("h3")]
    first = headings.index("II.2.a Đến năm 2025: dạy và học trên môi trường số")
    assert headings[first + 1] == "II.2.b Đến năm 2025: quản trị nhà trường"


def test_what_has_no_heading_stands_under_what_it_cites(report: Report) -> None:
    headings = [
        each.text for each in seen(dxplan.render(report, "html", language="vi")).named("h3")
    ]
    assert "Mục II.2.a" in headings
    assert "Các chỉ tiêu khác" in headings


def test_units_come_with_what_they_lead(shown: Seen) -> None:
    units = shown.marked(_class="unit")
    assert units[0].attributes["id"] == "unit-so_gddt"
    assert "7 không đạt" in " ".join(units[0].text.split())


def test_places_come_weakest_first(shown: Seen) -> None:
    rows = shown.carried()["places"]["places-district"]
    assert len(rows) == 11
    missed = [row[2][0] for row in rows]
    assert missed == sorted(missed, reverse=True)
    assert rows[0][:3] == ["place-district-Hoai-Nhon", "Hoài Nhơn", [7, 2, 4, 0, 6, 4]]


def test_of_long_tables_the_first_rows_stand_in_the_page(shown: Seen) -> None:
    rows = [e.attributes["id"] for e in shown.named("tr") if "id" in e.attributes]
    assert sum(row.startswith("place-organisation-") for row in rows) == ROWS_SHOWN
    assert len(shown.carried()["places"]["places-organisation"]) == 639


def test_who_has_not_reported_is_listed(shown: Seen, example: Report) -> None:
    missing = shown.carried()["missing"]
    whole = {name for each in example if each.rule == "target" and each.by is None
             for name in each.missing}  # fmt: skip
    assert 0 < len({row[1] for row in missing}) <= len(whole)
    assert missing[0] == ["reporter-MN112", "Trường Mầm non Ví dụ 112", missing[0][2]]


def test_without_places_there_is_no_part_of_them(report: Report) -> None:
    page = seen(dxplan.render(report, "html", language="vi"))
    assert "places" not in {each.attributes.get("id") for each in page.elements}
    assert "#places" not in {each.attributes.get("href") for each in page.named("a")}
    assert "--by" not in page.named("body")[0].text


def test_of_problems_it_says_what_to_do(
    report: Report, problems: tuple[dxplan.Problem, ...]
) -> None:
    page = seen(dxplan.render(attrs.evolve(report, problems=problems[:1]), "html", language="vi"))
    (listed,) = page.marked(_class="problems")
    assert f"→ {problems[0].help('vi')}" in listed.text


def test_targets_and_work_of_a_unit_have_a_bar_each(shown: Seen) -> None:
    unit = shown.marked(_class="unit")[0]
    for said in ("Chỉ tiêu 8 đạt", "Nhiệm vụ và công việc định kỳ 7 hoàn thành"):
        assert said in " ".join(unit.text.split())


def test_what_a_bar_has_in_grey_is_told_apart(shown: Seen) -> None:
    assert {each.attributes["id"] for each in shown.named("pattern")} == {"p-hatched", "p-dotted"}
    fills = {each.attributes["fill"] for each in shown.named("rect") if "fill" in each.attributes}
    assert "url(#p-hatched)" in fills


def test_what_is_late_is_told_at_the_top_the_longest_first(plan: Plan) -> None:
    def late(on: date, *findings: Finding) -> list[str]:
        page = seen(dxplan.render(Report(plan, on, findings), "html", language="vi"))
        return [" ".join(each.text.split()) for each in page.marked(_class="late")]

    def duty(verdict: dxplan.Verdict, on: date) -> Finding:
        return Finding("duty", "quarterly_report", plan.id, on, verdict, deadline=on,
                       reported=0, expected=1)  # fmt: skip

    over = date(2025, 12, 19)
    assert late(date(2025, 12, 31), duty("no_data", over)) == [
        "19/12/2025 đã qua 12 ngày Báo cáo tiến độ —"
    ]
    assert late(over, duty("missed", over)) == ["19/12/2025 hôm nay Báo cáo tiến độ —"]
    assert late(over, duty("no_data", over)) == []
    assert late(date(2025, 12, 31), duty("met", over)) == []


def test_of_what_is_late_the_rest_is_a_link(shown: Seen) -> None:
    (listed,) = shown.marked(_class="late")
    assert listed.text.count("31/12/2025") == 4
    more = [each for each in shown.named("a") if "data-verdict" in each.attributes]
    said = {
        each.text: each.attributes["data-verdict"]
        for each in more
        if "class" not in each.attributes
    }
    assert said == {"và 3 chỉ tiêu khác không đạt": "missed"}


def test_what_is_due_next_leaves_out_what_is_judged_and_done(plan: Plan) -> None:
    def ahead(on: date, *findings: Finding) -> list[str]:
        page = seen(dxplan.render(Report(plan, on, findings), "html", language="vi"))
        return [" ".join(each.text.split()) for each in page.named("ol")]

    (before,) = ahead(date(2025, 12, 1))
    assert "31/12/2025 còn 30 ngày Tỉ trọng nội dung" in before
    assert "19/12/2025 còn 18 ngày Báo cáo tiến độ (quý IV năm 2025)" in before
    done = Finding("duty", "quarterly_report", plan.id, date(2025, 12, 19), "met",
                   deadline=date(2025, 12, 19), reported=1, expected=1)  # fmt: skip
    (after,) = ahead(date(2025, 12, 1), done)
    assert "Báo cáo tiến độ (quý IV năm 2025)" not in after
    assert ahead(date(2025, 12, 31)) == []
    page = dxplan.render(Report(plan, date(2025, 12, 31)), "html", language="vi")
    assert "Không có nội dung nào đến hạn trong 12 tháng tới." in page


def test_what_is_due_after_a_year_is_counted_only() -> None:
    rules = "measure a\nindicator x = a\nx >= 5 by 2025, >= 6 by 2030, >= 7 by 2031\n"
    later = dxplan.load_text(rules)
    page = seen(dxplan.render(Report(later, date(2025, 6, 1), ()), "html", language="en"))
    (listed,) = page.named("ol")
    assert listed.text.count("in 213 days") == 1
    main = page.named("main")[0].text
    assert "2 more fall due after that, the first on 31 Dec 2030." in main
    page = seen(dxplan.render(Report(later, date(2030, 6, 1), ()), "html", language="vi"))
    main = page.named("main")[0].text
    assert "Sau đó còn 1 nội dung đến hạn, vào ngày 31/12/2031." in main
    page = seen(dxplan.render(Report(later, date(2026, 6, 1), ()), "html", language="en"))
    assert "Nothing falls due in these 12 months." in page.named("main")[0].text


def test_a_plan_of_one_target_that_names_no_unit_has_nothing_to_choose_from() -> None:
    plan = dxplan.load_text("measure a\nindicator x = a\nx >= 5 by 2025\n")
    report = dxplan.check(
        plan, [{"school": "A", "period": "2025", "a": 7}], as_of=date(2025, 12, 31)
    )
    page = seen(dxplan.render(report, "html", language="en"))
    assert len(page.marked(_class="card")) == 1
    ids = {each.attributes.get("id") for each in page.elements}
    assert not ids & {"f-form", "w-form", "units"}
    assert "#units" not in {each.attributes.get("href") for each in page.named("a")}


def test_charts_without_reporting_dates_say_why(report: Report) -> None:
    said = "Biểu đồ chỉ có các ngày đánh giá theo kế hoạch."
    assert said in dxplan.render(attrs.evolve(report, course=None), "html", language="vi")
    assert said not in dxplan.render(attrs.evolve(report, course=()), "html", language="vi")


def test_notes_of_many_targets_are_said_once(shown: Seen) -> None:
    (shared,) = shown.marked(_class="shared")
    note = "danh sách không ghi đơn vị nào thuộc tỉnh Bình Định trước đây"
    assert note in shared.text
    assert not [card for card in shown.marked(_class="card") if note in card.text]


def test_problems_are_bounded(report: Report, problems: tuple[dxplan.Problem, ...]) -> None:
    many = tuple(attrs.evolve(problems[0], cell=f"C{row}") for row in range(1, 151))
    page = seen(dxplan.render(attrs.evolve(report, problems=many), "html", language="vi"))
    (listed,) = page.marked(_class="problems")
    assert listed.text.count("không phải là số") == 100
    assert "và 50 vấn đề khác" in page.named("main")[0].text


def test_a_plan_without_targets_makes_a_page(plan: Plan) -> None:
    empty = attrs.evolve(plan, targets=(), tasks=(), duties=())
    page = seen(dxplan.render(Report(empty, date(2025, 1, 1)), "html", language="en"))
    assert "The plan sets no targets." in page.named("main")[0].text
    assert page.open == []
