"""The plugin that dxplan brings itself, through the hooks that all plugins have."""

from __future__ import annotations

import pytest

from dxplan.plugin import builtin
from dxplan.plugin.answers import HOOKS
from dxplan.plugin.asking import ask
from dxplan.plugin.host import load_plugins
from dxplan.plugin.origin import PluginInfo
from dxplan.values.calendars import MINISTRY


def test_it_stands_the_examination_of_any_other_plugin():
    answers = ask(builtin, PluginInfo("education", "installed"))
    assert answers.diagnostics == ()
    assert set(answers.values) == {
        "dxplan_calendars",
        "dxplan_lints",
        "dxplan_readers",
        "dxplan_renderers",
        "dxplan_vocabularies",
    }


def test_it_brings_the_education_vocabulary():
    given = load_plugins(entry_points=False).vocabularies["education"]
    assert given.plugin == "education"
    assert [path.suffix for path in given.value.path.iterdir()].count(".dxplan") >= 1


def test_it_brings_the_scale_of_decision_4725():
    given = load_plugins(entry_points=False).vocabularies["scale_4725"]
    assert given.plugin == "education"


def test_it_brings_the_calendar_of_the_ministry():
    assert load_plugins(entry_points=False).calendars["ministry"].value == MINISTRY


def test_it_reads_csv_and_xlsx():
    readers = load_plugins(entry_points=False).readers.values()
    assert {".csv", ".xlsx"} <= {suffix for given in readers for suffix in given.value.suffixes}


def test_it_writes_text_and_json():
    assert {"text", "json", "html"} <= load_plugins(entry_points=False).renderers.keys()


def test_it_checks_plans():
    assert {"no-lead", "no-citation"} <= load_plugins(entry_points=False).lints.keys()


@pytest.mark.parametrize("hook", HOOKS)
def test_its_values_are_asked_once(hook):
    loaded = load_plugins(entry_points=False)
    first, second = loaded.collect(hook), loaded.collect(hook)
    assert all(a.value is b.value for a, b in zip(first, second, strict=True))


def test_a_hook_that_there_is_not_is_a_mistake_of_the_program():
    with pytest.raises(AttributeError):
        load_plugins(entry_points=False).collect("dxplan_forecasts")
