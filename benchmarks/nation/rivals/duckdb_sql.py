"""DuckDB: SQL on the file, or on what is in memory."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.nation.plan import PLAN, Moment, Target, moments
from benchmarks.nation.size import QUARTERS
from benchmarks.nation.work import Found, Work, run

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

KEPT = """case comparator when '>=' then 1000 * n >= mille * d when '>' then 1000 * n > mille * d
    when '<=' then 1000 * n <= mille * d else 1000 * n < mille * d end"""

JOINED = """(select numerator n, denominator d, school, period, indicator, level from {source})
    join targets using (indicator, level)"""

T1 = f"""select id, count(*) filter (kept), count(*)
from (select id, {KEPT} kept from {JOINED}) group by id"""

FAILING = f"select id, school, period, n, d from {JOINED} where not ({KEPT})"

SUMS = """create temp table sums as
select {places}, level, indicator, period, sum(numerator)::bigint n, sum(denominator)::bigint d
from {source} where period between '{first}' and '{last}' group by all"""

AT_MOMENTS = """create temp table at_moments as
select number, {places}, sum(n)::bigint n, sum(d)::bigint d,
    0::bigint standing_in, 0::bigint lacking
from sums join windows using (level, indicator, period) group by all"""

# A school and quarter with the indicators that are there, a bit each, whether or not there are any.
GAPS = """create temp table gaps as
with there as (
    select school, period, bit_or(1 << bit) bits
    from (
        select school, indicator, period from {source} where period between '{first}' and '{last}')
    join bits using (indicator) group by all),
short as (
    select id school, province, district, level, periods.period, coalesce(bits, 0) bits
    from register cross join (select distinct period from windows) periods
    left join there on there.school = register.id and there.period = periods.period
    where coalesce(bits, 0) <> {every})
select school, province, district, level, indicator, period, before
from short join wanted using (level, period) where (bits >> bit) & 1 = 0"""

WANTED = """create or replace temp table wanted as
select distinct level, period, before, indicator, bit from windows join bits using (indicator)"""

REGISTER = """create or replace temp table register as
select id, province, district, level from '{path}'"""

STANDING_IN = """create temp table standing_in as
select {places}, gaps.level, gaps.indicator, gaps.period, 0::bigint n, 0::bigint d,
    coalesce(sum(denominator), 0)::bigint standing_in,
    count(*) filter (denominator is null) lacking
from gaps left join (
    select school, indicator, period, denominator from {source} where period <= '{last_before}') f
on f.school = gaps.school and f.indicator = gaps.indicator and f.period = gaps.before
group by all"""

WITH_GAPS = """insert into at_moments
select number, {places}, 0, 0, sum(standing_in), sum(lacking)
from standing_in join windows using (level, indicator, period) group by all"""

JUDGED = """with every as (
    select number, {place} place, sum(n)::hugeint n, sum(d)::hugeint d,
        sum(standing_in)::hugeint s, sum(lacking)::bigint u
    from at_moments group by {groups}),
forms as (
    select place, id, date, comparator, n, d, s, u, 1000 * n - mille * (d + s) low,
        1000 * n + 1000 * s - mille * (d + s) high
    from every join judged using (number)),
truths as (
    select *, case comparator when '>=' then low >= 0 when '>' then low > 0
        when '<=' then low <= 0 else low < 0 end at_low,
        case comparator when '>=' then high >= 0 when '>' then high > 0
        when '<=' then high <= 0 else high < 0 end at_high from forms)
select place, id, date, case when u > 0 or at_low <> at_high then 'undetermined'
    when at_low then 'met' else 'missed' end, n, d, s, u from truths"""


def connect() -> DuckDBPyConnection:
    """A connection to nothing yet."""
    import duckdb

    return duckdb.connect()


def tell(con: DuckDBPyConnection, task: str, targets: tuple[Target, ...], folder: Path) -> None:
    """Put what a task needs into tables: the targets, or their moments and the register."""
    if task.startswith("T1"):
        columns = "targets(id text, indicator text, level text, comparator text, mille int)"
        _fill(con, columns, [
            (t.id, t.indicator, level, t.comparator, t.mille) for t in targets for level in t.levels
        ])  # fmt: skip
        return
    judged = list(enumerate(moments(targets)))
    tables: dict[str, list[tuple[str | int, ...]]] = {
        "judged(number int, id text, date text, comparator text, mille int)": [
            (n, m.target.id, m.date, m.target.comparator, m.target.mille) for n, m in judged
        ],
        "windows(number int, level text, indicator text, period text, before text)": [
            (number, level, moment.target.indicator, period, before)
            for number, moment in judged
            for level in moment.target.levels
            for period, before in _quarters(moment)
        ],
        "bits(indicator text, bit int)": [
            (name, bit) for bit, name in enumerate(sorted({t.indicator for t in targets}))
        ],
    }
    for table, rows in tables.items():
        _fill(con, table, rows)
    con.execute(WANTED)
    con.execute(REGISTER.format(path=folder / "register.parquet"))


def _fill(con: DuckDBPyConnection, table: str, rows: list[tuple[str | int, ...]]) -> None:
    con.execute(f"create or replace temp table {table}")
    columns = ", ".join(map(_unnested, zip(*rows, strict=True)))
    con.execute(f"insert into {table.partition('(')[0]} select {columns}")


def _unnested(column: Iterable[str | int]) -> str:
    """A column of a table as SQL.

    As parameters of a statement the values would have DuckDB import pandas, where that is
    installed, and as a list of constants they would take the parser longer.
    """
    return f"unnest(string_split('{','.join(map(str, column))}', ','))"


def _quarters(moment: Moment) -> list[tuple[str, str]]:
    """The quarters that count, each with the same one of the year before."""
    found = range(moment.first, moment.last + 1)
    return [(QUARTERS[q], QUARTERS[q - 4] if q >= 4 else "") for q in found]


def rows(con: DuckDBPyConnection, source: str) -> Found:
    """T1: how many rows keep each target."""
    return con.execute(T1.format(source=source)).fetchall()


def failing(con: DuckDBPyConnection, source: str) -> int:
    """The rows that fail, as columns in memory."""
    found = con.sql(FAILING.format(source=source)).to_arrow_table()
    return int(found.num_rows)


def places(con: DuckDBPyConnection, source: str, *, districts: bool, honest: bool) -> Found:
    """T2 and T2b: verdicts with their sums."""
    asked = "select min(period), max(period), max(before), (select count(*) from bits) from windows"
    first, last, last_before, names = con.execute(asked).fetchall()[0]
    said = {
        "source": source,
        "first": first,
        "last": last,
        "last_before": last_before,
        "places": "province, district" if districts else "province",
        "every": (1 << names) - 1,
        "place": f"coalesce(district, province, '{PLAN}')" if districts else "province",
        "groups": "grouping sets ((number), (number, province), (number, district))"
        if districts
        else "number, province",
    }
    steps = [SUMS, AT_MOMENTS, *((GAPS, STANDING_IN, WITH_GAPS) if honest else ())]
    for step in steps:
        con.execute(step.format(**said))
    found = con.execute(JUDGED.format(**said)).fetchall()
    for table in ("sums", "at_moments", *(("gaps", "standing_in") if honest else ())):
        con.execute(f"drop table {table}")
    return found


def scan(path: Path) -> str:
    """A file as SQL reads it; ids of ten digits are texts."""
    if path.suffix == ".csv":
        return f"read_csv('{path}', types={{'school': 'varchar'}})"
    return f"'{path}'"


def done(work: Work) -> Found | int:
    """The work, from the file to the verdicts."""
    con = connect()
    tell(con, work.task, work.targets, work.folder)
    source = scan(work.path)
    if work.task == "T1":
        return rows(con, source)
    if work.task == "T1F":
        return failing(con, source)
    return places(con, source, districts=work.task == "T2b", honest=work.honest)


if __name__ == "__main__":
    run(done)
