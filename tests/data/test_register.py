"""The register: ids, names, groupings, members, known denominators, days of existence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path

from openpyxl import Workbook

from dxplan.data.observations import Observations, Organisation
from dxplan.data.reading import read_observations
from dxplan.plan.model import Plan

Observe = Callable[..., Observations]


def _register(found: Observations) -> Mapping[str, Organisation]:
    assert found.problems == ()
    assert found.organisations is not None
    return found.organisations


def test_without_a_register_nothing_is_known_of_organisations(observe: Observe) -> None:
    assert observe("id,period,learners\ns1,2024,5\n").organisations is None


def test_a_row_is_an_organisation_with_all_that_its_columns_say(observe: Observe) -> None:
    register = _register(
        observe(
            {},
            "STT,Mã trường,Tên trường,Huyện,Cấp học,Số người học[TH],Số cán bộ,since,until\n"
            "1,0123,Trường Một,Tuy Phước,tiểu học;THCS,1265,7,2020,30/6/2025\n",
        )
    )
    assert register == {
        "0123": Organisation(
            "0123",
            "Trường Một",
            {"huyện": "Tuy Phước", "district": "Tuy Phước"},
            {"level": frozenset({"primary", "lower_secondary"})},
            {("learners", (("level", "primary"),)): Fraction(1265), ("staff", ()): Fraction(7)},
            date(2020, 1, 1),
            date(2025, 6, 30),
        )
    }
    assert str(register["0123"].place) == "register.csv:B2"


def test_administrative_groupings_also_have_an_english_key(observe: Observe) -> None:
    register = _register(
        observe(
            {},
            "id,Tỉnh/Thành phố,Quận/Huyện/Thị xã,Xã - Phường,Cụm thi đua,district\n"
            "s1,Bình Định,B,C,D,E\n",
        )
    )
    assert register["s1"].parents == {
        "tỉnh/thành phố": "Bình Định",
        "province": "Bình Định",
        "quận/huyện/thị xã": "B",
        "district": "B",
        "xã - phường": "C",
        "commune": "C",
        "cụm thi đua": "D",
    }


def test_columns_about_persons_are_not_kept(observe: Observe) -> None:
    found = observe({}, "id,Họ tên hiệu trưởng,Điện thoại,Email,Khu vực\ns1,Bí Mật,09,a@b,1\n")
    assert _register(found)["s1"].parents == {"khu vực": "1"}
    assert "Bí Mật" not in repr(found)


def test_a_register_of_persons_is_refused(observe: Observe) -> None:
    found = observe({}, "id,Họ và tên,Ngày sinh\ns1,Bí Mật,1/1/2010\n")
    assert [(p.code, p.fatal) for p in found.problems] == [("person-sheet", True)]
    assert found.organisations is None
    assert "Bí Mật" not in repr(found)


def test_totals_group_headings_and_repeated_headers_are_no_organisations(observe: Observe) -> None:
    found = observe(
        {},
        "STT,id,name,district\nI,,Huyện Tuy Phước,\n1,s1,A,Toàn tỉnh\nSTT,id,name,district\n"
        ",,,\nTổng cộng,,,\n2,,Trường không mã,\n",
    )
    assert [(p.code, p.cell) for p in found.problems] == [
        ("total-row", "A6"),
        ("missing-organisation", "B7"),
    ]
    assert list(found.organisations or ()) == ["s1"]


def test_a_wrong_cell_leaves_only_itself_out(observe: Observe) -> None:
    found = observe(
        {}, 'id,level,learners,staff,since\ns1,TH;lớp 1,nhiều,5,x\ns2,,"1.265","1.234,0",\n'
    )
    assert [(p.code, p.cell) for p in found.problems] == [
        ("unknown-member", "B2"),
        ("not-a-number", "C2"),
        ("unknown-date", "E2"),
        ("ambiguous-number", "C3"),
    ]
    organisations = found.organisations or {}
    assert organisations["s1"].members == {"level": frozenset({"primary"})}
    assert organisations["s1"].known == {("staff", ()): Fraction(5)}
    assert organisations["s2"].known == {("staff", ()): Fraction(1234)}


def test_a_wrong_heading_is_told_and_not_taken_for_a_grouping(observe: Observe) -> None:
    found = observe({}, "id,learners[lớp 1],Ðộ mật\ns1,5,mật\n")
    assert [(p.code, p.cell) for p in found.problems] == [
        ("unknown-member", "B1"),
        ("look-alike-letter", "C1"),
    ]
    assert (found.organisations or {})["s1"].parents == {}


def test_an_unusable_register_leaves_the_data_readable(observe: Observe) -> None:
    found = observe("id,period,learners\ns1,2024,5\n", "id,name\ns1,A\ns1,B\n")
    assert [(p.code, p.file, p.params["first"]) for p in found.problems] == [
        ("contradicting-organisation", "register.csv", "A2")
    ]
    assert found.organisations is None
    assert [c.value for c in found.cells] == [5]


def test_a_register_without_ids_says_what_it_looked_for(observe: Observe) -> None:
    found = observe({}, "huyện,level\nTuy Phước,TH\n")
    assert [(p.code, p.fatal) for p in found.problems] == [("no-header", True)]
    assert str(found.problems[0].params["looked_for"]).startswith("school, organisation, id")


def test_a_workbook_gives_ids_of_numbers_and_reads_every_sheet(plan: Plan, folder: Path) -> None:
    workbook = Workbook()
    first = workbook.worksheets[0]
    first.append(["DANH SÁCH TRƯỜNG"])
    first.append(["Mã trường", "Tên trường"])
    first.append([52123, "Trường Một"])
    second = workbook.create_sheet("B")
    second.append(["Mã trường", "Tên trường"])
    second.append(["0077", "Trường Hai"])
    workbook.save("register.xlsx")
    Path("a.csv").write_text("id,period,learners\n77,2024,5\n52123.0,2024,6\n")
    found = read_observations(plan, [Path("a.csv")], register=Path("register.xlsx"))
    assert {each.id: each.title for each in _register(found).values()} == {
        "52123": "Trường Một",
        "0077": "Trường Hai",
    }
    assert [(c.organisation, c.value) for c in found.cells] == [("0077", 5), ("52123", 6)]


def test_organisations_in_one_place_share_what_says_so(observe: Observe) -> None:
    head = "id,level,district\n"
    found = observe({}, head + "s1,primary,Đông\ns2,primary,Đông\ns3,primary,Tây\n")
    first, second, third = (found.organisations or {}).values()
    assert first.parents is second.parents
    assert first.parents != third.parents
    assert first.members is second.members is third.members


def test_what_is_wrong_with_cells_that_are_alike_is_told_of_each(observe: Observe) -> None:
    head = "id,level,since,learners[primary],tỉnh\n"
    found = observe({}, head + "s1,prim,x,1a,24\ns2,prim,x,1a,24\n")
    told = [(each.code, each.cell) for each in found.problems]
    codes = ("unknown-member", "unknown-date", "not-a-number", "unclear-province")
    assert sorted(told) == sorted((code, f"{c}{row}") for code, c in zip(codes, "BCDE", strict=True)
                                  for row in (2, 3))  # fmt: skip
