"""A crosswalk with a register and data: whose code it was, and what became of whom."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from dxplan.data.codes import Change, Codes
from dxplan.data.observations import Formation, Observations, Organisation, Stay
from dxplan.data.reading import read_observations
from dxplan.plan.model import Plan

Observe = Callable[..., Observations]
DAY, LAST = date(2025, 7, 1), date(2025, 6, 30)


@pytest.fixture
def observe(plan: Plan, folder: Path) -> Observe:
    def read(register: str, crosswalk: str, data: str = "") -> Observations:
        texts = {"register": register, "crosswalk": "old,new,on\n" + crosswalk}
        paths = {name: folder / f"{name}.csv" for name in texts}
        for name, text in texts.items():
            paths[name].write_text(text, "utf-8")
        reports = [folder / "a.csv"] if data else []
        for path in reports:
            path.write_text("id,period,learners\n" + data, "utf-8")
        return read_observations(plan, reports, **paths)

    return read


def _register(found: Observations) -> Mapping[str, Organisation]:
    assert [problem.code for problem in found.problems if problem.fatal] == []
    assert found.organisations is not None
    return found.organisations


def test_a_new_code_makes_one_organisation_of_two_rows(observe: Observe) -> None:
    found = observe("id,district\nA,Đông\nN,Tây\n", f"A,N,{DAY}\n", "A,2024,5\nN,2025,6\n")
    (only,) = _register(found).values()
    assert (only.id, only.since, only.until) == ("N", None, None)
    assert only.stays == (
        Stay(None, LAST, {"district": "Đông"}),
        Stay(DAY, None, {"district": "Tây"}),
    )
    assert [(cell.organisation, int(cell.value)) for cell in found.cells] == [("N", 5), ("N", 6)]


def test_a_founding_day_of_long_ago_does_not_stand_against_a_new_code(observe: Observe) -> None:
    (only,) = _register(observe("id,since\nN,2001-09-05\n", f"A,N,{DAY}\n")).values()
    assert (only.id, only.since) == ("N", date(2001, 9, 5))


def test_codes_follow_each_other_and_may_come_back(observe: Observe) -> None:
    crosswalk = "A,B,2023-01-01\nB,C,2024-01-01\nC,A,2025-01-01\n"
    found = observe(
        "id,since\nA,2025-01-01\n", crosswalk, "A,2022,1\nB,2023,2\nC,2024,3\nA,2025,4\n"
    )
    assert [(c.organisation, int(c.value)) for c in found.cells] == [("A", n) for n in (1, 2, 3, 4)]
    assert found.problems == ()


def test_two_schools_may_swap_their_codes(observe: Observe) -> None:
    found = observe(
        f"id,name,since\nA,Một,{DAY}\nB,Hai,{DAY}\n",
        f"A,B,{DAY}\nB,A,{DAY}\n",
        "A,2024,1\nB,2024,2\nA,2025-Q4,3\nB,2025-Q4,4\n",
    )
    assert found.problems == ()
    said = {(c.organisation, c.period.start.year): int(c.value) for c in found.cells}
    assert said == {("B", 2024): 1, ("A", 2024): 2, ("A", 2025): 3, ("B", 2025): 4}


def test_a_merged_school_ends_where_its_successor_begins(observe: Observe) -> None:
    known = _register(observe("id,district\nA,Đông\nB,Đông\nN,Tây\n", f"A,N,{DAY}\nB,N,{DAY}\n"))
    assert known["N"].since == DAY
    assert known["N"].formed == (Formation(DAY, ("A", "B")),)
    assert (known["A"].until, known["A"].into) == (LAST, ("N",))
    assert known["A"].stays == (
        Stay(None, LAST, {"district": "Đông"}),
        Stay(DAY, None, {"district": "Tây"}),
    )


def test_who_joined_another_one_moves_with_it(observe: Observe) -> None:
    register = "id,district,since,until\nA,Đông,,\nB,Tây,,2026-01-31\nB,Nam,2026-02-01,\n"
    known = _register(observe(register, f"A,B,{DAY}\nB,B,{DAY}\n"))
    assert [(stay.since, stay.parents["district"]) for stay in known["A"].stays] == [
        (None, "Đông"),
        (DAY, "Tây"),
        (date(2026, 2, 1), "Nam"),
    ]
    assert (known["B"].since, known["B"].formed) == (None, (Formation(DAY, ("A", "B")),))


def test_of_a_split_the_halves_share_what_they_have_in_common(observe: Observe) -> None:
    register = "id,district,cụm\nA,Đông,1\nB,Đông,2\nC,Đông,3\n"
    known = _register(observe(register, f"A,B,{DAY}\nA,C,{DAY}\n"))
    assert known["A"].into == ("B", "C")
    assert known["A"].stays[-1] == Stay(DAY, None, {"district": "Đông"})
    assert [known[name].formed for name in "BC"] == [(Formation(DAY),)] * 2
    assert [known[name].since for name in "BC"] == [DAY, DAY]


def test_who_is_only_in_the_crosswalk_is_like_those_beside_it(observe: Observe) -> None:
    register = "id,level,district\nN,primary;lower_secondary,Tây\n"
    found = observe(register, f"A,N,{DAY}\nB,N,{DAY}\nX,Y,{DAY}\n")
    known = _register(found)
    assert list(known) == ["N", "A", "B"]
    assert known["A"].members == known["N"].members
    assert known["A"].stays[0].parents == {"district": "Tây"}
    assert [(p.code, p.cell) for p in found.problems] == [
        ("code-not-in-register", "A2"),
        ("code-not-in-register", "A3"),
    ]


def test_a_workbook_may_keep_codes_and_days_as_numbers(plan: Plan, folder: Path) -> None:
    workbook = Workbook()
    for row in (("Mã cũ", "Mã mới", "Từ ngày"), (71, 82.0, date(2025, 7, 1)), (72, 83, 45839)):
        workbook.worksheets[0].append(row)
    workbook.save(folder / "crosswalk.xlsx")
    (folder / "register.csv").write_text("id\n0082\n0083\n", "utf-8")
    (folder / "a.csv").write_text(
        "id,period,learners\n0071,2024,5\n71,2023,6\n72,2024,7\n", "utf-8"
    )
    found = read_observations(
        plan,
        [folder / "a.csv"],
        register=folder / "register.csv",
        crosswalk=folder / "crosswalk.xlsx",
    )
    assert [(p.code, p.cell) for p in found.problems] == [("unknown-organisation", "A2")]
    assert [(c.organisation, int(c.value)) for c in found.cells] == [("0082", 6), ("0083", 7)]


def test_a_long_chain_of_codes_is_followed() -> None:
    days = [date(2000, 1, 1).replace(year=2000 + n // 12, month=n % 12 + 1) for n in range(1200)]
    codes = Codes(tuple(Change(day, f"c{n}", f"c{n + 1}") for n, day in enumerate(days)))
    assert codes.unit(("c0", 0)) == ("c1200", 0)
    assert codes.born(("c1200", 0)) is None
