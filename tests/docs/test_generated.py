"""The generated pages are what docs/generate.py writes."""

import subprocess
import sys

from tests.docs.pages import REPO


def test_generated_pages_are_up_to_date() -> None:
    command = [sys.executable, str(REPO / "docs" / "generate.py"), "--check"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)
