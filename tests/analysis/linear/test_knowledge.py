"""What follows from rules: with the rules that it takes, or with figures that show it does not."""

from __future__ import annotations

import attrs
import pytest

from dxplan.analysis.linear import knowledge
from dxplan.analysis.linear.contradictions import contradictions
from dxplan.analysis.linear.knowledge import Knowledge
from dxplan.analysis.linear.scene import Answer, Fails, Follows, NotDecided
from dxplan.analysis.linear.times import Rule
from dxplan.analysis.results import Undecided
from dxplan.engine.reference import evaluate
from dxplan.plan.model import Plan
from tests.engine.rules import DECLARED, day, plan


def rules(bound: Plan) -> list[Rule]:
    return [Rule(bound, target) for target in bound.targets]


def asked(known: str, conclusion: str, period: str = "2022 to 2025") -> Answer:
    """Whether the only rule of the second text follows from those of the first."""
    below = rules(attrs.evolve(plan(known, period=period), id="child"))
    above = rules(attrs.evolve(plan(conclusion, period=period), id="parent"))
    assert len(above) == 1
    return Knowledge(below, above).follows(above[0])


FOLLOWING = [
    ("recorded_share >= 80% by 2024", "recorded_share >= 80% by 2025"),
    ("recorded_share >= 80% by 2025", "recorded_share >= 80% by 2025 when portal"),
    ("recorded_share 20% .. 50% by 2025", "recorded_share 10% .. 60% by 2025"),
    ("room_count > 5 by 2025", "room_count >= 6 by 2025"),
    ("online_share secondary >= 100% by 2025", "online_share lower_secondary >= 100% by 2025"),
    ("online_share <= 30% by 2025", "rest_share >= 70% by 2025"),
    ("online_share >= 5% every quarter", "online_share >= 5% by 2025"),
    ("online_share >= 5% by 2024-Q4", "online_share >= 5% by 2025"),
    ("online_share >= 30% from 2024", "online_share >= 30% by 2025"),
    ("online_share >= 30%", "online_share >= 30% by 2025"),
    ("websites >= 80% by 2025", "sites_or_fibre >= 80% by 2025"),
    ("websites >= 50% by 2025", "websites >= 50% by 2025"),
    ("satisfaction >= 4 by 2025", "satisfaction >= 3 by 2025"),
    ("active >= 50% by 2025", "active >= 40% by 2025"),
    ("recorded_share >= 80% in each commune by 2025", "recorded_share >= 80% by 2025"),
    ("room_count >= 5 in each commune by 2025", "room_count >= 5 in each commune by 2025"),
    ("room_count >= 5 in each commune by 2025", "room_count >= 4 in each commune by 2025"),
    ("recorded_share >= 100% by 2025", "recorded_share >= 100% in each commune by 2025"),
    (
        "lesson_count increases 10% against 2022 by 2025",
        "lesson_count increases 5% against 2022 by 2025",
    ),
    (
        "online_share increases 10% against 2022 by 2025",
        "online_share increases 10% against 2022 by 2025",
    ),
]


FOLLOWING += [
    (
        "indicator budgeted = budget\ncheck spent <= budget\nspent_total >= 5 by 2025",
        "indicator budgeted = budget\nbudgeted >= 5 by 2025",
    ),
]


@pytest.mark.parametrize(("known", "conclusion"), FOLLOWING)
def test_a_rule_follows(known: str, conclusion: str) -> None:
    answer = asked(known, conclusion)
    assert isinstance(answer, Follows)
    assert len(answer.by) == 1


def test_parts_imply_the_whole_together() -> None:
    answer = asked(
        "online_share lower_secondary >= 5%, upper_secondary >= 5%, primary >= 5% by 2025",
        "online_share secondary >= 5% by 2025",
    )
    assert isinstance(answer, Follows)
    assert [rule.target.id for rule in answer.by] == [
        "online_share.lower_secondary.by.2025",
        "online_share.upper_secondary.by.2025",
    ]


FAILING = [
    # Unlike a part of it, so many more can be counted from nothing
    ("room_count adds 10 against 2022 by 2025", "room_count >= 11 by 2025", "10 of 1"),
    ("spent_total > 0 by 2025", "spent_total >= 1 by 2025", "1/2 of 1"),
    ("recorded_share >= 50% by 2025", "recorded_share >= 80% by 2025", "50 of 100"),
    ("recorded_share >= 80% by 2026", "recorded_share >= 80% by 2025", "0 of 100"),
    ("recorded_share > 50% by 2025", "recorded_share >= 51% by 2025", "50 of 99"),
    (
        "online_share secondary >= 99% by 2025",
        "online_share lower_secondary >= 99% by 2025",
        "98 of 99",
    ),
    ("recorded_share >= 80% by 2025 when portal", "recorded_share >= 80% by 2025", "0 of 100"),
    (
        "recorded_share >= 80% by 2025",
        "recorded_share >= 80% in each commune by 2025",
        "80 of 100",
    ),
    (
        "files_share >= 80% by 2025\n    except classified",
        "files_share >= 80% by 2025",
        "4 of 100",
    ),
    ("signed >= 80% by 2025", "signed >= 90% by 2025", "4 of 5"),
    ("rooms_each >= 3 by 2025", "rooms_each >= 5 by 2025", "3 of 1"),
    ("satisfaction >= 4 by 2025", "satisfaction >= 5 by 2025", "100 of 25"),
]


@pytest.mark.parametrize(("known", "conclusion", "counts"), FAILING)
def test_a_rule_does_not_follow(known: str, conclusion: str, counts: str) -> None:
    answer = asked(known, conclusion)
    assert isinstance(answer, Fails)
    missed = answer.counterexample.missed
    assert f"{missed.numerator} of {missed.denominator}" == counts
    assert missed.verdict == "missed"
    assert {each.verdict for each in answer.counterexample.kept} <= {"met", "not_applicable"}


@pytest.mark.parametrize(("known", "conclusion", "_"), FAILING)
def test_the_figures_of_a_counterexample_can_be_checked_again(
    known: str, conclusion: str, _: str
) -> None:
    answer = asked(known, conclusion)
    assert isinstance(answer, Fails)
    shown = answer.counterexample
    again = evaluate(plan(conclusion, period="2022 to 2025"), shown.observations, shown.on)
    assert "missed" in {finding.verdict for finding in again if finding.date == shown.on}


OF_MANY = "indicator ready = share of schools where " + " or ".join(
    f"{name} >= {number}" for name in ("rooms", "devices", "answers") for number in (1, 10, 20, 30)
)

UNDECIDED = [
    ("active >= 50% by 2025", "active >= 60% by 2025", "counts-by-a-flow measure=sessions"),
    (
        "online_share increases 10% against 2022 by 2025",
        "online_share increases 5% against 2022 by 2025",
        "change-of-a-quotient",
    ),
    (
        "equipped >= 3 by 2025\nroom_count >= 4 by 2025",
        "room_count >= 5 by 2025",
        "counted-and-added measure=rooms",
    ),
    ("room_count >= 3 by 2025", "room_count >= parent by 2025", "no-number"),
    ("equipped >= 5000 by 2025", "equipped >= 6000 by 2025", "too-many-organisations"),
    (
        "indicator many = share of schools where recorded >= 2\nmany primary >= 50% by 2025",
        "indicator many = share of schools where recorded >= 2\nmany primary >= 60% by 2025",
        "counts-by-parts measure=recorded",
    ),
    (
        "indicator half = share of schools where recorded_share >= 50%\nhalf >= 50% by 2025",
        "indicator half = share of schools where recorded_share >= 50%\nhalf >= 60% by 2025",
        "counts-by-more-than-figures",
    ),
    (
        "room_count <= 5 in each commune by 2025",
        "room_count <= 6 in each commune by 2025",
        "each-group-at-most column=commune",
    ),
    (
        "room_count >= 5 in each commune by 2024\nroom_count >= 9 in each district by 2024",
        "room_count >= 10 in each district by 2024",
        "several-groupings column=district",
    ),
    (
        "satisfaction >= 4 by 2025\nindicator together = score\ntogether >= 2 by 2025",
        "satisfaction >= 5 by 2025",
        "weighted-figures",
    ),
    (
        f"{OF_MANY}\nready >= 50% by 2025",
        f"{OF_MANY}\nready >= 60% by 2025",
        "too-many-answers",
    ),
    (
        "indicator sites = website\nsites >= 5 by 2025",
        "indicator sites = website\nsites >= 6 by 2025",
        "adds-up-flags measure=website",
    ),
    (
        "equipped increases 10% against 2022 by 2025",
        "equipped increases 20% against 2022 by 2025",
        "organisations-on-several-days",
    ),
    (
        "recorded_share >= 50% in each district by 2025-07",
        "recorded_share >= 60% in each district by 2025-07",
        "districts-ended",
    ),
]


@pytest.mark.parametrize(("known", "conclusion", "why"), UNDECIDED)
def test_what_is_not_decided_is_said(known: str, conclusion: str, why: str) -> None:
    answer = asked(known, conclusion)
    assert isinstance(answer, NotDecided)
    params = [f"{name}={value}" for name, value in answer.undecided.params]
    assert " ".join([answer.undecided.code, *params]) == why
    named = {target.id for text in (known, conclusion) for target in plan(text).targets}
    assert answer.undecided.target is not None
    assert answer.undecided.target.id in named


def test_a_part_of_a_tree_that_is_built_otherwise_is_another() -> None:
    """Both plans have lower secondary; one of them counts it as primary."""
    other = DECLARED.replace(
        "{ primary, secondary { lower_secondary, upper_secondary } }",
        "{ primary { lower_secondary }, secondary { upper_secondary } }",
    )
    text = "online_share secondary >= 50% by 2025"
    below = plan(text, period="2022 to 2025")
    above = plan(text, period="2022 to 2025", declared=other)
    (conclusion,) = rules(attrs.evolve(above, id="parent"))
    answer = Knowledge(rules(below), [conclusion]).follows(conclusion)
    assert not isinstance(answer, Follows)


def test_what_recurs_without_a_period_recurs_around_the_days_that_are_asked_about() -> None:
    answer = asked("online_share >= 50% every quarter", "online_share >= 60% by 2025", "")
    assert isinstance(answer, Fails)
    assert answer.counterexample.on == day("2025-12-31")


CONTRADICTING = [
    ("recorded_share >= 50% by 2024\nrecorded_share <= 40% by 2025", 2),
    ("recorded_share >= 50% by 2025 when portal\nrecorded_share <= 40% by 2025", 2),
    ("room_count > 5 by 2025\nroom_count < 6 by 2025\nwebsites >= 5% by 2025", 2),
    ("websites >= 80% by 2025\nsites_or_fibre <= 70% by 2025", 2),
    ("online_share >= 50% every quarter\nonline_share <= 40% by 2025", 2),
    ("recorded_share > 100% by 2025", 1),
    (
        "online_share lower_secondary, upper_secondary >= 50% by 2025\n"
        "online_share secondary < 50% by 2025",
        3,
    ),
]


@pytest.mark.parametrize(("text", "count"), CONTRADICTING)
def test_a_contradiction_names_no_more_rules_than_it_takes(text: str, count: int) -> None:
    (found,), undecided = contradictions(rules(plan(text, period="2022 to 2025")))
    assert len(found.rules) == count
    assert undecided == []


@pytest.mark.parametrize(
    "text",
    [
        "recorded_share >= 50% by 2025 when portal\nrecorded_share <= 40% by 2025 when not portal",
        "recorded_share <= 40% in 2024\nrecorded_share >= 50% in 2025",
        "online_share primary >= 50% by 2025\nonline_share secondary <= 40% by 2025",
    ],
)
def test_rules_that_never_meet_do_not_contradict_each_other(text: str) -> None:
    assert contradictions(rules(plan(text, period="2022 to 2025"))) == ([], [])


CHAIN = """
measure least stock
measure between stock
measure most stock
check least <= between
check between <= most
indicator least_count = least
indicator most_count = most
"""


def test_a_measure_between_two_others_links_them() -> None:
    declared = DECLARED + CHAIN
    below = plan("least_count >= 5 by 2025", period="2022 to 2025", declared=declared)
    above = plan("most_count >= 5 by 2025", period="2022 to 2025", declared=declared)
    (conclusion,) = rules(attrs.evolve(above, id="parent"))
    answer = Knowledge(rules(below), [conclusion]).follows(conclusion)
    assert isinstance(answer, Follows)
    assert [rule.target.id for rule in answer.by] == ["least_count.by.2025"]


def test_days_on_which_windows_overlap_in_another_way_are_looked_at() -> None:
    """Since the beginning of the year is as long as twelve months only at its end."""
    answer = asked(
        "online_share >= 30% by 30/6/2025", "online_share >= 30% by 2025", "2022 to 2027"
    )
    assert isinstance(answer, Fails)
    assert answer.counterexample.on > day("2025-12-31")


@pytest.mark.parametrize(
    "text",
    [
        # Every organisation may have 50 rooms, and nobody knows how many organisations there are
        "check rooms <= 50\nroom_count >= 100 by 2025",
        "check rooms <= devices + 5\nindicator all_devices = devices\n"
        "room_count >= 100 by 2025\nall_devices <= 10 by 2025",
        # Where nobody reports, neither side is anything
        "check recorded < pupils\nindicator learners = pupils\nlearners <= 0 by 2025",
        "check rooms = 3\nroom_count >= 4 by 2025",
    ],
)
def test_a_check_of_each_organisation_bounds_no_sum(text: str) -> None:
    assert contradictions(rules(plan(text, period="2022 to 2025"))) == ([], [])


@pytest.mark.parametrize(
    ("text", "checks"),
    [
        ("check rooms >= devices + 5\nroom_count 1 .. 4 by 2025", 1),
        ("check online = total\nonline_share <= 50% by 2025", 1),
        ("check rooms = 3\nroom_count 1 .. 2 by 2025", 1),
        ("check rooms < devices\nindicator all_devices = devices\n"
         "room_count >= 9 by 2025\nall_devices <= 9 by 2025", 1),
        ("check rooms < devices\nrecorded_share > 100% by 2025", 0),
    ],
)  # fmt: skip
def test_a_contradiction_names_the_checks_that_it_takes(text: str, checks: int) -> None:
    (found,), _ = contradictions(rules(plan(text, period="2022 to 2025")))
    assert len(found.checks) == checks


@pytest.mark.parametrize("time", ["every year", "every quarter"])
def test_growth_of_every_step_says_nothing_of_the_time_that_it_is_counted_from(time: str) -> None:
    answer = asked(f"room_count increases 10% against 2022 {time}", "room_count >= 10 by 2025")
    assert isinstance(answer, Fails)
    assert answer.counterexample.missed.verdict == "missed"


def test_what_every_organisation_has_all_of_them_have() -> None:
    answer = asked("check rooms >= 3\nroom_count > 0 by 2025", "room_count >= 3 by 2025")
    assert isinstance(answer, Follows)
    assert answer.by == ()


def test_what_every_organisation_has_a_second_group_adds_only_where_there_is_one() -> None:
    known = "check rooms >= 3\nroom_count >= 2 in each commune by 2025"
    assert isinstance(asked(known, "room_count >= 6 by 2025"), Fails)


def test_a_condition_adds_up_all_groups_once() -> None:
    known = (
        "room_count >= 5 in each commune by 2025\n"
        "recorded_share >= 50% by 2025\n    when room_count >= 10\n"
    )
    conclusion = "recorded_share >= 50% by 2025"
    assert isinstance(asked(known, conclusion), Fails)
    answer = asked(f"{known}room_count >= 10 by 2025", conclusion)
    assert isinstance(answer, Follows)
    assert [rule.target.threshold.low for rule in answer.by] == [50, 10]


def test_what_is_reported_of_a_shorter_time_may_be_less_than_a_check_says() -> None:
    answer = asked("check total >= 3\nlesson_count > 0 by 2025", "lesson_count >= 3 by 2025")
    assert isinstance(answer, NotDecided)
    assert answer.undecided.code == "check-of-each-organisation"


def test_rules_that_apply_in_turns_are_held_against_those_that_always_do() -> None:
    text = """
recorded_share <= 30% in 2025
recorded_share <= 20% by 2025 when not portal
recorded_share >= 50% by 2025 when portal
"""
    (found,), _ = contradictions(rules(plan(text, period="2022 to 2025")))
    assert {rule.target.id for rule in found.rules} == {
        "recorded_share.in.2025.at_most",
        "recorded_share.by.2025.when.portal",
    }


def test_figures_that_each_organisation_would_have_to_pass_a_check_with_are_not_shown() -> None:
    text = """
check rooms < devices
rooms_each >= 3.5 by 2025
rooms_each >= 4 in 2025
"""
    bound = rules(plan(text, period="2022 to 2025"))
    answer = Knowledge(bound).follows(bound[1], without=frozenset([bound[1]]))
    assert isinstance(answer, NotDecided)
    assert answer.undecided.code == "check-of-each-organisation"


@pytest.mark.parametrize(
    ("known", "conclusion"),
    [
        (
            "lesson_count >= 5 in 2025\nlesson_count <= 3 every half-year",
            "lesson_count >= 2 in 2025-Q4",
        ),
        (
            "lesson_count >= 40 in 2025\nlesson_count <= 10 every quarter",
            "lesson_count >= 11 in 2025-Q4",
        ),
        ("lesson_count <= 3 every quarter", "lesson_count <= 5 in 2025"),
    ],
)
def test_figures_break_no_rule_on_a_day_before(known: str, conclusion: str) -> None:
    """What is added up over longer than the window of the question is judged on other days too."""
    answer = asked(known, conclusion)
    assert isinstance(answer, Fails)
    shown = answer.counterexample
    judged = evaluate(plan(known, period="2022 to 2025"), shown.observations, shown.on)
    assert "missed" not in {finding.verdict for finding in judged}


def test_after_some_days_before_the_search_for_figures_ends(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(knowledge, "_MORE_DAYS", 1)
    known = "lesson_count >= 5 in 2025\nlesson_count <= 3 every half-year"
    conclusion = "lesson_count >= 2 in 2025-Q4"
    answer = asked(known, conclusion)
    (target,) = plan(conclusion, period="2022 to 2025").targets
    assert answer == NotDecided(Undecided("too-many-days", (), target))


def test_only_the_last_situations_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(knowledge, "_REMEMBERED", 2)
    text = "room_count >= 5 by 2024\nrecorded_share >= 50% by 2024\nwebsites >= 50% by 2024"
    found = rules(plan(text, period="2022 to 2025"))
    known = Knowledge(found)
    told = []
    for rule in found:
        known.about(rule, day("2025-12-31"))
        told.append([key[0] for key in known._known])  # type: ignore[index]
    names = [known.reach.name(rule) for rule in found]
    assert told == [names[:1], names[:2], names[1:]]
