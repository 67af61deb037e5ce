"""Forms for ranks, scales, growth, groups, windows and territories beside plain targets."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

import dxplan
from dxplan.cli.entry import main
from dxplan.data.observations import Organisation
from dxplan.forms import CannotMake, Sheets, make_forms, period_of
from dxplan.forms.definitions import definition
from dxplan.forms.demand import asked_figures
from dxplan.forms.validation import validation
from dxplan.messages import LANGUAGES, Language
from dxplan.plan.model import Plan
from dxplan.session import open_session
from dxplan.values.periods import Period, quarter, year
from tests.forms.filling import HEAD, boxes, fill, opened, read_back

RULES = """\
kế hoạch large "Kế hoạch lớn"
    văn bản "1/KH-UBND" của "UBND tỉnh" ngày 07/7/2022
    giai đoạn 2022 đến 2025
    địa bàn "Bình Định"
    lịch window_15_14

phân tổ tier "Loại đơn vị" của đơn vị báo cáo { office "sở", school "trường" }

số liệu dti_rank "Thứ hạng" thứ hạng
    do office
số liệu spending "Chi cho chuyển đổi số" thời kỳ giá trị tính bằng "triệu đồng"
số liệu rooms "Số phòng họp"
số liệu score "Điểm khảo sát" giá trị
số liệu answers "Số phiếu"
số liệu lines "Số đường truyền"
số liệu machines "Số máy"
số liệu pupils "Số học sinh"
số liệu staff "Số nhân viên"
số liệu unused "Không chỉ tiêu nào dùng"
dấu hiệu has_wifi "Có Wi-Fi"
    do school
dấu hiệu has_website "Có trang"
    do school

chỉ tiêu place "Thứ hạng" = dti_rank
chỉ tiêu spent "Kinh phí" = spending
chỉ tiêu meeting "Phòng họp" = rooms
chỉ tiêu satisfaction "Hài lòng" = trung bình của score gia quyền theo answers
chỉ tiêu connected "Tỉ lệ xã có đường truyền" = tỉ lệ xã mà lines >= 1
chỉ tiêu equipped "Máy trên mỗi học sinh" = machines trên mỗi pupils
chỉ tiêu ready "Sẵn sàng" = tỉ lệ trường mà ít nhất 2 trong (has_wifi, has_website, equipped >= 0.5)
chỉ tiêu team "Nhân viên" = staff

thang điểm digital "Mức độ"
    do school
    nhóm teaching "Dạy học" tổng 100 điểm {
        t_1 "Tiêu chí 1" bắt buộc,
        t_2 "Tiêu chí 2" 60 điểm,
        t_3 "Tiêu chí 3" 40 điểm đạt khi has_wifi
    }
    mức low "thấp" dưới 50
    mức high "cao" từ 50 trở lên
    không đạt tiêu chí bắt buộc thì xếp low
"""
TARGETS = """\
place thuộc nhóm 10 đến năm 2025
spent tối thiểu 1.5 tỷ đồng đến năm 2025
meeting tối thiểu 1 ở mỗi xã đến năm 2025
    khi team >= 5
satisfaction tối thiểu 3 đến năm 2025
connected đạt 70% đến năm 2025
ready đạt 50% đến năm 2025
"""


def organisation(name: str, tier: str = "school", province: str = "Bình Định") -> Organisation:
    places = {"province": province, "commune": f"Xã {name}"}
    return Organisation(name, f"Đơn vị {name}", places, {"tier": frozenset({tier})})


REGISTER = {each.id: each for each in (organisation("T1"), organisation("S1", "office"))}


@pytest.fixture(scope="module")
def plan() -> Plan:
    return dxplan.load_text(RULES + TARGETS)


def asked_of(
    targets: str, register: Mapping[str, Organisation], period: Period
) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for each in asked_figures(dxplan.load_text(RULES + targets), register, period):
        found.setdefault(each.organisation, set()).add(each.measure.name)
    return found


SCALE = {"t_1", "t_2", "has_wifi"}


@pytest.mark.parametrize(
    ("targets", "of_school", "of_office"),
    [
        ("place thuộc nhóm 10 đến năm 2025\n", set(), {"dti_rank"}),
        ("place duy trì mức năm 2022 đến năm 2024\n", set(), {"dti_rank"}),
        ("meeting tối thiểu 1 ở mỗi xã đến năm 2025\n", {"rooms"}, {"rooms"}),
        ("connected đạt 70% đến năm 2025\n", {"lines"}, {"lines"}),
        ("satisfaction tối thiểu 3 đến năm 2025\n", {"score", "answers"}, {"score", "answers"}),
        ("ready đạt 5% đến năm 2025\n", {"has_website", "machines", "pupils"}, set()),
        ("meeting >= 1\n    khi team >= 5\n", {"rooms", "staff"}, {"rooms", "staff"}),
        ("spent tăng 10% so với năm 2024 đến năm 2025\n", {"spending"}, {"spending"}),
    ],
)
def test_every_form_of_target_asks_for_what_it_rests_on(
    targets: str, of_school: set[str], of_office: set[str]
) -> None:
    found = asked_of(targets, REGISTER, quarter(2024, 2))
    assert found["T1"] == of_school | SCALE
    assert found.get("S1", set()) == of_office


@pytest.mark.parametrize(
    ("period", "expected"),
    [(year(2021), True), (year(2022), True), (year(2025), True), (year(2026), False)],
)
def test_growth_asks_for_the_figures_of_its_base_too(period: Period, expected: bool) -> None:
    rule = "spent tăng 10% so với năm 2022 trong năm 2025\n"
    assert ("spending" in asked_of(rule, REGISTER, period)["T1"]) is expected


@pytest.mark.parametrize("sheets", ["unit", "one"])
@pytest.mark.parametrize("text", ["Quý IV/2024", "2024", "2024-11", "năm học 2024-2025"])
def test_what_is_filled_in_comes_back_for_the_days_of_the_window(
    plan: Plan, sheets: Sheets, text: str, tmp_path: Path
) -> None:
    period = period_of(plan, text)
    (form,) = make_forms(plan, REGISTER, period, "vi", sheets=sheets)
    put = fill(plan, form.content, tmp_path / "form.xlsx", seed=2)
    found = open_session().read(plan, tmp_path / "form.xlsx")
    assert [each.code for each in found.problems] == []
    assert {each.period for each in found.cells} == {period}
    assert read_back(found) == put
    assert len(put) == form.cells == 19


def test_a_form_names_the_quarter_and_says_its_days(plan: Plan) -> None:
    (form,) = make_forms(plan, REGISTER, period_of(plan, "Quý IV/2024"), "vi", sheets="unit")
    first = opened(form.content).worksheets[0]
    assert first["A3"].value == (
        "Kỳ báo cáo: Quý IV năm 2024 (số liệu từ ngày 15/9/2024 đến hết ngày 14/12/2024). "
        "Đơn vị báo cáo: Đơn vị T1 (T1)"
    )
    assert first.cell(HEAD + 1, 5).value == "Quý IV năm 2024"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2024-12-14", "Q4 2024 (reported for 15 Sep 2024 to 14 Dec 2024)"),
        ("2024-12-15", "Q1 2025 (reported for 15 Dec 2024 to 14 Mar 2025)"),
    ],
)
def test_without_a_period_it_is_the_quarter_whose_report_covers_the_day(
    day: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "large.dxplan").write_text(RULES + TARGETS, "utf-8")
    (tmp_path / "register.csv").write_text("id,tier\nT1,school\n", "utf-8")
    given = [str(tmp_path / name) for name in ("large.dxplan", "register.csv", "form.xlsx")]
    rules, register, form = given
    call = ["template", rules, "--register", register, "--as-of", day, "--lang", "en", "-o", form]
    assert main(call) == 0
    assert capsys.readouterr().err.endswith(f"12 cells to fill in, {said}\n")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["count", "amount", "flag", "rank"])
def test_every_kind_of_figure_is_explained_and_checked(
    plan: Plan, kind: str, language: Language
) -> None:
    measure = next(each for each in plan.measures.values() if each.kind == kind)
    assert "{" not in definition(plan, measure, plan.targets, language)
    options = validation(plan, measure, {measure.name: "C7"}, (), language)
    assert "{" not in options["error_message"]


def test_a_place_begins_at_one(plan: Plan) -> None:
    (form,) = make_forms(plan, REGISTER, quarter(2024, 2), "vi", sheets="unit")
    (box,) = [each for each in boxes(plan, opened(form.content)) if each.measure.kind == "rank"]
    rule = next(
        each
        for each in box.cell.parent.data_validations.dataValidation
        if str(each.sqref) == box.cell.coordinate
    )
    assert (rule.type, rule.operator, rule.formula1) == ("whole", "greaterThanOrEqual", "1")
    assert rule.error == "Thứ hạng: số nguyên từ 1 trở lên."


@pytest.mark.parametrize(
    ("rows", "period", "expected"),
    [
        (["T1,Bình Định,,", "T2,Đắk Lắk,,"], quarter(2024, 2), {"T1"}),
        (["T1,Bình Định,,", "T2,Phú Yên,,2025-06-30"], quarter(2024, 2), {"T1"}),
        (["T1,Gia Lai,2025-07-01,", "T2,Đắk Lắk,,"], quarter(2025, 4), {"T1"}),
        (["T1,Bình Định,,2023-12-31", "T1,Phú Yên,2024-01-01,"], quarter(2023, 4), {"T1"}),
        (["T1,Bình Định,,2023-12-31", "T1,Phú Yên,2024-01-01,"], quarter(2024, 1), set()),
        (["T1,Bình Định,,2024-06-29"], quarter(2024, 2), {"T1"}),
        (["T1,Bình Định,,2024-03-31"], quarter(2024, 2), set()),
    ],
)
def test_only_organisations_of_the_territory_are_asked(
    plan: Plan, rows: list[str], period: Period, expected: set[str], tmp_path: Path
) -> None:
    register = tmp_path / "register.csv"
    register.write_text("\n".join(["id,province,since,until", *rows]), "utf-8")
    organisations, problems = open_session().register(plan, register)
    assert (organisations is None, problems) == (False, ())
    found = asked_figures(plan, organisations or {}, period)
    assert {each.organisation for each in found} == expected


def test_a_target_that_asks_for_nothing_after_its_day_leaves_no_form() -> None:
    rules = RULES.partition("thang điểm")[0] + "place thuộc nhóm 10 trong năm 2023\n"
    assert make_forms(dxplan.load_text(rules), REGISTER, quarter(2024, 2), "vi") == ()


def test_a_member_whose_title_holds_brackets_is_named(tmp_path: Path) -> None:
    plan = dxplan.load_text(
        'phân tổ kind "Loại" { public "THPT (công lập)", private "THPT [tư thục]", other "khác" }\n'
        'số liệu rooms "Số phòng" theo kind\n'
        'chỉ tiêu meeting "Phòng" = rooms\n'
        "meeting public >= 1, private >= 2 đến năm 2025\n"
    )
    (form,) = make_forms(plan, {"T1": Organisation("T1")}, year(2025), "vi", sheets="one")
    workbook = opened(form.content)
    sheet = workbook.worksheets[0]
    heads = [str(cell.value) for cell in sheet[HEAD]][3:]
    assert heads == ["Số phòng [public]", "Số phòng [private]"]
    for column in (4, 5):
        sheet.cell(HEAD + 1, column).value = column
    workbook.save(tmp_path / "form.xlsx")
    found = open_session().read(plan, tmp_path / "form.xlsx")
    assert found.problems == ()
    assert {each.members["kind"]: each.value for each in found.cells} == {"public": 4, "private": 5}


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (quarter(2023, 4), {"Quy Nhơn": ["T1", "T2"]}),
        (quarter(2024, 2), {"Quy Nhơn": ["T2"], "An Nhơn": ["T1"]}),
    ],
)
def test_a_school_that_moved_is_in_the_group_of_the_last_day(
    plan: Plan, period: Period, expected: dict[str, list[str]], tmp_path: Path
) -> None:
    register = tmp_path / "register.csv"
    register.write_text(
        "id,Huyện,since,until\nT1,Quy Nhơn,,2023-12-31\nT1,An Nhơn,2024-01-01,\nT2,Quy Nhơn,,\n",
        "utf-8",
    )
    organisations, _ = open_session().register(plan, register)
    assert organisations is not None
    made = make_forms(plan, organisations, period, "vi", group_by="huyện")
    assert {form.name: list(form.organisations) for form in made} == expected


def test_a_period_outside_the_years_of_reports_is_refused(plan: Plan) -> None:
    with pytest.raises(CannotMake, match="'01/01/2200 - 31/12/2200' is not a period"):
        make_forms(plan, REGISTER, year(2200), "vi")


def test_a_column_is_named_as_the_register_heads_it(tmp_path: Path) -> None:
    (tmp_path / "large.dxplan").write_text(RULES + TARGETS, "utf-8")
    (tmp_path / "register.csv").write_text("id,Cụm thi đua\nT1,Cụm 1\nT2,Cụm 2\n", "utf-8")
    rules, register, forms = (
        str(tmp_path / name) for name in ("large.dxplan", "register.csv", "f")
    )
    call = ["template", rules, "--register", register, "--period", "2025", "-o", forms]
    assert main([*call, "--by", "CỤM  Thi đua"]) == 0
    assert sorted(path.name for path in Path(forms).iterdir()) == ["Cụm 1.xlsx", "Cụm 2.xlsx"]


@pytest.mark.parametrize(
    ("targets", "said"), [("spent >= 1.5 tỷ đồng\n", True), ("meeting >= 1\n", False)]
)
def test_flows_of_a_single_day_are_told_when_the_form_is_made(
    targets: str, said: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "large.dxplan").write_text(RULES.partition("thang")[0] + targets, "utf-8")
    (tmp_path / "register.csv").write_text("id\nT1\n", "utf-8")
    given = [str(tmp_path / name) for name in ("large.dxplan", "register.csv", "form.xlsx")]
    rules, register, form = given
    call = ["template", rules, "--register", register, "--period", "31/12/2024", "-o", form]
    assert main(call) == 0
    assert ("chỉ có một ngày" in capsys.readouterr().err) is said
