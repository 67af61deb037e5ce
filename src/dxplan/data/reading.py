"""Data in: files or rows, a register and an event list become :class:`Observations`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from dxplan.data.addresses import problem_order
from dxplan.data.agreed_cells import agree, cells
from dxplan.data.files import BUILTIN_READERS, read_tables
from dxplan.data.forms_of_one import header_of_one
from dxplan.data.given_rows import table_from_rows
from dxplan.data.header import Header, find_headers
from dxplan.data.header_rows import Known
from dxplan.data.heading_words import DATA
from dxplan.data.lexicon import Lexicon, lexicon, says_something
from dxplan.data.observations import Event, Observations
from dxplan.data.odd_ids import told_apart
from dxplan.data.organisation_ids import OrganisationIds
from dxplan.data.problems import Problem
from dxplan.data.reported import reported_values
from dxplan.data.sheet import Row, Sheet
from dxplan.data.sheet_rows import read_sheet
from dxplan.data.stacked_tables import tables_in
from dxplan.data.tables import Reader, Table
from dxplan.plan.model import Plan
from dxplan.steps import steps
from dxplan.syntax.undisturbed import undisturbed

if TYPE_CHECKING:
    from dxplan.data.known_organisations import Sheets
    from dxplan.data.left_out import LeftOut
    from dxplan.data.register import Register

__all__ = [
    "BUILTIN_READERS",
    "GivenRows",
    "given_observations",
    "observations_from_rows",
    "read_observations",
    "read_organisations",
]

GivenRows: TypeAlias = Iterable[Mapping[str, object]]
T = TypeVar("T")
_ROWS = "<rows>"
"""What messages call rows that a program gives."""
_OF_PERSONS = "person-sheet"
_TEXTS = BUILTIN_READERS[0].suffixes
_KEYS = ("organisation", "period")
# What a header has at least when the rest stands above the table or in the name of the sheet.
_FEWER_KEYS = (("organisation",), ("measure", "value"))


def read_observations(
    plan: Plan,
    data: Sequence[Path],
    *,
    register: Path | Register | GivenRows | Sheets | None = None,
    events: Path | GivenRows | None = None,
    crosswalk: Path | GivenRows | None = None,
    readers: Sequence[Reader] = BUILTIN_READERS,
) -> Observations:
    """What organisations reported in files, and what is wrong with them.

    No file raises: one that cannot be read is a problem, and the others are read all the same. The
    order of the files, and of the rows in them, makes no difference.

    :param plan: says which measures, dimensions and members the headings may name.
    :param data: files of figures.
    :param register: file of the organisations that should report, its sheets or rows, or these by
        id.
    :param events: file, or rows, of what happened: tasks done, duties fulfilled, facts.
    :param crosswalk: file, or rows, of codes of organisations that became others; it needs a
        register.
    :param readers: formats, tried in order by the ending of the file's name.
    """
    words = lexicon(plan)
    with undisturbed():
        known = (_named(register), _named(crosswalk))
        ids, problems = _known(*known, f"{_ROWS}:", words, readers)
        happened, of_events = _events(_named(events), _ROWS, plan, readers)
        paths = [Path(path) for path in data]
        sheets, of_files = _sheets_of_files(paths, readers)
        of_files.extend(_of_forms(paths, plan))
        return _observations(words, sheets, ids, happened, [*problems, *of_events, *of_files])


def _named(given: T) -> T | None:
    """What is given beside files, but for the text that names no file."""
    return None if given == "" else given


def observations_from_rows(
    plan: Plan,
    rows: GivenRows,
    name: str = _ROWS,
    *,
    register: Path | Register | GivenRows | Sheets | None = None,
    events: Path | GivenRows | None = None,
    crosswalk: Path | GivenRows | None = None,
    readers: Sequence[Reader] = BUILTIN_READERS,
) -> Observations:
    """The same from rows that a program holds: mappings from heading to value.

    Values are ``int``, ``str``, :class:`~decimal.Decimal`, :class:`~fractions.Fraction`, ``bool``,
    a date or ``None``. A ``float`` will do where it is a whole number below 2**53; any other is a
    problem. Cells are named as if the rows stood in a sheet under a header row: the first of them
    is row 2.

    :param name: what messages call the rows.
    """
    words = lexicon(plan)
    ids, problems = _known(register, crosswalk, f"{name}:", words, readers)
    happened, of_events = _events(events, name, plan, readers)
    sheets = [_tables(rows, name)]
    return _observations(words, sheets, ids, happened, [*problems, *of_events])


def given_observations(
    plan: Plan, items: Sequence[Any], beside: Mapping[str, Any], readers: Sequence[Reader]
) -> Observations:
    """What rows that a program gives, or files, say.

    :param beside: paths of a ``register``, of ``events``, of a ``crosswalk``, as far as given; for
        the register also its sheets, or the organisations by id.
    """
    register, events = beside.get("register"), beside.get("events")
    crosswalk = beside.get("crosswalk")
    if items and all(isinstance(item, Mapping) for item in items):
        return observations_from_rows(
            plan, items, register=register, events=events, crosswalk=crosswalk, readers=readers
        )
    paths = [Path(item) for item in items]
    return read_observations(
        plan, paths, register=register, events=events, crosswalk=crosswalk, readers=readers
    )


def observations_of_rows(
    plan: Plan, rows: GivenRows, name: str, register: Register | None
) -> Observations:
    """What rows say, held against a register that is read already."""
    ids = OrganisationIds(register)
    return _observations(lexicon(plan), [_tables(rows, name)], ids, None, [])


def read_organisations(
    plan: Plan,
    register: Path | GivenRows | Sheets,
    name: str = _ROWS,
    *,
    readers: Sequence[Reader] = BUILTIN_READERS,
) -> tuple[Register | None, tuple[Problem, ...]]:
    """The organisations of a register alone; ``None`` when it cannot be used."""
    with undisturbed():
        ids, problems = _known(register, None, f"{name}:", lexicon(plan), readers)
    return ids.register, tuple(sorted(problems, key=problem_order))


def _known(
    register: Path | Register | GivenRows | Sheets | None,
    crosswalk: Path | GivenRows | None,
    name: str,
    words: Lexicon,
    readers: Sequence[Reader],
) -> tuple[OrganisationIds, list[Problem]]:
    """The organisations of a register, read before or now.

    :param name: what messages put before the names of given rows.
    """
    if isinstance(register, Mapping):
        return OrganisationIds(register), []
    if register is None and crosswalk is None:
        return OrganisationIds(None), []
    from dxplan.data.known_organisations import known_organisations

    sheets = _given(register, f"{name}register", readers)
    return known_organisations(sheets, _given(crosswalk, f"{name}crosswalk", readers), words)


def _given(
    given: Path | GivenRows | Sheets | None, name: str, readers: Sequence[Reader]
) -> Sheets | None:
    """The sheets of a file, or of rows that a program gives.

    :param name: what messages call given rows.
    """
    if given is None:
        return None
    from dxplan.data.known_organisations import Sheets

    if isinstance(given, Sheets):
        return given
    if isinstance(given, (str, Path)):
        return Sheets(str(given), *read_tables(Path(given), readers))
    return Sheets(name, _tables(given, name), [])


def _events(
    given: Path | GivenRows | None, name: str, plan: Plan, readers: Sequence[Reader]
) -> tuple[tuple[Event, ...] | None, list[Problem]]:
    if given is None:
        return None, []
    from dxplan.data.events import events_from_tables, read_events

    if isinstance(given, (str, Path)):
        return read_events(Path(given), plan, readers)
    return events_from_tables(_tables(given, f"{name}:events"), [], plan)


def _tables(given: GivenRows, name: str) -> list[Table]:
    """Given rows as the one sheet that they are, or none when there are none."""
    table = table_from_rows(given, name)
    return [table] if table.rows[1:] else []


def _sheets_of_files(
    paths: list[Path], readers: Sequence[Reader]
) -> tuple[list[list[Table]], list[Problem]]:
    """The sheets of every file; a file that is given twice is read once."""
    sheets: list[list[Table]] = []
    problems: list[Problem] = []
    seen: dict[Path, Path] = {}
    ordered = sorted(paths, key=str)
    for path in steps("opening", ordered, list(map(_size, ordered))):
        real = _real(path)
        if real in seen:
            params = {"first": str(seen[real])}
            problems.append(Problem("file-given-twice", str(path), params=params))
            continue
        seen[real] = path
        tables, of_file = read_tables(path, readers)
        sheets.append(tables)
        problems.extend(of_file)
    return sheets, problems


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return 0


def _of_forms(paths: list[Path], plan: Plan) -> list[Problem]:
    """What is wrong with the forms among some files; text files are none."""
    books = [path for path in paths if path.suffix.lower() not in _TEXTS]
    if not books:
        return []
    from dxplan.data.form_marks import form_problems

    return [problem for path in books for problem in form_problems(path, plan)]


def _real(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):
        return path


def _observations(
    words: Lexicon,
    files: list[list[Table]],
    ids: OrganisationIds,
    events: tuple[Event, ...] | None,
    problems: list[Problem],
) -> Observations:
    known = partial(says_something, words)
    rows: list[Row] = []
    refused: list[LeftOut] = []
    left_out = 0
    lengths = [sum(len(table.rows) for table in tables) for tables in files]
    for tables in steps("reading", files, lengths):
        of_one = partial(header_of_one, words=words, ids=ids, known=known)
        sheets, of_headers = find_headers(tables, DATA, _KEYS, known, _FEWER_KEYS, otherwise=of_one)
        problems.extend(of_headers)
        for part in _parts(sheets, known):
            sheet = [part] if isinstance(part, Problem) else read_sheet(*part, words, ids)
            problems.extend(sheet.problems if isinstance(sheet, Sheet) else sheet)
            if isinstance(sheet, Sheet):
                rows.extend(sheet.rows)
                left_out += sheet.left_out
                refused.extend(sheet.refused)
    problems.extend(told_apart(rows) if ids.register is None else ())
    agreed = agree(rows, words.plan)
    problems.extend(agreed.problems)
    return Observations(
        cells(agreed),
        reported_values(agreed.kept()),
        ids.register,
        events,
        tuple(sorted(problems, key=problem_order)),
        left_out + len(agreed.out),
        _left_out(refused, agreed.out),
    )


def _left_out(refused: list[LeftOut], out: Collection[Row]) -> tuple[LeftOut, ...]:
    """Whose rows entered no sum.

    :param out: rows that contradict others.
    """
    if not refused and not out:
        return ()
    from dxplan.data.left_out import left_out_together
    from dxplan.data.refused_rows import disagreeing_row

    return left_out_together((*refused, *map(disagreeing_row, out)))


def _parts(
    sheets: list[tuple[Table, Header]], known: Known
) -> Iterator[tuple[Table, Header] | Problem]:
    """The tables in some sheets; one that lists persons keeps its whole sheet from being read."""
    for table, header in sheets:
        parts = list(tables_in(table, header, DATA, _KEYS, known))
        persons = [each for each in parts if isinstance(each, Problem) and each.code == _OF_PERSONS]
        yield from persons or parts
