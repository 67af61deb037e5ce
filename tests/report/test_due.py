"""What is due, as text for officers, as JSON for programs, and as a calendar."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import attrs
import icalendar
import jsonschema
import pytest

import dxplan
from dxplan.data.observations import Event
from dxplan.engine.due_items import DueList
from dxplan.messages import LANGUAGES, Language
from dxplan.report.due_calendar import due_calendar
from dxplan.report.due_json import due_json
from dxplan.report.due_text import due_text
from dxplan.report.schemas import schema
from dxplan.report.text import render
from dxplan.report.words import plain

PLAN = """
plan p "Kế hoạch P"
    period 2024 to 2025
unit office "Phòng Giáo dục và Đào tạo" until 2025-06-30 then department
unit department "Sở Giáo dục và Đào tạo"
unit city "Ủy ban nhân dân tỉnh"
measure a flow
measure b flow
indicator share "Tỉ lệ trực tuyến" = a / b
fact portal "Cổng"
fact received "Nhận hồ sơ"
share >= 5% by 2024
    lead department
task audit "Kiểm tra; đối chiếu, báo cáo" before 20/6/2024
    lead office
    with department
    cite "II.1"
task answer "Trả lời" within 5 working days of received
    by office to city
task extra "Việc thêm" by 2024-06 when portal
task standing "Thường xuyên"
duty report "Báo cáo quý" every quarter before day 15 of its last month
    by office, department to city
    cite "III"
"""
EVENTS = [
    {"rule": "report", "date": "2024-03-10", "unit": "office"},
    {"rule": "report", "date": "2024-03-11", "unit": "department"},
    {"rule": "report", "date": "2024-06-10", "unit": "department"},
    {"rule": "reprt", "date": "2024-06-10", "unit": ""},
]


def due(
    as_of: str = "2024-06-19", text: str = PLAN, *, events: Any = EVENTS, **more: Any
) -> DueList:
    plan = dxplan.load_text(text)
    return dxplan.due(plan, as_of=date.fromisoformat(as_of), events=events, **more)


# --- text -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_list_for_officers(golden: Any, language: Language) -> None:
    text = due_text(due(), language)
    assert all(len(line) <= 100 for line in text.splitlines())
    golden(f"due.{language}.txt", text)


def test_without_an_event_list_it_is_said_that_nothing_is_known() -> None:
    text = due_text(due("2024-12-20", events=None), "vi")
    assert "QUÁ HẠN\n" not in text.replace("ĐÃ QUA HẠN", "")
    assert "không có danh sách sự kiện: chưa biết việc nào đã làm" in text
    # Of what is not known, the last time stands for those before it.
    assert text.count("Báo cáo quý") == 1
    assert "3 lần trước đó cũng chưa rõ" in text


def test_of_a_list_that_cannot_be_read_it_is_not_said_that_there_was_none() -> None:
    found = due(events=[{"when": "2024-06-01", "what": "audit"}])
    assert not found.events_given
    text = due_text(found, "vi")
    assert "không đọc được danh sách sự kiện" in text
    assert "không có danh sách sự kiện" not in text


def test_a_target_is_told_without_its_condition_which_a_note_says_in_words() -> None:
    text = due_text(due("2024-12-20", PLAN + "share >= 9% by 2024 when portal\n"), "vi")
    assert "portal" not in text
    assert "Tỉ lệ trực tuyến đạt 9% [" in " ".join(text.split())
    assert "chỉ áp dụng khi “Cổng”, mà điều này chưa rõ" in text


def test_what_does_not_apply_is_counted() -> None:
    off = [{"rule": "portal", "date": "2024-06-01", "unit": "", "value": "no"}]
    text = due_text(due(events=off), "vi")
    assert "không áp dụng 1" in text
    assert "1 việc không áp dụng: điều kiện không xảy ra, hoặc được miễn" in text


def test_a_chain_of_deadlines_says_what_it_waits_for() -> None:
    text = due_text(due(text=PLAN + "task review within 1 week of the deadline of answer\n"), "vi")
    assert "tính từ hạn của “Trả lời”; hạn này chỉ biết được sau khi có “Nhận hồ sơ”" in " ".join(
        text.split()
    )


def test_the_work_of_one_unit_that_has_ended() -> None:
    text = due_text(due("2025-09-01", unit="office"), "vi")
    assert (
        "chỉ việc của: Phòng Giáo dục và Đào tạo\nPhòng Giáo dục và Đào tạo đã kết thúc ngày "
        "30/6/2025; công việc chuyển cho Sở Giáo dục và Đào tạo\n"
    ) in text


def test_nothing_due_is_said() -> None:
    assert "không có việc nào đến hạn\n" in due_text(due(text="plan p", events=[]), "vi")


def test_several_plans_are_told_apart() -> None:
    plans = [dxplan.load_text(PLAN), dxplan.load_text(PLAN.replace("plan p", "plan q"))]
    text = due_text(dxplan.due(plans, as_of=date(2024, 6, 19)), "en")
    assert (text.count("[p]"), text.count("[q]")) == (4, 4)


# --- JSON -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("more", [{}, {"events": None}, {"unit": "office"}])
def test_the_list_keeps_its_schema(language: Language, more: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator.check_schema(schema("due-1"))
    for as_of in ("2024-06-19", "2025-09-01"):
        jsonschema.validate(due_json(due(as_of, **more), language), schema("due-1"))


def test_an_item_as_json() -> None:
    document = due_json(due(), "vi")
    (item,) = (each for each in document["items"] if each["id"] == "report"
               and each["status"] == "overdue")  # fmt: skip
    office = {"id": "office", "title": "Phòng Giáo dục và Đào tạo"}
    department = {"id": "department", "title": "Sở Giáo dục và Đào tạo"}
    assert item == {
        "plan": "p",
        "rule": "duty",
        "id": "report",
        "title": "Báo cáo quý",
        "status": "overdue",
        "deadline": "2024-06-14",
        "certain": True,
        "surely_in_time": "2024-06-14",
        "occurrence": {"start": "2024-04-01", "end": "2024-06-30"},
        "lead": [],
        "by": [office, department],
        "with": [],
        "to": [{"id": "city", "title": "Ủy ban nhân dân tỉnh"}],
        "missing": [office],
        "ended": [],
        "done": None,
        "when": None,
        "cite": "III",
        "notes": [],
    }
    assert document["summary"] == {
        "overdue": 1, "passed": 0, "due": 2, "later": 7, "waiting": 1, "undated": 1, "judged": 0,
        "done": 1, "not_applicable": 0,
    }  # fmt: skip
    assert [problem["code"] for problem in document["problems"]] == ["unknown-rule"]


# --- calendar -------------------------------------------------------------------------------------


def events(text: str) -> dict[str, icalendar.Event]:
    """The events of a calendar by their UID."""
    found = icalendar.Calendar.from_ical(text).walk("VEVENT")
    by_uid = {str(event["UID"]): event for event in found}
    assert len(by_uid) == len(found)
    return by_uid


def summaries(text: str) -> dict[str, str]:
    return {str(event["SUMMARY"]): uid for uid, event in events(text).items()}


def test_every_item_with_a_day_is_an_all_day_event() -> None:
    found = due()
    by_uid = events(due_calendar(found, "vi"))
    assert len(by_uid) == sum(item.deadline is not None for item in found) == 11
    for event in by_uid.values():
        assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE"} <= set(event)
        start, end = event.decoded("DTSTART"), event.decoded("DTEND")
        assert type(start) is type(end) is date
        assert (end - start).days == 1
        assert isinstance(event.decoded("DTSTAMP"), datetime)
    calendar = icalendar.Calendar.from_ical(due_calendar(found, "vi"))
    assert (calendar["VERSION"], calendar["METHOD"]) == ("2.0", "PUBLISH")
    assert calendar["PRODID"]


def test_an_event_says_who_does_it_and_where_it_stands() -> None:
    text = due_calendar(due(), "vi")
    uid = summaries(text)["Kiểm tra; đối chiếu, báo cáo"]
    event = events(text)[uid]
    assert event.decoded("DTSTART") == date(2024, 6, 19)
    assert str(event["DESCRIPTION"]) == (
        "Thực hiện: Phòng Giáo dục và Đào tạo\nPhối hợp: Sở Giáo dục và Đào tạo\nCăn cứ: II.1"
    )
    titles = summaries(text)
    assert "Quá hạn: Báo cáo quý (quý II năm 2024)" in titles
    assert "Đã xong: Báo cáo quý (quý I năm 2024)" in titles


def test_only_the_span_that_was_asked_for() -> None:
    titles = summaries(due_calendar(due(), "en", later=False))
    assert sorted(titles) == [
        "Done: Báo cáo quý (Q1 2024)", "Kiểm tra; đối chiếu, báo cáo",
        "Overdue: Báo cáo quý (Q2 2024)", "Việc thêm",
    ]  # fmt: skip


def test_lines_end_and_are_folded_as_the_format_wants_it() -> None:
    text = due_calendar(due(), "vi")
    lines = text.encode("utf-8").split(b"\r\n")
    assert lines[-1] == b""
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in lines)


def test_the_same_call_gives_the_same_file() -> None:
    assert due_calendar(due(), "vi") == due_calendar(due(), "vi")


def test_a_later_file_updates_what_an_earlier_one_brought() -> None:
    first, second = (events(due_calendar(due(day), "vi")) for day in ("2024-06-19", "2024-06-25"))
    assert set(first) == set(second)
    for uid, before in first.items():
        assert second[uid]["SEQUENCE"] > before["SEQUENCE"]
        assert second[uid].decoded("DTSTAMP") > before.decoded("DTSTAMP")
        assert second[uid].decoded("LAST-MODIFIED") > before.decoded("LAST-MODIFIED")


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ('"Kiểm tra; đối chiếu, báo cáo"', '"Một tên khác"'),
        ('plan p "Kế hoạch P"', 'plan p "Tên khác"'),
        ("before 20/6/2024", "by 2024-07"),
        ("    lead office\n", "    lead department\n"),
        ('    cite "II.1"\n', ""),
        ("task standing", "task answer_too within 1 day of received\ntask standing"),
    ],
)
def test_the_uid_depends_on_plan_rule_and_occurrence_only(written: str, instead: str) -> None:
    assert written in PLAN
    before = events(due_calendar(due(), "vi"))
    after = events(due_calendar(due(text=PLAN.replace(written, instead)), "vi"))
    assert set(before) == set(after)


def test_the_same_rule_of_another_plan_is_another_event() -> None:
    other = due(text=PLAN.replace("plan p", "plan q"))
    assert not set(events(due_calendar(due(), "vi"))) & set(events(due_calendar(other, "vi")))


@pytest.mark.parametrize(
    "title",
    [
        "A\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:B", "A\nATTACH:http://x", "A;B,C:D\\n\\",
        "“Tên” \u2028 dài " * 20, "\u202eABC", "\x00\x1b[31m",
    ],
)  # fmt: skip
def test_no_title_can_break_out_of_its_line(title: str) -> None:
    found = due()
    items = tuple(
        attrs.evolve(
            item,
            source=attrs.evolve(item.source, title=title, cite=title),
            by=tuple(attrs.evolve(unit, title=title) for unit in item.by),
            plan=attrs.evolve(item.plan, title=title),
        )
        for item in found
        if item.rule != "target"
    )
    hostile = attrs.evolve(found, items=items, plans=(items[0].plan,))
    text = due_calendar(hostile, "vi")
    names = {line.split(":")[0].split(";")[0] for line in text.split("\r\n") if line[:1] != " "}
    assert names == {
        "BEGIN", "END", "VERSION", "PRODID", "CALSCALE", "METHOD", "X-WR-CALNAME", "SUMMARY",
        "DTSTART", "DTEND", "DTSTAMP", "UID", "SEQUENCE", "CATEGORIES", "DESCRIPTION",
        "LAST-MODIFIED", "STATUS", "TRANSP", "",
    }  # fmt: skip
    assert text.count("\r\nBEGIN:VEVENT\r\n") == sum(item.deadline is not None for item in items)
    # Read back, every title is the whole of what its line says.
    said = plain(title)
    calendar = icalendar.Calendar.from_ical(text)
    assert str(calendar["X-WR-CALNAME"]) == said
    for event in calendar.walk("VEVENT"):
        assert [str(category) for category in event["CATEGORIES"].cats] == [said]
        assert said in str(event["SUMMARY"])
        assert f"Căn cứ: {said}" in str(event["DESCRIPTION"]).split("\n")


def test_what_no_longer_applies_is_cancelled_in_the_calendar() -> None:
    off = [*EVENTS[:3], {"rule": "portal", "date": "2024-06-01", "unit": "", "value": "no"}]
    before, after = due(), due("2024-06-25", events=off)
    uid = summaries(due_calendar(before, "en"))["Việc thêm"]
    told, taken_back = (events(due_calendar(found, "en"))[uid] for found in (before, after))
    assert (str(told["STATUS"]), str(taken_back["STATUS"])) == ("TENTATIVE", "CANCELLED")
    assert str(taken_back["SUMMARY"]) == "Not applicable: Việc thêm"
    assert str(taken_back["DESCRIPTION"]) == "its condition does not hold: “Cổng”"
    assert taken_back["SEQUENCE"] > told["SEQUENCE"]
    assert taken_back.decoded("DTSTART") == told.decoded("DTSTART")
    others = {
        str(e["STATUS"]) for e in events(due_calendar(after, "en")).values() if e != taken_back
    }
    assert others == {"CONFIRMED"}


def test_a_calendar_of_a_span_takes_back_what_lies_in_it() -> None:
    off = [{"rule": "portal", "date": "2024-06-01", "unit": "", "value": "no"}]
    rules = PLAN + "task more by 2025 when portal\n"
    titles = summaries(due_calendar(due(text=rules, events=off), "en", later=False))
    assert "Not applicable: Việc thêm" in titles
    assert not any("more" in title for title in titles)


# --- the same work in a report --------------------------------------------------------------------


def test_a_report_shows_the_day_of_a_counted_deadline_and_what_it_is_counted_from() -> None:
    plan = dxplan.load_text(PLAN + "duty reply within 1 week of received\n")
    rows = [{"school": "A", "period": "2024", "a": 5, "b": 100}]
    observations = dxplan.open_session().read(plan, rows)
    assert observations.events is None
    happened = attrs.evolve(observations, events=(Event("received", date(2024, 6, 3)),))
    for known, shown, waiting in ((happened, True, False), (observations, False, True)):
        report = dxplan.check(plan, known, as_of=date(2024, 6, 20))
        text = " ".join(render(report, "vi").split())
        assert ("10/6/2024" in text) is shown
        assert ("(trong 5 ngày làm" in text) is shown
        assert ("trong 1 tuần sau mỗi" in text) is waiting
