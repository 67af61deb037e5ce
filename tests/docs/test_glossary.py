"""The Vietnamese words of the glossary are those of the program, and the others are not."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from tests.docs.pages import REPO

PAGE = (REPO / "docs" / "vi" / "glossary.md").read_text("utf-8")
TERMS, AVOIDED = PAGE.split("## Viết thống nhất")
TEXTS = sorted((REPO / "src" / "dxplan" / "texts").glob("*.toml"))
VSCODE = REPO / "editors" / "vscode"


def rows(part: str) -> list[list[str]]:
    lines = re.findall(r"^\| (.*) \|$", part, flags=re.MULTILINE)
    cells = [line.split(" | ") for line in lines]
    return [each for each in cells if each[0] not in ("thuật ngữ", "không viết", "---")]


def said(value: Any, language: str, key: str = "") -> Iterator[str]:
    """The texts of a language in a table of texts, without what is quoted or filled in there."""
    if isinstance(value, dict):
        for name, each in value.items():
            yield from said(each, language, name)
    elif isinstance(value, str) and (key == language or key.endswith(f"_{language}")):
        yield re.sub(r"`[^`]*`|\{[^}]*\}|dxplan\.\w+", "", value)


@cache
def spoken(language: str) -> str:
    found = [
        text for path in TEXTS for text in said(tomllib.loads(path.read_text("utf-8")), language)
    ]
    if language == "vi":
        found += json.loads((VSCODE / "package.nls.vi.json").read_text("utf-8")).values()
    return "\n".join(found).casefold()


@pytest.mark.parametrize("row", rows(TERMS), ids=lambda row: row[0])
def test_a_term_is_used_by_the_program(row: list[str]) -> None:
    for word in row[0].split(", "):
        assert re.search(rf"(?<!\w){word}(?!\w)", spoken("vi")), word
    for word in row[1].split(", "):
        assert word.casefold() in spoken("en"), word


@pytest.mark.parametrize("row", rows(AVOIDED), ids=lambda row: row[0])
def test_a_word_that_is_avoided_is_nowhere(row: list[str]) -> None:
    wrong, right = row
    assert re.search(rf"(?<!\w){wrong}(?!\w)", spoken("vi")) is None
    assert right in spoken("vi")


def test_every_term_stands_there_once() -> None:
    words = [word for row in rows(TERMS) for word in row[0].split(", ")]
    assert len(words) == len(set(words)) > 40
