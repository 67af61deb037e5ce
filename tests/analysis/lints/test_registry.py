"""Lints: what is worth saying about rules that are not wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from dxplan.analysis import lints
from dxplan.analysis.lint import Lint
from dxplan.analysis.lints import builtin_lints
from dxplan.analysis.run import run_lints
from dxplan.diagnostics import Diagnostic, Severity
from dxplan.plan.model import Plan
from dxplan.source import Span
from tests.plan.rules import plan_of, told

NO_LEAD, NO_CITATION, UNKNOWN_TERRITORY, UNCLEAR_TERRITORY = builtin_lints()[:4]

RULES = """
online_share primary >= 5%, secondary >= 6% by 2025
task t in 2024
    by so_gddt
duty d every year
    lead so_gddt
duty e every year
    cite "I"
online_share >= 5% by 2025
    lead so_gddt
    cite "I"
task u in 2024
    with so_gddt
    to so_gddt
    cite "I"
"""


def test_the_lints_of_every_plan() -> None:
    assert [(lint.code, lint.severity) for lint in builtin_lints()] == [
        ("no-lead", Severity.WARNING),
        ("no-citation", Severity.WARNING),
        ("unknown-territory", Severity.NOTE),
        ("unclear-territory", Severity.NOTE),
        ("recipient-not-there", Severity.WARNING),
        ("district-after-end", Severity.WARNING),
        ("deadline-before-period", Severity.WARNING),
        ("deadline-after-period", Severity.NOTE),
        ("outlook-without-number", Severity.NOTE),
        ("threshold-out-of-reach", Severity.WARNING),
        ("threshold-asks-nothing", Severity.WARNING),
        ("same-target-later", Severity.NOTE),
        ("carried-comparator", Severity.NOTE),
        ("carried-growth", Severity.NOTE),
        ("average-not-stated", Severity.NOTE),
        ("unused-name", Severity.NOTE),
        ("contradiction", Severity.WARNING),
        ("target-cannot-be-met", Severity.WARNING),
        ("target-always-met", Severity.WARNING),
        ("never-applies", Severity.WARNING),
        ("condition-never-true", Severity.WARNING),
        ("milestone-falls-back", Severity.WARNING),
        ("redundant-target", Severity.NOTE),
        ("not-decided", Severity.NOTE),
    ]


def test_every_lint_has_a_module_of_its_name_and_says_why_in_both_languages() -> None:
    folder = Path(lints.__file__).parent
    for lint in builtin_lints():
        assert (folder / f"{lint.code.replace('-', '_')}.py").is_file()
        assert lint.texts["why_en"].endswith(".")
        assert lint.texts["why_vi"].endswith(".")


def test_what_a_fix_does_is_said_where_there_is_one() -> None:
    with_fix = {lint.code for lint in builtin_lints() if lint.mend is not None}
    assert with_fix == {lint.code for lint in builtin_lints() if "fix_en" in lint.texts}
    assert with_fix == {lint.code for lint in builtin_lints() if "fix_vi" in lint.texts}
    assert with_fix == {"carried-comparator", "carried-growth"}


def test_a_rule_that_nobody_leads_or_owes_is_said() -> None:
    found = run_lints(plan_of(RULES), [NO_LEAD])
    assert told(found) == [
        "2:14 no-lead primary >= 5%",
        "2:29 no-lead secondary >= 6% by 2025",
        '12:1 no-lead task u in 2024\n    with so_gddt\n    to so_gddt\n    cite "I"',
        '7:1 no-lead duty e every year\n    cite "I"',
    ]
    assert [each.params["id"] for each in found] == [
        "online_share.primary.by.2025",
        "online_share.secondary.by.2025",
        "u",
        "e",
    ]


def test_a_rule_that_cites_nothing_is_said() -> None:
    found = run_lints(plan_of(RULES), [NO_CITATION])
    assert [each.params for each in found] == [
        {"id": "online_share.primary.by.2025"},
        {"id": "online_share.secondary.by.2025"},
        {"id": "t"},
        {"id": "d"},
    ]
    assert {each.code for each in found} == {"no-citation"}
    assert told(found)[:1] == ["2:14 no-citation primary >= 5%"]


def test_a_territory_that_is_no_province_of_its_day_is_said() -> None:
    head = 'plan p "P"\n    document "1/KH" of "UBND" on 2026-01-05\n    territory "Bình Định"'
    (found,) = run_lints(plan_of(head), [UNKNOWN_TERRITORY, UNCLEAR_TERRITORY])
    assert (found.code, found.params) == ("unknown-territory", {"text": "Bình Định"})


def test_a_territory_that_may_be_two_provinces_is_said() -> None:
    (found,) = run_lints(
        plan_of('plan p "P"\n    territory "Gia Lai"'), [UNKNOWN_TERRITORY, UNCLEAR_TERRITORY]
    )
    assert (found.code, found.message("vi")) == (
        "unclear-territory",
        "địa bàn `Gia Lai` có thể là tỉnh Gia Lai (64), tỉnh Gia Lai (52)",
    )


def test_what_a_lint_says_is_a_warning_in_both_languages() -> None:
    (found,) = run_lints(plan_of('online_share >= 5% by 2025 cite "I"'), [NO_LEAD])
    assert found.severity is Severity.WARNING
    assert found.message("en") == "`online_share.by.2025` names no unit that leads it"
    assert found.message("vi") == "`online_share.by.2025` chưa ghi đơn vị chủ trì"
    assert found.help("en") == (
        "add a line `lead …` with the unit that the document makes responsible"
    )


def test_there_is_nothing_to_say_about_a_plan_without_rules() -> None:
    assert run_lints(plan_of("", prelude=""), builtin_lints()) == ()


def test_lints_speak_one_after_the_other() -> None:
    codes = [each.code for each in run_lints(plan_of(RULES), [NO_CITATION, NO_LEAD])]
    assert codes == ["no-citation"] * 4 + ["no-lead"] * 4


@pytest.mark.parametrize("severity", list(Severity))
def test_a_lint_may_bring_its_own_texts(severity: Severity) -> None:
    def check(plan: Plan) -> Iterable[tuple[Span | None, Mapping[str, object]]]:
        return [(plan.targets[0].span, {"plan": plan.id}), (None, {"plan": "x"})]

    texts = {"en": "{plan} is long", "vi": "{plan} dài", "help_vi": "rút gọn {plan}"}
    lint = Lint("too-long", severity, texts, check)
    plan = plan_of("online_share >= 5% by 2025")
    found = run_lints(plan, [lint])
    assert told(found) == ["1:14 too-long >= 5% by 2025", "too-long"]
    assert {each.severity for each in found} == {severity}
    assert [each.message("vi") for each in found] == ["plan dài", "x dài"]
    assert (found[0].help("en"), found[0].help("vi")) == ("", "rút gọn plan")
    assert found[1] == Diagnostic("too-long", None, {"plan": "x"}, severity=severity)
