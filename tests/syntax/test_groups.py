"""How groups, parts of a whole and choices are written, and what is said when they are not."""

from __future__ import annotations

import pytest

from dxplan.source import source_from_text
from dxplan.syntax.parse import parse
from dxplan.syntax.printer import print_file

PAIRS = [
    ("a >= 1 in each commune by 2025", "a >= 1 ở mỗi xã đến năm 2025"),
    ("a >= 1 in each school", "a >= 1 ở mỗi trường"),
    ('a >= 1 in each "Cụm" by 2025', 'a >= 1 ở mỗi "Cụm" đến năm 2025'),
    ("a >= 95%, of which b >= 60% by 2025", "a >= 95%, trong đó b >= 60% đến năm 2025"),
    ("a >= 1 when met b x and c", "a >= 1\n    khi đã đạt b x và c"),
    ("indicator n = share of communes where a >= 1", "chỉ tiêu n = tỉ lệ xã mà a >= 1"),
    ("indicator n = count of districts where a >= 1", "chỉ tiêu n = số huyện mà a >= 1"),
    ("indicator n = count of provinces where a >= 1", "chỉ tiêu n = số tỉnh mà a >= 1"),
    (
        "indicator n = share of schools where a among those where b",
        "chỉ tiêu n = tỉ lệ trường mà a trong số nơi mà b",
    ),
    (
        "indicator n = share of schools where at least 2 of (a, not b, c and d)",
        "chỉ tiêu n = tỉ lệ trường mà ít nhất 2 trong (a, chưa b, c và d)",
    ),
]


@pytest.mark.parametrize(("english", "vietnamese"), PAIRS)
def test_both_languages_say_it(english: str, vietnamese: str) -> None:
    trees = [parse(source_from_text(text)) for text in (english, vietnamese)]
    assert [tree.diagnostics for tree in trees] == [(), ()]
    assert trees[0].value.statements == trees[1].value.statements
    assert print_file(trees[0].value, "vi") == vietnamese + "\n"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("a >= 1 by 2025 tại từng phường", "a >= 1 in each commune by 2025"),
        ("a >= 1 ở từng quận", "a >= 1 in each district"),
        ("chỉ tiêu n = tỷ lệ phường mà a >= 1", "indicator n = share of communes where a >= 1"),
        ("chỉ tiêu n = số quận mà a >= 1", "indicator n = count of districts where a >= 1"),
        (
            "indicator n = count of schools where no less than 1 of (a)",
            "indicator n = count of schools where at least 1 of (a)",
        ),
    ],
)
def test_other_words_are_read_too(written: str, read: str) -> None:
    assert print_file(parse(source_from_text(written)).value, "en") == f"{read}\n"


@pytest.mark.parametrize(
    ("text", "code", "underlined", "suggestion"),
    [
        ("a >= 1 in each hamlet by 2025", "unknown-grouping", "hamlet", None),
        ("a >= 1 in each 5 by 2025", "cannot-stand-here", "5", None),
        ("a >= 1 in each comune by 2025", "unknown-keyword", "comune", "commune"),
        ("a >= 1 in eech commune", "unknown-keyword", "in eech", "in each"),
        ("a >= 1 ở mổi xã", "unknown-keyword", "ở mổi", "ở mỗi"),
        ("a >= 1 tại mổi xã", "unknown-keyword", "tại mổi", "tại mỗi"),
        ("indicator n = share of hamlets where a >= 1", "unknown-grouping", "hamlets", None),
        ("chỉ tiêu n = tỉ lệ thôn mà a >= 1", "unknown-grouping", "thôn", None),
        ("chỉ tiêu n = số thôn bản mà a >= 1", "unknown-grouping", "thôn bản", None),
        ("a >= 1 when mett b x", "unknown-keyword", "mett", "met"),
        ("a >= 1, of which b >= 2, 3 by 2025", "cannot-stand-here", "3", None),
        ("indicator n = share of schools where at least 2 (a, b)", "cannot-stand-here", "(", None),
    ],
)
def test_what_is_wrong_is_said_in_its_place(
    text: str, code: str, underlined: str, suggestion: str | None
) -> None:
    (diagnostic,) = parse(source_from_text(text)).diagnostics
    assert diagnostic.span is not None
    assert (diagnostic.code, diagnostic.span.text) == (code, underlined)
    assert diagnostic.params.get("suggestion") == suggestion
