"""Whatever was judged can be explained, and the explanation is of that finding."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings

from dxplan.data.observations import Cell
from dxplan.engine.reference import evaluate
from dxplan.explain import TargetExplanation, explain
from dxplan.messages import LANGUAGES
from dxplan.plan.model import Target
from dxplan.report.explanation_text import explanation_text
from tests.engine.rules import Exact, day, observed, plan, report
from tests.properties.test_engine_laws import (
    CELLS,
    EVENTS,
    SCHOOLS,
    STATEMENTS,
    parts_of,
    world,
)

FURTHER = (
    "recorded_share 20% .. 40% by 2025",
    "room_count = 7 by 2025",
    "satisfaction > 3 by 2025",
    "pupils_per_room at most 1.5 every year",
    "active >= 50% by 2025",
    "rest_share primary under 45% by 2025",
)
AS_OF = day("2025-12-31")


# Each example explains some fifty findings.
@settings(max_examples=15)
@given(cells=parts_of(CELLS))
def test_the_explanation_is_of_the_finding(cells: list[Cell]) -> None:
    bound = plan("\n".join([*STATEMENTS, *FURTHER]), period="2024 to 2025")
    given_data = world(cells, SCHOOLS, EVENTS)
    for finding in evaluate(bound, given_data, AS_OF):
        rule = next(
            r for r in (*bound.targets, *bound.tasks, *bound.duties) if r.id == finding.target
        )
        found = explain(bound, given_data, rule.id, as_of=AS_OF, on=finding.date)
        assert found.finding.date == finding.date
        if isinstance(rule, Target):
            assert found.finding == finding
        for language in LANGUAGES:
            text = explanation_text(found, language)
            assert "None" not in text
            assert "{" not in text


def lines(rule: str, *rows: dict[str, Exact], as_of: str = "2025-12-31") -> list[str]:
    given_data = observed(*(report(f"S{n}", "2025", **row) for n, row in enumerate(rows)))
    bound = plan(rule)
    found = explain(bound, given_data, bound.targets[0].id, as_of=day(as_of))
    assert isinstance(found, TargetExplanation)
    text = explanation_text(found, "en").replace("\n  ", " ")
    return " ".join(text.split("AGAINST THE TARGET")[1].split()).split(". ")


@pytest.mark.parametrize(
    ("rule", "row", "said"),
    [
        (
            "recorded_share 20% .. 40% by 2025",
            {"recorded": 1, "pupils": 10},
            [
                "20% of 10 is 2", "40% of 10 is 4", "the verdict is “missed”",
                "At least 1 more in the numerator",
            ],
        ),
        (
            "recorded_share 21% .. 29% by 2025",
            {"recorded": 1, "pupils": 10},
            ["no value is inside the range"],
        ),
        (
            "recorded_share 1% .. 4% by 2025",
            {"recorded": 10, "pupils": 100},
            ["At least 6 fewer in the numerator"],
        ),
        (
            "room_count = 7 by 2025",
            {"rooms": 9},
            ["The figure 9 is 2 more than that", "At least 2 fewer."],
        ),
        (
            "room_count >= 7 by 2025",
            {"rooms": 7},
            ["the words of the target include the line", "there is nothing to spare"],
        ),
        (
            "spending > 10% by 2025",
            {"spent": "1.25", "budget": "20.5"},
            ["10% of 20.5 dong is 2.05 dong", "More than 0.8 dong more in the numerator"],
        ),
        (
            "pupils_per_room <= 40 by 2025",
            {"pupils": 90, "rooms": 2},
            ["40 times 2 is 80", "At least 10 fewer in the numerator"],
        ),
        (
            "pupils_per_room under 45 by 2025",
            {"pupils": 90, "rooms": 2},
            ["the words of the target ask for less than the line", "At least 1 fewer"],
        ),
        (
            "recorded_share at most 50% by 2025",
            {"recorded": 3, "pupils": 10},
            ["The numerator could be higher by up to 2 and the target still be kept"],
        ),
    ],
)  # fmt: skip
def test_what_is_said_of_other_thresholds(
    rule: str, row: dict[str, Exact], said: list[str]
) -> None:
    text = ". ".join(lines(rule, row))
    for each in said:
        assert each in text, text


def test_of_schools_that_are_counted_any_so_many_are_named() -> None:
    rows: list[dict[str, Exact]] = [{"website": int(n < 2)} for n in range(6)]
    text = ". ".join(lines("websites >= 60% by 2025", *rows))
    assert "At least 2 schools more" in text
    assert "Any 2 of these 4 organisations are enough, once website is so for them:" in text
    assert "- S2 - S3 - S4 - S5" in text
    fewer = ". ".join(lines("websites at most 20% by 2025", *rows))
    assert "Any 1 of these 2 organisations are enough, once website is not so" in fewer


def test_a_mean_is_raised_school_by_school() -> None:
    rows: list[dict[str, Exact]] = [{"score": Fraction(n), "answers": 10} for n in (2, 4)]
    text = ". ".join(lines("satisfaction >= 3.5 by 2025", *rows))
    assert "60 divided by 20 is 3" in text
    assert "At least 10 more in the numerator" in text
    assert "- S0: from 20 to 35 of 10 (15)" in text
