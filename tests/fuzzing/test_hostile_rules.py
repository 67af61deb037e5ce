"""Rule texts that were made to keep their reader busy: so much time and memory, and no more.

They are read in a process that is ended beyond a limit. What is promised is two seconds and 500 MB
for a megabyte; a machine that is busy with other things gets four times as long before it is a
failure.
"""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from dxplan.limits import Limits, limited
from dxplan.source import source_from_text
from dxplan.syntax.parse import parse
from tests.fuzzing.hostile_rules import HOSTILE, of_size

PATIENCE = 4
WHOLE = ("words that nearly are keywords", "short rules", "marks on a letter")
"""Those that take longest for a megabyte; the others are read at a tenth of that size here, and
whole by `python -m tests.fuzzing.measured 8 --whole`."""


def test_a_megabyte_takes_seconds_and_not_all_memory() -> None:
    wanted = [(name, 1_000_000 if name in WHOLE else 100_000) for name in HOSTILE]
    ended = subprocess.run(
        [sys.executable, "-m", "tests.fuzzing.measured", str(10 * PATIENCE)],
        input=json.dumps(wanted), capture_output=True, text=True, check=False,
    )  # fmt: skip
    told = [json.loads(line) for line in ended.stdout.splitlines()]
    assert ended.returncode == 0, (told[-1:], ended.stderr[-500:])
    assert {name for name, *_ in told} == set(HOSTILE)
    assert [each for each in told if each[1] != "bound" and each[2] > 2 * PATIENCE] == []
    assert [each for each in told if each[3] > 500] == []


DEEP = (
    "members before a mistake", "negations before a mistake", "lists of conditions",
    "parentheses that are not closed",
)  # fmt: skip


@pytest.mark.parametrize("name", DEEP)
def test_nesting_100000_deep_is_said(name: str) -> None:
    with limited(Limits(rule_words=10_000_000)):
        found = parse(source_from_text(HOSTILE[name](100_000))).diagnostics
    assert len(found) <= 1
    assert {each.code for each in found} <= {
        "nested-too-deeply", "cannot-stand-here", "statement-unfinished",
    }  # fmt: skip


def test_a_line_of_ten_megabytes_is_read_or_refused() -> None:
    (found,) = parse(source_from_text(of_size("words in a row", 10_000_000))).diagnostics
    assert found.code == "too-many-words"
    assert parse(source_from_text(of_size("a text", 10_000_000))).diagnostics == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("x >= {}% by 2025", "number-too-long"),
        ("x >= 1.{}% by 2025", "number-too-long"),
        ("x >= 5% by {}", "impossible-date"),
        ("x >= 5% by {}-01", "impossible-date"),
        ("x >= 5% in 2024-Q{}", "impossible-date"),
        ("x >= 5% in quarter {} of 2024", "impossible-date"),
        ("x >= 5% in month {} year 2024", "impossible-date"),
        ("x >= 5% in school year {0}-{0}", "impossible-school-year"),
        ("x {}-15% by 2025", "number-too-long"),
        ("task t before day {}", "impossible-date"),
        ("task t within {} days of x", "impossible-duration"),
        ("scale s judged in {}", "impossible-date"),
    ],
)
def test_a_million_digits_are_refused(text: str, code: str) -> None:
    found = parse(source_from_text(text.format("1" * 1_000_000))).diagnostics
    assert code in {each.code for each in found}
    assert all(len(each.message()) < 2_500_000 for each in found)


def test_ten_thousand_errors_are_listed_up_to_a_number_and_counted() -> None:
    with limited(Limits(rule_words=1_000_000)):
        found = parse(source_from_text("x >= by\n" * 10_000)).diagnostics
    assert [each.code for each in found] == ["missing-number"] * 1000 + ["not-listed"]
    assert found[-1].params == {"count": 9000}
    assert found[-1].span is not None
    assert found[-1].span.line == 1001


def test_as_many_errors_are_listed_as_one_asks_for() -> None:
    with limited(Limits(errors=3)):
        found = parse(source_from_text("x >= by\n" * 5 + "y => => 5%\n")).diagnostics
    assert [each.code for each in found] == ["missing-number"] * 3 + ["not-listed"]
    assert found[-1].params == {"count": 3}


def test_all_wrong_signs_of_a_list_are_said_at_once_and_the_rest_is_read() -> None:
    text = 'x a => 5%, b =< 6%, c => 2,5% by 2025-13 note "=>"  # =>\n'
    found = parse(source_from_text(text)).diagnostics
    assert [(each.code, each.span and each.span.column) for each in found] == [
        ("reversed-comparator", 5),
        ("reversed-comparator", 14),
        ("reversed-comparator", 23),
        ("decimal-comma", 26),
        ("impossible-date", 34),
    ]


def test_what_stands_behind_a_mistake_that_cannot_be_mended_is_not_said() -> None:
    found = parse(source_from_text("x a => 5%, ), b => 6%")).diagnostics
    assert [each.code for each in found] == ["reversed-comparator", "cannot-stand-here"]


def test_a_file_beyond_the_limit_is_read_up_to_it_and_the_rest_is_said() -> None:
    with limited(Limits(rule_words=100)):
        found = parse(source_from_text("unit a\n" * 2 + "unit b and c\n" * 20))
    assert found.diagnostics[-1].code == "too-many-words"
    assert not found.ok
    assert {"b"} == {name for each in found.value.broken for name in each.declares}
