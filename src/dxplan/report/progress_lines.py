"""A report line by line, as the formats of offices list it: a line a target, task or duty."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import attrs

from dxplan.engine.findings import Finding, Report, Verdict
from dxplan.engine.judged_together import Group
from dxplan.messages import Language
from dxplan.plan.model import Duty, Target, Task, Threshold
from dxplan.report.finding_text import gap_text, value_text, verdict_text
from dxplan.report.group_text import group_titles
from dxplan.report.note_text import notes_of, unit_notes
from dxplan.report.rule_text import asked_text, restrictions, subject_text, title_of
from dxplan.report.standing import Standing, by_group, standings, whole_standings
from dxplan.report.time_text import timing_text
from dxplan.report.words import plain
from dxplan.report.work_table import IN_CELLS, done_text, due_text

LATE: tuple[Verdict, ...] = ("missed", "behind")
"""Verdicts of what an office has to give reasons for."""
OPEN: tuple[Verdict, ...] = ("undetermined", "no_data", "conflict", "unset")
"""Verdicts that say that nothing can be said yet."""


@attrs.frozen
class ProgressLine:
    """Where a rule stands: its finding, which is exact, and the words for it, on one line each.

    :param number: of the line, from 1 among those of the same group and kind.
    :param group: title of the group that it is about; empty for the whole.
    :param planned: what is asked for; empty for work.
    :param time: until when.
    :param threshold: of the finding, else of the rule; ``None`` for work.
    :param achieved: the value, rounded so that it stays on its side of the threshold.
    :param result: the verdict, and of work the day that it was done on.
    :param gap: how far the value is from the threshold, in each way to count it.
    :param leads: the units responsible.
    :param notes: what else must be known.
    """

    number: int
    group: str
    finding: Finding
    title: str
    planned: str
    time: str
    threshold: Threshold | None
    achieved: str
    result: str
    gap: tuple[str, ...]
    leads: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def lead(self) -> str:
        """The units responsible, in one text."""
        return ", ".join(self.leads)


def target_lines(report: Report, language: Language) -> list[ProgressLine]:
    """Where the targets stand for the whole."""
    asked = _asked(report, language)
    return list(_targets(report, whole_standings(report), asked, "", language))


def group_lines(report: Report, language: Language) -> Iterator[tuple[str, list[ProgressLine]]]:
    """Where the targets stand for each group, with its title."""
    asked = _asked(report, language)
    for title, found in grouped(report, language):
        yield title, list(_targets(report, found, asked, title, language))


def grouped(report: Report, language: Language) -> list[tuple[str, list[Standing]]]:
    """The title of each group, and where the targets stand for it."""
    groups = by_group(standings(report, "target"))
    groups.pop(Group(None, report.plan.id), None)
    titles = group_titles(report, groups, language)
    return [(plain(titles[group]), found) for group, found in groups.items()]


def work_lines(report: Report, language: Language) -> list[ProgressLine]:
    """Where tasks and duties stand."""
    plan = report.plan
    rules: dict[tuple[str, str], Task | Duty] = {("task", task.id): task for task in plan.tasks}
    rules.update({("duty", duty.id): duty for duty in plan.duties})
    return [
        _work(number, standing, rules[standing.now.rule, standing.now.target], report, language)
        for number, standing in enumerate(standings(report, "task", "duty"), 1)
    ]


@attrs.frozen
class _Asked:
    """A target, and the words for what it asks for, which are the same of every group."""

    target: Target
    title: str
    planned: str
    time: str


def _asked(report: Report, language: Language) -> dict[str, _Asked]:
    plan = report.plan
    return {
        target.id: _Asked(
            target,
            title=plain(_title(target, report, language)),
            planned=plain(asked_text(target, language)),
            time=plain(timing_text(target.time, language, plan.calendar)),
        )
        for target in plan.targets
    }


def _targets(
    report: Report,
    found: Iterable[Standing],
    asked: Mapping[str, _Asked],
    group: str,
    language: Language,
) -> Iterator[ProgressLine]:
    for number, standing in enumerate(found, 1):
        finding = standing.now
        about = asked[finding.target]
        target = about.target
        gap = gap_text(finding, target, report.plan, language)
        yield ProgressLine(
            number, group, finding,
            title=about.title, planned=about.planned, time=about.time,
            threshold=finding.threshold or target.threshold,
            achieved=plain(value_text(finding, language)),
            result=verdict_text(finding, language),
            gap=() if gap == "—" else tuple(map(plain, gap.split("\n"))),
            leads=_leads(finding),
            notes=_notes(standing, target, report, language),
        )  # fmt: skip


def _title(target: Target, report: Report, language: Language) -> str:
    plan = report.plan
    return ", ".join([subject_text(target, plan), *restrictions(target, plan, language)])


def _work(
    number: int, standing: Standing, rule: Task | Duty, report: Report, language: Language
) -> ProgressLine:
    finding = standing.now
    return ProgressLine(
        number, "", finding, title=plain(rule.title or rule.id), planned="",
        time=plain(due_text(rule, finding, report, language)), threshold=None, achieved="",
        result=plain(done_text(finding, report, language)), gap=(), leads=_leads(finding),
        notes=_notes(standing, rule, report, language),
    )  # fmt: skip


def _leads(finding: Finding) -> tuple[str, ...]:
    return tuple(plain(title_of(unit)) for unit in finding.lead)


def _notes(
    standing: Standing, rule: Target | Task | Duty, report: Report, language: Language
) -> tuple[str, ...]:
    named = rule.lead if isinstance(rule, Target) else (*rule.lead, *rule.by)
    apart = () if isinstance(rule, Target) else IN_CELLS
    notes = notes_of(standing, report, language, apart_from=apart)
    notes += unit_notes(standing.now, named, report, language)
    return tuple(dict.fromkeys(map(plain, notes)))
