"""Where each rule stands: the judgement date that counts now, and what came before."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs

from dxplan.engine.findings import Finding, Report, current
from dxplan.engine.judged_together import Group


@attrs.frozen
class Standing:
    """A rule for one organisation.

    :param now: its finding of the latest judgement date that has come, else of the first to come.
    :param missed_before: the earlier judgement dates on which it was missed.
    """

    now: Finding
    missed_before: tuple[date, ...] = ()


def standings(report: Report, *rules: str) -> list[Standing]:
    """Where the rules of some kinds stand, in the order of the report."""
    return _standings((each for each in report if each.rule in rules), report.as_of)


def whole_standings(report: Report) -> list[Standing]:
    """Where the targets stand for the whole; nothing else is asked of the findings of groups."""
    found = (each for each in report if each.rule == "target" and each.by is None)
    return _standings(found, report.as_of)


def _standings(found: Iterable[Finding], as_of: date) -> list[Standing]:
    groups: dict[tuple[str, str, str | None, str], list[Finding]] = {}
    for finding in found:
        key = (finding.rule, finding.target, finding.by, finding.organisation)
        groups.setdefault(key, []).append(finding)
    return [_standing(findings, as_of) for findings in groups.values()]


def _standing(findings: list[Finding], as_of: date) -> Standing:
    now = current(findings, as_of)
    earlier = [f.date for f in findings if f.date < now.date and f.verdict == "missed"]
    return Standing(now, tuple(sorted(earlier)))


def by_group(found: Iterable[Standing]) -> dict[Group, list[Standing]]:
    """Standings by what is judged together: the whole, then the groups column by column."""
    groups: dict[Group, list[Standing]] = {}
    for standing in found:
        now = standing.now
        groups.setdefault(Group(now.by, now.organisation), []).append(standing)
    columns = list(dict.fromkeys(group.by for group in groups))
    return {group: groups[group] for by in columns for group in groups if group.by == by}


def missing_reports(found: Iterable[Standing]) -> list[tuple[tuple[str, ...], int]]:
    """Who did not report, with how many targets that touches: the same list of names only once."""
    return _touched((each.now.silent, each.now.target) for each in found)


def unusable_reports(found: Iterable[Standing]) -> list[tuple[tuple[str, ...], int]]:
    """The same of those who did report, but figures that could not be used."""
    return _touched((each.now.unusable, each.now.target) for each in found)


def _touched(named: Iterable[tuple[tuple[str, ...], str]]) -> list[tuple[tuple[str, ...], int]]:
    targets: dict[tuple[str, ...], set[str]] = {}
    for names, target in named:
        if names:
            targets.setdefault(names, set()).add(target)
    return [(names, len(ids)) for names, ids in targets.items()]
