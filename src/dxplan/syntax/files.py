"""Rule files: from bytes to syntax trees, with what cannot be read said by its place."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dxplan.diagnostics import Diagnostic, Outcome
from dxplan.limits import current
from dxplan.messages import Phrase
from dxplan.source import (
    FileRefused,
    Source,
    Span,
    decode,
    normalise,
    read_bytes,
    source_as_read,
    why_unread,
)

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
    return _sources(paths, base, path)


def read_examples(path: Path, base: Path | None = None) -> Outcome[tuple[RuleFile, ...]]:
    """The syntax trees of the files of examples that belong to a rule file or a folder."""
    return parsed(read_example_sources(path, base))


def read_example_sources(
    path: Path, base: Path | None = None
) -> Outcome[tuple[Source | None, ...]]:
    """The texts of the files of examples that belong to a rule file or a folder."""
    base = base or (path.parent if path.is_dir() else None)
    return _sources(example_paths(path), base, path)


def _sources(
    paths: Sequence[Path], base: Path | None, place: Path
) -> Outcome[tuple[Source | None, ...]]:
    outside = _outside(place, paths)
    found = [
        _led_out(each)
        if each in outside
        else read_source(each, each.relative_to(base).as_posix() if base else str(each))
        for each in paths
    ]
    said = tuple(diagnostic for each in found for diagnostic in each.diagnostics)
    return Outcome(tuple(each.value for each in found), said)


_TABLES = (".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods", ".parquet")
_DOCUMENTS = (".docx", ".doc", ".odt", ".pdf", ".html", ".htm")
_OF_OTHER_PROGRAMS = frozenset((*_TABLES, *_DOCUMENTS))
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


def files_in(folder: Path) -> list[Path]:
    """The rule files of a folder and those of examples; not what lies elsewhere."""
    found = [*rule_paths(folder), *example_paths(folder)]
    outside = _outside(folder, found)
    return [each for each in found if each not in outside]


def rules_beside(path: Path) -> Path:
    """What the examples of a file are about: the rule file beside it, or else the folder."""
    beside = path.with_name(path.name.removesuffix(EXAMPLES) + ".dxplan")
    return beside if beside.is_file() else path.parent


def _outside(path: Path, paths: Sequence[Path]) -> frozenset[Path]:
    """Which files of a folder are links that lead out of it.

    Whoever writes a folder shall not have others read, and show, what lies elsewhere.
    """
    if not path.is_dir():
        return frozenset()
    folder = path.resolve()
    return frozenset(each for each in paths if each.is_symlink() and _leads_out(each, folder))


def _leads_out(link: Path, folder: Path) -> bool:
    try:
        return not link.resolve().is_relative_to(folder)
    except (OSError, RuntimeError):  # a circle of links, which cannot be read either
        return False


def _led_out(path: Path) -> Outcome[Source | None]:
    return Outcome(None, (_unreadable(path, FileRefused(Phrase("link-out-of-folder"))),))


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
        if path.suffix.lower() in _OF_OTHER_PROGRAMS and path.is_file():
            raise FileRefused(Phrase("not-rules"))
        data = read_bytes(path, current().rule_bytes, "rule_bytes")
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
    params = {"path": path.as_posix(), "reason": why_unread(error)}
    return Diagnostic("unreadable-file", None, params)
