"""What officers are shown in Vietnamese: no day, word or name as only a machine writes it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dxplan.messages import catalogue

GOLDEN = Path(__file__).parents[1] / "golden"
TEXTS = sorted(GOLDEN.rglob("*.vi.txt"))
CATALOGUES = (
    "aiming", "analysis", "contract", "diagnostics", "explanations", "mutants", "office", "phrases",
    "problems", "reports",
)  # fmt: skip
# Ids and what stands between backticks is written by machines, or as it is to be typed. An id may
# go over several lines of the first column of a table.
AS_TYPED = re.compile(r"`[^`]*`|\[[a-z-]+\]|[\w.]*\w\.[\w.-]+|^\d{4}-[\w-]+(?=  )", re.MULTILINE)
QUOTED_RULE = re.compile(r"^ *\d+ \|.*$|viết là: [^\n]*(?:\n(?!\n|[A-ZĐ]|-)[^\n]*)*", re.MULTILINE)
ISO_DAY = re.compile(r"\b\d{4}-(?:0\d|1[0-2]|Q[1-4])(?:-\d\d)?\b")
ENGLISH = re.compile(
    r"\b(?:count|place|rank|when|where|not|and|communes?|districts?|provinces?|organisations?|"
    r"schools?|met|missed|unknown|True|False|None|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b"
)
NAME = re.compile(r"\b[a-z0-9]+_[a-z0-9_]+\b")


def said(path: Path) -> str:
    """A text without the rules that it quotes and the ids in it."""
    return AS_TYPED.sub("", QUOTED_RULE.sub("", path.read_text("utf-8")))


def test_there_are_texts_of_every_command() -> None:
    names = {path.name.split(".")[0] for path in TEXTS}
    expected = {"check", "due", "lint", "plan", "refine", "report", "show", "missed", "task_late"}
    assert expected <= names


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: str(path.name))
def test_days_are_written_as_officers_write_them(path: Path) -> None:
    assert ISO_DAY.findall(said(path)) == []


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: str(path.name))
def test_no_english_word_is_left(path: Path) -> None:
    assert ENGLISH.findall(said(path)) == []


@pytest.mark.parametrize("name", ["check", "due", "report", "explain/not_applicable"])
def test_things_are_called_by_their_titles(name: str) -> None:
    assert NAME.findall(said(GOLDEN / f"{name}.vi.txt")) == []


@pytest.mark.parametrize("name", CATALOGUES)
def test_no_vietnamese_sentence_has_a_day_of_its_own_in_iso_form(name: str) -> None:
    found = {
        code: text
        for code, text in leaves(catalogue(name))
        if code.endswith("vi") and ISO_DAY.search(AS_TYPED.sub("", text))
    }
    assert found == {}


def leaves(table: object, name: str = "") -> list[tuple[str, str]]:
    """All texts of a catalogue by where they stand."""
    if isinstance(table, dict):
        return [
            leaf for key, each in table.items() for leaf in leaves(each, f"{name}.{key}".strip("."))
        ]
    return [(name, table)] if isinstance(table, str) else []
