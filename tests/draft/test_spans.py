"""Cells that reach over several columns or rows, and pages that claim too much of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from dxplan.draft import CannotDraft, read_document
from dxplan.draft.spans import Spans
from dxplan.limits import Limits, limited


def test_a_cell_counts_once_across_and_for_each_row_down() -> None:
    spans = Spans()
    assert spans.row([("a", 2, 2), ("b", 1, 1)]) == ["a", "", "b"]
    assert spans.row([("c", 1, 1)]) == ["a", "", "c"]
    assert spans.row([("d", 1, 1)]) == ["d"]


def test_a_cell_below_another_is_carried_to_the_end_of_its_row() -> None:
    spans = Spans()
    assert spans.row([("a", 1, 1), ("b", 1, 3)]) == ["a", "b"]
    assert spans.row([("c", 1, 1)]) == ["c", "b"]
    assert spans.row([]) == []
    assert spans.row([("d", 1, 1)]) == ["d", "b"]


def test_cells_of_word_say_themselves_that_they_go_on() -> None:
    spans = Spans()
    assert spans.merged([("a", 1, False), ("b", 2, None)]) == ["a", "b", ""]
    assert spans.merged([("", 1, True), ("c", 1, None)]) == ["a", "c"]
    assert spans.merged([("own", 1, True)]) == ["own"]
    assert spans.merged([("", 1, None)]) == [""]
    assert spans.merged([("", 1, True)]) == [""]


def test_no_row_is_wider_than_a_page_could_be() -> None:
    assert len(Spans().row([("a", 9999, 1)])) == 60
    assert len(Spans().merged([("a", 9999, None)])) == 60


def test_what_is_repeated_counts_for_the_length_of_a_document(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    rows = "<tr><td>b</td></tr>" * 50
    path.write_text(f"<table><tr><td rowspan=60>{'a' * 100}</td></tr>{rows}</table>", "utf-8")
    with limited(Limits(document_characters=1000)), pytest.raises(CannotDraft) as error:
        read_document(path)
    assert (error.value.code, error.value.params) == ("too-long", {"most": 1000})


@pytest.mark.parametrize("said", ["0", "-1", "x", "", "9999999999", "²"])
def test_a_reach_that_is_no_number_is_one(tmp_path: Path, said: str) -> None:
    path = tmp_path / "page.html"
    cells = f'<td colspan="{said}" rowspan="{said}">1</td><td>Số tủ sách</td><td>5 tủ</td>'
    path.write_text(f"<p>1. Mục</p><table><tr>{cells}</tr></table><p>2. Hết</p>", "utf-8")
    (found,) = read_document(path).sentences
    assert (found.text, [each.low for each in found.quantities]) == ("Số tủ sách", ["5"])
