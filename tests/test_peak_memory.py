"""Memory is measured of the process itself, not of the one that started it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.docs.pages import REPO
from tests.peak_memory import STATUS

CODE = "from tests.peak_memory import peak_memory\nprint(peak_memory())"
START = (
    "import subprocess, sys\nheld = b'x' * {size}\nsubprocess.run([sys.executable, '-c', {code!r}])"
)


@pytest.mark.skipif(not STATUS.exists(), reason="only Linux tells the memory of a program alone")
def test_a_large_parent_does_not_count() -> None:
    told = [
        int(subprocess.check_output([sys.executable, "-c", code], cwd=REPO, text=True))
        for code in (CODE, START.format(size=300 << 20, code=CODE))
    ]
    assert told[1] < told[0] + (100 << 10)
