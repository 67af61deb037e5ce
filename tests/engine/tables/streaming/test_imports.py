"""What a check of a plain Parquet file loads."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROGRAM = """
import sys
from datetime import date
import dxplan
report = dxplan.check("plan.dxplan", "rows.parquet", as_of=date(2024, 12, 31), register="r.csv")
assert [each.verdict for each in report] == ["met"], list(report)
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""
RULES = """plan p "P"
    period 2024 to 2024
measure a "A" flow
measure b "B" flow
indicator share = a / b
share >= 5% by 2024
"""


def test_neither_a_database_nor_frames_are_loaded(tmp_path: Path) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    rows = pa.table({"id": ["x", "y"], "period": ["2024", "2024"], "a": [1, 2], "b": [9, 9]})
    parquet.write_table(rows, tmp_path / "rows.parquet")
    (tmp_path / "plan.dxplan").write_text(RULES, encoding="utf-8")
    (tmp_path / "r.csv").write_text("id\nx\ny\n", encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    loaded = set(ran.stdout.split())
    assert "pyarrow" in loaded
    assert loaded.isdisjoint({"duckdb", "narwhals", "pandas", "polars", "z3"})
