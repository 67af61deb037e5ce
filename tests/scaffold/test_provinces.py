"""A plugin for any province, of today's 34 and the 63 of before, and for what is none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import dxplan
from dxplan.scaffold import check_name, check_title, proposed_title, province_files
from dxplan.scaffold.names import suggested_name
from dxplan.territories import Province, on

TODAY = date(2026, 11, 21)
BEFORE = date(2025, 6, 30)
ALL = [(each, 2026) for each in on(TODAY)] + [(each, 2024) for each in on(BEFORE)]


def made(name: str, title: str, year: int, folder: Path) -> Path:
    for path, text in province_files(name, title, year).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return folder


def test_these_are_all_provinces() -> None:
    assert (len(on(TODAY)), len(on(BEFORE)), len(ALL)) == (34, 63, 97)


@pytest.mark.parametrize(
    ("province", "year"), ALL, ids=lambda each: getattr(each, "name", str(each))
)
def test_every_province_has_a_plugin_without_a_single_note(
    province: Province, year: int, tmp_path: Path
) -> None:
    name = suggested_name(province.name)
    assert suggested_name(province.title) == suggested_name(province.title.upper()) == name
    check_name(name, ())
    check_title(province.title)
    folder = made(name, province.title, year, tmp_path)
    assert dxplan.lint(folder) == ()
    plan = dxplan.load(folder)
    assert (plan.id, plan.territory) == (name, province.title)
    rules = (folder / f"src/dxplan_{name}/{name}.dxplan").read_text("utf-8")
    assert dxplan.format_text(rules) == rules


def test_names_of_provinces_of_a_day_differ() -> None:
    for day in (TODAY, BEFORE):
        assert len({suggested_name(each.name) for each in on(day)}) == len(on(day))


@pytest.mark.parametrize("province", on(TODAY), ids=lambda each: each.name)
def test_without_a_title_it_is_that_of_the_province(province: Province) -> None:
    assert proposed_title(suggested_name(province.name), TODAY) == province.title


@pytest.mark.parametrize(
    ("title", "codes"),
    [
        ("Quận Phú Nhuận, Thành phố Hồ Chí Minh", set()),
        ("TP. Hồ Chí Minh", set()),
        ("tỉnh Bình Định", {"unknown-territory"}),
        ("M'Đrắk", {"unknown-territory"}),
        ("Cụm 3", {"unknown-territory"}),
        ("=1+1", {"unknown-territory"}),
    ],
)
def test_what_is_no_province_of_the_day_is_noted(
    title: str, codes: set[str], tmp_path: Path
) -> None:
    found = dxplan.lint(made("cum_3", title, 2026, tmp_path))
    assert {each.code for each in found} == codes
    assert {each.severity.value for each in found} <= {"note"}
