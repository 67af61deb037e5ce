"""Settings that every test run shares."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

# What dxplan keeps between two calls is kept for one run of the tests, not in the user's folder.
# Said here, before anything is loaded, and in the environment for the processes that tests start.
_KEPT = tempfile.TemporaryDirectory(prefix="dxplan-tests-")
os.environ["DXPLAN_CACHE"] = _KEPT.name

# Failures in shared functions say what they found. Said here, before any test module imports them.
pytest.register_assert_rewrite("tests.engine.rules")

# No deadline: how long one example takes depends on the machine, not on the code under test.
settings.register_profile("fresh", max_examples=100, deadline=None, print_blob=True)

# The same examples on every run and no database to remember failures in, so that a change is
# judged by what it does and not by the draw. DXPLAN_FRESH_EXAMPLES=1 draws new ones.
settings.register_profile(
    "fixed",
    settings.get_profile("fresh"),
    derandomize=True,
    database=None,
)

settings.load_profile("fresh" if os.environ.get("DXPLAN_FRESH_EXAMPLES") else "fixed")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where tests run side by side, those of a file stay together, and with them what they share.

    All that talk to the servers of tests/cluster stay together, so that these are started once.
    """
    for item in items:
        servers = item.get_closest_marker("cluster")
        item.add_marker(pytest.mark.xdist_group("cluster" if servers else str(item.path)))


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Hold a text against a file of ``tests/golden``; DXPLAN_UPDATE_GOLDEN=1 writes it anew."""

    def compare(name: str, text: str) -> None:
        path = Path(__file__).with_name("golden") / name
        if os.environ.get("DXPLAN_UPDATE_GOLDEN"):
            path.write_bytes(text.encode("utf-8"))
        assert text == path.read_bytes().decode("utf-8")

    return compare
