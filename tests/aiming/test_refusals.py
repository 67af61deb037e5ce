"""What cannot be aimed at is refused, with the reason, in both languages."""

from __future__ import annotations

import pytest

import dxplan
from dxplan.aiming.aims import Aim
from dxplan.aiming.errors import CannotAim
from dxplan.aiming.prepare import prepare
from dxplan.aiming.verdicts import bringing
from dxplan.engine.findings import Verdict
from dxplan.messages import LANGUAGES, catalogue

HEAD = """plan p "P"
    period 2024 to 2025
dimension level { primary, secondary }
dimension tier of organisations { department, school }
measure a by level flow
measure b by level flow
measure c flow
measure plans reported by department
measure all_plans reported by school
measure score amount
measure other amount
measure answers
measure place rank
flag site
flag wifi
fact portal
fact gone from 2020 to 2021
indicator x = a / b
indicator count_c = c
indicator plan_share = plans / all_plans
indicator mean_score = mean of score weighted by answers
indicator mean_c = mean of c
indicator sites = share of schools where site
indicator wifi_of_sites = share of schools where wifi among those where site
indicator places = place
measure d reported by school
measure e reported by school
indicator all_of_schools = d / e
indicator in_communes = share of communes where c >= 2
"""

FOR_EACH = """count_c >= 5 in 2025 when met x
x >= 5% in each commune by 2025"""
TWO_COUNTS = "when sites >= 5% and not sites >= 80%"
REFUSED: tuple[tuple[str, str, Aim], ...] = (
    ("waived", 'x >= 5% in 2025\nwaive x until 2026 because "storm" cite "1"', "satisfying"),
    ("unset", "x >= parent in 2025", "satisfying"),
    ("never-due", "x >= 5% every year from 2026", "satisfying"),
    ("no-break-down", "x >= 5% in 2025 except primary, secondary", "satisfying"),
    ("nobody-asked", "plan_share >= 5% in 2025", "satisfying"),
    ("no-figures-satisfying", "x > 100% in 2025", "satisfying"),
    ("no-figures-failing", "x >= 0% in 2025", "failing"),
    ("no-figures-on-the-line", "count_c >= 2.5 in 2025", "on_the_line"),
    ("no-figures-one-over", "x >= 100% in 2025", "one_over"),
    ("no-figures-one-under", "x >= 0% in 2025", "one_under"),
    ("no-figures-undetermined", "x <= 100% in 2025", "undetermined"),
    ("too-many-organisations", "mean_c >= 2.0001 in 2025", "on_the_line"),
    ("condition", "x >= 5% in 2025 when gone", "satisfying"),
    ("condition-on-its-figures", "x primary >= 5% in 2025 when x < 1%", "satisfying"),
    ("condition-of-others", "x department >= 5% in 2025 when all_of_schools >= 1%", "satisfying"),
    ("condition-on-target", FOR_EACH, "satisfying"),
    ("condition-on-quotient", "x >= 5% in 2025 when mean_score >= 2", "satisfying"),
    ("part-of-a-part", "wifi_of_sites >= 5% in 2025", "undetermined"),
    ("products-in-checks", "mean_score >= 5 in 2025\ncheck score <= other", "satisfying"),
    ("growth-of-quotient", "sites increases 5% against 2024 in 2025", "satisfying"),
    ("no-figures-failing", "x decreases 5% by 2025\n    baseline 0% in 2024", "failing"),
    ("condition-on-its-figures", f"count_c >= 5 in 2025 {TWO_COUNTS}", "satisfying"),
    ("place-of-one", "places <= 5 in 2025", "undetermined"),
)  # fmt: skip
OTHERWISE = {"no-line", "no-such-verdict", "several-products"}


@pytest.mark.parametrize(("code", "rules", "aim"), REFUSED, ids=[each[0] for each in REFUSED])
def test_refused(code: str, rules: str, aim: Aim) -> None:
    plan = dxplan.load_text(HEAD + rules)
    with pytest.raises(CannotAim) as raised:
        prepare(plan, plan.targets[0], aim)
    assert (raised.value.code, raised.value.target) == (code, plan.targets[0].id)
    assert str(raised.value) == f"{plan.targets[0].id}: {raised.value.text('en')}"


def test_every_reason_is_given_for_something() -> None:
    assert {code for code, _, _ in REFUSED} | OTHERWISE == set(catalogue("aiming"))


@pytest.mark.parametrize("code", sorted(catalogue("aiming")))
def test_every_reason_speaks_every_language(code: str) -> None:
    for language in LANGUAGES:
        assert catalogue("aiming")[code][language]


def test_nothing_leads_to_a_deadline_without_a_baseline() -> None:
    plan = dxplan.load_text(HEAD + "x >= 5% by 2025")
    with pytest.raises(CannotAim) as raised:
        prepare(plan, plan.targets[0], "satisfying", day="earlier")
    assert raised.value.code == "no-line"


@pytest.mark.parametrize("verdict", ["unset", "waived"])
def test_a_verdict_that_nothing_leads_to(verdict: Verdict) -> None:
    plan = dxplan.load_text(HEAD + "x >= 5% by 2025")
    with pytest.raises(CannotAim) as raised:
        bringing(plan, plan.targets[0], verdict)
    assert raised.value.text("en") == f"nothing in the rule leads to the verdict {verdict}"
