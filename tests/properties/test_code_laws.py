"""Laws of codes over time: what schools are called makes no difference, and nobody counts twice."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import attrs
from hypothesis import given
from hypothesis import strategies as st

from dxplan.data.observations import Observations
from dxplan.data.reading import observations_from_rows
from dxplan.data.register_rows import stays_of
from dxplan.engine.findings import Finding
from dxplan.engine.population import placed_on
from dxplan.engine.reference import evaluate
from tests.engine.rules import during, plan

RULES = plan(
    "indicator met_often = sessions\nmet_often >= 6 by 2025\nroom_count >= 6 by 2025\n"
    "room_count increases 20% against 2024 by 2025"
)
SCHOOLS = ("A", "B", "C", "D")
QUARTERS = ("2024-Q4", "2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4")
DAYS = (date(2025, 1, 1), date(2025, 4, 1), date(2025, 7, 1), date(2025, 10, 1))
END = date(2025, 12, 31)
Row = dict[str, object]

figures = st.fixed_dictionaries(
    {}, optional={"sessions": st.integers(0, 3), "rooms": st.integers(0, 4)}
)
reports = st.fixed_dictionaries(
    {(name, quarter): figures for name in SCHOOLS for quarter in QUARTERS}
)
renamed = st.dictionaries(st.sampled_from(SCHOOLS), st.sampled_from(DAYS))


def judged(
    rows: list[Row], register: list[Row], crosswalk: list[Row] | None, by: str
) -> Observations:
    found = observations_from_rows(RULES, rows, register=register, crosswalk=crosswalk)
    assert [p.code for p in found.problems if p.fatal] == []
    return found


def findings(found: Observations, by: str | None) -> tuple[Finding, ...]:
    return evaluate(RULES, found, END, group_by=by).findings


def code_on(school: str, day: date, changed: dict[str, date]) -> str:
    """A code before and after its change; the new one is the old one of the next school."""
    since = changed.get(school)
    return f"{school}9" if since is not None and since <= day else school


def written(figures_of: dict[tuple[str, str], Row], changed: dict[str, date]) -> list[Row]:
    return [
        {"id": code_on(name, during(quarter).end, changed), "period": quarter, **values}
        for (name, quarter), values in figures_of.items()
        if values
    ]


@given(
    reports, renamed, st.sets(st.sampled_from(SCHOOLS)), st.sampled_from(["organisation", "cụm"])
)
def test_a_new_code_changes_no_finding(
    figures_of: dict[tuple[str, str], Row], changed: dict[str, date], old: set[str], by: str
) -> None:
    plain = [{"id": name, "cụm": name in "AB"} for name in SCHOOLS]
    before = judged(written(figures_of, {}), plain, None, by)
    last = {name: code_on(name, END, changed) for name in SCHOOLS}
    mixed = [
        {**row, "id": row["id"] if row["id"] in old else last[str(row["id"])]} for row in plain
    ]
    rows: list[Row] = [{"old": n, "new": f"{n}9", "on": day} for n, day in changed.items()]
    crosswalk = rows or [{"old": "X", "new": "Y", "on": END}]
    after = judged(written(figures_of, changed), mixed, crosswalk, by)
    expected = [
        attrs.evolve(
            each,
            organisation=last.get(each.organisation, each.organisation),
            missing=tuple(sorted(last[name] for name in each.missing)),
            base=each.base
            and attrs.evolve(each.base, missing=tuple(sorted(last[n] for n in each.base.missing))),
        )
        for each in findings(before, by)
    ]
    key = lambda each: (each.rule, each.date, each.organisation)  # noqa: E731
    assert sorted(findings(after, by), key=key) == sorted(expected, key=key)


CODES = (*SCHOOLS, "E")


@st.composite
def events(draw: st.DrawFn, day: date) -> list[Row]:
    """What happens on a day: a new code, a merger, a school split, a school closed."""
    first, second, third = draw(st.permutations(CODES))[:3]
    pairs = draw(
        st.sampled_from(
            [
                [(first, second)],
                [(first, "-")],
                [(first, second), (third, second)],
                [(first, second), (second, second)],
                [(first, second), (first, third)],
                [(first, first), (first, second)],
                [(first, second), (second, first)],
                [(first, second), (first, third), (second, third)],
            ]
        )
    )
    return [{"old": old, "new": new, "on": day} for old, new in pairs]


crosswalks = (
    st.lists(st.sampled_from(DAYS), min_size=1, max_size=3, unique=True)
    .flatmap(lambda days: st.tuples(*map(events, days)))
    .map(lambda found: [row for rows in found for row in rows])
)
registers = st.sets(st.sampled_from([*SCHOOLS, "E"]), min_size=1)
everything = st.fixed_dictionaries(
    {
        (name, quarter): st.fixed_dictionaries(
            {"sessions": st.integers(0, 3), "rooms": st.integers(0, 4)}
        )
        for name in (*SCHOOLS, "E")
        for quarter in QUARTERS
    }
)


def read(
    crosswalk: list[Row], register: set[str], figures_of: dict[tuple[str, str], Row]
) -> Observations:
    listed = [{"id": name, "cụm": "XY"[name in "AB"]} for name in sorted(register)]
    return observations_from_rows(
        RULES, written(figures_of, {}), register=listed, crosswalk=crosswalk
    )


@given(crosswalks, registers, everything)
def test_every_row_is_kept_or_said(
    crosswalk: list[Row], register: set[str], figures_of: dict[tuple[str, str], Row]
) -> None:
    found = read(crosswalk, register, figures_of)
    if found.organisations is None:
        assert any(problem.fatal for problem in found.problems)
        return
    rows = {(cell.organisation, cell.period, cell.place.cell[1:]) for cell in found.cells}
    assert len(rows) + found.rows_left_out == len(figures_of) - _copies(found)
    assert {cell.organisation for cell in found.cells} <= found.organisations.keys()


def _copies(found: Observations) -> int:
    """Rows that say what another code of the same school said before."""
    return sum(problem.code == "repeated-values" for problem in found.problems)


@given(crosswalks, registers, everything)
def test_the_parts_of_the_whole_are_counted_once(
    crosswalk: list[Row], register: set[str], figures_of: dict[tuple[str, str], Row]
) -> None:
    found = read(crosswalk, register, figures_of)
    if found.organisations is None:
        return
    reported = {
        (each.organisation, each.date): each
        for each in findings(found, "organisation")
        if each.rule == "met_often.by.2025"
    }
    for (name, day), whole in reported.items():
        if name == RULES.id and whole.numerator is not None:
            own = [f for (o, on), f in reported.items() if o != RULES.id and on == day]
            lows = [f.numerator.low for f in own if f.numerator is not None]
            assert sum(low for low in lows if low is not None) == whole.numerator.low
            assert sum(each.expected for each in own) == whole.expected
    flows = [cell for cell in found.cells if cell.measure == "sessions"]
    inside = [cell for cell in flows if cell.period.start >= date(2025, 1, 1)]
    last = reported.get((RULES.id, END))
    if last is not None and last.numerator is not None:
        assert last.numerator.low == sum((cell.value for cell in inside), Fraction(0))


@given(crosswalks, registers, st.sampled_from(DAYS))
def test_what_became_of_whom_is_in_the_register_and_ends_and_begins_together(
    crosswalk: list[Row], register: set[str], day: date
) -> None:
    organisations = read(crosswalk, register, {("A", "2025-Q1"): {"rooms": 1}}).organisations or {}
    for each in organisations.values():
        assert {*each.into, *(p for f in each.formed for p in f.parts)} <= organisations.keys()
        for formed in each.formed:
            for part in formed.parts:
                ended = organisations[part].until == formed.on - timedelta(days=1)
                assert part == each.id or (ended and organisations[part].into == (each.id,))
        ends = [stay.until for stay in stays_of(each)][:-1]
        starts = [stay.since for stay in stays_of(each)][1:]
        assert all(
            e is not None and s is not None and e < s for e, s in zip(ends, starts, strict=True)
        )
        if len(each.into) == 1 and each.until is not None and each.until < day:
            heir = organisations[each.into[0]]
            assert placed_on(each, day).parents == placed_on(heir, day).parents
