"""Whoever has a wheel has the text of the licence that it is under."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tools.release.building import build
from tools.release.projects import ROOT, Project, described, projects, version

LICENCE = (ROOT / "LICENSE").read_bytes()


@pytest.mark.parametrize("project", projects(), ids=lambda each: each.name)
def test_a_project_has_the_text_of_the_licence(project: Project) -> None:
    table = described(project.folder)
    assert (table["license"], table["license-files"]) == ("MIT", ["LICENSE"])
    assert (project.folder / "LICENSE").read_bytes() == LICENCE


def test_the_text_is_in_the_wheel(tmp_path: Path) -> None:
    plugin = projects()[1]
    (wheel,) = (path for path in build([plugin], tmp_path) if path.suffix == ".whl")
    with zipfile.ZipFile(wheel) as archive:
        inside = f"{plugin.file_name}-{version()}.dist-info/licenses/LICENSE"
        assert archive.read(inside) == LICENCE
