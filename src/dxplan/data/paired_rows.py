"""The two numbers of a row that names an indicator: what its numerator and denominator count."""

from __future__ import annotations

from typing import Any

from dxplan.data.cell_values import Exact, is_missing
from dxplan.data.faults import Fault
from dxplan.data.layouts import Layout, Slot, members_of, slot
from dxplan.data.lexicon import Lexicon, find_indicator
from dxplan.data.sheet import Sheet
from dxplan.data.tidy_rows import in_unit, unit_of
from dxplan.data.wide_rows import number_at
from dxplan.data.wording import folded_once, hint, shown, suggestion
from dxplan.plan.model import Indicator, Measure, Quantity, Sum

_ROLES = ("numerator", "denominator")


def is_paired(sheet: Sheet) -> bool:
    """Whether its rows name an indicator and have its numerator and its denominator."""
    return all(role in sheet.header.columns for role in ("measure", *_ROLES))


def paired_numbers(
    sheet: Sheet, index: int, row: tuple[Any, ...], layout: Layout
) -> list[tuple[Slot, Exact]]:
    """The numbers of a row; what is wrong with them is noted on the sheet."""
    columns = sheet.header.columns
    if all(is_missing(row[columns[role]]) for role in _ROLES):
        return []
    text = row[columns["measure"]]
    found = (
        Fault("missing-measure")
        if is_missing(text)
        else slots_of_pair(sheet, index, str(text), unit_of(sheet, row), layout)
    )
    if isinstance(found, Fault):
        sheet.report(index, columns["measure"], found)
        return []
    values = [(each, number_at(sheet, index, each, row[each.column])) for each in found]
    return [(each, value) for each, value in values if value is not None]


def slots_of_pair(
    sheet: Sheet, index: int, text: str, unit: str, layout: Layout
) -> tuple[Slot, ...] | Fault:
    """Where the numbers of a row belong, worked out once for its indicator, unit and members."""
    key = (text, unit, id(layout))
    if key not in sheet.paired_slots:
        sheet.paired_slots[key] = _slots(sheet, index, text, unit, layout)
    return sheet.paired_slots[key]


def _slots(
    sheet: Sheet, index: int, text: str, unit: str, layout: Layout
) -> tuple[Slot, ...] | Fault:
    indicator = find_indicator(sheet.words, text)
    if indicator is None:
        return _unknown(sheet.words, text)
    if isinstance(indicator, Fault):
        return indicator
    found: list[Slot] = []
    for role, measure in _sides(sheet.words, indicator).items():
        if measure is None:
            return Fault("indicator-of-several", {"indicator": indicator.title or indicator.name})
        members = members_of(sheet.words, measure, {}, layout.members)
        if isinstance(members, Fault):
            return members
        column = sheet.header.columns[role]
        of_pair = slot(measure, members, column, sheet.letters(column))
        made = in_unit(sheet, index, of_pair, unit)
        if isinstance(made, Fault):
            return made
        found.append(made)
    return tuple(found)


def _sides(words: Lexicon, indicator: Indicator) -> dict[str, Measure | None]:
    """The measures of an indicator's two sums; a count has no denominator."""
    found = {"numerator": _measure(words, indicator.numerator)}
    if indicator.kind != "count":
        found["denominator"] = _measure(words, indicator.denominator)
    return found


def _measure(words: Lexicon, side: Quantity) -> Measure | None:
    """The measure that a side of an indicator is, if it is no more than that."""
    if not isinstance(side, Sum) or side.constant or len(side.terms) != 1:
        return None
    factor, name, weight = side.terms[0]
    return words.plan.measures[name] if factor == 1 and weight is None else None


def _unknown(words: Lexicon, text: str) -> Fault:
    names = folded_once(each for one in words.plan.indicators.values() for each in _texts(one))
    return Fault("unknown-pair", {"text": shown(text), "hint": hint(suggestion(text, names))})


def _texts(indicator: Indicator) -> tuple[str, ...]:
    texts = (indicator.name, indicator.alias or "", indicator.title, *indicator.also)
    return tuple(filter(None, texts))
