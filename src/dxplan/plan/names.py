"""One table of names a kind: who declared what, where.

Duplicates; and suggestions for unknown names.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Generic, Literal, Protocol, TypeVar

import attrs

from dxplan.diagnostics import Diagnostic
from dxplan.messages import Phrase
from dxplan.source import Span
from dxplan.syntax.nodes import Name

Kind = Literal["indicator", "measure", "dimension", "member", "unit", "fact", "scale"]
UNKNOWN: dict[Kind, str] = {
    "indicator": "unknown-indicator",
    "measure": "unknown-measure",
    "dimension": "unknown-dimension",
    "member": "unknown-member",
    "unit": "unknown-unit",
    "fact": "unknown-fact",
    "scale": "unknown-scale",
}
_LOOK_ALIKES = str.maketrans({"Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "ɖ": "đ"})


class Named(Protocol):
    """What a table holds: anything with a name, perhaps an alias and a place."""

    @property
    def name(self) -> str: ...
    @property
    def alias(self) -> str | None: ...
    @property
    def span(self) -> Span | None: ...


N = TypeVar("N", bound=Named)


@attrs.define
class Table(Generic[N]):
    """The declared names of one kind.

    :param broken: names whose declaration could not be read; using one is not a second error.
    :param circular: names of indicators that are made of themselves.
    :param plugins: who made the values that no rule file declares.
    :param elsewhere: names that a vocabulary declares which the plan does not use, with its name.
    """

    kind: Kind
    entries: dict[str, N] = attrs.field(factory=dict)
    aliases: dict[str, str] = attrs.field(factory=dict)
    broken: set[str] = attrs.field(factory=set)
    circular: set[str] = attrs.field(factory=set)
    elsewhere: dict[str, str] = attrs.field(factory=dict)
    plugins: dict[str, str] = attrs.field(factory=dict)
    _suggestions: Suggestions = attrs.field(init=False)
    _alike: dict[str, str] = attrs.field(factory=dict, init=False)

    @_suggestions.default
    def _of_its_own(self) -> Suggestions:
        return Suggestions()

    def declare(
        self, value: N, alias_span: Span | None = None, plugin: str = ""
    ) -> Diagnostic | None:
        """Add a value under its name and alias, or say where one of them was declared before.

        :param alias_span: where the alias stands.
        :param plugin: who made a value that no rule file declares.
        """
        spans = {value.name: value.span}
        if value.alias is not None:
            spans.setdefault(value.alias, alias_span or value.span)
        for name, span in spans.items():
            first = self.find(name)
            if first is not None:
                self.broken.update(spans)
                return duplicate(
                    self.kind, name, span, first.span, self.plugins.get(first.name, "")
                )
        self.entries[value.name] = value
        for name in spans:
            self._alike.setdefault(name.translate(_LOOK_ALIKES), name)
        if plugin:
            self.plugins[value.name] = plugin
        if value.alias is not None:
            self.aliases[value.alias] = value.name
        return None

    def find(self, name: str) -> N | None:
        """The value of a name or alias."""
        return self.entries.get(self.aliases.get(name, name))

    def resolve(self, name: Name, diagnostics: list[Diagnostic]) -> N | None:
        """The value of a name in a rule; an unknown one is collected with a suggestion."""
        found = self.find(name.text)
        if found is None and name.text not in self.broken:
            params = {"name": name.text, "hint": self._hint(name.text)}
            diagnostics.append(Diagnostic(UNKNOWN[self.kind], name.span, params))
        return found

    def _hint(self, name: str) -> Phrase:
        alike = self._alike.get(name.translate(_LOOK_ALIKES))
        if alike is not None:
            letter = next(a for a, b in zip(name, alike, strict=True) if a != b)
            described = f"{letter} (U+{ord(letter):04X} {unicodedata.name(letter)})"
            return Phrase("look-alike", {"suggestion": alike, "letter": described})
        if name in self.elsewhere:
            return Phrase("add-use", {"vocabulary": self.elsewhere[name]})
        near = self._suggestions.near(name, chain(self.entries, self.aliases))
        return near or Phrase("declare-it")


@attrs.define
class Suggestions:
    """Known names that unknown ones may be meant for, as long as looking is cheap.

    In a file of thousands of unknown names, the later ones get none.

    :param left: how many pairs of letters may still be compared.
    """

    left: int = 6_000_000

    def near(self, name: str, known: Iterable[str]) -> Phrase | None:
        """A suggestion for an unknown name, if a known one is near."""
        names = list(known) if self.left > 0 else []
        return near_name(name, names) if names and self.affords(name, names) else None

    def affords(self, name: str, known: Iterable[str]) -> bool:
        """Whether a name may still be compared with some others, which is counted as done."""
        if self.left > 0:
            self.left -= (len(name) + _BESIDES) * sum(len(each) + _BESIDES for each in known)
        return self.left > 0


_BESIDES = 8
"""As how many letters it counts to begin with a name."""


def near_name(name: str, known: Sequence[str]) -> Phrase | None:
    """A suggestion for an unknown name, if a known one is near."""
    near = difflib.get_close_matches(name, known, 1, 0.6)
    return Phrase("did-you-mean", {"suggestion": near[0]}) if near else None


def duplicate(
    kind: str, name: str, second: Span | None, first: Span | None, plugin: str = ""
) -> Diagnostic:
    """A name that is declared twice, with both places.

    :param plugin: who declared it first, when that was not a rule file.
    """
    where: object = Phrase("made-by-plugin", {"plugin": plugin}) if plugin else ""
    if first is not None:
        where = f"{first.source.name}:{first.line}"
    params = {"kind": Phrase(kind), "name": name, "where": where}
    return Diagnostic("duplicate-name", second, params, related=() if first is None else (first,))
