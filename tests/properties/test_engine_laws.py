"""Laws of the evaluator: what is certain is certain, and nothing depends on what should not matter.

A small province is drawn whole: its schools, and for each of them true figures. What was reported
is a part of the truth, so the truth is one way in which the missing reports may turn out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import product

import attrs
from hypothesis import given
from hypothesis import strategies as st

from dxplan.data.observations import Cell, Event, Observations, Organisation
from dxplan.engine.findings import Finding
from dxplan.engine.judge import due_verdict
from dxplan.engine.pieces import Piece
from dxplan.engine.reference import evaluate
from dxplan.engine.totals import Totals
from dxplan.plan.model import Comparator, Plan, Threshold
from dxplan.values.intervals import Interval
from tests.engine.rules import Exact, day, during, happened, plan, report, school

NAMES = ("A", "B", "C")
LEVELS = ("primary", "lower_secondary", "upper_secondary")
QUARTERS = ("2024-Q4", "2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4")
LIFETIMES = ((0, 4), (0, 4), (2, 4), (0, 2))
"""First and last quarter in which a school exists."""
COMPARATORS: tuple[Comparator, ...] = (">=", ">", "<=", "<", "=")
CERTAIN = ("met", "missed")

comparators = st.sampled_from(COMPARATORS)
percents = st.sampled_from([0, 10, 25, 33, 50, 67, 75, 100])


# --- sums: against every completion ---------------------------------------------------------------

HIGHEST = 6
"""How far an end without a bound is followed."""


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low = draw(st.integers(0, 3))
    more = draw(st.integers(0, 3) | st.none())
    return Interval(Fraction(low), None if more is None else Fraction(low + more))


@st.composite
def pieces(draw: st.DrawFn, coupled: bool) -> Piece:
    n, d = draw(intervals()), draw(intervals())
    if coupled and d.high is not None and n.low is not None and d.high < n.low:
        n, d = d, n
    return Piece(n, d, coupled)


@st.composite
def totals(draw: st.DrawFn) -> Totals:
    share = draw(st.booleans())
    numerator = draw(st.integers(0, 4))
    denominator = numerator + draw(st.integers(0, 4)) if share else draw(st.integers(0, 6))
    open_parts = draw(st.lists(pieces(share), max_size=2))
    return Totals(Fraction(numerator), Fraction(denominator), tuple(open_parts), is_share=share)


def whole_numbers(interval: Interval, highest: int) -> range:
    assert interval.low is not None
    return range(int(interval.low), (highest if interval.high is None else int(interval.high)) + 1)


def completions(of: Totals, highest: int) -> Iterator[tuple[Fraction, Fraction]]:
    """Both sums in every way that the missing reports may turn out."""
    ways = [
        [
            (n, d)
            for n in whole_numbers(piece.numerator, highest)
            for d in whole_numbers(piece.denominator, highest)
            if n <= d or not piece.coupled
        ]
        for piece in of.pieces
    ]
    for way in product(*ways):
        yield (
            of.numerator + sum(n for n, _ in way),
            of.denominator + sum(d for _, d in way),
        )


def holds(n: Fraction, d: Fraction, comparator: Comparator, q: Fraction) -> bool:
    relations: dict[Comparator, bool] = {
        ">=": n >= q * d, ">": n > q * d, "<=": n <= q * d, "<": n < q * d, "=": n == q * d,
    }  # fmt: skip
    return relations[comparator]


def check_ends(found: Interval, measured: Callable[[int], list[Fraction]]) -> None:
    """An end with a bound is reached or approached; one without is followed as far as one likes."""
    near, far = measured(HIGHEST), measured(HIGHEST + 3)
    if found.low is None:
        assert min(far) < min(near)
    else:
        assert found.low <= min(far)
        assert found.low == min(far) or min(far) < min(near)
    if found.high is None:
        assert max(far) > max(near)
    else:
        assert found.high >= max(far)
        assert found.high == max(far) or max(far) > max(near)


@given(of=totals(), percent=percents | st.just(150))
def test_the_form_is_that_of_every_completion(of: Totals, percent: int) -> None:
    q = Fraction(percent, 100)
    check_ends(of.form(q), lambda highest: [n - q * d for n, d in completions(of, highest)])


@given(of=totals())
def test_the_sums_are_those_of_every_completion(of: Totals) -> None:
    check_ends(of.numerators, lambda highest: [n for n, _ in completions(of, highest)])
    check_ends(of.denominators, lambda highest: [d for _, d in completions(of, highest)])


@given(of=totals())
def test_the_quotient_is_that_of_every_completion(of: Totals) -> None:
    found = of.value
    if found is None:
        assert all(d == 0 for _, d in completions(of, HIGHEST))
        return
    quotients = [n / d for n, d in completions(of, HIGHEST) if d > 0]
    assert all(found.contains(Interval.exactly(q)) for q in quotients)
    # Where the whole may be nothing, or next to it, a rate has no end that is reached.
    if of.is_share or of.denominator > 0:
        check_ends(found, lambda highest: [n / d for n, d in completions(of, highest) if d > 0])


@given(of=totals(), percent=percents | st.just(150), comparator=comparators)
def test_a_certain_verdict_is_that_of_every_completion(
    of: Totals, percent: int, comparator: Comparator
) -> None:
    verdict = due_verdict(of, Threshold(comparator, Fraction(percent)))
    q = Fraction(percent, 100)
    ways = completions(of, HIGHEST)
    every = {holds(n, d, comparator, q) if d > 0 else None for n, d in ways}
    expected = {"met": {True}, "missed": {False}}
    assert verdict == "undetermined" or every == expected[verdict]
    # Only at an end that is approached and never reached may all of a few agree and yet be open.
    bounded = all(
        end is not None for p in of.pieces for end in (p.numerator.high, p.denominator.high)
    )
    if bounded and comparator != "=":
        assert (verdict == "undetermined") == (len(every) > 1 or None in every)


# --- a province -----------------------------------------------------------------------------------


@attrs.frozen
class Province:
    """Schools with their levels, and the true figures of each, by school, level and quarter.

    :param flow: whether the figures add up over the quarters.
    """

    register: tuple[Organisation, ...]
    truth: tuple[Cell, ...]
    flow: bool

    @property
    def numerator(self) -> str:
        return "online" if self.flow else "recorded"

    @property
    def denominator(self) -> str:
        return "total" if self.flow else "pupils"

    @property
    def indicator(self) -> str:
        return "online_share" if self.flow else "recorded_share"


@st.composite
def provinces(
    draw: st.DrawFn, flow: bool | None = None, known: bool | None = None, levels_each: int = 2
) -> Province:
    """A province in which a denominator that is taken from elsewhere is the true one.

    It is the same at all times; in the register, of a stock, it stands or it does not. Schools may
    open and close between quarters, and one of a single level need not say which it is.
    """
    adds_up = draw(st.booleans()) if flow is None else flow
    in_register = draw(st.booleans()) if known is None else known
    online, total = ("online", "total") if adds_up else ("recorded", "pupils")
    register, truth = [], []
    for name in NAMES[: draw(st.integers(1, 3))]:
        levels = draw(some_levels(levels_each))
        sizes = {level: draw(st.integers(1, 4)) for level in levels}
        first, last = draw(st.sampled_from(LIFETIMES if adds_up else LIFETIMES[:1]))
        figures: dict[str, Exact] = {f"pupils {level}": size for level, size in sizes.items()}
        one = school(
            name, *levels, known=figures if in_register else None, district=f"D{name < 'B'}",
            since=during(QUARTERS[first]).start.isoformat() if first else "",
            until=during(QUARTERS[last]).end.isoformat() if last < len(QUARTERS) - 1 else "",
        )  # fmt: skip
        register.append(one)
        named = len(levels) > 1 or draw(st.booleans())
        quarters = QUARTERS[first : last + 1] if adds_up else (QUARTERS[0], QUARTERS[-1])
        for quarter, level in product(quarters, levels):
            part = draw(st.integers(0, sizes[level]))
            figure: dict[str, Exact] = {online: part, total: sizes[level]}
            truth += report(name, quarter, level if named else "", **figure)
    return Province(tuple(register), tuple(truth), adds_up)


def some_levels(most: int) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(LEVELS), min_size=1, max_size=most, unique=True)


def observed(province: Province, cells: Iterable[Cell]) -> Observations:
    return Observations(tuple(cells), organisations={o.id: o for o in province.register})


def rule(province: Province, scope: str, comparator: Comparator, percent: int) -> Plan:
    return plan(f"{province.indicator} {scope} {comparator} {percent}% in 2025")


def judge(bound: Plan, observations: Observations) -> Finding:
    (finding,) = evaluate(bound, observations, day("2025-12-31"))
    return finding


@st.composite
def parts_of(draw: st.DrawFn, cells: Sequence[Cell]) -> list[Cell]:
    """Some of the cells: each is reported or is not."""
    kept = draw(st.lists(st.booleans(), min_size=len(cells), max_size=len(cells)))
    return [cell for cell, keep in zip(cells, kept, strict=True) if keep]


scopes = st.sampled_from(["", "primary", "secondary", "lower_secondary"])


@given(data=st.data(), province=provinces(), scope=scopes, comparator=comparators, percent=percents)
def test_what_is_certain_stays_so_when_the_rest_is_reported(
    data: st.DataObject, province: Province, scope: str, comparator: Comparator, percent: int
) -> None:
    bound = rule(province, scope, comparator, percent)
    truth = judge(bound, observed(province, province.truth))
    found = judge(bound, observed(province, data.draw(parts_of(province.truth))))
    if truth.verdict == "not_applicable":
        assert found.verdict == "not_applicable"
        return
    assert truth.verdict in CERTAIN
    assert found.verdict in (truth.verdict, "undetermined", "no_data")
    if found.verdict == "no_data":
        return
    for part in ("numerator", "denominator", "value"):
        assert getattr(found, part).contains(getattr(truth, part))
    assert (found.missing == ()) == (found.reported == found.expected)


@given(data=st.data(), province=provinces(), scope=scopes, comparator=comparators, percent=percents)
def test_more_data_only_narrows(
    data: st.DataObject, province: Province, scope: str, comparator: Comparator, percent: int
) -> None:
    bound = rule(province, scope, comparator, percent)
    more = data.draw(parts_of(province.truth))
    less = data.draw(parts_of(more))
    before, after = (judge(bound, observed(province, cells)) for cells in (less, more))
    if before.verdict in CERTAIN:
        assert after.verdict == before.verdict
    if before.value is not None and after.value is not None:
        for part in ("numerator", "denominator", "value"):
            assert getattr(before, part).contains(getattr(after, part))
    assert set(after.missing) <= set(before.missing)


@given(
    data=st.data(),
    province=provinces(flow=False, known=True, levels_each=1),
    comparator=comparators,
    percent=percents,
)
def test_the_interval_is_that_of_every_way_to_complete_the_reports(
    data: st.DataObject, province: Province, comparator: Comparator, percent: int
) -> None:
    cells = data.draw(parts_of(province.truth))
    found = judge(rule(province, "", comparator, percent), observed(province, cells))
    cells = [c for c in cells if c.period == during(QUARTERS[-1])]
    if cells == []:
        assert found.verdict == "no_data"
        return
    told = {c.organisation: int(c.value) for c in cells if c.measure == "recorded"}
    sizes = {c.organisation: int(c.value) for c in province.truth if c.measure == "pupils"}
    ways = [[told[k]] if k in told else range(size + 1) for k, size in sizes.items()]
    whole = sum(sizes.values())
    numerators = {sum(way) for way in product(*ways)}
    assert found.denominator == Interval.exactly(whole)
    assert found.numerator == Interval(Fraction(min(numerators)), Fraction(max(numerators)))
    assert found.value == found.numerator.scaled(Fraction(100, whole))
    line = Fraction(percent, 100)
    every = {holds(Fraction(n), Fraction(whole), comparator, line) for n in numerators}
    if every == {False} and min(numerators) < line * whole < max(numerators):
        # Nothing reaches the line between the ends, but only its ends are looked at.
        assert (comparator, found.verdict) == ("=", "undetermined")
    elif len(every) == 2:
        assert found.verdict == "undetermined"
    else:
        assert found.verdict == ("met" if every == {True} else "missed")


@given(
    data=st.data(),
    province=provinces(),
    comparator=st.sampled_from(COMPARATORS[:4]),
    percent=percents,
)
def test_raising_a_numerator_never_makes_it_worse_where_more_is_better(
    data: st.DataObject, province: Province, comparator: Comparator, percent: int
) -> None:
    bound = rule(province, "", comparator, percent)
    cells = data.draw(parts_of(province.truth))
    sizes = {
        (c.organisation, c.members.get("level")): c.value
        for c in province.truth
        if c.measure == province.denominator
    }
    raised = [
        attrs.evolve(c, value=data.draw(st.integers(int(c.value), int(size))) + Fraction(0))
        if c.measure == province.numerator
        else c
        for c in cells
        for size in [sizes[c.organisation, c.members.get("level")]]
    ]
    ranks = {"missed": 0, "undetermined": 1, "met": 2}
    low, high = (judge(bound, observed(province, each)) for each in (cells, raised))
    if low.verdict in ranks:
        worse, better = (low, high) if ">" in comparator else (high, low)
        assert ranks[worse.verdict] <= ranks[better.verdict]
    else:
        assert high.verdict == low.verdict


@given(data=st.data(), province=provinces(), scope=scopes, comparator=comparators, percent=percents)
def test_splitting_and_merging_schools_changes_nothing_when_all_is_reported(
    data: st.DataObject, province: Province, scope: str, comparator: Comparator, percent: int
) -> None:
    bound = rule(province, scope, comparator, percent)
    whole = judge(bound, observed(province, province.truth))
    apart: list[Cell] = []
    for cell in province.truth:
        first = data.draw(st.integers(0, int(cell.value)))
        apart.append(attrs.evolve(cell, value=Fraction(first)))
        apart.append(
            attrs.evolve(cell, organisation=cell.organisation + "2", value=cell.value - first)
        )
    # Numerator and denominator are split each for itself: only the sums matter.
    register = [o for one in province.register for o in (one, attrs.evolve(one, id=one.id + "2"))]
    split = judge(bound, observed(attrs.evolve(province, register=tuple(register)), apart))
    assert (split.verdict, split.value, split.gap, split.gap_count) == (
        whole.verdict, whole.value, whole.gap, whole.gap_count,
    )  # fmt: skip
    assert split.expected == 2 * whole.expected


@given(data=st.data(), province=provinces())
def test_the_whole_is_the_sum_of_its_groups(data: st.DataObject, province: Province) -> None:
    bound = rule(province, "", ">=", 50)
    cells = data.draw(parts_of(province.truth))
    for by in ("district", "organisation"):
        whole, *groups = evaluate(bound, observed(province, cells), day("2025-12-31"), group_by=by)
        told = [group for group in groups if group.numerator is not None]
        assert whole.expected == sum(group.expected for group in groups)
        assert whole.reported == sum(group.reported for group in groups)
        assert whole.missing == tuple(sorted(name for group in groups for name in group.missing))
        if len(told) == len(groups):
            for part in ("numerator", "denominator"):
                total = Interval.exactly(0)
                for group in groups:
                    total += getattr(group, part)
                assert getattr(whole, part) == total


# --- order ----------------------------------------------------------------------------------------

STATEMENTS = (
    "online_share >= 50% by 2025, 25% by 2024\n    lead old_office",
    "online_share primary >= 50% every quarter when portal",
    "recorded_share >= 50% by 2026\n    baseline 10% in 2024",
    "recorded_share secondary < 50% in 2025",
    "websites >= 50% from 2025",
    "room_count >= 3",
    "pupils_per_room <= 2 before 2025-10-01",
    'check online <= total "lessons"',
    "check rooms <= 3",
    'waive recorded_share secondary until 2025 because "flood"',
    'waive recorded_share until 2024 because "storm"',
    'task t "T" by 2025-Q3 when portal',
    'duty d "D" every quarter before day 15 of its last month\n    by old_office, helper',
)
CELLS = tuple(
    cell
    for name, quarter in product(NAMES, QUARTERS[-2:])
    for cell in (
        *report(name, quarter, "primary", online=2, total=4, recorded=2, pupils=3),
        *report(name, quarter, "lower_secondary", online=1, total=2),
        *report(name, quarter, recorded=3, pupils=5, rooms=len(name) + 1, website=1),
        *report(name, "2024", online=5, total=4),
    )
)  # fmt: skip
EVENTS = (
    happened("portal", "2025-03-01"),
    happened("portal", "2025-06-01", holds=False),
    happened("t", "2025-10-01"),
    happened("t", "2025-09-01"),
    happened("d", "2025-03-01", unit="old_office"),
    happened("d", "2025-06-01", unit="helper"),
    happened("d", "2025-06-20", period="2025-Q2", unit="new_office"),
)


def findings(statements: Sequence[str], observations: Observations) -> list[Finding]:
    bound = plan("\n".join(statements), period="2024 to 2025")
    found = evaluate(bound, observations, day("2025-12-31"), group_by="district")
    return sorted(found, key=lambda f: (f.rule, f.target, f.date, f.organisation, f.deadline))


def world(
    cells: Iterable[Cell], organisations: Iterable[Organisation], events: Iterable[Event]
) -> Observations:
    register = {organisation.id: organisation for organisation in organisations}
    return Observations(tuple(cells), organisations=register, events=tuple(events))


SCHOOLS = tuple(
    school(name, "primary", "lower_secondary", district=f"D{name > 'A'}") for name in (*NAMES, "D")
)


@given(
    statements=st.permutations(STATEMENTS),
    kept=parts_of(CELLS).flatmap(lambda cells: st.tuples(st.just(cells), st.permutations(cells))),
    schools=st.permutations(SCHOOLS),
    events=st.permutations(EVENTS),
)
def test_no_order_matters(
    statements: list[str],
    kept: tuple[list[Cell], list[Cell]],
    schools: list[Organisation],
    events: list[Event],
) -> None:
    as_listed, shuffled = kept
    assert findings(statements, world(shuffled, schools, events)) == findings(
        STATEMENTS, world(as_listed, SCHOOLS, EVENTS)
    )


def test_the_world_whose_order_is_shuffled_shows_most_verdicts() -> None:
    found = findings(STATEMENTS, world(CELLS[::2], SCHOOLS, EVENTS))
    assert len({f.verdict for f in found}) >= 6
    assert {f.date for f in found} > {during("2025-Q3").end}
