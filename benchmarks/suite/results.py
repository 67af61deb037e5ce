"""The results of the last run of every section, kept as JSON in build/bench."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from benchmarks.suite.process import ROOT
from benchmarks.suite.table import Row

RESULTS = ROOT / "build" / "bench" / "results.json"


def read(path: Path = RESULTS) -> dict[str, list[Row]]:
    """The rows of every section that was measured; none without a file."""
    if not path.exists():
        return {}
    found = json.loads(path.read_text(encoding="utf-8"))["rows"]
    return {name: [_row(row) for row in rows] for name, rows in found.items()}


def _row(told: Mapping[str, object]) -> Row:
    return Row(**{**told, "spread": tuple(told["spread"])})  # type: ignore[arg-type]


def write(
    machine: Mapping[str, str], rows: Mapping[str, Sequence[Row]], path: Path = RESULTS
) -> None:
    """Keep them, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    plain = {name: [asdict(row) for row in section] for name, section in rows.items()}
    text = json.dumps({"machine": machine, "rows": plain}, ensure_ascii=False, indent=1)
    unfinished = path.with_suffix(".unfinished")
    unfinished.write_text(text, encoding="utf-8")
    unfinished.replace(path)
