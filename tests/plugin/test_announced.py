"""What is installed is found as Python's own metadata find it."""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

import pytest

from dxplan.plugin.announced import Announcement, announced

TOLD = tuple[str, str, str, str]


def told(points: Iterable[Announcement]) -> set[TOLD]:
    return {
        (each.name, each.value, each.dist.name, each.dist.version)  # type: ignore[attr-defined]
        for each in points
    }


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that comes first on the path, and all that is on it."""
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    return tmp_path


def distribution(
    site: Path, name: str, points: str, version: str = "1.0", kind: str = "dist"
) -> Path:
    folder = site / f"{name}-{version}.{kind}-info"
    folder.mkdir(parents=True)
    head = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n\nName: of the text\n"
    (folder / ("METADATA" if kind == "dist" else "PKG-INFO")).write_text(head, "utf-8")
    (folder / "entry_points.txt").write_text(points, "utf-8")
    return folder


@pytest.mark.parametrize("group", ["dxplan", "console_scripts", "pytest11", "no.such"])
def test_it_is_what_the_metadata_say_of_what_is_installed_here(group: str) -> None:
    assert told(announced(group)) == told(metadata.entry_points(group=group))


POINTS = """
# a comment
[console_scripts]
x = y:z

[dxplan]
a = made_up_a
b=made_up_b:inner.thing
c = made_up_c:thing [extra]
[dxplan.other]
d = made_up_d
"""


def test_it_reads_entry_points_as_the_metadata_do(site: Path) -> None:
    distribution(site, "one-thing", POINTS)
    distribution(site, "Old_Thing", "[dxplan]\ne = made_up_e\n", kind="egg")
    found = told(announced("dxplan"))
    assert {each[0] for each in found} == {"a", "b", "c", "e"}
    assert found == told(metadata.entry_points(group="dxplan"))


def test_the_first_of_a_name_on_the_path_counts(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    distribution(site / "a", "some_thing", "[dxplan]\nx = one\n", "1.0")
    distribution(site / "b", "Some.Thing", "[dxplan]\nx = two\n", "2.0")
    monkeypatch.setattr(sys, "path", [str(site / "none"), str(site / "a"), str(site / "b")])
    assert told(announced("dxplan")) == {("x", "one", "some_thing", "1.0")}
    assert told(announced("dxplan")) == told(metadata.entry_points(group="dxplan"))


def test_what_is_announced_is_imported_when_it_is_asked_for(site: Path) -> None:
    distribution(site, "thing", "[dxplan]\na = made_up_m\nb = made_up_m:Inner.value\nc = 1 2\n")
    (site / "made_up_m.py").write_text("class Inner:\n    value = 7\n", "utf-8")
    found = {each.name: each for each in announced("dxplan")}
    assert "made_up_m" not in sys.modules
    assert found["b"].load() == 7
    assert found["a"].load() is sys.modules.pop("made_up_m")
    with pytest.raises(ValueError, match="not an object reference: 1 2"):
        found["c"].load()


def test_broken_metadata_leave_name_and_version_empty(site: Path) -> None:
    (distribution(site, "thing", "[dxplan]\na = x\n") / "METADATA").write_text("", "utf-8")
    (point,) = announced("dxplan")
    assert (point.dist.name, point.dist.version) == ("", "")  # type: ignore[attr-defined]


@pytest.mark.parametrize("where", ["zip", "egg", "finder"])
def test_where_something_is_found_in_another_way_the_metadata_are_asked(
    where: str, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if where == "zip":
        with zipfile.ZipFile(site / "thing.zip", "w") as archive:
            archive.writestr("thing-1.0.dist-info/METADATA", "Name: thing\nVersion: 1.0\n")
            archive.writestr("thing-1.0.dist-info/entry_points.txt", "[dxplan]\na = x\n")
        monkeypatch.setattr(sys, "path", [str(site / "thing.zip")])
    elif where == "egg":
        inside = site / "thing-1.0-py3.11.egg" / "EGG-INFO"
        inside.mkdir(parents=True)
        (inside / "PKG-INFO").write_text("Name: thing\nVersion: 1.0\n", "utf-8")
        (inside / "entry_points.txt").write_text("[dxplan]\na = x\n", "utf-8")
        monkeypatch.setattr(sys, "path", [str(inside.parent)])
        (inside.parent / "x.egg").mkdir()
    else:
        distribution(site / "elsewhere", "thing", "[dxplan]\na = x\n")
        elsewhere = metadata.DistributionFinder.Context(path=[str(site / "elsewhere")])

        class Finder(metadata.DistributionFinder):
            def find_distributions(self, *_: object) -> Iterable[metadata.Distribution]:
                return metadata.MetadataPathFinder.find_distributions(elsewhere)

            def find_spec(self, *_: object) -> None:
                """Finds no modules."""

        monkeypatch.setattr(sys, "meta_path", [*sys.meta_path, Finder()])
    assert told(metadata.entry_points(group="dxplan")) == {("a", "x", "thing", "1.0")}
    assert told(announced("dxplan")) == {("a", "x", "thing", "1.0")}
