"""The underlined line of a message: under the right columns, whatever the line is made of."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from dxplan.report.excerpt import WIDTH, excerpt
from dxplan.source import Source, Span, source_from_text


def at(text: str, part: str) -> Span:
    source = source_from_text(text)
    start = source.text.index(part)
    return Span(source, start, start + len(part))


def test_the_span_is_underlined_below_its_line() -> None:
    assert excerpt(at("a\nonline_share 5\nb", "online_share")) == [
        " 2 | online_share 5",
        "   | ^^^^^^^^^^^^",
    ]


def test_line_numbers_align_when_several_stand_together() -> None:
    assert excerpt(at("x = y", "y"), gutter=3) == ["   1 | x = y", "     |     ^"]


def test_marks_of_vietnamese_letters_take_no_room_of_their_own() -> None:
    source = Source("<text>", "tie\u0302\u0309u_ho\u0323c 5")
    assert excerpt(Span(source, 12, 13)) == [
        " 1 | tie\u0302\u0309u_ho\u0323c 5",
        "   |          ^",
    ]


def test_wide_letters_take_two_columns() -> None:
    assert excerpt(at("中文 x", "x"))[1] == "   |      ^"
    assert excerpt(at("中文 x", "文"))[1] == "   |   ^^"


def test_tabs_stay_tabs_so_that_both_lines_meet() -> None:
    assert excerpt(at("\tlead\tso_gddt", "so_gddt")) == [
        " 1 | \tlead\tso_gddt",
        "   | \t    \t^^^^^^^",
    ]


def test_a_tab_inside_the_span_is_underlined_to_its_stop() -> None:
    # Column 5 of the terminal is the first of the line: the tab behind `ab` ends at column 8.
    assert excerpt(at("ab\tcd", "b\tcd"))[1] == "   |  ^^^^"


def test_a_span_without_text_is_one_caret() -> None:
    source = source_from_text("abc")
    assert excerpt(Span(source, 3, 3)) == [" 1 | abc", "   |    ^"]
    assert excerpt(Span(source_from_text(""), 0, 0)) == [" 1 |", "   | ^"]


def test_a_span_over_several_lines_is_underlined_to_the_end_of_its_first() -> None:
    source = source_from_text("ab cd\nef")
    assert excerpt(Span(source, 3, 8)) == [" 1 | ab cd", "   |    ^^"]


def test_control_and_direction_marks_are_shown_not_obeyed() -> None:
    source = source_from_text("a\x1b\u202e b")
    assert excerpt(Span(source, 4, 5)) == [" 1 | a\ufffd\ufffd b", "   |     ^"]


def test_a_mark_without_a_letter_is_shown_on_a_circle() -> None:
    assert excerpt(Span(Source("<text>", "\u0323 a"), 0, 1)) == [" 1 | \u25cc\u0323 a", "   | ^"]


def test_a_long_line_is_cut_on_both_sides_of_the_span() -> None:
    shown, marks = excerpt(at("x" * 300 + "HERE" + "y" * 300, "HERE"))
    assert cell_len(shown) == cell_len(" 1 | ") + 95
    assert shown.startswith(" 1 | …x") and shown.endswith("y…")
    assert shown[marks.index("^") : marks.rindex("^") + 1] == "HERE"


def test_a_long_line_is_cut_on_one_side_only_where_the_span_is_near_the_other() -> None:
    shown, marks = excerpt(at("HERE" + "y" * 300, "HERE"))
    assert shown.startswith(" 1 | HEREy") and shown.endswith("y…")
    assert marks == "   | ^^^^"


def test_a_span_longer_than_the_line_allows_is_cut_itself() -> None:
    shown, marks = excerpt(at("x" * 300, "x" * 300))
    assert len(shown) <= WIDTH and shown.endswith("x…")
    assert marks.count("^") == shown.count("x")


letters = st.sampled_from(["a", "ệ", "e\u0302", "\u0323", "中", " ", "\x07", "\u202e", "😀"])


@given(st.lists(letters, max_size=260).map("".join), st.data())
def test_excerpts_fit_and_underline_something(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    shown, marks = excerpt(Span(Source("<text>", text), start, end))
    assert cell_len(shown) <= WIDTH
    assert len(marks) <= WIDTH
    assert marks.strip(" |").strip("^ ") == "" and "^" in marks
    assert "\x07" not in shown and "\u202e" not in shown
