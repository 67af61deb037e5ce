"""What a form looks like: locked but for its cells, explained, checked while it is filled in."""

from __future__ import annotations

import re
from typing import Any

import pytest
from openpyxl.worksheet.worksheet import Worksheet

import dxplan
from dxplan.data.form_marks import form_marks
from dxplan.forms import CannotMake, Sheets, make_forms, period_of
from dxplan.messages import LANGUAGES, Language
from dxplan.plan.fingerprint import rules_fingerprint
from dxplan.plan.model import Plan
from dxplan.values.periods import quarter
from tests.forms.filling import HEAD, boxes, opened
from tests.forms.rules import ONLINE, RULES, plan_of, register_of, school
from tests.forms.test_demand import SCALE

TARGETS = (
    ONLINE.format(members="")
    + "files_share đạt 90% đến năm 2025\n    trừ classified\n"
    + "money >= 5\nwebsite_share đạt 90% đến năm 2025\n"
)
REGISTER = register_of(
    school("0012", "primary", "lower"), school("T2", "primary"), school("P1", tier="office")
)


@pytest.fixture(scope="module")
def plan() -> Plan:
    return plan_of(TARGETS)


def sheets_of(plan: Plan, sheets: Sheets, language: Language = "vi") -> list[Worksheet]:
    (form,) = make_forms(plan, REGISTER, quarter(2024, 2), language, sheets=sheets)
    return opened(form.content).worksheets


def texts(sheet: Worksheet, row: int) -> list[Any]:
    return [cell.value for cell in sheet[row]]


def test_one_sheet_has_a_row_for_what_each_school_has(plan: Plan) -> None:
    (sheet,) = sheets_of(plan, "one")
    assert sheet.title == "Số liệu"
    assert texts(sheet, HEAD) == [
        "Mã đơn vị", "Tên đơn vị", "Kỳ báo cáo", "Cấp học",
        "Số tiết trực tuyến (tiết)", "Tổng số tiết (tiết)",
        "Số hồ sơ điện tử [thường]", "Số hồ sơ [thường]",
        "Chi cho chuyển đổi số (triệu đồng)", "Có trang thông tin điện tử",
    ]  # fmt: skip
    rows = [texts(sheet, row)[:4] for row in range(HEAD + 1, sheet.max_row + 1)]
    assert rows == [
        ["0012", "Trường 0012", "Quý II năm 2024", None],
        ["0012", "Trường 0012", "Quý II năm 2024", "tiểu học"],
        ["0012", "Trường 0012", "Quý II năm 2024", "THCS"],
        ["T2", "Trường T2", "Quý II năm 2024", None],
        ["T2", "Trường T2", "Quý II năm 2024", "tiểu học"],
        ["P1", "Trường P1", "Quý II năm 2024", None],
    ]


def test_one_sheet_a_unit_has_a_line_for_every_figure(plan: Plan) -> None:
    first, _, office = sheets_of(plan, "unit")
    assert (first.title, office.title) == ("0012 Trường 0012", "P1 Trường P1")
    assert first["A3"].value == "Kỳ báo cáo: Quý II năm 2024. Đơn vị báo cáo: Trường 0012 (0012)"
    head = ["STT", "Cấp học", "Tên số liệu", "Giá trị", "Mã đơn vị", "Kỳ báo cáo"]
    assert texts(first, HEAD) == head
    assert [texts(first, HEAD + n)[:3] for n in range(1, 9)] == [
        [1, None, "Số hồ sơ điện tử [thường]"],
        [2, None, "Số hồ sơ [thường]"],
        [3, None, "Chi cho chuyển đổi số (triệu đồng)"],
        [4, None, "Có trang thông tin điện tử"],
        [5, "tiểu học", "Số tiết trực tuyến (tiết)"],
        [6, "tiểu học", "Tổng số tiết (tiết)"],
        [7, "THCS", "Số tiết trực tuyến (tiết)"],
        [8, "THCS", "Tổng số tiết (tiết)"],
    ]
    assert texts(office, HEAD) == [each for each in head if each != "Cấp học"]
    assert office.max_row == HEAD + 3


@pytest.mark.parametrize("sheets", ["unit", "one"])
def test_nothing_but_the_cells_to_fill_in_can_be_changed(plan: Plan, sheets: Sheets) -> None:
    for sheet in sheets_of(plan, sheets):
        assert sheet.protection.sheet
        assert not sheet.protection.password
        unlocked = [c for row in sheet.iter_rows() for c in row if not c.protection.locked]
        assert {cell.value for cell in unlocked} == {None}
        assert {cell.fill.fgColor.rgb for cell in unlocked} == {"FFFFF9E5"}
        assert min(cell.row for cell in unlocked) == HEAD + 1


def test_a_cell_that_a_school_does_not_have_is_grey(plan: Plan) -> None:
    (sheet,) = sheets_of(plan, "one")
    closed = [c for row in sheet.iter_rows(min_row=HEAD + 1, min_col=5) for c in row
              if c.protection.locked]  # fmt: skip
    assert {cell.fill.fgColor.rgb for cell in closed} == {"FFBFBFBF"}
    total = (sheet.max_row - HEAD) * 6
    assert len(closed) + len(list(boxes(plan, opened_one(plan)))) == total


def opened_one(plan: Plan) -> Any:
    (form,) = make_forms(plan, REGISTER, quarter(2024, 2), "vi", sheets="one")
    return opened(form.content)


@pytest.mark.parametrize("sheets", ["unit", "one"])
def test_it_prints_on_a4_with_its_headings_on_every_page(plan: Plan, sheets: Sheets) -> None:
    for sheet in sheets_of(plan, sheets):
        assert sheet.page_setup.paperSize == 9
        assert sheet.print_title_rows == f"${HEAD}:${HEAD}"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.freeze_panes == ("C7" if sheets == "one" else "A7")


def test_a_comment_says_what_is_meant(plan: Plan) -> None:
    (sheet,) = sheets_of(plan, "one")
    comment = sheet["E6"].comment
    assert comment is not None
    assert comment.text.splitlines() == [
        "Số tiết trực tuyến",
        "Đơn vị tính: tiết.",
        "Là số nguyên.",
        "Tính phát sinh từ ngày đầu đến ngày cuối kỳ báo cáo.",
        "Dùng để tính: Tỉ trọng trực tuyến.",
        "Cách hiểu: Đo bằng số tiết.",
    ]
    assert all(sheet.cell(HEAD, column).comment for column in range(5, 11))


def rules_of(sheet: Worksheet) -> dict[str, tuple[Any, ...]]:
    return {
        str(each.sqref): (each.type, each.operator, each.formula1)
        for each in sheet.data_validations.dataValidation
    }


def test_a_cell_takes_only_what_it_is_for(plan: Plan) -> None:
    (sheet,) = sheets_of(plan, "one")
    share = "OR(COUNT({0}7,{1}7)<2,{0}7<={1}7))"
    whole = "AND(ISNUMBER({0}7),{0}7>=0,{0}7=INT({0}7),"
    assert rules_of(sheet) == {
        "E7:E12": ("custom", None, whole.format("E") + share.format("E", "F")),
        "F7:F12": ("custom", None, whole.format("F") + share.format("E", "F")),
        "G7:G12": ("custom", None, whole.format("G") + share.format("G", "H")),
        "H7:H12": ("custom", None, whole.format("H") + share.format("G", "H")),
        "I7:I12": ("decimal", "greaterThanOrEqual", "0"),
        "J7:J12": ("list", None, '"có,không"'),
    }


def test_on_the_sheet_of_a_unit_the_rules_stand_between_lines(plan: Plan) -> None:
    first, *_ = sheets_of(plan, "unit")
    rules = rules_of(first)
    assert len(rules) == 8
    assert "OR(COUNT(D11,D12)<2,D11<=D12)" in rules["D11"][2]
    assert "OR(COUNT(D13,D14)<2,D13<=D14)" in rules["D14"][2]


def test_messages_say_in_words_what_is_wrong(plan: Plan) -> None:
    (sheet,) = sheets_of(plan, "one")
    found = {str(each.sqref): each for each in sheet.data_validations.dataValidation}
    assert (found["E7:E12"].promptTitle, found["E7:E12"].prompt) == (
        "Số tiết trực tuyến",
        "Nhập số nguyên không âm. Chưa có số liệu thì để trống.",
    )
    assert found["E7:E12"].error == (
        "Nhập số nguyên không âm. “Số tiết trực tuyến” không được lớn hơn “Tổng số tiết”."
    )
    assert found["J7:J12"].error == "Chọn có hoặc không."


def test_a_check_of_the_plan_is_checked_in_the_form() -> None:
    plan = plan_of('money >= 5\ncrowd >= 5\nkiểm tra 2 * pupils >= spending - 3 "Vô lý"\n')
    (form,) = make_forms(plan, REGISTER, quarter(2024, 2), "vi", sheets="one")
    (sheet,) = opened(form.content).worksheets
    rule = "OR(COUNT(E7,D7)<2,2*E7>=D7-3)"
    assert rules_of(sheet)["D7:D9"] == ("custom", None, f"AND(ISNUMBER(D7),D7>=0,{rule})")
    assert sheet["D6"].value == "Chi cho chuyển đổi số (triệu đồng)"


def test_a_score_goes_up_to_its_points() -> None:
    plan = plan_of(SCALE.format(time=""))
    (form,) = make_forms(plan, REGISTER, quarter(2024, 2), "vi", sheets="one")
    (sheet,) = opened(form.content).worksheets
    assert sheet["E6"].value == "Tiêu chí 2"
    found = {str(each.sqref): each for each in sheet.data_validations.dataValidation}
    points = found["E7:E8"]
    assert (points.type, points.operator) == ("decimal", None)
    assert (points.formula1, points.formula2) == ("0", "60")
    assert points.error == "Nhập điểm từ 0 đến 60."


def test_the_longest_formula_that_fits_is_written() -> None:
    checks = "".join(
        f'kiểm tra pupils >= {number} * spending "Số {number}"\n' for number in range(1, 30)
    )
    plan = plan_of(f"money >= 5\ncrowd >= 5\n{checks}")
    (form,) = make_forms(plan, REGISTER, quarter(2024, 2), "vi", sheets="one")
    (sheet,) = opened(form.content).worksheets
    formulas = [rule[2] for rule in rules_of(sheet).values()]
    assert all(200 < len(formula) <= 255 for formula in formulas)
    assert all(formula.count("(") == formula.count(")") for formula in formulas)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sheets", ["unit", "one"])
def test_a_form_speaks_one_language(plan: Plan, sheets: Sheets, language: Language) -> None:
    sheet = sheets_of(plan, sheets, language)[0]
    words = {"vi": ("BIỂU MẪU", "Quý II năm 2024"), "en": ("REPORTING FORM", "Q2 2024")}[language]
    said = [str(c.value) for row in sheet.iter_rows() for c in row if c.value is not None]
    assert said[0].startswith(words[0])
    assert words[1] in said
    assert {re.search("{|}", text) for text in said} == {None}


def test_the_same_rules_and_register_give_the_same_bytes(plan: Plan) -> None:
    first, second = (make_forms(plan, REGISTER, quarter(2024, 2), "vi") for _ in range(2))
    assert first == second


# --- how many sheets, how many files --------------------------------------------------------------


@pytest.mark.parametrize(("count", "sheets"), [(1, 1), (20, 20), (21, 1)])
def test_few_units_get_a_sheet_each(plan: Plan, count: int, sheets: int) -> None:
    register = register_of(*(school(f"T{number}") for number in range(count)))
    (form,) = make_forms(plan, register, quarter(2024, 2), "vi")
    assert len(opened(form.content).worksheets) == sheets
    assert len(form.organisations) == count


def test_too_many_sheets_are_refused_with_advice(plan: Plan) -> None:
    register = register_of(*(school(f"T{number}") for number in range(251)))
    with pytest.raises(CannotMake, match=r"251 units would need 251 sheets.*--one-sheet"):
        make_forms(plan, register, quarter(2024, 2), "vi", sheets="unit")


def test_nobody_to_ask_gives_no_form(plan: Plan) -> None:
    assert make_forms(plan, {}, quarter(2024, 2), "vi") == ()


def test_a_column_that_the_register_lacks_is_refused(plan: Plan) -> None:
    with pytest.raises(CannotMake, match="no column tỉnh; --by takes one of: organisation"):
        make_forms(plan, REGISTER, quarter(2024, 2), "vi", group_by="tỉnh")


@pytest.mark.parametrize("text", ["2025-Q5", "Quý V/2025", "", "2300", "năm nay"])
def test_what_is_no_period_is_refused(plan: Plan, text: str) -> None:
    with pytest.raises(CannotMake, match="is not a period; write 2025-Q4"):
        period_of(plan, text)


# --- forms that come back -------------------------------------------------------------------------


def test_a_form_knows_its_plan(plan: Plan, tmp_path: Any) -> None:
    (form,) = make_forms(plan, REGISTER, quarter(2024, 2), "vi")
    path = tmp_path / "form.xlsx"
    opened(form.content).save(path)
    assert form_marks(path) == {
        "dxplan.plan": "small",
        "dxplan.rules": rules_fingerprint(plan),
    }


@pytest.mark.parametrize(
    ("change", "same"),
    [
        (("đạt 5%", "đạt 6%"), True),
        (("đến năm 2025", "đến năm 2024"), True),
        (("Số học sinh", "Số trẻ em"), True),
        (('tính bằng "tiết"', 'tính bằng "buổi"'), False),
        (("Đo bằng số tiết.", "Đo bằng số buổi."), False),
        (('lower "THCS", ', ""), False),
        (("    do school\n", ""), False),
    ],
)
def test_rules_are_the_same_while_they_ask_the_same(change: tuple[str, str], same: bool) -> None:
    text = RULES + ONLINE.format(members="")
    other = text.replace(*change)
    assert other != text
    first, second = (rules_fingerprint(dxplan.load_text(each)) for each in (text, other))
    assert (first == second) is same
