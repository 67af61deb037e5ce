"""Every defect of the corpus: what it is told as, what is kept, and that no verdict gives way.

The files are made for the test run, by a seeded script and in every format that can hold the
defect; ``expected.toml`` says what must come out of each.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from dxplan.messages import LANGUAGES
from dxplan.report import json_report, text
from tests.data.corpus.broken_files import BROKEN_FILES
from tests.data.corpus.defects import DEFECTS, SECRET
from tests.data.corpus.forms import WRITERS
from tests.data.corpus.lists import EVENTS, REGISTERS
from tests.data.corpus.make_corpus import main
from tests.data.corpus.outcomes import Number, Outcome, cases, outcome, plan, write

EXPECTED: dict[str, dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("expected.toml").read_text("utf-8")
)
SEEDS = (1, 2024)
COUNT = len(EXPECTED)
CASES = [
    pytest.param(name, suffix, seed, id=f"{number}-of-{COUNT}-{name}{suffix}-{seed}")
    for number, name in enumerate([*DEFECTS, *BROKEN_FILES], 1)
    for suffix in (WRITERS if name in DEFECTS else ("",))
    for seed in (SEEDS if suffix in (".xlsx", "") else SEEDS[:1])
]
QUARTERS = "quarters_on_sheets_and_the_year_in_the_title"


@pytest.fixture(scope="module")
def clean_outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Outcome]:
    """What comes out of the form without a defect."""
    found = {}
    for seed in SEEDS:
        folder = tmp_path_factory.mktemp("clean")
        found[seed] = outcome([write("", ".xlsx", seed, folder)], folder)
    return found


def test_every_defect_has_its_outcome_written_down_and_there_are_enough() -> None:
    assert set(EXPECTED) == {name for name, _ in cases()}
    assert COUNT >= 60


def test_the_clean_form_has_no_problem_and_is_the_same_in_every_format(
    tmp_path: Path, clean_outcomes: Mapping[int, Outcome]
) -> None:
    for seed, clean in clean_outcomes.items():
        assert clean.problems == ()
        assert {verdict for _, _, verdict in clean.verdicts} <= {"met", "missed"}
        for suffix in WRITERS:
            assert outcome([write("", suffix, seed, tmp_path)], tmp_path) == clean


@pytest.mark.parametrize(("name", "suffix", "seed"), CASES)
def test_a_defect_is_told_and_changes_no_verdict_silently(
    name: str, suffix: str, seed: int, tmp_path: Path, clean_outcomes: Mapping[int, Outcome]
) -> None:
    clean, expected = clean_outcomes[seed], EXPECTED[name]
    found = outcome([write(name, suffix, seed, tmp_path)], tmp_path)
    assert sorted(found.problems) == sorted(expected["problems"])
    if name != QUARTERS:
        assert found.numbers == tuple(sorted(_numbers(clean.numbers, expected)))
    changed = set(clean.verdicts) ^ set(found.verdicts)
    said = {verdict for _, _, verdict in set(found.verdicts) - set(clean.verdicts)}
    # What is missing, and what contradicts its own percentage, is said by the verdict itself.
    assert not changed or found.problems or said <= {"no_data", "conflict"}
    if found.numbers == clean.numbers and said != {"conflict"}:
        assert not changed


def _numbers(clean: tuple[Number, ...], expected: Mapping[str, Any]) -> list[Number]:
    """The numbers of the clean form that are kept, under another period where that is read."""
    kept = []
    for number in clean:
        school, period, measure, members, value = number
        level = dict(members).get("level", "")
        said = {"school": school, "measure": measure, "level": level}
        if not any(each.items() <= said.items() for each in expected.get("without", ())):
            moved = expected.get("period", {}).get(school, expected.get("period", {}).get("all"))
            kept.append((school, moved or period, measure, members, value))
    return kept


@pytest.mark.parametrize("suffix", WRITERS)
def test_quarters_of_two_sheets_add_up_to_the_year(
    suffix: str, tmp_path: Path, clean_outcomes: Mapping[int, Outcome]
) -> None:
    found = outcome([write(QUARTERS, suffix, 1, tmp_path)], tmp_path)
    flows = {name for name, measure in plan().measures.items() if measure.flow}
    added: Counter[tuple[object, ...]] = Counter()
    for school, _, measure, members, value in found.numbers:
        added[school, measure, members] += value if measure in flows else value / 2  # type: ignore[assignment]
    assert {period for _, period, *_ in found.numbers} == {
        "2024-07-01/2024-09-30", "2024-10-01/2024-12-31"
    }  # fmt: skip
    assert dict(added) == {
        (school, measure, members): Fraction(value)
        for school, _, measure, members, value in clean_outcomes[1].numbers
    }


PERSONS = [name for name in DEFECTS if name.startswith(("persons_", "citizens_"))]
PRIVATE = (SECRET, "052012345678", "1/5/2012", "2012-05-01")


@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize("name", PERSONS)
def test_nothing_of_a_sheet_of_persons_is_kept_or_printed(
    name: str, suffix: str, tmp_path: Path
) -> None:
    found = outcome([write(name, suffix, 1, tmp_path)], tmp_path)
    told = [
        line
        for problem in found.seen.problems
        for language in LANGUAGES
        for line in (problem.message(language), problem.help(language))
    ]
    shown = [
        renderer.render(found.report, language)
        for renderer in (text, json_report)
        for language in LANGUAGES
    ]
    everything = "\n".join([*told, *shown, repr(found.seen), repr(found.report)])
    assert found.seen.cells == found.seen.reported_values == ()
    assert [each for each in PRIVATE if each in everything] == []


@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize("name", [name for name in DEFECTS if name.startswith("signatures_")])
def test_nobody_who_signed_is_named(name: str, suffix: str, tmp_path: Path) -> None:
    found = outcome([write(name, suffix, 1, tmp_path)], tmp_path)
    everything = repr(found.seen) + repr(found.report)
    assert [each for each in ("Nguyễn Văn A", "Trần Thị B") if each in everything] == []


def test_a_wrong_total_is_told_with_both_numbers_and_their_cells(tmp_path: Path) -> None:
    found = outcome([write("total_row_that_differs", ".xlsx", 1, tmp_path)], tmp_path)
    (problem,) = (each for each in found.seen.problems if each.code == "total-differs")
    assert int(str(problem.params["sum"])) - int(str(problem.params["total"])) == 10
    assert problem.params["cells"] == "F2, F3, F4, F5, F6, …"


def test_the_script_writes_every_file_and_says_how_many_defects_there_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["make_corpus", str(tmp_path), "--seed", "7"])
    main()
    lists = (*REGISTERS, *EVENTS)
    assert {path.name for path in tmp_path.iterdir()} == {*EXPECTED, *lists, "register.csv"}
    files = len(list(cases())) + len(lists) * len(WRITERS)
    assert len(list(tmp_path.rglob("a.*"))) == files
    assert capsys.readouterr().out.startswith(f"{COUNT + len(lists)} defects: ")
