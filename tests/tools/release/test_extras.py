"""Every extra is tried, measured and described."""

from __future__ import annotations

import re

from tools.release.features import USES
from tools.release.projects import ROOT, described, extras
from tools.release.sizes import FOR, PAGE, Size, page, table

_ROW = re.compile(r"^\| `([a-z]+)` \| (.+) \| (.+) \| \+(\d+) \| \+([\d.]+) \|$", re.MULTILINE)


def test_each_has_a_use_that_is_tried_and_a_reason() -> None:
    assert tuple(USES) == extras()
    assert tuple(FOR) == extras()


def test_the_page_lists_what_each_brings() -> None:
    rows = {found[1]: found for found in _ROW.finditer(PAGE.read_text("utf-8"))}
    brought = described(ROOT)["optional-dependencies"]
    assert tuple(rows) == extras()
    for name, row in rows.items():
        assert row[2] == FOR[name]
        assert row[3] == ", ".join(f"`{each}`" for each in brought[name])


def test_sizes_are_counted_beside_what_dxplan_needs_by_itself() -> None:
    core = Size(frozenset({"dxplan", "lark"}), 5_000_000)
    sizes = {"lsp": Size(frozenset({"dxplan", "lark", "pygls"}), 6_250_000)}
    lines = [*table(core, sizes)]
    assert lines[2] == "| none | everything else | | 2 | 5.0 |"
    assert lines[3] == "| `lsp` | help in editors (`dxplan lsp`) | `pygls>=2.0` | +1 | +1.3 |"


def test_the_page_says_when_and_where_it_was_measured() -> None:
    from datetime import date

    text = page(Size(frozenset({"dxplan"}), 1), {}, date(2026, 1, 31))
    assert "measured on 2026-01-31 with Python 3." in text
