"""What lints say, made into diagnostics: of a plan by itself, and of a plan and its parent."""

from __future__ import annotations

import attrs

from dxplan.analysis.lint import Lint, Remark
from dxplan.analysis.lints import builtin_lints
from dxplan.analysis.run import run_lints
from dxplan.diagnostics import Diagnostic, Severity
from dxplan.plan.model import Plan, Pledge
from dxplan.source import Span, source_from_text
from tests.engine.rules import plan

SOURCE = source_from_text("first second")
FIRST, SECOND = Span(SOURCE, 0, 5), Span(SOURCE, 6, 12)
TEXTS = {"en": "english {n}", "vi": "việt {n}"}
BY_ITSELF = Diagnostic("plugin-raised", None, {})


def says(of: Plan) -> list[tuple[Span | None, dict[str, object]]]:
    return [(FIRST, {"n": of.id}), (None, {"n": 2})]


def remarks(of: Plan, parent: Plan) -> list[Remark]:
    return [Remark(SECOND, {"n": f"{of.id} below {parent.id}"}, (FIRST,))]


def diagnostic(code: str, severity: str, *said: object) -> Diagnostic:
    span, n, related = (*said, ())[:3]
    texts = {**TEXTS, "severity": severity}
    return Diagnostic(code, span, {"n": n}, related, texts)  # type: ignore[arg-type]


ALONE = Lint("alone", Severity.WARNING, TEXTS, says)
BESIDE = Lint("beside", Severity.NOTE, TEXTS, lambda of: [], against=remarks)
CONTAINED = Lint("contained", Severity.NOTE, TEXTS, lambda of: [BY_ITSELF])  # type: ignore[list-item]


def test_lints_speak_in_turn_and_of_the_parent_where_there_is_one() -> None:
    child, parent = Plan("child"), Plan("parent")
    alone = (
        diagnostic("alone", "warning", FIRST, "child"),
        diagnostic("alone", "warning", None, 2),
    )
    beside = diagnostic("beside", "note", SECOND, "child below parent", (FIRST,))
    lints = [BESIDE, ALONE, CONTAINED]
    assert run_lints(child, lints, parent) == (beside, *alone, BY_ITSELF)
    assert run_lints(child, lints) == (*alone, BY_ITSELF)
    assert [each.message("vi") for each in run_lints(child, [ALONE])] == ["việt child", "việt 2"]


def test_lints_of_a_promise_only_speak_of_a_plan_that_made_one_about_its_parent() -> None:
    below, above = (
        attrs.evolve(plan(f"room_count >= {number} by 2025", period="2022 to 2025"), id=name)
        for name, number in (("below", 5), ("above", 6))
    )
    lints = [
        lint for lint in builtin_lints() if lint.code in ("below-parent", "parent-not-decided")
    ]
    promising = attrs.evolve(below, parent="above", pledge=Pledge())
    elsewhere = attrs.evolve(promising, parent="beyond")
    assert [each.code for each in run_lints(promising, lints, above)] == ["below-parent"]
    assert run_lints(promising, lints, attrs.evolve(below, id="above")) == ()
    assert run_lints(elsewhere, lints, above) == ()
    assert run_lints(attrs.evolve(promising, pledge=None), lints, above) == ()
    assert run_lints(promising, lints) == ()
