"""Characters that show a reader something else than what is read."""

from __future__ import annotations

import pytest

from dxplan.limits import Limits, limited
from dxplan.session import open_session
from dxplan.source import source_from_text
from dxplan.syntax.parse import parse


def said(text: str) -> list[tuple[str, str]]:
    found = parse(source_from_text(text)).diagnostics
    return [(each.code, each.message()) for each in found]


@pytest.mark.parametrize("character", "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
@pytest.mark.parametrize(
    "text", ["unit a{}b", 'unit a "A{}"', "unit a  # {}", "# {}\nunit a", "unit a\n# {}"]
)
def test_what_turns_the_direction_is_refused_wherever_it_stands(text: str, character: str) -> None:
    ((code, message),) = said(text.format(character))
    assert code == "direction-character"
    assert f"U+{ord(character):04X}" in message


def test_the_character_is_named() -> None:
    ((_, message),) = said('unit a "A\u202e"')
    assert message == (
        "the character U+202E RIGHT-TO-LEFT OVERRIDE turns the direction of writing: "
        "what is seen is not what is read"
    )


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("s\u043e_gddt", "U+043E CYRILLIC SMALL LETTER O"),
        ("\u03bfnline", "U+03BF GREEK SMALL LETTER OMICRON"),
        ("\uff41b", "U+FF41 FULLWIDTH LATIN SMALL LETTER A"),
        ("\U0001d41ab", "U+1D41A MATHEMATICAL BOLD SMALL A"),
    ],
)
def test_a_name_of_letters_that_only_look_alike_is_refused(name: str, letter: str) -> None:
    ((code, message),) = said(f"unit {name}")
    assert code == "mixed-letters"
    assert message.endswith(letter)


@pytest.mark.parametrize(
    "text",
    [
        'unit so_\u0111\u01b0\u1eddng "Đường \u0440\u0443\u0441"  # \u0441a',
        "unit \u0436\u0443\u043a",  # one alphabet, though another, and like nothing Latin
        'unit a "x\u200by\u200e"',  # not seen, and nothing is seen otherwise for it
    ],
)
def test_letters_of_other_alphabets_are_fine_by_themselves_and_in_texts(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("\u0441\u043e\u0440\u0443", "copy"),  # Cyrillic
        ("\u03bf_2", "o_2"),  # Greek
        ("\u0585\u0570", "oh"),  # Armenian
        ("\u13aa\ua4d0", "AB"),  # Cherokee and Lisu
        ("\u0450\u0457", "\u00e8\u00ef"),  # with marks that are drawn alike
        ("\uff41\uff11", "a1"),  # letters of full width
        ("\U0001d41a", "a"),  # letters of formulas
    ],
)
def test_a_name_that_only_looks_latin_is_refused(name: str, latin: str) -> None:
    ((code, message),) = said(f"unit {name}")
    assert code == "look-alike-letters"
    assert message.startswith(f"`{name}` looks like `{latin}`")


@pytest.mark.parametrize("number", ["\u0664\u0660", "\u09ea\u09e6", "\uff14\uff10", "4\u0660"])
def test_digits_of_other_scripts_are_refused_and_told_by_what_they_count(number: str) -> None:
    ((code, message),) = said(f"x >= {number}% by 2025")
    assert (code, "looks like `40`" in message) == ("look-alike-letters", True)


def test_more_than_are_listed_are_counted_with_the_first_place() -> None:
    with limited(Limits(errors=2)):
        found = parse(source_from_text("unit \u0430\n" * 5)).diagnostics
    assert [each.code for each in found] == ["look-alike-letters"] * 2 + ["not-listed"]
    assert (found[-1].params, found[-1].span and found[-1].span.line) == ({"count": 3}, 3)


def test_half_of_a_character_is_refused_and_said() -> None:
    for text in ('unit a "\ud800"', "unit a\udfff", "# \ud800\nunit a"):
        ((code, message),) = said(text)
        assert code == "half-character"
        assert message.encode("utf-8")


def test_a_null_character_is_named() -> None:
    ((code, message),) = said("unit a\0")
    assert (code, "U+0000" in message) == ("strange-character", True)


def test_names_that_a_deceptive_statement_declares_are_no_second_error() -> None:
    found = open_session(entry_points=False).load_source(
        source_from_text('unit so_y "A\u202e"\ntask t "T" by 2025 lead so_y\n')
    )
    assert [each.code for each in found.diagnostics] == ["direction-character"]
