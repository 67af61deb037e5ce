"""A nation so small that its tests are quick, drawn and written once."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from benchmarks.nation.figures import Nation

SCALE = Fraction(1, 250)


@pytest.fixture(scope="session")
def nation() -> Nation:
    """200 schools in three provinces."""
    pytest.importorskip("numpy")
    pytest.importorskip("pyarrow", reason="the benchmarks' files are written with pyarrow")
    from benchmarks.nation.figures import draw
    from benchmarks.nation.size import size_of

    return draw(size_of(SCALE))


@pytest.fixture(scope="session")
def folder(nation: Nation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of its files."""
    from benchmarks.nation.generate import generate

    names = (
        "paired.parquet", "paired.csv", "wide.parquet", "wide.csv", "tidy.parquet",
        "register.parquet", "register.csv", "plan60.dxplan", "plan600.dxplan",
        "province.xlsx", "province-register.csv",
    )  # fmt: skip
    return generate(SCALE, tmp_path_factory.mktemp("bench"), names)
