"""What the columns of a data sheet mean, once its header row is found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

import attrs

from dxplan.data.addresses import column_letters, problem
from dxplan.data.cell_values import Exact
from dxplan.data.faults import Fault
from dxplan.data.header import Header, duplicate_column
from dxplan.data.heading_words import is_label
from dxplan.data.lexicon import Heading, Lexicon
from dxplan.data.problems import Problem
from dxplan.data.stacked_headings import read_stack
from dxplan.data.tables import Table
from dxplan.data.units import read_unit, scale
from dxplan.data.wording import hint, same_but_for_look_alikes, suggestion
from dxplan.plan.model import Indicator, Measure
from dxplan.shown import Shown
from dxplan.values.numbers import exact_text
from dxplan.values.scopes import Dimension

# A sheet is not that wide: columns farther right are no misspelt headings.
_MOST_SUGGESTIONS = 300


@attrs.frozen(repr=False)
class TotalColumn(Shown):
    """A column that adds up others.

    :param members: the members that it has in common with them.
    :param parts: the columns that it adds up.
    """

    measure: Measure
    members: Mapping[str, str]
    parts: tuple[int, ...]


@attrs.frozen(repr=False)
class Columns(Shown):
    """The columns of a sheet, counted from 0.

    :param measures: the measure or flag of each column, and the members in its heading.
    :param indicators: the same for reported percentages.
    :param dimensions: the column of each dimension, by its name.
    :param labels: columns of ids, names and ordinals, and those without a heading: where a row says
        that it is a total.
    :param unmatched: columns whose heading names nothing in the plan.
    :param scales: for columns in another unit than the measure's how many of that one of it is.
    :param totals: columns that add up others.
    """

    measures: Mapping[int, tuple[Measure, Mapping[str, str]]]
    indicators: Mapping[int, tuple[Indicator, Mapping[str, str]]]
    dimensions: Mapping[str, int]
    labels: tuple[int, ...]
    unmatched: tuple[int, ...]
    scales: Mapping[int, Exact] = attrs.field(factory=dict)
    totals: Mapping[int, TotalColumn] = attrs.field(factory=dict)

    @property
    def names(self) -> dict[int, str]:
        """The measure of each column that has one, those that add up others too, by its name."""
        own = {column: measure.name for column, (measure, _) in self.measures.items()}
        return own | {column: total.measure.name for column, total in self.totals.items()}


def match_columns(table: Table, header: Header, words: Lexicon) -> tuple[Columns, list[Problem]]:
    """The columns that are not keys, and what is wrong with their headings."""
    problems: list[Problem] = []
    found: dict[int, Heading] = {}
    unmatched: list[int] = []
    for column, text in _to_match(header).items():
        heading = read_stack(words, header.stacks[column])
        if isinstance(heading, Heading):
            found[column] = heading
            problems.extend(_notices(table, header, column, heading))
        elif isinstance(heading, Fault):
            row = header.lowest[column]
            problems.append(problem(table, row, column, heading.code, **heading.params))
        elif not is_label(text):
            alike = _look_alike(table, header, words, column)
            problems.extend(alike)
            unmatched.extend([] if alike else [column])
    problems.extend(unnamed_columns(table, header))
    problems.extend(_drop_duplicates(table, header, found))
    return _sorted_out(words, header, found, tuple(unmatched)), problems


def _notices(table: Table, header: Header, column: int, heading: Heading) -> Iterator[Problem]:
    """What was made of a heading beyond what it says outright."""
    row = header.lowest[column]
    if heading.passed_over:
        params = {"text": heading.passed_over, "header": header.stacks[column][-1]}
        yield problem(table, row, column, "heading-passed-over", **params)
    if heading.scale != 1 and isinstance(heading.named, Measure):
        told = converted(heading.named, heading.unit, heading.scale)
        yield problem(table, row, column, told.code, **told.params)


def converted(measure: Measure, unit: str, factor: Exact) -> Fault:
    """The note that numbers were turned into a measure's unit."""
    params = {
        "unit": unit, "measure": measure.name, "factor": exact_text(Fraction(factor)),
        "declared": measure.measured_in or "1",
    }  # fmt: skip
    return Fault("unit-converted", params)


def _to_match(header: Header) -> dict[int, str]:
    """The headings that are not those of keys."""
    keys = set(header.columns.values())
    return {c: text for c, text in enumerate(header.texts) if text and c not in keys}


def _look_alike(table: Table, header: Header, words: Lexicon, column: int) -> list[Problem]:
    """The problem of a heading that differs from a known one only in Đ, Ð or Ɖ."""
    text = header.texts[column]
    alike = same_but_for_look_alikes(text, words.headings)
    params = {"header": text, "suggestion": alike}
    row = header.lowest[column]
    return [problem(table, row, column, "look-alike-letter", **params)] if alike else []


def unknown_column(table: Table, header: Header, words: Lexicon, column: int) -> Problem:
    """The problem of a column that is not used because its heading says nothing."""
    text = header.texts[column]
    suggested = suggestion(text, words.headings) if column < _MOST_SUGGESTIONS else ""
    params = {"header": text, "suggestion": suggested, "hint": hint(suggested)}
    return problem(table, header.lowest[column], column, "unknown-column", **params)


def unnamed_columns(table: Table, header: Header) -> Iterator[Problem]:
    """Columns of values that have no heading."""
    below = table.rows[header.row + 1 :]
    for column, text in enumerate(header.texts):
        if not text and any(column < len(row) and row[column] not in (None, "") for row in below):
            letters = column_letters(table.first_column - 1 + column)
            yield problem(table, header.row, column, "unnamed-column", letters=letters)


def _drop_duplicates(table: Table, header: Header, found: dict[int, Heading]) -> list[Problem]:
    """Columns that say the same: none of them is used, because nothing says which is right.

    Without its dimension a row would be read as something else, so that ends the sheet.
    """
    first: dict[tuple[object, ...], int] = {}
    problems, doubled = [], set()
    for column, heading in found.items():
        named = heading.named
        key = (type(named), named.name, (*sorted(heading.members.items()), heading.total))
        earlier = first.setdefault(key, column)
        if earlier != column:
            doubled |= {column, earlier}
            fatal = isinstance(named, Dimension)
            lowest = header.lowest
            where = lowest[column], column, lowest[earlier], earlier
            problems.append(duplicate_column(table, where, header.texts, fatal=fatal))
    for column in doubled:
        del found[column]
    return problems


def _totals(words: Lexicon, found: Mapping[int, Heading]) -> dict[int, TotalColumn]:
    """The columns that add up others: "Tổng số" beside the members of a measure."""
    totals: dict[int, TotalColumn] = {}
    for column, heading in found.items():
        if not heading.total or not isinstance(heading.named, Measure):
            continue
        same = [c for c, each in found.items() if c != column and _is_part(each, heading)]
        if same and _disjoint(words, [found[c] for c in same]):
            totals[column] = TotalColumn(heading.named, heading.members, tuple(same))
    return totals


def _is_part(part: Heading, total: Heading) -> bool:
    narrower = total.members.items() <= part.members.items() and part.members != total.members
    return part.named is total.named and narrower and not part.total


def _disjoint(words: Lexicon, parts: list[Heading]) -> bool:
    """Whether parts name one dimension each and no member of it twice, also not as a part."""
    names = {tuple(part.members) for part in parts}
    if len(names) != 1:
        return False
    *_, last = next(iter(names))
    dimension = words.plan.dimensions[last]
    members = [part.members[last] for part in parts]
    return not any(
        dimension.within(one, other) for one in members for other in members if one != other
    )


def _sorted_out(
    words: Lexicon, header: Header, found: Mapping[int, Heading], unmatched: tuple[int, ...]
) -> Columns:
    totals = _totals(words, found)
    every = [(c, each.named, each.members) for c, each in found.items() if c not in totals]
    labelled = (c for c, text in enumerate(header.texts) if not text or is_label(text))
    return Columns(
        measures={c: (named, members) for c, named, members in every if isinstance(named, Measure)},
        indicators={
            c: (named, members) for c, named, members in every if isinstance(named, Indicator)
        },
        dimensions={named.name: c for c, named, _ in every if isinstance(named, Dimension)},
        labels=tuple(c for c in labelled if c not in found),
        unmatched=unmatched,
        scales={c: each.scale for c, each in found.items() if each.scale != 1},
        totals=totals,
    )


def with_unit_of_banner(
    table: Table, header: Header, columns: Columns, unit: str
) -> tuple[Columns, list[Problem]]:
    """The columns when a unit is said for the whole table: "Đơn vị tính: nghìn đồng".

    It is that of amounts, and of counts where it is a multiple or a percentage; a column whose
    heading has a unit of its own keeps it.
    """
    if not unit:
        return columns, []
    measures, scales = dict(columns.measures), dict(columns.scales)
    problems: list[Problem] = []
    for column, (measure, _) in columns.measures.items():
        if column in scales or measure.kind == "flag" or "(" in header.texts[column]:
            continue
        found = scale(measure, unit)
        if isinstance(found, Fault) and _concerns(measure, unit):
            del measures[column]
            row = header.lowest[column]
            problems.append(problem(table, row, column, found.code, **found.params))
        elif found not in (None, 1) and not isinstance(found, Fault) and found is not None:
            scales[column] = found
            row = header.lowest[column]
            told = converted(measure, unit, found)
            problems.append(problem(table, row, column, told.code, **told.params))
    return attrs.evolve(columns, measures=measures, scales=scales), problems


def _concerns(measure: Measure, unit: str) -> bool:
    """Whether a unit of the whole table is meant for a measure that it does not fit."""
    found = read_unit(unit)
    return measure.kind == "amount" or (found is not None and found.kind == "%")
