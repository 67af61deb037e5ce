"""What a call imports: nothing that it does not use."""

from __future__ import annotations

import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import dxplan

LIBRARIES = ("attr", "lark", "pluggy", "tomli", "python_calamine", "rich")
ROOMS = ("session", "plugin", "report", "engine", "data", "analysis", "plan", "syntax")


def imported_by(code: str, names: tuple[str, ...]) -> set[str]:
    """Which of some modules a fresh interpreter has imported after running code."""
    script = f"{code}\nimport sys\nprint(*(name for name in {names!r} if name in sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=False
    )
    assert (done.stderr, done.returncode) == ("", 0)
    return set(done.stdout.split())


def test_importing_the_package_imports_no_library_and_no_room() -> None:
    rooms = tuple(f"dxplan.{room}" for room in ROOMS)
    assert imported_by("import dxplan; dxplan.__version__", LIBRARIES + rooms) == set()


def test_reading_rules_starts_no_reader_no_renderer_and_no_engine() -> None:
    code = (
        "from dxplan.session import open_session\n"
        "from dxplan.source import source_from_text\n"
        "session = open_session(entry_points=False)\n"
        "session.load_source(source_from_text('use education'))"
    )
    heavy = (
        "python_calamine",
        "rich",
        "dxplan.engine.reference",
        "dxplan.data.reading",
        "dxplan.report.text",
    )
    assert imported_by(code, heavy) == set()


COMPARING = ("dxplan.analysis.differences", "z3")
LOCKED = """
import pathlib
from datetime import date
from dxplan.session import open_session
session = open_session(entry_points=False)
path = pathlib.Path({path!r})
plan = session.load(path).value
{freeze}
assert session.since_frozen(plan, path).ok
"""
FREEZE = (
    "path.with_name('demo.lock.json').write_text(session.freeze(path, on=date.today()).value.text)"
)


@pytest.mark.parametrize("freeze", ["", FREEZE], ids=["not frozen", "as it was frozen"])
def test_nothing_is_compared_without_a_lock_file_or_a_change(tmp_path: Path, freeze: str) -> None:
    path = tmp_path / "demo.dxplan"
    path.write_text("plan demo\nmeasure a\nindicator x = a\nx >= 5 by 2025\n", "utf-8")
    assert imported_by(LOCKED.format(path=str(path), freeze=freeze), COMPARING) == set()


HEAVY = (
    "lark", "z3", "rich", "openpyxl", "xlsxwriter", "python_calamine", "icalendar",
    "narwhals", "polars", "pandas", "pyarrow", "numpy", "duckdb", "ibis", "pyspark",
    "jinja2", "altair", "vl_convert",
    "importlib.metadata", "email", "unittest", "asyncio",
)  # fmt: skip
READING_RULES = (
    "dxplan.syntax.parse", "dxplan.syntax.nodes", "dxplan.syntax.build", "dxplan.syntax.lexicon",
    "dxplan.plan.bind", "dxplan.plan.book", "dxplan.plugin.vocabularies",
    "dxplan.analysis.silences", "tomli",
)  # fmt: skip


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    """A folder with a plan and its figures."""
    (tmp_path / "demo.dxplan").write_text(
        "plan demo\nmeasure a\nindicator x = a\nx >= 5 by 2025\n", "utf-8"
    )
    (tmp_path / "figures.csv").write_text("school,period,a\nA,2025,7\n", "utf-8")
    return tmp_path


def command(*words: str) -> str:
    return f"from dxplan.cli.entry import main\nmain({[str(each) for each in words]!r})"


def test_help_imports_nothing_that_a_command_does() -> None:
    code = "import contextlib, io\nwith contextlib.redirect_stdout(io.StringIO()):\n    {}"
    quiet = code.format(command("--help").replace("\n", "\n    "))
    rooms = ("dxplan.session", "dxplan.plugin", "dxplan.plan", "dxplan.data", "dxplan.engine")
    # Its words are in a file of texts.
    assert imported_by(quiet, (*HEAVY, *READING_RULES, *rooms, "pluggy")) == {"tomli"}


def test_a_plan_that_was_kept_is_loaded_without_what_reads_rules(demo: Path) -> None:
    code = f"import dxplan\nassert dxplan.load({str(demo / 'demo.dxplan')!r}).targets"
    assert "lark" in imported_by(code, HEAVY)
    unused = ("dxplan.data.reading", "dxplan.engine.findings", "dxplan.report", "dxplan.analysis")
    assert imported_by(code, (*HEAVY, *READING_RULES, *unused)) == set()


@pytest.mark.parametrize("form", ["json", "text"])
def test_a_check_of_a_small_table_imports_what_it_uses(demo: Path, form: str) -> None:
    call = command(
        "check", demo / "demo.dxplan", "--data", demo / "figures.csv", "--as-of", "2025-12-31",
        "--format", form, "--output", demo / "report",
    )  # fmt: skip
    imported_by(call, ())
    rules = tuple(each for each in READING_RULES if each != "tomli")
    found = imported_by(call, (*HEAVY, *rules))
    assert found == (set() if form == "json" else {"rich"})
    assert (demo / "report").stat().st_size > 0


# What only some checks need.
OF_SOME_CHECKS = (
    "dxplan.data.events", "dxplan.data.crosswalk", "dxplan.data.form_marks",
    "dxplan.data.workbook", "dxplan.data.period_search", "dxplan.engine.levels",
    "dxplan.plan.differences", "dxplan.plan.lock_reading", "dxplan.report.diagnostic_text",
    "importlib.resources",
)  # fmt: skip
OF_COLUMNS = ("numpy", "dxplan.engine.tables.plain", "dxplan.engine.tables.judging.evaluate")
OF_LARGE_TABLES = ("duckdb", "narwhals", "pandas", "pyarrow", "dxplan.engine.tables.scanning")


def loaded_by(code: str) -> int:
    """How many modules of dxplan a fresh interpreter has imported after running code twice.

    The first time keeps the plan.
    """
    imported_by(code, ())
    count = "sum(name.partition('.')[0] == 'dxplan' for name in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint({count})"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return int(done.stdout)


def test_judging_a_record_against_a_kept_plan_imports_what_judges_records(demo: Path) -> None:
    code = (
        "import dxplan\nfrom datetime import date\n"
        f"checker = dxplan.compile({str(demo / 'demo.dxplan')!r}, as_of=date(2025, 12, 31))\n"
        "assert checker({'a': 7})[0][1] == 'met'"
    )
    assert loaded_by(code) <= 92
    tables = ("dxplan.data.reading", "dxplan.engine.reference", "dxplan.plan.lock")
    unused = (*HEAVY, *READING_RULES, *OF_SOME_CHECKS, *OF_COLUMNS, *OF_LARGE_TABLES, *tables)
    assert imported_by(code, unused) == set()


def test_a_small_table_is_judged_without_columns(demo: Path) -> None:
    code = (
        "import dxplan\nfrom datetime import date\n"
        f"found = dxplan.check({str(demo / 'demo.dxplan')!r}, {str(demo / 'figures.csv')!r},"
        " as_of=date(2025, 12, 31))\nassert found.count('met') == 1"
    )
    assert loaded_by(code) <= 155
    unused = (*HEAVY, *READING_RULES, *OF_SOME_CHECKS, *OF_COLUMNS, *OF_LARGE_TABLES)
    register = ("dxplan.data.register", "dxplan.engine.work", "dxplan.report")
    assert imported_by(code, (*unused, *register)) == set()


def test_many_schools_are_judged_in_columns_without_what_scans_tables(demo: Path) -> None:
    schools = [f"S{number}" for number in range(6_000)]
    rows = "".join(f"{name},2025,7\n" for name in schools)
    (demo / "figures.csv").write_text(f"school,period,a\n{rows}", "utf-8")
    (demo / "register.csv").write_text("id\n" + "\n".join(schools) + "\n", "utf-8")
    code = command(
        "check", demo / "demo.dxplan", "--data", demo / "figures.csv", "--as-of", "2025-12-31",
        "--register", demo / "register.csv", "--format", "json", "--output", demo / "report",
    )  # fmt: skip
    assert loaded_by(code) <= 239
    unused = {*HEAVY, *READING_RULES, *OF_SOME_CHECKS, *OF_LARGE_TABLES, "dxplan.report.text"}
    # Its words are in a file of texts; registers and crosswalks are read in one room.
    needed = {"numpy", "tomli", "dxplan.engine.levels", "dxplan.data.crosswalk"}
    assert imported_by(code, tuple(unused - needed)) == set()
    assert imported_by(code, OF_COLUMNS) == set(OF_COLUMNS)


def test_formatting_text_loads_no_plugin() -> None:
    code = "import dxplan; dxplan.format_text('x >= 5%')"
    assert imported_by(code, ("dxplan.plugin.host", "python_calamine", "rich")) == set()


def test_checking_figures_imports_no_lint() -> None:
    code = (
        "import dxplan\n"
        "from datetime import date\n"
        "text = 'use education\\nonline_share >= 5% by 2025  # ignore no-lead: x'\n"
        "plan = dxplan.load_text(text)\n"
        "dxplan.check(plan, [], as_of=date(2025, 12, 31))"
    )
    assert imported_by(code, ("dxplan.analysis.lints", "dxplan.plugin.linting", "z3")) == set()


def test_listing_plans_binds_them_without_lints(tmp_path: Path) -> None:
    code = "from dxplan.session import open_session\nopen_session(entry_points=False).plan_names()"
    assert imported_by(code, ("dxplan.analysis.lints", "rich", "python_calamine")) == set()


def test_the_solver_waits_for_a_question() -> None:
    code = "import dxplan; dxplan.refine, dxplan.Refinement\nimport dxplan.cli.refine"
    assert imported_by(code, ("z3", "dxplan.analysis.refinement")) == set()


@pytest.mark.parametrize("name", sorted(dxplan.__all__))
def test_every_public_name_is_there(name: str) -> None:
    value = getattr(dxplan, name)
    assert value is getattr(dxplan, name)
    if inspect.isclass(value) or inspect.isfunction(value):
        assert value.__module__.startswith("dxplan.")
        assert value.__name__ == name


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'dxplan' has no attribute 'no_such'"):
        getattr(dxplan, "no_such")  # noqa: B009 - the type checker knows that it is not there


def test_the_names_of_the_package_are_the_public_ones() -> None:
    assert dir(dxplan) == sorted(dxplan.__all__)
    assert len(set(dxplan.__all__)) == len(dxplan.__all__)
