"""CSV files: encodings, delimiters, line ends, quotation marks."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dxplan.data.csv_file import read_csv
from dxplan.data.tables import Table
from dxplan.limits import Limits, limited

Rows = Callable[[bytes], object]

ROWS = (("id", "period", "learners"), ("s1", "2024", "12,5"))


@pytest.fixture
def rows(folder: Path) -> Rows:
    """Reads a file of some bytes and gives its rows, or the codes of its problems."""

    def read(data: bytes) -> object:
        (folder / "a.csv").write_bytes(data)
        tables, problems = read_csv(Path("a.csv"))
        if problems:
            return [(each.code, dict(each.params)) for each in problems]
        assert tables == [Table("a.csv", "", tables[0].rows)]
        return tables[0].rows

    return read


@pytest.mark.parametrize(
    "text",
    [
        'id,period,learners\ns1,2024,"12,5"\n',
        "id;period;learners\ns1;2024;12,5\n",
        "id\tperiod\tlearners\ns1\t2024\t12,5",
        "id;period;learners\r\ns1;2024;12,5\r\n",
        "id;period;learners\rs1;2024;12,5\r",
        "\ufeffid;period;learners\ns1;2024;12,5\n",
    ],
)
def test_the_header_line_tells_the_delimiter(rows: Rows, text: str) -> None:
    assert rows(text.encode()) == ROWS


def test_commas_in_banner_rows_do_not_tell_the_delimiter(rows: Rows) -> None:
    text = "Sở GDĐT, năm 2024, quý I, II, III\nMã trường;Kỳ;Số CBCCVC, NLĐ\ns1;2024;5\n"
    assert rows(text.encode())[1:] == (("Mã trường", "Kỳ", "Số CBCCVC, NLĐ"), ("s1", "2024", "5"))


def test_without_any_known_heading_the_most_fields_tell_the_delimiter(rows: Rows) -> None:
    assert rows(b"a;b;c,d\n") == (("a", "b", "c,d"),)


def test_quoted_cells_keep_their_line_ends_and_rows_count_as_a_spreadsheet_counts(
    rows: Rows,
) -> None:
    assert rows(b'id,period\n"a\r\nb",2024\n\nc,2024\n') == (
        ("id", "period"),
        ("a\r\nb", "2024"),
        (),
        ("c", "2024"),
    )


def test_decomposed_letters_are_composed(rows: Rows) -> None:
    assert rows("id,tie\u0302\u0309u\n".encode()) == (("id", "tiểu"),)


def test_the_first_line_that_is_not_utf_8_is_told(rows: Rows) -> None:
    assert rows(b"id,period\ns1,2024\n\xd0\xf3\n") == [("not-utf-8", {"line": 3})]


@pytest.mark.parametrize(
    ("text", "line"),
    [('id,a\n"b,c\nd,e\n', 3), ('id,a\n"b"c,d\n', 2)],
)
def test_what_cannot_be_told_apart_into_cells_is_told(rows: Rows, text: str, line: int) -> None:
    assert rows(text.encode()) == [("broken-csv", {"line": line})]


def test_a_cell_that_never_ends_is_told_by_its_line(rows: Rows) -> None:
    told = {"line": 3, "most": 32_767, "limit": "cell_characters"}
    assert rows(b'id\ns1\n"' + b"x" * 40_000) == [("broken-csv", {"line": 3})]
    assert rows(b'id\ns1\n"' + b"x" * 40_000 + b'"\n') == [("cell-too-long", told)]
    assert rows(b'id\ns1\n"' + b"x" * 200_000) == [("cell-too-long", told)]


def test_as_many_columns_and_cells_are_read_as_the_limits_say(rows: Rows) -> None:
    with limited(Limits(columns=3, cells=6)):
        assert rows(b"id,a,b\nx,1,2\n") == (("id", "a", "b"), ("x", "1", "2"))
        assert rows(b"id,a,b,c\n") == [
            ("too-many-columns", {"columns": 4, "most": 3, "limit": "columns"})
        ]
        told = {"cells": 7, "most": 6, "limit": "cells"}
        assert rows(b"id,a,b\nx,1,2\n\n") == [("sheet-too-large", told)]
