"""The groups of several register columns, judged in one check."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from dxplan.data.observations import Organisation
from dxplan.engine.findings import Report
from dxplan.engine.reference import evaluate
from dxplan.engine.tables.check_cells import check_observations
from tests.engine.rules import observed, plan, report

DAY = date(2025, 12, 31)
RULES = """measure a flow
measure b flow
indicator share = a / b
share >= 5% by 2024
"""
REGISTER = [
    Organisation("A", parents={"district": "Đông", "cluster": "1"}),
    Organisation("B", parents={"district": "Đông", "cluster": "Đông"}),
    Organisation("C", parents={"district": "Tây", "cluster": "Đông"}),
]
ROWS = [
    report("A", "2024", a=10, b=100),
    report("A", "2025", a=10, b=100),
    report("B", "2024", a=5, b=100),
    report("B", "2025", a=5, b=100),
    report("C", "2024", a=5, b=100),
    report("C", "2025", a=2, b=100),
]


def checked(*columns: str, by_columns: bool = False) -> Report:
    found = observed(*ROWS, register=REGISTER)
    judge = check_observations if by_columns else evaluate
    return judge(plan(RULES), found, DAY, group_by=columns)


def told(found: Report) -> list[tuple[str, str | None, str, str, bool]]:
    return [(str(f.date), f.by, f.organisation, f.verdict, f.relapse) for f in found]


@pytest.mark.parametrize("by_columns", [False, True])
def test_the_whole_is_judged_once_and_then_the_groups_column_by_column(by_columns: bool) -> None:
    assert told(checked("cluster", "district", by_columns=by_columns)) == [
        ("2024-12-31", None, "plan", "met", False),
        ("2024-12-31", "cluster", "1", "met", False),
        ("2024-12-31", "cluster", "Đông", "met", False),
        ("2024-12-31", "district", "Tây", "met", False),
        ("2024-12-31", "district", "Đông", "met", False),
        ("2025-12-31", None, "plan", "met", False),
        ("2025-12-31", "cluster", "1", "met", False),
        ("2025-12-31", "cluster", "Đông", "missed", True),
        ("2025-12-31", "district", "Tây", "missed", True),
        ("2025-12-31", "district", "Đông", "met", False),
    ]


@pytest.mark.parametrize("by_columns", [False, True])
def test_every_column_is_judged_as_if_it_were_asked_for_alone(by_columns: bool) -> None:
    both = checked("cluster", "district", by_columns=by_columns).findings
    for column in ("cluster", "district"):
        alone = [each for each in checked(column) if each.by is not None]
        assert [each for each in both if each.by == column] == alone


def test_a_growth_is_counted_from_the_same_group_of_the_same_column() -> None:
    rules = RULES.replace("share >= 5% by 2024", "share increases 50% against 2024 by 2025")
    found = evaluate(
        plan(rules), observed(*ROWS, register=REGISTER), DAY, group_by=("cluster", "district")
    )
    bases = {(f.by, f.organisation): f.base.value.low for f in found if f.base and f.base.value}
    assert bases["cluster", "Đông"] == 5
    assert bases["district", "Đông"] == Fraction(15, 2)
