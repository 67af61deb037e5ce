"""The page about hooks: no hook is missing, and every example on it is a plugin that works."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import dxplan.plugin
from dxplan.plugin.answers import HOOKS
from dxplan.plugin.host import load_plugins

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "hooks.md"
SECTIONS = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", PAGE.read_text("utf-8"), re.M | re.S))


def _blocks(section: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", section, re.M | re.S)


def test_the_page_has_a_section_for_every_hook_and_no_other():
    assert [title for title in SECTIONS if title.startswith("dxplan_")] == list(HOOKS)


@pytest.mark.parametrize("hook", HOOKS)
def test_the_example_of_a_hook_is_a_plugin_that_uses_it(hook, announced, tmp_path):
    [code] = _blocks(SECTIONS[hook], "python")
    module = dxplan.plugin.__class__("city")
    module.__file__ = str(tmp_path / "city.py")
    for name in ("city", "shared"):
        (tmp_path / f"{name}.dxplan").write_text("", "utf-8")
    exec(compile(code, f"{hook}.py", "exec"), module.__dict__)
    loaded = load_plugins(entry_points=[announced("city", module)])
    assert loaded.diagnostics == ()
    assert "city" in {given.plugin for given in loaded.collect(hook)}


def test_the_example_of_a_folder_works(folder):
    [text] = _blocks(SECTIONS["A folder as a plugin"], "toml")
    path = folder("city", {"plan.toml": text, "city.dxplan": "", "shared.dxplan": ""})
    loaded = load_plugins([path], entry_points=False)
    assert loaded.diagnostics == ()
    brought = {hook for hook in HOOKS if "city" in {given.plugin for given in loaded.collect(hook)}}
    assert brought == {
        "dxplan_plans",
        "dxplan_vocabularies",
        "dxplan_calendars",
        "dxplan_thresholds",
    }


def test_the_example_of_a_folder_shows_every_key():
    from dxplan.plugin.manifest_keys import CALENDAR, THRESHOLD, TOP

    [text] = _blocks(SECTIONS["A folder as a plugin"], "toml")
    missing = [key for key in (*TOP, *CALENDAR, *THRESHOLD) if not re.search(rf"\b{key}\b", text)]
    assert missing == []


def test_an_example_imports_only_what_dxplan_plugin_offers():
    names = {
        name.strip()
        for line in re.findall(r"^from dxplan\.plugin import (.+)$", PAGE.read_text("utf-8"), re.M)
        for name in line.split(",")
    }
    assert names <= set(dxplan.plugin.__all__)
    assert not re.search(r"^(from|import) dxplan(?!\.plugin import)", PAGE.read_text("utf-8"), re.M)
