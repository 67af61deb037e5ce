"""What is not told, because the evaluator does not confirm it: a fault of dxplan itself."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import attrs
import pytest

from dxplan.analysis.linear import confirmed
from dxplan.analysis.linear.confirmed import Disagreement
from dxplan.analysis.refinement import refine
from dxplan.data.observations import Observations
from dxplan.plan.model import Plan
from tests.engine.rules import plan

evaluate = confirmed.evaluate


def says_nothing(of: Plan, observations: Observations, as_of: date) -> object:
    return SimpleNamespace(findings=())


def finds_no_data_for_the_child(of: Plan, observations: Observations, as_of: date) -> object:
    found = evaluate(of, observations, as_of).findings
    verdict = "no_data" if of.id == "child" else "missed"
    return SimpleNamespace(findings=[attrs.evolve(each, verdict=verdict) for each in found])


@pytest.mark.parametrize(
    ("otherwise", "told"),
    [
        (
            says_nothing,
            "parent room_count.by.2025.exactly on 2025-12-31: the analyser expects missed, "
            "the evaluator says nothing; figures: 0001 2025-12-31/2025-12-31 rooms {} = 5",
        ),
        (
            finds_no_data_for_the_child,
            "child room_count.by.2025.exactly on 2025-12-31: the analyser expects met, "
            "the evaluator says no_data (()); figures: 0001 2025-12-31/2025-12-31 rooms {} = 5",
        ),
    ],
)
def test_figures_that_the_evaluator_finds_otherwise_about_are_not_shown(
    otherwise: object, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(confirmed, "evaluate", otherwise)
    child, parent = (
        attrs.evolve(plan(f"room_count = {number} by 2025", period="2022 to 2025"), id=name)
        for name, number in (("child", 5), ("parent", 6))
    )
    with pytest.raises(Disagreement) as raised:
        refine(child, parent)
    assert str(raised.value) == told
