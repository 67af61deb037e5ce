"""Characters that show a reader something else than what is read."""

from __future__ import annotations

import pytest

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
        "unit \u0441\u043e",  # one alphabet, though another
        'unit a "x\u200by\u200e"',  # not seen, and nothing is seen otherwise for it
    ],
)
def test_letters_of_other_alphabets_are_fine_by_themselves_and_in_texts(text: str) -> None:
    assert said(text) == []


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
