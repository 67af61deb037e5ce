"""How much of what was counted by hand is found."""

from __future__ import annotations

import pytest

from tests.draft.count import DOCUMENTS, HERE, Count, count, counts, shares, told


def test_nearly_all_that_was_counted_in_texts_of_our_own_is_found() -> None:
    there, hits, false = shares(list(counts(HERE / "texts", HERE / "texts")))
    assert there == 87
    assert hits * 100 >= 95 * there
    assert false * 10 <= hits + false


def test_nearly_all_that_was_counted_in_the_five_documents_is_found() -> None:
    found = list(counts(HERE / "gold", DOCUMENTS))
    if not found:
        pytest.skip("the five documents are not beside the repository")
    there, hits, false = shares(found)
    assert (len(found), there) == (5, 134)
    assert hits * 100 >= 95 * there
    assert false * 10 <= hits + false


def test_what_is_missed_and_what_is_false_is_counted_by_line() -> None:
    # Line 9 carries a number, line 12 nothing.
    found = count(HERE / "texts" / "school.txt", [(9, "number"), (12, "date")])
    assert (found.hits, found.missed, len(found.false)) == (1, (12,), found.found - 1)


def test_both_figures_are_told() -> None:
    lines = told([Count("a", 4, 5, (7,), (1, 2))]).splitlines()
    assert lines == [
        "a: 3 of 4 found, 2 of 5 false; missed in lines (7,); false in lines (1, 2)",
        "together: 3 of 4 found (75.0%), 2 of 5 false (40.0%)",
    ]
