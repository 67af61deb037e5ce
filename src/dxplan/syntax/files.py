"""Rule files: from bytes to syntax trees, with what cannot be read said by its place."""

from __future__ import annotations

from pathlib import Path

from dxplan.diagnostics import Diagnostic, Outcome
from dxplan.source import Source, Span, decode, normalise, source_as_read
from dxplan.syntax.nodes import RuleFile
from dxplan.syntax.parse import parse


def read_rules(path: Path, base: Path | None = None) -> Outcome[tuple[RuleFile, ...]]:
    """The syntax trees of a rule file, or of all in a folder in the order of their names.

    :param base: the folder that the names in messages are relative to; as given without one.
    """
    try:
        if path.is_dir():
            paths = sorted(path.glob("*.dxplan"))
            base = base or path.parent
        else:
            paths = [path]
    except OSError as error:
        return Outcome((), (_unreadable(path, error),))
    files: list[RuleFile] = []
    diagnostics: list[Diagnostic] = []
    for each in paths:
        source = read_source(each, each.relative_to(base).as_posix() if base else str(each))
        diagnostics.extend(source.diagnostics)
        if source.value is not None:
            parsed = parse(source.value)
            files.append(parsed.value)
            diagnostics.extend(parsed.diagnostics)
    return Outcome(tuple(files), tuple(diagnostics))


def read_source(path: Path, name: str) -> Outcome[Source | None]:
    """The text of a rule file; a file that cannot be read is said."""
    try:
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        return Outcome(None, (_unreadable(path, error),))
    return source_of(data, name, path)


def source_of(data: bytes, name: str, path: Path | None = None) -> Outcome[Source | None]:
    """The text of some bytes; bytes that are not UTF-8 are said, with their place.

    :param path: the file that they are from.
    """
    text, bad = decode(data)
    source = source_as_read(text, name, path)
    if bad is None:
        return Outcome(source)
    start = len(normalise(data[:bad].decode("utf-8")))
    span = Span(source, start, start + 1)
    return Outcome(None, (Diagnostic("not-utf8", span, {"offset": bad + 1}),))


def _unreadable(path: Path, error: OSError | ValueError) -> Diagnostic:
    reason = getattr(error, "strerror", None) or str(error)
    return Diagnostic("unreadable-file", None, {"path": path.as_posix(), "reason": reason})
