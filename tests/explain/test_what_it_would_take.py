"""What it would take, tried out: the change is put into the data, and the check is run again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dxplan.data.observations import Observations
from dxplan.engine.findings import Finding
from dxplan.engine.reference import evaluate
from dxplan.explain import LevelExplanation, TargetExplanation, explain
from dxplan.explain.model import Change
from dxplan.plan.model import Plan
from tests.engine.rules import DECLARED, day, observed, plan, report, school

END = day("2025-12-31")
FURTHER = """
indicator rooms_per_pupils = rooms per 1000 pupils
indicator place = rank_of
measure rank_of rank
indicator districts = share of districts where recorded_share >= 50%
scale digital "Digital"
    group teaching "Teaching" { g_1 "G 1" mandatory, c_1 40 points, c_2 30 points, c_3 30 points }
    band low "Low" under 50
    band middle "Middle" from 50 to 75
    band high "High" over 75
    gate unmet gives low
"""
Figures = Mapping[str, tuple[int, int]]
DISTRICTS = {"A": "Đông", "B": "Đông", "C": "Tây", "D": "Tây", "E": "Nam"}

figures = st.fixed_dictionaries(
    {
        name: st.integers(1, 40).flatmap(
            lambda size: st.integers(0, size).map(lambda part: (part, size))
        )
        for name in DISTRICTS
    }
)
percents = st.integers(1, 99)


def bound(rules: str) -> Plan:
    return plan(rules, declared=DECLARED + FURTHER)


def data(own: Figures, earlier: Figures | None = None, silent: Iterable[str] = ()) -> Observations:
    """What schools report of 2025, and of 2024."""
    register = [
        school(name, district=DISTRICTS[name], known={"pupils": own[name][1]}) for name in own
    ]
    cells = [
        report(name, "2025", recorded=n, pupils=d, rooms=n)
        for name, (n, d) in own.items()
        if name not in silent
    ]
    past = (earlier or {}).items()
    cells += [report(name, "2024", recorded=n, pupils=d, rooms=n) for name, (n, d) in past]
    return observed(*cells, register=register)


def whole(rules: str, given_data: Observations) -> Finding:
    found = [f for f in evaluate(bound(rules), given_data, END) if f.date == END]
    (finding,) = found
    return finding


def explained(rules: str, given_data: Observations) -> TargetExplanation:
    found = explain(bound(rules), given_data, bound(rules).targets[0].id, as_of=END, on=END)
    assert isinstance(found, TargetExplanation)
    return found


def moved(own: Figures, names: Iterable[str], amount: int, *, capped: bool) -> Figures:
    """Numerators changed by so much in all, where there is room for it."""
    found = dict(own)
    for name in names:
        n, d = found[name]
        step = max(-n, min(amount, d - n if capped else amount))
        found[name] = (n + step, d)
        amount -= step
    assert amount == 0
    return found


def signed(change: Change) -> int:
    assert change.whole
    return int(change.amount) if change.more else -int(change.amount)


RULES = [
    ("recorded_share >= {percent}% by 2025", True),
    ("recorded_share over {percent}% by 2025", True),
    ("recorded_share at most {percent}% by 2025", True),
    ("recorded_share under {percent}% by 2025", True),
    ("room_count >= {percent} by 2025", False),
    ("room_count at most {percent} by 2025", False),
    ("rooms_per_pupils >= {percent} by 2025", False),
    ("rooms_per_pupils under {percent} by 2025", False),
    ("recorded_share increases {percent}% against 2024 by 2025", True),
    ("recorded_share decreases {percent}% against 2024 by 2025", True),
    ("room_count increases {percent}% against 2024 by 2025", False),
    ("room_count adds {percent} against 2024 by 2025", False),
    ("room_count maintains the level of 2024 in 2025", False),
]


@pytest.mark.parametrize(("rule", "capped"), RULES, ids=[rule for rule, _ in RULES])
@given(own=figures, earlier=figures, percent=percents)
def test_the_least_change_turns_the_verdict_and_one_less_does_not(
    rule: str, capped: bool, own: Figures, earlier: Figures, percent: int
) -> None:
    text = rule.format(percent=percent)
    found = explained(text, data(own, earlier))
    change = found.remedy.change
    assert (change is None) == (found.finding.verdict != "missed")
    if change is None:
        return
    step = signed(change)
    there = sum(n for n, _ in own.values())
    room = sum(d - n for n, d in own.values()) if capped else step
    if -step > there or step > room:
        return  # more than there are: growth from a high base, or less than nothing
    after = whole(text, data(moved(own, own, step, capped=capped), earlier))
    assert after.verdict == "met"
    less = step - 1 if step > 0 else step + 1
    assert whole(text, data(moved(own, own, less, capped=capped), earlier)).verdict == "missed"


@given(own=figures, percent=percents)
def test_the_fewest_schools_turn_the_verdict_and_fewer_do_not(own: Figures, percent: int) -> None:
    text = f"recorded_share >= {percent}% by 2025"
    found = explained(text, data(own))
    for level in found.remedy.fewest:
        if level.count is None:
            continue
        reached = {each.organisation: int(each.reaches) for each in level.choice}
        for count, verdict in ((level.count, "met"), (level.count - 1, "missed")):
            after = {
                name: (reached[name] if name in list(reached)[:count] else n, d)
                for name, (n, d) in own.items()
            }
            assert whole(text, data(after)).verdict == verdict


@given(own=figures, percent=percents)
def test_every_district_needs_its_own_change(own: Figures, percent: int) -> None:
    text = f"recorded_share >= {percent}% in each district by 2025"
    found = explained(text, data(own))
    groups = found.by_group
    assert groups is not None
    failing = [group for group in groups.groups if group.kept is False]
    assert [group.name for group in groups.groups if group.kept is False] == [
        each.name for each in failing
    ]
    assert {each.name for each in failing} == set(found.finding.failing)
    after = dict(own)
    for group in failing:
        assert group.change is not None
        after = dict(moved(after, group.organisations, signed(group.change), capped=True))
    assert whole(text, data(after)).verdict == "met"
    for group in failing:
        less = moved(after, group.organisations, -1, capped=True)
        assert whole(text, data(less)).failing == (group.name,)


@given(own=figures, percent=percents)
def test_so_many_districts_turn_a_share_of_districts_and_fewer_do_not(
    own: Figures, percent: int
) -> None:
    text = f"districts >= {percent}% by 2025"
    found = explained(text, data(own))
    if found.finding.verdict != "missed":
        return
    (level, *_) = found.remedy.fewest
    assert level.count is not None
    assert found.by_group is not None
    changes = {group.name: group for group in found.by_group.groups}
    chosen = [each.organisation for each in level.choice]
    for count, verdict in ((level.count, "met"), (level.count - 1, "missed")):
        after = dict(own)
        for name in chosen[:count]:
            group = changes[name]
            assert group.change is not None
            after = dict(moved(after, group.organisations, signed(group.change), capped=True))
        assert whole(text, data(after)).verdict == verdict


@given(
    own=figures, percent=percents, silent=st.sets(st.sampled_from(sorted(DISTRICTS)), max_size=4)
)
def test_the_fewest_reports_settle_it_and_fewer_do_not(
    own: Figures, percent: int, silent: set[str]
) -> None:
    text = f"recorded_share >= {percent}% by 2025"
    found = explained(text, data(own, silent=silent))
    for settling in found.remedy.settling:
        good = settling.verdict == "met"
        for few in (settling.organisations, settling.organisations[:-1]):
            best = {
                name: ((d if good else 0) if name in few else n, d) for name, (n, d) in own.items()
            }
            after = whole(text, data(best, silent=silent - set(few)))
            assert (after.verdict == settling.verdict) is (few == settling.organisations)


def test_a_place_moves_up_by_so_many() -> None:
    for number, verdict in ((13, "missed"), (10, "met"), (11, "missed")):
        given_data = observed(report("A", "2025", rank_of=number))
        found = explained("place in top 10 by 2025", given_data)
        assert found.finding.verdict == verdict
        change = found.remedy.change
        assert (change is None) is (verdict == "met")
        if change is not None:
            assert (change.more, change.amount) == (False, number - 10)


# --- levels ---------------------------------------------------------------------------------------

POINTS = {"c_1": 40, "c_2": 30, "c_3": 30}
scores = st.fixed_dictionaries(
    {name: st.integers(0, 2 * most).map(lambda n: Fraction(n, 2)) for name, most in POINTS.items()}
)


def level_of(gate: int, given_scores: Mapping[str, Fraction]) -> LevelExplanation:
    cells = observed(report("A", "2025", g_1=gate, **given_scores))
    found = explain(bound(""), cells, "digital.teaching", as_of=END, organisation="A")
    assert isinstance(found, LevelExplanation)
    return found


@given(gate=st.integers(0, 1), own=scores)
def test_the_next_level_is_reached_with_what_is_said_and_not_with_less(
    gate: int, own: Mapping[str, Fraction]
) -> None:
    found = level_of(gate, own)
    following = found.next_band
    order = [band.name for band in found.group.bands]
    (now,) = found.level.bands
    assert (following is None) == (now == order[-1])
    if following is None:
        return
    assume(following.fewest is not None)
    assert following.fewest is not None
    names = [part.criterion.name for part in following.fewest]
    full = {name: Fraction(POINTS[name]) if name in names else own[name] for name in own}
    (reached,) = level_of(1, full).level.bands
    assert order.index(reached) >= order.index(following.band.name)
    for name in names:
        less = {**full, name: own[name]}
        (short,) = level_of(1, less).level.bands
        if name == names[-1]:
            assert order.index(short) < order.index(following.band.name)
    if gate == 0:
        (gated,) = level_of(0, full).level.bands
        assert gated == order[0]
