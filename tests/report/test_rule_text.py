"""Rules as sentences."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import attrs
import pytest

from dxplan.plan.model import (
    Attains,
    Compares,
    Conjunction,
    Disjunction,
    Document,
    Met,
    Negation,
    Plan,
    Threshold,
)
from dxplan.report.rule_text import (
    document_text,
    member_title,
    target_text,
    threshold_text,
    when_text,
)
from dxplan.values.periods import day, month
from dxplan.values.scopes import Scope


@pytest.mark.parametrize(
    ("threshold", "vietnamese", "english"),
    [
        (Threshold(">=", Fraction(5)), "đạt 5%", "at least 5%"),
        (Threshold(">", Fraction(50)), "trên 50%", "over 50%"),
        (Threshold("<=", Fraction(3)), "không quá 3%", "at most 3%"),
        (Threshold("<", Fraction(3)), "dưới 3%", "under 3%"),
        (Threshold("=", Fraction(100)), "đúng 100%", "exactly 100%"),
        (Threshold(">=", Fraction(2), Fraction("2.5")), "đạt từ 2% đến 2,5%", "2% to 2.5%"),
        (
            Threshold(">=", Fraction(1200), unit="điểm cầu"),
            "đạt 1.200 điểm cầu",
            "at least 1,200 điểm cầu",
        ),
        (
            Threshold(">=", None, from_parent=True),
            "đạt mức cấp trên giao",
            "at least the figure that a higher document sets",
        ),
    ],
)
def test_thresholds(threshold: Threshold, vietnamese: str, english: str) -> None:
    assert threshold_text(threshold, "vi") == vietnamese
    assert threshold_text(threshold, "en") == english


def test_a_target_is_one_sentence(plan: Plan) -> None:
    assert target_text(plan.targets[0], plan, "vi") == (
        "Tỉ trọng nội dung chương trình triển khai trực tuyến (tiểu học) đạt 5% đến hết năm 2025"
    )
    assert target_text(plan.targets[0], plan, "en", with_time=False) == (
        "Tỉ trọng nội dung chương trình triển khai trực tuyến (tiểu học): at least 5%"
    )


def test_exceptions_and_conditions_are_part_of_the_sentence(plan: Plan) -> None:
    assert target_text(plan.targets[1], plan, "vi") == (
        "Tỉ lệ cơ sở giáo dục có trang thông tin điện tử trên 62,5% trước ngày 20/6/2024, "
        "trừ mật, khi “Cổng dịch vụ công đã mở”"
    )


def test_a_condition_is_told_by_the_titles_of_what_it_names(plan: Plan) -> None:
    rooms = Compares("points", ">", Fraction(3, 2))
    share = Attains(plan.indicators["online_share"], ">=", Fraction(5, 2), "%")
    met = Met("online_share", Scope({"level": "primary"}))
    condition = Disjunction((Conjunction((rooms, share)), Negation(met)))
    target = attrs.evolve(plan.targets[0], when=condition, when_text="points > 1.5 …")
    online = "“Tỉ trọng nội dung chương trình triển khai trực tuyến”"
    assert when_text(target, plan, "vi") == (
        f"(“Số điểm cầu” trên 1,5 và {online} đạt 2,5%) hoặc chưa đạt {online} (tiểu học)"
    )
    assert when_text(target, plan, "en") == (
        f"(“Số điểm cầu” over 1.5 and {online} at least 2.5%) or not met {online} (tiểu học)"
    )
    assert when_text(plan.targets[0], plan, "vi") == ""


def test_names_stand_in_for_titles_that_nobody_gave(plan: Plan) -> None:
    untitled = attrs.evolve(plan.targets[0].indicator, title="")
    target = attrs.evolve(plan.targets[0], indicator=untitled)
    bare = attrs.evolve(plan, dimensions={})
    assert target_text(target, bare, "vi").startswith("online_share (primary) ")
    assert member_title(plan, "level", "unheard_of") == "unheard_of"


def test_documents() -> None:
    issued = day(date(2022, 7, 7))
    known = Document("95/KH-UBND", "UBND tỉnh Bình Định", issued)
    assert document_text(known, "vi") == "95/KH-UBND, UBND tỉnh Bình Định, ngày 07/7/2022"
    draft = Document(None, "Sở GDĐT", month(2024, 1), draft=True)
    assert document_text(draft, "vi") == "dự thảo, Sở GDĐT, tháng 01/2024"
    assert document_text(draft, "en") == "draft, Sở GDĐT, Jan 2024"
    assert document_text(Document(), "vi") == ""
