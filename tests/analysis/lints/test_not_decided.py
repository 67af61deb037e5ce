"""Why a target was not decided, in words that name measures and dimensions as people do."""

from __future__ import annotations

import pytest

from dxplan.analysis.consistency.results import Consistency
from dxplan.analysis.lints.not_decided import reason, say
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


def test_of_each_target_one_reason_is_said() -> None:
    plan = plan_of("online_share >= 50% by 2025\ndevice_number >= 9 by 2025")
    first, second = plan.targets
    codes = [
        ("no-number", second),
        ("solver-gave-up", first),
        ("too-many-days", first),
        ("too-many-answers", second),
        ("solver-gave-up", first),
    ]
    found = Consistency(plan, undecided=tuple(Undecided(code, (), of) for code, of in codes))
    assert [(each.params["id"], each.params["why"]) for each in say(found)] == [
        (target.id, Phrase(f"undecided.{code}", {}, "analysis"))
        for target, code in ((first, "solver-gave-up"), (second, "too-many-answers"))
    ]
