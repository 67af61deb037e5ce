"""Bare values in the lists of targets, in a tree that was not read from a text."""

from __future__ import annotations

import attrs

from dxplan.analysis.lints.carried import taken_in, written_out
from dxplan.plan.model import Plan
from dxplan.syntax import nodes
from tests.plan.rules import plan_of


def without_places(plan: Plan) -> Plan:
    """The plan, its written thresholds without the places they stand at."""
    (file,) = (each for each in plan.files if _targets(each))
    (statement,) = _targets(file)
    arms = tuple(
        attrs.evolve(arm, threshold=attrs.evolve(arm.threshold, span=None))
        if isinstance(arm.threshold, nodes.Comparison)
        else arm
        for arm in statement.arms
    )
    bare = attrs.evolve(file, statements=(attrs.evolve(statement, arms=arms),))
    return attrs.evolve(plan, files=(bare,))


def _targets(file: nodes.RuleFile) -> list[nodes.TargetStatement]:
    return [each for each in file.statements if isinstance(each, nodes.TargetStatement)]


def test_words_that_stand_nowhere_are_not_written_out() -> None:
    plan = plan_of("online_share over 50% by 2024, 60% by 2025")
    (taken,) = taken_in(plan)
    assert taken.words == "over"
    fix = written_out("code", taken)
    assert fix is not None
    assert [edit.text for edit in fix.edits] == ["over "]
    (taken,) = taken_in(without_places(plan))
    assert taken.words == ""
    assert written_out("code", taken) is None
