"""Laws of scales: a level is certain exactly when every way that reports may turn out gives it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise, product

import attrs
from hypothesis import given
from hypothesis import strategies as st

from dxplan.engine.conditions import holds
from dxplan.engine.scoring import Known, at_level, scored
from dxplan.plan.bands import uneven
from dxplan.plan.model import AtLevel, Band, Comparator, Criterion, Group, Holds

HALF = Fraction(1, 2)
GRID = Fraction(1, 4)
"""Limits and points are halves, so that each band holds a quarter where it holds anything."""


@st.composite
def ladders(draw: st.DrawFn, highest: Fraction) -> tuple[Band, ...]:
    """Bands from 0 to a highest score; each limit belongs to the one below or the one above."""
    steps = draw(st.sets(st.integers(1, max(1, int(2 * highest))), min_size=1, max_size=3))
    limits = sorted(HALF * step for step in steps)
    closed = [draw(st.booleans()) for _ in limits]
    bands = [Band("b0", high=limits[0], below_high=not closed[0])]
    for number, (low, high) in enumerate(pairwise(limits), start=1):
        taken, ends = closed[number - 1], not closed[number]
        bands.append(Band(f"b{number}", low=low, above_low=taken, high=high, below_high=ends))
    last = Band(f"b{len(limits)}", low=limits[-1], above_low=closed[-1])
    return (*bands, last)


@st.composite
def groups(draw: st.DrawFn) -> Group:
    gates = [Criterion(f"g{number}", mandatory=True) for number in range(draw(st.integers(0, 2)))]
    points = st.integers(1, 4).map(lambda number: HALF * number)
    reported = [Criterion(f"c{n}", points=draw(points)) for n in range(draw(st.integers(1, 2)))]
    decided = [
        Criterion(f"d{n}", points=draw(points), condition=Holds(f"f{n}"))
        for n in range(draw(st.integers(0, 2)))
    ]
    scores = (*reported, *decided)
    highest = sum((each.points or Fraction(0) for each in scores), Fraction(0))
    bands = draw(ladders(highest))
    return Group(
        "s", "g", criteria=(*gates, *scores), bands=bands, gate=bands[0].name, highest=highest
    )


@st.composite
def cases(draw: st.DrawFn) -> tuple[Group, dict[str, Fraction | None]]:
    """A group, and what is known of an organisation in it."""
    group = draw(groups())
    known: dict[str, Fraction | None] = {}
    for criterion in group.criteria:
        if criterion.points is None or criterion.condition is not None:
            name = criterion.name.replace("d", "f")
            known[name] = draw(st.none() | st.sampled_from((Fraction(0), Fraction(1))))
        else:
            most = int(2 * criterion.points)
            known[criterion.name] = draw(st.none() | st.integers(0, most).map(lambda n: HALF * n))
    return group, known


def completions(group: Group, known: Known) -> Iterator[dict[str, Fraction | None]]:
    """Every way that what is not known may turn out, in quarters of points."""
    points = {each.name: each.points for each in group.criteria}
    ways = []
    for name, value in known.items():
        most = points.get(name)
        if value is not None:
            ways.append([value])
        elif most is None:
            ways.append([Fraction(0), Fraction(1)])
        else:
            ways.append([GRID * number for number in range(int(most / GRID) + 1)])
    for values in product(*ways):
        yield dict(zip(known, values, strict=True))


def only_band(group: Group, known: Known) -> str:
    """The level of complete numbers, worked out anew."""
    score = Fraction(0)
    for criterion in group.criteria:
        if criterion.mandatory and known[criterion.name] == 0:
            return str(group.gate)
        if criterion.condition is not None:
            score += (criterion.points or 0) * (known[criterion.name.replace("d", "f")] or 0)
        elif criterion.points is not None:
            score += known[criterion.name] or 0
    for band in group.bands:
        above = band.low is None or score > band.low or (score == band.low and not band.above_low)
        below = (
            band.high is None or score < band.high or (score == band.high and not band.below_high)
        )
        if above and below:
            return band.name
    raise AssertionError("every score falls into a band")


@given(case=cases())
def test_the_possible_levels_are_those_of_all_completions(
    case: tuple[Group, dict[str, Fraction | None]],
) -> None:
    group, known = case
    found = {only_band(group, each) for each in completions(group, known)}
    assert set(scored(group, known, holds).bands) == found


@given(case=cases(), comparator=st.sampled_from((">=", ">", "<=", "<", "=")), data=st.data())
def test_a_level_is_compared_as_it_is_in_all_completions(
    case: tuple[Group, dict[str, Fraction | None]], comparator: Comparator, data: st.DataObject
) -> None:
    group, known = case
    band = data.draw(st.sampled_from(group.bands))
    atom = AtLevel(group, comparator, band.name)
    found = {at_level(atom, each, holds) for each in completions(group, known)}
    assert at_level(atom, known, holds) == (found.pop() if len(found) == 1 else None)


@given(case=cases(), data=st.data())
def test_more_points_never_give_a_lower_level(
    case: tuple[Group, dict[str, Fraction | None]], data: st.DataObject
) -> None:
    group, known = case
    name, value = data.draw(st.sampled_from(sorted(known.items())))
    most = next((each.points for each in group.criteria if each.name == name), None) or Fraction(1)
    raised = {**known, name: most}
    order = [band.name for band in group.bands]
    before = [order.index(band) for band in scored(group, known, holds).bands]
    after = [order.index(band) for band in scored(group, raised, holds).bands]
    assert min(after) >= min(before)
    assert max(after) >= max(before) if value is not None else max(after) == max(before)


@given(group=groups())
def test_every_limit_belongs_to_one_band_and_half_a_point_away_is_another_or_the_same(
    group: Group,
) -> None:
    bands = group.bands
    for lower, upper in pairwise(bands):
        assert lower.high is not None
        at = [band.name for band in bands if band.meets(lower.high, lower.high)]
        assert at == [lower.name if not lower.below_high else upper.name]
        assert lower.meets(lower.high - GRID, lower.high - GRID)
        assert upper.meets(lower.high + GRID, lower.high + GRID)


@given(group=groups(), data=st.data())
def test_bands_are_even_and_moving_one_end_makes_a_gap_or_an_overlap(
    group: Group, data: st.DataObject
) -> None:
    bands = list(group.bands)
    assert list(uneven(bands, group.highest)) == []
    number = data.draw(st.integers(0, len(bands) - 2))
    band = bands[number]
    assert band.high is not None
    shift = data.draw(st.sampled_from((-GRID, GRID)))
    bands[number] = attrs.evolve(band, high=band.high + shift)
    expected = "band-gap" if shift < 0 else "band-overlap"
    assert [each.code for each in uneven(bands, group.highest)] == [expected]
