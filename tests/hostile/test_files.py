"""Files that were made to do harm are told, by name and limit, and take little memory and time."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from typing import Any

import pytest

from dxplan.limits import names
from tests.docs.pages import REPO
from tests.hostile.files import HOSTILE

# So that a file need not be as large as the limit is.
LOWERED = {"records_without_content": "records=5000"}


def measured(cases: Iterable[Mapping[str, str]]) -> list[dict[str, Any]]:
    """What came of reading each case in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.hostile.measured"],
        input=json.dumps(list(cases)),
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=REPO,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, dict[str, Any]]:
    """What came of every file, by its name."""
    cases = []
    for name, each in HOSTILE.items():
        path = each.make(tmp_path_factory.mktemp("hostile"))
        purpose = "table" if path.suffix == ".parquet" else "data"
        case = {"name": name, "path": str(path), "as": purpose, "limits": LOWERED.get(name, "")}
        cases.append(case)
    return {each["name"]: each for each in measured(cases)}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_told_and_not_read(
    name: str, outcomes: Mapping[str, dict[str, Any]]
) -> None:
    expected, found = HOSTILE[name], outcomes[name]
    assert found["status"] == 0, "it was killed"
    (problem,) = found["problems"]
    assert (problem["code"], problem["limit"]) == (expected.code, expected.limit)
    assert (problem["file"], problem["fatal"]) == (found["path"], True)
    assert found["mebibytes"] <= expected.mebibytes


@pytest.mark.parametrize("name", [name for name, each in HOSTILE.items() if each.limit])
def test_its_message_says_which_limit_to_raise(
    name: str, outcomes: Mapping[str, dict[str, Any]]
) -> None:
    (problem,) = outcomes[name]["problems"]
    for language in ("en", "vi"):
        assert f"DXPLAN_LIMITS={HOSTILE[name].limit}=" in problem[language]


def test_every_limit_of_files_is_passed_by_one() -> None:
    passed = {each.limit for each in HOSTILE.values()} - {""}
    of_data = names()[: names().index("rows_of_a_list")]
    # A file that passes this one without passing the ratio has to be as large as a disk.
    assert passed == set(of_data) - {"unpacked_bytes"}
