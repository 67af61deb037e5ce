"""Runs the conformance vectors; see README.md beside them for their form."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs
import pytest
import tomli

from dxplan.analysis.differences import differences
from dxplan.analysis.lints.registry import OF_PROMISES, TOGETHER
from dxplan.data.observations import Observations
from dxplan.diagnostics import Diagnostic, Outcome, Severity, sorted_diagnostics
from dxplan.engine.findings import Finding, Report
from dxplan.engine.reference import evaluate
from dxplan.examples.running import ExpectationResult, run_example
from dxplan.messages import Language
from dxplan.plan.differences import KINDS, REVERSED
from dxplan.plan.example_binding import bind_examples
from dxplan.plan.model import Plan, Threshold
from dxplan.session import Session, open_session
from dxplan.source import source_from_text
from dxplan.syntax.parse import parse
from dxplan.values.intervals import Interval
from dxplan.values.numbers import exact_text

HERE = Path(__file__).parent
WITH_DATA = (
    "verdicts",
    "time",
    "sums",
    "thresholds",
    "groups",
    "scales",
    "territories",
    "codes",
    "sentences",
    "parents",
)
OF_RULES = ("rules", "mistakes", "names", "work", "numbers", "declared")
PRELUDE_TEXT = (HERE / "prelude.dxplan").read_text("utf-8")
PRELUDE = parse(source_from_text(PRELUDE_TEXT, "prelude"))


def cases(*names: str) -> list[Any]:
    return [
        pytest.param(case, id=f"{name}: {case['name']}")
        for name in names
        for case in tomli.loads((HERE / "vectors" / f"{name}.toml").read_text("utf-8"))["case"]
    ]


@pytest.fixture(scope="module")
def session() -> Session:
    return open_session(entry_points=False)


def bound(session: Session, text: str, alone: bool = False) -> Outcome[Plan]:
    parsed = parse(source_from_text(text, "rules"))
    files = (parsed.value,) if alone else (PRELUDE.value, parsed.value)
    return session.rules.bound(Outcome(files, parsed.diagnostics), "plan")


def below(above: dict[str, str], folder: Path) -> Session:
    """A session in which the rules of some documents above are loaded."""
    listed = []
    for number, (name, text) in enumerate(above.items()):
        inside = folder / "above" / str(number)
        inside.mkdir(parents=True)
        (inside / "prelude.dxplan").write_text(PRELUDE_TEXT, "utf-8")
        (inside / "rules.dxplan").write_text(text, "utf-8")
        listed.append(f'"{name}" = "{number}"')
    plans = "\n".join(['name = "above"', "[plans]", *listed])
    (folder / "above" / "plan.toml").write_text(plans, "utf-8")
    return open_session([folder / "above"], entry_points=False)


@pytest.mark.parametrize("case", cases(*OF_RULES))
def test_rules_give_exactly_these_diagnostics(case: dict[str, Any], session: Session) -> None:
    assert told(bound(session, case["rules"], case.get("alone", False))) == case.get(
        "diagnostics", []
    )


def told(outcome: Outcome[Plan]) -> list[dict[str, Any]]:
    return [place(d) for d in outcome.diagnostics if d.severity is not Severity.NOTE and d.span]


def place(diagnostic: Diagnostic) -> dict[str, Any]:
    """A code and where it stands; everything that is said of rules stands somewhere."""
    span = diagnostic.span
    assert span is not None
    return {"code": diagnostic.code, "line": span.line, "column": span.column, "text": span.text}


@pytest.mark.parametrize("case", cases("lints"))
def test_rules_are_told_everything(case: dict[str, Any], session: Session, tmp_path: Path) -> None:
    session = below(case["above"], tmp_path) if "above" in case else session
    outcome = session.with_lints(bound(session, case["rules"], case.get("alone", False)))
    said = [d for d in outcome.diagnostics if d.span is None or d.span.source.name == "rules"]
    assert [place(each) for each in said] == case["said"]


@pytest.mark.parametrize("case", cases("consistency"))
def test_rules_are_looked_at_together(case: dict[str, Any], session: Session) -> None:
    outcome = bound(session, case["rules"])
    assert told(outcome) == []
    found = [d for d in session.with_lints(outcome).diagnostics if d.code in TOGETHER]
    assert [said_together(each) for each in found] == case["together"]


def said_together(diagnostic: Diagnostic, language: Language = "en") -> dict[str, Any]:
    related = [{"line": span.line, "text": span.text} for span in diagnostic.related]
    return {
        **place(diagnostic),
        "message": diagnostic.message(language),
        **({"related": related} if related else {}),
    }


@pytest.mark.parametrize("case", cases("pledges"))
def test_a_plan_is_held_against_its_promise(case: dict[str, Any], tmp_path: Path) -> None:
    session = below(case["above"], tmp_path)
    outcome = bound(session, case["rules"])
    assert told(outcome) == []
    found = session.with_lints(outcome)
    assert "silence-unused" not in {d.code for d in found.diagnostics}
    said = [d for d in found.diagnostics if d.code in OF_PROMISES]
    language = outcome.value.language
    shown = [said_together(each, language) for each in said]
    assert [
        {key: each[key] for key in given} for each, given in zip(shown, case["lints"], strict=True)
    ] == case["lints"]


@pytest.mark.parametrize("case", cases("parsed", "forms"))
def test_texts_that_mean_the_same_give_the_same_plan(
    case: dict[str, Any], session: Session
) -> None:
    alone = case.get("alone", False)
    plans = [bound(session, text, alone) for text in case["same"]]
    assert [told(plan) for plan in plans] == [[]] * len(plans)
    first = meaning(plans[0].value)
    assert first != meaning(bound(session, "").value)
    for plan in plans[1:]:
        assert meaning(plan.value) == first


def meaning(plan: Plan) -> dict[str, Any]:
    """What a plan says, without the words it was said in."""
    parts = {part: getattr(plan, part) for part in PARTS}
    targets = sorted(plan.targets, key=lambda target: target.id)
    return {part: wordless(value) for part, value in {**parts, "targets": targets}.items()}


def wordless(value: Any) -> Any:
    """A value without the words it was said in."""
    if attrs.has(type(value)):
        said = {each.name for each in attrs.fields(type(value))} & {"text", "when_text", "word"}
        fields = {
            each.name: "" if each.name in said else wordless(getattr(value, each.name))
            for each in attrs.fields(type(value))
            if each.eq
        }
        return (type(value).__name__, fields)
    if isinstance(value, tuple | list):
        return [wordless(each) for each in value]
    if isinstance(value, Mapping):
        return {key: wordless(each) for key, each in value.items()}
    return value


PARTS = (
    "indicators", "id", "title", "document", "period", "parent", "territory", "notes", "uses",
    "dimensions", "measures", "facts", "scales", "units",
    "tasks", "duties", "checks", "waivers", "pledge",
)  # fmt: skip


@pytest.mark.parametrize("case", cases("differences"))
def test_two_states_of_a_plan_differ_in_exactly_this(
    case: dict[str, Any], session: Session
) -> None:
    outcomes = [bound(session, case[state]) for state in ("old", "new")]
    assert [[d.code for d in each.diagnostics if d.severity is Severity.ERROR]
            for each in outcomes] == [[], []]  # fmt: skip
    old, new = (each.value for each in outcomes)
    assert different(old, new) == case.get("differences", [])
    assert {each["kind"] for each in different(new, old)} == {
        REVERSED.get(each["kind"], each["kind"]) for each in case.get("differences", [])
    }


def different(old: Plan, new: Plan) -> list[dict[str, str]]:
    return [
        {"kind": each.kind, "aspect": each.aspect, "effect": each.effect, "id": each.name}
        for each in differences(old, new)
    ]


def test_there_is_a_case_for_every_kind_of_difference() -> None:
    found = [each.values[0].get("differences", []) for each in cases("differences")]
    kinds = {each["kind"] for case in found for each in case}
    assert kinds | {REVERSED.get(kind, kind) for kind in kinds} == set(KINDS)


@pytest.mark.parametrize("case", cases("examples", "told_examples", "given"))
def test_examples_give_exactly_this(case: dict[str, Any], session: Session) -> None:
    outcome = bound(session, case["rules"])
    examples = bind_examples(outcome.value, outcome.value.files)
    said = sorted_diagnostics((*outcome.diagnostics, *examples.diagnostics))
    assert told(attrs.evolve(outcome, diagnostics=said)) == case.get("diagnostics", [])
    results = [run_example(outcome.value, each) for each in examples.value]
    assert [
        {
            "title": result.example.title,
            "day": result.example.day,
            "found": [came_out(each) for each in result.results],
            "kept": result.kept,
        }
        for result in results
    ] == case["examples"]


def came_out(result: ExpectationResult) -> str:
    """A verdict, the bands that a level may be, or nothing."""
    if result.finding is None:
        return ", ".join(" or ".join(level.bands) for level in result.levels)
    return result.finding.verdict


@pytest.mark.parametrize("case", cases(*WITH_DATA))
def test_data_give_exactly_these_findings(
    case: dict[str, Any], session: Session, tmp_path: Path
) -> None:
    session = below(case["above"], tmp_path) if "above" in case else session
    outcome = bound(session, case["rules"], case.get("alone", False))
    assert told(outcome) == case.get("diagnostics", [])
    observations = read(session, outcome.value, case, tmp_path)
    assert [{"code": p.code, "cell": p.cell} for p in observations.problems] == case.get(
        "problems", []
    )
    report = evaluate(outcome.value, observations, case["as_of"], group_by=case.get("by"))
    findings = [f for f in report if "only" not in case or f.target in case["only"]]
    remaining = list(case["findings"])
    for finding in findings:
        wanted = next((w for w in remaining if concerns(w, finding)), None)
        assert wanted is not None, f"not expected: {finding}"
        remaining.remove(wanted)
        assert {key: shown(finding)[key] for key in wanted} == wanted
    assert remaining == []
    assert_levels(case, report)


def assert_levels(case: dict[str, Any], report: Report) -> None:
    """Every level and every count, in any order, as far as a case gives any."""
    for key, listed in (("levels", levels(report)), ("level_counts", level_counts(report))):
        wanted = case.get(key, [])
        assert not wanted or len(wanted) == len(listed), listed
        for each in wanted:
            assert any(each.items() <= found.items() for found in listed), (each, listed)


def levels(report: Report) -> list[dict[str, Any]]:
    return [
        {
            "organisation": level.organisation,
            "group": level.group,
            "date": date(level.date.year, level.date.month, level.date.day),
            "score": ends(level.score),
            "bands": list(level.bands),
            "missing": list(level.missing),
            "unmet": list(level.unmet),
        }
        for level in report.levels
    ]


def level_counts(report: Report) -> list[dict[str, Any]]:
    return [
        {
            "organisation": each.organisation,
            "group": each.group,
            "date": date(each.date.year, each.date.month, each.date.day),
            "bands": [count for _, count in each.bands],
            "uncertain": each.uncertain,
            "not_reported": each.not_reported,
        }
        for each in report.level_counts
    ]


def read(session: Session, plan: Plan, case: dict[str, Any], folder: Path) -> Observations:
    paths = {}
    for kind in ("data", "register", "events", "crosswalk"):
        if kind in case:
            paths[kind] = folder / f"{kind}.csv"
            paths[kind].write_text(case[kind].lstrip("\n"), encoding="utf-8")
    beside = (paths.get(kind) for kind in ("register", "events", "crosswalk"))
    return session.read(plan, paths["data"], *beside)


def concerns(wanted: dict[str, Any], finding: Finding) -> bool:
    same_rule = (wanted["target"], wanted["date"]) == (finding.target, finding.date)
    return same_rule and wanted.get("organisation", finding.organisation) == finding.organisation


def shown(finding: Finding) -> dict[str, Any]:
    return {
        "target": finding.target,
        "organisation": finding.organisation,
        "date": date(finding.date.year, finding.date.month, finding.date.day),
        "verdict": finding.verdict,
        "numerator": ends(finding.numerator),
        "denominator": ends(finding.denominator),
        "value": ends(finding.value),
        "threshold": limits(finding.threshold),
        "base": ends(finding.base.value) if finding.base else [],
        "base_source": finding.base.source if finding.base else "",
        "notes": [code for code, _ in finding.notes],
        "gap": None if finding.gap is None else exact_text(finding.gap),
        "gap_count": finding.gap_count,
        "reported": finding.reported,
        "expected": finding.expected,
        "missing": list(finding.missing),
        "relapse": finding.relapse,
        "on_line": finding.on_line,
        "failing": list(finding.failing),
        "undecided": list(finding.undecided),
        "lead": [unit.name for unit in finding.lead],
        "ended": [unit.name for unit in finding.ended],
    }


def limits(threshold: Threshold | None) -> list[str]:
    """The number of a threshold, or both of a range; nothing where it is not known."""
    numbers = () if threshold is None else (threshold.low, threshold.high)
    return [exact_text(number) for number in numbers if number is not None]


def ends(interval: Interval | None) -> list[str]:
    return [] if interval is None else [text(interval.low), text(interval.high)]


def text(value: Fraction | None) -> str:
    return "" if value is None else exact_text(value)
