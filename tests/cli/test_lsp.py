"""``dxplan lsp`` as a command."""

from __future__ import annotations

import subprocess
import sys

import pytest

MISSING = """
import sys
sys.modules["pygls"] = None
from dxplan.cli import main
sys.exit(main(["lsp", "--lang", {language!r}]))
"""


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", 'the language server needs pygls: pip install "dxplan[lsp]"\n'),
        ("vi", 'máy chủ ngôn ngữ cần pygls: pip install "dxplan[lsp]"\n'),
    ],
)
def test_without_its_library_there_is_one_line(language: str, said: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", MISSING.format(language=language)],
        capture_output=True, encoding="utf-8", check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert (done.stdout, done.stderr, done.returncode) == ("", said, 2)


def test_it_ends_with_its_input_and_prints_nothing() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "dxplan", "lsp"],
        capture_output=True, encoding="utf-8", check=False, stdin=subprocess.DEVNULL, timeout=120,
    )  # fmt: skip
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)
