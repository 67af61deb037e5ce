"""``dxplan lint --fix``: rule files mended where that changes nothing of what they mean."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from dxplan.analysis.fixes import mended
from dxplan.analysis.lint import Fix
from dxplan.cli.output import replace_file, say, say_diagnostics, write_file
from dxplan.diagnostics import Outcome
from dxplan.messages import Language
from dxplan.plan.model import Plan
from dxplan.plugin.linting import fixes_of
from dxplan.report.words import plain, word
from dxplan.source import Source, decode, normalise

if TYPE_CHECKING:
    from dxplan.session import Session

# A fix may make room for the next one; nothing needs more rounds than there are kinds of fixes
_ROUNDS = 10
_MARK = "\ufeff"


@attrs.frozen
class _Rewritten:
    """A file with its bytes from before, and what became of its text."""

    source: Source
    path: Path
    before: bytes
    text: str
    fixes: tuple[Fix, ...]


def fix(
    session: Session, reference: str, found: Outcome[Plan], language: Language
) -> tuple[Outcome[Plan], bool]:
    """What there is to say about a plan after its files were mended; what changed is said.

    The files of installed plans belong to whoever brings them: they are mended by their path.

    :returns: also whether all that should have been written could be.
    """
    if reference in session.loaded.plans:
        if fixes_of(found, session.loaded.lints).value:
            say(word("cli", "fix_by_path", language, plan=plain(reference)))
        return found, True
    written = True
    for _ in range(_ROUNDS):
        files = list(_rewritten(found.value, fixes_of(found, session.loaded.lints).value))
        written = _write_all(files, language)
        if not files or not written:
            break
        again = session.lint(reference)
        if not again.ok or again.value != found.value:
            _put_back(files, language)
            _say_undone(files, language)
            break
        for each in files:
            _say_changes(each, language)
        found = again
    for failure in fixes_of(found, session.loaded.lints).diagnostics:
        say_diagnostics([failure], language)
    return found, written


def _rewritten(plan: Plan, fixes: tuple[Fix, ...]) -> Iterator[_Rewritten]:
    for file in plan.files:
        if file.span is None or file.span.source.path is None:
            continue
        source, path = file.span.source, file.span.source.path
        text, applied = mended(source, [each for each in fixes if each.span.source == source])
        if applied:
            yield _Rewritten(source, path, _bytes_of(path), text, applied)


def _bytes_of(path: Path) -> bytes:
    """What a file holds now; nothing when it was taken away since it was read."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _write_all(files: list[_Rewritten], language: Language) -> bool:
    """Write all files, or leave all as they were."""
    for position, file in enumerate(files):
        if not _write(file, language):
            _put_back(files[:position], language)
            return False
    return True


def _write(file: _Rewritten, language: Language) -> bool:
    """Write the text with the line ends and the mark that the file had."""
    old, _ = decode(file.before)
    if normalise(old) != file.source.text:  # somebody wrote to it in the meantime
        say(word("cli", "fix_outdated", language, path=plain(file.source.name)))
        return False
    text = file.text.replace("\n", "\r\n") if "\r\n" in old else file.text
    return replace_file(file.path, _MARK * old.startswith(_MARK) + text, language)


def _put_back(files: list[_Rewritten], language: Language) -> None:
    for file in files:
        write_file(file.path, file.before, language)


def _say_undone(files: list[_Rewritten], language: Language) -> None:
    """A fix that changes what the rules mean is a fault of the lint: nothing of it stays."""
    for file in files:
        codes = ", ".join(sorted({each.code for each in file.fixes}))
        say(word("cli", "fix_undone", language, path=plain(file.source.name), codes=codes))


def _say_changes(file: _Rewritten, language: Language) -> None:
    codes = ", ".join(sorted({each.code for each in file.fixes}))
    say(word("cli", "fixed", language, path=plain(file.source.name), codes=codes))
    lines = difflib.ndiff(file.source.text.splitlines(), file.text.splitlines())
    for line in lines:
        if line.startswith(("- ", "+ ")):
            say(f"  {line[0]} {plain(line[2:])}")
