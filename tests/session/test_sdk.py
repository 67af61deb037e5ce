"""What a developer calls: five lines from rules to findings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

import dxplan
from dxplan.analysis.lint import Lint
from dxplan.cli.command import FORMATS
from dxplan.diagnostics import Diagnostic, Severity
from dxplan.engine.tables import given
from dxplan.messages import Language
from dxplan.plan.model import Plan
from dxplan.rule_errors import RuleError
from dxplan.source import Source, Span, source_from_text
from tests.plan.rules import told
from tests.session.folders import NAMES, PLAN, RULE, Announced, folder, session_of

ROWS = [
    {"school": "A", "period": "2025", "lessons_online": 4, "lessons_total": 100},
    {"school": "B", "period": "2025", "lessons_online": 5, "lessons_total": 60},
]
CSV = "school,period,lessons_online,lessons_total\nA,2025,4,100\nB,2025,5,60\n"
END = date(2025, 12, 31)


def verdicts(report: dxplan.Report) -> list[tuple[str, str]]:
    return [(finding.target, finding.verdict) for finding in report]


# --- rules ----------------------------------------------------------------------------------------


def test_a_text_is_a_plan() -> None:
    plan = dxplan.load_text(PLAN)
    assert isinstance(plan, dxplan.Plan)
    assert (plan.id, plan.title) == ("demo", "Demo")
    assert [target.low for target in plan.targets] == [Fraction(5)]


def test_rules_with_errors_are_refused_with_everything_that_is_wrong() -> None:
    text = f"plan p\n    parent x.y\n{NAMES}onlin_share >= 5% by 2025\nunit so_gddt\n"
    with pytest.raises(dxplan.RuleError) as caught:
        dxplan.load_text(text, "demo.dxplan")
    error = caught.value
    assert isinstance(error, ValueError)
    assert [each.code for each in error.diagnostics] == [
        "parent-not-loaded",
        "unknown-indicator",
        "duplicate-name",
    ]
    assert str(error) == (
        "demo.dxplan:8:1: [unknown-indicator] there is no indicator `onlin_share`; "
        "demo.dxplan:9:6: [duplicate-name] the unit `so_gddt` is declared twice,"
        " first at demo.dxplan:7"
    )


def test_a_rule_error_without_a_place_says_what_is_wrong() -> None:
    with pytest.raises(RuleError, match=r"^\[unreadable-file\] `no/such.dxplan` cannot be read: "):
        dxplan.load("no/such.dxplan")


def test_a_single_error_says_what_to_do() -> None:
    with pytest.raises(RuleError) as refused:
        dxplan.load("binh_din")
    assert str(refused.value) == (
        "[unknown-plan] there is no plan called `binh_din` → did you mean `binh_dinh`?"
    )


def test_a_format_that_is_not_there_is_told_with_those_that_are() -> None:
    report = dxplan.check(dxplan.load_text("measure a"), (), as_of=date(2025, 12, 31))
    with pytest.raises(ValueError, match=r"^there is no format 'pdf'; known are csv, docx, html, "):
        dxplan.render(report, "pdf")


def test_the_message_of_a_rule_error_names_five_errors_at_most() -> None:
    span = Span(Source("x", "abc"), 0, 1)
    wrong = [Diagnostic("dotted-name", span, {"found": str(number)}) for number in range(9)]
    warning = Diagnostic("parent-not-loaded", span, {"name": "x"})
    error = RuleError([warning, *wrong])
    assert str(error).count("[dotted-name]") == 5
    assert "parent-not-loaded" not in str(error)
    assert error.diagnostics == (warning, *wrong)


def test_warnings_do_not_keep_a_plan_from_being_used() -> None:
    plan = dxplan.load_text(f"{NAMES}unit u until 2024\nonline_share >= 5% by 2025\n    lead u")
    assert [unit.name for unit in plan.targets[0].lead] == ["u"]


def test_a_plan_is_loaded_from_a_file_or_a_plugin_in_a_folder(tmp_path: Path) -> None:
    path = folder(tmp_path, {"demo.dxplan": PLAN}) / "demo.dxplan"
    named = folder(tmp_path / "x", {"plan.toml": 'name = "mine"', "a.dxplan": PLAN})
    assert dxplan.load(path) == dxplan.load(str(path)) == dxplan.load("mine", plugins=[named])
    assert dxplan.load(named) == dxplan.load(path)


def test_lint_says_everything_there_is_to_say(tmp_path: Path) -> None:
    path = folder(tmp_path, {"demo.dxplan": f"{NAMES}online_share >= 5% by 2025"}) / "demo.dxplan"
    assert [each.code for each in dxplan.lint(path)] == [
        "unused-name",
        "no-citation",
        "no-lead",
    ]
    assert [each.code for each in dxplan.lint("no-such-plan")] == ["unknown-plan"]


def test_lints_are_silent_about_rules_that_cannot_be_used(tmp_path: Path) -> None:
    text = f"{NAMES}online_share >= 5% by 2025\nonlin_share >= 6% by 2025"
    path = folder(tmp_path, {"demo.dxplan": text}) / "demo.dxplan"
    assert [each.code for each in dxplan.lint(path)] == ["unknown-indicator"]


def lint_of(code: str, check: object) -> Announced:
    texts = {"en": "{x} is odd", "vi": "{x} lạ"}
    lint = Lint(code, Severity.WARNING, texts, check)  # type: ignore[arg-type]
    return Announced(code.replace("-", "_"), {"dxplan_lints": [lint]})


def test_a_lint_of_a_plugin_speaks_with_the_others() -> None:
    def check(plan: Plan) -> Iterable[tuple[Span | None, Mapping[str, object]]]:
        return [(plan.targets[0].span, {"x": "this"}), (None, {"x": "one"}), (None, {"x": "two"})]

    session = session_of(lint_of("odd-target", check))
    outcome = session.with_lints(
        session.load_source(source_from_text(NAMES + RULE, "rules.dxplan"))
    )
    assert told(outcome.diagnostics) == [
        "odd-target",
        "odd-target",
        "6:14 odd-target >= 5% by 2025",
    ]
    assert [each.message("vi") for each in outcome.diagnostics] == ["one lạ", "two lạ", "this lạ"]
    assert outcome.ok


def test_a_lint_that_fails_is_named_and_the_others_go_on() -> None:
    def check(plan: Plan) -> Iterable[tuple[Span | None, Mapping[str, object]]]:
        raise LookupError("no targets")

    session = session_of(lint_of("odd-target", check))
    text = f"{NAMES}online_share >= 5% by 2025\n    lead so_gddt"
    outcome = session.with_lints(session.load_source(source_from_text(text, "rules.dxplan")))
    assert told(outcome.diagnostics) == [
        "plugin-raised",
        "6:14 no-citation >= 5% by 2025",
    ]
    assert "LookupError: no targets" in outcome.diagnostics[0].message()
    assert outcome.ok


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (None, "x đạt 5% đến năm 2025\n"),
        ("vi", "x đạt 5% đến năm 2025\n"),
        ("en", "x reaches 5% by 2025\n"),
    ],
)
def test_text_is_formatted_in_its_own_language_or_another(
    language: Language | None, text: str
) -> None:
    assert dxplan.format_text("x   Đạt 5% đến   năm 2025", language) == text
    session = session_of()
    source = source_from_text("x   Đạt 5% đến   năm 2025")
    assert session.format(source, language).value == text


def test_text_that_cannot_be_read_is_not_formatted() -> None:
    with pytest.raises(RuleError, match=r"<text>:1:3: \[reversed-comparator\]"):
        dxplan.format_text("x => 5%")
    outcome = session_of().format(source_from_text("x  => 5%"))
    assert outcome.value == "x  => 5%"
    assert told(outcome.diagnostics) == ["<text>:1:4 reversed-comparator =>"]


# --- data -----------------------------------------------------------------------------------------


def test_rows_are_data() -> None:
    report = dxplan.check(dxplan.load_text(PLAN), ROWS, as_of=END)
    assert verdicts(report) == [("online_share.by.2025", "met")]


def test_a_file_is_data_and_so_are_several(tmp_path: Path) -> None:
    folder(tmp_path, {"all.csv": CSV, "a.csv": "".join(CSV.splitlines(keepends=True)[:2])})
    (tmp_path / "b.csv").write_text("".join(CSV.splitlines(keepends=True)[::2]), "utf-8")
    plan = dxplan.load_text(PLAN)
    whole = dxplan.check(plan, tmp_path / "all.csv", as_of=END)
    assert verdicts(whole) == [("online_share.by.2025", "met")]
    assert verdicts(dxplan.check(plan, str(tmp_path / "all.csv"), as_of=END)) == verdicts(whole)
    parts: list[str | Path] = [tmp_path / "a.csv", str(tmp_path / "b.csv")]
    assert verdicts(dxplan.check(plan, parts, as_of=END)) == verdicts(whole)


def test_a_plan_may_be_named_where_data_are_checked(tmp_path: Path) -> None:
    path = folder(tmp_path, {"demo.dxplan": PLAN}) / "demo.dxplan"
    assert verdicts(dxplan.check(path, ROWS, as_of=END)) == [("online_share.by.2025", "met")]
    named = folder(tmp_path / "x", {"plan.toml": 'name = "mine"', "a.dxplan": PLAN})
    report = dxplan.check("mine", ROWS, as_of=END, plugins=[named])
    assert verdicts(report) == [("online_share.by.2025", "met")]


def test_data_are_held_against_the_numbers_of_the_parent(tmp_path: Path) -> None:
    manifest = 'name = "x"\n[[thresholds]]\ndocument = "national"\nindicator = "online_share"\n'
    path = folder(
        tmp_path / "demo",
        {
            "plan.toml": "",
            "p.dxplan": f"plan p\n    parent national\n{NAMES}online_share >= parent by 2025",
        },
    )
    for value, verdict in (("5%", "met"), ("6%", "missed")):
        (path / "plan.toml").write_text(f'{manifest}value = "{value}"', "utf-8")
        report = dxplan.check(path, ROWS, as_of=END)
        assert verdicts(report) == [("online_share.by.2025", verdict)]


def test_rules_with_errors_are_not_checked() -> None:
    with pytest.raises(RuleError, match="unreadable-file"):
        dxplan.check("no/such.dxplan", ROWS, as_of=END)


def test_observations_are_given_back_as_they_are() -> None:
    session = session_of()
    plan = dxplan.load_text(PLAN)
    observations = session.read(plan, ROWS)
    assert session.read(plan, observations) is observations
    assert verdicts(session.check(plan, observations, as_of=END)) == [
        ("online_share.by.2025", "met")
    ]


def test_every_school_may_be_judged() -> None:
    report = dxplan.check(dxplan.load_text(PLAN), ROWS, as_of=END, by="organisation")
    found = {(finding.organisation, finding.verdict) for finding in report}
    assert found == {("demo", "met"), ("A", "missed"), ("B", "met")}


def test_a_crosswalk_says_whose_a_code_was(tmp_path: Path) -> None:
    files = {"register.csv": "id\nA9\n", "crosswalk.csv": "old,new,on\nA,A9,2026-01-01\n"}
    beside = folder(tmp_path, files)
    paths = {"register": beside / "register.csv", "crosswalk": beside / "crosswalk.csv"}
    plan = dxplan.load_text(PLAN)
    of_one = [row for row in ROWS if "A" in row.values()]
    report = dxplan.check(plan, of_one, as_of=END, by="organisation", **paths)
    assert {each.organisation for each in report} == {plan.id, "A9"}
    explained = dxplan.explain_rule(plan, plan.targets[0].id, of_one, as_of=END, **paths)
    assert explained.finding.missing == ()


def test_a_crosswalk_is_refused_beside_a_table_whose_rows_are_not_looked_at(
    tmp_path: Path,
) -> None:
    files = {"register.csv": "id\nA\n", "crosswalk.csv": "old,new,on\nA,B,2025-01-01\n"}
    beside = folder(tmp_path, files)
    paths = {"register": beside / "register.csv", "crosswalk": beside / "crosswalk.csv"}
    with pytest.raises(ValueError, match="a crosswalk is given, and the figures are a table"):
        dxplan.check(dxplan.load_text(PLAN), tmp_path / "*.parquet", as_of=END, **paths)


def test_a_register_says_who_should_have_reported(tmp_path: Path) -> None:
    register = folder(tmp_path, {"register.csv": "school,name\nA,A\nB,B\nC,C\n"}) / "register.csv"
    report = dxplan.check(dxplan.load_text(PLAN), ROWS, as_of=END, register=register)
    (finding,) = report
    assert (finding.reported, finding.expected) == (2, 3)
    assert finding.verdict == "undetermined"


@pytest.mark.parametrize("large", [False, True])
def test_lists_beside_files_may_be_rows_that_are_read_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, large: bool
) -> None:
    """A large file in which something is wrong is read cell by cell after all."""
    if large:
        monkeypatch.setattr(given, "_LARGE", 0)
    data = folder(tmp_path, {"figures.csv": CSV + "A,2024,-1,100\n"}) / "figures.csv"
    plan = dxplan.load_text(f"{PLAN}    when open_doors\nfact open_doors\ntask t in 2024")
    rows = iter([{"id": name} for name in "ABC"])
    events = ({"rule": each, "date": "2024-05-01"} for each in ("t", "open_doors"))
    report = dxplan.check(plan, data, as_of=END, register=rows, events=events)
    assert [(each.verdict, each.expected) for each in report] == [("undetermined", 3), ("met", 0)]
    assert [(each.code, each.cell) for each in report.problems] == [("negative-number", "C4")]


def test_a_crosswalk_beside_files_may_be_rows(tmp_path: Path) -> None:
    data = folder(tmp_path, {"figures.csv": CSV}) / "figures.csv"
    lists = {
        "register": [{"id": "A9"}],
        "crosswalk": [{"old": "A", "new": "A9", "on": "2026-01-01"}],
    }
    report = dxplan.check(dxplan.load_text(PLAN), data, as_of=END, **lists)
    assert [(each.code, each.cell) for each in report.problems] == [("unknown-organisation", "A3")]


def test_rows_that_are_no_crosswalk_of_sums_are_called_rows() -> None:
    plan, codes = dxplan.load_text(PLAN), [{"old": "A", "new": "B"}]
    with pytest.raises(ValueError, match="<rows>:crosswalk"):
        dxplan.check(plan, ROWS, as_of=END, sums=(), crosswalk=codes)


def test_events_say_what_was_done(tmp_path: Path) -> None:
    events = folder(tmp_path, {"events.csv": "rule,date\nt,2024-05-01\n"}) / "events.csv"
    plan = dxplan.load_text("task t in 2024")
    report = dxplan.check(plan, [], as_of=END, events=events)
    assert verdicts(report) == [("t", "met")]


def test_report_formats_by_name() -> None:
    renderers = session_of().renderers()
    assert set(renderers) == set(FORMATS)
    report = dxplan.check(dxplan.load_text(PLAN), ROWS, as_of=END)
    assert "online_share.by.2025" in renderers["json"].render(report, "en")


def test_what_is_wrong_with_plugins_is_told_by_the_session(tmp_path: Path) -> None:
    session = session_of(tmp_path / "nowhere")
    assert [each.code for each in session.diagnostics] == ["manifest-no-folder"]
    assert session_of().diagnostics == ()


# --- explanations ---------------------------------------------------------------------------------


def test_a_verdict_is_explained_in_the_language_of_the_plan_or_another() -> None:
    plan = dxplan.load_text(PLAN)
    found = dxplan.explain_rule(plan, "online_share", ROWS, as_of=END)
    assert isinstance(found, dxplan.TargetExplanation)
    assert found.finding.verdict == "met"
    assert "numerator 9, denominator 160" in dxplan.explanation_text(found)
    assert "tử số 9, mẫu số 160" in dxplan.explanation_text(found, "vi")


def test_a_plan_may_be_named_where_something_is_explained(tmp_path: Path) -> None:
    path = folder(tmp_path, {"demo.dxplan": f"{PLAN}\ntask t in 2024"}) / "demo.dxplan"
    events = folder(tmp_path, {"events.csv": "rule,date\nt,2024-05-01\n"}) / "events.csv"
    found = dxplan.explain_rule(path, "t", as_of=END, events=events)
    assert isinstance(found, dxplan.WorkExplanation)
    assert found.finding.verdict == "met"
    with pytest.raises(dxplan.CannotExplain, match="did you mean `online_share`"):
        dxplan.explain_rule(path, "onlin_share", ROWS, as_of=END)
    with pytest.raises(RuleError):
        dxplan.explain_rule("no/such.dxplan", "t", as_of=END)
