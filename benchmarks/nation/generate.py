"""Write the nation's files, if they are not there.

    python -m benchmarks.nation.generate [--scale 1/100] [--folder build/bench] [FILE ...]

The folder of a scale has ``paired.parquet``, ``wide.parquet``, ``tidy.parquet``, ``paired.csv``,
``wide.csv``, ``province.xlsx`` and ``province.csv`` (the first province, wide),
``province-register.csv``, ``register.parquet``, ``register.csv``, ``plan60.dxplan`` and
``plan600.dxplan``.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path

import pyarrow as pa
import pyarrow.compute

from benchmarks.nation.figures import Nation, draw
from benchmarks.nation.files import (
    paired,
    province_names,
    register,
    tidy,
    wide,
    write_csv,
    write_parquet,
)
from benchmarks.nation.plan import rules, six_hundred, sixty
from benchmarks.nation.size import size_of

FOLDER = Path(__file__).parents[2] / "build" / "bench"


def folder_of(scale: Fraction, folder: Path = FOLDER) -> Path:
    """Where the files of a scale are."""
    return folder / f"scale-{scale.numerator}-{scale.denominator}"


WRITERS: dict[str, Callable[[Path, Nation], None]] = {
    "plan60.dxplan": lambda path, _: _write_text(path, rules(sixty())),
    "plan600.dxplan": lambda path, _: _write_text(path, rules(six_hundred())),
    "register.parquet": lambda path, nation: write_parquet(path, iter([register(nation)])),
    "register.csv": lambda path, nation: write_csv(path, iter([register(nation)])),
    "paired.parquet": lambda path, nation: write_parquet(path, paired(nation)),
    "wide.parquet": lambda path, nation: write_parquet(path, wide(nation)),
    "tidy.parquet": lambda path, nation: write_parquet(path, tidy(nation)),
    "paired.csv": lambda path, nation: write_csv(path, paired(nation)),
    "wide.csv": lambda path, nation: write_csv(path, wide(nation)),
    "province-register.csv": lambda path, nation: write_csv(path, iter([_its_schools(nation)])),
    "province.csv": lambda path, nation: write_csv(path, _first_province(nation)),
    "province.xlsx": lambda path, nation: _write_workbook(path, _first_province(nation)),
}


def generate(
    scale: Fraction, folder: Path = FOLDER, names: tuple[str, ...] = tuple(WRITERS)
) -> Path:
    """Write those files that are not there, all of them from one draw.

    :return: the folder they are in.
    """
    where = folder_of(scale, folder)
    where.mkdir(parents=True, exist_ok=True)
    lacking = [name for name in names if not (where / name).exists()]
    if lacking:
        nation = draw(size_of(scale))
        for name in lacking:
            unfinished = where / f"unfinished-{name}"
            WRITERS[name](unfinished, nation)
            unfinished.replace(where / name)
    return where


def _write_text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def _first_province(nation: Nation) -> Iterator[pa.Table]:
    """The wide rows of the first province."""
    for table in wide(nation):
        inside = pyarrow.compute.equal(table["province"].cast(pa.string()), province_names()[0])
        yield table.filter(inside)


def _its_schools(nation: Nation) -> pa.Table:
    """The register of the first province."""
    every = register(nation)
    return every.filter(pyarrow.compute.equal(every["province"], province_names()[0]))


def _write_workbook(path: Path, tables: Iterator[pa.Table]) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet, at = book.add_worksheet(), 0
        for table in tables:
            if at == 0:
                sheet.write_row(0, 0, table.column_names)
            columns = [column.to_pylist() for column in table.columns]
            for row in zip(*columns, strict=True):
                at += 1
                sheet.write_row(at, 0, row)


def main() -> None:
    """Write what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--scale", type=Fraction, default=Fraction(1), help="default: 1")
    parser.add_argument("--folder", type=Path, default=FOLDER)
    parser.add_argument("names", nargs="*", metavar="FILE", help=f"of {', '.join(WRITERS)}")
    options = parser.parse_args()
    names = tuple(options.names) or tuple(WRITERS)
    print(generate(options.scale, options.folder, names))


if __name__ == "__main__":
    main()
