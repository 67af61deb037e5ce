"""What is installed, as Python's own metadata tell it, and what a call imports."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from dxplan.plugin.host import BUILTIN_MODULE, load_plugins

PLANS = """\
from pathlib import Path
from dxplan.plugin import RuleFiles, hookimpl

@hookimpl
def dxplan_plans():
    return [RuleFiles("{plan}", Path(__file__).with_name("demo.dxplan"))]
"""


@pytest.fixture
def install(tmp_path, monkeypatch):
    """Puts a distribution of one module where Python finds it."""
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "demo.dxplan").write_text("", "utf-8")
    modules = []

    def put(distribution, module, code=None, entry=None):
        info = tmp_path / f"{distribution.replace('-', '_')}-2.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Name: {distribution}\nVersion: 2.0\n", "utf-8")
        entry = entry or f"{module} = {module}"
        (info / "entry_points.txt").write_text(f"[dxplan]\n{entry}\n", "utf-8")
        if code is not None:
            (tmp_path / f"{module}.py").write_text(code, "utf-8")
        modules.append(module)

    yield put
    for module in modules:
        sys.modules.pop(module, None)


def _info(loaded, name):
    [info] = [info for info in loaded.plugins if info.name == name]
    return info


def test_an_installed_plugin_is_found_by_its_entry_point(install):
    install("dxplan-found", "dxplan_found_here", PLANS.format(plan="found"))
    loaded = load_plugins()
    assert loaded.plans["found"].plugin == "dxplan_found_here"
    info = _info(loaded, "dxplan_found_here")
    assert (info.kind, info.distribution, info.version, info.module) == (
        "installed",
        "dxplan-found",
        "2.0",
        "dxplan_found_here",
    )


def test_a_plugin_that_is_not_wanted_is_not_imported(install):
    install("dxplan-unwanted", "dxplan_unwanted_here", "raise SystemExit")
    assert load_plugins(entry_points=False).diagnostics == ()
    assert "dxplan_unwanted_here" not in sys.modules


def test_two_distributions_that_announce_one_module_are_one_plugin(install):
    install("dxplan-one", "dxplan_shared_here", PLANS.format(plan="shared_plan"))
    install("dxplan-two", "dxplan_shared_here")
    loaded = load_plugins()
    assert [d for d in loaded.diagnostics if "dxplan_shared_here" in d.message()] == []
    assert _info(loaded, "dxplan_shared_here").distribution == "dxplan-one"
    assert loaded.plans["shared_plan"].plugin == "dxplan_shared_here"


@pytest.mark.parametrize(
    ("code", "entry", "expected"),
    [
        ("import no_such_module", None, "plugin-import-failed"),
        ("def (", None, "plugin-import-failed"),
        ("raise SystemExit(1)", None, "plugin-import-failed"),
        (None, "dxplan_bad_here = no_such_module", "plugin-import-failed"),
        ("", "dxplan_bad_here = dxplan_bad_here:missing", "plugin-import-failed"),
        ("", None, "plugin-no-hooks"),
        ("nothing = None", "dxplan_bad_here = dxplan_bad_here:nothing", "plugin-no-hooks"),
    ],
)
def test_a_broken_installation_is_reported_and_the_others_go_on(install, code, entry, expected):
    install("dxplan-bad", "dxplan_bad_here", code, entry)
    install("dxplan-good", "dxplan_good_here", PLANS.format(plan="good_plan"))
    loaded = load_plugins()
    said = [d for d in loaded.diagnostics if "dxplan_bad_here (dxplan-bad 2.0)" in d.message()]
    assert [d.code for d in said] == [expected]
    assert loaded.plans["good_plan"].plugin == "dxplan_good_here"


def test_the_built_in_plugin_announces_itself_and_is_there_once(announced):
    import dxplan.plugin.builtin

    entry_point = announced("education", dxplan.plugin.builtin, value=BUILTIN_MODULE)
    loaded = load_plugins(entry_points=[entry_point])
    assert loaded.diagnostics == ()
    assert [(info.name, info.kind) for info in loaded.plugins] == [("education", "built-in")]


def test_the_project_announces_its_own_plugin_like_any_other():
    import tomli

    project = Path(__file__).parents[2] / "pyproject.toml"
    entry_points = tomli.loads(project.read_text("utf-8"))["project"]["entry-points"]
    assert entry_points["dxplan"] == {"education": BUILTIN_MODULE}


def _imported_by(code):
    script = f"import sys\n{code}\nprint(*sorted(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True, timeout=60
    )
    return set(done.stdout.split())


def test_to_import_what_an_author_needs_starts_nothing_heavy():
    imported = _imported_by("import dxplan.plugin")
    assert not imported & {"lark", "rich", "python_calamine", "tomli", "dxplan.plugin.host"}


def test_to_list_plans_starts_no_reader_no_renderer_and_no_lint():
    imported = _imported_by(
        "from dxplan.plugin.host import load_plugins\n"
        "loaded = load_plugins(entry_points=False)\n"
        "loaded.plans, loaded.vocabularies, loaded.calendars"
    )
    assert not imported & {
        "lark",
        "rich",
        "python_calamine",
        "tomli",
        "dxplan.plugin.manifest",
        "dxplan.data.reading",
        "dxplan.report.text",
        "dxplan.report.json_report",
        "dxplan.analysis.lints",
    }
