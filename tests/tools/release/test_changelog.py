"""Fragments are named so that nothing is left out, and make the entry of a version."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.release import changelog
from tools.release.projects import version

PAGE = changelog.PAGE.read_text("utf-8")


def test_fragments_of_this_repository_are_named_as_they_should_be() -> None:
    assert [*changelog.misnamed(changelog.FRAGMENTS)] == []


def test_what_would_be_left_out_is_told(tmp_path: Path) -> None:
    for name, text in (
        ("README.md", "how"),
        ("+good.added.md", "new"),
        ("12.fixed.md", "mended"),
        ("slug.added.md", "no plus"),
        ("+odd.improved.md", "no such kind"),
        ("+empty.removed.md", " \n"),
    ):
        (tmp_path / name).write_text(text)
    kinds = "call it +slug.KIND.md, the kind one of added, changed, fixed, removed"
    assert [*changelog.misnamed(tmp_path)] == [
        "+empty.removed.md is empty",
        f"+odd.improved.md: {kinds}",
        f"slug.added.md: {kinds}",
    ]


def test_the_version_of_the_sources_has_an_entry() -> None:
    assert changelog.entry(version(), PAGE).startswith("### Added")


@pytest.mark.skipif(not changelog.TOWNCRIER.is_file(), reason="needs `make release-tools`")
def test_an_entry_is_written_anew_and_older_ones_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = changelog.ROOT / "pyproject.toml"
    (tmp_path / "pyproject.toml").write_bytes(config.read_bytes())
    (tmp_path / "changelog.d").mkdir()
    (tmp_path / "changelog.d" / "+new.added.md").write_text("A new thing.\n")
    old = "# All\n\n<!-- entries -->\n\n## 0.1.0 (2026-01-01)\n\nold\n"
    (tmp_path / "CHANGELOG.md").write_text(old)
    monkeypatch.setattr(changelog, "ROOT", tmp_path)
    monkeypatch.setattr(changelog, "PAGE", tmp_path / "CHANGELOG.md")
    monkeypatch.setattr(changelog, "FRAGMENTS", tmp_path / "changelog.d")
    for _ in range(2):
        assert changelog.main(["0.2.0", "2027-01-31"]) == 0
    text = (tmp_path / "CHANGELOG.md").read_text()
    assert text.count("## 0.2.0 (2027-01-31)") == 1
    assert changelog.entry("0.2.0", text) == "### Added\n\n- A new thing."
    assert changelog.entry("0.1.0", text) == "old"
    assert (tmp_path / "changelog.d" / "+new.added.md").is_file()
