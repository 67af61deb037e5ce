"""The results of the last run of every section, kept as JSON in build/bench."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.suite.limits import Limit
from benchmarks.suite.process import ROOT
from benchmarks.suite.table import Row

RESULTS = ROOT / "build" / "bench" / "results.json"


@dataclass(frozen=True)
class Result:
    """What came of a section.

    :param told: what it was measured on, by name: date, machine, versions, runs.
    """

    told: Mapping[str, str]
    rows: Sequence[Row]


def read(path: Path = RESULTS) -> dict[str, Result]:
    """The result of every section that was measured; none without a file."""
    if not path.exists():
        return {}
    found = json.loads(path.read_text(encoding="utf-8"))
    return {
        name: Result(each["told"], [_row(row) for row in each["rows"]])
        for name, each in found.items()
        # A file of an earlier form is measured again
        if "told" in each
    }


def _row(told: Mapping[str, Any]) -> Row:
    limits = tuple(Limit(**each) for each in told["limits"])
    return Row(**{**told, "spread": tuple(told["spread"]), "limits": limits})


def keep(section: str, result: Result, path: Path = RESULTS) -> None:
    """Put the result of a section in the place of its last one, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    every = {**read(path), section: result}
    plain = {
        name: {"told": dict(each.told), "rows": [asdict(row) for row in each.rows]}
        for name, each in every.items()
    }
    unfinished = path.with_suffix(".unfinished")
    unfinished.write_text(json.dumps(plain, ensure_ascii=False, indent=1), encoding="utf-8")
    unfinished.replace(path)
