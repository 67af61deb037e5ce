"""A register as columns behaves as a mapping of organisations."""

from __future__ import annotations

from fractions import Fraction

import pytest

from dxplan.data.alike import examples_of
from dxplan.data.lexicon import lexicon
from dxplan.data.observations import Organisation, Stay
from dxplan.data.register import register_from_tables
from dxplan.data.register_columns import RegisterColumns, titles_of
from dxplan.data.tables import Table
from dxplan.territories import DISTRICT_LEVEL_ENDED, REORGANISED
from tests.data.conftest import PLAN

ROWS = (
    ("id", "name", "district", "learners[TH]"),
    ("b2", "Trường B", "Quy Nhơn", "40"),
    ("a1", " -", "Quy Nhơn", "30"),
    ("c3", "Trường C", "An Nhơn", ""),
)
LEARNERS = ("learners", (("level", "primary"),))
ORGANISATIONS = {
    "b2": Organisation("b2", "Trường B", {"district": "Quy Nhơn"}, {}, {LEARNERS: Fraction(40)}),
    "a1": Organisation("a1", "", {"district": "Quy Nhơn"}, {}, {LEARNERS: Fraction(30)}),
    "c3": Organisation("c3", "Trường C", {"district": "An Nhơn"}),
}


def register_of(rows: tuple[tuple[str, ...], ...] = ROWS) -> RegisterColumns:
    found, problems = register_from_tables("r", [Table("r", "", rows)], [], lexicon(PLAN))
    assert problems == []
    assert isinstance(found, RegisterColumns)
    return found


def test_it_equals_a_dict_of_its_organisations() -> None:
    register, expected = register_of(), dict(ORGANISATIONS)
    assert register == expected
    assert expected == register
    assert register != {**ORGANISATIONS, "a1": Organisation("a1")}
    assert list(register) == list(ORGANISATIONS)
    assert {**register} == ORGANISATIONS
    assert repr(register) == repr(dict(register))


def test_an_organisation_is_made_once_and_only_when_it_is_asked_for() -> None:
    register = register_of()
    assert (len(register), "a1" in register, "d4" in register, None in register) == (
        3, True, False, False,
    )  # fmt: skip
    assert register._made == {}
    assert register["a1"] is register["a1"]
    assert list(register._made) == ["a1"]
    assert register.get("d4") is None
    with pytest.raises(KeyError, match="d4"):
        register["d4"]


def test_those_alike_share_an_example() -> None:
    register = register_of()
    assert register.alike == [0, 0, 1]
    assert [each.id for each in examples_of(register)] == ["b2", "c3"]
    assert list(examples_of(ORGANISATIONS)) == list(ORGANISATIONS.values())


def test_titles_are_of_those_that_have_one() -> None:
    titles = titles_of(register_of())
    assert titles == {"b2": "Trường B", "c3": "Trường C"}
    assert titles_of(ORGANISATIONS) == titles
    assert (len(titles), titles.get("a1", "a1"), titles.get("d4")) == (2, "a1", None)


def test_without_a_column_of_names_nobody_has_a_title() -> None:
    rows = tuple((row[0], *row[2:]) for row in ROWS)
    assert dict(titles_of(register_of(rows))) == {}


def test_numbers_of_a_row_are_known_on_both_sides_of_july_2025() -> None:
    rows = (("id", "Huyện cũ", "xã", "Số cán bộ"), ("a1", "A", "B", "5"), ("b2", "A", "B", "6"))
    register = register_of(rows)
    known = {("staff", ()): Fraction(6)}
    old = {"huyện cũ": "A", "huyện": "A", "district": "A"}
    new = {"huyện cũ": "A", "xã": "B", "commune": "B"}
    assert register.alike == [0, 0]
    assert register["b2"] == Organisation(
        "b2", "", new, {}, known,
        stays=(Stay(None, DISTRICT_LEVEL_ENDED, old, known), Stay(REORGANISED, None, new, known)),
    )  # fmt: skip
