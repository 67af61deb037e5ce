"""What an editor knows of a plan at one moment."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

import attrs

from dxplan.diagnostics import Diagnostic, Outcome
from dxplan.editing.names import Declaration, Names
from dxplan.editing.occurrences import Occurrence, occurrences
from dxplan.messages import Language
from dxplan.plan.model import Plan
from dxplan.source import Source
from dxplan.syntax import nodes


@attrs.frozen(slots=False, eq=False)
class View:
    """A plan with its files as they are just now, written or not.

    :param outcome: the plan, with everything that was said of it and of its examples.
    :param files: its rule files and the files of examples beside them.
    :param names: what these and the vocabularies declare.
    :param earlier: what they declared when all of them could last be read, for what is being typed.
    :param others: where other plans and vocabularies are, by kind and name.
    :param bound: the plan before any lint; ``None`` for a vocabulary, which is no plan.
    """

    reference: str | Path
    outcome: Outcome[Plan]
    files: tuple[nodes.RuleFile, ...]
    names: Names
    earlier: Names
    others: Mapping[tuple[str, str], Path] = attrs.field(factory=dict)
    bound: Outcome[Plan] | None = None

    @property
    def plan(self) -> Plan:
        """The plan, as far as it could be read."""
        return self.outcome.value

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Everything that was said."""
        return self.outcome.diagnostics

    @cached_property
    def _occurrences(self) -> Mapping[str, tuple[Occurrence, ...]]:
        """The names of each file, in the order of the text."""
        found = {}
        for file in self.files:
            listed = sorted(occurrences(file), key=lambda each: each.span.start)
            found[source_of(file).name] = tuple(listed)
        return found

    def occurrences_in(self, source: Source) -> tuple[Occurrence, ...]:
        """The names of a file of the plan."""
        return self._occurrences.get(source.name, ())

    def all_occurrences(self) -> Iterator[Occurrence]:
        """The names of all files of the plan."""
        for found in self._occurrences.values():
            yield from found

    @cached_property
    def _of_paths(self) -> Mapping[Path, nodes.RuleFile]:
        placed = [(source_of(file).path, file) for file in self.files]
        return {Path(os.path.realpath(path)): file for path, file in placed if path is not None}

    def file(self, path: Path) -> nodes.RuleFile | None:
        """The file of a path."""
        return self._of_paths.get(path)

    def language(self, path: Path) -> Language:
        """The language in which a file is written."""
        file = self.file(path)
        return self.plan.language if file is None else file.language

    def at(self, file: nodes.RuleFile, offset: int) -> Occurrence | None:
        """The name on which, or at the end of which, an offset lies."""
        for each in self.occurrences_in(source_of(file)):
            if each.span.start <= offset <= each.span.end:
                return each
        return None

    def uses_of(self, declaration: Declaration) -> list[Occurrence]:
        """Where a declared name stands in the files of the plan, also where it is declared."""
        texts = frozenset(declaration.written)
        return [
            each
            for each in self.all_occurrences()
            if each.text in texts and same(self.names.meant(each), declaration)
        ]


def same(one: Declaration | None, other: Declaration) -> bool:
    """Whether two declarations are one, perhaps read at two times."""
    if one is None or (one.kind, one.name, one.inside) != (other.kind, other.name, other.inside):
        return False
    mine, theirs = one.span.source, other.span.source
    return mine.path == theirs.path if mine.path else mine.name == theirs.name


def source_of(file: nodes.RuleFile) -> Source:
    """The text that a file was read from."""
    assert file.span is not None, "INVARIANT: whatever was read from a text has its place"
    return file.span.source


def statement_at(file: nodes.RuleFile, offset: int) -> nodes.Statement | None:
    """The statement that an offset lies in."""
    for statement in file.statements:
        span = statement.span
        if span is not None and span.start <= offset <= span.end:
            return statement
    return None


def broken_names(files: Iterable[nodes.RuleFile]) -> set[str]:
    """What statements seem to declare that cannot be read just now."""
    return {name for file in files for broken in file.broken for name in broken.declares}
