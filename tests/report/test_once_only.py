"""What reports of many organisations work out once, and what they do not work out at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import attrs
import pytest

import dxplan
from benchmarks.page import DAY, big_report
from dxplan.engine.findings import Finding, Report, Verdict, unfinished
from dxplan.report import number_text, progress_lines

SCHOOLS, TARGETS = 7, 3


@pytest.fixture(scope="module")
def big() -> Report:
    return big_report(SCHOOLS, TARGETS)


@pytest.mark.parametrize("name", ["asked_text", "timing_text", "subject_text"])
def test_the_words_of_a_target_are_found_once_for_all_groups(
    big: Report, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    asked: Counter[str] = Counter()
    original = getattr(progress_lines, name)

    def counting(*given: Any) -> Any:
        asked[name] += 1
        return original(*given)

    monkeypatch.setattr(progress_lines, name, counting)
    groups = list(progress_lines.group_lines(big, "vi"))
    assert len(groups) == SCHOOLS
    assert sum(len(lines) for _, lines in groups) == SCHOOLS * TARGETS
    assert asked[name] == TARGETS


class Unasked:
    """Findings of groups that fail when anybody wants more than their verdicts."""

    def finish(self, finding: Finding, number: int, name: str) -> None:
        raise AssertionError(f"{name} was worked out")


def _unfinished(report: Report) -> Iterator[Finding]:
    verdicts: list[tuple[str, Verdict]] = [(f"school {n}", "missed") for n in range(SCHOOLS)]
    for target in report.plan.targets:
        yield from unfinished(Unasked(), target.id, DAY, "organisation", verdicts)


def test_a_document_asks_of_groups_their_verdicts_only(big: Report) -> None:
    whole = [each for each in big if each.by is None]
    bare = attrs.evolve(big, findings=(*whole, *_unfinished(big)), titles={})
    assert dxplan.render(bare, "docx")[:2] == b"PK"
    with pytest.raises(AssertionError, match="was worked out"):
        list(progress_lines.group_lines(bare, "vi"))


def test_a_certain_value_is_rounded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    from fractions import Fraction

    from dxplan.values.intervals import Interval

    rounded: list[Fraction] = []
    original = number_text.rounded_text

    def counting(value: Fraction, places: int) -> str:
        rounded.append(value)
        return original(value, places)

    monkeypatch.setattr(number_text, "rounded_text", counting)
    value = Fraction(1234, 100)
    assert number_text.interval_text(
        Interval(value, value), "%", "vi", [Fraction(50), Fraction(60)]
    ) == "12,3%"  # fmt: skip
    assert rounded == [value]
