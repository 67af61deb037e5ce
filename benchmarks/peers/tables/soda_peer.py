"""Soda on DuckDB: a contract with a check of failed rows for every target."""

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


def failing(con: duckdb.DuckDBPyConnection, table: str, checks: dict[str, str]) -> dict[str, int]:
    """How many rows each check's expression finds."""
    lines = [f"dataset: bench/memory/main/{table}", "columns: []", "checks:"]
    for number, (name, expression) in enumerate(checks.items()):
        lines += ["  - failed_rows:", f"      name: {name}", f"      qualifier: q{number}"]
        lines.append(f"      expression: {expression}")
    source = DuckDBDataSourceImpl.from_existing_cursor(con, name="bench")
    result = ContractVerificationSession.execute(
        contract_yaml_sources=[ContractYamlSource.from_str("\n".join(lines))],
        data_source_impls=[source],
    )
    every = result.contract_verification_results[0].check_results
    return {
        each.check.name: int(each.diagnostic_metric_values["failed_rows_count"]) for each in every
    }


def check(con: duckdb.DuckDBPyConnection, targets: tuple[Target, ...]) -> dict[str, int]:
    return failing(con, "figures", {target.id: _of(target) for target in targets})


def _of(target: Target) -> str:
    rows = f"indicator = '{target.indicator}' and level = '{target.level}'"
    return f"{rows} and {BELOW[target.comparator].format(target.mille)}"


def above(cases: list[Case]) -> list[bool]:
    con = duckdb.connect()
    con.execute("create table cases (number int, n bigint, d bigint, p bigint)")
    values = ", ".join(str((number, c.n, c.d, c.p)) for number, c in enumerate(cases))
    con.execute(f"insert into cases values {values}")
    found = failing(con, "cases", {"below": "n / d * 100 < p"})
    bad = {
        row[0] for row in con.execute("select number from cases where n / d * 100 < p").fetchall()
    }
    assert found["below"] == len(bad)
    return [number not in bad for number in range(len(cases))]


if __name__ == "__main__":
    run(Peer("soda-duckdb", load, check, above))
