"""A plugin that misbehaves is named, reported and left out entirely; the others go on."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from types import ModuleType

import pytest

from dxplan.plugin import (
    Calendar,
    Holidays,
    Indicator,
    Lint,
    Measure,
    ParentThreshold,
    Reader,
    Renderer,
    RuleFiles,
    Scope,
    Severity,
    Sum,
    Unit,
    hookimpl,
)
from dxplan.plugin.answers import HOOKS
from dxplan.plugin.host import load_plugins


class _Cruel(BaseException):
    def __str__(self):
        raise RuntimeError


def _loaded(announced, rules, bad):
    """A plugin that works, loaded together with a bad one."""
    good = announced("good", dxplan_plans=[RuleFiles("demo", rules)])
    loaded = load_plugins(entry_points=[bad, good])
    states = {info.name: info.loaded for info in loaded.plugins}
    assert states == {"bad": False, "education": True, "good": True}
    assert set(loaded.plans) == {"demo"}
    return [(d.code, d.severity, d.span, d.message()) for d in loaded.diagnostics]


def _fails(error):
    def hook():
        raise error

    return hook


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (ImportError("no module named x"), "ImportError: no module named x"),
        (SyntaxError("invalid"), "SyntaxError: invalid"),
        (SystemExit(3), "SystemExit: 3"),
        (GeneratorExit(), "GeneratorExit"),
        (ValueError("one\ntwo"), "ValueError: one"),
        (_Cruel(), "_Cruel"),
    ],
)
def test_a_plugin_that_raises_on_import_is_left_out(announced, rules, error, told):
    [(code, severity, span, message)] = _loaded(announced, rules, announced("bad", error))
    assert (code, severity, span) == ("plugin-import-failed", Severity.WARNING, None)
    assert message.startswith(
        f"plugin bad (dxplan-bad 1.0) is left out, because `bad_module` cannot be imported: {told}"
    )
    assert "[conftest.py:" in message


@pytest.mark.parametrize("hook", HOOKS)
@pytest.mark.parametrize("error", [ZeroDivisionError("by zero"), SystemExit(1), _Cruel()])
def test_a_plugin_that_raises_in_a_hook_is_left_out(announced, rules, hook, error):
    bad = announced("bad", **{hook: _fails(error)})
    [(code, _, _, message)] = _loaded(announced, rules, bad)
    assert code == "plugin-raised"
    assert message.startswith(
        f"plugin bad (dxplan-bad 1.0) is left out, because its `{hook}` failed: "
        f"{type(error).__name__}"
    )
    assert "[test_misbehaviour.py:" in message


def test_the_user_can_interrupt_a_plugin(announced):
    with pytest.raises(KeyboardInterrupt):
        load_plugins(entry_points=[announced("bad", KeyboardInterrupt())])
    with pytest.raises(KeyboardInterrupt):
        load_plugins(entry_points=[announced("bad", dxplan_plans=_fails(KeyboardInterrupt()))])


def _half_way():
    yield RuleFiles("a", Path("a.dxplan"))
    raise ValueError("half way")


class _BrokenList(list):
    def __iter__(self):
        raise ValueError("half way")


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        (None, "NoneType"),
        ("demo", "str"),
        ({}, "dict"),
        ((), "tuple"),
        (42, "int"),
        (_half_way(), "generator"),
        (RuleFiles("a", Path("a.dxplan")), "RuleFiles"),
        ([None], "[NoneType]"),
        (["demo"], "[str]"),
        ([Calendar("a")], "[Calendar]"),
        ([RuleFiles], "[type]"),
    ],
)
def test_a_hook_that_does_not_return_a_list_of_the_right_values_is_reported(
    announced, rules, answer, found
):
    [(code, _, _, message)] = _loaded(announced, rules, announced("bad", dxplan_plans=answer))
    assert code == "plugin-returned-rubbish"
    assert message == (
        "plugin bad (dxplan-bad 1.0) is left out, because its `dxplan_plans` gave something "
        f"unusable: {found}"
    )


def test_a_generator_that_fails_half_way_is_not_run(announced, rules):
    [(code, _, _, message)] = _loaded(announced, rules, announced("bad", dxplan_plans=_half_way))
    assert (code, message.endswith("unusable: generator")) == ("plugin-returned-rubbish", True)


def test_a_list_that_fails_half_way_is_reported(announced, rules):
    bad = announced("bad", dxplan_plans=_BrokenList())
    [(code, _, _, message)] = _loaded(announced, rules, bad)
    assert (code, "ValueError: half way" in message) == ("plugin-raised", True)


_SUM = Sum(((Fraction(1), "a", None),))
_TEXTS = {"en": "x", "vi": "x"}


@pytest.mark.parametrize(
    ("hook", "value", "found"),
    [
        ("dxplan_plans", RuleFiles("a", "a.dxplan"), "RuleFiles.path = 'a.dxplan'"),
        ("dxplan_plans", RuleFiles(5, Path("a")), "RuleFiles.name = 5"),
        ("dxplan_vocabularies", RuleFiles(" ", Path("a")), "RuleFiles.name = ' '"),
        ("dxplan_measures", Measure("a", kind="number"), "Measure.kind = 'number'"),
        ("dxplan_measures", Measure("a", dimensions=["level"]), "Measure.dimensions = ['level']"),
        ("dxplan_measures", Measure("a", flow=1), "Measure.flow = 1"),
        (
            "dxplan_indicators",
            Indicator("a", "share", _SUM, "b"),
            "Indicator.denominator = 'b'",
        ),
        (
            "dxplan_indicators",
            Indicator("a", "share", _SUM, Sum(((1, "b", None),))),
            "Indicator.denominator = Sum(terms=((1, 'b', None),), constant=Fraction(0, 1))",
        ),
        ("dxplan_thresholds", ParentThreshold("d", "i", 0.5), "ParentThreshold.value = 0.5"),
        (
            "dxplan_thresholds",
            ParentThreshold("", "i", Fraction(5)),
            "ParentThreshold.document = ''",
        ),
        (
            "dxplan_thresholds",
            ParentThreshold("d", "i", Fraction(5), scope=Scope({"level": 1})),
            "ParentThreshold.scope = Scope(members={'level': 1})",
        ),
        (
            "dxplan_thresholds",
            ParentThreshold("d", "i", Fraction(5), comparator="=>"),
            "ParentThreshold.comparator = '=>'",
        ),
        ("dxplan_units", Unit("a", until="2025-06-30"), "Unit.until = '2025-06-30'"),
        ("dxplan_units", Unit("a", level="ward"), "Unit.level = 'ward'"),
        (
            "dxplan_calendars",
            Calendar("a", opens=(2, 30)),
            "Calendar(name='a', opens=(2, 30), second_semester=(1, 18), closes=(5, 31), "
            "staleness=366, source='', reports_from=1, "
            "rest_days=(5, 6), holidays=None)",
        ),
        (
            "dxplan_calendars",
            Calendar("a", staleness=-1),
            "Calendar(name='a', opens=(9, 5), second_semester=(1, 18), closes=(5, 31), "
            "staleness=-1, source='', reports_from=1, "
            "rest_days=(5, 6), holidays=None)",
        ),
        *(
            ("dxplan_calendars", calendar, repr(calendar))
            for calendar in (
                Calendar("a", reports_from=0),
                Calendar("a", reports_from=29),
                Calendar("a", rest_days=(0, 1, 2, 3, 4, 5, 6)),
                Calendar("a", rest_days=(7,)),
            )
        ),
        (
            "dxplan_calendars",
            Calendar("a", holidays=Holidays(frozenset({"2024-01-01"}))),
            "Calendar.holidays = Holidays(first_year=1, last_year=0, source='')",
        ),
        ("dxplan_readers", Reader("a", (), len), "Reader.suffixes = ()"),
        ("dxplan_readers", Reader("a", ("json",), len), "Reader.suffixes = ('json',)"),
        ("dxplan_readers", Reader("a", (".JSON",), len), "Reader.suffixes = ('.JSON',)"),
        ("dxplan_readers", Reader("a", (".json",), "read"), "Reader.read = 'read'"),
        ("dxplan_renderers", Renderer("a", None), "Renderer.render = None"),
        ("dxplan_lints", Lint("a", "warning", _TEXTS, len), "Lint.severity = 'warning'"),
        ("dxplan_lints", Lint("a", Severity.NOTE, {"en": "x"}, len), "Lint.texts = {'en': 'x'}"),
        ("dxplan_lints", Lint("", Severity.NOTE, _TEXTS, len), "Lint.code = ''"),
    ],
)
def test_a_value_whose_field_cannot_be_right_is_reported(announced, rules, hook, value, found):
    [(code, _, _, message)] = _loaded(announced, rules, announced("bad", **{hook: [value]}))
    assert code == "plugin-returned-rubbish"
    assert message.endswith(f"`{hook}` gave something unusable: {found}")


def test_the_help_says_what_a_hook_returns(announced):
    loaded = load_plugins(entry_points=[announced("bad", dxplan_plans=1)])
    assert [d.help("en") for d in loaded.diagnostics] == [
        "it has to return a list of RuleFiles(name, path)"
    ]
    assert [d.help("vi") for d in loaded.diagnostics] == [
        "hàm này phải trả về danh sách gồm RuleFiles(name, path)"
    ]


def test_everything_wrong_with_a_plugin_is_reported(announced, rules):
    bad = announced(
        "bad",
        dxplan_plans=_fails(ValueError("x")),
        dxplan_units=[Unit("a"), "b", 3],
        dxplan_calendars=None,
    )
    found = _loaded(announced, rules, bad)
    assert sorted(code for code, *_ in found) == [
        "plugin-raised",
        "plugin-returned-rubbish",
        "plugin-returned-rubbish",
        "plugin-returned-rubbish",
    ]


def test_what_works_of_a_broken_plugin_is_left_out_too(announced, rules):
    bad = announced("bad", dxplan_plans=[RuleFiles("mine", rules)], dxplan_lints=None)
    _loaded(announced, rules, bad)


@pytest.mark.parametrize("plugin", [ModuleType("empty"), int, 42, "text", object()])
def test_a_plugin_without_hooks_is_reported(announced, rules, plugin):
    assert [code for code, *_ in _loaded(announced, rules, announced("bad", plugin))] == [
        "plugin-no-hooks"
    ]


def test_an_entry_point_that_names_none_is_reported(rules, announced):
    bad = announced("bad", ModuleType("bad"))
    bad = type(bad)(bad.name, None, bad.value, bad.dist)
    assert [code for code, *_ in _loaded(announced, rules, bad)] == ["plugin-no-hooks"]


def test_a_function_called_like_a_hook_but_not_marked_is_reported(announced, rules):
    module = ModuleType("bad")
    module.dxplan_plans = _fails(ValueError("never asked"))
    module.dxplan_units = hookimpl(lambda: [Unit("a")])
    [(code, _, _, message)] = _loaded(announced, rules, announced("bad", module))
    assert code == "plugin-unmarked-hook"
    assert "its `dxplan_plans` is not marked" in message


def test_an_unknown_hook_is_reported_with_a_suggestion(announced, rules):
    bad = announced("bad", dxplan_plan=[], dxplan_units=[])
    [(code, _, _, message)] = _loaded(announced, rules, bad)
    assert code == "plugin-unknown-hook"
    assert message.endswith("dxplan has no hook `dxplan_plan`")
    [said] = load_plugins(entry_points=[bad]).diagnostics
    assert said.help() == "did you mean `dxplan_plans`?"


def test_an_unknown_hook_that_is_like_none_is_reported_with_all_of_them(announced):
    [said] = load_plugins(entry_points=[announced("bad", on_quux=[])]).diagnostics
    assert said.help() == f"known are: {', '.join(HOOKS)}"


def test_a_hook_with_arguments_is_reported(announced, rules):
    bad = announced("bad", dxplan_plans=lambda session: [])
    assert [code for code, *_ in _loaded(announced, rules, bad)] == ["plugin-hook-arguments"]


def test_a_name_that_is_given_twice_is_reported(announced, rules):
    bad = announced("bad", dxplan_plans=[RuleFiles("mine", rules), RuleFiles("mine", rules)])
    [(code, _, _, message)] = _loaded(announced, rules, bad)
    assert code == "plugin-duplicate"
    assert message.endswith("its `dxplan_plans` gives `mine` twice")


def test_a_file_name_ending_that_is_given_twice_is_reported(announced, rules):
    bad = announced(
        "bad", dxplan_readers=[Reader("a", (".a", ".b"), len), Reader("c", (".b",), len)]
    )
    [(code, _, _, message)] = _loaded(announced, rules, bad)
    assert (code, message.endswith("gives `.b` twice")) == ("plugin-duplicate", True)


def test_a_number_that_is_given_twice_is_reported_with_its_place(announced, rules):
    scope = Scope({"level": "primary"})
    numbers = [ParentThreshold("d", "i", Fraction(value), scope=scope) for value in (5, 6)]
    [(code, _, _, message)] = _loaded(announced, rules, announced("bad", dxplan_thresholds=numbers))
    assert (code, message.endswith("gives `d i level=primary` twice")) == ("plugin-duplicate", True)


def test_one_document_may_set_numbers_for_several_scopes(announced):
    numbers = [
        ParentThreshold("d", "i", Fraction(5)),
        ParentThreshold("d", "i", Fraction(6), scope=Scope({"level": "primary"})),
        ParentThreshold("d", "j", Fraction(5)),
    ]
    loaded = load_plugins(entry_points=[announced("city", dxplan_thresholds=numbers)])
    assert loaded.diagnostics == ()
    assert [given.value for given in loaded.thresholds] == numbers


@pytest.mark.parametrize("name", ["missing.dxplan", "", "notes.txt"])
def test_rules_that_are_not_there_are_reported(announced, rules, tmp_path, name):
    (tmp_path / "notes.txt").write_text("x", "utf-8")
    path = tmp_path / name
    bad = announced("bad", dxplan_plans=[RuleFiles("mine", path)])
    [(code, _, _, message)] = _loaded(announced, rules, bad)
    assert code == "plugin-no-rules"
    assert f"names `{path.as_posix()}`, where there are no rules" in message


def test_a_path_that_no_system_takes_is_reported(announced, rules):
    bad = announced("bad", dxplan_plans=[RuleFiles("mine", Path("a\0.dxplan"))])
    [(code, *_)] = _loaded(announced, rules, bad)
    assert code in {"plugin-no-rules", "plugin-raised"}


def test_a_wrapper_that_breaks_the_answer_is_reported(announced, rules):
    module = ModuleType("bad")

    def wrap():
        yield
        return 5

    module.dxplan_plans = hookimpl(wrapper=True)(wrap)
    [(code, _, _, message)] = _loaded(announced, rules, announced("bad", module))
    assert (code, message.endswith("unusable: int")) == ("plugin-returned-rubbish", True)


def test_messages_about_plugins_are_there_in_vietnamese(announced):
    [said] = load_plugins(entry_points=[announced("bad", dxplan_plans=None)]).diagnostics
    assert said.message("vi") == (
        "không dùng phần mở rộng bad (dxplan-bad 1.0) vì `dxplan_plans` trả về giá trị không dùng "
        "được: NoneType"
    )
