"""Polars: a lazy scan of the file, or a frame in memory."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.nation.plan import PLAN, Target, moments
from benchmarks.nation.size import QUARTERS
from benchmarks.nation.work import Found, Work, run

if TYPE_CHECKING:
    import polars as pl


def kept(form: str) -> pl.Expr:
    """Whether a form, which is compared with zero, is as the comparator wants it."""
    import polars as pl

    value, comparator = pl.col(form), pl.col("comparator")
    above = pl.when(comparator == ">=").then(value >= 0).when(comparator == ">").then(value > 0)
    return above.when(comparator == "<=").then(value <= 0).otherwise(value < 0)


def against_targets(frame: pl.LazyFrame, targets: tuple[Target, ...]) -> pl.LazyFrame:
    """Every row with each target of its indicator and level, and whether it keeps it."""
    import polars as pl

    rules = pl.LazyFrame(
        [(t.id, t.indicator, level, t.comparator, t.mille) for t in targets for level in t.levels],
        schema=["id", "indicator", "level", "comparator", "mille"],
        orient="row",
    )
    form = 1000 * pl.col("numerator") - pl.col("mille") * pl.col("denominator")
    joined = frame.join(rules, on=["indicator", "level"])
    return joined.with_columns(form=form).with_columns(kept=kept("form"))


def rows(frame: pl.LazyFrame, targets: tuple[Target, ...]) -> Found:
    """T1: how many rows keep each target."""
    import polars as pl

    counted = against_targets(frame, targets).group_by("id").agg(pl.col("kept").sum(), pl.len())
    return counted.collect(engine="streaming").rows()


def failing(frame: pl.LazyFrame, targets: tuple[Target, ...]) -> int:
    """The rows that fail, as a frame in memory."""
    import polars as pl

    wanted = against_targets(frame, targets).filter(~pl.col("kept"))
    columns = wanted.select("id", "school", "period", "numerator", "denominator")
    return columns.collect(engine="streaming").height


def places(
    frame: pl.LazyFrame,
    targets: tuple[Target, ...],
    register: pl.DataFrame,
    *,
    districts: bool,
    honest: bool,
) -> Found:
    """T2 and T2b: verdicts with their sums."""
    import polars as pl

    judged = list(enumerate(moments(targets)))
    windows = pl.DataFrame(
        [
            (number, level, m.target.indicator, QUARTERS[q], QUARTERS[q - 4] if q >= 4 else "")
            for number, m in judged
            for level in m.target.levels
            for q in range(m.first, m.last + 1)
        ],
        schema=["number", "level", "indicator", "period", "before"],
        orient="row",
    )
    by = ["province", "district"] if districts else ["province"]
    within = frame.filter(pl.col("period").is_in(windows["period"].unique().implode()))
    what = pl.col("numerator").sum().alias("n"), pl.col("denominator").sum().alias("d")
    sums = within.group_by(*by, "level", "indicator", "period").agg(what)
    found = sums.collect(engine="streaming").with_columns(
        s=pl.lit(0, pl.Int64), u=pl.lit(0, pl.Int64)
    )
    if honest:
        gaps = _standing_in(frame, within, windows, register, by)
        found = pl.concat([found, gaps.select(found.columns)])
    values = [pl.col(name).sum() for name in "ndsu"]
    at_moments = found.join(windows, on=["level", "indicator", "period"])
    finest = at_moments.group_by("number", *by).agg(values)
    every = [finest.with_columns(place=pl.col(by[-1]))]
    if districts:
        whole = finest.group_by("number").agg(values)
        every.append(whole.with_columns(place=pl.lit(PLAN)))
        every.append(
            finest.group_by("number", "province").agg(values).with_columns(place=pl.col("province"))
        )
    rules = pl.DataFrame(
        [(n, m.target.id, m.date, m.target.comparator, m.target.mille) for n, m in judged],
        schema=["number", "id", "date", "comparator", "mille"],
        orient="row",
    )
    return _verdicts(pl.concat(every, how="diagonal").join(rules, on="number"))


def _standing_in(
    frame: pl.LazyFrame,
    within: pl.LazyFrame,
    windows: pl.DataFrame,
    register: pl.DataFrame,
    by: list[str],
) -> pl.DataFrame:
    """Where figures are missing: the denominators of a year before, or that there are none."""
    import polars as pl

    names = sorted(windows["indicator"].unique())
    bits = {name: 1 << number for number, name in enumerate(names)}
    lacking = pl.col("indicator").replace_strict(bits, return_dtype=pl.Int64)
    asked = within.filter(pl.col("indicator").is_in(names))
    there = asked.group_by("school", "period").agg(bits=lacking.sum())
    every = register.join(windows.select("period").unique(), how="cross")
    short = every.join(
        there.collect(engine="streaming"), on=["school", "period"], how="left"
    ).with_columns(pl.col("bits").fill_null(0))
    wanted = windows.select("level", "period", "before", "indicator").unique()
    gaps = short.filter(pl.col("bits") != (1 << len(names)) - 1).join(
        wanted, on=["level", "period"]
    )
    gaps = gaps.filter((pl.col("bits") & lacking) == 0)
    before = frame.filter(pl.col("period").is_in(windows["before"].unique().implode())).select(
        "school", "indicator", before="period", s="denominator"
    )
    told = gaps.lazy().join(before, on=["school", "indicator", "before"], how="left")
    return (
        told.group_by(*by, "level", "indicator", "period")
        .agg(
            n=pl.lit(0, pl.Int64),
            d=pl.lit(0, pl.Int64),
            u=pl.col("s").null_count().cast(pl.Int64),
            s=pl.col("s").sum(),
        )
        .collect(engine="streaming")
    )


def _verdicts(frame: pl.DataFrame) -> Found:
    import polars as pl

    mille, whole = pl.col("mille"), pl.col("d") + pl.col("s")
    low = 1000 * pl.col("n") - mille * whole
    forms = frame.with_columns(low=low, high=low + 1000 * pl.col("s"))
    forms = forms.with_columns(low=kept("low"), high=kept("high"))
    open_yet = (pl.col("u") > 0) | (pl.col("low") != pl.col("high"))
    said = pl.when(open_yet).then(pl.lit("undetermined")).when(pl.col("low")).then(pl.lit("met"))
    verdict = said.otherwise(pl.lit("missed")).alias("verdict")
    return forms.select("place", "id", "date", verdict, "n", "d", "s", "u").rows()


def scan(path: Path) -> pl.LazyFrame:
    """A file that nothing is read of yet."""
    import polars as pl

    if path.suffix == ".csv":
        return pl.scan_csv(path, schema_overrides={"school": pl.String})
    return pl.scan_parquet(path)


def done(work: Work) -> Found | int:
    """The work, from the file to the verdicts."""
    import polars as pl

    frame = scan(work.path)
    if work.task == "T1":
        return rows(frame, work.targets)
    if work.task == "T1F":
        return failing(frame, work.targets)
    register = pl.read_parquet(work.folder / "register.parquet").rename({"id": "school"})
    return places(frame, work.targets, register, districts=work.task == "T2b", honest=work.honest)


if __name__ == "__main__":
    run(done)
