"""The invented nation is the same every time, whole, and exactly on the line where it should be."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("pyarrow", reason="the benchmarks' files are written with pyarrow")

import numpy as np
import pyarrow.parquet as pq

import dxplan
from benchmarks.nation.answers import Sums, places, verdict
from benchmarks.nation.figures import draw
from benchmarks.nation.files import province_names
from benchmarks.nation.plan import moments, six_hundred, sixty
from benchmarks.nation.size import INDICATORS, QUARTERS, size_of

if TYPE_CHECKING:
    from benchmarks.nation.figures import Nation


def test_a_seed_gives_the_same_nation(nation: Nation) -> None:
    again = draw(nation.size)
    for name in ("province", "district", "level", "numerators", "denominators", "reported"):
        assert np.array_equal(getattr(nation, name), getattr(again, name))


def test_another_seed_gives_another(nation: Nation) -> None:
    assert not np.array_equal(nation.numerators, draw(nation.size, seed=7).numerators)


def test_the_whole_nation_has_63_provinces_and_24_figures_a_quarter() -> None:
    size = size_of(Fraction(1))
    assert (size.schools, size.provinces, size.districts) == (50_000, 63, 700)
    assert size.figures == 14_400_000
    assert len(set(province_names())) == 63


def test_three_in_a_hundred_are_missing(nation: Nation) -> None:
    missing = 1 - nation.reported.mean()
    assert 0.028 < missing < 0.031


def test_a_share_is_never_above_the_whole(nation: Nation) -> None:
    assert (nation.numerators <= nation.denominators).all()
    assert (nation.numerators >= 0).all()
    assert (nation.denominators[nation.reported] > 0).all()


def test_what_is_missing_has_no_figures(nation: Nation) -> None:
    assert not nation.numerators[~nation.reported].any()
    assert not nation.denominators[~nation.reported].any()


def test_sums_of_some_provinces_are_exactly_on_the_line(nation: Nation) -> None:
    targets = {target.id: target for target in sixty()}
    reported = places(nation, moments(sixty()), "province", honest=False)
    honest = places(nation, moments(sixty()), "province", honest=True)
    on_line = [
        key for key, (_, sums) in reported.items() if _form(targets[key[1]].mille, sums) == 0
    ]
    lows = [key for key, (_, sums) in honest.items() if _form(targets[key[1]].mille, sums) == 0]
    assert len(on_line) > 10
    assert len(set(lows) - set(on_line)) > 5


def _form(mille: int, sums: Sums) -> int:
    return 1000 * sums.numerator - mille * (sums.denominator + sums.standing_in)


@pytest.mark.parametrize(
    ("sums", "said"),
    [
        (Sums(29, 100), "met"),
        (Sums(28, 100), "missed"),
        (Sums(28, 99, standing_in=1), "undetermined"),
        (Sums(29, 99, standing_in=1), "met"),
        (Sums(27, 99, standing_in=1), "missed"),
        (Sums(90, 100, unbounded=1), "undetermined"),
    ],
)
def test_a_verdict_holds_for_everything_that_is_missing(sums: Sums, said: str) -> None:
    target = next(each for each in sixty() if each.comparator == ">=")
    assert verdict(_at(target, 290), sums) == said


def _at(target: object, mille: int) -> object:
    from dataclasses import replace

    return replace(target, mille=mille)  # type: ignore[type-var]


def test_layouts_hold_the_same_figures(nation: Nation, folder: Path) -> None:
    count = int(nation.reported.sum())
    paired = pq.read_table(folder / "paired.parquet")
    wide = pq.read_table(folder / "wide.parquet")
    tidy = pq.read_table(folder / "tidy.parquet")
    assert (paired.num_rows, tidy.num_rows) == (count, 2 * count)
    assert wide.num_rows == nation.size.schools * len(QUARTERS)
    total = int(nation.numerators.sum(dtype=np.int64))
    assert sum(paired["numerator"].to_pylist()) == total
    assert sum(sum(filter(None, wide[f"{name}_n"].to_pylist())) for name in INDICATORS) == total
    of_tidy = zip(tidy["measure"].to_pylist(), tidy["value"].to_pylist(), strict=True)
    assert sum(value for name, value in of_tidy if name.endswith("_n")) == total


@pytest.mark.parametrize(("name", "count"), [("plan60", 60), ("plan600", 600)])
def test_plans_bind_with_the_ids_that_are_expected(folder: Path, name: str, count: int) -> None:
    targets = sixty() if count == 60 else six_hundred()
    plan = dxplan.load(folder / f"{name}.dxplan")
    assert len(plan.targets) == count
    assert {target.id for target in plan.targets} == {target.id for target in targets}
