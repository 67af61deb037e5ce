"""Functions of plugins that fail when they are used."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import attrs
import pytest

from dxplan.analysis.lint import Remark
from dxplan.plugin import Lint, Plan, Problem, Reader, Renderer, Report, Severity, Table
from dxplan.plugin.guarded import PluginFailed, guarded
from dxplan.plugin.origin import PluginInfo
from dxplan.source import Span, source_from_text

INFO = PluginInfo("city", "installed", "dxplan-city", "1.0")
REPORT = Report(Plan("demo"), date(2025, 12, 31))
TEXTS = {"en": "{id} is odd", "vi": "{id} lạ"}


def _fails(*_):
    raise OSError("broken")


def _lint(check, texts=None):
    return guarded(Lint("odd", Severity.NOTE, texts or TEXTS, check), INFO)


@pytest.mark.parametrize(
    ("read", "told"),
    [
        (_fails, "OSError: broken"),
        (lambda path: None, "TypeError: "),
        (lambda path: ([5], []), "TypeError: expected Table, not int"),
        (lambda path: ([], ["x"]), "TypeError: expected Problem, not str"),
        (lambda path: ([], [], []), "ValueError: "),
        (
            lambda path: ([Table("a", "", ((0.5,),))], []),
            "TypeError: expected str, int, Decimal, date, NoneType, Percentage, not float",
        ),
        (lambda path: ([], [Problem("odd")]), "KeyError: 'odd'"),
    ],
)
def test_a_reader_that_fails_gives_a_problem_that_names_its_plugin(read, told):
    reader = guarded(Reader("json", (".json",), read), INFO)
    tables, [problem] = reader.read(Path("data/a.json"))
    assert tables == []
    assert (problem.code, problem.file, problem.fatal) == (
        "plugin-reader-failed",
        "data/a.json",
        True,
    )
    assert problem.params["plugin"] == "city (dxplan-city 1.0)"
    assert problem.params["error"].startswith(told)
    for language in ("en", "vi"):
        assert "city (dxplan-city 1.0)" in problem.message(language)


def test_a_reader_that_works_is_not_changed():
    table = Table("a", "", (("x", 1, True, Decimal("0.5"), date(2025, 1, 1), None),))
    problem = Problem("plugin-reader-failed", params={"plugin": "x", "error": "y"})
    reader = guarded(Reader("json", (".json",), lambda path: ((table,), (problem,))), INFO)
    assert reader.read(Path("a.json")) == ([table], [problem])


@pytest.mark.parametrize("render", [_fails, lambda report, language: None])
def test_a_renderer_that_fails_names_its_plugin(render):
    renderer = guarded(Renderer("short", render), INFO)
    with pytest.raises(PluginFailed) as failed:
        renderer.render(REPORT, "vi")
    assert failed.value.diagnostic.code == "plugin-raised"
    assert str(failed.value).startswith(
        "plugin city (dxplan-city 1.0) is left out, because its `dxplan_renderers` failed: "
    )


def _half_way(plan):
    yield None, {"id": "a"}
    raise ValueError("half way")


@pytest.mark.parametrize(
    ("check", "told"),
    [
        (_fails, "OSError: broken"),
        (_half_way, "ValueError: half way"),
        (lambda plan: None, "TypeError: "),
        (lambda plan: [5], "TypeError: "),
        (lambda plan: [("a.dxplan", {"id": "a"})], "TypeError: expected Span, not str"),
        (lambda plan: [(None, {"name": "a"})], "KeyError: 'id'"),
        (lambda plan: [(None, None)], "AttributeError: "),
    ],
)
def test_a_lint_that_fails_names_its_plugin(check, told):
    with pytest.raises(PluginFailed) as failed:
        _lint(check).check(Plan("demo"))
    assert failed.value.diagnostic.params["hook"] == "dxplan_lints"
    assert str(failed.value.diagnostic.params["error"]).startswith(told)


def test_a_lint_whose_help_cannot_be_filled_names_its_plugin():
    with pytest.raises(PluginFailed):
        _lint(lambda plan: [(None, {"id": "a"})], {**TEXTS, "help_vi": "{more}"}).check(Plan("d"))


def test_a_remark_of_a_lint_keeps_its_other_places():
    span = Span(source_from_text("abc"), 0, 1)
    remark = Remark(span, {"id": "a"}, (span,))
    assert _lint(lambda plan: [remark]).check(Plan("demo")) == [remark]
    with pytest.raises(PluginFailed):
        _lint(lambda plan: [Remark(span, {"id": "a"}, (1,))]).check(Plan("demo"))


def test_a_lint_that_works_is_not_changed():
    assert _lint(lambda plan: iter([(None, {"id": plan.id})])).check(Plan("demo")) == [
        (None, {"id": "demo"})
    ]


@pytest.mark.parametrize("value", [Plan("demo"), "text"])
def test_values_without_functions_stay_what_they_are(value):
    assert guarded(value, INFO) is value


def _interrupt(*_):
    raise KeyboardInterrupt


def test_the_user_can_interrupt_a_function_of_a_plugin():
    with pytest.raises(KeyboardInterrupt):
        guarded(Reader("json", (".json",), _interrupt), INFO).read(Path("a"))
    with pytest.raises(KeyboardInterrupt):
        guarded(Renderer("short", _interrupt), INFO).render(REPORT, "en")
    with pytest.raises(KeyboardInterrupt):
        _lint(_interrupt).check(Plan("demo"))


def test_fixes_of_a_plugin_are_fixes_or_its_plugin_is_named():
    lint = _lint(lambda plan: [])
    mending = guarded(attrs.evolve(lint, mend=lambda plan: [1]), INFO)
    with pytest.raises(PluginFailed) as failed:
        mending.mend(Plan("demo"))
    assert "expected Fix, not int" in failed.value.diagnostic.message()
    assert guarded(attrs.evolve(lint, mend=lambda plan: iter(())), INFO).mend(Plan("demo")) == []
    assert lint.mend is None
