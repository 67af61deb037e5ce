"""Targets that are not due yet, in columns: on the line is on track, whichever way it goes."""

from __future__ import annotations

from datetime import date

import pytest

from dxplan.data.reading import observations_from_rows
from dxplan.engine.reference import evaluate, known_on
from dxplan.engine.tables.judging.evaluate import evaluate_figures
from dxplan.engine.tables.plain import figures_of
from tests.engine.rules import plan

HALF_WAY = date(2022, 12, 31)


@pytest.mark.parametrize(
    ("rule", "rooms", "verdict"),
    [
        ("room_count <= 10 by 2023\n    baseline 20 on 2021-12-31", 15, "on_track"),
        ("room_count <= 10 by 2023\n    baseline 20 on 2021-12-31", 16, "behind"),
        ("room_count < 10 by 2023\n    baseline 20 on 2021-12-31", 15, "on_track"),
        ("room_count < 10 by 2023\n    baseline 20 on 2021-12-31", 16, "behind"),
        ("room_count >= 20 by 2023\n    baseline 10 on 2021-12-31", 15, "on_track"),
        ("room_count >= 20 by 2023\n    baseline 10 on 2021-12-31", 14, "behind"),
        ("room_count > 20 by 2023\n    baseline 10 on 2021-12-31", 15, "on_track"),
        ("room_count > 20 by 2023\n    baseline 10 on 2021-12-31", 14, "behind"),
        ("room_count >= 20 by 2023", 25, "not_due"),
    ],
)
def test_half_way_in_time_is_half_way_to_the_number(rule: str, rooms: int, verdict: str) -> None:
    bound = plan(rule)
    read = observations_from_rows(bound, [{"id": "A", "period": "2022", "rooms": rooms}])
    figures = figures_of(bound, known_on(HALF_WAY, read))
    (found,) = evaluate_figures(bound, figures, HALF_WAY).findings
    assert found.verdict == verdict
    assert [found] == list(evaluate(bound, read, HALF_WAY))
