"""Any bytes at all give a result or say what is wrong; see `targets.py` for what is promised."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzzing.changes import change, changed, changed_inside, inputs
from tests.fuzzing.seeds import packed, seeds, unpacked
from tests.fuzzing.targets import TARGETS

EXAMPLES = {"rules": 250, "plan": 120, "sums": 25, "cached-plan": 25}


@pytest.mark.parametrize("name", TARGETS)
def test_any_bytes_give_a_result_or_say_what_is_wrong(name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:

        @settings(max_examples=EXAMPLES.get(name, 60))
        @given(inputs(name))
        def hold(data: bytes) -> None:
            TARGETS[name].run(data, Path(folder))

        hold()


@pytest.mark.parametrize("name", TARGETS)
def test_what_fuzzing_begins_with_is_fine_itself(name: str) -> None:
    """Else most of what is drawn is refused at once, and reaches nothing."""
    with tempfile.TemporaryDirectory() as folder:
        for data in seeds(name)[:40]:
            TARGETS[name].run(data, Path(folder))
    assert any(len(data) > 30 for data in seeds(name))


@given(st.binary(max_size=50), st.lists(change(), max_size=4))
def test_changes_are_the_same_every_time_and_inside_the_bytes(
    data: bytes, changes: list[tuple[int, int, bytes]]
) -> None:
    assert changed(data, changes) == changed(data, changes)
    assert changed(data, []) == data


def test_what_is_packed_is_changed_inside() -> None:
    whole = packed({"a": b"one", "b": b"two"})
    assert unpacked(changed_inside(whole, 1, [(0, 3, b"x")])) == {"a": b"one", "b": b"x"}
    assert unpacked(b"no archive") is None
