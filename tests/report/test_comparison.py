"""Plans side by side, as text for officers and as JSON for programs."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest

import dxplan
from dxplan.analysis.comparison import Comparison
from dxplan.messages import LANGUAGES, Language
from dxplan.report.comparison_json import comparison_json
from dxplan.report.comparison_text import comparison_text
from dxplan.report.schemas import schema

PROVINCES = ("binh_dinh", "bac_giang", "quang_ninh", "phu_nhuan", "ninh_thuan")
NATIONAL = "national.qd_131"
NAMES = """
phân tổ level "Cấp học" { primary "tiểu học", secondary "trung học" }
số liệu a "Số tiết trực tuyến" theo level
số liệu b "Tổng số tiết" theo level
số liệu f "Số lượt" thời kỳ
số liệu n "Số phòng học"
sự kiện portal "Cổng dịch vụ công đã mở"
đơn vị so_gddt "Sở Giáo dục và Đào tạo"
đơn vị van_phong "Văn phòng Sở"
chỉ tiêu x "Tỉ trọng dạy học trực tuyến" = a / b
chỉ tiêu rooms "Số phòng học trực tuyến" = n
chỉ tiêu visits "Số lượt truy cập" = f
"""
FIRST = f"""
kế hoạch first "Kế hoạch thứ nhất"
    văn bản "1/KH-UBND" của "UBND tỉnh A" ngày 07/7/2022
    giai đoạn 2022 đến 2025
{NAMES}
chỉ tiêu quality "Chất lượng" = a trên mỗi b
x primary đạt 5% đến năm 2025, 20% đến năm 2030 chủ trì so_gddt, van_phong
x secondary đạt 5% đến năm 2024 chủ trì so_gddt
rooms đạt 30 đến năm 2025
visits đạt 100 trong quý II năm 2024
quality tăng 5% hằng năm
"""
SECOND = f"""
kế hoạch second "Kế hoạch thứ hai"
    giai đoạn 2022 đến 2025
{NAMES}
chỉ tiêu renamed "Tỉ trọng dạy học qua mạng" = (2 * a) / (2 * b)
chỉ tiêu quality "Chất lượng" = n
renamed primary trên 5% đến năm 2025 chủ trì van_phong
renamed secondary đạt 7% đến năm 2025
x đạt 6% đến năm 2025 khi portal
rooms từ 20 đến 40 đến năm 2025
visits đạt 200 đến năm 2024
quality đạt 7 đến năm 2025
"""
THIRD = f"""
kế hoạch third
    giai đoạn 2024
{NAMES.replace("theo level", "theo level thời kỳ", 1)}
x primary đạt 90% trong năm 2024
rooms đạt 10 trong năm 2024
visits đạt cấp trên trong năm 2024
"""


def small(*texts: str) -> Comparison:
    return dxplan.compare([dxplan.load_text(text) for text in texts])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_few_plans_stand_in_columns(golden: Any, language: Language) -> None:
    text = comparison_text(small(FIRST, SECOND, THIRD), language)
    assert all(len(line) <= 100 for line in text.splitlines())
    golden(f"compare.{language}.txt", text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_many_plans_stand_below_each_other(golden: Any, language: Language) -> None:
    text = comparison_text(dxplan.compare([NATIONAL, *PROVINCES]), language)
    assert all(len(line) <= 100 for line in text.splitlines())
    golden(f"compare_provinces.{language}.txt", text)


def test_what_only_one_plan_has_can_be_left_out() -> None:
    found = small(FIRST, SECOND)
    text = comparison_text(found, "en", shared=True)
    assert "ONLY IN" not in text
    assert "THE SAME INDICATOR, BUT" not in text
    assert "\n2 targets that only one plan has are left out\n" in text
    assert comparison_json(found, "en", shared=True)["left_out"] == 2


def test_plans_with_nothing_in_common_say_so() -> None:
    text = comparison_text(small("measure a\nindicator x = a\nx >= 1", "measure b"), "vi")
    assert "Không có hai kế hoạch nào yêu cầu về cùng một việc." in text
    assert "GHI CHÚ" not in text


def test_a_plan_beside_itself_is_numbered() -> None:
    text = comparison_text(small(SECOND, SECOND), "en")
    assert "second (1): Kế hoạch thứ hai (2022–2025)\nsecond (2): " in text
    assert "STRICTEST" not in text.partition("IN SEVERAL PLANS")[2]


def test_a_title_cannot_steer_the_terminal() -> None:
    rules = 'measure a "\x1b[31mA"\nindicator x "\x1b[31mX" = a\nx >= 1 by 2025'
    assert "\x1b" not in comparison_text(small(rules, rules), "en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("shared", [True, False])
def test_json_keeps_to_its_schema(language: Language, shared: bool) -> None:
    for found in (small(FIRST, SECOND, THIRD), dxplan.compare(PROVINCES)):
        jsonschema.validate(comparison_json(found, language, shared=shared), schema("comparison-1"))


def test_json_says_who_is_strictest_and_why_not() -> None:
    document = comparison_json(small(FIRST, SECOND), "en")
    row = document["rows"][0]
    assert row["title"] == "Tỉ trọng dạy học trực tuyến (tiểu học)"
    assert [(cell["plan"], cell["mark"]) for cell in row["cells"]] == [
        (0, "weaker"),
        (1, "strictest"),
    ]
    assert row["cells"][0]["outside"] == [{"target": "x.primary.by.2030", "plans": [1]}]
    assert document["rows"][1]["relations"] == [
        {
            "first": 0,
            "second": 1,
            "strictness": "incomparable",
            "reason": "times",
            "first_on": "2024-12-31",
            "second_on": "2025-12-31",
        }
    ]
    assert document["plans"][1]["marks"]["strictest"] == 1


def test_the_marks_of_the_provinces() -> None:
    """Held against the documents: II.1 of Bình Định, I.2 of Phú Nhuận, 2.4 of Quảng Ninh."""
    found = dxplan.compare(PROVINCES)
    marked = {
        row.target.id: {PROVINCES[p]: row.cells[p].mark for p in row.places}  # type: ignore[union-attr]
        for row in found.shared()
    }
    online = {"binh_dinh": "weaker", "quang_ninh": "weaker", "phu_nhuan": "strictest"}
    both = {"binh_dinh": "equal", "phu_nhuan": "equal"}
    assert marked == {
        "online_share.primary.by.2025": online,
        "online_share.secondary.by.2025": online,
        "managed_schools.by.2025": both,
        "teacher_records.by.2025": both,
        "facility_records.by.2025": {"binh_dinh": "weaker", "phu_nhuan": "strictest"},
        "connected_schools.by.2025": both,
        "school_satisfaction.by.2025": both,
    }
    assert {row.target.indicator.name for row in found if row.elsewhere} == {
        "work_files_digital_share",
        "online_conditions",
        "learner_records",
        "dossiers_online_share",
    }
    assert found.namesakes == ()


def test_the_marks_beside_the_national_plan() -> None:
    """By hand, from the numbers of decision 131/QĐ-TTg and those of the plans below."""
    plans = (NATIONAL, *PROVINCES)
    found = dxplan.compare(plans)
    marked = {
        row.target.id: {plans[p]: row.cells[p].mark for p in row.places}  # type: ignore[union-attr]
        for row in found.shared()
        if 0 in row.places
    }
    stricter = {NATIONAL: "weaker", "binh_dinh": "strictest"}
    online = {
        NATIONAL: "weaker",
        "binh_dinh": "weaker",
        "quang_ninh": "weaker",
        "phu_nhuan": "strictest",
    }
    same = {NATIONAL: "equal", "binh_dinh": "equal"}
    assert marked == {
        "online_conditions.except.preschool.by.2025": stricter,
        "platform_use.except.preschool.by.2025": same,
        "content_share.by.2025": stricter,
        "online_share.primary.by.2025": online,
        "online_share.secondary.by.2025": online,
        "managed_schools.by.2025": {**same, "phu_nhuan": "equal"},
        "learner_records.by.2025": same,
        "teacher_records.by.2025": {**same, "phu_nhuan": "equal"},
        "facility_records.by.2025": {
            NATIONAL: "weaker",
            "binh_dinh": "weaker",
            "phu_nhuan": "strictest",
        },
    }
    assert [row.target.id for row in found.of_one(0)] == [
        "work_files_digital_share.department.by.2025",
        "work_files_digital_share.office.by.2025",
    ]
    assert all(row.elsewhere for row in found.of_one(0))
