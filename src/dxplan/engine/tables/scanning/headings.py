"""What the columns of a table mean: the same headings as in any sheet, read by the same rules."""

from __future__ import annotations

from functools import partial

import attrs

from dxplan.data.columns import match_columns, unknown_column
from dxplan.data.header import Header, find_header, lacking_column
from dxplan.data.heading_words import DATA, roles_of
from dxplan.data.lexicon import Lexicon, says_something
from dxplan.data.organisation_ids import OrganisationIds
from dxplan.data.problems import Problem
from dxplan.data.register import Register
from dxplan.data.sheet import Sheet
from dxplan.data.tables import Table
from dxplan.engine.tables.errors import TableError, table_error

_KEYS = ("organisation", "period")
_TEXTS = ("organisation", "period", "measure", "unit", "name")
_PAIR = ("numerator", "denominator")


@attrs.frozen(eq=False)
class Headings:
    """The columns of a table.

    :param organisation: the column of ids.
    :param texts: columns that say what the numbers of a row are about: of the period, of
        dimensions, and where a row has one measure, of the measure and its unit.
    :param numbers: columns of numbers.
    :param sheet: the header as it is read in a sheet, and what texts in it mean.
    """

    organisation: str
    texts: tuple[str, ...]
    numbers: tuple[str, ...]
    sheet: Sheet
    problems: tuple[Problem, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """All columns of the table."""
        return self.sheet.header.texts

    def role(self, role: str) -> str | None:
        """The column of a role, if there is one."""
        column = self.sheet.header.columns.get(role)
        return None if column is None else self.names[column]

    @property
    def is_paired(self) -> bool:
        """Whether a row has the numerator and the denominator of an indicator."""
        return all(role in self.sheet.header.columns for role in ("measure", *_PAIR))

    @property
    def is_tidy(self) -> bool:
        """Whether a row has the value of one measure."""
        return all(role in self.sheet.header.columns for role in ("measure", "value"))


def key_columns(names: tuple[str, ...], words: Lexicon) -> list[str]:
    """The columns of a table that hold texts, whatever they look like."""
    roles = roles_of(names, DATA)
    keys = {column for role in _TEXTS for column in roles.get(role, ())}
    named = (column for column, name in enumerate(names) if _is_dimension(words, name))
    return [names[column] for column in sorted({*keys, *named})]


def _is_dimension(words: Lexicon, name: str) -> bool:
    table = Table("", "", ((name,),))
    header = Header(0, (name,), {}, 0, ((name,),), (0,), frozenset())
    return bool(match_columns(table, header, words)[0].dimensions)


def read_headings(
    name: str, columns: tuple[str, ...], words: Lexicon, register: Register | None
) -> Headings:
    """The columns of a table, by their names."""
    table = Table(name, "", (columns,))
    known = partial(says_something, words)
    header = find_header(table, DATA, _KEYS, known)
    if isinstance(header, Problem):
        raise _without_keys(header, columns)
    matched, problems = match_columns(table, header, words)
    problems.extend(unknown_column(table, header, words, c) for c in matched.unmatched)
    sheet = Sheet(table, header, matched, words, OrganisationIds(register))
    found = [_of_column(each, columns) for each in problems]
    for each in found:
        if each.fatal:
            raise TableError(each)
    keys = header.columns
    texts = [keys["period"], *matched.dimensions.values()]
    headings = Headings(columns[keys["organisation"]], (), (), sheet, tuple(found))
    if headings.is_paired or headings.is_tidy:
        texts += [keys[role] for role in ("measure", "unit") if role in keys]
    numbers = _numbers(headings)
    if not numbers:
        raise _without_numbers(headings)
    return attrs.evolve(headings, texts=tuple(columns[c] for c in texts), numbers=numbers)


def _without_keys(header: Problem, columns: tuple[str, ...]) -> TableError:
    """Why a table says neither who nor when."""
    if header.code != "no-header":
        return TableError(_of_column(header, columns))
    return table_error("no-key-columns", header.file, looked_for=header.params["looked_for"])


def _numbers(headings: Headings) -> tuple[str, ...]:
    keys, columns = headings.sheet.header.columns, headings.sheet.columns
    wide = list(columns.measures)
    if headings.is_paired:
        wide += [keys[role] for role in _PAIR]
    elif headings.is_tidy:
        wide.append(keys["value"])
    return tuple(headings.names[column] for column in wide)


def _without_numbers(headings: Headings) -> TableError:
    """Why a table has no figures."""
    header = headings.sheet.header
    table, texts = headings.sheet.table, header.texts
    for role, others in (("value", ("measure",)), ("measure", ("value", *_PAIR))):
        if role not in header.columns and any(other in header.columns for other in others):
            found = lacking_column(table, header.row, texts, DATA, role)
            return TableError(_of_column(found, headings.names))
    return table_error("no-measure-column", table.file)


def _of_column(problem: Problem, columns: tuple[str, ...]) -> Problem:
    """A problem of a header: its place is the name of a column."""
    letters = problem.cell.rstrip("0123456789")
    index = -1
    for letter in letters:
        index = (index + 1) * 26 + ord(letter) - ord("A")
    named = columns[index] if 0 <= index < len(columns) and problem.code != "missing-column" else ""
    params = {k: v for k, v in problem.params.items() if k != "first_cell"}
    if "first_cell" in problem.params:
        params["first_cell"] = params.get("first", "")
    return attrs.evolve(problem, cell=named, params=params)
