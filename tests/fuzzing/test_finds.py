"""What fuzzing found, each as the smallest input that shows it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzzing.targets import TARGETS

FINDS: tuple[tuple[str, str, bytes], ...] = (
    ("a place beyond the text", "rules", b"online_share primary >= 5 percent by 202primary"),
    ("a mark that parts a word unseen", "rules", "no target be\ufeffow parent".encode()),
)


@pytest.mark.parametrize(("name", "target", "data"), FINDS, ids=[each[0] for each in FINDS])
def test_what_was_found_is_mended(name: str, target: str, data: bytes, tmp_path: Path) -> None:
    TARGETS[target].run(data, tmp_path)
