"""Which grouping column a word means."""

from __future__ import annotations

import pytest

from dxplan.data.groupings import column_named, columns_said

KNOWN = {"organisation", "commune", "xã/phường", "district", "huyện cũ", "cụm"}


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("commune", "commune"),
        ("xã", "commune"),
        ("Phường", "commune"),
        ("xã/phường", "xã/phường"),
        ("Huyện", "district"),
        ("HUYỆN CŨ", "huyện cũ"),
        ("Cụm", "cụm"),
        ("tỉnh", None),
        ("khối", None),
    ],
)
def test_a_column_is_meant_by_its_heading_or_its_level(text: str, column: str | None) -> None:
    assert column_named(text, KNOWN) == column


def test_columns_are_told_in_the_words_of_a_language() -> None:
    vietnamese = "cụm, huyện, huyện cũ, organisation, xã, xã/phường"
    assert columns_said(KNOWN, "vi") == vietnamese
    assert columns_said(KNOWN, "en").startswith("commune, cụm, district")
