"""vtlengine on DuckDB: VTL with a filter for every target, or one that joins the targets."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import vtlengine

from benchmarks.boundary.cases import Case
from benchmarks.nation.plan import Target
from benchmarks.peers.tables.driver import Peer, run


def component(name: str, kind: str, role: str) -> dict[str, Any]:
    return {"name": name, "type": kind, "role": role, "nullable": role != "Identifier"}


KEYS = [
    component(name, "String", "Identifier") for name in ("school", "level", "period", "indicator")
]
COUNTS = [component(name, "Integer", "Measure") for name in ("numerator", "denominator")]
CELL = [component(name, "String", "Identifier") for name in ("level", "indicator")]
RULE = [component(name, "Integer", "Measure") for name in ("mille", "sign", "least")]
RULE += [component("id", "String", "Measure")]

SCRIPT = """
JOINED_{0} := inner_join(FIGURES, TARGETS_{0});
FORMS_{0} := JOINED_{0}[calc form := sign * (1000 * numerator - mille * denominator)];
FAILING_{0} := FORMS_{0}[filter form < least];
COUNTED_{0} <- FAILING_{0}[aggr failing := count() group by level, indicator];
"""


def load(path: Path) -> pd.DataFrame:
    columns = ["school", "level", "period", "indicator", "numerator", "denominator"]
    return pd.read_parquet(path, columns=columns)


def over_joined(frame: pd.DataFrame, targets: tuple[Target, ...]) -> dict[str, int]:
    """A cell with two targets has the second in a table of its own: a join is by identifiers."""
    tables: list[dict[tuple[str, str], Target]] = [{}, {}]
    for target in targets:
        place = target.level, target.indicator
        tables[place in tables[0]][place] = target
    rules = {
        f"TARGETS_{n}": pd.DataFrame(
            [
                (t.level, t.indicator, t.mille, 1 if t.comparator[0] == ">" else -1,
                 int(len(t.comparator) == 1), t.id)
                for t in table.values()
            ],
            columns=["level", "indicator", "mille", "sign", "least", "id"],
        )
        for n, table in enumerate(tables)
    }  # fmt: skip
    structures = [{"name": "FIGURES", "DataStructure": KEYS + COUNTS}]
    structures += [{"name": name, "DataStructure": CELL + RULE} for name in rules]
    found = vtlengine.run(
        script="".join(SCRIPT.format(n) for n in range(len(tables))),
        data_structures={"datasets": structures},
        datapoints={"FIGURES": frame, **rules},
        use_duckdb=True,
    )
    return {
        tables[n][row.level, row.indicator].id: int(row.failing)
        for n in range(len(tables))
        for row in found[f"COUNTED_{n}"].data.itertuples()
    }


FAILS = {">=": "<", ">": "<=", "<=": ">", "<": ">="}
OF_TARGET = """
FAILING_{0} := FIGURES[filter indicator = "{1.indicator}" and level = "{1.level}"
    and 1000 * numerator {2} {1.mille} * denominator];
COUNTED_{0} <- FAILING_{0}[aggr failing := count() group by level, indicator];
"""


def each(frame: pd.DataFrame, targets: tuple[Target, ...]) -> dict[str, int]:
    script = (OF_TARGET.format(n, t, FAILS[t.comparator]) for n, t in enumerate(targets))
    found = vtlengine.run(
        script="".join(script),
        data_structures={"datasets": [{"name": "FIGURES", "DataStructure": KEYS + COUNTS}]},
        datapoints={"FIGURES": frame},
        use_duckdb=True,
    )
    return {
        target.id: int(found[f"COUNTED_{n}"].data["failing"].sum())
        for n, target in enumerate(targets)
    }


def decide(cases: list[Case], text: str) -> list[bool]:
    rows = [(number, c.n, c.d, c.p) for number, c in enumerate(cases)]
    frame = pd.DataFrame(rows, columns=["number", "n", "d", "p"])
    parts = [component("number", "Integer", "Identifier")]
    parts += [component(name, "Integer", "Measure") for name in "ndp"]
    found = vtlengine.run(
        script=f"DECIDED <- CASES[calc kept := {text}];",
        data_structures={"datasets": [{"name": "CASES", "DataStructure": parts}]},
        datapoints={"CASES": frame},
        use_duckdb=True,
    )
    said = found["DECIDED"].data.set_index("number")["kept"].to_dict()
    return [bool(said[number]) for number in range(len(cases))]


if __name__ == "__main__":
    run(Peer("vtlengine", load, {"each": each, "joined": over_joined}, decide))
