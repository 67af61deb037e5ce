"""template: forms that ask for what a plan needs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

import dxplan
from dxplan.values.periods import step_at

Run = Callable[..., Any]

REGISTER = """\
id,name,level,district
A,Trường A,primary,An Nhơn
B,Trường B,primary; secondary,Quy Nhơn
C,Trường C,secondary,
"""


@pytest.fixture(autouse=True)
def register(workplace: Path) -> None:
    (workplace / "register.csv").write_text(REGISTER, "utf-8")


def template(run: Run, *arguments: str, register: str = "register.csv") -> Any:
    return run("template", "small.dxplan", "--register", register, *arguments)


def said(outcome: Any) -> list[str]:
    """What was said beside the count of warnings."""
    lines: list[str] = outcome.err.splitlines()
    return [line for line in lines if "dxplan lint" not in line]


def test_a_form_is_written_and_what_it_asks_is_said(run: Run, workplace: Path) -> None:
    made = template(run, "-o", "form.xlsx", "--period", "2025-Q4")
    assert (made.status, made.out) == (0, "")
    assert said(made) == ["form.xlsx: 3 đơn vị, 8 ô cần nhập, quý IV năm 2025"]
    assert load_workbook(workplace / "form.xlsx").sheetnames == [
        "A Trường A", "B Trường B", "C Trường C",
    ]  # fmt: skip


def test_a_filled_form_is_checked(run: Run, workplace: Path) -> None:
    template(run, "-o", "form.xlsx", "--period", "2025", "--one-sheet")
    workbook = load_workbook(workplace / "form.xlsx")
    (sheet,) = workbook.worksheets
    for row in sheet.iter_rows(min_row=7, min_col=5):
        for cell, value in zip(row, (60, 500), strict=True):
            cell.value = value
    workbook.save(workplace / "form.xlsx")
    call = ("--register", "register.csv", "--data", "form.xlsx", "--as-of", "2025-12-31")
    checked = run("check", "small.dxplan", *call, "--format", "json")
    assert '"verdict": "met"' in checked.out
    assert '"problems": []' in checked.out


@pytest.mark.parametrize(
    ("options", "sheets"), [(["--per-unit"], 3), (["--one-sheet"], 1), ([], 3)]
)
def test_the_sheets_may_be_chosen(
    run: Run, workplace: Path, options: list[str], sheets: int
) -> None:
    assert template(run, "-o", "form.xlsx", *options).status == 0
    assert len(load_workbook(workplace / "form.xlsx").worksheets) == sheets


def test_only_one_choice_of_sheets_is_taken(run: Run) -> None:
    assert template(run, "-o", "form.xlsx", "--per-unit", "--one-sheet").status == 2


@pytest.mark.parametrize(
    ("options", "spoken"),
    [
        (["--period", "Quý IV/2025"], "quý IV năm 2025"),
        (["--period", "2025"], "năm 2025"),
        (["--period", "tháng 7/2024"], "tháng 7/2024"),
        (["--period", "2025-Q4", "--as-of", "2024-01-01"], "quý IV năm 2025"),
        (["--as-of", "31/3/2024"], "quý I năm 2024"),
        (["--as-of", "2024-04-01"], "quý II năm 2024"),
        (["--period", "2025-Q4", "--lang", "en"], "Q4 2025"),
    ],
)
def test_the_period_is_the_one_asked_for_or_the_quarter_of_the_day(
    run: Run, options: list[str], spoken: str
) -> None:
    made = template(run, "-o", "form.xlsx", *options)
    assert made.status == 0
    assert said(made)[-1].endswith(f", {spoken}")


def test_without_any_day_it_is_the_quarter_of_today(run: Run, workplace: Path) -> None:
    before = step_at("quarter", date.today())
    assert template(run, "-o", "form.xlsx").status == 0
    title = load_workbook(workplace / "form.xlsx").properties.created
    assert title is not None
    assert title.date() in (before.end, step_at("quarter", date.today()).end)


@pytest.mark.parametrize("period", ["2025-Q5", "quy 4", "2025-13", ""])
def test_a_period_with_a_typing_error_is_refused(run: Run, workplace: Path, period: str) -> None:
    made = template(run, "-o", "form.xlsx", "--period", period)
    assert made.status == 2
    assert said(made) == [
        f"'{period}' không phải là kỳ báo cáo; hãy viết `Quý IV/2025`, `tháng 12/2025` hoặc `2025`"
    ]
    assert not (workplace / "form.xlsx").exists()


def test_a_form_for_every_group_goes_into_a_folder(run: Run, workplace: Path) -> None:
    made = template(run, "-o", "forms/q4", "--period", "2025-Q4", "--by", "district")
    assert made.status == 0
    assert sorted(path.name for path in (workplace / "forms" / "q4").iterdir()) == [
        "An Nhơn.xlsx", "Quy Nhơn.xlsx", "khác.xlsx",
    ]  # fmt: skip
    assert said(made)[0] == "forms/q4/An Nhơn.xlsx: 1 đơn vị, 2 ô cần nhập, quý IV năm 2025"


def test_many_forms_are_said_in_one_line(run: Run, workplace: Path) -> None:
    rows = "".join(f"S{number},Trường {number},primary\n" for number in range(21))
    (workplace / "many.csv").write_text(f"id,name,level\n{rows}", "utf-8")
    made = template(
        run, "-o", "forms", "--by", "organisation", "--period", "2025-Q4", register="many.csv"
    )
    assert said(made) == ["forms: 21 tệp cho 21 đơn vị, 42 ô cần nhập, quý IV năm 2025"]
    assert len(list((workplace / "forms").iterdir())) == 21


def test_a_form_that_is_there_is_never_written_over(run: Run, workplace: Path) -> None:
    (workplace / "form.xlsx").write_text("filled in")
    made = template(run, "-o", "form.xlsx", "--period", "2025")
    assert made.status == 2
    assert said(made)[0].startswith("form.xlsx đã có sẵn và có thể đã được điền số liệu;")
    (workplace / "forms").mkdir()
    (workplace / "forms" / "B.xlsx").write_text("filled in")
    again = template(run, "-o", "forms", "--by", "organisation")
    assert again.status == 2
    assert [path.name for path in (workplace / "forms").iterdir()] == ["B.xlsx"]


def test_when_one_of_several_forms_cannot_be_written_none_is_left(
    run: Run, workplace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, data: bytes) -> None:
        if path.stem == "khác":
            raise OSError(28, "No space left on device")
        path.write_bytes(data)

    monkeypatch.setattr("dxplan.whole_files.write_whole", refuse)
    made = template(run, "-o", "forms", "--period", "2025-Q4", "--by", "district")
    assert made.status == 2
    assert said(made) == ["không ghi được forms/khác.xlsx: ổ đĩa đã hết chỗ trống"]
    assert list((workplace / "forms").iterdir()) == []


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["-o", "form.xls"], "hãy đặt tên kết thúc bằng .xlsx thay cho form.xls"),
        (["-o", "f.xlsx", "--by", "district"], "hãy ghi tên thư mục thay cho f.xlsx"),
        (["-o", "f", "--by", "cụm"], "không có cột cụm; --by nhận một trong: huyện, "),
        (["-o", "no/such/form.xlsx"], "không ghi được no/such/form.xlsx: "),
        (["-o", "register.csv/x", "--by", "district"], "không ghi được register.csv/x: "),
    ],
)
def test_a_wrong_call_says_what_to_do(run: Run, options: list[str], message: str) -> None:
    made = template(run, *options, "--period", "2025")
    assert made.status == 2
    assert message in said(made)[0]


def test_a_register_that_cannot_be_read_is_said(run: Run, workplace: Path) -> None:
    made = template(run, "-o", "form.xlsx", register="nope.csv")
    assert made.status == 3
    assert said(made)[0].startswith("nope.csv: không tìm thấy tệp → ")
    assert not (workplace / "form.xlsx").exists()


def test_what_is_wrong_with_a_register_is_said_beside_the_form(run: Run, workplace: Path) -> None:
    (workplace / "odd.csv").write_text(
        "id,level\n" + "".join(f"S{n},primery\n" for n in range(22)), "utf-8"
    )
    made = template(run, "-o", "form.xlsx", "--period", "2025", register="odd.csv")
    assert made.status == 0
    lines = said(made)
    assert lines[0].startswith("odd.csv, ô B2: ")
    assert len(lines) == 22
    assert lines[-1].startswith("form.xlsx: 22 đơn vị")


def test_nothing_to_ask_for_is_no_form(run: Run, workplace: Path) -> None:
    (workplace / "offices.csv").write_text("id,level\nP1,x\n", "utf-8")
    plan = (workplace / "small.dxplan").read_text("utf-8")
    (workplace / "small.dxplan").write_text(plan.replace("đến năm 2025", "trong năm 2023"), "utf-8")
    made = template(run, "-o", "form.xlsx", "--period", "2025-Q4")
    assert made.status == 2
    assert "không có chỉ tiêu nào cần số liệu của kỳ quý IV năm 2025" in said(made)[0]
    (workplace / "closed.csv").write_text("id,until\nP1,2020\n", "utf-8")
    made = template(run, "-o", "form.xlsx", "--period", "2023", register="closed.csv")
    assert made.status == 2
    assert "không đơn vị nào trong danh sách phải báo cáo" in said(made)[0]


def test_a_period_outside_the_plan_is_said(run: Run) -> None:
    made = template(run, "-o", "form.xlsx", "--period", "2027")
    assert made.status == 0
    assert said(made)[0] == (
        "kỳ năm 2027 nằm ngoài giai đoạn của Kế hoạch nhỏ (2022–2025); biểu mẫu vẫn được lập"
    )


def test_rules_with_errors_make_no_form(run: Run, workplace: Path) -> None:
    made = run("template", "broken.dxplan", "--register", "register.csv", "-o", "form.xlsx")
    assert made.status == 2
    assert not (workplace / "form.xlsx").exists()


# --- from Python ----------------------------------------------------------------------------------


def test_forms_from_python() -> None:
    rows = [{"id": "A", "level": "primary"}, {"id": "B", "level": "secondary"}]
    forms = dxplan.template("small.dxplan", rows, period="2025-Q4", by="organisation")
    assert [(form.name, form.cells) for form in forms.made] == [("A", 2), ("B", 2)]
    assert forms.problems == ()
    assert dxplan.template("small.dxplan", "no.csv", period="2025").problems[0].fatal
    with pytest.raises(dxplan.CannotMake, match="'2025-Q5' is not a period"):
        dxplan.template("small.dxplan", rows, period="2025-Q5")
    plan = dxplan.load("small.dxplan")
    quarter = step_at("quarter", date(2025, 12, 1))
    (form,) = dxplan.template(
        plan, "register.csv", period=quarter, sheets="one", language="en"
    ).made
    assert form.organisations == ("A", "B", "C")
