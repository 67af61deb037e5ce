"""A sentence of any length takes as long as it is long."""

from __future__ import annotations

import attrs

from dxplan.draft.documents import document_of
from dxplan.draft.model import Quantity, Sentence
from dxplan.draft.portions import portions_of
from dxplan.draft.text_file import text_blocks


def sentence(text: str) -> Sentence:
    (found,) = document_of(text_blocks(f"1. Mục\n- {text}\n2. Hết".encode()), "thử").sentences
    return found


def test_a_sentence_with_few_numbers_is_left_as_it_is() -> None:
    found = sentence("Tỷ lệ lớp học số đạt 70% năm 2025, 80% năm 2026.")
    assert list(portions_of(found)) == [found]


def test_many_numbers_are_cut_before_each_next_two_dozen_with_their_own_times() -> None:
    found = sentence("Tỷ lệ lớp học số " + ", ".join(f"đạt {n}% năm 2025" for n in range(1, 61)))
    parts = list(portions_of(found))
    assert "".join(each.text for each in parts) == found.text
    assert [(len(each.quantities), len(each.times)) for each in parts] == [
        (24, 24), (24, 24), (12, 12),
    ]  # fmt: skip
    read = [part.text[q.start : q.end] for part in parts for q in part.quantities]
    assert read == [f"{n}%" for n in range(1, 61)]


def test_rows_are_cut_by_their_numbers_alone() -> None:
    figures = tuple(Quantity(-1, -1, str(n)) for n in range(50))
    found = attrs.evolve(sentence("Đạt 70%."), quantities=figures)
    parts = list(portions_of(found))
    assert [each.text for each in parts] == [found.text] * 3
    assert tuple(q for each in parts for q in each.quantities) == figures
