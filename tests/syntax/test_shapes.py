"""A statement of a known shape is filled in, and is what the parser would have made of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from dxplan.source import Span, source_from_text
from dxplan.syntax import nodes
from dxplan.syntax.chunks import cut
from dxplan.syntax.known_shapes import KnownShapes
from dxplan.syntax.parse import parse
from dxplan.syntax.shapes import DATE, NAME, NUMBER, TEXT, kind_of, pieces_of

ROOT = Path(__file__).parents[2]
FILES = sorted([*ROOT.glob("plugins/**/*.dxplan"), *ROOT.glob("src/**/*.dxplan")])


def spelt_out(value: object) -> object:
    """A value with everything in it, also what takes no part in equality."""
    if isinstance(value, Span):
        return value.start, value.end
    if isinstance(value, tuple):
        return [spelt_out(each) for each in value]
    if attrs.has(type(value)):
        names = [field.name for field in attrs.fields(type(value))]  # type: ignore[arg-type]
        return [type(value).__name__, *(spelt_out(getattr(value, name)) for name in names)]
    return type(value), value


def assert_same(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text is read with and without known shapes, and nothing is different."""
    source = source_from_text(text)
    found = parse(source)
    with monkeypatch.context() as without:
        without.setattr(KnownShapes, "filled", lambda *_: None)
        expected = parse(source)
    assert spelt_out(found.value) == spelt_out(expected.value)
    assert found.diagnostics == expected.diagnostics


def written() -> Iterator[str]:
    """Rule texts of every kind: those of the plugins, of the conformance cases, of mistakes."""
    for path in FILES:
        yield path.read_text("utf-8")
    for path in sorted((ROOT / "tests/language/vectors").glob("*.toml")):
        for case in tomli.loads(path.read_text("utf-8")).get("case", ()):
            yield str(case.get("rules", ""))
    codes = tomli.loads((ROOT / "src/dxplan/texts/diagnostics.toml").read_text("utf-8"))
    for entry in codes.values():
        yield str(entry.get("bad", ""))
        yield str(entry.get("good", ""))


STATEMENTS = sorted(
    {
        source.text[chunk.start : chunk.end]
        for source in map(source_from_text, written())
        for chunk in cut(source)[0]
    }
)


def changed(text: str, turn: int) -> str:
    """A statement with other names, numbers, days and texts, cut as anybody would cut it."""
    names = (
        "abc_{}",
        "quý_{}",
        "q{}",
        "i",
        "x",
        "vi_{}",
        "to",
        "từng",
        "top",
        "ı{}",
        "ſ_{}",
        "a.b_{}",
    )
    text = re.sub(r"[^\W\d]\w*_\w*", lambda _: names[turn % len(names)].format(turn), text)
    numbers = ("7", "12", "2,5", "1.265", "2024", "99.5", "0", "2024-05", "7" * 61, "13/2024")
    return re.sub(r"\b\d+\b", lambda _: numbers[turn % len(numbers)], text)


def test_there_are_texts_to_look_at() -> None:
    assert len(FILES) > 5
    assert len(STATEMENTS) > 800


def test_every_statement_that_is_known_is_read_alike_when_it_comes_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for text in STATEMENTS:
        assert_same("\n".join([text] * 5), monkeypatch)


def test_other_names_numbers_and_days_in_a_known_shape_are_read_as_the_parser_reads_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for text in STATEMENTS:
        known = [text] * 4
        assert_same("\n".join([*known, *(changed(text, n) for n in range(12))]), monkeypatch)


_WORDS = """
share_1 so_gddt tiểu_học primary by to from >= > 5% 5 % 2.5% 1.265 2,5 2025 2024-Q2 Q2/2024
31/5/2024
10-15% 2 .. 5% lead cite "a" “b” "a\\"b" , | ( ) + - / * đạt trên đến năm tháng 7 quý II top 10 mỗi
xã của không in each commune or more increases against i x IV doubles chủ trì # {} { } = measure
indicator flow when not and met eliminated \ufeff a.b .5 ½ ² ١ ǅ
"""
WORDS = st.sampled_from(_WORDS.split())


@given(st.lists(st.tuples(WORDS, st.sampled_from(["", " ", "  ", "\n  ", "\t"])), max_size=9))
def test_any_row_of_words_is_read_alike_every_time(words: list[tuple[str, str]]) -> None:
    line = "share_0 " + "".join(word + gap for word, gap in words)
    with pytest.MonkeyPatch.context() as patch:
        assert_same("\n".join([line] * 5), patch)


ONE = "share_1 primary >= 5% by 2025\n"


def test_a_statement_is_filled_in_once_its_shape_was_met_three_times() -> None:
    source = source_from_text(ONE * 4)
    known = KnownShapes()
    statements = parse(source).value.statements
    for chunk, statement in zip(cut(source)[0][:3], statements, strict=False):
        assert known.filled(source, chunk, ONE) is None
        known.learn(chunk, ONE, statement, {"en": 1, "vi": 0})
    filled = known.filled(source, cut(source)[0][3], "share_2 primary >= 7% by 2030\n")
    assert filled is not None
    assert isinstance(filled.statement, nodes.TargetStatement)
    assert filled.statement.indicator.text == "share_2"
    assert filled.votes == {"en": 1, "vi": 0}


@pytest.mark.parametrize(
    ("piece", "kind"),
    [
        ("so_gddt", NAME),
        ("5", NUMBER),
        ("2.5", NUMBER),
        ("2024-05", DATE),
        ("2024-Q2", DATE),
        ('"a"', TEXT),
        ("“a”", TEXT),
        ("\t\u00a0", " "),
        # What means something to the language, or may in some state of the lexer, stays itself
        ("by", "by"),
        ("Trì", "Trì"),
        ("by.b", "by.b"),
        ("iv", "iv"),
        ("Q2", "Q2"),
        ("từng", "từng"),
        ("top", "top"),
        ("l\u0131st", "l\u0131st"),
        ("\n", "\n"),
        ("%", "%"),
    ],
)
def test_a_piece_is_given_up_for_its_kind_only_where_it_means_nothing_itself(
    piece: str, kind: object
) -> None:
    assert kind_of(piece) == kind


@given(st.text(alphabet='aB_ 0129.,-/Qq"“”\\\n#%đ\u00a0', max_size=30))
def test_the_pieces_are_the_whole_text(text: str) -> None:
    assert "".join(pieces_of(text)) == text
