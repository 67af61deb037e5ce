"""What a developer calls to hold data against a plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, overload

import attrs

from dxplan.messages import Language
from dxplan.plan.model import Plan
from dxplan.rule_errors import usable
from dxplan.sdk.plans import load
from dxplan.session import Data, Listed, PathLike, open_session
from dxplan.values.periods import Period

if TYPE_CHECKING:
    from dxplan.data.asked_columns import GroupBy
    from dxplan.engine.due_items import DueList
    from dxplan.engine.findings import Report
    from dxplan.engine.records import Checker, Extra
    from dxplan.engine.tables.row_checking.row_checks import RowChecks
    from dxplan.engine.tables.travelling import GivenSums, Sums
    from dxplan.explain import Explanation
    from dxplan.forms import Forms, Sheets


def check(
    plan: Plan | PathLike,
    data: Data = (),
    *,
    as_of: date,
    register: Listed | None = None,
    events: Listed | None = None,
    crosswalk: Listed | None = None,
    by: GroupBy = None,
    sums: GivenSums | None = None,
    frozen: PathLike | None = None,
    course: bool = False,
    plugins: Sequence[PathLike] = (),
) -> Report:
    """The findings of a plan over data, as of a day.

    :param plan: a plan, or what :func:`load` takes.
    :param data: paths of CSV or spreadsheet files, or rows as mappings from column to value; or a
        table that is added up where it is: a frame of Polars, pandas, pyarrow, DuckDB, PySpark or
        Ibis, Parquet files, a folder of them, a pattern.
    :param register: path of the list of organisations that should report, or its rows.
    :param events: path of the list of what was done and what came about, or its rows.
    :param crosswalk: path of the list of codes of organisations that became others, or its rows.
    :param by: also judge every group of a register column, such as ``district``, or of several;
        ``organisation`` for each. ``Finding.by`` says of which column a group is.
    :param sums: what :func:`sums` gave, or files of it; the data are added to them. They can be
        asked again after an edit of thresholds or deadlines, and nothing is read again.
    :param frozen: path of the lock file to hold the rules against, see ``Report.frozen``; without
        it, the one in the working folder or beside the rules of a reference.
    :param course: also judge by what was known on the last reporting dates, so that
        the page can draw how it went; see ``Report.course``.
    :raises RuleError: when ``plan`` is a reference and its rules have errors, or the lock file
        cannot be used.
    :raises SumsError: when sums cannot be used, or not together.
    :raises TableError: when a table cannot be added up.
    :raises CannotGroup: when the register has no such column, or one is asked for twice.
    """
    session = open_session(plugins)
    bound = plan if isinstance(plan, Plan) else usable(session.load(plan))
    report = session.check(
        bound, data, register, events, as_of=as_of, group_by=by, crosswalk=crosswalk, sums=sums,
        course=course,
    )  # fmt: skip
    if isinstance(plan, Plan) and frozen is None:
        return report
    since = session.since_frozen(bound, bound.id if isinstance(plan, Plan) else plan, frozen)
    return attrs.evolve(report, frozen=usable(since))


@overload
def render(
    report: Report,
    format: Literal["text", "json", "html", "markdown", "csv", "junit"],
    *,
    language: Language | None = None,
    plugins: Sequence[PathLike] = (),
) -> str: ...
@overload
def render(
    report: Report,
    format: Literal["xlsx", "docx"],
    *,
    language: Language | None = None,
    plugins: Sequence[PathLike] = (),
) -> bytes: ...
@overload
def render(
    report: Report,
    format: str,
    *,
    language: Language | None = None,
    plugins: Sequence[PathLike] = (),
) -> str | bytes: ...
def render(
    report: Report,
    format: str,
    *,
    language: Language | None = None,
    plugins: Sequence[PathLike] = (),
) -> str | bytes:
    r"""A report in a format, as text or as the bytes of a file.

    :param format: ``text``, ``json``, ``html``, ``markdown``, ``csv`` and ``junit`` are text,
        ``xlsx`` and ``docx`` files; plugins bring others.
    :param language: of headings and sentences; that of the plan without it.
    :raises ValueError: when there is no such format.
    :raises MissingExtra: when the format needs libraries that are not installed.

    >>> import dxplan
    >>> from datetime import date
    >>> plan = dxplan.load_text("measure a\nindicator pupils = a\npupils >= 5 by 2025")
    >>> rows = [{"school": "A", "period": "2025", "a": 4}]
    >>> report = dxplan.check(plan, rows, as_of=date(2025, 12, 31))
    >>> print(dxplan.render(report, "markdown").splitlines()[-1])
    | 1 | pupils | at least 5, by 2025 | 4 | missed | — | 1 short |
    >>> dxplan.render(report, "xlsx")[:2]
    b'PK'
    """
    renderers = open_session(plugins).renderers()
    if format not in renderers:
        raise ValueError(f"there is no format {format!r}; known are {', '.join(sorted(renderers))}")
    renderer = renderers[format]
    return renderer.render(report, language or report.plan.language)


def sums(
    plan: Plan | PathLike,
    data: Data = (),
    *,
    register: Listed | None = None,
    as_of: date | None = None,
    sums: GivenSums = (),
    plugins: Sequence[PathLike] = (),
) -> Sums:
    r"""What data say, added up for a plan: kept for more than one check, or written to a file.

    :param plan: a plan, or what :func:`load` takes.
    :param data: what :func:`check` takes.
    :param register: path of the list of organisations that should report, or its rows.
    :param as_of: leave out rows of a later day.
    :param sums: sums that were made before, or files of them, to add the data to.
    :raises RuleError: when ``plan`` is a reference and its rules have errors.
    :raises SumsError: when sums cannot be used, or not together.

    >>> rules = "measure a flow\nmeasure b flow\nindicator x = a / b\nx >= {} in 2025"
    >>> rows = [{"school": "A", "period": "2025", "a": 6, "b": 100}]
    >>> from dxplan.sdk import load_text
    >>> kept = sums(load_text(rules.format("5%")), rows)
    >>> plans = [load_text(rules.format(level)) for level in ("5%", "8%")]
    >>> [check(each, sums=kept, as_of=date(2026, 1, 31)).count("met") for each in plans]
    [1, 0]
    """
    session = open_session(plugins)
    bound = plan if isinstance(plan, Plan) else usable(session.load(plan))
    return session.sums(bound, data, register, as_of=as_of, sums=sums)


def compile(
    plan: Plan | PathLike,
    *,
    as_of: date,
    period: str | Period | None = None,
    organisation: Mapping[str, object] | None = None,
    events: Listed | None = None,
    extra: Extra = "refuse",
    plugins: Sequence[PathLike] = (),
) -> Checker:
    r"""A function that judges one organisation's record, as :func:`check` judges one row.

    :param plan: a plan, or what :func:`load` takes.
    :param period: of the records, such as ``2025-Q4``; else the days that each target adds up.
    :param organisation: its row of the register, where more is known than what it reports.
    :param events: path of the list of what came about, or its rows, for conditions on facts.
    :param extra: whether keys that say nothing in the plan are refused or passed over.
    :raises ValueError: when any of these cannot be used; rules with :class:`RuleError`.

    >>> from dxplan.sdk import load_text
    >>> rules = "measure a flow\nmeasure b flow\nindicator x = a / b\nx >= 5% by 2025"
    >>> compile(load_text(rules), as_of=date(2025, 12, 31))({"a": 5, "b": 100})
    (('x.by.2025', 'met', 5, 100),)
    """
    from dxplan.engine.records.compiling import compiled

    bound = plan if isinstance(plan, Plan) else usable(open_session(plugins).load(plan))
    return compiled(
        bound, as_of, period=period, organisation=organisation, events=events, extra=extra
    )


def rows(plan: Plan | PathLike, table: Any, *, plugins: Sequence[PathLike] = ()) -> RowChecks:
    r"""Every row of a table held against the thresholds and checks of a plan; it is no verdict.

    :param plan: a plan, or what :func:`load` takes.
    :param table: a frame of Polars, pandas, pyarrow, DuckDB, PySpark or Ibis, or paths.
    :returns: counts by rule, and the failing rows on request.
    :raises RuleError: when ``plan`` is a reference and its rules have errors.
    :raises TableError: when the table cannot be read.

    >>> import duckdb
    >>> from dxplan.sdk import load_text
    >>> rules = "measure a flow\nmeasure b flow\nindicator x = a / b\nx >= 5% by 2025"
    >>> table = duckdb.sql("SELECT 'S1' AS id, '2025' AS period, 4 AS a, 100 AS b")
    >>> found = rows(load_text(rules), table)
    >>> found.counts[0].failing, found.failing("x.by.2025").fetchall()
    (1, [('S1', '2025', 4, 100)])
    """
    from dxplan.engine.tables.row_checking.row_checks import check_rows

    return check_rows(plan if isinstance(plan, Plan) else load(plan, plugins=plugins), table)


def due(
    plans: Plan | PathLike | Sequence[Plan | PathLike],
    *,
    as_of: date,
    events: Listed | None = None,
    within: str | None = None,
    unit: str | None = None,
    plugins: Sequence[PathLike] = (),
) -> DueList:
    r"""What is due in one or several plans, by whom, to whom, and what is overdue.

    :param plans: plans, or what :func:`load` takes.
    :param events: path of the list of what was done and what came about, or its rows; without it
        nothing is called overdue.
    :param within: how far to look ahead: ``30d`` (without it), ``2w``, ``3m``, ``1y``.
    :param unit: only the work of this unit, by name, alias or title, and what it took over.
    :raises RuleError: when one of the plans is a reference and its rules have errors.
    :raises ValueError: when the day, ``within`` or ``unit`` cannot be used.

    >>> from dxplan.sdk import load_text
    >>> plan = load_text("task report before 20/6/2024\nduty budget every quarter")
    >>> found = due(plan, as_of=date(2024, 6, 1))
    >>> [(item.id, str(item.deadline)) for item in found.of("due")]
    [('report', '2024-06-19'), ('budget', '2024-06-30')]
    """
    session = open_session(plugins)
    given = [plans] if isinstance(plans, Plan | str | Path) else list(plans)
    bound = [each if isinstance(each, Plan) else usable(session.load(each)) for each in given]
    return session.due(bound, events, as_of=as_of, within=within, unit=unit)


def explain_rule(
    plan: Plan | PathLike,
    rule: str,
    data: Data = (),
    *,
    as_of: date,
    register: Listed | None = None,
    events: Listed | None = None,
    crosswalk: Listed | None = None,
    organisation: str | None = None,
    by: str | None = None,
    group: str | None = None,
    on: date | None = None,
    reaching: Fraction | None = None,
    plugins: Sequence[PathLike] = (),
) -> Explanation:
    """Why a target, task or duty has its verdict, and what it would take.

    :param plan: a plan, or what :func:`load` takes.
    :param rule: the id of a rule, an unambiguous beginning of it, or a name.
    :param data: paths of CSV or spreadsheet files, or rows as mappings from column to value.
    :param register: path of the list of organisations that should report, or its rows.
    :param events: path of the list of what was done and what came about, or its rows.
    :param crosswalk: path of the list of codes of organisations that became others, or its rows.
    :param organisation: id or title of the organisation to explain it for; else for all together.
    :param by: column of the register, whose ``group`` is explained.
    :param on: the judgement date to explain; without it the one that counts now.
    :param reaching: a further level, in the unit of the threshold: how many organisations would be
        enough if each reached it.
    :raises RuleError: when ``plan`` is a reference and its rules have errors.
    :raises LookupError: when what is asked about is not there, or is several things.
    """
    session = open_session(plugins)
    bound = plan if isinstance(plan, Plan) else usable(session.load(plan))
    return session.explain(
        bound,
        rule,
        data,
        register,
        events,
        as_of=as_of,
        crosswalk=crosswalk,
        organisation=organisation,
        by=by,
        group=group,
        on=on,
        reaching=reaching,
    )


def template(
    plan: Plan | PathLike,
    register: Listed,
    *,
    period: str | Period,
    sheets: Sheets | None = None,
    by: str | None = None,
    language: Language | None = None,
    plugins: Sequence[PathLike] = (),
) -> Forms:
    """Excel forms that ask the organisations of a register for what a plan needs in a period.

    :param plan: a plan, or what :func:`load` takes.
    :param register: path of the list of organisations, or its rows.
    :param period: such as ``2025-Q4`` or ``Quý IV/2025``.
    :param sheets: ``unit`` for one sheet a reporting unit, ``one`` for one sheet for all; without
        it, a sheet a unit as long as they are few.
    :param by: a column of the register, to get a form for each of its groups; ``organisation`` for
        one each.
    :returns: the forms, whose ``content`` is what an ``.xlsx`` file holds, and what is wrong with
        the register.
    :raises RuleError: when ``plan`` is a reference and its rules have errors.
    :raises CannotMake: when there is no such period or column, or there were too many sheets.
    """
    from dxplan.forms import period_of

    session = open_session(plugins)
    bound = plan if isinstance(plan, Plan) else usable(session.load(plan))
    asked = period if isinstance(period, Period) else period_of(bound, period)
    return session.template(bound, register, asked, sheets=sheets, group_by=by, language=language)
