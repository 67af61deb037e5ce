"""What is promised is listed, and a version says what is different."""

from __future__ import annotations

import pytest

from tools.release import surface
from tools.release.listed import lines, schema
from tools.release.projects import version

NOW = frozenset(lines())


def test_the_version_says_what_is_different_since_the_last_release() -> None:
    part = surface.asks_for(surface.read(surface.KEPT), NOW)
    assert surface.is_enough(part, surface.version_of(surface.KEPT), version())


@pytest.mark.parametrize(
    "line",
    [
        "python: dxplan.check",
        "python: dxplan.check > as_of, by name (required)",
        "python: dxplan.check > register, by name",
        "python: dxplan.Finding > .verdict",
        "command: check > --as-of",
        "command: check > plan (required)",
        "schema: report-1",
        "keyword: BY en by",
        "code: unknown-indicator",
        "hook: dxplan_plans",
        "extra: spark",
        "limit: cells",
    ],
)
def test_all_that_others_build_on_is_listed(line: str) -> None:
    assert line in NOW


def test_schemas_are_followed_to_their_end() -> None:
    inner = {"type": "array", "items": {"properties": {"b": {"enum": ["x"]}}, "required": ["b"]}}
    found = [*schema("s-1", {"properties": {"a": inner}})]
    assert found == [
        "schema: s-1 > .a (may be away)",
        "schema: s-1 > .a[].b",
        "schema: s-1 > .a[].b = x",
    ]


def test_what_went_and_what_came_is_told() -> None:
    assert [*surface.told(["a", "b"], ["b", "c"])] == ["- a", "+ c"]


@pytest.mark.parametrize(
    ("part", "since", "wanted", "enough"),
    [
        ("patch", "1.2.3", "1.2.4", True),
        ("minor", "1.2.3", "1.2.4", False),
        ("major", "1.2.3", "1.3.0", False),
        ("major", "1.2.3", "2.0.0", True),
        ("major", "0.2.0", "0.2.1", False),
        ("major", "0.2.0", "0.3.0", True),
        ("major", "0.9.0", "1.0.0", True),
        ("patch", "1.2.3", "1.2.2", False),
    ],
)
def test_parts_of_versions(part: str, since: str, wanted: str, enough: bool) -> None:
    assert surface.is_enough(part, since, wanted) is enough
