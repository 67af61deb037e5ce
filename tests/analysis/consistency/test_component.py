"""What is left open of rules that bear on each other."""

from __future__ import annotations

import pytest

from dxplan.analysis.consistency import consistency
from dxplan.analysis.consistency.component import Component, Found
from dxplan.analysis.linear import answers
from dxplan.analysis.linear.ground import ground_of
from dxplan.analysis.linear.solver import Solvers
from dxplan.analysis.linear.times import Rule
from dxplan.analysis.linear.work import Work
from dxplan.analysis.results import Undecided
from tests.engine.rules import plan


def test_what_has_too_many_answers_is_left_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "MOST", 1)
    bound = plan("websites >= 50% by 2024, 40% by 2025", period="2022 to 2025")
    found = consistency(bound)
    assert found.undecided == tuple(
        Undecided("too-many-answers", (), target) for target in bound.targets
    )


def test_a_rule_is_not_idle_because_the_solver_gives_up() -> None:
    bound = plan("check recorded >= 3\nrecorded_share >= 50% by 2025", period="2022 to 2025")
    rule = Rule(bound, bound.targets[0])
    found = Found(solvers=Solvers(Work(together=0)))
    component = Component((rule,), ground_of([bound]), found)
    assert component.is_idle(rule, component.on_its_days(rule)) is False
    assert (found.idle, list(found.undecided)) == (
        [],
        [Undecided("solver-gave-up", (), rule.target)],
    )
