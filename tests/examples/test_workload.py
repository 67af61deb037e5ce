"""The workload of the benchmark is what the benchmark says it is."""

from __future__ import annotations

import csv
import importlib.util
from datetime import date
from pathlib import Path

import pytest

import dxplan

WORKLOAD = Path(__file__).parents[2] / "benchmarks" / "workload.py"


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    spec = importlib.util.spec_from_file_location("workload", WORKLOAD)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: tuple[Path, Path, Path] = module.write_workload(tmp_path_factory.mktemp("workload"))
    return found


def test_it_has_thirty_targets_six_hundred_schools_and_four_quarters(
    paths: tuple[Path, Path, Path],
) -> None:
    plan, reports, register = paths
    with reports.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    with register.open(encoding="utf-8", newline="") as stream:
        schools = list(csv.DictReader(stream))
    assert len(dxplan.load(plan).targets) == 30
    assert len(schools) == 600
    assert len({row["period"] for row in rows}) == 4
    assert 0.96 < len(rows) / 2400 < 0.98


def test_it_is_judged_without_problems(paths: tuple[Path, Path, Path]) -> None:
    plan, reports, register = paths
    report = dxplan.check(plan, reports, register=register, as_of=date(2024, 12, 31))
    assert report.problems == ()
    assert len(report) == 30
    assert {finding.verdict for finding in report} == {"met", "missed", "undetermined"}
