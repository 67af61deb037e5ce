"""Write docs/reference/benchmarks.md from the results of the last run.

python -m benchmarks.suite.page
"""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.suite.process import ROOT
from benchmarks.suite.results import RESULTS, read
from benchmarks.suite.table import as_markdown

PAGE = ROOT / "docs" / "reference" / "benchmarks.md"
HEAD = Path(__file__).with_name("head.md")


def page(machine: dict[str, str], body: str) -> str:
    """The page: what was measured on, then the table."""
    told = "\n".join(f"- {name}: {value}" for name, value in machine.items())
    return f"{HEAD.read_text(encoding='utf-8')}\nMeasured on:\n\n{told}\n\n{body}"


def main() -> None:
    """Write the page."""
    if not RESULTS.exists():
        raise SystemExit("nothing measured yet: run `make bench` first")
    machine = json.loads(RESULTS.read_text(encoding="utf-8"))["machine"]
    rows = [row for section in read().values() for row in section]
    PAGE.write_text(page(machine, as_markdown(rows)), encoding="utf-8")
    print(PAGE.relative_to(ROOT))


if __name__ == "__main__":
    main()
