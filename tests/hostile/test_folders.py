"""Rules that lead elsewhere or never end are told; nobody waits for them, and nothing is shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from tests.hostile.folders import LEADING
from tests.hostile.test_files import measured


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, dict[str, Any]]:
    """What came of every folder, by its name."""
    cases = [
        {"name": name, "path": str(each.make(tmp_path_factory.mktemp("p"))), "as": each.used_as}
        for name, each in LEADING.items()
    ]
    return {each["name"]: each for each in measured(cases)}


@pytest.mark.parametrize("name", LEADING)
def test_rules_that_lead_elsewhere_are_told(
    name: str, outcomes: Mapping[str, dict[str, Any]]
) -> None:
    expected, found = LEADING[name], outcomes[name]
    assert found["status"] == 0, "it was killed"
    assert tuple(each["code"] for each in found["problems"]) == expected.codes
    for each in found["problems"]:
        assert expected.holds in each["en"]
        assert "root:" not in each["en"] + each["vi"]
    assert found["mebibytes"] < 200
