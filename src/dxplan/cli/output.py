"""Where results go: standard output, or a file that is replaced as a whole or not at all."""

from __future__ import annotations

import errno
import os
import secrets
import stat
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dxplan.messages import Language
from dxplan.report.words import plain, word

if TYPE_CHECKING:
    from dxplan.data.problems import Problem

_PROBLEMS_SHOWN = 20


def say(text: str) -> None:
    """A message for the user, beside the result."""
    print(text, file=sys.stderr)


def say_problems(problems: Sequence[Problem], language: Language) -> None:
    """Say the first problems with some data beside a result that has no place for them."""
    from dxplan.report.problem_text import problem_line

    # What kept a file from being read comes first.
    ordered = sorted(problems, key=lambda problem: not problem.fatal)
    for problem in ordered[:_PROBLEMS_SHOWN]:
        advice = problem.help(language)
        text = problem_line(problem, language)
        say(plain(f"{text} → {advice}" if advice else text))
    if len(ordered) > _PROBLEMS_SHOWN:
        say(word("phrase", "more_problems", language, count=len(ordered) - _PROBLEMS_SHOWN))


def say_unread(problems: Sequence[Problem], language: Language) -> bool:
    """Say which files could not be read; whether there is any."""
    fatal = [problem for problem in problems if problem.fatal]
    if fatal:
        from dxplan.report.problem_text import problem_line

        for problem in fatal:
            reason = problem_line(problem, language)
            say(f"{word('cli', 'data_not_read', language)}: {plain(reason)}")
    return bool(fatal)


def deliver(text: str, output: str | None, language: Language) -> bool:
    """Write a result to a file, or to standard output without one; whether that could be done."""
    if output is None:
        sys.stdout.write(text)
        return True
    return replace_file(Path(output), text, language)


def replace_file(path: Path, text: str, language: Language) -> bool:
    """Write a text file as a whole; if that fails, say so and leave the old one."""
    return write_file(path, text.encode("utf-8", "backslashreplace"), language)


def write_file(path: Path, content: bytes, language: Language) -> bool:
    """Write a file as a whole; if that fails, say so and leave the old one."""
    try:
        write_atomically(path, content)
    except (OSError, ValueError) as error:
        say_not_written(path, error, language)
        return False
    return True


def make_folder(path: Path, language: Language) -> bool:
    """Make a folder unless it is there; if that fails, say so."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        say_not_written(path, error, language)
        return False
    return True


def say_not_written(path: Path, error: Exception, language: Language) -> None:
    """Say that a file or folder could not be written, and why."""
    reason = getattr(error, "strerror", None) or str(error)
    say(word("cli", "not_written", language, path=plain(str(path)), reason=reason))


def write_atomically(path: Path, data: bytes) -> None:
    """Put bytes where a path leads: a reader sees the old file or the new one, never a part.

    A link stays a link, and a read-only file stays as it is. What is not a regular file
    (``/dev/null``, a pipe) is written to directly.

    :raises OSError: when it cannot be written; the old file is then as it was.
    """
    target = path.resolve()
    if target.exists() and not target.is_file():
        target.write_bytes(data)
        return
    if target.exists() and not target.stat().st_mode & stat.S_IWUSR:
        # A new file put in its place would not ask
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}.tmp")
    try:
        _write_through(draft, data)
        if target.exists():
            draft.chmod(stat.S_IMODE(target.stat().st_mode))
        draft.replace(target)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def _write_through(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
