"""Soda on DuckDB: a contract with a check of failed rows for every target, or one with a join."""

from __future__ import annotations

from pathlib import Path

import duckdb
from soda_core.common.yaml import ContractYamlSource
from soda_core.contracts.contract_verification import ContractVerificationSession
from soda_duckdb.common.data_sources.duckdb_data_source import DuckDBDataSourceImpl

from benchmarks.boundary.cases import Case
from benchmarks.nation.plan import Target
from benchmarks.peers.tables.driver import Peer, run

BELOW = {
    ">=": "1000 * numerator < {} * denominator",
    ">": "1000 * numerator <= {} * denominator",
    "<=": "1000 * numerator > {} * denominator",
    "<": "1000 * numerator >= {} * denominator",
}


def load(path: Path) -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    con.execute(f"create table figures as select * from '{path}'")
    return con


def failing(
    con: duckdb.DuckDBPyConnection, table: str, checks: dict[str, str], form: str = "expression"
) -> dict[str, int]:
    """How many rows each check finds, by an expression or by a query."""
    lines = [f"dataset: bench/memory/main/{table}", "columns: []", "checks:"]
    for number, (name, text) in enumerate(checks.items()):
        lines += ["  - failed_rows:", f"      name: {name}", f"      qualifier: q{number}"]
        lines.append(f"      {form}: {text}")
    source = DuckDBDataSourceImpl.from_existing_cursor(con, name="bench")
    result = ContractVerificationSession.execute(
        contract_yaml_sources=[ContractYamlSource.from_str("\n".join(lines))],
        data_source_impls=[source],
    )
    every = result.contract_verification_results[0].check_results
    counts = {each.check.name: each.diagnostic_metric_values for each in every}
    if any("failed_rows_count" not in of_check for of_check in counts.values()):
        raise ValueError("Soda could not evaluate the check")
    return {name: int(of_check["failed_rows_count"]) for name, of_check in counts.items()}


def each(con: duckdb.DuckDBPyConnection, targets: tuple[Target, ...]) -> dict[str, int]:
    return failing(con, "figures", {target.id: _of(target) for target in targets})


def _of(target: Target) -> str:
    rows = f"indicator = '{target.indicator}' and level = '{target.level}'"
    return f"{rows} and {BELOW[target.comparator].format(target.mille)}"


def over_joined(con: duckdb.DuckDBPyConnection, targets: tuple[Target, ...]) -> dict[str, int]:
    """All rows that fail, whatever the target: a check has one number."""
    rules = ", ".join(
        f"('{t.indicator}', '{t.level}', {t.mille}, {1 if t.comparator[0] == '>' else -1},"
        f" {int(len(t.comparator) == 1)})"
        for t in targets
    )
    con.execute(
        "create or replace temp table targets as"
        f" from (values {rules}) t(indicator, level, mille, sign, least)"
    )
    form = "sign * (1000 * numerator - mille * denominator)"
    query = f"select * from figures join targets using (indicator, level) where {form} < least"
    return {"": failing(con, "figures", {"all": query}, "query")["all"]}


def decide(cases: list[Case], text: str) -> list[bool]:
    """Which rows fail, Soda does not tell: DuckDB does, and both have to find as many."""
    con = duckdb.connect()
    con.execute("create table cases (number int, n bigint, d bigint, p bigint)")
    values = ", ".join(str((number, c.n, c.d, c.p)) for number, c in enumerate(cases))
    con.execute(f"insert into cases values {values}")
    found = failing(con, "cases", {"below": f"not ({text})"})
    rows = con.execute(f"select number from cases where not ({text})").fetchall()
    bad = {row[0] for row in rows}
    if found["below"] != len(bad):
        raise ValueError(f"{found['below']} failed rows, but {len(bad)} in DuckDB")
    return [number not in bad for number in range(len(cases))]


if __name__ == "__main__":
    run(Peer("soda-duckdb", load, {"each": each, "joined": over_joined}, decide))
