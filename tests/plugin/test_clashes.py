"""Plugins that clash: who is left out and named, and that their order never matters."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxplan.plugin import (
    Calendar,
    Indicator,
    Lint,
    Measure,
    ParentThreshold,
    Renderer,
    RuleFiles,
    Scope,
    Severity,
    Sum,
    Unit,
)
from dxplan.plugin.host import load_plugins

_SUM = Sum(((Fraction(1), "a", None),))


def _states(loaded):
    return {info.label: info.loaded for info in loaded.plugins}


def _said(loaded):
    return [(d.code, d.severity, d.message()) for d in loaded.diagnostics]


def _both_left_out(loaded, claim):
    """Plugins a and b clash, and c goes on."""
    assert _states(loaded) == {
        "a (dxplan-a 1.0)": False,
        "b (dxplan-b 1.0)": False,
        "c (dxplan-c 1.0)": True,
        _builtin(loaded): True,
    }
    assert _said(loaded) == [
        (
            "plugin-clash",
            Severity.WARNING,
            "plugins a (dxplan-a 1.0), b (dxplan-b 1.0) are all left out, because each of them "
            f"brings `{claim}`",
        )
    ]


def _builtin(loaded):
    [label] = [info.label for info in loaded.plugins if info.kind == "built-in"]
    return label


def _values(path):
    texts = {"en": "x", "vi": "x"}
    scope = Scope({"level": "primary"})
    return [
        ("dxplan_plans", RuleFiles("p", path), RuleFiles("p", path), "dxplan_plans p"),
        (
            "dxplan_vocabularies",
            RuleFiles("v", path),
            RuleFiles("v", path),
            "dxplan_vocabularies v",
        ),
        (
            "dxplan_calendars",
            Calendar("k"),
            Calendar("k", closes=(6, 30)),
            "dxplan_calendars k",
        ),
        (
            "dxplan_thresholds",
            ParentThreshold("d", "i", Fraction(1), scope=scope),
            ParentThreshold("d", "i", Fraction(2), scope=scope),
            "dxplan_thresholds d i level=primary",
        ),
        ("dxplan_renderers", Renderer("r", len), Renderer("r", max), "dxplan_renderers r"),
        (
            "dxplan_lints",
            Lint("odd", Severity.NOTE, texts, len),
            Lint("odd", Severity.ERROR, texts, len),
            "dxplan_lints odd",
        ),
    ]


@pytest.mark.parametrize("which", range(6))
def test_two_plugins_that_bring_the_same_name_are_both_left_out(announced, rules, which):
    hook, one, other, claim = _values(rules)[which]
    loaded = load_plugins(
        entry_points=[
            announced("a", **{hook: [one]}),
            announced("b", **{hook: [other]}),
            announced("c", dxplan_plans=[RuleFiles("demo", rules)]),
        ]
    )
    _both_left_out(loaded, claim)
    assert set(loaded.plans) == {"demo"}


@pytest.mark.parametrize(
    ("hook", "value"),
    [
        ("dxplan_measures", Measure("m")),
        ("dxplan_indicators", Indicator("i", "count", _SUM, Sum((), Fraction(1)))),
        ("dxplan_units", Unit("u")),
    ],
)
def test_what_joins_the_vocabulary_of_another_plugin_clashes_with_it(announced, rules, hook, value):
    loaded = load_plugins(
        entry_points=[
            announced("a", **{hook: [value]}),
            announced("b", dxplan_vocabularies=[RuleFiles("a", rules)]),
            announced("c", **{hook: [value]}),
        ]
    )
    _both_left_out(loaded, "dxplan_vocabularies a")
    assert [given.plugin for given in loaded.collect(hook)] == ["c"]


def test_a_plugin_may_add_to_its_own_vocabulary(announced, rules):
    plugin = announced(
        "a", dxplan_vocabularies=[RuleFiles("a", rules)], dxplan_measures=[Measure("m")]
    )
    assert load_plugins(entry_points=[plugin]).diagnostics == ()


def test_the_same_name_in_two_vocabularies_is_no_clash(announced):
    plugins = [announced(name, dxplan_measures=[Measure("m")]) for name in ("a", "b")]
    loaded = load_plugins(entry_points=plugins)
    assert loaded.diagnostics == ()
    assert [given.plugin for given in loaded.measures] == ["a", "b"]


def test_a_plan_and_a_calendar_may_have_one_name(announced, rules):
    plugins = [
        announced("a", dxplan_plans=[RuleFiles("city", rules)]),
        announced("b", dxplan_calendars=[Calendar("city")]),
    ]
    assert load_plugins(entry_points=plugins).diagnostics == ()


def test_three_plugins_with_one_name_are_named_together(announced, rules):
    plugins = [announced(name, dxplan_plans=[RuleFiles("p", rules)]) for name in ("c", "a", "b")]
    loaded = load_plugins(entry_points=plugins)
    assert _said(loaded) == [
        (
            "plugin-clash",
            Severity.WARNING,
            "plugins a (dxplan-a 1.0), b (dxplan-b 1.0), c (dxplan-c 1.0) are all left out, "
            "because each of them brings `dxplan_plans p`",
        )
    ]
    assert loaded.plans == {}


def test_a_plugin_that_clashes_is_left_out_with_all_it_brings(announced, rules):
    plugins = [
        announced("a", dxplan_plans=[RuleFiles("p", rules)], dxplan_calendars=[Calendar("k")]),
        announced("b", dxplan_plans=[RuleFiles("p", rules), RuleFiles("q", rules)]),
    ]
    loaded = load_plugins(entry_points=plugins)
    assert (dict(loaded.plans), set(loaded.calendars)) == ({}, {"ministry", "window_15_14"})


def test_a_broken_plugin_clashes_with_nobody(announced, rules):
    plugins = [
        announced("a", dxplan_plans=[RuleFiles("p", rules)], dxplan_lints=None),
        announced("b", dxplan_plans=[RuleFiles("p", rules)]),
    ]
    loaded = load_plugins(entry_points=plugins)
    assert [d.code for d in loaded.diagnostics] == ["plugin-returned-rubbish"]
    assert loaded.plans["p"].plugin == "b"


def test_two_modules_under_one_name_are_both_left_out(announced, rules):
    plugins = [
        announced("a", value="one", dxplan_plans=[RuleFiles("p", rules)]),
        announced("a", value="two", dxplan_plans=[RuleFiles("q", rules)]),
    ]
    loaded = load_plugins(entry_points=plugins)
    assert [d.code for d in loaded.diagnostics] == ["plugin-clash"]
    assert loaded.plans == {}


def test_one_module_that_is_announced_twice_is_one_plugin(announced, rules):
    plugin = announced("a", dxplan_plans=[RuleFiles("p", rules)])
    again = announced("z", plugin.plugin, value=plugin.value)
    for plugins in ([plugin, again], [again, plugin], [plugin, plugin]):
        loaded = load_plugins(entry_points=plugins)
        assert loaded.diagnostics == ()
        assert loaded.plans["p"].plugin == "a"


@pytest.mark.parametrize(
    ("hook", "value", "claim"),
    [
        ("dxplan_calendars", Calendar("ministry"), "dxplan_calendars ministry"),
        ("dxplan_renderers", Renderer("json", len), "dxplan_renderers json"),
        ("dxplan_lints", Lint("no-lead", Severity.NOTE, {"en": "", "vi": ""}, len), None),
    ],
)
def test_the_built_in_plugin_is_kept(announced, rules, hook, value, claim):
    loaded = load_plugins(
        entry_points=[
            announced("a", dxplan_plans=[RuleFiles("p", rules)], **{hook: [value]}),
            announced("b", dxplan_plans=[RuleFiles("p", rules)]),
        ]
    )
    claim = claim or "dxplan_lints no-lead"
    assert _said(loaded) == [
        (
            "plugin-outranked",
            Severity.WARNING,
            f"plugin a (dxplan-a 1.0) is left out, because {_builtin(loaded)} already brings "
            f"`{claim}`",
        )
    ]
    # a is out of the way already, so that b has nothing to clash with
    assert loaded.plans["p"].plugin == "b"


def test_no_plugin_takes_the_name_or_the_vocabulary_of_the_built_in_one(announced, rules):
    plugins = [
        announced("education", value="other", dxplan_measures=[Measure("m")]),
        announced("b", dxplan_vocabularies=[RuleFiles("education", rules)]),
    ]
    loaded = load_plugins(entry_points=plugins)
    assert [d.code for d in loaded.diagnostics] == ["plugin-outranked"] * 3
    assert loaded.vocabularies["education"].plugin == "education"
    assert loaded.measures == ()


def test_a_folder_given_by_path_goes_before_what_is_installed(announced, rules, folder):
    path = folder("draft", {"demo.dxplan": "", "plan.toml": 'name = "demo"'})
    loaded = load_plugins(
        [path], entry_points=[announced("a", dxplan_plans=[RuleFiles("demo", rules)])]
    )
    assert _said(loaded) == [
        (
            "plugin-outranked",
            Severity.WARNING,
            f"plugin a (dxplan-a 1.0) is left out, because demo ({path.as_posix()}) already brings "
            "`dxplan_plans demo`",
        )
    ]
    assert loaded.plans["demo"].value == RuleFiles("demo", path)


def test_two_folders_with_one_plan_are_both_left_out_and_that_is_an_error(folder):
    paths = [folder(name, {"a.dxplan": "", "plan.toml": 'name = "demo"'}) for name in ("x", "y")]
    loaded = load_plugins(paths, entry_points=False)
    assert [(d.code, d.severity) for d in loaded.diagnostics] == [
        ("plugin-clash", Severity.ERROR),
        ("plugin-clash", Severity.ERROR),
    ]
    assert loaded.plans == {}


def test_one_folder_given_twice_is_one_plugin(folder):
    path = folder("demo", {"a.dxplan": ""})
    loaded = load_plugins([path, path / ".." / "demo", path], entry_points=False)
    assert loaded.diagnostics == ()
    assert set(loaded.plans) == {"demo"}


# --- laws -----------------------------------------------------------------------------------------

_NAMES = st.sampled_from(["a", "b", "c", "d", "education"])
_PLANS = st.lists(st.sampled_from(["p", "q", "r", "s", "t"]), max_size=3)
_SHAPES = st.sampled_from(["sound", "sound", "sound", "raises", "rubbish", "no import"])
_SPECS = st.lists(st.tuples(_NAMES, _PLANS, _SHAPES), max_size=6)


def _announce(announced, rules, number, spec):
    name, plans, shape = spec
    value = f"module_{number}"
    if shape == "no import":
        return announced(name, ImportError("x"), value=value)
    hooks = {"dxplan_plans": [RuleFiles(plan, rules) for plan in plans]}
    if shape == "rubbish":
        hooks["dxplan_units"] = "rubbish"
    if shape == "raises":
        hooks["dxplan_units"] = lambda: 1 / 0
    return announced(name, value=value, **hooks)


@given(specs=_SPECS, data=st.data())
def test_the_order_of_plugins_does_not_matter(announced, rules, specs, data):
    plugins = [_announce(announced, rules, number, spec) for number, spec in enumerate(specs)]
    shuffled = data.draw(st.permutations(plugins))
    assert load_plugins(entry_points=shuffled) == load_plugins(entry_points=plugins)


@given(specs=_SPECS)
def test_every_plugin_is_used_whole_or_left_out_whole_and_named(announced, rules, specs):
    plugins = [_announce(announced, rules, number, spec) for number, spec in enumerate(specs)]
    loaded = load_plugins(entry_points=plugins)
    told = " ".join(d.message() for d in loaded.diagnostics)
    offered = {f"module_{number}": plans for number, (_, plans, _) in enumerate(specs)}
    used = [plan for info in loaded.plugins if info.loaded for plan in offered.get(info.module, [])]
    assert sorted(used) == sorted(loaded.plans)
    assert len(loaded.plugins) == len(plugins) + 1
    assert [
        info.label for info in loaded.plugins if not info.loaded and info.label not in told
    ] == []
    assert all(info.loaded for info in loaded.plugins if info.kind == "built-in")


@given(specs=_SPECS)
def test_a_sound_plugin_with_names_of_its_own_is_always_used(announced, rules, specs):
    mine = announced("mine", value="mine", dxplan_plans=[RuleFiles("my_plan", rules)])
    others = [_announce(announced, rules, number, spec) for number, spec in enumerate(specs)]
    assert load_plugins(entry_points=[*others, mine]).plans["my_plan"].plugin == "mine"


def test_the_order_of_folders_does_not_matter(folder):
    one = folder("one", {"a.dxplan": ""})
    two = folder("two", {"a.dxplan": "", "plan.toml": "name = 1"})
    three = folder("three", {"a.dxplan": ""})
    loaded = load_plugins([one, two, three], entry_points=False)
    assert load_plugins([three, one, two], entry_points=False) == loaded
    assert set(loaded.plans) == {"one", "three"}
