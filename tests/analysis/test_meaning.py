"""What rules are about, by meaning: what is the same however it is written, and what is not."""

from __future__ import annotations

import pytest

from dxplan.analysis.meaning import quotient_key, rule_key, subject_key
from dxplan.plan.model import Plan
from tests.analysis.loaded import loaded

NAMES = """
dimension level { primary, secondary { lower, upper }, continuing }
dimension tier of organisations { department, office, school }
dimension secret { classified }
dimension whole { everything { one_half, other_half } }
measure a by level, whole
measure b by level, whole
measure c flow
measure w
measure money amount in "đồng"
measure rooms
measure files by secret
measure kept by secret
flag site
flag lms
fact portal
fact centre from 2024
scale marks "S"
    group teaching of 10 points { t_1 6 points, t_2 4 points where site }
    band low under 5
    band fair from 5 to 8
    band good over 8
"""


def plan_of(rules: str, names: str = NAMES) -> Plan:
    return loaded(f"{names}{rules}\n")


def subjects(*rules: str) -> set[object]:
    """The different things that some rules are about, each in a plan of its own."""
    found = set()
    for rule in rules:
        plan = plan_of(rule)
        found |= {subject_key(plan, target) for target in plan.targets[-1:]}
    return found


def quotients(*expressions: str) -> set[object]:
    plans = [plan_of(f"indicator x = {each}") for each in expressions]
    return {quotient_key(plan, plan.indicators["x"]) for plan in plans}


# --- what is counted ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "same",
    [
        ["a / b", "(2 * a) / (2 * b)", "a per b", "a per 1000 b", "(a + a) / (b + b)"],
        ["(a + w) / (b + 2 * rooms)", "(w + a) / (2 * rooms + b)"],
        ["a + 3", "3 + a", "2 * a + 3 - a"],
        ["mean of a weighted by b", "mean of a weighted by b"],
        ["share of schools where site and lms", "share of schools where lms and site and lms"],
        ["share of schools where not (site and lms)", "share of schools where not lms or not site"],
        ["share of schools where at least 2 of (site, lms)", "share of schools where site and lms"],
        ["share of schools where at least 1 of (site, lms)", "share of schools where site or lms"],
        [
            "share of schools where not at least 2 of (site, lms, rooms > 1)",
            "share of schools where at least 2 of (not lms, rooms <= 1, not site)",
        ],
        ["count of schools where rooms > 9", "count of schools where rooms >= 10"],
        ["count of schools where rooms > 9.5", "count of schools where rooms >= 9.5",
         "count of schools where rooms >= 10"],
        ["count of schools where rooms < 10", "count of schools where not rooms >= 10",
         "count of schools where rooms <= 9"],
        ["count of schools where rooms < 9.5", "count of schools where rooms <= 9.5",
         "count of schools where rooms <= 9"],
        ["count of schools where rooms < 10 and site",
         "count of schools where rooms <= 9 and site"],
        ["count of schools where site", "count of schools where site >= 1",
         "count of schools where site > 0"],
        ["count of schools where not site", "count of schools where site = 0",
         "count of schools where site < 1", "count of schools where site <= 0"],
        ["share of schools where marks > low", "share of schools where marks >= fair"],
        ["share of schools where not marks = low", "share of schools where marks >= fair"],
        ["share of schools where marks < good", "share of schools where marks <= fair",
         "share of schools where not marks = good"],
        ["share of schools where (site and lms) and rooms >= 1",
         "share of schools where site and (rooms >= 1 and lms)"],
    ],
)  # fmt: skip
def test_the_same_is_counted_however_it_is_written(same: list[str]) -> None:
    assert len(quotients(*same)) == 1


@pytest.mark.parametrize(
    "different",
    [
        ["a / b", "b / a", "a", "b", "2 * a", "a + 1", "a - 1"],
        ["(a - b) / (b - a)", "(b - a) / (a - b)"],
        ["a / (b - b)", "b / (a - a)"],
        ["mean of a", "mean of b", "mean of a weighted by b", "a / b"],
        ["count of schools where site", "share of schools where site"],
        ["count of schools where site", "count of schools where lms"],
        ["share of schools where site", "share of schools where site among those where lms"],
        ["share of schools where site and lms", "share of schools where site or lms"],
        ["count of schools where rooms >= 9", "count of schools where rooms > 9"],
        ["count of schools where money > 9", "count of schools where money >= 10"],
        ["count of schools where rooms = 9", "count of schools where not rooms = 9"],
        ["share of schools where marks >= fair", "share of schools where marks = fair"],
        ["share of communes where rooms >= 1", "share of districts where rooms >= 1",
         "share of schools where rooms >= 1"],
        ["share of communes where w >= 1", "share of communes where not w < 1"],
    ],
)  # fmt: skip
def test_different_things_stay_apart(different: list[str]) -> None:
    assert len(quotients(*different)) == len(different)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("measure x\nmeasure y", "measure x flow\nmeasure y"),
        ("measure x\nmeasure y", "measure x amount\nmeasure y"),
        ("measure x by d\nmeasure y by d", "measure x\nmeasure y"),
        ("measure x\nmeasure y", "measure x reported by o\nmeasure y"),
        ('measure x amount in "đồng"\nmeasure y', 'measure x amount in "triệu đồng"\nmeasure y'),
    ],
)
def test_a_measure_that_is_declared_otherwise_is_another(first: str, second: str) -> None:
    def key(names: str) -> object:
        text = (
            "dimension d { p, q }\ndimension t of organisations { o, n }\n"
            f"{names}\nindicator i = x per y"
        )
        plan = loaded(text)
        return quotient_key(plan, plan.indicators["i"])

    assert key(first) != key(second)
    assert key(first) == key(f'{first} note "n"'.replace("measure x", 'measure x "Tiêu đề"'))


def test_a_dimension_with_other_members_breaks_down_otherwise() -> None:
    text = "dimension d {{ {} }}\nmeasure x by d\nmeasure y by d\nindicator i = x / y"
    first, second, third = (loaded(text.format(members)) for members in ("p, q", "q, p", "p, q, r"))
    keys = [quotient_key(plan, plan.indicators["i"]) for plan in (first, second, third)]
    assert keys[0] == keys[1] != keys[2]


# --- of whom --------------------------------------------------------------------------------------


X = "indicator x = a / b\nx "


def test_what_remains_is_what_is_left_out_of_the_whole() -> None:
    remaining = f"{X}primary >= 9%, remaining >= 7% by 2025"
    left_out = f"{X}>= 7% by 2025 except primary"
    assert len(subjects(remaining, left_out)) == 1


def test_all_parts_of_a_member_are_that_member() -> None:
    assert (
        len(subjects(f"{X}secondary >= 5% by 2025", f"{X}>= 5% by 2025 except primary, continuing"))
        == 1
    )
    assert len(subjects(f"{X}lower >= 5% by 2025", f"{X}secondary >= 5% by 2025 except upper")) == 1


def test_a_member_that_is_everything_restricts_nothing() -> None:
    assert len(subjects(f"{X}everything >= 5% by 2025", f"{X}>= 5% by 2025")) == 1


def test_the_only_member_of_a_dimension_is_not_everything() -> None:
    files = "indicator x = kept / files\nx "
    found = subjects(
        f"{files}classified >= 5% by 2025",
        f"{files}>= 5% by 2025 except classified",
        f"{files}>= 5% by 2025",
    )
    assert len(found) == 3


def test_other_members_other_groups_and_other_conditions_are_other_things() -> None:
    rules = [
        f"{X}{rest}"
        for rest in (
            ">= 5% by 2025",
            "primary >= 5% by 2025",
            "secondary >= 5% by 2025",
            "school >= 5% by 2025",
            "primary school >= 5% by 2025",
            ">= 5% in each commune by 2025",
            ">= 5% in each school by 2025",
            ">= 5% by 2025 when portal",
            ">= 5% by 2025 when not portal",
            ">= 5% by 2025 when centre",
            ">= 5% by 2025 when x >= 2%",
        )
    ]
    assert len(subjects(*rules)) == len(rules)


def test_thresholds_times_and_units_make_no_other_thing() -> None:
    rules = [
        f"{X}>= 5% by 2025",
        f"{X}over 7% every year lead u\nunit u",
        f"{X}increases 10% against 2022 in 2024",
        f'{X}from 2% to 3% from 2024 cite "I"',
    ]
    assert len(subjects(*rules)) == 1


def test_conditions_of_rules_are_the_same_in_any_order() -> None:
    rules = [f"{X}>= 5% by 2025 when {c}" for c in ("portal and centre", "centre and portal")]
    assert len(subjects(*rules)) == 1


@pytest.mark.parametrize("condition", ["f", "not f", "f and g", "f or g", "not (g and not f)"])
def test_a_fact_that_begins_on_another_day_is_another_condition(condition: str) -> None:
    def key(fact: str) -> object:
        names = f"measure a\nfact g\nfact f {fact}\nindicator x = a"
        plan = loaded(f"{names}\nx >= 5 by 2025 when {condition}")
        return subject_key(plan, plan.targets[0])

    assert key("from 2024") == key('"Tiêu đề" from 2024') != key("from 2025")


@pytest.mark.parametrize("condition", ["f", "not f", "f and g", "f or g", "not (g and not f)"])
def test_in_a_condition_of_a_rule_a_name_is_that_of_a_fact(condition: str) -> None:
    def key(declared: str) -> object:
        plan = loaded(
            f"fact g\nfact f\n{declared}measure a\nindicator x = a\nx >= 5 by 2025 when {condition}"
        )
        return subject_key(plan, plan.targets[0])

    assert key("flag f\n") == key("")


def test_what_is_to_be_met_depends_on_what_that_target_asks() -> None:
    def key(threshold: str) -> object:
        text = f"measure a\nmeasure b\nindicator x = a\nindicator y = b\nx >= {threshold} by 2025\n"
        plan = loaded(f"{text}y >= 5 by 2025 when met x")
        return subject_key(plan, plan.targets[1])

    assert key("5") == key("5") != key("6")


# --- word for word --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        (">= 5% by 2025", "reaches 5% by 2025", True),
        (">= 5% by 2025", ">= 5% by 2024", False),
        (">= 5% by 2025", "> 5% by 2025", False),
        ("increases 5% every year", "increases 5% every year", True),
        ("increases 5% every year", "adds 5% every year", False),
        ("adds 5% by 2025 baseline 4% in 2021", "adds 5% by 2025 baseline 3% in 2021", False),
        (">= parent by 2025", ">= parent by 2025", True),
        (">= parent by 2025", "<= parent by 2025", False),
        (">= 5% by 2025", '>= 5% by 2025\nwaive x until 2024 because "r"', False),
    ],
)  # fmt: skip
def test_rules_that_ask_the_same_at_the_same_time(first: str, second: str, same: bool) -> None:
    plans = [plan_of(f"{X}{rule}") for rule in (first, second)]
    keys = [rule_key(plan, plan.targets[0]) for plan in plans]
    assert (keys[0] == keys[1]) is same


def test_the_number_of_another_parent_is_another_number() -> None:
    plans = [plan_of(f"{X}>= parent by 2025", f"plan p\n    parent {p}\n{NAMES}") for p in "rs"]
    assert rule_key(plans[0], plans[0].targets[0]) != rule_key(plans[1], plans[1].targets[0])


# --- scales ---------------------------------------------------------------------------------------

SCALE = """scale marks "S"
    group teaching of 10 points { t_1 6 points, t_2 4 points where site, t_3 mandatory }
    band low under 5
    band fair from 5 to 8
    band good over 8
    gate unmet gives low
"""


def of_scale(text: str) -> object:
    """What is counted where a level of a scale is asked for."""
    names = (
        NAMES[: NAMES.index("scale")] + text + "indicator x = share of schools where marks = fair"
    )
    plan = plan_of("", names)
    return quotient_key(plan, plan.indicators["x"])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("t_1 6 points, t_2 4 points", "t_1 4 points, t_2 6 points"),
        (", t_3 mandatory", ", t_3 mandatory where lms"),
        ("where site, t_3", "where lms, t_3"),
        (" where site", ""),
        (" 5", " 6"),
        (" 8", " 7"),
        ("gives low", "gives fair"),
    ],
)
def test_levels_of_scales_that_count_otherwise_are_not_the_same(old: str, new: str) -> None:
    assert of_scale(SCALE) != of_scale(SCALE.replace(old, new))


@pytest.mark.parametrize(("old", "new"), [('"S"', '"T"'), ("low", "least"), ("t_1", "question_1")])
def test_names_of_levels_mean_nothing_but_those_of_questions_do(old: str, new: str) -> None:
    same = of_scale(SCALE) == of_scale(SCALE.replace(old, new))
    assert same == (old != "t_1")
