"""Whose the rows of a table are that are left out for what they have in common."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from dxplan.data.cell_values import is_missing
from dxplan.data.id_forms import id_fault, is_of_citizen
from dxplan.data.layouts import measures_in
from dxplan.data.left_out import About, LeftOut, left_out_together
from dxplan.data.organisation_ids import OrganisationIds
from dxplan.data.paired_rows import slots_of_pair
from dxplan.data.register import Register
from dxplan.data.tidy_rows import slot_of_text
from dxplan.engine.tables.scanning.headings import Headings
from dxplan.engine.tables.scanning.patterns import Pattern, Texts, unit_said
from dxplan.engine.tables.scanning.rows import (
    Rows,
    by,
    collected,
    joined,
    one,
    says_something,
)
from dxplan.engine.tables.scanning.scan import may_be_blank, texts_of

if TYPE_CHECKING:
    from dxplan.engine.tables.scanning.rows import Asked


def left_out_of(
    rows: Rows, odd: Sequence[tuple[Pattern, int]], register: Register | None
) -> tuple[LeftOut, ...]:
    """Who has rows of patterns that cannot be read, and what these have figures of."""
    wrong = {each.texts: each for each, count in odd if count and not _is_total(each)}
    if not wrong:
        return ()
    listed = rows.source.hand_over(texts_of(rows, tuple(wrong.values())))
    frame = joined(rows.frame, listed, rows.texts)
    columns = [f"q{position}" for position in rows.positions]
    columns += [f"x{position}" for position in range(len(rows.watched))]
    found = collected(rows, by(frame, ["o", *rows.texts], _asked(rows, columns)))
    ids = OrganisationIds(register)
    return left_out_together(_refused(rows, wrong, found, columns, ids))


def _is_total(pattern: Pattern) -> bool:
    return pattern.fault is not None and pattern.fault[1].code == "total-row"


def _asked(rows: Rows, columns: Sequence[str]) -> dict[str, Asked]:
    """How many rows there are, how many say anything, and how many fill in which column."""
    import narwhals as nw

    asked: dict[str, Asked] = {"n": (one(), "sum"), "says": (says_something(rows), "sum")}
    return asked | {name: (nw.col(name), "sum") for name in columns}


def _refused(
    rows: Rows,
    wrong: dict[Texts, Pattern],
    found: dict[str, Any],
    columns: Sequence[str],
    ids: OrganisationIds,
) -> Iterator[LeftOut]:
    names = {text: _organisation(text, ids) for text in set(found["o"].tolist())}
    listed = {name: column.tolist() for name, column in found.items()}
    # Many organisations make the same mistake.
    said: dict[tuple[Texts, tuple[str, ...]], tuple[About, ...]] = {}
    for at, text in enumerate(listed["o"]):
        organisation = names[text]
        pattern = wrong[tuple(listed[name][at] for name in rows.texts)]
        count = listed["says" if may_be_blank(rows, pattern) else "n"][at]
        if organisation is not None and count:
            filled = tuple(name for name in columns if listed[name][at])
            if (pattern.texts, filled) not in said:
                said[pattern.texts, filled] = _about(rows, pattern, filled)
            yield LeftOut(organisation, count, said[pattern.texts, filled])


def _about(rows: Rows, pattern: Pattern, filled: Sequence[str]) -> tuple[About, ...]:
    measures = sorted(_measures(rows, pattern, filled), key=lambda name: name or "")
    return tuple((pattern.period, measure) for measure in measures)


def _organisation(text: str, ids: OrganisationIds) -> str | None:
    """Whom a text means; nobody, where it is what persons are told apart by."""
    if is_missing(text):
        return None
    found = ids.identify(text)
    if ids.register is None and (is_of_citizen(text) or id_fault(text) is not None):
        return None
    return found if isinstance(found, str) else None


def _measures(rows: Rows, pattern: Pattern, filled: Sequence[str]) -> set[str | None]:
    """The measures of the columns that are filled in; ``None`` for one that is not named."""
    headings = rows.headings
    measured = headings.sheet.columns.names
    of_column = {headings.names[column]: name for column, name in measured.items()}
    heading = {f"q{p}": name for p, name in enumerate(headings.numbers)}
    heading.update({f"x{p}": name for p, name in enumerate(rows.watched)})
    named = {heading[name] for name in filled}
    found: set[str | None] = {of_column[name] for name in named if name in of_column}
    own = headings.numbers[-2:] if headings.is_paired else headings.numbers[-1:]
    if (headings.is_paired or headings.is_tidy) and named & set(own):
        found |= _of_row(headings, pattern, named)
    return found


def _of_row(headings: Headings, pattern: Pattern, named: set[str]) -> set[str | None]:
    """The measures that rows name themselves, in the columns that are filled in."""
    said = dict(zip(headings.texts, pattern.texts, strict=True))
    column, sheet = headings.role("measure"), headings.sheet
    if column is None or is_missing(said[column]):
        return {None}
    look = slots_of_pair if headings.is_paired else slot_of_text
    layout = sheet.layout(tuple(said.get(name) for name in headings.names))
    found = look(sheet, 0, said[column], unit_said(headings, said), layout)
    return measures_in(found, lambda column: headings.names[column] in named)
