"""The pages about decisions say what the repository does."""

import re
import tomllib
from importlib.metadata import metadata

import pytest

from tests.docs.pages import REPO
from tools.licences import ALLOWED

ADR = REPO / "docs" / "adr"
RUNTIME = tomllib.loads((REPO / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
_SPDX = {"Apache Software License": "Apache-2.0"}
PERMISSIVE = set(tomllib.loads(ALLOWED.read_text("utf-8"))["allowed"])


def table() -> dict[str, str]:
    """The licence of every run-time dependency, as the page on dependencies gives it."""
    text = (ADR / "0003-dependencies.md").read_text("utf-8").split("For development:")[0]
    return dict(re.findall(r"^\| `([\w-]+)` \| ([\w. -]+) \|", text, flags=re.MULTILINE))


def test_every_dependency_has_its_reason() -> None:
    assert set(table()) == {re.split(r"[<>=]", each)[0] for each in RUNTIME}


@pytest.mark.parametrize(("name", "licence"), table().items())
def test_licences_are_permissive_and_as_written(name: str, licence: str) -> None:
    assert said(name) == licence
    assert set(licence.split(" AND ")) <= PERMISSIVE


def said(name: str) -> str:
    """The licence that a package says it is under."""
    found = metadata(name)
    classified = (each for each in found.get_all("Classifier", ()) if each.startswith("License"))
    fields = (found[each] for each in ("License-Expression", "License") if each in found)
    told = next(fields, "") or next(classified).split(" :: ")[-1]
    return _SPDX.get(str(told), str(told).removesuffix(" License"))


def test_every_decision_is_listed_once() -> None:
    listed = re.findall(r"\]\((\d{4}-[\w-]+\.md)\)", (ADR / "README.md").read_text("utf-8"))
    assert listed == sorted(path.name for path in ADR.glob("[0-9]*.md"))
