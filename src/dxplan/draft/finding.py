"""The sentences of a plan that carry a number, a date, a recurrence or a unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import attrs

from dxplan.draft.head import head_of
from dxplan.draft.masking import masked
from dxplan.draft.model import Block, Frame, Responsible, Sentence, Time
from dxplan.draft.numbers import quantities_in
from dxplan.draft.outline import Placed, outline, path_of
from dxplan.draft.recurrences import recurrences_in
from dxplan.draft.rows import Row
from dxplan.draft.times import times_in
from dxplan.draft.unit_names import heading_unit, named_units, units_in

_ABBREVIATIONS = ("TP.", "Tp.", "TT.", "ThS.", "TS.", "KT.", "TL.", "St.", "No.")


def sentences_of(blocks: Sequence[Block]) -> Iterator[Sentence]:
    """Every sentence of a document, those that carry nothing too, in order."""
    for placed in outline(blocks, _first_year(blocks)):
        if placed.is_heading:
            continue
        if placed.row is not None and placed.row.quoted:
            yield _row(placed, placed.row)
            continue
        for number, text in enumerate(parted(placed.text)):
            yield _sentence(text, placed, first=number == 0)


def _first_year(blocks: Sequence[Block]) -> int | None:
    """The first year of a plan: that of its title, or else of the day on which it was issued."""
    head = head_of(blocks, "")
    said = head.period[0] if head.period is not None else head.issued[:4]
    return int(said) if said else None


def _row(placed: Placed, row: Row) -> Sentence:
    """A row with figures, which is one sentence."""
    above = placed.frames[:-1] if row.marker is not None else placed.frames
    return Sentence(
        text=row.text,
        place=placed.block.place,
        section=path_of(placed.frames),
        heading=_heading(above),
        quantities=row.figures,
        times=_times_of_columns(placed) + row.times,
        heading_time=_time_above(above),
        units=_units(row.text, placed, above, first=True),
        cells=row.quoted,
    )


def parted(text: str) -> list[str]:
    """The sentences of a paragraph.

    >>> parted("Đạt 70%. Đến năm 2025, 100% trường có trang thông tin.")
    ['Đạt 70%.', 'Đến năm 2025, 100% trường có trang thông tin.']
    """
    found: list[str] = []
    begin = 0
    for at, (mark, blank) in enumerate(pairwise(text)):
        if blank != " " or mark not in ".!?" or text[begin : at + 1].endswith(_ABBREVIATIONS):
            continue
        after = text[at + 2 : at + 6].lstrip('“"(')
        if after[:1].isupper() or (after[:1].isdigit() and "%" in after):
            found.append(text[begin : at + 1].strip())
            begin = at + 2
    rest = text[begin:].strip()
    return [*found, rest] if rest else found


def _sentence(text: str, placed: Placed, *, first: bool) -> Sentence:
    own = placed.frames[-1] if placed.frames and placed.block.marker else None
    above = placed.frames[:-1] if own is not None or placed.columns else placed.frames
    seen = masked(text)
    quantities = quantities_in(seen)
    times = tuple(
        time for time in times_in(seen) if quantities or placed.label == "time" or _asks(time, seen)
    )
    units = _units(text, placed, above, first=first)
    return Sentence(
        text=text,
        place=placed.block.place,
        section=path_of(placed.frames),
        heading=_heading(above),
        above=above[-1].text if above and above[-1].kind.startswith("bullet") else "",
        label=placed.label if first else "",
        quantities=quantities,
        times=times + _times_of_columns(placed),
        heading_time=_time_above(placed.frames if own is None else above),
        recurrences=tuple(recurrences_in(seen)),
        units=units,
        cells=tuple(cell for label, cell in placed.columns if cell and label != "content"),
    )


def _asks(time: Time, text: str) -> bool:
    """Whether a time says when; a year without a word before it mostly is a part of a name."""
    bare = "no-time-word" in time.doubts and time.literal.isdigit()
    return not bare or not text[: time.start].strip(" (")


def _units(
    text: str, placed: Placed, above: Sequence[Frame], *, first: bool
) -> tuple[Responsible, ...]:
    """The units of a sentence: of its cells, its label, its words, or the heading above it."""
    columns = [
        unit
        for label, cell in placed.columns
        if label in {"lead", "with"}
        for unit in named_units(cell, label, False)
    ]
    if columns:
        return tuple(columns)
    if placed.label in ("lead", "with") and first:
        said = text.partition(":")[2]
        role = placed.label
        return tuple(named_units(said, "with" if role == "with" else "lead", False))
    headed = heading_unit(text) if placed.block.marker and first else None
    if headed is not None and headed[1]:
        lead = tuple(named_units(headed[0], "lead", False))
        others = (unit for unit in units_in(headed[1]) if unit.role != "lead")
        return (*lead, *others)
    said_here = tuple(units_in(text))
    if any(unit.role == "lead" for unit in said_here):
        return said_here
    if not first and placed.frames and (own := heading_unit(placed.text)) and own[1]:
        return (*named_units(own[0], "lead", True), *said_here)
    for frame in reversed(above):
        if frame.text.endswith(":"):
            told = [unit for unit in units_in(frame.text) if unit.role == "lead"]
            if told:
                return (*(attrs.evolve(unit, from_heading=True) for unit in told), *said_here)
        found = heading_unit(frame.text)
        if found is not None and not frame.kind.startswith("bullet"):
            return (*named_units(found[0], "lead", True), *said_here)
    return said_here


def _times_of_columns(placed: Placed) -> tuple[Time, ...]:
    found = []
    for label, cell in placed.columns:
        if label == "time":
            # They stand in another cell than the sentence: at no place in it.
            said = f"năm {cell}" if cell.isdecimal() and len(cell) == 4 else cell
            found += [attrs.evolve(time, start=-1, end=-1) for time in times_in(masked(said))]
    return tuple(found)


def _time_above(frames: Sequence[Frame]) -> Time | None:
    """The time of the nearest heading that has one."""
    for frame in reversed(frames):
        times = list(times_in(masked(frame.text)))
        if times and not times[0].until and "no-year" not in times[0].doubts:
            return times[0]
    return None


def _heading(frames: Sequence[Frame]) -> str:
    return next((f.text for f in reversed(frames) if not f.kind.startswith("bullet")), "")
