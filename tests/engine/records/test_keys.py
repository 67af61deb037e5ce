"""What the keys of a record may be, and what is said of one that cannot be used."""

from __future__ import annotations

import pytest

from dxplan.engine.records import Checker, RecordError, compile_plan
from dxplan.plan.model import Plan
from tests.engine.rules import day, during, plan

DECLARED = """
dimension level "Cấp học" { primary | tieu_hoc "tiểu học", secondary "trung học" }
dimension tier of organisations { office, school }
measure online | truc_tuyen "Số tiết trực tuyến" by level flow
measure total "Tổng số tiết" by level flow
measure budget "Ngân sách" amount in "đồng"
flag website "Có trang web"
indicator online_share "Tỉ lệ trực tuyến" = online / total
indicator budget_total = budget
indicator websites = share of schools where website
online_share primary >= 5% by 2025
budget_total >= 5000000 by 2025
websites >= 100% by 2025
"""
VERDICTS = ("met", "met", "met")


def bound() -> Plan:
    return plan("", declared=DECLARED)


def checker(**options: object) -> Checker:
    return compile_plan(bound(), day("2025-12-31"), **options)  # type: ignore[arg-type]


def verdicts(record: object, **options: object) -> tuple[str, ...]:
    return tuple(found[1] for found in checker(**options)(record))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "record",
    [
        {"online (primary)": 1, "total (primary)": 20, "budget": 5_000_000, "website": True},
        {"truc_tuyen (tieu_hoc)": 1, "Tổng số tiết (tiểu học)": 20, "budget": 5_000_000,
         "Có trang web": True},
        {"school": "A", "Tên trường": "Trường A", "STT": 7, "tier": "school",
         "online (primary)": 1, "total (primary)": 20, "budget": 5_000_000, "website": True},
        {"online (primary)": 1, "total (primary)": 20, "budget (triệu đồng)": 5, "website": True},
    ],
    ids=["names", "titles", "labels", "unit"],
)  # fmt: skip
def test_keys_are_what_the_headings_of_a_file_may_be(record: dict[str, object]) -> None:
    assert verdicts(record) == VERDICTS


@pytest.mark.parametrize("key", ["level", "Cấp học"])
@pytest.mark.parametrize(
    ("said", "verdict"),
    [("primary", "met"), ("Tiểu học", "met"), ("secondary", "no_data"), (None, "no_data")],
)
def test_a_record_may_say_what_its_figures_are_of(key: str, said: object, verdict: str) -> None:
    check = checker()
    assert check({key: said, "online": 1, "total": 20})[0][1] == verdict
    assert check({key: "primary", "online": 0, "total": 20})[0][1] == "missed"


def test_a_record_is_read_the_same_whatever_came_before_it() -> None:
    check = checker()
    plain = {"online (primary)": 1, "total (primary)": 20, "budget": 5, "website": False}
    renamed = {"truc_tuyen (primary)": 1, "total (primary)": 20, "budget": 5, "website": False}
    short = {"budget": 5}
    alone = [checker()(record) for record in (plain, renamed, short)]
    assert [check(record) for record in (plain, renamed, short)] == alone
    assert [check(record) for record in (short, renamed, plain)] == alone[::-1]


@pytest.mark.parametrize(
    ("record", "code", "key"),
    [
        ({"bugdet": 1}, "key-unknown", "bugdet"),
        ({3: 1}, "key-no-text", "3"),
        ({"budget": 1, "Ngân sách": 1}, "key-twice", "Ngân sách"),
        ({"level": "primary", "Cấp học": "primary"}, "key-twice", "Cấp học"),
        ({"online_share": 5}, "key-of-indicator", "online_share"),
        ({"total (primary)": 5, "total (Tổng số)": 5}, "key-of-total", "total (Tổng số)"),
        ({"total (nursery)": 5}, "unknown-member", "total (nursery)"),
        ({"level": "nursery", "total": 5}, "unknown-member", "level"),
        ({"level": "secondary", "total (primary)": 5}, "member-conflict", "total (primary)"),
        ({"level": "primary", "budget": 5}, "key-not-broken-down", "budget"),
        ({"budget": 5, "period": "2025"}, "period-not-asked", "period"),
    ],
)
def test_a_key_that_cannot_be_used_is_refused(record: object, code: str, key: str) -> None:
    with pytest.raises(RecordError) as raised:
        checker()(record)  # type: ignore[arg-type]
    assert (raised.value.code, raised.value.key) == (code, key)


def test_a_key_that_is_nearly_one_gets_it_suggested() -> None:
    with pytest.raises(RecordError) as raised:
        checker()({"budgte": 1})
    assert str(raised.value) == (
        "the key `budgte` says nothing in the plan (`budget`?); use the name, alias "
        'or title of a measure; `extra="ignore"` passes over other keys'
    )
    assert raised.value.message("vi") == (
        "khóa `budgte` không có nghĩa gì trong kế hoạch (`budget`?)"
    )


def test_other_keys_are_passed_over_when_that_is_asked_for() -> None:
    record = {"budget": 5_000_000, "head teacher": object()}
    assert verdicts(record, extra="ignore") == ("no_data", "met", "no_data")


def test_an_unknown_key_is_seen_behind_records_that_were_fine() -> None:
    check = checker()
    check({"budget": 1, "school": "A"})
    with pytest.raises(RecordError) as raised:
        check({"budget": 1, "bugdet": 2})
    assert raised.value.key == "bugdet"


def test_the_period_of_a_record_must_be_that_of_the_checker() -> None:
    year = during("2025")
    record = {"budget": 5_000_000, "kỳ báo cáo": "năm 2025"}
    assert verdicts(record, period=year)[1] == "met"
    with pytest.raises(RecordError) as raised:
        checker(period=year)({**record, "kỳ báo cáo": "2024"})
    assert raised.value.code == "other-period"


@pytest.mark.parametrize("record", [None, [("budget", 5)], "budget"])
def test_what_is_no_mapping_is_refused(record: object) -> None:
    with pytest.raises(RecordError) as raised:
        checker()(record)  # type: ignore[arg-type]
    assert raised.value.code == "no-record"
