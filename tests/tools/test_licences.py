"""What the check of licences says, and that it says nothing about this environment."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tools.licences import ALLOWED, is_allowed, main, not_brought, refused, unused

LIST = tomllib.loads(ALLOWED.read_text("utf-8"))


def test_everything_installed_is_under_a_licence_that_is_allowed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert (main(), "all under licences" in capsys.readouterr().out) == (0, True)


@pytest.mark.parametrize(
    ("licence", "answer"),
    [
        ("MIT", True),
        ("GPL-3.0-only", False),
        ("not said", False),
        ("GPL-3.0-only OR MIT", True),
        ("GPL-3.0-only AND MIT", False),
        ("(MIT OR Zlib)", True),
        ("BSD-3-Clause AND 0BSD AND MIT", True),
    ],
)
def test_one_of_several_is_enough_and_all_at_once_are_needed(licence: str, answer: bool) -> None:
    assert is_allowed(licence, LIST["allowed"]) is answer


def test_another_licence_is_refused_but_of_a_package_that_may_have_it() -> None:
    said = {"hypothesis": "MPL-2.0", "other": "MPL-2.0", "plain": "MIT"}
    assert list(refused(said, LIST)) == [
        "other is under MPL-2.0, which requirements/licences.toml does not allow"
    ]


def test_an_entry_about_nothing_is_told() -> None:
    said = {each["package"]: "" for each in LIST["exception"]} | dict.fromkeys(LIST["said"], "")
    assert list(unused(said, LIST)) == []
    del said["xlwt"]
    assert len(list(unused(said, LIST))) == 1


def test_data_of_others_come_with_their_licence(tmp_path: Path) -> None:
    assert list(not_brought(LIST)) == []
    (tmp_path / "data.tsv").write_text("x", "utf-8")
    (tmp_path / "LICENSE").write_text("BSD", "utf-8")
    entry = {"file": "data.tsv", "licence": "MIT", "text": "LICENSE"}
    vendored = [entry, {**entry, "file": "gone.tsv"}, {**entry, "licence": "GPL-3.0-only"}]
    assert list(not_brought({**LIST, "vendored": vendored}, tmp_path)) == [
        "LICENSE does not say that data.tsv is under MIT",
        "gone.tsv is not there; take it out",
        "data.tsv is under GPL-3.0-only, which is not allowed",
    ]
