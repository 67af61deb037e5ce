"""Checks, which data must pass, and waivers, which lift a target for a time."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from dxplan.plan.model import Check, Comparator, Sum, Waiver
from dxplan.values.scopes import Scope
from tests.plan.rules import only, outcome_of, plan_of, related_to, said_of, target_of, told

# --- checks ---------------------------------------------------------------------------------------


def one(measure: str) -> Sum:
    return Sum(((Fraction(1), measure, None),))


def test_a_check_holds_two_sums_against_each_other() -> None:
    text = 'check 2 * files_digital - 1 <= files "Không vượt tổng"\n    cite "I"\n    cite "II"'
    (check,) = plan_of(text).checks
    assert check == Check(
        Sum(((Fraction(2), "files_digital", None),), Fraction(-1)),
        "<=",
        one("files"),
        "Không vượt tổng",
        "I; II",
        "2 * files_digital - 1 <= files",
    )


@pytest.mark.parametrize("comparator", [">=", ">", "<=", "<", "="])
def test_a_check_has_a_symbol(comparator: Comparator) -> None:
    (check,) = plan_of(f"check files_digital {comparator} 5").checks
    assert check == Check(
        one("files_digital"),
        comparator,
        Sum((), Fraction(5)),
        text=f"files_digital {comparator} 5",
    )


def test_every_unknown_measure_of_a_check_is_said() -> None:
    assert said_of("check file_digital + files <= fils") == [
        "1:7 unknown-measure file_digital",
        "1:31 unknown-measure fils",
    ]


def test_the_text_of_a_check_is_its_relation() -> None:
    (check,) = plan_of('check files_digital <= files "T"  # all\n    cite "I"').checks
    assert check.text == "files_digital <= files"


# --- waivers --------------------------------------------------------------------------------------


def test_a_waiver_says_what_until_when_and_why() -> None:
    plan = plan_of(
        "waive tỉ_trọng_trực_tuyến tiểu_học school until 2024-Q3\n"
        '    because "bão lũ" because "mất điện"\n    cite "12/QĐ" cite "Điều 1"'
    )
    assert plan.waivers == (
        Waiver(
            "online_share",
            Scope({"level": "primary", "tier": "school"}),
            date(2024, 9, 30),
            "bão lũ; mất điện",
            "12/QĐ; Điều 1",
        ),
    )


def test_a_waiver_of_the_whole_indicator() -> None:
    (waiver,) = plan_of('miễn online_share đến hết năm 2024 lý do "lũ"').waivers
    assert waiver == Waiver("online_share", Scope(), date(2024, 12, 31), "lũ")


@pytest.mark.parametrize(
    "text",
    [
        "waive online_share",
        "waive online_share until 2025",
        'waive online_share because "x"',
        'waive online_share until 2025 because ""',
        'waive online_share cite "x"',
    ],
)
def test_a_waiver_without_an_end_or_a_reason_is_refused(text: str) -> None:
    outcome = outcome_of(text)
    assert told(outcome.diagnostics) == ["1:7 waiver-unreasoned online_share"]
    assert outcome.diagnostics[0].params == {"name": "online_share"}
    assert outcome.value.waivers == ()


def test_a_waiver_of_nothing_known_is_left_out() -> None:
    outcome = outcome_of('waive online_shar primry until 2025 because "x"')
    assert told(outcome.diagnostics) == [
        "1:7 unknown-indicator online_shar",
        "1:19 unknown-member primry",
    ]
    assert outcome.value.waivers == ()


def test_a_waiver_has_one_end() -> None:
    diagnostic = only('waive online_share until 2024 until 2025 because "x"')
    assert told([diagnostic]) == ["1:31 duplicate-clause until 2025"]
    assert related_to(diagnostic) == ["rules.dxplan:1:20 until 2024"]


def test_two_members_of_one_dimension_cannot_be_waived_together() -> None:
    assert said_of('waive online_share primary secondary until 2025 because "x"') == [
        "1:28 two-members secondary"
    ]


def test_what_is_not_measured_cannot_be_waived() -> None:
    assert said_of('waive device_number primary until 2025 because "x"') == [
        "1:21 not-measured primary"
    ]


UNTIL = date(2024, 12, 31)


@pytest.mark.parametrize(
    ("rule", "scope", "covered"),
    [
        ("online_share >= 5%", {}, True),
        ("online_share primary >= 5%", {}, True),
        ("online_share primary >= 5%", {"level": "primary"}, True),
        ("online_share primary school >= 5%", {"level": "primary"}, True),
        ("online_share primary >= 5%", {"level": "primary", "tier": "school"}, False),
        ("online_share primary >= 5%", {"level": "secondary"}, False),
        ("online_share >= 5%", {"level": "primary"}, False),
        ("online_share lower_secondary >= 5%", {"level": "secondary"}, True),
        ("online_share lower_secondary school >= 5%", {"level": "secondary"}, True),
        ("online_share lower_secondary >= 5%", {"level": "upper_secondary"}, False),
        ("online_share secondary >= 5%", {"level": "lower_secondary"}, False),
        ("work_files >= 5%", {}, False),
    ],
)
def test_a_waiver_covers_targets_of_its_indicator_inside_all_its_members(
    rule: str, scope: dict[str, str], covered: bool
) -> None:
    plan = plan_of(rule)
    waiver = Waiver("online_share", Scope(scope), UNTIL, "x")
    assert waiver.covers(plan.targets[0], UNTIL, plan.dimensions) is covered


def test_a_waiver_covers_its_last_day_and_no_later_one() -> None:
    waiver = Waiver("online_share", Scope(), UNTIL, "x")
    target = target_of("online_share >= 5%")
    assert waiver.covers(target, date(2020, 1, 1), {})
    assert waiver.covers(target, UNTIL, {})
    assert not waiver.covers(target, date(2025, 1, 1), {})
