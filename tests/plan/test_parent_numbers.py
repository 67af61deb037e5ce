"""The number behind ``>= parent``: which rule of the plan above gives it, and when none does."""

from __future__ import annotations

from fractions import Fraction

import pytest

from dxplan.plan.environment import Environment, ParentThreshold
from dxplan.plan.model import Target
from dxplan.plan.parent_numbers import Above
from dxplan.values.scopes import Scope
from tests.plan.rules import outcome_of, plan_of, told


def below(above: str, own: str, *thresholds: ParentThreshold) -> tuple[Target, list[str]]:
    """The only target of a plan below another, and the codes of what is said about it."""
    parent = plan_of(f"plan above\n    period 2022 to 2025\n{above}")
    environment = Environment(
        plans=frozenset({"above"}), parent=parent, parent_thresholds=thresholds
    )
    text = f"plan p\n    period 2022 to 2025\n    parent above\n{own}"
    outcome = outcome_of(text, environment=environment)
    (target,) = outcome.value.targets
    return target, [diagnostic.code for diagnostic in outcome.diagnostics]


def taken(above: str, own: str, *thresholds: ParentThreshold) -> tuple[str, object] | str:
    """The comparator and number that a target ends with, or what is said instead."""
    target, codes = below(above, own, *thresholds)
    if target.low is None:
        (code,) = codes
        return code
    assert codes == []
    assert target.threshold.from_parent
    return target.comparator, int(target.low)


def by_hook(value: int, comparator: str | None = None, unit: str = "%") -> ParentThreshold:
    return ParentThreshold("above", "online_share", Fraction(value), unit, comparator=comparator)  # type: ignore[arg-type]


OPEN, UNCLEAR = "parent-no-number", "parent-number-unclear"


@pytest.mark.parametrize(
    ("above", "own", "expected"),
    [
        ("primary >= 5% by 2025", "primary >= parent by 2025", (">=", 5)),
        ("primary >= 5% by 2025", "secondary >= parent by 2025", OPEN),
        ("secondary >= 5% by 2025", "lower_secondary >= parent by 2025", OPEN),
        (">= 5% by 2025", "primary >= parent by 2025", OPEN),
        ("primary >= 5% by 2025", ">= parent by 2025", OPEN),
        (">= 5% by 2025 except primary", ">= parent by 2025 except primary", (">=", 5)),
        (">= 5% by 2025 except primary", ">= parent by 2025", OPEN),
        (">= 5% by 2025", ">= parent by 2025 except primary", OPEN),
        (">= 5% in each district by 2025", ">= parent in each district by 2025", (">=", 5)),
        (">= 5% in each district by 2025", ">= parent by 2025", OPEN),
        (">= 5% by 2025 when portal_live", ">= parent by 2025", (">=", 5)),
    ],
)
def test_it_is_that_of_the_same_members_exceptions_and_groups(
    above: str, own: str, expected: object
) -> None:
    assert taken(f"online_share {above}", f"online_share {own}") == expected


@pytest.mark.parametrize(
    ("above", "own", "expected"),
    [
        (">= 5%", ">=", (">=", 5)),
        ("> 5%", ">=", (">", 5)),
        (">= 5%", ">", (">", 5)),
        ("<= 5%", "<=", ("<=", 5)),
        ("< 5%", "<=", ("<", 5)),
        ("<= 5%", "<", ("<", 5)),
        ("<= 5%", ">=", OPEN),
        ("> 5%", "<", OPEN),
        ("= 5%", ">=", (">=", 5)),
        (">= 5%", "=", ("=", 5)),
        ("5 .. 8%", ">=", (">=", 5)),
        ("5 .. 8%", "<=", ("<=", 8)),
        ("5 .. 8%", "=", OPEN),
        ("increases 5%", ">=", OPEN),
    ],
)
def test_it_is_never_laxer_on_the_line_and_never_turned_round(
    above: str, own: str, expected: object
) -> None:
    found = taken(
        f"online_share {above} by 2025\n    baseline 1% in 2021",
        f"online_share {own} parent by 2025",
    )
    assert found == expected


STEPS = ">= 30% by 2023, 50% by 2024, 80% by 2025"


@pytest.mark.parametrize(
    ("above", "own", "expected"),
    [
        (STEPS, "in 2022", 30),
        (STEPS, "by 2023", 30),
        (STEPS, "before 31/12/2024", 30),
        (STEPS, "before 1/1/2025", 50),
        (STEPS, "in 2024-Q2", 30),
        (STEPS, "by 2024", 50),
        (STEPS, "by 2030", 80),
        (STEPS, "from 2025-12-31", 80),
        (STEPS, "from 2024", UNCLEAR),
        (STEPS, "from 2023-12-31 to 2024-06-30", 30),
        (STEPS, "every year", UNCLEAR),
        (STEPS, "every year to 2023", 30),
        (STEPS, "", UNCLEAR),
        (">= 50% by 2025", "every year", 50),
        (">= 50% by 2025", "every year to 2023", 50),
        (">= 60% in 2024, 80% by 2025", "in 2024", 60),
        (">= 60% in 2023", "in 2024", OPEN),
        (">= 60% in 2023, 70% in 2025", "in 2024", 70),
        (">= 60% from 2023 to 2024", "by 2024", 60),
        (">= 60% from 2023 to 2024", "by 2025", OPEN),
        (">= 60% every year", "by 2025", 60),
        (">= 60% every year, 60% by 2024", "by 2025", 60),
        (">= 60% every year, 70% by 2024", "by 2025", UNCLEAR),
        (">= 60%", "in 2024", 60),
    ],
)
def test_it_is_the_one_that_rules_when_the_target_is_judged(
    above: str, own: str, expected: object
) -> None:
    found = taken(f"online_share {above}", f"online_share >= parent {own}")
    assert found == (expected if isinstance(expected, str) else (">=", expected))


@pytest.mark.parametrize(
    ("threshold", "expected"),
    [
        (by_hook(50), (">=", 50)),
        (by_hook(50, ">="), (">=", 50)),
        (by_hook(60), UNCLEAR),
        (by_hook(50, ">"), UNCLEAR),
        (by_hook(60, "<="), (">=", 50)),
    ],
)
def test_a_number_of_a_plugin_must_agree_with_the_rules(
    threshold: ParentThreshold, expected: object
) -> None:
    rule = "online_share >= 50% by 2025"
    assert taken(rule, "online_share >= parent by 2025", threshold) == expected


def test_a_number_of_a_plugin_stands_in_where_no_rule_speaks() -> None:
    assert taken("", "online_share > parent by 2025", by_hook(50)) == (">", 50)


def test_a_plugin_that_says_how_its_number_is_compared_is_believed() -> None:
    def bound(comparator: str) -> tuple[Target, list[str]]:
        text = "plan p\n    parent above\nonline_share >= parent by 2025"
        environment = Environment(parent_thresholds=(by_hook(30, comparator),))
        outcome = outcome_of(text, environment=environment)
        return outcome.value.targets[0], told(outcome.diagnostics)

    strict, said = bound(">")
    assert (strict.comparator, strict.low, said) == (">", 30, [])
    turned, said = bound("<=")
    assert (turned.low, said) == (None, ["3:14 parent-no-number >= parent by 2025"])


def test_the_id_of_a_target_does_not_depend_on_what_the_parent_says() -> None:
    own = "online_share <= parent by 2025"
    known, _ = below("online_share < 5% by 2025", own)
    unknown, _ = below("", own)
    assert known.comparator == "<"
    assert known.id == unknown.id == "online_share.by.2025.at_most"


def test_the_unit_and_the_baseline_follow_the_number() -> None:
    target, codes = below(
        "learners_per_device <= 150% by 2025",
        "learners_per_device <= parent by 2025\n    baseline 2 in 2021",
    )
    assert codes == []
    assert (target.low, target.threshold.unit) == (150, "%")
    assert target.baseline is not None
    assert target.baseline.value == 200


def test_an_indicator_that_is_counted_otherwise_above_gives_no_number() -> None:
    above = "indicator rooms = devices\nrooms >= 5 by 2025"
    own = "indicator rooms = learners\nrooms >= parent by 2025"
    assert taken(above, own) == "parent-other-indicator"


def test_what_the_parent_has_is_told_with_the_missing_number() -> None:
    target, _ = below("online_share primary >= 5% by 2025", "online_share >= parent by 2025")
    parent = plan_of("plan above\nonline_share primary >= 5%, secondary >= 6% by 2025")
    environment = Environment(plans=frozenset({"above"}), parent=parent)

    def helped(own: str) -> str:
        text = f"plan p\n    parent above\n{own}"
        (diagnostic,) = outcome_of(text, environment=environment).diagnostics
        return diagnostic.help("en")

    assert helped("online_share >= parent by 2025") == (
        "it has `online_share.primary.by.2025`, `online_share.secondary.by.2025`: the members, "
        "exceptions, direction and time must be the same; or write the number here"
    )
    assert helped("device_number >= parent by 2025") == (
        "it has no target for `device_number`: write the number here"
    )
    assert target.low is None


def test_which_numbers_disagree_is_told_with_where_they_stand() -> None:
    parent = plan_of("plan above\nonline_share > 50% by 2025")
    environment = Environment(
        plans=frozenset({"above"}), parent=parent, parent_thresholds=(by_hook(60),)
    )
    text = "plan p\n    parent above\nonline_share >= parent by 2025"
    (diagnostic,) = outcome_of(text, environment=environment).diagnostics
    assert diagnostic.params["numbers"] == "> 50% (online_share.by.2025), >= 60% (thresholds)"


def test_the_same_number_with_a_percent_sign_and_without_is_one() -> None:
    def learners(value: Fraction) -> tuple[Target, list[str]]:
        given = ParentThreshold("above", "learners_per_device", value, "", comparator=">=")
        above, own = "learners_per_device >= 50% by 2025", "learners_per_device >= parent by 2025"
        return below(above, own, given)

    target, codes = learners(Fraction(1, 2))
    assert (codes, target.threshold.quotient(target.low or Fraction(0))) == ([], Fraction(1, 2))
    assert learners(Fraction(50))[1] == [UNCLEAR]


def test_a_number_that_looks_the_other_way_is_told_as_it_is_compared() -> None:
    parent = plan_of("plan above")
    environment = Environment(
        plans=frozenset({"above"}), parent=parent, parent_thresholds=(by_hook(60, "<="),)
    )
    text = "plan p\n    parent above\nonline_share >= parent by 2025"
    (diagnostic,) = outcome_of(text, environment=environment).diagnostics
    assert diagnostic.code == OPEN
    assert diagnostic.help("en").startswith("it has `<= 60`: ")


def test_a_plan_that_names_no_parent_has_nothing_above_it() -> None:
    assert Above() == Above("", None, (), False)
    text = "online_share >= parent by 2025"
    environment = Environment(parent_thresholds=(by_hook(30),))
    (target,) = plan_of(text, environment=environment).targets
    assert (target.low, target.scope) == (None, Scope())
