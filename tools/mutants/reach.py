"""Which lines each test reaches, and what it takes.

    python -m tools.mutants.reach
    python -m tools.mutants.reach --add tests/values/test_money.py

The second form goes on from what is known, for tests that are new. Only lines that run while a test
runs are noted, and nothing of what runs at import.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Generator, Sequence

import coverage
import pytest

from tools.mutants.rooms import LINES, ROOMS, ROOT, SECONDS
from tools.mutants.tests import OPTIONS, all_tests


class Reached:
    """Notes lines by test, and the processor time that each test took."""

    def __init__(self, *, going_on: bool) -> None:
        known = json.loads(SECONDS.read_text(encoding="utf-8")) if going_on else {}
        self.seconds: dict[str, float] = known
        self.failed: set[str] = set()
        self.coverage = coverage.Coverage(
            data_file=str(LINES),
            config_file=False,
            include=[str(ROOT / pattern) for pattern in ROOMS.values()],
        )
        # So that what is noted here is known in another copy of the repository as well
        self.coverage.set_option("run:relative_files", True)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtestloop(self) -> Generator[None, object, object]:
        LINES.parent.mkdir(parents=True, exist_ok=True)
        if self.seconds:
            self.coverage.load()
        else:
            self.coverage.erase()
        self.coverage.start()
        try:
            return (yield)
        finally:
            self.coverage.stop()
            self.coverage.save()
            passed = {test: s for test, s in self.seconds.items() if test not in self.failed}
            SECONDS.write_text(json.dumps(passed, indent=0), encoding="utf-8")

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        self.coverage.switch_context(item.nodeid)
        before = time.process_time()
        try:
            return (yield)
        finally:
            self.seconds[item.nodeid] = round(time.process_time() - before, 4)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if not report.passed:
            self.failed.add(report.nodeid)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the tests once; those that fail are not used."""
    parser = argparse.ArgumentParser(prog="python -m tools.mutants.reach")
    parser.add_argument("--add", nargs="+", metavar="TESTS", help="keep what is known of others")
    added = parser.parse_args(arguments).add
    os.chdir(ROOT)
    chosen = [*added, *OPTIONS] if added else all_tests()
    return int(pytest.main(chosen, plugins=[Reached(going_on=bool(added))]))


if __name__ == "__main__":
    sys.exit(main())
