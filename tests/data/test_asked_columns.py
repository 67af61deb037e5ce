"""The register columns that somebody wants groups of."""

from __future__ import annotations

import pytest

from dxplan.data.asked_columns import CannotGroup, columns_meant
from dxplan.data.observations import Organisation, Stay
from dxplan.data.problems import Problem

REGISTER = {
    "A": Organisation("A", parents={"district": "Đông", "cụm": "1"}),
    "B": Organisation("B", stays=(Stay(None, None, {"commune": "An Phú"}),)),
}


def test_columns_are_found_by_any_word_for_them() -> None:
    found = columns_meant(["Huyện", "XÃ", "Cụm", "organisation"], REGISTER)
    assert found == ("district", "commune", "cụm", "organisation")


def test_a_column_that_the_register_does_not_have_is_refused() -> None:
    with pytest.raises(CannotGroup) as refused:
        columns_meant(("district", "ward"), REGISTER)
    assert str(refused.value) == (
        "the register has no column ward; --by takes one of: commune, cụm, district, organisation"
    )
    assert refused.value.message("vi") == (
        "danh sách đơn vị không có cột ward; --by nhận một trong: cụm, huyện, organisation, xã"
    )


@pytest.mark.parametrize("register", [{}, {"A": Organisation("A")}], ids=["none", "bare"])
def test_where_no_column_is_known_a_register_is_asked_for(
    register: dict[str, Organisation],
) -> None:
    with pytest.raises(CannotGroup) as refused:
        columns_meant("huyện", register)
    assert str(refused.value) == (
        "groups of huyện need a register with such a column; give it with --register"
    )


def test_a_column_is_asked_for_once() -> None:
    with pytest.raises(CannotGroup) as refused:
        columns_meant(("district", "huyện"), REGISTER)
    assert str(refused.value) == "--by names the column huyện twice; name it once"
    assert refused.value.message("vi") == "--by ghi cột huyện hai lần; chỉ ghi một lần"


def test_of_a_register_that_cannot_be_read_no_column_is_refused() -> None:
    wrong = Problem("missing-column", "r.csv", fatal=True)
    assert columns_meant("ward", {}, [wrong]) == ("ward",)
    assert columns_meant(None, {}) == ()
