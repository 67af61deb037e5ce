"""Laws of thresholds that are counted from an earlier value that is not certain."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from dxplan.engine.changes import resolved, satisfied_from
from dxplan.engine.judge import satisfied
from dxplan.engine.totals import Totals
from dxplan.plan.model import Change, ChangeKind, Comparator, Threshold
from dxplan.values.intervals import Interval

KINDS: tuple[ChangeKind, ...] = ("increases", "decreases", "adds", "drops", "times", "keeps")
COMPARATORS: tuple[Comparator, ...] = (">=", ">", "<=", "<", "=")


@st.composite
def thresholds(draw: st.DrawFn, one_sided: bool = False) -> Threshold:
    kind = draw(st.sampled_from(KINDS))
    low = Fraction(draw(st.integers(0, 4)) * (20 if kind in ("increases", "decreases") else 1))
    more = None if one_sided else draw(st.none() | st.integers(0, 20))
    comparators = [each for each in COMPARATORS if not one_sided or each != "="]
    change = Change(kind, low, None if more is None else low + more)
    return Threshold(draw(st.sampled_from(comparators)), None, unit="count", change=change)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    """Bases above nothing, of which a part can be asked."""
    low = draw(st.integers(1, 6))
    return Interval(Fraction(low), Fraction(low + draw(st.integers(0, 4))))


def counted(value: Fraction) -> Totals:
    return Totals(value, Fraction(1), (), is_count=True)


def each(interval: Interval) -> list[Fraction]:
    """The ends of an interval and the whole numbers between them."""
    assert interval.low is not None
    assert interval.high is not None
    return [Fraction(number) for number in range(int(interval.low), int(interval.high) + 1)]


@given(threshold=thresholds(), base=intervals(), value=st.integers(0, 12).map(Fraction))
def test_what_is_certain_of_an_interval_is_so_for_every_base_in_it(
    threshold: Threshold, base: Interval, value: Fraction
) -> None:
    totals = counted(value)
    found = satisfied_from(totals, threshold, base)
    points = [Interval.exactly(number) for number in each(base)]
    single = {satisfied(totals, resolved(threshold, point)) for point in points}
    assert None not in single
    if found is not None:
        assert single == {found}


@given(
    threshold=thresholds(one_sided=True), base=intervals(), value=st.integers(0, 12).map(Fraction)
)
def test_nothing_is_left_open_of_a_one_sided_threshold_that_all_bases_agree_on(
    threshold: Threshold, base: Interval, value: Fraction
) -> None:
    totals = counted(value)
    ends = [Interval.exactly(number) for number in (each(base)[0], each(base)[-1])]
    single = {satisfied(totals, resolved(threshold, end)) for end in ends}
    found = satisfied_from(totals, threshold, base)
    assert found == (single.pop() if len(single) == 1 else None)


@given(threshold=thresholds(), value=st.integers(0, 12).map(Fraction))
def test_nothing_is_known_of_an_unknown_base(threshold: Threshold, value: Fraction) -> None:
    assert satisfied_from(counted(value), threshold, None) is None
    assert satisfied_from(counted(value), threshold, Interval(None, None)) is None
