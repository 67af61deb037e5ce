"""Which rules are judged in columns, and that nothing is read row by row for them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import attrs
import pytest

from dxplan.data.observations import Observations
from dxplan.data.reading import observations_from_rows
from dxplan.engine.findings import Report
from dxplan.engine.reference import evaluate, known_on
from dxplan.engine.tables.figures import Figures, Reached
from dxplan.engine.tables.judging.asking import Flags
from dxplan.engine.tables.judging.evaluate import evaluate_figures
from dxplan.engine.tables.judging.fits import form_of, travels_by_kind
from dxplan.engine.tables.judging.reaching import reached
from dxplan.engine.tables.plain import figures_of
from dxplan.plan.model import Plan
from tests.engine.rules import plan

MORE = """
measure place rank
indicator placing = place
indicator placed = count of schools where place <= 3
indicator visits = online / pupils
indicator lessons_each = total per pupils
indicator well_recorded = share of schools where recorded_share >= 50%
indicator busy = count of schools where lesson_count >= 4
indicator roomy = share of districts where rooms >= 2
indicator wired = count of communes where websites >= 50% and not pooled < 20%
indicator wired_schools = count of districts where well_recorded >= 50%
"""
FORMS = {
    "online_share >= 5% by 2025": "plain",
    "room_count >= 5 by 2025 when merged": "plain",
    "pupils_per_room <= 40 in each district by 2025": "plain",
    "online_share increases 5% against 2024 by 2025": "plain",
    "pooled >= 5% by 2025": "several",
    "rest_share >= 5% by 2025": "several",
    "visits >= 5% by 2025": "several",
    "lessons_each >= 2 by 2025": "several",
    "rooms_each >= 2 by 2025": "several",
    "websites >= 50% by 2025": "tally",
    "sites_and_fibre >= 50% by 2025": "tally",
    "equipped >= 3 by 2025": "tally",
    "active >= 50% in each commune by 2025": "tally",
    "websites increases 5% against 2024 by 2025": "tally",
    "roomy >= 50% by 2025": "groups",
    "wired >= 5 by 2025": "groups",
    "wired_schools >= 5 by 2025": None,
    "well_recorded >= 50% by 2025": None,
    "busy >= 5 by 2025": None,
    "satisfaction >= 5 by 2025": None,
    "placing <= 3 by 2025": None,
    "placed >= 5 by 2025": None,
    "online_share >= 5% in each school by 2025": None,
    "online_share >= 5% by 2025 when room_count >= 3": None,
}


@pytest.mark.parametrize(("rule", "form"), FORMS.items(), ids=list(FORMS))
def test_a_rule_has_a_form(rule: str, form: str | None) -> None:
    bound = plan(MORE + rule)
    (target,) = bound.targets
    assert form_of(bound, target) == form
    moves = " in each " in rule or "against" in rule
    assert travels_by_kind(bound, target) == (form == "plain" and not moves)


ROWS: list[dict[str, object]] = [
    {
        "id": f"S{school:02}",
        "period": period,
        "online": 3 * school % 7 + 1,
        "total": 10 + school,
        "recorded": school,
        "pupils": 20 if school % 9 else None,
        "rooms": school % 5,
        "devices": school % 4,
        "website": school % 3 > 0 if school % 8 else None,
        "fibre": school % 2,
        "sessions": school % 6,
        "files_digital": 1,
        "files": 2,
    }
    for school in range(40)
    for period in ("2024-Q2", "2024-Q4", "2025-Q2", "2025-Q4")
    if (school, period) not in ((4, "2025-Q2"), (4, "2025-Q4"))
]
REGISTER = [
    {"id": f"S{school:02}", "district": f"D{school % 3}", "commune": f"C{school % 5}"}
    for school in range(40)
]
DAY = date(2025, 12, 31)


def both(text: str, register: list[dict[str, str]] | None) -> tuple[Plan, Observations, Figures]:
    bound = plan(MORE + text)
    read = observations_from_rows(bound, ROWS, register=register)
    return bound, read, figures_of(bound, known_on(DAY, read))


def judged(bound: Plan, read: Observations, figures: Figures, by: str | None) -> Report:
    return evaluate_figures(
        bound, figures, DAY, register=read.organisations, events=read.events, group_by=by
    )


def unreadable(*_: object) -> Observations:
    raise AssertionError("rows of single organisations are read")


@pytest.mark.parametrize("by", [None, "district", "organisation"])
@pytest.mark.parametrize("rule", [rule for rule, form in FORMS.items() if form is not None])
def test_no_row_is_read_for_a_rule_that_fits(rule: str, by: str | None) -> None:
    bound, read, figures = both(rule, REGISTER)
    found = judged(bound, read, attrs.evolve(figures, observations=unreadable), by)
    expected = evaluate(bound, read, DAY, group_by=by)
    assert tuple(found.findings) == tuple(expected.findings)


@pytest.mark.parametrize("rule", ["websites >= 50% by 2025", "equipped >= 3 by 2025"])
def test_no_number_is_read_for_a_count_of_schools(rule: str) -> None:
    bound, read, figures = both(rule, REGISTER)
    asked: list[Reached] = []

    def said(questions: Sequence[Reached]) -> Sequence[Flags]:
        asked.extend(questions)
        return reached(figures, questions)

    told = attrs.evolve(figures, observations=unreadable, values=unreadable, reached=said)
    found = judged(bound, read, told, "district")
    assert tuple(found.findings) == tuple(evaluate(bound, read, DAY, group_by="district").findings)
    assert len(asked) == len(set(asked)) > 0
