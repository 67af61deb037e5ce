"""Every code about plugins has its texts, an example that shows it, and one that does not."""

from __future__ import annotations

from pathlib import Path
from string import Formatter
from types import ModuleType

import pytest

from dxplan.messages import LANGUAGES, catalogue
from dxplan.plugin.host import load_plugins

CODES = {
    code: entry
    for code, entry in catalogue("diagnostics").items()
    if code.startswith(("plugin-", "manifest-"))
}
WITH_EXAMPLES = [code for code, entry in CODES.items() if "bad" in entry]


class _Line:
    """An entry point whose plugin is a line of Python."""

    def __init__(self, line: str, here: Path) -> None:
        self.name = self.value = "demo"
        self.line, self.here = line, here

    def load(self) -> object:
        module = ModuleType("demo")
        exec("from dxplan.plugin import *", module.__dict__)
        module.__dict__["here"] = self.here
        exec(self.line, module.__dict__)
        return module


def _codes(code: str, example: str, here: Path) -> list[str]:
    (here / "demo.dxplan").write_text("", "utf-8")
    if code.startswith("plugin-"):
        loaded = load_plugins(entry_points=[_Line(example, here)])
    else:
        (here / "plan.toml").write_text(example, "utf-8")
        loaded = load_plugins([here], entry_points=False)
    return [diagnostic.code for diagnostic in loaded.diagnostics]


@pytest.mark.parametrize("code", WITH_EXAMPLES)
def test_the_bad_example_brings_the_code_about(code, tmp_path):
    assert _codes(code, CODES[code]["bad"], tmp_path) == [code]


@pytest.mark.parametrize("code", WITH_EXAMPLES)
def test_the_good_example_brings_nothing_about(code, tmp_path):
    assert _codes(code, CODES[code]["good"], tmp_path) == []


def test_what_no_example_shows_is_about_folders_and_several_plugins():
    assert set(CODES) - set(WITH_EXAMPLES) == {
        "plugin-clash",
        "plugin-out-of-time",
        "manifest-no-folder",
        "manifest-nothing-there",
        "manifest-unreadable",
        "manifest-not-utf-8",
    }


def _fields(template: str) -> set[str | None]:
    return {field for _, field, _, _ in Formatter().parse(template) if field is not None}


@pytest.mark.parametrize("code", CODES)
def test_both_languages_say_the_same(code):
    entry = CODES[code]
    for prefix in ("", "help_"):
        first, *others = [_fields(entry[f"{prefix}{language}"]) for language in LANGUAGES]
        assert others == [first]
    assert all("\n" not in entry[key] for key in ("en", "vi", "help_en", "help_vi"))
