"""A report as JUnit XML, which build servers show: a test case a target, task or duty.

What was missed is a failure. What cannot be said yet is skipped, with the reason: a build server
has no word for it. The form is the one that Jenkins, GitLab and GitHub's actions read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from dxplan.engine.findings import Report
from dxplan.messages import Language
from dxplan.report.level_lines import next_text, scale_lines
from dxplan.report.level_rows import counted_levels
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
    found = [line for _, lines in suites for line in lines]
    levels = list(_levels(report, language))
    if levels:
        suite = _opened(root, f"{plan}: {word('heading', 'levels', language)}", report)
        _count(suite, (), len(levels))
        for parts, name, message in levels:
            case = SubElement(suite, "testcase", classname=plain(parts), name=name, time="0")
            SubElement(case, "skipped", message=message)
    _count(root, found, len(levels))
    indent(root)
    declared = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return declared + tostring(root, encoding="unicode") + "\n"


def _levels(report: Report, language: Language) -> Iterator[tuple[str, str, str]]:
    """What levels are called, and what they came to: nothing asks for one, so none can fail."""
    for scale in scale_lines(report, language):
        name = f"{report.plan.id} / {scale.scale.name}"
        for count in scale.counts:
            message = "; ".join((counted_levels(scale, count, language), *scale.remarks))
            yield name, f"{scale.title}, {count.title}", message
        for line in scale.levels:
            said = (line.reached, *line.hangs_on, next_text(line, language))
            message = "; ".join(filter(None, said))
            called = ", ".join((scale.title, line.group, line.day))
            yield f"{name} / {line.level.organisation}", f"{line.name}: {called}", message


def _count(element: Element, lines: Sequence[ProgressLine], levels: int = 0) -> None:
    verdicts = [line.finding.verdict for line in lines]
    missed, met = verdicts.count("missed"), verdicts.count("met")
    counts = {
        "tests": len(lines) + levels, "failures": missed, "errors": 0,
        "skipped": len(lines) + levels - missed - met,
        "time": 0,
    }  # fmt: skip
    for name, count in counts.items():
        element.set(name, str(count))


def _suite(
    root: Element, name: str, lines: Sequence[ProgressLine], report: Report, language: Language
) -> None:
    suite = _opened(root, name, report)
    _count(suite, lines)
    for line in lines:
        _case(suite, line, report, language)


def _opened(root: Element, name: str, report: Report) -> Element:
    return SubElement(root, "testsuite", name=name, timestamp=f"{report.as_of}T00:00:00")


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
