"""Every hook with a plugin that uses it, as far as the thing it is for."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from dxplan.plugin import (
    Calendar,
    Indicator,
    Lint,
    Measure,
    ParentThreshold,
    Plan,
    Problem,
    Reader,
    Renderer,
    Report,
    RuleFiles,
    Scope,
    Severity,
    Sum,
    Table,
    Unit,
)
from dxplan.plugin.answers import HOOKS
from dxplan.plugin.collected import Provided
from dxplan.plugin.host import load_plugins
from dxplan.session import Session
from dxplan.source import source_from_text


def _sum(name):
    return Sum(((Fraction(1), name, None),))


def _bound(session, text):
    outcome = session.load_source(source_from_text(text))
    assert outcome.diagnostics == ()
    return outcome.value


def test_there_are_ten_hooks():
    assert HOOKS == (
        "dxplan_plans",
        "dxplan_vocabularies",
        "dxplan_measures",
        "dxplan_indicators",
        "dxplan_thresholds",
        "dxplan_units",
        "dxplan_calendars",
        "dxplan_readers",
        "dxplan_renderers",
        "dxplan_lints",
    )


def test_a_plan_of_a_plugin_is_loaded_by_its_name(announced, rules):
    session = Session(
        load_plugins(entry_points=[announced("city", dxplan_plans=[RuleFiles("demo", rules)])])
    )
    assert session.loaded.plans == {"demo": Provided(RuleFiles("demo", rules), "city")}
    assert session.load("demo").value.title == "Demo"


def test_a_vocabulary_of_a_plugin_is_used_by_a_plan(announced, tmp_path):
    path = tmp_path / "shared.dxplan"
    path.write_text("measure a\nmeasure b\nindicator x = a / b\n", "utf-8")
    plugin = announced("city", dxplan_vocabularies=[RuleFiles("shared", path)])
    session = Session(load_plugins(entry_points=[plugin]))
    plan = _bound(session, "use shared\nx >= 5% by 2025\n")
    assert [target.indicator.name for target in plan.targets] == ["x"]


def test_measures_indicators_and_units_join_the_vocabulary_of_their_plugin(announced):
    indicator = Indicator("x", "share", _sum("a"), _sum("b"))
    plugin = announced(
        "city",
        dxplan_measures=[Measure("a"), Measure("b")],
        dxplan_indicators=[indicator],
        dxplan_units=[Unit("board", "Board")],
    )
    session = Session(load_plugins(entry_points=[plugin]))
    plan = _bound(session, "use city\nx >= 5% by 2025\n    lead board\n")
    assert [(target.indicator, target.lead) for target in plan.targets] == [
        (indicator, (Unit("board", "Board"),))
    ]
    assert session.loaded.measures == (
        Provided(Measure("a"), "city"),
        Provided(Measure("b"), "city"),
    )


def test_a_threshold_of_a_plugin_is_known_to_the_plans_below_its_document(announced):
    threshold = ParentThreshold(
        "national.programme", "x", Fraction(80), scope=Scope({"level": "primary"})
    )
    session = Session(load_plugins(entry_points=[announced("city", dxplan_thresholds=[threshold])]))
    assert session.environment.parent_thresholds == (threshold,)
    below = _bound(session, 'plan town "Town"\n    parent national.programme\n')
    assert below.parent == "national.programme"


def test_a_calendar_of_a_plugin_dates_the_school_years_of_a_plan(announced):
    plugin = announced("city", dxplan_calendars=[Calendar("city", closes=(6, 15))])
    session = Session(load_plugins(entry_points=[plugin]))
    plan = _bound(
        session,
        'plan town "Town"\n    calendar city\nmeasure a\nmeasure b\nindicator x = a / b\n'
        "x >= 5% by school year 2024-2025\n",
    )
    assert plan.targets[0].time.end == date(2025, 6, 15)


def test_a_reader_of_a_plugin_reads_its_files(announced, tmp_path):
    table = Table("a.json", "", ((1, 2),))
    problem = Problem("plugin-reader-failed", params={"plugin": "x", "error": "y"})
    reader = Reader("json", (".json",), lambda path: ([table], [problem]))
    loaded = load_plugins(entry_points=[announced("city", dxplan_readers=[reader])])
    given = loaded.readers["json"]
    assert (given.plugin, given.value.suffixes) == ("city", (".json",))
    assert given.value.read(tmp_path / "a.json") == ([table], [problem])


def test_a_renderer_of_a_plugin_writes_a_report(announced):
    renderer = Renderer("short", lambda report, language: f"{report.plan.id} {language}")
    loaded = load_plugins(entry_points=[announced("city", dxplan_renderers=[renderer])])
    report = Report(Plan("demo"), date(2025, 12, 31))
    assert loaded.renderers["short"].value.render(report, "vi") == "demo vi"


def test_a_lint_of_a_plugin_is_run(announced, rules):
    texts = {"en": "`{id}` is odd", "vi": "`{id}` lạ", "help_en": "look at `{id}`"}
    lint = Lint("city-odd", Severity.NOTE, texts, lambda plan: [(None, {"id": plan.id})])
    plugin = announced("city", dxplan_lints=[lint], dxplan_plans=[RuleFiles("demo", rules)])
    session = Session(load_plugins(entry_points=[plugin]))
    said = [d for d in session.lint("demo").diagnostics if d.code == "city-odd"]
    assert [(d.severity, d.message("vi"), d.help("en")) for d in said] == [
        (Severity.NOTE, "`demo` lạ", "look at `demo`")
    ]


def test_a_plugin_may_be_an_object_with_methods(announced, rules):
    from dxplan.plugin import hookimpl

    class City:
        @hookimpl
        def dxplan_plans(self):
            return [RuleFiles("demo", rules)]

    loaded = load_plugins(entry_points=[announced("city", City())])
    assert loaded.diagnostics == ()
    assert set(loaded.plans) == {"demo"}


def test_a_hook_of_a_later_dxplan_is_not_missed(announced, rules):
    from types import ModuleType

    from dxplan.plugin import hookimpl

    module = ModuleType("city")
    module.dxplan_plans = hookimpl(lambda: [RuleFiles("demo", rules)])
    module.dxplan_forecasts = hookimpl(optionalhook=True)(lambda: ["anything"])
    loaded = load_plugins(entry_points=[announced("city", module)])
    assert loaded.diagnostics == ()
    assert set(loaded.plans) == {"demo"}


def test_two_functions_of_a_plugin_may_answer_one_hook(announced):
    from types import ModuleType

    from dxplan.plugin import hookimpl

    module = ModuleType("city")
    module.north = hookimpl(specname="dxplan_calendars")(lambda: [Calendar("north")])
    module.south = hookimpl(specname="dxplan_calendars")(lambda: [Calendar("south")])
    loaded = load_plugins(entry_points=[announced("city", module)])
    assert loaded.diagnostics == ()
    assert set(loaded.calendars) == {"ministry", "window_15_14", "north", "south"}


def test_a_hook_is_asked_once_however_often_its_values_are_needed(announced, rules):
    calls = []

    def plans():
        calls.append(1)
        return [RuleFiles("demo", rules)]

    loaded = load_plugins(entry_points=[announced("city", dxplan_plans=plans)])
    assert (loaded.plans, loaded.collect("dxplan_plans")) == (
        {"demo": Provided(RuleFiles("demo", rules), "city")},
        (Provided(RuleFiles("demo", rules), "city"),),
    )
    assert len(calls) == 1


def test_nothing_is_kept_between_two_calls(announced, rules):
    load_plugins(entry_points=[announced("city", dxplan_plans=[RuleFiles("demo", rules)])])
    assert load_plugins(entry_points=False).plans == {}


@pytest.mark.parametrize("hook", HOOKS)
def test_a_hook_may_have_nothing_to_bring(announced, hook):
    loaded = load_plugins(entry_points=[announced("city", **{hook: []})])
    assert loaded.diagnostics == ()
    assert [info.name for info in loaded.plugins if info.loaded] == ["city", "education"]
