"""An explanation as an officer sends it to a school."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from rich.cells import cell_len

from dxplan.explain import TargetExplanation, WorkExplanation
from dxplan.messages import LANGUAGES, Language
from dxplan.report.explanation_text import explanation_text
from dxplan.report.layout import WIDTH
from tests.engine.rules import day
from tests.explain import example, further
from tests.explain.example import VERDICTS, explained

Golden = Callable[[str, str], None]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    example.write(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("verdict", VERDICTS)
def test_every_verdict_is_explained(golden: Golden, verdict: str, language: Language) -> None:
    found = explained(*VERDICTS[verdict])
    assert found.finding.verdict == verdict
    golden(f"explain/{verdict}.{language}.txt", explanation_text(found, language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_school_is_explained_cell_by_cell(golden: Golden, language: Language) -> None:
    found = explained("online_share.primary.by.2025", organisation="Trường Tiểu học Hoa Sen")
    golden(f"explain/school.{language}.txt", explanation_text(found, language))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("name", "rule", "deadline"),
    [
        ("task_late", "plan_review", ""),
        ("task_open", "upkeep", ""),
        ("duty_met", "quarterly_report", "2025-12-19"),
        ("duty_missed", "quarterly_report", "2025-09-19"),
    ],
)
def test_work_is_explained(
    golden: Golden, name: str, rule: str, deadline: str, language: Language
) -> None:
    found = explained(rule, on=day(deadline) if deadline else None)
    golden(f"explain/{name}.{language}.txt", explanation_text(found, language))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", further.KINDS)
def test_every_kind_of_rule_is_explained(
    golden: Golden, folder: Path, kind: str, language: Language
) -> None:
    further.write(folder)
    golden(f"explain/{kind}.{language}.txt", explanation_text(further.explained(kind), language))


def remedy(found: TargetExplanation | WorkExplanation, language: Language = "en") -> list[str]:
    """The lines of the last section, as one paragraph a sentence."""
    text = explanation_text(found, language).split("\n\n")[-1]
    return text.strip().replace("\n  ", " ").split("\n")


def test_a_further_level_is_told_beside_the_threshold() -> None:
    found = explained("online_share.primary.by.2025", reaching=Fraction(10))
    lines = remedy(found)
    assert lines[0] == "At least 35 tiết more in the numerator, with the same denominator."
    assert lines[1] == "Or any 2 of these 3 organisations with at least 5% each:"
    assert lines[5] == "Or any 1 of these 3 organisations with at least 10% each:"
    assert lines[6] == "- Trường Tiểu học Lê Lợi: from 37 to 110 of 1,100 (73 tiết)"


def test_a_list_that_is_long_is_cut_and_the_rest_is_counted(folder: Path) -> None:
    rows = [f"S{n:02},2025,primary,1,100" for n in range(20)]
    (folder / "lessons.csv").write_text(
        "\n".join(["school,period,level,lessons_online,lessons_total", *rows]), "utf-8"
    )
    found = explained("online_share.primary.by.2025", register=None)
    text = explanation_text(found, "vi")
    assert "- 15 đơn vị còn lại: tử số 15, mẫu số 1.500." in text
    assert "- … và 8 đơn vị khác" in text
    assert text.count("(4 tiết)") == 12


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_cannot_steer_the_terminal_and_no_line_is_too_wide(
    folder: Path, language: Language
) -> None:
    hostile = "Trường \x1b[31mđỏ\x1b[0m \u202eđảo " + "rất dài " * 30
    for name in ("register.csv", "figures.csv"):
        path = folder / name
        path.write_text(
            path.read_text("utf-8").replace("Trường Tiểu học Hoa Sen", hostile), "utf-8"
        )
    for name in (None, "A"):
        found = explained("online_share.primary.by.2025", organisation=name)
        text = explanation_text(found, language)
        assert "\x1b" not in text
        assert "\u202e" not in text
        assert "đỏ" in text
        assert max(map(cell_len, text.splitlines())) <= WIDTH


def test_without_a_register_it_is_said_who_is_expected() -> None:
    text = explanation_text(explained("online_share.primary.by.2025", register=None), "en")
    assert "No register was given" in text
    assert "- C: 37 of 1,100, which is 3.4%." in text


def test_rows_that_were_left_out_are_counted(folder: Path) -> None:
    path = folder / "lessons.csv"
    path.write_text(path.read_text("utf-8").replace("A,2025,primary,30", "A,2025,primary,ba"))
    text = " ".join(explanation_text(explained("online_share.primary.by.2025"), "vi").split())
    assert "Có 1 dòng số liệu không được đưa vào tính toán vì có vấn đề" in text


def test_work_without_an_event_list_asks_for_one() -> None:
    found = explained("plan_review", events=None)
    assert "An event list" not in explanation_text(found, "en")
    assert "No event list was given, so nothing is known of it." in explanation_text(found, "en")
    assert remedy(found)[0].startswith("Give the event list with `--events`")
