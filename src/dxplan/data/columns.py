"""What the columns of a data sheet mean, once its header row is found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from dxplan.data.addresses import column_letters, problem
from dxplan.data.faults import Fault
from dxplan.data.header import Header, duplicate_column
from dxplan.data.heading_words import is_label
from dxplan.data.lexicon import Heading, Lexicon, read_heading
from dxplan.data.problems import Problem
from dxplan.data.tables import Table
from dxplan.data.wording import hint, same_but_for_look_alikes, suggestion
from dxplan.plan.model import Indicator, Measure
from dxplan.values.scopes import Dimension

# A sheet is not that wide: columns farther right are no misspelt headings.
_MOST_SUGGESTIONS = 300


@attrs.frozen
class Columns:
    """The columns of a sheet, counted from 0.

    :param measures: the measure or flag of each column, and the members in its heading.
    :param indicators: the same for reported percentages.
    :param dimensions: the column of each dimension, by its name.
    :param labels: columns of ids, names and ordinals, and those without a heading: where a row says
        that it is a total.
    :param unmatched: columns whose heading names nothing in the plan.
    """

    measures: Mapping[int, tuple[Measure, Mapping[str, str]]]
    indicators: Mapping[int, tuple[Indicator, Mapping[str, str]]]
    dimensions: Mapping[str, int]
    labels: tuple[int, ...]
    unmatched: tuple[int, ...]


def match_columns(table: Table, header: Header, words: Lexicon) -> tuple[Columns, list[Problem]]:
    """The columns that are not keys, and what is wrong with their headings."""
    problems: list[Problem] = []
    found: dict[int, Heading] = {}
    unmatched: list[int] = []
    for column, text in _to_match(header).items():
        heading = read_heading(words, text)
        if isinstance(heading, Heading):
            found[column] = heading
        elif isinstance(heading, Fault):
            problems.append(problem(table, header.row, column, heading.code, **heading.params))
        elif not is_label(text):
            alike = _look_alike(table, header, words, column)
            problems.extend(alike)
            unmatched.extend([] if alike else [column])
    problems.extend(_unnamed(table, header))
    problems.extend(_drop_duplicates(table, header, found))
    return _sorted_out(header, found, tuple(unmatched)), problems


def _to_match(header: Header) -> dict[int, str]:
    """The headings that are not those of keys."""
    keys = set(header.columns.values())
    return {c: text for c, text in enumerate(header.texts) if text and c not in keys}


def _look_alike(table: Table, header: Header, words: Lexicon, column: int) -> list[Problem]:
    """The problem of a heading that differs from a known one only in Đ, Ð or Ɖ."""
    text = header.texts[column]
    alike = same_but_for_look_alikes(text, words.headings)
    params = {"header": text, "suggestion": alike}
    return [problem(table, header.row, column, "look-alike-letter", **params)] if alike else []


def unknown_column(table: Table, header: Header, words: Lexicon, column: int) -> Problem:
    """The problem of a column that is not used because its heading says nothing."""
    text = header.texts[column]
    suggested = suggestion(text, words.headings) if column < _MOST_SUGGESTIONS else ""
    params = {"header": text, "suggestion": suggested, "hint": hint(suggested)}
    return problem(table, header.row, column, "unknown-column", **params)


def _unnamed(table: Table, header: Header) -> Iterator[Problem]:
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
    first: dict[tuple[type, str, tuple[tuple[str, str], ...]], int] = {}
    problems, doubled = [], set()
    for column, heading in found.items():
        named = heading.named
        key = (type(named), named.name, tuple(sorted(heading.members.items())))
        earlier = first.setdefault(key, column)
        if earlier != column:
            doubled |= {column, earlier}
            fatal = isinstance(named, Dimension)
            params = (table, header.row, column, earlier, header.texts)
            problems.append(duplicate_column(*params, fatal=fatal))
    for column in doubled:
        del found[column]
    return problems


def _sorted_out(
    header: Header, found: Mapping[int, Heading], unmatched: tuple[int, ...]
) -> Columns:
    every = [(column, each.named, each.members) for column, each in found.items()]
    labelled = (c for c, text in enumerate(header.texts) if not text or is_label(text))
    return Columns(
        measures={c: (named, members) for c, named, members in every if isinstance(named, Measure)},
        indicators={
            c: (named, members) for c, named, members in every if isinstance(named, Indicator)
        },
        dimensions={named.name: c for c, named, _ in every if isinstance(named, Dimension)},
        labels=tuple(c for c in labelled if c not in found),
        unmatched=unmatched,
    )
