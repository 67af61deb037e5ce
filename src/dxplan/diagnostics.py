"""What can be wrong with rule text, collected rather than raised.

A :class:`Diagnostic` is about rules; what is wrong with data is a
:class:`dxplan.data.problems.Problem`. The texts of all codes stand in ``texts/diagnostics.toml``.
"""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Generic, TypeVar

import attrs

from dxplan.messages import Language, catalogue, help_line, sentence
from dxplan.shown import Shown
from dxplan.source import Span

T = TypeVar("T")


class Severity(enum.Enum):
    """How bad it is: an error keeps the rules from being used, the others do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@attrs.frozen(repr=False)
class Diagnostic(Shown):
    """One thing to say about rule text.

    :param code: readable code, a key of ``texts/diagnostics.toml``.
    :param span: where; ``None`` when it is about a whole file or plugin.
    :param params: what fills the message template.
    :param related: other places that belong to it, such as the first of two duplicates.
    :param texts: the templates of a code that is not in the catalogue, because a plugin brought it:
        the same keys as a table of the catalogue.
    """

    code: str
    span: Span | None
    params: Mapping[str, object] = attrs.field(factory=dict)
    related: tuple[Span, ...] = ()
    texts: Mapping[str, Any] | None = attrs.field(default=None, eq=False, repr=False)
    severity: Severity = attrs.field()

    @severity.default
    def _catalogued(self) -> Severity:
        return Severity(self._templates["severity"])

    @property
    def _templates(self) -> Mapping[str, Any]:
        return self.texts if self.texts is not None else catalogue("diagnostics")[self.code]

    def message(self, language: Language = "en") -> str:
        """One sentence that says what is wrong."""
        return sentence(self._templates, language, self.params)

    def help(self, language: Language = "en") -> str:
        """One line that says what to do, or an empty string."""
        return help_line(self._templates, language, self.params)

    def why(self, language: Language = "en") -> str:
        """Why it is worth saying, in whole sentences; lints have that."""
        return str(self._templates.get(f"why_{language}", ""))


@attrs.frozen(repr=False)
class Silenced(Shown):
    """What is not said, because a comment in the rule file gives a reason not to."""

    diagnostic: Diagnostic
    reason: str


@attrs.frozen(repr=False)
class Outcome(Shown, Generic[T]):
    """The value of a pass together with what it has to say.

    :param silenced: what it does not say, each with the reason that the rule file gives.
    """

    value: T
    diagnostics: tuple[Diagnostic, ...] = ()
    silenced: tuple[Silenced, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether there is no error among the diagnostics."""
        return all(d.severity is not Severity.ERROR for d in self.diagnostics)


def not_listed(count: int, span: Span | None) -> Diagnostic:
    """What stands for errors that are counted and not listed.

    :param span: the first place that is not listed.
    """
    return Diagnostic(_NOT_LISTED, span, {"count": count})


_NOT_LISTED = "not-listed"


def capped(diagnostics: Iterable[Diagnostic], errors: int) -> tuple[Diagnostic, ...]:
    """Diagnostics with at most so many errors of one file, and how many more there are.

    Warnings and notes stay: there are no more of them than there are statements that can be read.
    """
    listed: list[Diagnostic] = []
    number: Counter[str] = Counter()
    further: dict[str, list[Diagnostic]] = {}
    for each in diagnostics:
        file = "" if each.span is None else each.span.source.name
        number[file] += each.severity is Severity.ERROR and each.code != _NOT_LISTED
        if each.code == _NOT_LISTED or (each.severity is Severity.ERROR and number[file] > errors):
            further.setdefault(file, []).append(each)
        else:
            listed.append(each)
    listed.extend(
        not_listed(sum(map(_stands_for, some)), some[0].span) for some in further.values()
    )
    return tuple(listed)


def _stands_for(diagnostic: Diagnostic) -> int:
    count = diagnostic.params["count"] if diagnostic.code == _NOT_LISTED else 1
    return int(str(count))


def sorted_diagnostics(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Diagnostics in the order of the text, each once."""
    found: dict[tuple[str, int, int, str], list[Diagnostic]] = {}
    for each in diagnostics:
        span = each.span
        place = ("", -1, -1) if span is None else (span.source.name, span.start, span.end)
        found.setdefault((*place, each.code), []).append(each)
    return tuple(each for place in sorted(found) for each in _each_once(found[place]))


def _each_once(alike: list[Diagnostic]) -> list[Diagnostic]:
    """What is said of one place by one code; only its words tell whether it is the same."""
    if len(alike) == 1:
        return alike
    unique: dict[str, Diagnostic] = {}
    for each in alike:
        unique.setdefault(each.message(), each)
    return [unique[message] for message in sorted(unique)]
