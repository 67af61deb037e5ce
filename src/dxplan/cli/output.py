"""Where results go: standard output, or a file that is replaced as a whole or not at all."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from dxplan.cli.exits import OutputLost
from dxplan.messages import Language, system_reason
from dxplan.report.words import plain, word

if TYPE_CHECKING:
    from dxplan.data.problems import Problem
    from dxplan.diagnostics import Diagnostic

_PROBLEMS_SHOWN = 20


def say(text: str) -> None:
    """A message for the user, beside the result; where it cannot be shown, the result still is."""
    with suppress(OSError):
        print(text, file=sys.stderr)


def say_diagnostics(
    diagnostics: Sequence[Diagnostic], language: Language, *, counted: bool = False
) -> None:
    """Say what is wrong with rules or plugins.

    :param counted: whether to close with how many there are.
    """
    if not diagnostics:
        return
    from dxplan.cli.terminal import drawn_for_messages
    from dxplan.report.diagnostic_text import render_diagnostic, render_diagnostics

    with drawn_for_messages():
        if counted:
            say(render_diagnostics(diagnostics, language))
            return
        for diagnostic in diagnostics:
            say(render_diagnostic(diagnostic, language))


def say_problems(problems: Sequence[Problem], language: Language) -> None:
    """Say the first problems with some data beside a result that has no place for them."""
    from dxplan.report.problem_text import advised_lines

    # What kept a file from being read comes first.
    ordered = sorted(problems, key=lambda problem: not problem.fatal)
    for line in advised_lines(ordered[:_PROBLEMS_SHOWN], language):
        say(plain(line))
    _say_more(len(ordered), language)


def say_unread(problems: Sequence[Problem], language: Language) -> bool:
    """Say which files could not be read; whether there is any."""
    fatal = [problem for problem in problems if problem.fatal]
    if fatal:
        from dxplan.report.problem_text import problem_line

        for problem in fatal[:_PROBLEMS_SHOWN]:
            reason = problem_line(problem, language)
            say(f"{word('cli', 'data_not_read', language)}: {plain(reason)}")
        _say_more(len(fatal), language)
    return bool(fatal)


def _say_more(count: int, language: Language) -> None:
    if count > _PROBLEMS_SHOWN:
        say(word("phrase", "more_problems", language, count=count - _PROBLEMS_SHOWN))


def deliver(text: str, output: str | None, language: Language) -> bool:
    """Write a result to a file, or to standard output without one; whether that could be done.

    :raises OutputLost: when standard output does not take it, after that was said.
    """
    if output is not None:
        return replace_file(Path(output), text, language)
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise output_lost(error, language) from error
    return True


def deliver_file(content: bytes, output: str | None, name: str, language: Language) -> bool:
    """Write a result that is no text to a file, or to a pipe; whether that could be done.

    :param name: of its format, to say that a terminal cannot show it.
    :raises OutputLost: when standard output does not take it, after that was said.
    """
    if output is not None:
        return write_file(Path(output), content, language)
    if sys.stdout.isatty():
        from dxplan.report.office_words import office_word

        say(office_word("stream", "binary", language, name=plain(name)))
        return False
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise output_lost(error, language) from error
    return True


def output_lost(error: OSError, language: Language) -> OutputLost:
    """Say that standard output does not take a result, and give what ends the command."""
    say_not_written(word("cli", "standard_output", language), error, language)
    return OutputLost()


def replace_file(path: Path, text: str, language: Language) -> bool:
    """Write a text file as a whole; if that fails, say so and leave the old one."""
    return write_file(path, text.encode("utf-8", "backslashreplace"), language)


def write_file(path: Path, content: bytes, language: Language) -> bool:
    """Write a file as a whole; if that fails, say so and leave the old one."""
    from dxplan.whole_files import write_whole

    try:
        write_whole(path, content)
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


def say_not_written(path: Path | str, error: Exception, language: Language) -> None:
    """Say that a file or folder could not be written, and why."""
    reason = plain(reason_of(error, language))
    say(word("cli", "not_written", language, path=plain(str(path)), reason=reason))


def reason_of(error: Exception, language: Language) -> str:
    """What the system had against it, in words of a language."""
    reason = system_reason(error)
    return reason if isinstance(reason, str) else reason.text(language)
