"""A form that is filled in and read back gives the numbers that were put in, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from dxplan.forms import Form, Sheets, make_forms, period_of
from dxplan.forms.demand import asked_figures
from dxplan.plan.model import Plan
from dxplan.session import Session, open_session
from tests.docs.pages import REPO
from tests.forms.filling import Key, boxes, fill, opened, read_back

REGISTER = REPO / "examples" / "binh_dinh" / "register.csv"
PLANS = [info.name for info in open_session().plan_names()]
PERIODS = {"bac_giang": "2024-Q4", "quang_ninh": "Quý II/2024"}


@pytest.fixture(scope="module")
def session() -> Session:
    return open_session()


def register_of(folder: Path, every: int) -> Path:
    """Some organisations of the example: the first ones, and every so many-th of the rest."""
    head, *rows = REGISTER.read_text("utf-8").splitlines()
    path = folder / "register.csv"
    path.write_text("\n".join([head, *rows[:14:4], *rows[14::every]]), "utf-8")
    return path


def made(
    session: Session, plan: Plan, register: Path, sheets: Sheets | None, by: str | None = None
) -> tuple[Form, ...]:
    organisations, problems = session.register(plan, register)
    assert organisations is not None
    assert [each for each in problems if each.fatal] == []
    period = period_of(plan, PERIODS.get(plan.id, "2025-Q1"))
    return make_forms(plan, organisations, period, "vi", sheets=sheets, group_by=by)


@pytest.mark.parametrize("sheets", ["unit", "one"])
@pytest.mark.parametrize("name", PLANS)
def test_every_number_comes_back(
    session: Session, name: str, sheets: Sheets, tmp_path: Path
) -> None:
    plan, register = session.load(name).value, register_of(tmp_path, 60)
    for form in made(session, plan, register, sheets):
        path = tmp_path / "form.xlsx"
        put = fill(plan, form.content, path, seed=7)
        found = session.read(plan, path, register)
        assert (len(put), [p for p in found.problems if p.file == str(path)]) == (form.cells, [])
        assert read_back(found) == put
        assert {each.period for each in found.cells} == {
            period_of(plan, PERIODS.get(name, "2025-Q1"))
        }


def test_a_whole_province_comes_back_on_one_sheet(session: Session, tmp_path: Path) -> None:
    plan = session.load("binh_dinh").value
    (form,) = made(session, plan, REGISTER, None)
    assert len(opened(form.content).worksheets) == 1
    put = fill(plan, form.content, tmp_path / "form.xlsx", seed=11)
    found = session.read(plan, tmp_path / "form.xlsx", REGISTER)
    assert (len(put), found.problems) == (form.cells, ())
    assert read_back(found) == put


def test_what_a_form_asks_is_what_its_cells_are_for(session: Session, tmp_path: Path) -> None:
    plan, register = session.load("binh_dinh").value, register_of(tmp_path, 60)
    organisations, _ = session.register(plan, register)
    assert organisations is not None
    asked: set[Key] = {
        (each.organisation, each.measure.name, each.members)
        for each in asked_figures(plan, organisations, period_of(plan, "2025-Q1"))
    }
    for sheets in ("unit", "one"):
        (form,) = made(session, plan, register, sheets)
        assert {box.key for box in boxes(plan, opened(form.content))} == asked


def test_the_forms_of_all_groups_ask_what_one_form_asks(session: Session, tmp_path: Path) -> None:
    plan, register = session.load("binh_dinh").value, register_of(tmp_path, 30)
    (whole,) = made(session, plan, register, "one")
    for column in ("district", "organisation"):
        parts = made(session, plan, register, None, column)
        assert sum(form.cells for form in parts) == whole.cells
        paths = [tmp_path / column / f"{form.name}.xlsx" for form in parts]
        paths[0].parent.mkdir()
        put: dict[Key, object] = {}
        for form, path in zip(parts, paths, strict=True):
            put.update(fill(plan, form.content, path, seed=3))
        found = session.read(plan, paths, register)
        assert found.problems == ()
        assert read_back(found) == put


def test_a_form_that_nobody_filled_in_says_so_and_gives_nothing(
    session: Session, tmp_path: Path
) -> None:
    plan, register = session.load("binh_dinh").value, register_of(tmp_path, 100)
    for sheets in ("unit", "one"):
        (form,) = made(session, plan, register, sheets)
        path = tmp_path / f"{sheets}.xlsx"
        path.write_bytes(form.content)
        found = session.read(plan, path, register)
        assert (found.cells, found.rows_left_out) == ((), 0)
        names = [sheet.title for sheet in opened(form.content).worksheets]
        assert [(each.code, each.sheet) for each in found.problems] == [
            ("no-figures", name) for name in sorted(names)
        ]


def test_what_is_left_blank_stays_missing(session: Session, tmp_path: Path) -> None:
    plan, register = session.load("binh_dinh").value, register_of(tmp_path, 100)
    (form,) = made(session, plan, register, "one")
    path = tmp_path / "form.xlsx"
    put = fill(
        plan, form.content, path, seed=5, keep=lambda box: box.measure.name.startswith("learners")
    )
    found = session.read(plan, path, register)
    assert 0 < len(put) < form.cells
    assert found.problems == ()
    assert read_back(found) == put


def test_zero_is_zero(session: Session, tmp_path: Path) -> None:
    plan, register = session.load("binh_dinh").value, register_of(tmp_path, 100)
    (form,) = made(session, plan, register, "unit")
    workbook = opened(form.content)
    expected = {}
    for box in boxes(plan, workbook):
        box.cell.value = "không" if box.measure.kind == "flag" else 0
        expected[box.key] = 0
    workbook.save(tmp_path / "form.xlsx")
    found = session.read(plan, tmp_path / "form.xlsx", register)
    assert found.problems == ()
    assert read_back(found) == expected
