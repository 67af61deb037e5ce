"""The worlds of tests/analysis/test_soundness.py in one process, which has the mistake in it."""

from __future__ import annotations

import pytest

from tests.analysis.oracle.run import tried
from tests.analysis.test_soundness import WORLDS


@pytest.mark.parametrize("number", range(WORLDS))
def test_the_analyser_says_what_brute_force_says(number: int) -> None:
    assert tried(number)[1] == ""
