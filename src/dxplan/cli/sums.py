"""``dxplan sums``: what organisations reported, added up, in a file that others can put together.

Also what ``dxplan check`` does with such files.
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from dxplan.cli.exits import NOTHING_MISSED, UNREADABLE, WRONG
from dxplan.cli.loading import load_usable, open_session_for
from dxplan.cli.output import say, say_not_written, say_problems, say_unread
from dxplan.cli.progress import progress
from dxplan.messages import Language
from dxplan.plan.model import Plan, Target
from dxplan.report.words import counted, plain, word

if TYPE_CHECKING:
    from dxplan.engine.findings import Report
    from dxplan.engine.tables.travelling import Sums
    from dxplan.session import Session


def run(options: Namespace) -> int:
    """Write a file of sums."""
    session = open_session_for(options)
    plan = load_usable(session, options)
    if plan is None:
        return WRONG
    language: Language = options.lang or plan.language
    if not options.data and not options.sums:
        say(word("cli", "data_or_sums", language))
        return WRONG
    found = _sums(session, plan, options, language, options.as_of)
    if found is None or say_unread(found.problems, language):
        return UNREADABLE
    say_problems(found.problems, language)
    return _write(found, options, language)


def report_on_sums(
    session: Session,
    plan: Plan,
    options: Namespace,
    *,
    as_of: date,
    language: Language,
) -> Report | int:
    """The report on files of sums and data, or the exit code when there can be none."""
    from dxplan.data.asked_columns import CannotGroup
    from dxplan.engine.tables.travelling.errors import SumsError

    whole = _sums(session, plan, options, language)
    if whole is None:
        return UNREADABLE
    try:
        columns = whole.columns_meant(options.by)
        beside = session.read(plan, (), None, options.events)
        with progress(language, "judging"):
            return whole.report(plan, as_of, beside, columns)
    except CannotGroup as refused:
        say(plain(refused.message(language)))
        return WRONG
    except SumsError as error:
        say_problems([error.problem], language)
        return UNREADABLE


def _sums(
    session: Session,
    plan: Plan,
    options: Namespace,
    language: Language,
    as_of: date | None = None,
) -> Sums | None:
    """Everything that is given, added up; ``None`` when it cannot be, which is said."""
    from dxplan.engine.tables.errors import TableError
    from dxplan.engine.tables.travelling.errors import SumsError

    data = [Path(name) for name in options.data]
    try:
        crosswalk = getattr(options, "crosswalk", None)
        with progress(language):
            return session.sums(
                plan, data, options.register, as_of=as_of, sums=options.sums, crosswalk=crosswalk
            )
    except (SumsError, TableError) as refused:
        say_problems([refused.problem], language)
        return None


def _write(found: Sums, options: Namespace, language: Language) -> int:
    from dxplan.engine.tables.travelling.errors import SumsError

    path = Path(options.output)
    try:
        targets = found.write(path, with_rows=options.with_rows)
    except OSError as error:
        say_not_written(path, error, language)
        return WRONG
    except SumsError as refused:
        say_problems([refused.problem], language)
        return UNREADABLE
    _tell(found, path, targets, options, language)
    return NOTHING_MISSED


def _tell(
    found: Sums, path: Path, targets: Sequence[Target], options: Namespace, language: Language
) -> None:
    """What is in the file, and of which targets it holds the numbers of single organisations."""
    count = len(found.figures.kinds.organisations)
    say(counted("cli", "sums_written", count, language, path=plain(str(path))))
    if options.with_rows:
        say(word("cli", "sums_with_rows", language))
    elif targets:
        names = ", ".join(target.id for target in targets)
        say(word("cli", "sums_of_single", language, targets=plain(names)))
