"""Plugins bear the version of dxplan, and ask for the same minor version at least."""

import pytest

from tools.release.projects import Project, described, projects, version


@pytest.mark.parametrize("plugin", projects()[1:], ids=lambda each: each.name)
def test_versions(plugin: Project) -> None:
    table = described(plugin.folder)
    assert table["version"] == version()
    assert table["dependencies"] == [f"dxplan>={version().rpartition('.')[0]}"]
