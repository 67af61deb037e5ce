"""Names that a plugin can have, and what is suggested instead of others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxplan.scaffold import NameRefused, check_name, check_title
from dxplan.scaffold.names import suggested_name


@pytest.mark.parametrize("name", ["ha_noi", "x", "tp_hcm", "zone9", "a_1", "x" * 40])
def test_names_in_snake_case_are_taken(name: str) -> None:
    check_name(name, {"bac_giang"})


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Hà Nội", "name_not_snake"),
        ("Ha_Noi", "name_not_snake"),
        ("ha-noi", "name_not_snake"),
        ("ha__noi", "name_not_snake"),
        ("_hanoi", "name_not_snake"),
        ("hanoi_", "name_not_snake"),
        ("../x", "name_not_snake"),
        ("x" * 41, "name_not_snake"),
        ("", "name_not_snake_at_all"),
        ("34", "name_not_snake_at_all"),
        ("9_tinh", "name_not_snake_at_all"),
        ("$", "name_not_snake_at_all"),
        ("class", "name_is_a_keyword"),
        ("plan", "name_is_a_keyword"),
        ("measure", "name_is_a_keyword"),
        ("bac_giang", "name_is_taken"),
        ("dxplan", "name_is_taken"),
    ],
)
def test_other_names_are_refused(name: str, code: str) -> None:
    with pytest.raises(NameRefused, match=f"^{code}$"):
        check_name(name, {"bac_giang"})


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("Hà Nội", "ha_noi"),
        ("Hà Nội", "ha_noi"),
        ("tỉnh Đồng Tháp", "dong_thap"),
        ("Thành phố Hồ Chí Minh", "ho_chi_minh"),
        ("Bà Rịa - Vũng Tàu", "ba_ria_vung_tau"),
        ("Thừa Thiên-Huế", "thua_thien_hue"),
        ("ĐẮK LẮK", "dak_lak"),
        ("M'Đrắk", "mdrak"),
        ("2024", ""),
        ("", ""),
    ],
)
def test_what_was_meant_is_suggested(text: str, suggestion: str) -> None:
    assert suggested_name(text) == suggestion


@given(st.text(max_size=80))
def test_what_is_suggested_could_be_a_name(text: str) -> None:
    suggestion = suggested_name(text)
    if suggestion:
        try:
            check_name(suggestion, ())
        except NameRefused as refused:
            assert refused.code in ("name_is_a_keyword", "name_is_taken")


@pytest.mark.parametrize("title", ["", "  ", "a\nb", "a\x00", "a\u202eb", "x" * 101])
def test_a_title_is_a_line_of_text(title: str) -> None:
    with pytest.raises(NameRefused, match=r"^wrong_title$"):
        check_title(title)


def test_a_title_may_hold_what_texts_hold() -> None:
    check_title('tỉnh "Đồng Tháp" \\ $x {y}')
