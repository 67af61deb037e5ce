"""The pytest plugin: examples in rule files are tests, each by its title.

pytest loads it in every run where dxplan is installed, so it imports nothing of dxplan before it
meets a rule file.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from dxplan.testing.example_tests import RuleFileTests

_WITHOUT = pytest.StashKey[list[str]]()
"""What is to be said of files that were named, but hold no example."""


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> RuleFileTests | None:
    """The tests in a rule file with examples; one without any is passed over unless it is named."""
    if file_path.suffix != ".dxplan":
        return None
    from dxplan.testing.example_tests import RuleFileTests, has_examples

    if not has_examples(file_path):
        if not parent.session.isinitpath(file_path):
            return None
        said = parent.config.stash.setdefault(_WITHOUT, [])
        said.append(f"{file_path}: this rule file has no examples, so there is nothing to run")
    return RuleFileTests.from_parent(parent, path=file_path)


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Say why there is nothing to run in files that were named."""
    for line in config.stash.get(_WITHOUT, []):
        terminalreporter.write_line(line)
