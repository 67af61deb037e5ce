"""``dxplan new``: a plugin to start from."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from dxplan.cli.exits import NOTHING_MISSED, WRONG
from dxplan.cli.loading import open_session_for
from dxplan.cli.output import say, say_not_written
from dxplan.messages import Language
from dxplan.report.words import plain, word
from dxplan.whole_files import whole_folder


def run(options: Namespace) -> int:
    """Make the folder of a new plugin."""
    from dxplan.scaffold import (
        NameRefused,
        check_name,
        check_title,
        proposed_title,
        province_files,
    )  # fmt: skip

    language: Language = options.spoken
    today = date.today()
    title = options.title or proposed_title(options.name, today)
    try:
        check_name(options.name, _taken(options))
        check_title(title)
    except NameRefused as refused:
        params = {key: plain(str(value)) for key, value in refused.params.items()}
        say(word("new", refused.code, language, **params))
        return WRONG
    files = province_files(options.name, title, today.year)
    folder = Path(options.output or options.name)
    if folder.exists() or folder.is_symlink():
        say(word("new", "exists", language, path=plain(str(folder))))
        return WRONG
    if not _write_folder(folder, files, language):
        return WRONG
    rules = next(path for path in files if path.endswith(".dxplan"))
    path = plain(str(folder))
    say(word("new", "made", language, path=path, rules=plain(str(folder / rules))))
    say(word("new", "next", language, path=path))
    return NOTHING_MISSED


def _taken(options: Namespace) -> set[str]:
    """The names that plugins, plans and vocabularies have."""
    loaded = open_session_for(options).loaded
    return {*(plugin.name for plugin in loaded.plugins), *loaded.plans, *loaded.vocabularies}


def _write_folder(folder: Path, files: Mapping[str, str], language: Language) -> bool:
    """Write all files or none: the folder gets its name when everything is in it."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with whole_folder(folder) as draft:
            for name, text in files.items():
                path = draft / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, "utf-8", newline="\n")
    except (OSError, ValueError) as error:
        say_not_written(folder, error, language)
        return False
    return True
