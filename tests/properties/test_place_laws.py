"""Laws of places over time: how a register is written makes no difference, only what it says."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from random import Random

import attrs
from hypothesis import given
from hypothesis import strategies as st

from dxplan.data.observations import Organisation, Place, Stay
from dxplan.data.problems import Problem
from dxplan.data.register_rows import by_id, stays_of
from dxplan.engine.population import Population, placed_on, placed_together
from dxplan.plan.model import Plan
from dxplan.territories import Province, on, parts, provinces
from dxplan.territories.areas import lies_in
from dxplan.values.periods import Period

DAYS = st.dates(date(2022, 1, 1), date(2027, 12, 31))
PROVINCES = st.sampled_from(provinces())
PLACES = st.fixed_dictionaries(
    {}, optional={"district": st.sampled_from("AB"), "cluster": st.sampled_from("XY")}
)
YEARS = Period(date(2022, 1, 1), date(2025, 12, 31))
OLD_NAMES = st.sampled_from([each.name for each in provinces() if each.since is None])


@st.composite
def moves(draw: st.DrawFn) -> list[Organisation]:
    """Rows of one organisation with days that follow each other."""
    cuts = sorted(draw(st.sets(DAYS, max_size=3)))
    starts = [None, *cuts]
    ends = [*(cut - timedelta(days=1) for cut in cuts), None]
    return [
        Organisation(
            "s", parents=draw(PLACES), since=start, until=end, place=Place("r", "", f"A{n}")
        )
        for n, (start, end) in enumerate(zip(starts, ends, strict=True), 2)
    ]


def joined(rows: list[Organisation]) -> tuple[Organisation, list[Problem]]:
    problems: list[Problem] = []
    return by_id(rows, problems)["s"], problems


@given(moves(), st.randoms(use_true_random=False), DAYS)
def test_the_order_of_the_rows_makes_no_difference(
    rows: list[Organisation], random: Random, day: date
) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)
    first, second = joined(rows), joined(shuffled)
    assert first == second == (first[0], [])
    assert placed_on(first[0], day) == placed_on(second[0], day)


@given(moves(), DAYS)
def test_an_organisation_is_where_the_row_of_the_day_says(
    rows: list[Organisation], day: date
) -> None:
    (row,) = [each for each in rows if (each.since or day) <= day <= (each.until or day)]
    organisation, _ = joined(rows)
    assert placed_on(organisation, day).parents == row.parents
    assert (organisation.since, organisation.until) == (None, None)


@given(st.data(), DAYS)
def test_many_are_placed_as_each_of_them_is(data: st.DataObject, day: date) -> None:
    moved, _ = joined(data.draw(moves()))
    shared = [{"province": name} for name in data.draw(st.lists(OLD_NAMES, min_size=2, max_size=2))]
    rows = st.builds(
        Organisation,
        st.just("s"),
        parents=st.sampled_from(shared),
        since=st.sampled_from((None, date(2024, 1, 1))),
        until=st.sampled_from((None, date(2025, 6, 30))),
    )
    together = [moved, *data.draw(st.lists(rows, max_size=6)), moved]
    placed = placed_together(iter(together), day)
    assert placed == tuple(placed_on(each, day) for each in together)
    for each, found in zip(together, placed, strict=True):
        assert (found is each) == (placed_on(each, day) is each)


@given(PLACES, DAYS, DAYS)
def test_a_row_cut_in_two_says_the_same(places: dict[str, str], cut: date, day: date) -> None:
    whole = Organisation("s", parents=places)
    earlier = attrs.evolve(whole, until=cut - timedelta(days=1))
    later = attrs.evolve(whole, since=cut)
    organisation, problems = joined([earlier, later])
    assert problems == []
    assert placed_on(organisation, day).parents == placed_on(whole, day).parents


@given(OLD_NAMES, OLD_NAMES, DAYS)
def test_a_former_province_always_tells_who_is_inside(
    of_plan: str, of_school: str, day: date
) -> None:
    stay = Stay(None, date(2025, 6, 30), {"province": of_school})
    school = Organisation("s", stays=(stay, Stay(date(2025, 7, 1))))
    plan = Plan("p", period=YEARS, territory=of_plan)
    inside = Population(plan, {"s": school}, True).is_inside(school, day)
    assert inside is (of_plan == of_school)


@given(PROVINCES, PROVINCES)
def test_where_something_lies_is_certain_exactly_when_no_part_is_shared_or_all(
    first: Province, second: Province
) -> None:
    shared = parts(first) & parts(second)
    expected = False if not shared else True if shared == parts(first) else None
    assert lies_in([first], second) is expected


@given(PROVINCES, DAYS)
def test_a_name_without_days_is_never_put_into_a_province_that_was_not_there(
    province: Province, day: date
) -> None:
    school = Organisation("s", parents={"province": province.name})
    label = placed_on(school, day).parents.get("province")
    assert label is None or label in {each.name for each in on(day)}


@given(moves())
def test_the_stays_of_an_organisation_do_not_overlap(rows: list[Organisation]) -> None:
    stays = stays_of(joined(rows)[0])
    for earlier, later in pairwise(stays):
        assert earlier.until is not None
        assert later.since == earlier.until + timedelta(days=1)
