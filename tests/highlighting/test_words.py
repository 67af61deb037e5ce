"""What the words of a rule text are, and that none of the text is lost."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxplan.highlighting import words_of
from dxplan.highlighting.words import phrases
from dxplan.source import source_from_text
from dxplan.syntax import lexicon
from dxplan.syntax.parse import parse
from tests.language.texts import GROUPS, texts_of

REPO = Path(__file__).parents[2]
PLANS = sorted([*REPO.glob("plugins/**/*.dxplan"), *REPO.glob("src/**/*.dxplan")])
PLANS += sorted(REPO.glob("examples/**/*.dxplan"))
KEYWORD = {"head", "comparator", "outcome", "keyword"}


def told(text: str) -> list[tuple[str, str]]:
    """The words of a text without the blanks."""
    return [(word.kind, word.text) for word in words_of(text) if word.kind != "blank"]


def kept(text: str) -> str:
    """The words put together; each begins where the one before it ends."""
    at = 0
    for word in words_of(text):
        assert word.start == at
        at += len(word.text)
    return "".join(word.text for word in words_of(text))


def test_a_target_is_told_word_for_word() -> None:
    assert told('share tiểu_học ĐẠT  5,5% đến năm 2025-12\n    căn cứ "II.2"  # xem lại\n') == [
        ("name", "share"),
        ("name", "tiểu_học"),
        ("comparator", "ĐẠT"),
        ("number", "5,5"),
        ("sign", "%"),
        ("keyword", "đến"),
        ("keyword", "năm"),
        ("date", "2025-12"),
        ("keyword", "căn cứ"),
        ("citation", '"II.2"'),
        ("comment", "# xem lại"),
    ]


def test_a_declaration_names_what_it_declares() -> None:
    assert told('measure a "A" flow\nindicator x = a / b\n') == [
        ("head", "measure"),
        ("declared", "a"),
        ("text", '"A"'),
        ("keyword", "flow"),
        ("head", "indicator"),
        ("declared", "x"),
        ("sign", "="),
        ("name", "a"),
        ("sign", "/"),
        ("name", "b"),
    ]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("không", ["keyword"]),
        ("không đạt", ["outcome"]),
        ("không  đạt", ["outcome"]),
        ("không\u00a0đạt", ["outcome"]),
        ("không\nđạt", ["keyword", "comparator"]),
        ("không đạt tiêu chí bắt buộc thì xếp", ["keyword"]),
        ("6 tháng một lần", ["keyword"]),
        ("6 tháng", ["number", "keyword"]),
        ("every half-year", ["keyword"]),
        ("a-b", ["name", "sign", "name"]),
        ("no.schools", ["name"]),
        ("by2025", ["name"]),
        ("national.qd_131", ["name"]),
        ("10..20%", ["number", "punctuation", "number", "sign"]),
        ("Q2/2024 2024-Q2 31/5/2024", ["date", "date", "date"]),
        ("≥ => <= ± +/-", ["sign", "sign", "sign", "sign", "sign", "sign"]),
        ("“trong ngoặc” \"a\\\"b\"", ["text", "text"]),
        ('"open\nby', ["unclosed", "keyword"]),
        ('"open\\\nby', ["unclosed", "keyword"]),
        ("@", ["odd"]),
        ("x plan", ["name", "keyword"]),
        ("plan school", ["head", "declared"]),
        ("plan\nx", ["head", "name"]),
        ('no target below parent cite "1"', ["head", "keyword", "citation"]),
    ],
)  # fmt: skip
def test_the_longest_keyword_is_found_and_what_only_begins_like_one_is_none(
    text: str, kinds: list[str]
) -> None:
    assert [kind for kind, _ in told(text)] == kinds


def test_decomposed_letters_are_the_same_words() -> None:
    text = "kế hoạch thử\nx đạt tối thiểu 5% đến hết năm 2025\n"
    apart = unicodedata.normalize("NFD", text)
    assert apart != text
    assert [kind for kind, _ in told(apart)] == [kind for kind, _ in told(text)]
    assert kept(apart) == apart


@pytest.mark.parametrize("row", lexicon.rows(), ids=lambda row: row.terminal)
def test_every_word_of_the_table_is_one_keyword_in_any_case(row: lexicon.Row) -> None:
    for words in row.words.values():
        for text in words:
            for written in (text, text.upper(), text.replace(" ", " \t ")):
                [(kind, found)] = told(written)
                assert (kind in KEYWORD, found) == (True, written)


def test_no_two_keywords_are_cut_into_the_same_words() -> None:
    assert len(phrases()) == sum(map(len, lexicon.own_words().values()))


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_every_word_of_the_plans_is_known_and_each_statement_begins_with_its_own(
    path: Path,
) -> None:
    text = path.read_text("utf-8")
    assert kept(text) == text
    assert [each for each in told(text) if each[0] in ("odd", "unclosed")] == []
    heads = sum(kind == "head" for kind, _ in told(text))
    statements = parse(source_from_text(text)).value.statements
    assert heads == sum(type(each).__name__ != "TargetStatement" for each in statements)


@pytest.mark.parametrize("group", GROUPS)
def test_every_word_of_the_rules_of_the_vectors_is_known(group: str) -> None:
    for each in texts_of(group):
        assert kept(each.text) == each.text
        if parse(source_from_text(each.text)).ok:
            assert [one for one in told(each.text) if one[0] in ("odd", "unclosed")] == []


@given(st.text(st.sampled_from('đe\u0301 \n\t\r\ufeff"“”#5.,-/Qq_%>=<\\kế hoạch'), max_size=60))
def test_any_text_comes_back(text: str) -> None:
    assert kept(text) == text
