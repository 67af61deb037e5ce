"""What is said of keywords, where one is offered and where one stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from dxplan.editing.completion import proposals
from dxplan.editing.fixes import quick_fixes
from dxplan.editing.hovering import hover
from dxplan.editing.keywords import keyword_at, meaning
from dxplan.messages import LANGUAGES, Language, catalogue
from dxplan.source import source_from_text
from dxplan.syntax import lexicon
from tests.editing.desks import desk_with

RULES = """\
kế hoạch p "P"
    giai đoạn 2024 đến 2025
đơn vị a "A"
số liệu m "M" thời kỳ
chỉ tiêu x "X" = m
x ít  nhất 5 đến năm 2025  # ít nhất
    chủ trì a
    ghi chú "trước đó"
"""


def test_every_keyword_says_what_it_means_and_nothing_else_does() -> None:
    assert list(catalogue("editing")["keyword"]) == [row.terminal for row in lexicon.rows()]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("terminal", [row.terminal for row in lexicon.rows()])
def test_what_a_keyword_means_is_one_short_sentence(terminal: str, language: Language) -> None:
    said = meaning(terminal, language)
    assert said[0].isupper()
    assert said.endswith(".")
    assert len(said) <= 160


def test_a_keyword_that_is_offered_knows_its_row(tmp_path: Path) -> None:
    path = tmp_path / "x.dxplan"
    view = desk_with(path, RULES).view(path)
    for typed in ("", "x ", "x đạt 5 ", "x đạt 5 đến năm 2025\n    ", "chỉ tiêu y = "):
        text = RULES + typed
        found = proposals(view, text, len(text), "vi", ["en"])
        rows = {each.text: each.terminal for each in found if each.kind == "keyword"}
        rows.pop("=", None)
        assert rows == {text: lexicon.terminal_of(text) for text in rows}
        assert rows


@pytest.mark.parametrize(
    ("at", "written", "terminal"),
    [
        ("kế hoạch", "kế hoạch", "PLAN"),
        ("nhất 5", "ít  nhất", "NO_LESS"),
        ("đến năm", "đến", "BY"),
        ("trì a", "chủ trì", "LEAD"),
    ],
)
def test_the_whole_keyword_is_pointed_at(at: str, written: str, terminal: str) -> None:
    found = keyword_at(source_from_text(RULES), RULES.index(at))
    assert found is not None
    assert (found[0].text, found[1]) == (written, terminal)


@pytest.mark.parametrize("at", ['a "A', "ít nhất\n", "trước đó", "5 đến", " 5 đến", "= m"])
def test_names_texts_comments_and_signs_are_no_keywords(at: str) -> None:
    assert keyword_at(source_from_text(RULES), RULES.index(at)) is None


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("vi", "**chủ trì** (từ khóa) — Đơn vị chịu trách nhiệm chính.\n\n"),
        ("en", "**chủ trì** (keyword) — The unit that is responsible.\n\n"),
    ],
)
def test_over_a_keyword_stands_what_it_says_and_then_the_rule(
    tmp_path: Path, language: Language, said: str
) -> None:
    path = tmp_path / "x.dxplan"
    view = desk_with(path, RULES).view(path)
    (file,) = view.files
    found = hover(view, None, file, RULES.index("chủ trì") + 1, language=language)
    assert found is not None
    assert found.markdown.startswith(said)
    assert "x.by.2025" in found.markdown
    assert found.span.text == "chủ trì"


def test_a_keyword_without_its_marks_is_mended_as_it_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.dxplan"
    desk = desk_with(path, RULES.replace("đến năm", "den năm"))
    view = desk.view(path)
    (file,) = view.files
    assert file.span is not None
    found = quick_fixes(view, view.outcome, desk.session.loaded.lints, file.span)
    fixes = [(each.title, [(e.span.text, e.text) for e in each.edits]) for each in found]
    assert ("Sửa thành “đến”", [("den", "đến")]) in fixes
