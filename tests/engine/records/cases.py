"""Plans and records to hold the checker against the reference evaluator with, drawn and by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

import attrs
from hypothesis import strategies as st

from dxplan.data.observations import Cell, Event, Observations, Organisation
from dxplan.engine.findings import Finding, Report, current
from dxplan.engine.moments import moment_on
from dxplan.engine.records import Checker, Result, compile_plan
from dxplan.engine.reference import evaluate
from dxplan.plan.model import Plan
from dxplan.values.calendars import MINISTRY, WINDOW_15_14, Calendar
from dxplan.values.intervals import Interval
from dxplan.values.periods import Period
from tests.engine.rules import day, during, happened, plan, school

Given = Mapping[str, object]

COUNTS = ("online", "total", "recorded", "pupils", "files_digital", "files", "rooms", "devices",
          "answers", "sessions", "plans_digital", "plans")  # fmt: skip
AMOUNTS = ("spent", "budget", "score")
FLAGS = ("website", "fibre", "signature")
LEVELS = ("primary", "secondary", "lower_secondary", "upper_secondary")
BROKEN_DOWN = ("online", "total", "recorded", "pupils")

DECLARED_TOO = """
scale ready "Ready"
    group sites "Sites" of 4 points {
        has_site "A site" 2 points where website,
        has_rooms "Rooms" 2 points where rooms >= 2
    }
    band weak under 3
    band strong from 3 or more
indicator busy = share of schools where online_share >= 10%
indicator strong_ones = share of schools where ready.sites >= strong
indicator two_of_three = share of schools where at least 2 of (website, fibre, rooms >= 2)
indicator half = (2 * devices + 1) per rooms
indicator more_devices = devices + 3
indicator sessions_held = sessions
indicator not_wired = share of schools where not fibre or portal
indicator wired_ones = share of schools where fibre among those where website
"""
CHECKS = """
check devices <= 3 * rooms "Devices"
check online + 1 > recorded
"""
WAIVER = """
waive websites until 2026 because "Storm" cite "1"
"""
PLAN_PERIOD = "2022 to 2026"
RULES: Mapping[str, tuple[str, ...]] = {
    "online_share": (
        "online_share >= 5% by 2025", "online_share > 29% by 2024, 58% by 2025",
        "online_share primary >= 35% by 2025", "online_share 7% .. 50% every quarter",
        "online_share secondary < 70% by 2025-Q2", "online_share <= 55% in 2025",
        "online_share >= 100% by 2026\n    baseline 7% in 2023",
        "online_share >= 5% by 2025\n    except upper_secondary",
        "online_share increases 10% every year", "online_share = 50% from 2025-Q2",
        "online_share >= 5% by 2025 when recorded_share >= 50%",
        "online_share >= 7% every school year", "online_share >= 0% by school year 2024-2025",
        "online_share >= 28% by 2025 in each school", "online_share >= 29% by 2024, 58% by 2026",
        "online_share > 5% by 2026\n    baseline 0% in 2023",
    ),
    "recorded_share": (
        "recorded_share >= 57% by 2025", "recorded_share lower_secondary > 7% by 2024",
        "recorded_share 0% .. 100% from 2024", "recorded_share >= 50% before 2025-06-30",
        "recorded_share <= 29% by 2026\n    baseline 50% in 2022",
        "recorded_share primary = 70% by 2025", "recorded_share >= parent by 2025",
        "recorded_share >= 50% by 2024, 57% by 2026",
        "recorded_share = 7% by 2026\n    baseline 7% in 2022",
        "recorded_share drops 5% against 2024 by 2025",
    ),
    "lesson_count": (
        "lesson_count >= 30 by 2025", "lesson_count secondary < 3 every quarter",
        "lesson_count >= 1000000000000000000 every year",
    ),
    "files_share": ("files_share >= 70% by 2025", "files_share ordinary > 35% in 2025"),
    "spending": ("spending 2% .. 5% every year", "spending <= 58% by 2025 when portal"),
    "spent_total": ("spent_total >= 3 by 2025", "spent_total < 1 in 2025"),
    "pupils_per_room": (
        "pupils_per_room <= 3 by 2025",
        "pupils_per_room <= 5 by 2026\n    baseline 7 in 2023",
        "pupils_per_room > 0 from 2024",
    ),
    "satisfaction": ("satisfaction >= 3 by 2025", "satisfaction < 1 by 2025 when merged"),
    "rooms_each": ("rooms_each >= 2 by 2025", "rooms_each = 1 every quarter"),
    "room_count": (
        "room_count >= 3 by 2025", "room_count >= 1 by 2024, 3 by 2026",
        "room_count < 2 from 2024 to 2025",
        "room_count >= 3 by 2025\nsessions_held >= 5 by 2025 when met room_count",
    ),
    "websites": ("websites >= 100% by 2025", "websites > 50% by 2024"),
    "sites_or_fibre": ("sites_or_fibre >= 100% by 2025 when not pilot",),
    "sites_and_fibre": ("sites_and_fibre >= 100% by 2025 when pilot or portal",),
    "equipped": ("equipped >= 1 by 2025", "equipped < 1 in 2025 when portal"),
    "active": ("active >= 100% every year", "active = 0% by 2025"),
    "signed": ("signed >= 50% by 2025",),
    "plan_share": ("plan_share >= 50% by 2025",),
    "pooled": ("pooled >= 50% by 2025",),
    "rest_share": ("rest_share < 50% by 2025", "rest_share primary >= 35% by 2025"),
    "busy": ("busy >= 100% by 2025", "busy >= 100% by 2026\n    baseline 0% in 2023",),
    "strong_ones": ("strong_ones >= 100% by 2025",),
    "two_of_three": ("two_of_three >= 100% by 2025",),
    "half": ("half >= 3 by 2025",),
    "more_devices": ("more_devices >= 5 by 2025",),
    "not_wired": ("not_wired >= 100% by 2025",),
    "wired_ones": ("wired_ones >= 100% by 2025",),
}  # fmt: skip

AS_OF = ("2025-12-31", "2025-12-31", "2025-06-30", "2024-12-31", "2026-03-31", "2025-08-15",
         "2027-01-01")  # fmt: skip
PERIODS = ("", "", "", "2025", "2025-Q4", "2024", "2025-06")
REGISTERED = (
    None,
    None,
    school("S", "primary"),
    school("S", "lower_secondary", "upper_secondary", known={"pupils": 40, "rooms": 2}),
    school("S", known={"pupils primary": 7, "pupils": 9}, tier="school"),
    school("S", tier="department", since="2025-03-01"),
    school("S", "secondary", until="2025-10-31"),
)
EVENTS: tuple[tuple[Event, ...], ...] = (
    (),
    (happened("portal", "2025-01-01"),),
    (happened("portal", "2030-01-01"),),
    (happened("portal", "2025-11-01", holds=False),),
)
HUGE = (10**18, 10**18 - 1, 10**40)


@attrs.frozen
class Case:
    """A plan, how it is compiled, and some records.

    :param calendar: whose quarters the plan goes by.
    """

    text: str
    calendar: Calendar
    as_of: date
    period: Period | None
    organisation: Organisation | None
    events: tuple[Event, ...]
    records: tuple[Given, ...]

    @property
    def plan(self) -> Plan:
        bound = plan(self.text, period=PLAN_PERIOD)
        return attrs.evolve(bound, calendar=self.calendar)

    def compiled(self) -> Checker:
        return compile_plan(
            self.plan, self.as_of, period=self.period, organisation=self.organisation,
            events=self.events,
        )  # fmt: skip


@st.composite
def texts(draw: st.DrawFn) -> str:
    names = draw(st.lists(st.sampled_from(sorted(RULES)), min_size=1, max_size=5, unique=True))
    chosen = [draw(st.sampled_from(RULES[name])) for name in names]
    checks = draw(st.sampled_from(("", CHECKS)))
    waiver = WAIVER if "websites" in names and draw(st.booleans()) else ""
    return "\n".join([DECLARED_TOO, *chosen, checks, waiver])


@st.composite
def layouts(draw: st.DrawFn) -> tuple[tuple[str, str], ...]:
    """The keys of a record: measures with the member that the key names, or none."""
    found: list[tuple[str, str]] = []
    for name in (*COUNTS, *AMOUNTS, *FLAGS):
        members = ("",)
        if name in BROKEN_DOWN and draw(st.integers(0, 2)) == 0:
            listed = st.lists(st.sampled_from(("", *LEVELS)), min_size=1, max_size=3, unique=True)
            members = tuple(draw(listed))
        found.extend((name, each) for each in members)
    if draw(st.integers(0, 3)) == 0:
        found = [each for each in found if draw(st.booleans())]
    return tuple(found)


def numbers(name: str, level: str) -> st.SearchStrategy[object]:
    """Values of a measure; parts stay below wholes, and lie on thresholds often enough."""
    if name in FLAGS:
        return st.sampled_from((True, False, True, 1, 0, None))
    if name in AMOUNTS:
        fractions = st.fractions(0, 5, max_denominator=4)
        return st.sampled_from((0, 1, 2, 3)) | fractions | st.none()
    small = st.sampled_from((0, 1, 2, 3, 5, 7, 29, 35, 50, 57, 58, 70, 100))
    if name in ("total", "pupils", "files", "plans"):
        small = st.sampled_from((0, 7, 20, 25, 50, 100, 100, 100, 200))
    return st.one_of(small, small, small, st.sampled_from(HUGE), st.none())


@st.composite
def records(draw: st.DrawFn, layout: Sequence[tuple[str, str]]) -> Given:
    return {
        f"{name} ({level})" if level else name: draw(numbers(name, level)) for name, level in layout
    }


@st.composite
def cases(draw: st.DrawFn) -> Case:
    as_of, period = day(draw(st.sampled_from(AS_OF))), draw(st.sampled_from(PERIODS))
    days = during(period) if period else None
    if days is not None and days.end > as_of:
        days = None
    layout = draw(layouts())
    return Case(
        draw(texts()),
        draw(st.sampled_from((MINISTRY, MINISTRY, MINISTRY, WINDOW_15_14))),
        as_of,
        days,
        draw(st.sampled_from(REGISTERED)),
        draw(st.sampled_from(EVENTS)),
        tuple(draw(st.lists(records(layout), min_size=1, max_size=4))),
    )


# --- what is expected -----------------------------------------------------------------------------


def told(record: Given) -> dict[tuple[str, str], Fraction]:
    """The figures of a record that are reported, by measure and level."""
    parts = {key: key.removesuffix(")").partition(" (") for key in record}
    return {
        (parts[key][0], parts[key][2]): Fraction(value)  # type: ignore[arg-type]
        for key, value in record.items()
        if value is not None
    }


def observed_by(case: Case, record: Given, days: Period) -> Observations:
    organisation = case.organisation
    name = "record" if organisation is None else organisation.id
    cells = tuple(
        Cell(name, days, measure, value, {"level": level} if level else {})
        for (measure, level), value in told(record).items()
    )
    register = None if organisation is None else {name: organisation}
    return Observations(cells, organisations=register, events=case.events)


def expected(case: Case, record: Given) -> list[Finding]:
    """What the reference evaluator says of a record: for every target what counts now."""
    found: list[Finding] = []
    reports: dict[Period, Report] = {}
    for target in case.plan.targets:
        days = case.period or moment_on(case.plan, target, case.as_of).window
        if days not in reports:
            observations = observed_by(case, record, days)
            reports[days] = evaluate(case.plan, observations, case.as_of)
        own = [each for each in reports[days] if each.target == target.id]
        found.append(current(own, case.as_of))
    return found


def in_short(finding: Finding) -> Result:
    return (
        finding.target, finding.verdict, number(finding.numerator), number(finding.denominator)
    )  # fmt: skip


def number(value: Interval | None) -> Interval | Fraction | None:
    return value.low if value is not None and value.is_point else value


def is_share_broken(case: Case, record: Given) -> bool:
    """Whether a part of a share is more than its whole, for any break-down."""
    values = told(record)
    for level in ("", *LEVELS):
        for above, below in (
            ("online", "total"), ("recorded", "pupils"), ("files_digital", "files"),
            ("spent", "budget"), ("plans_digital", "plans"),
        ):  # fmt: skip
            if values.get((above, level), 0) > values.get((below, level), 10**100):
                return True
        together = [values.get((name, level)) for name in ("online", "files_digital")]
        whole = [values.get((name, level)) for name in ("total", "files")]
        if None not in together + whole and sum(together) > sum(whole):  # type: ignore[arg-type]
            return True
    return False
