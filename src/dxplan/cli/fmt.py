"""``dxplan fmt``: rule files in their canonical form."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from dxplan.cli.exits import MISSED, NOTHING_MISSED, WRONG
from dxplan.cli.output import deliver, replace_file, say, say_diagnostics
from dxplan.diagnostics import Outcome
from dxplan.limits import current
from dxplan.messages import Language
from dxplan.report.words import plain, word
from dxplan.source import Source
from dxplan.syntax.files import files_in, read_source, source_of
from dxplan.syntax.parse import parse
from dxplan.syntax.printer import print_file

_STANDARD_INPUT = "-"


def run(options: Namespace) -> int:
    """Format files, or say which are not formatted; the worst outcome counts."""
    names = [name for given in options.files for name in _named(given)]
    return max(_format(name, options) for name in dict.fromkeys(names))


def _named(given: str) -> list[str]:
    """A file, or those of a folder; a folder without any is said to be unreadable."""
    path = Path(given)
    found = files_in(path) if given != _STANDARD_INPUT and path.is_dir() else []
    return [str(each) for each in found] or [given]


def _format(name: str, options: Namespace) -> int:
    read = _standard_input() if name == _STANDARD_INPUT else _file(name)
    if read.value is None:
        say_diagnostics(read.diagnostics, options.spoken, counted=True)
        return WRONG
    source, data = read.value
    text = _canonical(source, name, options)
    if text is None:
        return WRONG
    changed = text.encode("utf-8") != data
    if options.check:
        if changed:
            deliver(f"{plain(source.name)}\n", None, options.spoken)
        return MISSED if changed else NOTHING_MISSED
    return NOTHING_MISSED if _put(name, text, changed, options.spoken) else WRONG


def _canonical(source: Source, name: str, options: Namespace) -> str | None:
    """The canonical text, or ``None`` when the file has errors, which are said."""
    parsed = parse(source)
    if parsed.ok:
        return print_file(parsed.value, options.lang)
    language = parsed.value.language
    say_diagnostics(parsed.diagnostics, language, counted=True)
    if name != _STANDARD_INPUT:
        say(word("cli", "left_alone", language, path=plain(name)))
    return None


def _put(name: str, text: str, changed: bool, language: Language) -> bool:
    if name == _STANDARD_INPUT:
        return deliver(text, None, language)
    if not changed:
        return True
    if not replace_file(Path(name), text, language):
        return False
    say(word("cli", "rewritten", language, path=plain(name)))
    return True


def _file(name: str) -> Outcome[tuple[Source, bytes] | None]:
    read = read_source(Path(name), name)
    if read.value is None:
        return Outcome(None, read.diagnostics)
    return Outcome((read.value, Path(name).read_bytes()))


def _standard_input() -> Outcome[tuple[Source, bytes] | None]:
    data = sys.stdin.buffer.read(current().rule_bytes + 1)
    read = source_of(data, "<stdin>")
    return Outcome(None if read.value is None else (read.value, data), read.diagnostics)
