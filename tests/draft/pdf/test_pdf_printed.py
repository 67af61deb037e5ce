"""Texts that were printed as PDFs say what they said: sentence for sentence, letter for letter."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from dxplan.draft import Document, read_document
from tests.draft.count import HERE, counts_printed, shares
from tests.draft.printing import BROWSER, FONTS, OFFICE, by_browser, by_office

TEXTS = sorted((HERE / "texts").glob("*.txt"))
TEXTS_BY_HAND = sorted((HERE / "texts").glob("*.toml"))
of_office = [
    pytest.mark.xdist_group("office"),
    pytest.mark.skipif(OFFICE is None, reason="needs LibreOffice"),
]
of_browser = [
    pytest.mark.xdist_group("browser"),
    pytest.mark.skipif(BROWSER is None, reason="needs Debian's chromium"),
]


def said(document: Document) -> list[tuple[str, str, list[str]]]:
    return [(each.section, each.text, sorted(each.carries)) for each in document.sentences]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Path, Path]]:
    return by_office(TEXTS, FONTS, tmp_path_factory.mktemp("office"))


@pytest.mark.parametrize("font", FONTS)
@pytest.mark.parametrize("text", TEXTS, ids=lambda path: path.stem)
@pytest.mark.usefixtures("printed")
class TestOffice:
    pytestmark = of_office

    def test_what_an_office_program_prints_says_what_the_text_says(
        self, printed: list[tuple[Path, Path]], text: Path, font: str
    ) -> None:
        (pdf,) = [each for of, each in printed if of == text and each.stem.endswith(font)]
        found = read_document(pdf)
        assert said(found) == said(read_document(text))
        assert found.notes == ()


class TestBrowser:
    pytestmark = of_browser

    @pytest.mark.parametrize("text", TEXTS, ids=lambda path: path.stem)
    def test_what_a_browser_prints_says_what_the_text_says(
        self, tmp_path: Path, text: Path
    ) -> None:
        found = read_document(by_browser(text, FONTS[0], tmp_path))
        assert said(found) == said(read_document(text))
        assert found.notes == ()


class TestCounts:
    pytestmark = of_office

    def test_nearly_all_that_was_counted_by_hand_is_found_in_pdfs(
        self, printed: list[tuple[Path, Path]]
    ) -> None:
        there, hits, false = shares(list(counts_printed(HERE / "texts", printed)))
        golds = [tomllib.loads(each.read_text("utf-8")) for each in TEXTS_BY_HAND]
        assert there == sum(len(each["sentences"]) for each in golds) * len(FONTS) > 0
        assert hits * 100 >= 95 * there
        assert false * 10 <= hits + false
