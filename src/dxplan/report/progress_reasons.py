"""Why something is late or cannot be judged, as sentences, from what its finding rests on."""

from __future__ import annotations

from collections.abc import Sequence

from dxplan.engine.findings import Report
from dxplan.messages import Language
from dxplan.report.office_words import office_word
from dxplan.report.progress_lines import ProgressLine
from dxplan.report.sent_text import sent_names
from dxplan.report.words import plain

_NAMES = 5


def reasons(line: ProgressLine, report: Report, language: Language) -> list[str]:
    """What was asked for, what was reached, who reported, and what else must be known."""
    found = [_asked(line, language)]
    if line.gap:
        found.append(office_word("document", "gap", language, gap="; ".join(line.gap)))
    if line.finding.rule == "target" and line.finding.expected:
        found.append(_reports(line, report, language))
        found += _unusable(line, report, language)
    if line.leads:
        found.append(office_word("document", "led_by", language, units=line.lead))
    found += [sentence_of(note) for note in line.notes]
    return found


def _asked(line: ProgressLine, language: Language) -> str:
    if line.finding.rule != "target":
        return office_word("document", "due", language, time=line.time)
    return office_word(
        "document", "asked", language,
        planned=line.planned, time=line.time, achieved=line.achieved,
    )  # fmt: skip


def _reports(line: ProgressLine, report: Report, language: Language) -> str:
    finding = line.finding
    counts = {"reported": finding.reported, "expected": finding.expected}
    if not finding.silent:
        return office_word("document", "reports", language, **counts)
    names = named([report.titles.get(each, each) for each in finding.silent], language)
    return office_word("document", "not_reported", language, names=names, **counts)


def _unusable(line: ProgressLine, report: Report, language: Language) -> list[str]:
    """Who did report, but figures that could not be used."""
    if not line.finding.unusable:
        return []
    names = named(sent_names(report, line.finding.unusable, language), language)
    return [office_word("document", "not_usable", language, names=names)]


def named(names: Sequence[str], language: Language) -> str:
    """The first few of some names, and how many others there are."""
    shown, others = plain(", ".join(names[:_NAMES])), len(names) - _NAMES
    if others <= 0:
        return shown
    return office_word("document", "and_others", language, names=shown, count=others)


def sentence_of(note: str) -> str:
    """A note with a capital and a full stop.

    >>> sentence_of("done on 1 May 2025")
    'Done on 1 May 2025.'
    """
    said = note[:1].upper() + note[1:]
    return said if said.endswith((".", "!", "?")) else f"{said}."
