"""The columns of lists that programs of offices sort and count: workbooks and CSV."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Literal, TypeAlias

import attrs

from dxplan.messages import Language
from dxplan.report.office_words import office_word
from dxplan.report.progress_lines import ProgressLine
from dxplan.report.words import plain
from dxplan.values.numbers import exact_text

Kind: TypeAlias = Literal["text", "count", "amount", "day"]
Cell: TypeAlias = str | int | Fraction | date | None


@attrs.frozen
class ProgressColumn:
    """A column.

    :param kind: what its cells are; an ``amount`` is in the unit of its line.
    :param cell: of a line, ``None`` where there is nothing to say.
    :param width: in characters.
    """

    code: str
    kind: Kind
    width: int
    cell: Callable[[ProgressLine], Cell]

    def heading(self, language: Language) -> str:
        """What stands at its head."""
        return office_word("column", self.code, language)


def _low(line: ProgressLine) -> Fraction | None:
    return None if line.threshold is None else line.threshold.low


def _high(line: ProgressLine) -> Fraction | None:
    return None if line.threshold is None else line.threshold.high


def _value_low(line: ProgressLine) -> Fraction | None:
    return None if line.finding.value is None else line.finding.value.low


def _value_high(line: ProgressLine) -> Fraction | None:
    return None if line.finding.value is None else line.finding.value.high


def _exact(value: Fraction | None) -> str:
    return "" if value is None else exact_text(value)


def above(value: Fraction | None) -> int | None:
    """The numerator of an exact value."""
    return None if value is None else value.numerator


def below(value: Fraction | None) -> int | None:
    """The denominator of an exact value."""
    return None if value is None else value.denominator


def _unit(line: ProgressLine) -> str:
    unit = "" if line.threshold is None else line.threshold.unit
    return "" if unit == "count" else plain(unit)


NUMBER = ProgressColumn("number", "count", 5, lambda line: line.number)
GROUP = ProgressColumn("group", "text", 18, lambda line: line.group)
TIME = ProgressColumn("time", "text", 18, lambda line: line.time)
DEADLINE = ProgressColumn("deadline", "day", 12, lambda line: line.finding.deadline)
VERDICT = ProgressColumn("verdict", "text", 16, lambda line: line.result)
LEAD = ProgressColumn("lead", "text", 20, lambda line: line.lead)
NOTES = ProgressColumn("notes", "text", 34, lambda line: "; ".join(line.notes))
ID = ProgressColumn("id", "text", 30, lambda line: line.finding.target)
JUDGED_ON = ProgressColumn("judged_on", "day", 13, lambda line: line.finding.date)
CITE = ProgressColumn("cite", "text", 14, lambda line: plain(line.finding.cite))

READ: tuple[ProgressColumn, ...] = (
    NUMBER,
    GROUP,
    ProgressColumn("title", "text", 40, lambda line: line.title),
    ProgressColumn("planned", "text", 14, lambda line: line.planned),
    ProgressColumn("achieved", "text", 13, lambda line: line.achieved),
    VERDICT,
    DEADLINE,
    ProgressColumn("gap", "text", 22, lambda line: "; ".join(line.gap)),
    LEAD,
    NOTES,
)
"""Of targets, those that people read."""
EXACT: tuple[ProgressColumn, ...] = (
    ID,
    TIME,
    JUDGED_ON,
    ProgressColumn("unit", "text", 10, _unit),
    ProgressColumn("planned_from", "amount", 12, _low),
    ProgressColumn("planned_to", "amount", 12, _high),
    ProgressColumn("achieved_from", "amount", 12, _value_low),
    ProgressColumn("achieved_to", "amount", 12, _value_high),
    ProgressColumn("exact_from", "text", 16, lambda line: _exact(_value_low(line))),
    ProgressColumn("exact_to", "text", 16, lambda line: _exact(_value_high(line))),
    ProgressColumn("reported", "count", 10, lambda line: line.finding.reported),
    ProgressColumn("expected", "count", 10, lambda line: line.finding.expected),
    ProgressColumn("unusable", "count", 14, lambda line: len(line.finding.unusable)),
    CITE,
)
"""Of targets, those that are sorted and counted with."""
FRACTIONS: tuple[ProgressColumn, ...] = (
    ProgressColumn("exact_from_numerator", "count", 0, lambda line: above(_value_low(line))),
    ProgressColumn("exact_from_denominator", "count", 0, lambda line: below(_value_low(line))),
    ProgressColumn("exact_to_numerator", "count", 0, lambda line: above(_value_high(line))),
    ProgressColumn("exact_to_denominator", "count", 0, lambda line: below(_value_high(line))),
)
"""The exact values again, as whole numbers that nothing takes for a day or a text."""
WORK: tuple[ProgressColumn, ...] = (
    NUMBER,
    ProgressColumn("work", "text", 50, lambda line: line.title),
    TIME, DEADLINE, attrs.evolve(VERDICT, width=24), LEAD, NOTES, ID, JUDGED_ON, CITE,
)  # fmt: skip
"""Of tasks and duties."""
