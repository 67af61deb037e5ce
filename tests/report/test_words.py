"""The catalogue of words: complete in both languages, and safe on a terminal."""

from __future__ import annotations

import re
import string
from pathlib import Path
from typing import Any

import pytest

from dxplan import analysis
from dxplan.engine.findings import VERDICTS
from dxplan.messages import catalogue
from dxplan.report.words import counted, plain, word

ENTRIES = [
    (f"{table}.{code}", entry)
    for table, codes in catalogue("reports").items()
    for code, entry in codes.items()
]


def fields(template: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


@pytest.mark.parametrize(("name", "entry"), ENTRIES, ids=[name for name, _ in ENTRIES])
def test_every_entry_says_the_same_in_both_languages(name: str, entry: dict[str, Any]) -> None:
    assert set(entry) == {"en", "vi"}
    # A date is put together differently, everything else from the same parts.
    if not name.startswith("phrase.period_") and not name.endswith("_one"):
        assert fields(entry["en"]) == fields(entry["vi"])


ANALYSED = [
    (f"{table}.{code}", entry)
    for table, codes in catalogue("analysis").items()
    for code, entry in codes.items()
]


@pytest.mark.parametrize(("name", "entry"), ANALYSED, ids=[name for name, _ in ANALYSED])
def test_what_the_analyser_says_is_the_same_in_both_languages(
    name: str, entry: dict[str, Any]
) -> None:
    helps = {"help_en", "help_vi"} if name.startswith("review.") and "-" in name else set()
    assert set(entry) == {"en", "vi"} | helps
    assert fields(entry["en"]) == fields(entry["vi"])
    assert all(entry.values())


def test_every_reason_of_the_analyser_has_its_words_and_no_other_has() -> None:
    room = Path(analysis.__file__).parent
    modules = [room / "refinement.py", *sorted((room / "linear").glob("*.py"))]
    code = re.compile(r'"([a-z]+(?:-[a-z]+)+)"')
    given = {each for module in modules for each in code.findall(module.read_text("utf-8"))}
    assert set(catalogue("analysis")["undecided"]) == given


def test_every_verdict_has_its_word() -> None:
    assert [word("verdict", verdict, "vi") for verdict in VERDICTS] == [
        "đạt", "không đạt", "chưa xác định được", "đúng tiến độ", "chậm tiến độ",
        "chưa đến hạn", "chưa có số liệu", "số liệu mâu thuẫn", "không áp dụng",
        "chưa có chỉ tiêu giao", "được miễn",
    ]  # fmt: skip


def test_one_thing_and_several_are_told_apart_in_english() -> None:
    assert counted("severity", "error", 1, "en") == "1 error"
    assert counted("severity", "error", 0, "en") == "0 errors"
    assert counted("severity", "error", 1, "vi") == "1 lỗi"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("một\n hai\tba", "một hai ba"),
        ("\x1b[31mđỏ\x1b[0m", "\ufffd[31mđỏ\ufffd[0m"),
        ("a\u202eb", "a\ufffdb"),
        ("a\u200bb", "a\u200bb"),
        ("Tiểu học", "Tiểu học"),
    ],
)
def test_text_of_data_cannot_steer_a_terminal(text: str, shown: str) -> None:
    assert plain(text) == shown
