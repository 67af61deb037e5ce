"""NumPy: keys as small numbers, sums by ``bincount``, missing figures by what a grid lacks.

``bincount`` adds up in doubles, which hold whole numbers exactly below 2**53; every total here is
far below, and is turned back into integers before anything is compared.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.nation.plan import PLAN, Moment, Target, moments
from benchmarks.nation.size import INDICATORS, LEVELS, QUARTERS
from benchmarks.nation.work import Found, Work, run

Codes = NDArray[np.int32]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Coded:
    """The figures with keys as numbers; schools are numbered as in the register."""

    school: Codes
    period: Codes
    indicator: Codes
    numerator: Ints
    denominator: Ints


@dataclass(frozen=True)
class Register:
    """Province, district and level of every school, by number, and the names of places."""

    ids: list[str]
    province: Codes
    district: Codes
    level: Codes
    provinces: list[str]
    districts: list[str]


def read_register(path: Path) -> Register:
    """The register of a folder."""
    import pyarrow.parquet as pq

    table = pq.read_table(path)
    columns = {name: table[name].to_pylist() for name in table.column_names}
    provinces = list(dict.fromkeys(columns["province"]))
    districts = list(dict.fromkeys(columns["district"]))
    return Register(
        columns["id"],
        _numbers(columns["province"], provinces),
        _numbers(columns["district"], districts),
        _numbers(columns["level"], list(LEVELS)),
        provinces,
        districts,
    )


def _numbers(values: list[str], names: list[str]) -> Codes:
    by_name = {name: code for code, name in enumerate(names)}
    return np.fromiter((by_name[value] for value in values), np.int32, len(values))


def read(path: Path, ids: list[str]) -> Coded:
    """A paired file with its keys as numbers."""
    import pyarrow.parquet as pq

    keys = {"school": ids, "period": list(QUARTERS), "indicator": list(INDICATORS)}
    table = pq.read_table(
        path, columns=[*keys, "numerator", "denominator"], read_dictionary=list(keys)
    )
    school, period, indicator = (_coded(table[name], names) for name, names in keys.items())
    counts = (table[name].to_numpy() for name in ("numerator", "denominator"))
    return Coded(school, period, indicator, *counts)


def _coded(column: Any, names: list[str]) -> Codes:
    """The numbers of names, chunk by chunk: each has a dictionary of its own."""
    by_name = {name: code for code, name in enumerate(names)}
    parts = []
    for chunk in column.chunks:
        of_chunk = np.array([by_name[name] for name in chunk.dictionary.to_pylist()], np.int32)
        parts.append(of_chunk[chunk.indices.to_numpy()])
    return np.concatenate(parts)


# --- T1 -------------------------------------------------------------------------------------------


def rows(coded: Coded, register: Register, targets: tuple[Target, ...]) -> Found:
    """T1: how many rows keep each target, as many targets of a cell at a time as there are."""
    cell = register.level[coded.school] * len(INDICATORS) + coded.indicator
    found: list[tuple[str, int, int]] = []
    left = list(targets)
    while left:
        now = {_cell(target): target for target in reversed(left)}
        left = [target for target in left if now[_cell(target)] is not target]
        kept, every = _kept(coded, cell, now)
        found += [(target.id, int(kept[at]), int(every[at])) for at, target in now.items()]
    return found


def _cell(target: Target) -> int:
    return LEVELS.index(target.level) * len(INDICATORS) + INDICATORS.index(target.indicator)


def _kept(coded: Coded, cell: Codes, now: dict[int, Target]) -> tuple[Ints, Ints]:
    """By cell how many rows keep its target: ``sign * form >= least`` says every comparator."""
    cells = len(LEVELS) * len(INDICATORS)
    mille, sign, least = (np.zeros(cells, np.int64) for _ in range(3))
    for at, target in now.items():
        mille[at], sign[at] = target.mille, 1 if target.comparator[0] == ">" else -1
        least[at] = len(target.comparator) == 1
    form = 1000 * coded.numerator - mille[cell] * coded.denominator
    keeps = sign[cell] * form >= least[cell]
    return np.bincount(cell[keeps], minlength=cells), np.bincount(cell, minlength=cells)


# --- T2, T2b --------------------------------------------------------------------------------------


def places(
    coded: Coded,
    register: Register,
    targets: tuple[Target, ...],
    *,
    districts: bool,
    honest: bool,
) -> Found:
    """T2 and T2b: verdicts with their sums."""
    finest = register.district if districts else register.province
    count = len(register.districts if districts else register.provinces)
    where = finest * len(LEVELS) + register.level
    shape = count, len(LEVELS), len(INDICATORS), len(QUARTERS)
    key = where[coded.school] * len(INDICATORS) + coded.indicator
    key = key * len(QUARTERS) + coded.period
    sums = [
        np.bincount(key, weights=each, minlength=int(np.prod(shape))).astype(np.int64)
        for each in (coded.numerator, coded.denominator)
    ]
    sums += _gaps(coded, where, shape) if honest else [np.zeros_like(sums[0])] * 2
    tables = [each.reshape(shape) for each in sums]
    found: list[tuple[Any, ...]] = []
    province_of = np.zeros(count, np.int32)
    province_of[finest] = register.province
    for moment in moments(targets):
        parts = [_of_moment(table, moment) for table in tables]
        found += _rows(moment, register.districts if districts else register.provinces, parts)
        if districts:
            found += _rows(moment, [PLAN], [part.sum(keepdims=True) for part in parts])
            rolled = [_rolled_up(part, province_of, len(register.provinces)) for part in parts]
            found += _rows(moment, register.provinces, rolled)
    return found


def _gaps(coded: Coded, where: Codes, shape: tuple[int, ...]) -> list[Ints]:
    """What stands in for missing figures, and how many nothing stands in for."""
    schools = where.size
    grid = np.full((len(QUARTERS), len(INDICATORS), schools), -1, np.int32)
    grid[coded.period, coded.indicator, coded.school] = coded.denominator
    quarter, indicator, school = np.nonzero(grid < 0)
    before = np.where(quarter < 4, -1, grid[quarter - 4, indicator, school])
    key = (where[school] * len(INDICATORS) + indicator) * len(QUARTERS) + quarter
    size = int(np.prod(shape))
    standing_in = np.bincount(key, weights=np.maximum(before, 0), minlength=size)
    unbounded = np.bincount(key[before < 0], minlength=size)
    return [standing_in.astype(np.int64), unbounded]


def _of_moment(table: Ints, moment: Moment) -> Ints:
    target = moment.target
    levels = [LEVELS.index(level) for level in target.levels]
    window = table[:, levels, INDICATORS.index(target.indicator), moment.first : moment.last + 1]
    return np.asarray(window.sum(axis=(1, 2)))


def _rolled_up(part: Ints, codes: Codes, count: int) -> Ints:
    found = np.zeros(count, np.int64)
    np.add.at(found, codes, part)
    return found


def _rows(moment: Moment, names: list[str], parts: list[Ints]) -> list[tuple[Any, ...]]:
    n, d, s, u = parts
    target = moment.target
    low = 1000 * n - target.mille * (d + s)
    at_low, at_high = (_compare(target.comparator, form) for form in (low, low + 1000 * s))
    said = np.where(at_low, "met", "missed")
    said = np.where((u > 0) | (at_low != at_high), "undetermined", said)
    there = np.flatnonzero(d + s + u > 0)
    columns = (part[there].tolist() for part in parts)
    places = [names[code] for code in there.tolist()]
    return [
        (place, target.id, moment.date, *row)
        for place, *row in zip(places, said[there].tolist(), *columns, strict=True)
    ]


def _compare(comparator: str, form: Ints) -> NDArray[np.bool_]:
    return {">=": form >= 0, ">": form > 0, "<=": form <= 0, "<": form < 0}[comparator]


def done(work: Work) -> Found:
    """The work, from the file to the verdicts."""
    register = read_register(work.folder / "register.parquet")
    coded = read(work.path, register.ids)
    if work.task == "T1":
        return rows(coded, register, work.targets)
    return places(coded, register, work.targets, districts=work.task == "T2b", honest=work.honest)


if __name__ == "__main__":
    run(done)
