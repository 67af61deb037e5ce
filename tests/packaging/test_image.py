"""The Dockerfile uses what is there, locks what it fetches, and runs as nobody in particular."""

from __future__ import annotations

import json
import re

from tools.release.locked import BUILD, LOCK, RUN, entries, needed
from tools.release.projects import ROOT
from tools.release.trying import handed

DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
STEPS = [
    tuple(line.split(maxsplit=1))
    for line in DOCKERFILE.splitlines()
    if line and not line.startswith("#")
]
SCRIPT = (ROOT / "tools" / "release" / "image.sh").read_text("utf-8")


def given(word: str) -> list[str]:
    """What stands behind an instruction, each time."""
    return [rest for instruction, rest in STEPS if instruction == word]


def test_both_stages_begin_with_the_same_pinned_image() -> None:
    (first, second) = given("FROM")
    assert re.fullmatch(r"python:3\.\d+\.\d+-slim-\w+", second)
    assert first == f"{second} AS build"


def test_what_runs_in_it_is_not_root_and_starts_dxplan() -> None:
    assert given("USER") == ["10001"]
    assert json.loads(given("ENTRYPOINT")[0]) == ["dxplan"]
    assert json.loads(given("CMD")[0]) == ["--help"]
    last = [instruction for instruction, _ in STEPS]
    assert last.index("USER") < last.index("ENTRYPOINT")
    assert "PYTHONUTF8=1" in given("ENV")[0]


def test_its_steps_are_the_script_that_is_tried_without_an_engine() -> None:
    assert given("RUN") == [
        "sh tools/release/image.sh /opt/dxplan",
        "useradd --create-home --uid 10001 --shell /usr/sbin/nologin dxplan",
        "dxplan plans",
    ]
    assert given("COPY") == [". .", "--from=build /opt/dxplan /opt/dxplan"]


def test_what_it_is_handed_is_there_and_is_enough_to_build() -> None:
    names = handed()
    assert all((ROOT / name).exists() for name in names)
    assert {"src", "grammar", "plugins", "requirements", "tools/release"} <= set(names)
    assert {"pyproject.toml", "README.md", "LICENSE", ".gitignore"} <= set(names)


def test_everything_fetched_is_held_against_a_hash() -> None:
    fetching = [line for line in SCRIPT.splitlines() if " install " in line and "$pip" in line]
    assert len(fetching) == 3
    assert all("--require-hashes" in line or "--no-index" in line for line in fetching)


def test_it_has_what_is_locked_for_tests() -> None:
    locked = entries(LOCK)
    for lock in (RUN, BUILD):
        for name, lines in entries(lock).items():
            if name not in {"colorama", "typing-extensions"}:
                assert set(lines) <= set(locked[name]), name
    wanted = needed() | needed("html") | needed("docx") | needed("draft")
    assert wanted <= set(entries(RUN))
