"""A report as JUnit XML, which build servers show: a test case a target, task or duty.

What was missed is a failure. What cannot be said yet is skipped, with the reason: a build server
has no word for it. The form is the one that Jenkins, GitLab and GitHub's actions read.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from dxplan.engine.findings import Report
from dxplan.messages import Language
from dxplan.report.office_words import office_word
from dxplan.report.progress_lines import ProgressLine, group_lines, target_lines, work_lines
from dxplan.report.words import plain, word


def render(report: Report, language: Language) -> str:
    """A report as JUnit XML: a suite for the targets, one for every group, one for work."""
    plan = plain(report.plan.title or report.plan.id)
    root = Element("testsuites", name=plan)
    targets = word("heading", "targets", language)
    suites = [(targets, target_lines(report, language))]
    suites += [(f"{targets} · {title}", found) for title, found in group_lines(report, language)]
    suites.append((word("heading", "work", language), work_lines(report, language)))
    for name, lines in suites:
        if lines:
            _suite(root, f"{plan}: {name}", lines, report, language)
    _count(root, [line for _, lines in suites for line in lines])
    indent(root)
    declared = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return declared + tostring(root, encoding="unicode") + "\n"


def _count(element: Element, lines: Sequence[ProgressLine]) -> None:
    verdicts = [line.finding.verdict for line in lines]
    missed, met = verdicts.count("missed"), verdicts.count("met")
    counts = {
        "tests": len(lines), "failures": missed, "errors": 0, "skipped": len(lines) - missed - met,
        "time": 0,
    }  # fmt: skip
    for name, count in counts.items():
        element.set(name, str(count))


def _suite(
    root: Element, name: str, lines: Sequence[ProgressLine], report: Report, language: Language
) -> None:
    suite = SubElement(root, "testsuite", name=name, timestamp=f"{report.as_of}T00:00:00")
    _count(suite, lines)
    for line in lines:
        _case(suite, line, report, language)


def _case(suite: Element, line: ProgressLine, report: Report, language: Language) -> None:
    finding = line.finding
    parts = [report.plan.id, *([line.group] if line.group else ()), finding.target]
    case = SubElement(
        suite, "testcase", classname=plain(" / ".join(parts)), name=_name(line), time="0"
    )
    if finding.verdict == "missed":
        failure = SubElement(case, "failure", message=_message(line), type=finding.verdict)
        failure.text = "\n".join(_details(line, language))
    elif finding.verdict != "met":
        SubElement(case, "skipped", message="; ".join([line.result, *line.notes]))


def _name(line: ProgressLine) -> str:
    return ", ".join(filter(None, (line.title, line.planned, line.time)))


def _message(line: ProgressLine) -> str:
    return "; ".join([line.result, *line.gap])


def _details(line: ProgressLine, language: Language) -> list[str]:
    finding = line.finding
    found = []
    if line.achieved:
        found.append(office_word("junit", "achieved", language, achieved=line.achieved))
    found += line.gap
    if finding.expected:
        counts = {"reported": finding.reported, "expected": finding.expected}
        found.append(office_word("junit", "reports", language, **counts))
    if finding.unusable:
        count = len(finding.unusable)
        found.append(office_word("junit", "unusable", language, count=count))
    if line.lead:
        found.append(office_word("junit", "lead", language, units=line.lead))
    return [*found, *line.notes]
