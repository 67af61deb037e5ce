"""The rows of the tables that people read: the seven columns of progress reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

import attrs

from dxplan.messages import Language
from dxplan.report.office_words import office_word
from dxplan.report.progress_lines import ProgressLine

TARGET_ROW = ("number", "title", "planned", "achieved", "verdict", "lead", "notes")
WORK_ROW = ("number", "work", "time", "verdict", "lead", "notes")


def row_headings(columns: Iterable[str], language: Language) -> list[str]:
    """What stands at the head of some columns."""
    return [office_word("column", code, language) for code in columns]


def target_row(line: ProgressLine) -> list[str]:
    """A target: what it asks for and until when, what was reached, and what else is to be known."""
    return [
        str(line.number),
        line.title,
        f"{line.planned}, {line.time}",
        line.achieved,
        line.result,
        line.lead or "—",
        "; ".join((*line.gap, *line.notes)),
    ]


def work_row(line: ProgressLine) -> list[str]:
    """A task or duty: until when, and whether it is done."""
    number, lead = str(line.number), line.lead or "—"
    return [number, line.title, line.time, line.result, lead, "; ".join(line.notes)]


def numbered_notes(lines: Iterable[ProgressLine]) -> dict[str, int]:
    """A number for every note of some lines, in order; many lines have the same."""
    notes = dict.fromkeys(note for line in lines for note in line.notes)
    return {note: number for number, note in enumerate(notes, 1)}


def with_numbers(row: Sequence[str], line: ProgressLine, notes: Mapping[str, int]) -> list[str]:
    """A row whose last cell has the numbers of the notes instead of their texts."""
    numbers = "".join(f"({notes[note]})" for note in line.notes)
    return [*row[:-1], "; ".join(filter(None, (*line.gap, numbers)))]


def common_notes(lines: Sequence[ProgressLine]) -> tuple[str, ...]:
    """The notes that stand at more than half of some lines, and so say little about one of them."""
    counts = Counter(note for line in lines for note in line.notes)
    return tuple(note for note, count in counts.items() if 2 * count > len(lines) > 2)


def notes_of_all(lines: Sequence[ProgressLine]) -> tuple[str, ...]:
    """The notes that stand at each of some lines, and so are about the whole plan."""
    counts = Counter(note for line in lines for note in dict.fromkeys(line.notes))
    return tuple(note for note, count in counts.items() if count == len(lines) > 2)


def without_notes(line: ProgressLine, common: Collection[str]) -> ProgressLine:
    """A line without the notes that are said elsewhere for all."""
    return attrs.evolve(line, notes=tuple(note for note in line.notes if note not in common))
