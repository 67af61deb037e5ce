"""A few of the drawn cases that the suite holds thousands of, cheap enough for a mutant."""

from __future__ import annotations

import pytest
from hypothesis import Phase, given, settings
from hypothesis import seed as drawn_by

from tests.analysis.oracle.run import tried
from tests.engine.differential.cases import Case, cases
from tests.engine.differential.evaluators import on_naive_figures
from tests.engine.differential.hold import disagreement

WORLDS = [number for number in range(22) if number not in (0, 2)]
"""Those are left out that take seconds."""


@pytest.mark.parametrize("number", WORLDS)
def test_the_analyser_says_what_brute_force_says(number: int) -> None:
    assert tried(number)[1] == ""


@pytest.mark.parametrize("number", range(30))
def test_columns_give_the_findings_of_the_reference_evaluator(number: int) -> None:
    @drawn_by(number)
    @settings(max_examples=5, database=None, deadline=None, phases=[Phase.generate])
    @given(cases())
    def hold(case: Case) -> None:
        assert disagreement(case, on_naive_figures) == ""

    hold()
