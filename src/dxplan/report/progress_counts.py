"""What the lines of a report add up to: by verdict, by responsible unit, by who did not report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import attrs

from dxplan.engine.findings import VERDICTS, Finding
from dxplan.messages import Language
from dxplan.report.finding_text import verdict_text
from dxplan.report.progress_lines import ProgressLine


@attrs.frozen
class UnitCount:
    """What a unit leads, by the words of the verdicts."""

    targets: Mapping[str, int]
    works: Mapping[str, int]


def verdict_counts(lines: Iterable[ProgressLine], language: Language) -> dict[str, int]:
    """How many lines stand at each verdict that occurs, in the order of verdicts."""
    return counts_of((line.finding for line in lines), language)


def counts_of(findings: Iterable[Finding], language: Language) -> dict[str, int]:
    """The same of findings; nothing but their verdicts is asked of them."""
    ordered = sorted(findings, key=lambda finding: VERDICTS.index(finding.verdict))
    return dict(Counter(verdict_text(finding, language) for finding in ordered))


def unit_counts(
    targets: Sequence[ProgressLine], works: Sequence[ProgressLine], language: Language
) -> dict[str, UnitCount]:
    """What every unit leads; under no name, what nobody does."""
    names = dict.fromkeys(name for line in (*targets, *works) for name in line.leads or ("",))
    led = [_by_lead(targets), _by_lead(works)]
    return {
        name: UnitCount(*(verdict_counts(lines.get(name, ()), language) for lines in led))
        for name in names
    }


def _by_lead(lines: Iterable[ProgressLine]) -> dict[str, list[ProgressLine]]:
    found: dict[str, list[ProgressLine]] = {}
    for line in lines:
        for name in line.leads or ("",):
            found.setdefault(name, []).append(line)
    return found


def missing_of(lines: Iterable[ProgressLine]) -> dict[str, list[ProgressLine]]:
    """For the id of each organisation that did not report everything, the lines that need it."""
    return _by_name((line, line.finding.silent) for line in lines)


def unusable_of(lines: Iterable[ProgressLine]) -> dict[str, list[ProgressLine]]:
    """The same for each that did report, but figures that could not be used."""
    return _by_name((line, line.finding.unusable) for line in lines)


def _by_name(
    named: Iterable[tuple[ProgressLine, tuple[str, ...]]],
) -> dict[str, list[ProgressLine]]:
    found: dict[str, list[ProgressLine]] = {}
    for line, names in named:
        for name in names:
            found.setdefault(name, []).append(line)
    return dict(sorted(found.items()))
