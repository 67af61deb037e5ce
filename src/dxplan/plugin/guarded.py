"""Functions that plugins brought, so wrapped that what goes wrong in them is told and not thrown.

A plugin whose hooks all answered can still fail later, when its reader meets a file or its lint
meets a plan. What dxplan calls then are these wrappers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import attrs

from dxplan.analysis.lint import Fix, Lint, Remark
from dxplan.data.problems import Problem
from dxplan.data.tables import Reader, Table
from dxplan.diagnostics import Diagnostic
from dxplan.engine.findings import Report
from dxplan.messages import LANGUAGES, Language, help_line, sentence
from dxplan.plan.model import Plan
from dxplan.plugin.complaints import complaint, told
from dxplan.plugin.origin import PluginInfo
from dxplan.report.renderer import Renderer
from dxplan.source import Span

T = TypeVar("T")
Read = tuple[list[Table], list[Problem]]
Said = tuple[Span | None, Mapping[str, object]] | Remark

_CELL = (str, int, Decimal, date, type(None))


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
        return attrs.evolve(value, check=_guarded_check(value, info), mend=mend)
    return value


def _guarded_read(reader: Reader, info: PluginInfo) -> Callable[[Path], Read]:
    """A file that a plugin cannot read is a file that could not be read."""

    def read(path: Path) -> Read:
        try:
            tables, problems = reader.read(path)
            _check_tables(tables)
            _check_problems(problems)
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            params = {"plugin": info.label, "error": told(error)}
            return [], [Problem("plugin-reader-failed", path.as_posix(), params=params, fatal=True)]
        return list(tables), list(problems)

    return read


def _guarded_render(renderer: Renderer, info: PluginInfo) -> Callable[[Report, Language], str]:
    def render(report: Report, language: Language) -> str:
        def call() -> str:
            text = renderer.render(report, language)
            _all([text], str)
            return text

        return _or_failed(call, "dxplan_renderers", info)

    return render


def _guarded_check(lint: Lint, info: PluginInfo) -> Callable[[Plan], Iterable[Said]]:
    def check(plan: Plan) -> Iterable[Said]:
        return _or_failed(
            lambda: [_sayable(lint, said) for said in lint.check(plan)], "dxplan_lints", info
        )

    return check


def _guarded_mend(
    mend: Callable[[Plan], Iterable[Fix]], info: PluginInfo
) -> Callable[[Plan], Iterable[Fix]]:
    def guarded_mend(plan: Plan) -> Iterable[Fix]:
        def call() -> list[Fix]:
            fixes = list(mend(plan))
            _all(fixes, Fix)
            return fixes

        return _or_failed(call, "dxplan_lints", info)

    return guarded_mend


def _sayable(lint: Lint, said: Any) -> Said:
    """What a lint has to say, when its texts can be filled with it."""
    span, params = (said.span, said.params) if isinstance(said, Remark) else said
    if span is not None:
        _all([span], Span)
    if isinstance(said, Remark):
        _all(said.related, Span)
    for language in LANGUAGES:
        sentence(lint.texts, language, params)
        help_line(lint.texts, language, params)
    return said if isinstance(said, Remark) else (span, params)


def _check_tables(tables: Iterable[Table]) -> None:
    """A float among the cells would make every sum over them inexact."""
    _all(tables, Table)
    for table in tables:
        for row in table.rows:
            _all(row, _CELL)


def _check_problems(problems: Iterable[Problem]) -> None:
    """A problem has one of dxplan's own codes, with what fills its texts."""
    _all(problems, Problem)
    for problem in problems:
        for language in LANGUAGES:
            problem.message(language)
            problem.help(language)


def _all(values: Iterable[object], expected: type | tuple[type, ...]) -> None:
    for value in values:
        if not isinstance(value, expected):
            wanted = expected if isinstance(expected, tuple) else (expected,)
            names = ", ".join(each.__name__ for each in wanted)
            raise TypeError(f"expected {names}, not {type(value).__name__}")


def _or_failed(call: Callable[[], T], hook: str, info: PluginInfo) -> T:
    try:
        return call()
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        failed = complaint("plugin-raised", info, hook=hook, error=told(error))
        raise PluginFailed(failed) from error
