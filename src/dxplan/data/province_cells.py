"""Provinces in the cells of a register: a code means one only together with the days of its row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from dxplan.data.faults import Fault
from dxplan.data.groupings import Grouping, Side, plain_side
from dxplan.data.wording import folded_once, hint, shown, suggestion
from dxplan.territories import DISTRICT_LEVEL_ENDED, REORGANISED, Province, possible, provinces
from dxplan.territories.provinces import is_code


def province_texts(
    groupings: Mapping[int, Grouping],
    texts: Mapping[int, str],
    since: date | None,
    until: date | None,
) -> tuple[dict[int, str], dict[int, Fault]]:
    """The texts of a row with codes of provinces replaced by names, and what is wrong with them.

    A code that may mean several provinces is left out, unless a name beside it says which.

    :param since: first day of the row, ``until`` its last.
    """
    found = dict(texts)
    faults: dict[int, Fault] = {}
    columns = [column for column in texts if groupings[column].of_provinces]
    of_plain = plain_side(groupings.values())
    days = {c: _days(groupings[c].side or of_plain, since, until) for c in columns}
    meant = {column: possible(texts[column], *days[column]) for column in columns}
    for column in columns:
        text = texts[column]
        if not is_code(text):
            if not meant[column]:
                faults[column] = _unknown(text)
            continue
        beside = [c for c in columns if c != column and days[c] == days[column]]
        fits = _fitting(meant[column], [meant[c] for c in beside])
        if len({each.name for each in fits}) == 1:
            found[column] = _written(fits, *days[column])
        else:
            faults[column] = _unclear(text, fits) if fits else _unknown(text)
            del found[column]
    return found, faults


def _days(
    side: Side | None, since: date | None, until: date | None
) -> tuple[date | None, date | None]:
    """The days that a cell speaks of: those of its side of July 2025, else those of its row."""
    if side == "before":
        return None, DISTRICT_LEVEL_ENDED
    if side == "after":
        return REORGANISED, None
    return since, until


def _fitting(
    meant: tuple[Province, ...], beside: Iterable[tuple[Province, ...]]
) -> tuple[Province, ...]:
    """Those that the cells beside may mean as well, if there are any."""
    for others in beside:
        meant = tuple(each for each in meant if each in others) or meant
    return meant


def _written(fits: tuple[Province, ...], since: date | None, until: date | None) -> str:
    """The name, or the code where the name would mean more than the code does."""
    first = fits[0]
    return first.name if possible(first.name, since, until) == fits else first.code


def _unclear(text: str, fits: tuple[Province, ...]) -> Fault:
    provinces_meant = ", ".join(each.title for each in fits)
    return Fault("unclear-province", {"text": shown(text), "provinces": provinces_meant})


def _unknown(text: str) -> Fault:
    names = folded_once(each.name for each in provinces())
    suggested = "" if is_code(text) else suggestion(text, names)
    return Fault("unknown-province", {"text": shown(text), "hint": hint(suggested)})
