"""Rule files: from bytes to syntax trees, with what cannot be read said by its place."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from dxplan.diagnostics import Diagnostic, Outcome
from dxplan.limits import current
from dxplan.source import Source, Span, decode, normalise, source_as_read

if TYPE_CHECKING:
    from dxplan.syntax.nodes import RuleFile


def read_rules(path: Path, base: Path | None = None) -> Outcome[tuple[RuleFile, ...]]:
    """The syntax trees of a rule file, or of all in a folder in the order of their names.

    :param base: the folder that the names in messages are relative to; as given without one.
    """
    return parsed(read_sources(path, base))


def read_sources(path: Path, base: Path | None = None) -> Outcome[tuple[Source | None, ...]]:
    """The texts of a rule file, or of all in a folder in the order of their names.

    What is said of a text that cannot be read stands in its place among the diagnostics.
    """
    try:
        paths = rule_paths(path)
        base = base or (path.parent if path.is_dir() else None)
    except OSError as error:
        return Outcome((), (_unreadable(path, error),))
    return _sources(paths, base)


def read_examples(path: Path, base: Path | None = None) -> Outcome[tuple[RuleFile, ...]]:
    """The syntax trees of the files of examples that belong to a rule file or a folder."""
    return parsed(_sources(example_paths(path), base or (path.parent if path.is_dir() else None)))


def _sources(paths: Iterable[Path], base: Path | None) -> Outcome[tuple[Source | None, ...]]:
    found = [
        read_source(each, each.relative_to(base).as_posix() if base else str(each))
        for each in paths
    ]
    said = tuple(diagnostic for each in found for diagnostic in each.diagnostics)
    return Outcome(tuple(each.value for each in found), said)


EXAMPLES = ".examples.dxplan"
"""How the name of a file ends that holds nothing but examples; a check does not read it."""


def rule_paths(path: Path) -> list[Path]:
    """A rule file, or all in a folder in the order of their names; not those of examples alone."""
    if not path.is_dir():
        return [path]
    return sorted(each for each in path.glob("*.dxplan") if not each.name.endswith(EXAMPLES))


def example_paths(path: Path) -> list[Path]:
    """The files of examples of a rule file, which stand beside it, or of all in a folder."""
    if path.is_dir():
        return sorted(path.glob(f"*{EXAMPLES}"))
    beside = path.with_name(path.name.removesuffix(".dxplan") + EXAMPLES)
    return [beside] if beside.is_file() else []


def rules_beside(path: Path) -> Path:
    """What the examples of a file are about: the rule file beside it, or else the folder."""
    beside = path.with_name(path.name.removesuffix(EXAMPLES) + ".dxplan")
    return beside if beside.is_file() else path.parent


def parsed(sources: Outcome[tuple[Source | None, ...]]) -> Outcome[tuple[RuleFile, ...]]:
    """The syntax trees of some texts, with everything that is wrong with them."""
    from dxplan.syntax.parse import parse

    unreadable = iter(sources.diagnostics)
    files: list[RuleFile] = []
    diagnostics: list[Diagnostic] = []
    for source in sources.value:
        if source is None:
            diagnostics.append(next(unreadable))
        else:
            found = parse(source)
            files.append(found.value)
            diagnostics.extend(found.diagnostics)
    return Outcome(tuple(files), (*diagnostics, *unreadable))


def read_source(path: Path, name: str) -> Outcome[Source | None]:
    """The text of a rule file; a file that cannot be read is said."""
    try:
        with path.open("rb") as file:
            data = file.read(current().rule_bytes + 1)
    except (OSError, ValueError) as error:
        return Outcome(None, (_unreadable(path, error),))
    return source_of(data, name, path)


def source_of(data: bytes, name: str, path: Path | None = None) -> Outcome[Source | None]:
    """The text of some bytes; bytes that are not UTF-8 are said, with their place.

    :param path: the file that they are from.
    """
    limit = current().rule_bytes
    if len(data) > limit:
        return Outcome(None, (Diagnostic("rules-too-long", None, {"path": name, "limit": limit}),))
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
