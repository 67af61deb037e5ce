"""Ids of organisations: text, matched against the register, never guessed."""

from decimal import Decimal

import pytest

from dxplan.data.faults import Fault
from dxplan.data.observations import Organisation
from dxplan.data.organisation_ids import OrganisationIds

IDS = OrganisationIds(
    {
        each: Organisation(each, title)
        for each, title in (
            ("0123", "Tiểu học Nguyễn Du"),
            ("123456", "THCS Lê Lợi"),
            ("0077", "THPT A"),
            ("77", "THPT B"),
            ("TH_ĐA", "Tiểu học Đống Đa"),
            ("x1", "Trùng tên"),
            ("x2", "Trùng tên"),
        )
    }
)
ANY = OrganisationIds(None)


@pytest.mark.parametrize(
    ("raw", "known"),
    [
        ("0123", "0123"),
        (" 0123 ", "0123"),
        ("123", "0123"),
        ("123.0", "0123"),
        ("123456.0", "123456"),
        ("123456,00", "123456"),
        (123, "0123"),
        (123456, "123456"),
        (Decimal("123456.0"), "123456"),
        ("77", "77"),
        ("0077", "0077"),
        ("TH_ĐA", "TH_ĐA"),
    ],
)
def test_the_register_says_which_id_was_meant(raw: object, known: str) -> None:
    assert IDS.identify(raw) == known


@pytest.mark.parametrize("raw", [77, "77.0", "077"])
def test_digits_that_fit_several_ids_fit_none(raw: object) -> None:
    expected = Fault("ambiguous-organisation", {"text": str(raw), "candidates": "0077, 77"})
    assert IDS.identify(raw) == (expected if raw != "077" else _unknown("077", "0077"))


def _unknown(text: str, suggested: str) -> Fault:
    hint = f" (`{suggested}`?)" if suggested else ""
    return Fault("unknown-organisation", {"text": text, "hint": hint})


@pytest.mark.parametrize(
    ("raw", "suggested"),
    [
        ("0124", "0123"),
        ("123465", "123456"),
        ("12345", "123456"),
        ("TH_ÐA", "TH_ĐA"),
        ("th_đa", "TH_ĐA"),
        ("tiểu học nguyễn du", "0123"),
        ("Trùng tên", ""),
        ("00123456", ""),
        ("9" * 1000, ""),
        (1.5, ""),
    ],
)
def test_another_id_is_unknown_and_gets_the_nearest_as_a_suggestion(
    raw: object, suggested: str
) -> None:
    found = IDS.identify(raw)
    assert isinstance(found, Fault)
    assert found == _unknown(str(found.params["text"]), suggested)


@pytest.mark.parametrize(
    ("raw", "text"), [("0123", "0123"), (123, "123"), (" a  b ", "a b"), ("ho\u0323c", "học")]
)
def test_without_a_register_any_id_is_text(raw: object, text: str) -> None:
    assert ANY.identify(raw) == text


@pytest.mark.parametrize("raw", ["123.0", "123,00"])
def test_without_a_register_nothing_says_what_an_id_with_decimals_was(raw: str) -> None:
    assert ANY.identify(raw) == Fault("id-with-decimals", {"text": raw})
