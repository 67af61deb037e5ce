"""The same sources give the same bytes, wherever and whenever they are built."""

from __future__ import annotations

import hashlib
import tarfile
import zipfile
from pathlib import Path

import pytest

from tools.release.building import SUMS, build
from tools.release.projects import ROOT, Project, described, projects, version
from tools.release.twice import compared, copy, differences

LICENCE = (ROOT / "LICENSE").read_bytes()
_ROOT_FILES = {".gitignore", "LICENSE", "PKG-INFO", "README.md", "pyproject.toml"}


def test_dxplan_and_a_plugin_are_the_same_bytes_built_elsewhere(tmp_path: Path) -> None:
    wanted = tuple(each for each in projects() if each.name in {"dxplan", "dxplan-binh-dinh"})
    differing, built = compared(wanted, tmp_path)
    assert differing == []
    assert built == [
        f"dxplan-{version()}-py3-none-any.whl",
        f"dxplan-{version()}.tar.gz",
        f"dxplan_binh_dinh-{version()}-py3-none-any.whl",
        f"dxplan_binh_dinh-{version()}.tar.gz",
    ]


def test_another_source_gives_other_bytes_and_is_told(tmp_path: Path) -> None:
    plugin = projects(copy(tmp_path / "copy"))[1]
    build([plugin], tmp_path / "one")
    rules = plugin.folder / "src" / plugin.file_name / "__init__.py"
    rules.write_text(rules.read_text("utf-8") + "\n", "utf-8")
    built = build([plugin], tmp_path / "other")
    assert [*differences(tmp_path / "one", tmp_path / "other")] == [
        SUMS,
        *(path.name for path in built),
    ]


def test_hashes_beside_what_was_built_are_of_what_was_built(tmp_path: Path) -> None:
    (tmp_path / "dxplan_old-0.0.1.tar.gz").write_bytes(b"old")
    built = build([projects()[1]], tmp_path)
    lines = [f"{hashlib.sha256(each.read_bytes()).hexdigest()}  {each.name}" for each in built]
    assert (tmp_path / SUMS).read_text("utf-8").splitlines() == lines
    assert len(built) == 2


@pytest.mark.parametrize("project", projects(), ids=lambda each: each.name)
def test_a_project_has_the_text_of_its_licence(project: Project) -> None:
    table = described(project.folder)
    assert (table["license"], table["license-files"]) == ("MIT", ["LICENSE"])
    assert (project.folder / "LICENSE").read_bytes() == LICENCE


@pytest.mark.parametrize("plugin", projects()[1:], ids=lambda each: each.name)
def test_a_plugin_is_its_package_with_its_tests_and_the_text_of_its_licence(
    plugin: Project, tmp_path: Path
) -> None:
    wheel, sdist = sorted(build([plugin], tmp_path), key=lambda path: path.suffix, reverse=True)
    with tarfile.open(sdist) as archive:
        names = [Path(name).parts[1:] for name in archive.getnames()]
    inside = {name[0] for name in names} - _ROOT_FILES
    assert inside == {"src", "tests"}
    assert {name[1] for name in names if name[0] == "src"} == {plugin.file_name}
    assert ("LICENSE",) in names
    with zipfile.ZipFile(wheel) as packed:
        information = f"{plugin.file_name}-{version()}.dist-info"
        assert packed.read(f"{information}/licenses/LICENSE") == LICENCE
