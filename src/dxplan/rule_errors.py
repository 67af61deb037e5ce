"""Rules that cannot be used."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from dxplan.diagnostics import Diagnostic, Outcome, Severity

T = TypeVar("T")


class RuleError(ValueError):
    """Rules that cannot be used, with everything that is wrong with them.

    :param diagnostics: all of them, also warnings.
    """

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        errors = [d for d in self.diagnostics if d.severity is Severity.ERROR]
        told = "; ".join(_brief(d) for d in errors[:5])
        advice = errors[0].help() if len(errors) == 1 else ""
        super().__init__(f"{told} → {advice}" if advice else told)


def _brief(diagnostic: Diagnostic) -> str:
    place = ""
    if diagnostic.span is not None:
        span = diagnostic.span
        place = f"{span.source.name}:{span.line}:{span.column}: "
    return f"{place}[{diagnostic.code}] {diagnostic.message()}"


def usable(outcome: Outcome[T]) -> T:
    """What came out, if it can be used.

    :raises RuleError: with everything that is wrong.
    """
    if not outcome.ok:
        raise RuleError(outcome.diagnostics)
    return outcome.value
