"""How far sheets reach and how long their texts are, told before anything reads them."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlwt
from hypothesis import given
from hypothesis import strategies as st

from dxplan.data.addresses import column_letters
from dxplan.data.sheet_reach import Reach, reach_of, text_sizes
from dxplan.data.workbook import read_workbook
from dxplan.data.xls_reach import text_lengths
from dxplan.data.xls_records import records, streams
from dxplan.limits import Limits, limited

cells = st.lists(st.tuples(st.integers(1, 2000), st.integers(1, 800)), min_size=1, max_size=30)
ways = st.sampled_from([
    '<c r="{}"><v>1</v></c>', '<c r="{}" s="3" t="s"><v>1</v></c>', "<c r='{}'><v>1</v></c>",
    '<x:c s="1" r="{}"><x:v>1</x:v></x:c>', '<c x=">" r = "{}"><v>1</v></c>',
    '<a-b:c r="{}" ><v/></a-b:c>', '<c\n r="{}"><v>1</v></c>',
])  # fmt: skip


@given(cells, st.lists(ways, min_size=30, max_size=30))
def test_a_sheet_reaches_as_far_as_its_cells_however_they_are_written(
    places: list[tuple[int, int]], written: list[str]
) -> None:
    addresses = [f"{column_letters(column - 1)}{row}" for row, column in places]
    xml = "".join(way.format(each) for each, way in zip(addresses, written, strict=False))
    found = reach_of(f"<row>{xml}</row>".encode())
    rows, columns = ([place[n] for place in places] for n in (0, 1))
    corners = (found.top, found.left, found.bottom, found.right)
    assert corners == (min(rows), min(columns), max(rows), max(columns))
    assert found.filled == len(places)


def test_formatting_alone_reaches_nowhere() -> None:
    assert reach_of(b'<c r="XFD1048576" s="1"/><c r=\'XFD9\' />') == Reach()
    assert reach_of(b'<c r="XFD1048576" s="1"></c><x:c r="XFD9"></x:c>') == Reach()
    assert reach_of(b"<c r='XFD9' >\n</c>").last == "XFD9"
    assert reach_of(b"<c r='XFD9' ></c><x:c r='XFD8'></x:c >") == Reach()


def test_what_holds_nothing_is_not_cut_in_two(monkeypatch: pytest.MonkeyPatch) -> None:
    for chunk in range(1, 60):
        monkeypatch.setattr("dxplan.data.sheet_reach._CHUNK", chunk)
        found = reach_of(b'<c r="XFD9" s="1"></c><c r="B2"><v>1</v></c><c r="XFD8"></c>')
        assert (found.last, found.filled) == ("B2", 1)


def test_the_texts_of_a_package_are_measured() -> None:
    assert text_sizes(b"<sst><si><t>ab</t></si><x:si/><si><t/></si></sst>") == [18, 7, 19]


def test_the_texts_of_the_old_format_are_as_long_as_they_were_written(tmp_path: Path) -> None:
    texts = [letter * length for length in (1, 50, 8000, 8300, 20_000) for letter in ("a", "ế")]
    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    for row, text in enumerate(texts):
        sheet.write(row, 0, text)
    book.save(str(tmp_path / "a.xls"))
    ((_, stream),) = streams((tmp_path / "a.xls").read_bytes())
    parts: list[bytes] = []
    for _, kind, body in records(stream):
        if kind == 0x00FC or (kind == 0x003C and parts):
            parts.append(body)
    found = text_lengths(parts)
    assert [next(found) for _ in texts] == list(map(len, texts))
    with limited(Limits(text_characters=sum(map(len, texts)))):
        assert read_workbook(tmp_path / "a.xls")[1] == []
    with limited(Limits(text_characters=sum(map(len, texts)) - 1)):
        assert [each.code for each in read_workbook(tmp_path / "a.xls")[1]] == ["too-much-text"]


@pytest.mark.parametrize("limits", [Limits(cells=10**9), Limits(cells=10**9, columns=300)])
def test_a_limit_that_is_raised_lets_a_sheet_through(tmp_path: Path, limits: Limits) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    sheet.write(0, 0, "id")
    sheet.write(9_999, 250, "x")
    book.save(str(tmp_path / "a.xls"))
    with limited(limits):
        ((problem,), tables) = reversed(read_workbook(tmp_path / "a.xls"))
    assert (tables, problem.code, problem.cell) == ([], "sheet-too-large", "IQ10000")
    assert problem.params["limit"] == "empty_cells"
    with limited(Limits(empty_cells=2_510_000)):
        ((table,), problems) = read_workbook(tmp_path / "a.xls")
    assert (len(table.rows), problems) == (10_000, [])
