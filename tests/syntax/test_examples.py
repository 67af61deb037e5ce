"""Reading examples: what is read as something else is said where it stands."""

from __future__ import annotations

import pytest

from dxplan.source import source_from_text
from dxplan.syntax import nodes
from dxplan.syntax.parse import parse
from dxplan.syntax.printer import print_file

HEAD = 'example "a" on 2025-12-31\n    '


@pytest.mark.parametrize(
    ("lines", "code", "underlined"),
    [
        ("given a\n    expect b met", "missing-value", "a"),
        ("given a primary\n    expect b met", "missing-value", "primary"),
        ("given a in 2025\n    expect b met", "missing-value", "a"),
        ("given a\n    given b 2\n    expect b met", "missing-value", "a"),
        ("given a = 2", "cannot-stand-here", "="),
        ("given a 2 2025", "given-without-in", "2025"),
        ("given a 2 by 2025", "given-without-in", "by"),
        ("given a 2 năm 2025", "given-without-in", "năm"),
        ("expect a >= 3", "not-a-verdict", ">="),
        ("expect a by 2025 reached", "unknown-keyword", "reached"),
        ("expect a by 2025 splendid", "not-a-verdict", "splendid"),
        ("expect a mett", "unknown-keyword", "mett"),
        ("expect a primary chua dat", "unknown-keyword", "chua"),
        ("expect a dung tien do", "unknown-keyword", "dung"),
        ("expct a met", "unknown-keyword", "expct"),
        ("given 0 schools a 2", "impossible-count", "0"),
        ("given 1001 schools a 2", "impossible-count", "1001"),
        ("given 2.5 schools a 2", "impossible-count", "2.5"),
        ("given a 1.265", "thousands-point", "1.265"),
        ("given a 2 in 2025-13", "impossible-date", "2025-13"),
    ],
)
def test_what_is_wrong_is_said_in_its_place(lines: str, code: str, underlined: str) -> None:
    diagnostics = parse(source_from_text(HEAD + lines)).diagnostics
    assert [(d.code, d.span.text) for d in diagnostics if d.span] == [(code, underlined)]


def test_an_example_has_a_title() -> None:
    (diagnostic,) = parse(source_from_text("example\n    expect a met")).diagnostics
    assert diagnostic.code == "missing-text"


def test_words_of_examples_are_names_everywhere_else() -> None:
    text = "share no_data done >= 5%, conflict yes >= 6% by 2025"
    (target,) = parse(source_from_text(text)).value.statements
    assert isinstance(target, nodes.TargetStatement)
    assert [name.text for arm in target.arms for name in arm.scope] == [
        "no_data", "done", "conflict", "yes"
    ]  # fmt: skip


def test_schools_are_one_or_many_and_may_say_nothing() -> None:
    text = (
        'example "a"\n    given 1 school without report\n    given 2 schools\n'
        '    given school "B" in "cụm" "2" a yes\n    expect a no data\n'
    )
    file = parse(source_from_text(text)).value
    assert print_file(file, "en") == text.replace("2 schools\n", "2 schools without report\n")
    assert print_file(file, "vi").splitlines()[1:] == [
        "    cho 1 trường chưa báo cáo",
        "    cho 2 trường chưa báo cáo",
        '    cho trường "B" tại "cụm" "2" a có',
        "    kết quả a chưa có số liệu",
    ]
