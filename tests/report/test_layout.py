"""Tables and lines within a hundred columns."""

from __future__ import annotations

from rich.cells import cell_len

from dxplan.report.layout import WIDTH, Column, packed, paragraph, table


def test_parts_are_kept_whole_when_they_need_several_lines() -> None:
    parts = [f"chưa xác định được {number}" for number in range(9)]
    lines = packed("Chỉ tiêu: ", parts).split("\n")
    assert lines[0].startswith("Chỉ tiêu: chưa xác định được 0 · chưa")
    assert lines[1].startswith("          chưa xác định được")
    assert [part for line in lines for part in line[10:].split(" · ")] == parts
    assert all(cell_len(line) <= WIDTH for line in lines)


def test_later_lines_of_a_paragraph_stand_below_the_first() -> None:
    lines = paragraph("chữ " * 40, lead="[1] ").split("\n")
    assert lines[0].startswith("[1] chữ")
    assert lines[1].startswith("    chữ")
    assert all(cell_len(line) <= WIDTH for line in lines)


def test_a_paragraph_of_one_long_word_is_broken_inside_it() -> None:
    lines = paragraph("x" * 150, lead="- ").split("\n")
    assert [len(line) for line in lines] == [100, 54]


def test_columns_have_the_width_they_ask_for_and_share_the_rest() -> None:
    drawn = table([Column("a"), Column("b", 10), Column("c", 5, numeric=True)], [["x", "y", "7"]])
    head, rule, row = drawn.split("\n")
    assert rule == "─" * WIDTH
    assert (row.index("x"), row.index("y"), row.index("7")) == (0, 83, 99)
    assert (head.index("b"), head.index("c")) == (83, 99)


def test_line_breaks_in_a_cell_are_kept_and_control_marks_are_not() -> None:
    drawn = table([Column("a"), Column("b", 10)], [["x\ny", "\x1b[31m"]])
    assert [line.split() for line in drawn.split("\n")[2:]] == [["x", "\ufffd[31m"], ["y"]]
