"""What may be written next."""

from __future__ import annotations

from pathlib import Path

import pytest

from dxplan.editing.completion import Proposal, languages_at, proposals
from dxplan.editing.context import typed_at
from dxplan.messages import Language
from tests.editing.desks import desk_with, seen

TEXT = """\
plan demo
    period 2024 to 2025
unit office "The office"
dimension level { primary | tiểu_học "Primary" }
measure a by level flow
flag site "Site"
fact city "City"
indicator x "A share" = a / a
scale digital
    group teaching { c1 "c" mandatory }
    band low
    gate unmet gives low
task first "T" by 2025
    lead office
"""


def offered(folder: Path, typed: str, language: Language = "en") -> list[Proposal]:
    text = TEXT + typed
    view, file = seen(folder, text)
    assert file.span is not None
    return list(proposals(view, file.span.source.text, len(file.span.source.text), language))


@pytest.mark.parametrize(
    ("typed", "kind", "names"),
    [
        ("", "indicator", ["x"]),
        ("x ", "member", ["primary", "tiểu_học"]),
        ("x >= 5% by 2025\n    lead ", "unit", ["office"]),
        ("x >= 5% by 2025\n    lead office, ", "unit", ["office"]),
        ("x >= 5% by 2025\n    except pri", "member", ["primary", "tiểu_học"]),
        ("x >= 5% by 2025 when ", "fact", ["city"]),
        ("x >= 5% by 2025 when city and ", "group", ["digital.teaching"]),
        ("x >= 5% by 2025 when digital.teaching >= ", "band", ["low"]),
        ("indicator y = ", "measure", ["a", "c1", "site"]),
        ("indicator y = share of schools where ", "group", ["digital.teaching"]),
        ("measure b by ", "dimension", ["level"]),
        ("task t within 5 days of the deadline of ", "work", ["first"]),
        ("waive ", "indicator", ["x"]),
        ("waive x ", "member", ["primary", "tiểu_học"]),
        ('example "e"\n    given ', "work", ["first"]),
        ('example "e"\n    expect ', "indicator", ["x"]),
        ("use ", "vocabulary", ["education", "scale_4725"]),
    ],
)
def test_names_are_those_that_may_stand_there(
    tmp_path: Path, typed: str, kind: str, names: list[str]
) -> None:
    assert [each.text for each in offered(tmp_path, typed) if each.kind == kind] == names


@pytest.mark.parametrize(
    ("typed", "language", "first"),
    [
        ("x >= 5% by 2025\n    le", "en", "lead"),
        ("x >= 5% by 2025\n    chủ", "vi", "chủ trì"),
        ("x >= 5% by 2025\n    chủ t", "vi", "chủ trì"),
        ("thang", "vi", "thang điểm"),
        ("x >= 5% eve", "en", "every"),
    ],
)
def test_keywords_are_of_the_language_also_when_some_words_are_typed(
    tmp_path: Path, typed: str, language: Language, first: str
) -> None:
    found = [each for each in offered(tmp_path, typed, language) if each.kind == "keyword"]
    assert first in [each.text for each in found]
    start = next(each.start for each in found if each.text == first)
    assert first.startswith((TEXT + typed)[start:])


def test_times_are_those_of_the_plan(tmp_path: Path) -> None:
    found = [e.text for e in offered(tmp_path, "x >= 5% by ") if e.kind == "time"]
    assert found == [
        "2024", "2025", "2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4",
        "school year 2024-2025", "2025-12-31",
    ]  # fmt: skip
    found = [e.text for e in offered(tmp_path, "x đạt 5% đến ", "vi") if e.kind == "time"]
    assert found[:3] == ["năm 2024", "năm 2025", "quý I năm 2025"]


@pytest.mark.parametrize("typed", ['note "le', "x >= 5% # le", "x “le"])
def test_nothing_is_offered_inside_comments_and_texts(tmp_path: Path, typed: str) -> None:
    assert offered(tmp_path, typed) == []


@pytest.mark.parametrize("typed", ["unit ", "plan ", "measure ", "indicator "])
def test_no_known_name_is_offered_where_one_is_declared(tmp_path: Path, typed: str) -> None:
    assert offered(tmp_path, typed) == []


def test_what_was_declared_is_still_known_while_its_statement_is_broken(tmp_path: Path) -> None:
    path = tmp_path.resolve() / "plan.dxplan"
    desk = desk_with(path, TEXT)
    desk.view(path)
    broken = TEXT.replace('unit office "The office"', 'unit office "The office') + "x >= 5% lead "
    desk.put(path, broken)
    view = desk.view(path)
    assert "office" not in view.plan.units
    found = proposals(view, broken, len(broken), "en")
    assert [each.text for each in found if each.kind == "unit"] == ["office"]


def test_a_statement_goes_on_over_blank_lines_and_comments() -> None:
    text = "use a\nx >= 5%\n\n# c\n    lead "
    typed = typed_at(text, len(text))
    assert typed is not None
    assert typed.before == "x >= 5%\n\n# c\n    lead "
    typed = typed_at(text + "\n", len(text) + 1)
    assert typed is not None
    assert typed.before == ""


def listed(folder: Path, text: str, preferred: Language | None = None) -> list[str]:
    """What is offered at the end of a text that is all there is, in the order that is shown."""
    view, file = seen(folder, text)
    first, *others = languages_at(view, file, preferred)
    return [each.text for each in proposals(view, text, len(text), first, others)]


@pytest.mark.parametrize(
    ("typed", "preferred", "first"),
    [
        ("", "vi", ["kế hoạch", "sử dụng"]),
        ("", None, ["plan", "use"]),
        ("k", None, ["kế hoạch", "kiểm tra"]),
        ("ke", "vi", ["kế hoạch"]),
        ("ke ho", "vi", ["kế hoạch"]),
        ("kế hoạch a\n\nsu d", None, ["sử dụng"]),
        ("plan a\n\n", "vi", ["plan", "use"]),
        ("x >= 5%\n\n", "vi", ["kế hoạch", "sử dụng"]),
    ],
)
def test_a_file_of_no_language_yet_may_become_one_of_either(
    tmp_path: Path, typed: str, preferred: Language | None, first: list[str]
) -> None:
    assert listed(tmp_path, typed, preferred)[: len(first)] == first


HEAD = (
    'kế hoạch a\n    giai đoạn 2024 đến 2025\nđơn vị sở "Sở" cấp tỉnh\nsố liệu a thời kỳ\n'
    'phân tổ cấp { th "TH" }\nchỉ tiêu x "X" = a / a\n'
)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("nhiệm ", ["nhiệm vụ"]),
        ('chỉ tiêu y "Y" ', ["="]),
        ("x đạt 5% đến ", ["năm 2024", "năm 2025", "quý I năm 2025"]),
        ("x đạt 5% đến năm ", ["năm 2024", "năm 2025", "năm học 2024-2025"]),
        ("x đạt 5% đến năm 20", ["năm 2024", "năm 2025"]),
        ("x đạt 5% đến quý ", ["quý I năm 2025", "quý II năm 2025"]),
        ("x đạt 5% đến năm 2025 chủ trì sở phối ", ["phối hợp"]),
        ('nhiệm vụ n "N" đến ', ["năm 2024", "năm 2025"]),
        ("x ", ["từ", "đạt"]),
    ],
)
def test_the_likelier_stands_first(tmp_path: Path, typed: str, first: list[str]) -> None:
    assert listed(tmp_path, HEAD + typed)[: len(first)] == first


def test_a_time_goes_on_with_its_word_and_does_not_repeat_it(tmp_path: Path) -> None:
    text = HEAD + "x đạt 5% đến năm "
    view, _ = seen(tmp_path, text)
    found = next(each for each in proposals(view, text, len(text), "vi") if each.kind == "time")
    assert text[: found.start] + found.text == HEAD + "x đạt 5% đến năm 2024"


@pytest.mark.parametrize(("typed", "names"), [("x ", ["th"]), ("y ", []), ("y z ", [])])
def test_members_are_offered_behind_indicators_and_after_the_comparators(
    tmp_path: Path, typed: str, names: list[str]
) -> None:
    text = HEAD + typed
    view, _ = seen(tmp_path, text)
    found = proposals(view, text, len(text), "vi")
    assert [each.text for each in found if each.kind == "member"] == names
    if names:
        kinds = [each.kind for each in found]
        assert kinds.index("member") > [each.text for each in found].index("không quá")
