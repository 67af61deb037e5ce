"""The two plans of the benchmark are what the benchmark says they are."""

from __future__ import annotations

import importlib.util
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

import dxplan
from dxplan.analysis.refinement import refine

TWO_PLANS = Path(__file__).parents[2] / "benchmarks" / "two_plans.py"
TARGETS = 40


@pytest.fixture(scope="module")
def two_plans() -> ModuleType:
    spec = importlib.util.spec_from_file_location("two_plans", TWO_PLANS)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["two_plans"] = module
    spec.loader.exec_module(module)
    return module


def test_each_has_as_many_targets_as_are_asked_for(two_plans: ModuleType, tmp_path: Path) -> None:
    for path in two_plans.write_plans(tmp_path, TARGETS):
        assert len(dxplan.load(path).targets) == TARGETS


def test_the_same_seed_gives_the_same_plans(two_plans: ModuleType) -> None:
    assert two_plans.texts(TARGETS) == two_plans.texts(TARGETS)
    assert two_plans.texts(TARGETS) != two_plans.texts(TARGETS, seed=1)


def test_refinement_decides_every_target(two_plans: ModuleType, tmp_path: Path) -> None:
    child, parent = (dxplan.load(path) for path in two_plans.write_plans(tmp_path, TARGETS))
    statuses = Counter(each.status for each in refine(child, parent))
    assert statuses.total() == TARGETS
    assert statuses.keys() >= {"restated", "stricter", "weaker"}
    assert "not_decided" not in statuses
