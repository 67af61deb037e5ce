"""``dxplan freeze``: a plan as it was issued, in a lock file."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from dxplan.cli.exits import NOTHING_MISSED, WRONG
from dxplan.cli.loading import load_usable, open_session_for
from dxplan.cli.output import replace_file, say
from dxplan.messages import Language
from dxplan.plan.lock_names import ENDING, is_lock
from dxplan.report.words import plain

if TYPE_CHECKING:
    from dxplan.plugin.locks import Frozen


def run(options: Namespace) -> int:
    """Write the lock file; one that is there is replaced only when that is asked for."""
    session = open_session_for(options)
    plan = load_usable(session, options)
    if plan is None:
        return WRONG
    language: Language = options.lang or plan.language
    if is_lock(Path(options.plan)):
        _tell("frozen_already", language, path=options.plan)
        return WRONG
    on = options.on or date.today()
    frozen = session.freeze(options.plan, on=on).value
    path = _path(frozen, options)
    if not is_lock(path):
        _tell("lock_ending", language, path=str(path), ending=ENDING)
        return WRONG
    if path.exists() and not options.force:
        _tell("lock_exists", language, path=str(path))
        return WRONG
    if not replace_file(path, frozen.text, language):
        return WRONG
    _tell_what(frozen, path, on, language)
    return NOTHING_MISSED


def _path(frozen: Frozen, options: Namespace) -> Path:
    """Where to write: beside rules that were given by path, else where one works."""
    if options.output is not None:
        return Path(options.output)
    given = Path(options.plan)
    if frozen.folder is not None and (given.is_dir() or given.suffix == ".dxplan"):
        return frozen.folder / frozen.name
    return Path(frozen.name)


def _tell(code: str, language: Language, **params: object) -> None:
    from dxplan.report.differences_values import word

    told = {name: plain(str(value)) for name, value in params.items()}
    say(word("sentence", code, language, **told))


def _tell_what(frozen: Frozen, path: Path, on: date, language: Language) -> None:
    from dxplan.report.time_text import day_text

    plan = frozen.plan
    _tell(
        "frozen", language, plan=plan.title or plan.id, day=day_text(on, language), path=path,
        targets=len(plan.targets), works=len(plan.tasks) + len(plan.duties),
        fingerprint=frozen.fingerprint,
    )  # fmt: skip
