"""Pages: how wide, in which colours."""

from __future__ import annotations

from contextlib import ExitStack

import pytest
from rich.cells import cell_len

from dxplan.report.layout import Column, headed, packed, table
from dxplan.report.page import WIDTH, Page, Toned, drawn_on, page, tone_of, toned

COLUMNS = [Column("Target"), Column("Value", 11), Column("Verdict", 13), Column("Lead", 40)]
ROWS: list[list[str | Toned]] = [
    ["Share of lessons that are held online in primary schools by 2025", "4.9–8.1%",
     Toned("missed", "bad"), "Department of Education and Training"],
    ["Surveys", "1,234,567", Toned("met", "good"), "—"],
]  # fmt: skip


def drawn(width: int, *, colours: bool = False) -> list[str]:
    with drawn_on(Page(width, colours)):
        return table(COLUMNS, ROWS).splitlines()


def test_columns_give_up_what_they_can_spare_and_words_stay_whole() -> None:
    assert drawn(60) == [
        "Target                   Value      Verdict  Lead",
        "────────────────────────────────────────────────────────────",
        "Share of lessons that    4.9–8.1%   missed   Department of",
        "are held online in                           Education and",
        "primary schools by 2025                      Training",
        "Surveys                  1,234,567  met      —",
    ]


def test_where_words_have_no_room_every_row_becomes_lines_of_its_own() -> None:
    assert drawn(40) == [
        "Share of lessons that are held online in",
        "primary schools by 2025",
        "  Value: 4.9–8.1%",
        "  Verdict: missed",
        "  Lead: Department of Education and",
        "  Training",
        "",
        "Surveys",
        "  Value: 1,234,567",
        "  Verdict: met",
        "  Lead: —",
    ]


@pytest.mark.parametrize("width", range(40, 100))
def test_nothing_is_wider_than_the_page(width: int) -> None:
    assert max(map(cell_len, drawn(width))) <= width


def test_a_page_of_full_width_is_drawn_as_it_was_laid_out() -> None:
    assert drawn(WIDTH) == table(COLUMNS, ROWS).splitlines()


def test_a_word_that_is_longer_than_any_column_is_broken() -> None:
    with drawn_on(Page(40)):
        lines = table([Column("a"), Column("b", 10)], [["x" * 90, "y" * 30]]).splitlines()
    assert max(map(cell_len, lines)) <= 40
    assert "".join(lines).count("x") == 90
    assert "".join(lines).count("y") == 30


@pytest.mark.parametrize("width", [40, 60, 100])
def test_colours_are_around_the_words_and_nowhere_else(width: int) -> None:
    coloured = "\n".join(drawn(width, colours=True))
    assert "\x1b[32m" in coloured
    bare = coloured
    for code in ("\x1b[32m", "\x1b[1;31m", "\x1b[1m", "\x1b[0m"):
        bare = bare.replace(code, "")
    assert "\x1b" not in bare
    assert [line.rstrip() for line in bare.splitlines()] == drawn(width)


def test_a_cell_cannot_bring_codes_of_its_own() -> None:
    with drawn_on(Page(colours=True)):
        shown = table([Column("a")], [[Toned("x\x1b[31my", "good")], ["\x1b[0m"]])
    assert "\x1b[31m" not in shown
    assert "x\ufffd[31my" in shown


def test_parts_are_packed_by_what_is_seen_of_them() -> None:
    parts = [Toned("met 3", "good"), Toned("missed 1", "bad"), "waived 2"] * 4
    with drawn_on(Page(50)):
        plain = packed("Targets: ", parts).splitlines()
    with drawn_on(Page(50, colours=True)):
        coloured = packed("Targets: ", parts).splitlines()
    assert len(plain) == len(coloured) == 3
    assert max(map(cell_len, plain)) <= 50


def test_a_heading_is_broken_where_it_does_not_fit() -> None:
    with drawn_on(Page(40)):
        lines = headed("what these plans ask of the same indicators", "x").splitlines()
    assert lines == ["WHAT THESE PLANS ASK OF THE SAME", "INDICATORS", "", "x"]


def test_a_page_ends_with_its_block_also_after_an_error() -> None:
    with pytest.raises(ValueError, match="x"), ExitStack() as stack:
        stack.enter_context(drawn_on(Page(60)))
        assert page().width == 60
        raise ValueError("x")
    assert page() == Page(WIDTH, colours=False)


@pytest.mark.parametrize(
    ("verdict", "tone"),
    [("met", "good"), ("missed", "bad"), ("behind", "open"), ("waived", "quiet"), ("unset", None)],
)
def test_a_verdict_has_a_tone(verdict: str, tone: str | None) -> None:
    assert tone_of(verdict) == tone


def test_a_text_without_a_tone_is_left_alone() -> None:
    with drawn_on(Page(colours=True)):
        assert toned("x", None) == "x"
        assert str(Toned("x")) == "x"
