"""Which rule, organisation, group and day is meant, and what is said when none is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dxplan.engine.findings import current
from dxplan.explain import CannotExplain, TargetExplanation, WorkExplanation
from dxplan.explain.choose import find_rule, on_day
from dxplan.messages import Language
from tests.engine.rules import day, judged, observed, plan, report
from tests.explain import example
from tests.explain.example import END, explained

RULES = """
online_share primary >= 5% by 2025
online_share secondary >= 10% by 2025
websites >= 50% by 2025
task build_portal "Build the portal" by 2025
duty tell "Report" every quarter
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    example.write(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("online_share.primary.by.2025", "online_share.primary.by.2025"),
        ("online_share.p", "online_share.primary.by.2025"),
        ("websites", "websites.by.2025"),
        ("web", "websites.by.2025"),
        ("build_portal", "build_portal"),
        ("build the  PORTAL", "build_portal"),
        ("te", "tell"),
    ],
)
def test_a_rule_is_found_by_id_beginning_or_name(text: str, found: str) -> None:
    assert find_rule(plan(RULES), text).id == found


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        (
            "online_share",
            "several-rules",
            "`online_share` may be several rules; name one of: "
            "online_share.primary.by.2025, online_share.secondary.by.2025",
        ),
        (
            "onlin_share",
            "unknown-rule",
            "the plan has no target, task or duty `onlin_share`; did you mean `online_share`?",
        ),
        (
            "websites.by.2024",
            "unknown-rule",
            "the plan has no target, task or duty `websites.by.2024`;"
            " did you mean `websites.by.2025`?",
        ),
        (
            "zzz",
            "unknown-rule-of",
            "the plan has no target, task or duty `zzz`; it has: online_share.primary.by.2025, "
            "online_share.secondary.by.2025, websites.by.2025, build_portal, tell",
        ),
    ],
)
def test_what_is_no_rule_or_several_is_said(text: str, code: str, message: str) -> None:
    with pytest.raises(CannotExplain) as caught:
        find_rule(plan(RULES), text)
    assert (caught.value.code, str(caught.value)) == (code, message)


def test_nothing_written_is_not_the_beginning_of_everything() -> None:
    with pytest.raises(CannotExplain, match="the plan has no target"):
        find_rule(plan(RULES), "")


def test_an_organisation_is_found_by_its_id_or_title() -> None:
    for name in ("B", "Trường Tiểu học Kim Đồng", "trường tiểu học  kim đồng"):
        found = explained("online_share.primary.by.2025", organisation=name)
        assert isinstance(found, TargetExplanation)
        assert (found.kind, found.name, found.finding.verdict) == ("organisation", "B", "missed")
        assert found.whole is not None
        assert found.whole.organisation == "vi_du"


@pytest.mark.parametrize(
    ("options", "language", "message"),
    [
        (
            {"organisation": "Trường Tiểu học Kim Đông"},
            "vi",
            "không có đơn vị `Trường Tiểu học Kim Đông` trong danh sách đơn vị hoặc số liệu;"
            " có phải ý bạn là `Trường Tiểu học Kim Đồng`?",
        ),
        (
            {"organisation": "999"},
            "en",
            "there is no organisation `999` in the register or the data",
        ),
        (
            {"organisation": "D"},
            "en",
            "D is not asked for anything by the target online_share.primary.by.2025:"
            " it is outside its scope, or did not exist then",
        ),
        (
            {"by": "tỉnh", "group": "Đông"},
            "vi",
            "danh sách đơn vị không có cột tỉnh; --by nhận một trong: district",
        ),
        (
            {"by": "district", "group": "Bắc"},
            "en",
            "no organisation has Bắc in the column district of the register; it has: Tây, Đông",
        ),
        (
            {"on": END.replace(day=30)},
            "en",
            "nothing is judged on 2025-12-30; the days are: 2025-12-31",
        ),
    ],
)
def test_what_is_not_there_is_said(
    options: dict[str, Any], language: Language, message: str
) -> None:
    with pytest.raises(CannotExplain) as caught:
        explained("online_share.primary.by.2025", **options)
    assert caught.value.message(language) == message


def test_two_organisations_of_one_title_are_told_apart_by_id(folder: Path) -> None:
    text = example.REGISTER.replace("Kim Đồng", "Hoa Sen")
    (folder / "register.csv").write_text(text, "utf-8")
    with pytest.raises(CannotExplain, match="name one by its id: A, B"):
        explained("online_share.primary.by.2025", organisation="Trường Tiểu học Hoa Sen")


def test_a_group_is_explained_like_a_whole_and_beside_it() -> None:
    found = explained("online_share.primary.by.2025", by="district", group="đông")
    assert isinstance(found, TargetExplanation)
    assert (found.kind, found.name) == ("group", "Đông")
    assert [part.organisation for part in found.parts] == ["A", "B"]
    as_group = explained("online_share.primary.by.2025", by="organisation", group="A")
    assert as_group == explained("online_share.primary.by.2025", organisation="A")


def test_work_is_not_explained_by_organisation() -> None:
    with pytest.raises(CannotExplain, match="plan_review is work that units do"):
        explained("plan_review", organisation="A")


def test_without_a_register_whoever_reported_is_known() -> None:
    found = explained("online_share.primary.by.2025", register=None, organisation="G")
    assert isinstance(found, TargetExplanation)
    assert found.finding.verdict == "met"
    assert not found.has_register


def test_the_day_that_counts_now_is_the_latest_that_has_come() -> None:
    given = observed(*(report("A", f"202{y}", online=y, total=100) for y in (3, 4, 5)))
    findings = judged("online_share >= 4% by 2023", given, "2025-12-31")
    assert [finding.date.year for finding in findings] == [2023, 2024, 2025]
    assert current(findings, day("2025-06-30")).date == day("2024-12-31")
    assert current(findings, day("2022-06-30")) is findings[0]


def test_a_duty_that_is_to_come_says_less_than_the_last_one() -> None:
    found = explained("quarterly_report", day("2025-10-01"))
    assert isinstance(found, WorkExplanation)
    assert found.finding.deadline == day("2025-09-19")
    asked = explained("quarterly_report", on=day("2025-12-19"))
    assert (asked.finding.deadline, asked.finding.verdict) == (day("2025-12-19"), "met")


def test_the_days_of_judgement_are_named_as_the_reader_writes_them() -> None:
    given = observed(report("A", "2024", online=1, total=10))
    findings = judged("online_share >= 5% by 2024", given, "2025-12-31")
    with pytest.raises(CannotExplain) as wrong:
        on_day(findings, day("2024-06-30"))
    assert wrong.value.message("vi").startswith(
        "không có đánh giá nào vào ngày 30/6/2024; các ngày đánh giá: 31/12/2024"
    )
    assert "2024-06-30; the days are: 2024-12-31" in wrong.value.message("en")
