"""Headings and names in data: what counts as the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxplan.data.wording import fold, folded_once, hint, plain, shown, suggestion


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Số người học", "  số   NGƯỜI\nhọc "),
        ("hoà mạng", "hòa mạng"),
        ("Uỷ ban", "Ủy ban"),
        ("Tỷ lệ", "Tỉ lệ"),
        ("học kì", "học kỳ"),
        ("quý", "quí"),
        ("tiểu_học", "tiểu học"),
        ("lessons_online", "Lessons Online"),
        ("ho\u0323c", "học"),
        ("\ufeffMã trường\u200b", "mã trường"),
        ("Xã/Phường hoà", "xã/phường hòa"),
    ],
)
def test_spelling_variants_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Đơn vị", "Ðơn vị"),
        ("Đơn vị", "Ɖơn vị"),
        ("ĐA", "DA"),
        ("ma", "má"),
        ("trường", "trưởng"),
        ("cán bộ", "can bo"),
        ("Số HS", "SốHS"),
    ],
)
def test_different_texts_do_not_fold_alike(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text(alphabet="abcđĐÐƉhoàòáạỷỳtlk _\n", max_size=20))
def test_folding_again_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_look_alikes_are_plainly_equal_and_d_is_not() -> None:
    assert plain("Đ") == plain("Ð") == plain("Ɖ") == plain("đ")
    assert plain("D") != plain("Đ")


def test_the_nearest_known_text_is_suggested_as_it_is_written() -> None:
    known = folded_once(["Số người học", "Số cán bộ"])
    assert suggestion("số nguời học", known) == "Số người học"
    assert suggestion("Kinh phí", known) == ""


def test_a_look_alike_is_suggested_before_anything_nearer_by_letters() -> None:
    known = folded_once(["Mã đơn vi", "Mã đơn vị"])
    assert suggestion("Mã Ðơn vị", known) == "Mã đơn vị"


def test_the_first_of_texts_that_fold_alike_stays() -> None:
    assert folded_once(["Tỉ lệ", "Tỷ lệ"]) == {fold("Tỉ lệ"): "Tỉ lệ"}


def test_a_hint_says_nothing_without_a_suggestion() -> None:
    assert (hint("learners"), hint("")) == (" (`learners`?)", "")


def test_raw_cells_are_shown_on_one_short_line() -> None:
    assert shown("a\n b\u200b") == "a b"
    assert shown("x" * 61) == "x" * 59 + "…"
    assert shown("x" * 60) == "x" * 60
    assert shown(1.5) == "1.5"
