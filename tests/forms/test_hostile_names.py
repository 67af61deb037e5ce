"""Whatever names hold, nothing that is written becomes a formula, a link or a broken file."""

from __future__ import annotations

import io
import json
import re
import zipfile
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import dxplan
from dxplan.data.observations import Organisation
from dxplan.forms import Sheets, make_forms
from dxplan.forms.names import file_names, sheet_names
from dxplan.plan.model import Indicator, Measure, Plan
from dxplan.session import open_session
from dxplan.values.periods import quarter
from tests.forms.filling import HEAD, opened
from tests.forms.rules import ONLINE, plan_of, register_of, school

HOSTILE = [
    '=HYPERLINK("http://example.org","x")',
    "=1+1",
    "+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    '"',
    "'=1+1",
    "a\nb",
    "a\x00b",
    "a\x1b[31mb",
    "a\u202eb",
    "\u2066a",
    "_x0041_",
    "http://example.org",
    "{=1+1}",
    '&P &"x"',
    "<b>&amp;",
    "[]:*?/\\",
    "x" * 40,
    "x" * 41,
    "History",
    "Số " + "đ" * 40000,
]
RULES = ONLINE.format(members="primary") + "files_share đạt 90% đến năm 2025\nmoney >= 5\n"


def hostile_plan(text: str) -> Plan:
    """A plan whose every title, unit, note and assumption is a text."""
    plan = plan_of(RULES)
    measures = {name: _hostile_measure(each, text) for name, each in plan.measures.items()}
    indicators = {name: _hostile_indicator(each, text) for name, each in plan.indicators.items()}
    targets = tuple(
        attrs.evolve(each, indicator=indicators[each.indicator.name], cite=text)
        for each in plan.targets
    )
    dimensions = {
        name: attrs.evolve(
            each, title=text, members=tuple(attrs.evolve(m, title=text) for m in each.members)
        )
        for name, each in plan.dimensions.items()
    }
    document = attrs.evolve(plan.document, issuer=text, number=text)
    return attrs.evolve(
        plan, title=text, document=document, measures=measures, indicators=indicators,
        targets=targets, dimensions=dimensions,
    )  # fmt: skip


def _hostile_measure(measure: Measure, text: str) -> Measure:
    return attrs.evolve(measure, title=text, measured_in=text, note=text)


def _hostile_indicator(indicator: Indicator, text: str) -> Indicator:
    return attrs.evolve(indicator, title=text, assumptions=(text,), note=text)


def hostile_register(text: str) -> dict[str, Organisation]:
    """Organisations that are called like a text; one has it as its id, as far as ids can."""
    # The library that fills forms in here does not keep an escape that was typed.
    name = " ".join(text.replace("_x", "x").split())[:200] or "-"
    named = attrs.evolve(school("T1", "primary"), title=text, parents={"district": text})
    other = attrs.evolve(school("T2", "primary"), title=text, parents={"district": text.upper()})
    called = attrs.evolve(school(name, "primary"), title=text)
    return dict(register_of(named, other, called))


def parts_of(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


@pytest.mark.parametrize("sheets", ["unit", "one"])
@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:30])
def test_a_form_holds_no_formula_and_no_link(text: str, sheets: Sheets) -> None:
    plan, register = hostile_plan(text), hostile_register(text)
    (form,) = make_forms(plan, register, quarter(2024, 2), "vi", sheets=sheets)
    parts = parts_of(form.content)
    for name, part in parts.items():
        ElementTree.fromstring(part)
        if name.startswith("xl/worksheets/sheet"):
            assert "<f>" not in part
            assert "<f " not in part
            assert "hyperlink" not in part
            assert set(re.findall(r'<c [^>]*t="(\w+)"', part)) == {"s"}
    assert not any("externalLink" in name for name in parts)
    opened(form.content)


@pytest.mark.parametrize("sheets", ["unit", "one"])
@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:30])
def test_a_form_with_such_names_is_read_back(text: str, sheets: Sheets, tmp_path: Path) -> None:
    plan = hostile_plan(text)
    # Who reads an id that begins like a formula may well say so, whatever wrote it.
    register = {k: v for k, v in hostile_register(text).items() if not k.startswith("=")}
    (form,) = make_forms(plan, register, quarter(2024, 2), "vi", sheets=sheets)
    workbook, filled = opened(form.content), 0
    for sheet in workbook.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.row > HEAD and not cell.protection.locked:
                    cell.value, filled = 0, filled + 1
                elif isinstance(cell.value, str):
                    # The library that fills forms in here takes `=1+1` for a formula.
                    cell.data_type = "s"
    path = tmp_path / "form.xlsx"
    workbook.save(path)
    found = open_session().read(plan, path)
    assert [each.code for each in found.problems] == []
    assert (len(found.cells), filled) == (form.cells, form.cells)
    assert {each.organisation for each in found.cells} == set(register)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:30])
def test_forms_of_such_groups_have_names_that_are_files(text: str, tmp_path: Path) -> None:
    plan, register = plan_of(RULES), hostile_register(text)
    forms = make_forms(plan, register, quarter(2024, 2), "vi", group_by="district")
    paths = [tmp_path / f"{form.name}.xlsx" for form in forms]
    for form, path in zip(forms, paths, strict=True):
        assert path.parent == tmp_path
        path.write_bytes(form.content)
    assert sorted(tmp_path.iterdir()) == sorted(paths)


names = st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=50), max_size=8)


@given(names)
def test_sheet_names_are_those_that_a_spreadsheet_takes(wanted: list[str]) -> None:
    found = sheet_names(wanted, "Sheet")
    assert len(found) == len(wanted)
    assert len({name.casefold() for name in found}) == len(found)
    for name in found:
        assert 0 < len(name.encode("utf-16-le")) // 2 <= 31
        assert not re.search(r"[\[\]:*?/\\\x00-\x1f]|^'|'$", name)
        assert name.casefold() != "history"


@given(names)
def test_file_names_stay_in_their_folder(wanted: list[str]) -> None:
    found = file_names(wanted, "other")
    assert len(found) == len(wanted)
    assert len({name.casefold() for name in found}) == len(found)
    for name in found:
        assert not re.search(r'[<>:"/\\|?*\x00-\x1f]|^\.|[. ]$', name)
        assert 0 < len(f"{name}.xlsx".encode()) <= 255


# --- everything else that is written --------------------------------------------------------------


def every_text(document: Any) -> set[str]:
    """Every text in a JSON document."""
    if isinstance(document, dict):
        return every_text(list(document.values()))
    if isinstance(document, list):
        return {text for each in document for text in every_text(each)}
    return {document} if isinstance(document, str) else set()


@pytest.mark.parametrize("text", HOSTILE[:-1], ids=lambda text: ascii(text)[:30])
def test_reports_hold_such_names_as_text(text: str) -> None:
    plan, rows = hostile_plan(text), [
        {"school": "T1", "period": "2024-Q2", "level": "primary", "lessons_online": 1,
         "lessons_total": 9}
    ]  # fmt: skip
    session = open_session()
    report = dxplan.check(plan, rows, as_of=date(2025, 12, 31))
    for name, renderer in session.renderers().items():
        written = renderer.render(report, "vi")
        if name.startswith("json"):
            assert text in every_text(json.loads(written))
        for part in parts(written) if not name.startswith("json") else []:
            shown = part.replace("\r\n", "\n")
            assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069]", shown)


def parts(written: str | bytes) -> list[str]:
    """The texts of a report: of a file, those inside it."""
    if isinstance(written, str):
        return [written]
    with zipfile.ZipFile(io.BytesIO(written)) as package:
        texts = [name for name in package.namelist() if name.endswith((".xml", ".rels"))]
        return [package.read(name).decode() for name in texts]


@pytest.mark.parametrize("text", HOSTILE[:-1], ids=lambda text: ascii(text)[:30])
def test_an_exported_plan_holds_such_names_as_text(text: str) -> None:
    from dxplan.report.export import export_text

    exported = json.loads(export_text(hostile_plan(text)))
    assert text in every_text(exported)


def test_one_module_writes_csv() -> None:
    # A spreadsheet takes `=1+1` in a CSV file for a formula; tests/report/test_csv_report.py holds
    # that this one prevents it.
    folder = Path(dxplan.__file__).parent
    writers = [
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.py")
        if re.search(r"csv\.(?:writer|DictWriter)", path.read_text("utf-8"))
    ]
    assert writers == ["report/csv_report.py"]
