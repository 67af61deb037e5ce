"""Names in editors: where they stand, what they mean, and what they may be called instead."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from dxplan.editing.fixes import all_fixes, quick_fixes
from dxplan.editing.formatting import formatting
from dxplan.editing.hovering import hover
from dxplan.editing.places import definition, highlights
from dxplan.editing.renaming import RenamingRefused, edits, new_name, renaming_at
from dxplan.editing.symbols import outline
from dxplan.editing.tokens import tokens
from dxplan.editing.trial import new_mistake
from dxplan.source import source_from_text
from tests.editing.desks import desk_with, seen

TEXT = """\
use education
unit office | văn_phòng "The office" cite "1"
measure a flow
measure b flow
indicator x "A *share*" = a / b
    assume "of lessons"
# --- One ---
x >= 5% by 2025
    lead office
    with văn_phòng
# === Two ===
task t "T" by 2025
    lead office
"""


def test_a_name_and_its_alias_lead_to_one_declaration(tmp_path: Path) -> None:
    view, file = seen(tmp_path, TEXT)
    for word in ("office\n", "văn_phòng\n"):
        found = definition(view, file, TEXT.index(word))
        assert found is not None
        assert not isinstance(found, Path)
        assert (found.text, found.line) == ("office", 2)
    assert [each.line for each in highlights(view, file, TEXT.index("office\n"))] == [
        2, 2, 9, 10, 13,
    ]  # fmt: skip


def test_a_vocabulary_leads_to_its_files(tmp_path: Path) -> None:
    view, file = seen(tmp_path, TEXT)
    found = definition(view, file, 5)
    assert isinstance(found, Path)
    assert found.name == "education"


def test_no_name_leads_nowhere(tmp_path: Path) -> None:
    view, file = seen(tmp_path, TEXT)
    assert definition(view, file, TEXT.index(">=")) is None
    assert highlights(view, file, TEXT.index(">=")) == []


def test_what_is_shown_of_a_name_stays_text(tmp_path: Path) -> None:
    view, file = seen(tmp_path, TEXT)
    found = hover(view, None, file, TEXT.index("x >="))
    assert found is not None
    assert found.markdown.startswith("**x** (indicator) — A \\*share\\*")
    assert "Assumption: of lessons" in found.markdown
    assert found.markdown.endswith("Id: x.by.2025\n\nLead: The office\n\nWith: The office")


def test_only_the_form_that_is_pointed_at_is_changed(tmp_path: Path) -> None:
    view, file = seen(tmp_path, TEXT)
    for word, lines in (("office\n", [2, 9, 13]), ("văn_phòng\n", [2, 10])):
        renaming = renaming_at(view, file, TEXT.index(word), lambda _: True)
        name = new_name(renaming, "new", [view], "en")
        assert [each.span.line for each in edits([view], renaming, name)] == lines


NO_NAME = "is no name: a name begins with a letter and has letters, digits and “_” only."


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("by", "“by” is a keyword of the rule language, so nothing can be called that."),
        ("a b", f"“a b” {NO_NAME}"),
        ("", f"“” {NO_NAME}"),
        ("national.x", f"“national.x” {NO_NAME}"),
    ],
)
def test_a_name_that_no_rule_could_use_is_refused(tmp_path: Path, name: str, why: str) -> None:
    view, file = seen(tmp_path, TEXT)
    renaming = renaming_at(view, file, TEXT.index("x >="), lambda _: True)
    with pytest.raises(RenamingRefused) as refused:
        new_name(renaming, name, [view], "en")
    assert str(refused.value) == why


@pytest.mark.parametrize("name", ["a", "t", "online_share", "lessons_total"])
def test_a_name_that_something_else_has_is_refused(tmp_path: Path, name: str) -> None:
    view, file = seen(tmp_path, TEXT)
    renaming = renaming_at(view, file, TEXT.index("x >="), lambda _: True)
    with pytest.raises(RenamingRefused, match=f"“{name}” is declared already"):
        new_name(renaming, name, [view], "en")


@pytest.mark.parametrize(
    ("word", "why"),
    [
        ("education", "name of a plan or a vocabulary"),
        (">=", "There is no name at this place."),
        ("nobody", "Nothing declares “nobody”"),
    ],
)
def test_what_is_no_name_of_the_plan_is_not_renamed(tmp_path: Path, word: str, why: str) -> None:
    text = TEXT + "task n by 2025\n    lead nobody\n"
    view, file = seen(tmp_path, text)
    with pytest.raises(RenamingRefused, match=why):
        renaming_at(view, file, text.index(word), lambda _: True)


def test_a_change_that_makes_a_new_mistake_is_found_out(tmp_path: Path) -> None:
    path = tmp_path.resolve() / "plan.dxplan"
    desk = desk_with(path, TEXT)
    view = desk.view(path)
    file = view.file(path)
    assert file is not None
    renaming = renaming_at(view, file, TEXT.index("x >="), lambda _: True)
    changes = edits([view], renaming, "y")
    assert new_mistake(desk, [view], changes) is None
    found = new_mistake(desk, [view], changes[:1])
    assert found is not None
    assert found.code == "unknown-indicator"


def test_the_outline_follows_the_headings(tmp_path: Path) -> None:
    _, file = seen(tmp_path, TEXT)
    found = [(e.name, e.kind, [part.name for part in e.parts]) for e in outline(file)]
    assert found == [
        ("education", "vocabulary", []),
        ("office", "unit", []),
        ("a", "measure", []),
        ("b", "measure", []),
        ("x", "indicator", []),
        ("One", "section", ["x"]),
        ("Two", "section", ["t"]),
    ]


CITED = """\
kế hoạch p "P"
    giai đoạn 2024 đến 2026
số liệu a "A"
chỉ tiêu x "X" = a
    căn cứ "TT 15"
x ≥ 1 đến năm 2024
    căn cứ "I.1"
chỉ tiêu y "Y" = a
y ≥ 1 đến năm 2024
    ghi chú "không nói gì"
    căn cứ "I.1"
chỉ tiêu z "Z" = a
nhiệm vụ n "N" trước năm 2025
    căn cứ "II.2"
x ≥ 2 đến năm 2026
    căn cứ "I.1"
y ≥ 2 đến năm 2026
"""


def test_without_headings_the_sections_of_the_outline_are_those_that_rules_cite(
    tmp_path: Path,
) -> None:
    _, file = seen(tmp_path, CITED)
    found = outline(file)
    assert [(e.name, e.kind, [part.name for part in e.parts]) for e in found] == [
        ("p", "plan", []),
        ("a", "measure", []),
        ("x", "indicator", []),
        ("I.1", "section", ["x", "y", "y"]),
        ("z", "indicator", []),
        ("II.2", "section", ["n"]),
        ("I.1", "section", ["x"]),
        ("y", "target", []),
    ]
    assert [part.kind for part in found[3].parts] == ["target", "indicator", "target"]
    for entry in found:
        places = [entry.name_span, *(part.span for part in entry.parts)]
        assert all(entry.span.start <= e.start and e.end <= entry.span.end for e in places)
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))


def test_headings_go_before_what_rules_cite(tmp_path: Path) -> None:
    _, file = seen(tmp_path, CITED.replace("chỉ tiêu z", "# --- Sau ---\nchỉ tiêu z"))
    found = [(e.name, [part.name for part in e.parts]) for e in outline(file)]
    assert found[-1] == ("Sau", ["z", "n", "x", "y"])
    assert [name for name, _ in found[:-1]] == ["p", "a", "x", "x", "y", "y"]


def test_colours_cover_words_once_and_stay_on_their_lines(tmp_path: Path) -> None:
    view, file = seen(tmp_path, TEXT)
    found = tokens(view, file)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert not any("\n" in TEXT[each.start : each.end] for each in found)
    words = {TEXT[each.start : each.end]: each.kind for each in found}
    assert (words["office"], words["x"], words["a"], words["lead"], words["5"]) == (
        "class", "function", "property", "keyword", "number",
    )  # fmt: skip
    assert [TEXT[e.start : e.end] for e in found if e.declares] == [
        "office", "văn_phòng", "a", "b", "x", "t",
    ]  # fmt: skip


def test_a_missing_vocabulary_is_offered(tmp_path: Path) -> None:
    text = "unit u\nonline_share >= 5% by 2025\n    lead u\n"
    view, file = seen(tmp_path, text)
    assert file.span is not None
    lints = desk_with(tmp_path / "x.dxplan", "").session.loaded.lints
    (fix,) = quick_fixes(view, view.outcome, lints, file.span)
    assert fix.title == "Add “use education”"
    assert [(each.span.start, each.text) for each in fix.edits] == [(0, "use education\n\n")]


def test_what_lint_mends_is_offered(tmp_path: Path) -> None:
    text = (
        "unit u\ndimension d { m, n }\nmeasure a by d flow\nmeasure b by d flow\n"
        'indicator x = a / b\nx m over 5%, n 3% by 2025\n    lead u\n    cite "1"\n'
    )
    view, file = seen(tmp_path, text)
    assert file.span is not None
    lints = desk_with(tmp_path / "x.dxplan", "").session.loaded.lints
    found = quick_fixes(view, view.outcome, lints, file.span)
    assert [each.title for each in found] == ["Mend this (carried-comparator)"]
    assert [each.edits for each in found] == [e.edits for e in all_fixes(view.outcome, lints)]


def test_formatting_puts_letters_together_that_are_written_in_parts() -> None:
    text = 'đơn vị a "Sở"\n\nđơn vị b "Phòng"\n'
    apart = text.replace("ò", "o\u0300")
    (edit,) = formatting(source_from_text(apart))
    assert (edit.span.line, edit.span.text, edit.text) == (
        3, 'đơn vị b "Phòng"\n', 'đơn vị b "Phòng"\n',
    )  # fmt: skip
    assert formatting(source_from_text(text)) == ()


def test_formatting_changes_only_the_lines_that_differ() -> None:
    source = source_from_text("use education\n\nx >= 5%   by 2025\n\nunit u\n")
    (edit,) = formatting(source)
    assert (edit.span.text, edit.text) == ("x >= 5%   by 2025\n", "x >= 5% by 2025\n")
    assert formatting(source_from_text("x >= by")) == ()
    assert formatting(source_from_text("use education\n")) == ()


@pytest.mark.parametrize(
    ("rule", "code", "wrong", "right"),
    [
        ('tassk t "T" by 2025', "unknown-keyword", "tassk", "task"),
        ('nhiem vu t "T" đến năm 2025', "unknown-keyword", "nhiem vu", "nhiệm vụ"),
        ("x dat 5% đến năm 2025", "unknown-keyword", "dat", "đạt"),
        ("x >= 5 by 2025", "missing-percent", "5", "5%"),
    ],
)
def test_a_word_that_is_meant_and_a_percent_that_is_missing_are_offered(
    tmp_path: Path, rule: str, code: str, wrong: str, right: str
) -> None:
    text = f'measure a flow\nmeasure b flow\nindicator x "X" = a / b\n{rule}\n'
    view, file = seen(tmp_path, text)
    assert file.span is not None
    lints = desk_with(tmp_path / "x.dxplan", "").session.loaded.lints
    fixes = quick_fixes(view, view.outcome, lints, file.span, language="vi")
    [fix] = [each for each in fixes if code in [said.code for said in each.of]]
    assert fix.title == f"Sửa thành “{right}”"
    assert [(edit.span.text, edit.text) for edit in fix.edits] == [(wrong, right)]


def test_a_declaration_in_another_language_is_shown_in_the_words_of_the_reader(
    tmp_path: Path,
) -> None:
    text = "sử dụng education\nonline_share đạt 5% đến năm 2025\n"
    view, file = seen(tmp_path, text)
    found = hover(view, None, file, text.index("online"))
    assert found is not None
    shown = found.markdown.split("```")[1]
    assert shown == (
        'dxplan\nchỉ tiêu online_share "Tỉ trọng nội dung chương trình triển khai trực tuyến"\n'
        "    = lessons_online / lessons_total\n"
    )
    # What is assumed stands below it, and once.
    assert found.markdown.count("Trung bình là tỉ lệ gộp") == 1
