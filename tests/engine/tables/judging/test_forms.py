"""Every form of rule, over few schools of which much is missing, as the reference judges it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dxplan.data.reading import observations_from_rows
from dxplan.engine.findings import Finding
from dxplan.engine.reference import evaluate, known_on
from dxplan.engine.tables.check_cells import check_observations
from dxplan.engine.tables.figures import Figures
from dxplan.engine.tables.judging.evaluate import evaluate_figures
from dxplan.engine.tables.judging.fits import form_of
from dxplan.engine.tables.plain import figures_of
from dxplan.plan.model import Plan
from tests.engine.rules import observed, plan, report, school

DAY = date(2025, 12, 31)
PERIODS = ("2023-Q4", "2024-Q2", "2024-Q4", "2025-Q2", "2025-Q4")
QUARTERS = ("2024-Q3", "2024-Q4", "2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4")
DECLARED = """
flag heated by level
flag visited flow
indicator heated_share = share of schools where heated
indicator visited_count = count of schools where visited
indicator fitted = (recorded + plans_digital) / (pupils + plans)
indicator unrecorded = pupils - recorded
indicator missing_share = (pupils - recorded) / pupils
indicator visits = online / pupils
indicator lessons_each = total per pupils
indicator half_rooms = 0.5 * rooms + devices + 0.25
indicator halved = recorded / (0.5 * pupils)
indicator tripled = 3 * total
indicator half_visits = (0.5 * online) / pupils
indicator long = share of schools where sessions >= 6 among those where rooms < 4
indicator small = count of schools where not (rooms > 2 or devices = 3) or pupils <= 2.5
indicator some = share of schools where at least 2 of (website, fibre, recorded >= 2)
indicator wired = share of districts where websites >= 50% and fitted > 10%
indicator planned = share of districts where plan_share >= 50%
indicator half_ready = share of districts where halved >= 50%
indicator busy = count of districts where lessons_each >= 2 or rooms >= 5
"""
RULES = (
    "fitted >= 25%", "unrecorded <= 3", "halved >= 50%", "tripled = 3",
    "online_share >= 50%", "recorded_share >= 50%", "half_visits >= 60%",
    "missing_share < 50%", "visits >= 60%",
    "lessons_each > 2", "half_rooms >= 3", "rooms_each = 2", "pooled >= 50%", "rest_share <= 50%",
    "long >= 50%", "small >= 2", "some > 50%", "websites >= 50%", "equipped >= 2", "active >= 50%",
    "heated_share >= 50%", "visited_count >= 2",
    "wired >= 50%", "busy >= 1", "half_ready >= 50%",
    "planned >= 50%", "fitted >= 25% in each district", "some >= 50% in each district",
    "rest_share >= 50% in each district", "recorded_share >= 50% in each district",
    "websites increases 10% against 2024", "recorded_share adds 5% against 2024",
    "lesson_count increases 10% against 2024", "fitted decreases 10% against 2024",
    "rooms_each reaches 2 times against 2024", "pooled maintains the level of 2024",
)  # fmt: skip
COLUMNS = {
    "online": 4, "total": 5, "recorded": 3, "pupils": 4, "rooms": 4, "devices": 3, "sessions": 3,
    "plans_digital": 2, "plans": 3, "files_digital": 2, "files": 4, "website": 1, "fibre": 1,
    "heated": 1, "visited": 1,
}  # fmt: skip


@cache
def rules(text: str) -> Plan:
    time = "to 2025" if "maintains" in text else "by 2025"
    return plan(f"{DECLARED}{text} {time}", period="2023 to 2025")


WHOLE = {most: st.integers(0, most) for most in COLUMNS.values()}
WITH_GAPS = {most: st.none() | numbers for most, numbers in WHOLE.items()}
Row = dict[str, object]


LEVELLED = ("recorded", "pupils", "online", "total", "heated")
GAPS = ("none", "none", "some", "late")
"""What is missing of a column: nothing, single numbers, or all but the first period."""


@st.composite
def reports(draw: st.DrawFn, names: Sequence[str]) -> list[Row]:
    """Reports of a few schools; all of a number may be one of several levels."""
    periods = draw(st.sampled_from((PERIODS, QUARTERS, QUARTERS)))
    levels = draw(st.sampled_from((("",), ("primary",), ("primary", "lower_secondary"))))
    columns = {
        f"{name} ({level})" if level else name: COLUMNS[name]
        for name in names
        for level in (levels if name in LEVELLED else ("",))
    }
    gaps = {name: draw(st.sampled_from(GAPS)) for name in columns}
    rows: list[Row] = []
    for organisation in "ABCDE"[: draw(st.integers(1, 5))]:
        for period in periods:
            numbers = {
                name: draw(WITH_GAPS[most] if gaps[name] == "some" else WHOLE[most])
                for name, most in columns.items()
                if gaps[name] != "late" or period == periods[0]
            }
            rows.append({"id": organisation, "period": period, **numbers})
    return rows


@st.composite
def registers(draw: st.DrawFn) -> list[Row] | None:
    """Schools of two districts, of some of which a district is not known."""
    if draw(st.integers(0, 5)) == 0:
        return None
    row = st.fixed_dictionaries(
        {
            "district": st.sampled_from(("I", "II", "I", "II", None)),
            "level": st.sampled_from(("primary", "primary; lower_secondary", None)),
            "tier": st.sampled_from(("school", "department", None)),
            "since": st.sampled_from((None, None, None, "2025-02-15")),
            "until": st.sampled_from((None, None, None, "2025-08-31")),
            "pupils": st.sampled_from((None, None, 3)),
        }
    )
    return [{"id": name, **draw(row)} for name in "ABCDEF"]


def judged(bound: Plan, rows: list[Row], register: list[Row] | None, by: str | None) -> Both:
    read = observations_from_rows(bound, rows, register=register)
    figures = figures_of(bound, known_on(DAY, read))
    found = evaluate_figures(bound, figures, DAY, register=read.organisations, group_by=by)
    expected = evaluate(bound, read, DAY, group_by=by)
    # First, because they are made otherwise as long as nobody has asked for a finding
    assert found.columns() == expected.columns()
    return Both(figures, tuple(expected.findings), tuple(found.findings))


@attrs.frozen
class Both:
    figures: Figures
    expected: tuple[Finding, ...]
    found: tuple[Finding, ...]


@pytest.mark.parametrize("rule", RULES)
def test_findings_are_those_of_the_reference(rule: str) -> None:
    bound = rules(rule)
    (target,) = bound.targets
    assert form_of(bound, target) is not None
    names = [name for name in COLUMNS if name in set(target.indicator.measures())]

    @settings(max_examples=40)
    @given(reports(names), registers(), st.sampled_from((None, "district", "organisation")))
    def hold(rows: list[Row], register: list[Row] | None, by: str | None) -> None:
        both = judged(bound, rows, register, by)
        assert both.found == both.expected

    hold()


@pytest.mark.parametrize(("whole", "assumed"), [(4, False), (5, True)])
@pytest.mark.parametrize(
    ("rule", "part_of", "whole_of"),
    [
        ("visits >= 60%", "online", "pupils"),
        ("recorded_share >= 60%", "recorded", "pupils"),
        ("online_share >= 60%", "online", "total"),
    ],
)
def test_an_earlier_denominator_stands_in_unless_the_numerator_exceeds_it(
    rule: str, part_of: str, whole_of: str, whole: int, assumed: bool
) -> None:
    rows: list[Row] = [
        {"id": "A", "period": "2024-Q2", whole_of: whole},
        {"id": "A", "period": "2025-Q2", part_of: 5},
        {"id": "B", "period": "2025-Q2", part_of: 2, whole_of: 4},
    ]
    both = judged(rules(rule), rows, [{"id": "A"}, {"id": "B"}], None)
    assert both.found == both.expected
    notes = {code for finding in both.found for code, _ in finding.notes}
    assert ("denominator-assumed" in notes) == assumed


@pytest.mark.parametrize("register", [True, False])
def test_numbers_of_two_days_are_doubted_only_where_they_were_reported(register: bool) -> None:
    bound = plan("indicator both = (recorded + rooms) / (pupils + devices)\nboth >= 50% by 2025")
    found = observed(
        report("A", "2025-06-30", recorded=5, rooms=5),
        report("A", "2025-12-31", pupils=10, devices=10),
        report("B", "2025-12-31", recorded=5, rooms=5, pupils=10, devices=10),
        report("C", "2025-06-30", recorded=5, rooms=5, pupils=10, devices=10),
        register=[school(name) for name in "ABC"] if register else None,
    )
    end = date(2025, 12, 31)
    judged = check_observations(bound, found, end, group_by="organisation").findings
    assert list(judged) == list(evaluate(bound, found, end, group_by="organisation").findings)


def test_of_an_older_denominator_the_newest_is_told() -> None:
    bound = plan("recorded_share >= 50% by 2025")
    found = observed(
        report("A", "2020", pupils=10),
        report("A", "2021", pupils=20),
        report("A", "2025", recorded=5),
        report("B", "2025", recorded=5, pupils=5),
    )
    end = date(2025, 12, 31)
    judged = check_observations(bound, found, end, group_by="organisation").findings
    assert list(judged) == list(evaluate(bound, found, end, group_by="organisation").findings)
