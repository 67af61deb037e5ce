"""Groups of a register column, and who is in them."""

from __future__ import annotations

import attrs
import pytest

from dxplan.data.observations import Organisation
from dxplan.engine.grouping import Grouping, group_labels, grouping


def register(*places: str) -> dict[str, Organisation]:
    """Organisations A, B, … by ``commune/district/province``."""
    found = {}
    for name, place in zip("ABCDEF", places, strict=False):
        parts = zip(("commune", "district", "province"), place.split("/"), strict=False)
        found[name] = Organisation(name, parents={level: text for level, text in parts if text})
    return found


@pytest.mark.parametrize(
    ("places", "labels"),
    [
        (("X/I", "X/I", "Y/I"), ["X", "X", "Y"]),
        (("X/I", "X/II"), ["X (I)", "X (II)"]),
        (("X/I/P", "X/I/Q"), ["X (I, P)", "X (I, Q)"]),
        (("X//P", "X//Q"), ["X (P)", "X (Q)"]),
        # A gap is filled where only one other place can be meant.
        (("X/I", "X"), ["X", "X"]),
        (("X/I/P", "X//P", "X"), ["X", "X", "X"]),
        (("X/I", "X/II", "X"), ["X (I)", "X (II)"]),
        (("X/I/P", "X/II/Q", "X//P"), ["X (I, P)", "X (II, Q)", "X (I, P)"]),
    ],
)
def test_a_commune_is_known_by_its_name_and_what_it_lies_in(
    places: tuple[str, ...], labels: list[str]
) -> None:
    assert list(group_labels("commune", register(*places)).values()) == labels


def test_who_has_no_place_has_no_label() -> None:
    assert group_labels("commune", register("X", "")) == {"A": "X"}


def test_other_columns_stand_by_themselves() -> None:
    schools = {
        "A": Organisation("A", parents={"cụm": "1", "district": "I"}),
        "B": Organisation("B", parents={"cụm": "1", "district": "II"}),
    }
    assert group_labels("cụm", schools) == {"A": "1", "B": "1"}
    assert group_labels("organisation", schools) == {"A": "A", "B": "B"}


def test_a_part_of_a_group_is_told() -> None:
    labels = {"A": "X", "B": "X", "C": "Y"}
    everybody = ("A", "B", "C", "D")
    assert grouping("commune", labels, ["D", "B", "A"], everybody) == Grouping(
        "commune", {"X": ("A", "B")}, ("D",)
    )
    assert grouping("commune", labels, ["C", "A"], everybody).is_split


def test_former_communes_of_one_name_are_told_apart_by_their_former_districts() -> None:
    schools = {
        name: Organisation(name, parents={"xã cũ": "An Phú", "huyện cũ": place, "commune": "Mới"})
        for name, place in (("A", "I"), ("B", "II"))
    }
    assert group_labels("xã cũ", schools) == {"A": "An Phú (I)", "B": "An Phú (II)"}
    assert group_labels("commune", schools) == {"A": "Mới", "B": "Mới"}
    one = {name: attrs.evolve(each, parents={"xã": "X"}) for name, each in schools.items()}
    assert group_labels("xã", one) == {"A": "X", "B": "X"}
