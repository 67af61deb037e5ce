"""Verdicts as the page shows them: a shape, a colour and a word, never one of them alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import attrs

from dxplan.engine.findings import VERDICTS, Finding, Verdict
from dxplan.messages import Language
from dxplan.report.finding_text import verdict_text
from dxplan.report.words import word

WORST_FIRST: tuple[Verdict, ...] = (
    "missed", "behind", "conflict", "undetermined", "no_data", "unset", "not_due",
    "on_track", "met", "waived", "not_applicable",
)  # fmt: skip


@attrs.frozen
class Mark:
    """A verdict.

    :param code: which shape and colour it has.
    :param rank: 0 for the worst.
    :param key: what it is filtered by: the code, or ``open`` for work without a day.
    """

    code: str
    word: str
    rank: int
    key: str


@attrs.frozen
class Tally:
    """How many have a verdict.

    :param share: of all, in thousandths, for a bar.
    """

    mark: Mark
    count: int
    share: int = 0
    before: int = 0


def mark_of(finding: Finding, language: Language) -> Mark:
    """The verdict of a finding; work that is merely open is neither good nor bad."""
    is_open = finding.rule != "target" and finding.verdict == "not_due" and finding.deadline is None
    key = "open" if is_open else finding.verdict
    return _mark(finding.verdict, verdict_text(finding, language), key)


def mark_named(verdict: Verdict, language: Language) -> Mark:
    """A verdict on a target."""
    return _mark(verdict, word("verdict", verdict, language), verdict)


def _mark(verdict: Verdict, said: str, key: str) -> Mark:
    return Mark(verdict, said, WORST_FIRST.index(verdict), key)


def tallies(marks: Iterable[Mark]) -> tuple[Tally, ...]:
    """How many have which verdict, in the order of verdicts, and where each part of a bar lies."""
    counts = Counter(marks)
    total, before, found = sum(counts.values()), 0, []
    for mark in sorted(counts, key=lambda each: (VERDICTS.index(each.code), each.word)):
        upto = before + counts[mark]
        start, end = 1000 * before // total, 1000 * upto // total
        found.append(Tally(mark, counts[mark], end - start, start))
        before = upto
    return tuple(found)
