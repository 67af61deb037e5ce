"""Functions that plugins brought, so wrapped that what goes wrong in them is told and not thrown.

A plugin whose hooks all answered can still fail later, when its reader meets a file or its lint
meets a plan. What dxplan calls then are these wrappers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeVar

import attrs

from dxplan.analysis.lint import Fix, Lint, Remark
from dxplan.data.problems import Problem
from dxplan.data.tables import Percentage, Reader, Table
from dxplan.diagnostics import Diagnostic, Severity
from dxplan.engine.findings import Report
from dxplan.limits import current
from dxplan.messages import LANGUAGES, Language, Phrase, help_line, sentence
from dxplan.plan.model import Plan
from dxplan.plugin.complaints import raised, told
from dxplan.plugin.contained import contained
from dxplan.plugin.fitness import fault
from dxplan.plugin.origin import PluginInfo
from dxplan.plugin.owned import owned
from dxplan.report.renderer import Renderer
from dxplan.source import Span

T = TypeVar("T")
Read = tuple[list[Table], list[Problem]]
Said = tuple[Span | None, Mapping[str, object]] | Remark

READERS, LINTS = "dxplan_readers", "dxplan_lints"
_CELL = (str, int, Decimal, date, type(None), Percentage)
_USUAL = frozenset({str, int, bool, date, type(None)})


class PluginFailed(Exception):
    """A lint or a renderer of a plugin failed.

    :param diagnostic: which one, and how.
    """

    def __init__(self, diagnostic: Diagnostic) -> None:
        self.diagnostic = diagnostic
        super().__init__(diagnostic.message())


def guarded(value: T, info: PluginInfo) -> T:
    """The same value, with its function wrapped when it has one."""
    if isinstance(value, Reader):
        return attrs.evolve(value, read=_guarded_read(value, info))
    if isinstance(value, Renderer):
        return attrs.evolve(value, render=_guarded_render(value, info))
    if isinstance(value, Lint):
        mend = None if value.mend is None else _guarded_mend(value.mend, info)
        check = _guarded_asking(value.check, value, info)
        against = None if value.against is None else _guarded_asking(value.against, value, info)
        return attrs.evolve(value, check=check, mend=mend, against=against)
    return value


def _guarded_read(reader: Reader, info: PluginInfo) -> Callable[[Path], Read]:
    """A file that a plugin cannot read is a file that could not be read."""

    def read(path: Path) -> Read:
        heard: list[Diagnostic] = []
        try:
            tables, problems = contained(lambda: _taken(reader.read(path)), info, READERS, heard)
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            params = {"plugin": info.label, "error": told(error)}
            tables = []
            problems = [Problem("plugin-reader-failed", path.as_posix(), params=params, fatal=True)]
        file = path.as_posix()
        problems += [Problem(each.code, file, params=each.params) for each in heard]
        return tables, problems

    return read


def _guarded_render(
    renderer: Renderer, info: PluginInfo
) -> Callable[[Report, Language], str | bytes]:
    """What it changes of the process is put back; with the report as its last act, nobody cares."""

    def render(report: Report, language: Language) -> str | bytes:
        shown = attrs.evolve(report, plan=owned(report.plan), titles=dict(report.titles))

        def call() -> str | bytes:
            written = renderer.render(shown, language)
            _all([written], (str, bytes))
            return owned(written) if isinstance(written, str) else memoryview(written).tobytes()

        return _or_failed(call, "dxplan_renderers", info)

    return render


def _guarded_asking(
    ask: Callable[..., Iterable[Any]], lint: Lint, info: PluginInfo
) -> Callable[..., Iterable[Said]]:
    """What a lint says of a plan, or of a plan and its parent."""

    def guarded_ask(*plans: Plan) -> Iterable[Said]:
        shown = [owned(plan) for plan in plans]
        heard: list[Any] = []  # what is said of the lint stands among what it says

        def call() -> list[Said]:
            return [_sayable(lint, said) for said in _at_most_remarks(ask(*shown))]

        found = _or_failed(call, LINTS, info, heard, seconds=current().plugin_seconds)
        return [*found, *heard]

    return guarded_ask


def _guarded_mend(
    mend: Callable[[Plan], Iterable[Fix]], info: PluginInfo
) -> Callable[[Plan], Iterable[Fix]]:
    def guarded_mend(plan: Plan) -> Iterable[Fix]:
        def call() -> list[Fix]:
            fixes = list(_at_most_remarks(mend(owned(plan))))
            _all(fixes, Fix)
            return fixes

        return _or_failed(call, LINTS, info, seconds=current().plugin_seconds)

    return guarded_mend


# --- what they give -------------------------------------------------------------------------------


def _at_most_remarks(given: Iterable[T]) -> Iterable[T]:
    return _at_most(current().remarks, "remarks", given)


def _at_most(count: int, of: str, given: Iterable[T]) -> Iterable[T]:
    """What is given one by one, which might never end.

    :raises ValueError: when there is more than the limit allows.
    """
    for number, each in enumerate(given):
        if number == count:
            raise ValueError(f"more than {count} {of}")
        yield each


def _sayable(lint: Lint, said: Any) -> Said:
    """What a lint has to say, when its texts can be filled with it."""
    span, params = (said.span, said.params) if isinstance(said, Remark) else said
    related = tuple(said.related) if isinstance(said, Remark) else ()
    _all(related if span is None else (span, *related), Span)
    settled = _settled(params)
    for language in LANGUAGES:
        sentence(lint.texts, language, settled)
        help_line(lint.texts, language, settled)
    return Remark(span, settled, related) if isinstance(said, Remark) else (span, settled)


def _settled(params: Mapping[str, object]) -> dict[str, object]:
    """What fills a text, without functions of the plugin that would run whenever it is shown."""
    return {str(name): _settled_value(value) for name, value in params.items()}


def _settled_value(value: object) -> object:
    if type(value) is tuple:
        return tuple(map(_settled_value, value))
    if type(value) is Phrase:
        return attrs.evolve(value, params=_settled(value.params))
    return value if type(value) in _SETTLED else str(value)


_SETTLED = frozenset({str, int, bool, float, type(None), date, Decimal, Fraction, Severity})


def _taken(given: Any) -> Read:
    """The tables and problems that a reader gave, as dxplan's own."""
    tables, problems = given
    taken = [_taken_table(each) for each in _at_most(current().sheets, "sheets", tables)]
    return taken, [_taken_problem(each) for each in _at_most_remarks(problems)]


def _taken_table(table: Any) -> Table:
    _all([table], Table)
    cells, columns = current().cells, current().columns
    rows, count = [], 0
    for given in table.rows:
        row = tuple(_at_most(columns, "columns", given))
        count += max(1, len(row))
        if count > cells:
            raise ValueError(f"more than {cells} cells")
        rows.append(row if _USUAL.issuperset(map(type, row)) else tuple(map(_taken_cell, row)))
    wrong = fault(attrs.evolve(table, rows=()))
    if wrong is not None:
        raise TypeError(wrong)
    taken: Table = attrs.evolve(table, rows=tuple(rows))
    return taken


def _taken_cell(cell: object) -> object:
    """A float among the cells would make every sum over them inexact, and so would a NaN."""
    _all([cell], _CELL)
    number = cell.value if isinstance(cell, Percentage) else cell
    if isinstance(number, Decimal) and not number.is_finite():
        raise ValueError(f"not a number: {cell}")
    if isinstance(cell, datetime):  # libraries of tables have dates that are none
        return datetime(cell.year, cell.month, cell.day, cell.hour, cell.minute, cell.second)
    return owned(cell)


def _taken_problem(problem: Any) -> Problem:
    """A problem has one of dxplan's own codes, with what fills its texts."""
    _all([problem], Problem)
    taken: Problem = attrs.evolve(problem, params=_settled(problem.params))
    for language in LANGUAGES:
        taken.message(language)
        taken.help(language)
    return taken


def _all(values: Iterable[object], expected: type | tuple[type, ...]) -> None:
    for value in values:
        if not isinstance(value, expected):
            wanted = expected if isinstance(expected, tuple) else (expected,)
            names = ", ".join(each.__name__ for each in wanted)
            raise TypeError(f"expected {names}, not {type(value).__name__}")


def _or_failed(
    call: Callable[[], T],
    hook: str,
    info: PluginInfo,
    heard: list[Diagnostic] | None = None,
    *,
    seconds: int | None = None,
) -> T:
    try:
        return contained(call, info, hook, [] if heard is None else heard, seconds=seconds)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        raise PluginFailed(raised(error, hook, info)) from error
