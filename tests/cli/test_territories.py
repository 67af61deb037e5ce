"""``dxplan territories``: what a code or a name means, and the provinces of a day."""

from __future__ import annotations

from tests.cli.conftest import Run


def lines(text: str) -> list[str]:
    """The rows of a table, each on one line, without its head."""
    return [" ".join(line.split()) for line in text.splitlines()[2:]]


def test_a_code_given_out_anew_is_two_provinces(run: Run) -> None:
    asked = run("territories", "24", "--lang", "vi")
    assert (asked.status, asked.err) == (0, "")
    assert lines(asked.out) == [
        "24 tỉnh Bắc Giang đến hết 30/6/2025; từ 01/7/2025 thuộc tỉnh Bắc Ninh (24)",
        "24 tỉnh Bắc Ninh từ 01/7/2025; gồm tỉnh Bắc Giang (24), tỉnh Bắc Ninh (27)",
    ]


def test_on_a_day_it_is_one(run: Run) -> None:
    asked = run("territories", "24", "--on", "31/12/2024", "--lang", "en")
    assert lines(asked.out) == [
        "24 tỉnh Bắc Giang until 30 Jun 2025; from 1 Jul 2025 in tỉnh Bắc Ninh (24)"
    ]


def test_without_a_text_the_provinces_of_the_day_are_listed(run: Run) -> None:
    before = run("territories", "--on", "2025-06-30", "--lang", "en").out
    after = run("territories", "--on", "2025-07-01", "--lang", "en").out
    assert sum(line[:2].isdigit() for line in before.splitlines()) == 63
    assert sum(line[:2].isdigit() for line in after.splitlines()) == 34


def test_a_name_that_is_none_on_the_day_is_told_with_the_day_on_which_it_was(run: Run) -> None:
    asked = run("territories", "Bình Định", "--on", "2026-11-21", "--lang", "en")
    assert (asked.status, asked.out) == (2, "")
    assert asked.err == (
        "'Bình Định' is no province on 21 Nov 2026 (tỉnh Bình Định (52): "
        "until 30 Jun 2025; from 1 Jul 2025 in tỉnh Gia Lai (52))\n"
    )


def test_a_text_that_is_no_province_is_told(run: Run) -> None:
    asked = run("territories", "Bình Dịnh", "--lang", "vi")
    assert asked.status == 2
    assert asked.err == "'Bình Dịnh' không phải tên hoặc mã của tỉnh, thành phố nào\n"
