"""Why a target was not decided, in words that name measures and dimensions as people do."""

from __future__ import annotations

import pytest

from dxplan.analysis.lints.not_decided import reason
from dxplan.analysis.results import Undecided
from dxplan.messages import Phrase
from tests.plan.rules import plan_of


@pytest.mark.parametrize(
    ("kind", "name", "title"),
    [
        ("dimension", "level", "“cấp học”"),
        ("measure", "devices", "“devices”"),
        ("measure", "gone", "“gone”"),
        ("other", "level", "“level”"),
    ],
)
def test_a_dimension_is_called_by_its_title(kind: str, name: str, title: str) -> None:
    found = reason(Undecided("dimensions-differ", ((kind, name),)), plan_of(""))
    assert found == Phrase("undecided.dimensions-differ", {kind: title}, "analysis")
