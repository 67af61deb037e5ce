"""Rule text put together so that it can be read and bound; what cannot is shown as a comment."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from dxplan.diagnostics import Diagnostic, Severity
from dxplan.draft.spoken import times_said
from dxplan.draft.when import Doubt
from dxplan.draft.wording import clean, comment, said
from dxplan.messages import Language
from dxplan.plan.bind import bind
from dxplan.plan.environment import Environment
from dxplan.plan.model import Plan
from dxplan.source import source_from_text
from dxplan.syntax.parse import parse
from dxplan.syntax.printer import print_file

_ROUNDS = 4
"""So often what depends on what was left out is left out too."""


@attrs.frozen
class Piece:
    """Comment lines and the statement below them, if any."""

    comments: Sequence[str]
    statement: Sequence[str] = ()

    @property
    def lines(self) -> list[str]:
        """Its text, with an empty line behind."""
        return [*self.comments, *self.statement, ""]


def refused(piece: Piece, language: Language) -> Piece:
    """The same with its statement as a comment."""
    shown = [f"# {clean(line)}" for line in piece.statement]
    return Piece([*piece.comments, *doubt_lines(("not-a-rule", {}), language), *shown])


def doubt_lines(doubt: Doubt, language: Language) -> list[str]:
    """A doubt as lines of comment."""
    code, params = doubt
    filled = {
        key: times_said(value, language) if isinstance(value, tuple) else value
        for key, value in params.items()
    }
    return comment(said("doubt", code, language, **filled), "? ")


def settled(pieces: Sequence[Piece], language: Language) -> tuple[str, Plan]:
    """The canonical text of pieces, without the statements that cannot be, and its plan."""
    left = [_readable(piece, language) for piece in pieces]
    for _ in range(_ROUNDS):
        plan, wrong = _bound(left)
        places = _places(left, wrong)
        if not places:
            break
        left = [
            refused(piece, language) if number in places else piece
            for number, piece in enumerate(left)
        ]
    text = "\n".join(line for piece in left for line in piece.lines)
    return print_file(parse(source_from_text(text)).value, language), plan


def _readable(piece: Piece, language: Language) -> Piece:
    text = "\n".join(piece.statement) + "\n"
    return piece if parse(source_from_text(text)).ok else refused(piece, language)


def _bound(pieces: Sequence[Piece]) -> tuple[Plan, list[Diagnostic]]:
    text = "\n".join(line for piece in pieces for line in piece.lines)
    found = bind((parse(source_from_text(text)).value,), Environment())
    return found.value, [each for each in found.diagnostics if each.severity is Severity.ERROR]


def _places(pieces: Sequence[Piece], wrong: Sequence[Diagnostic]) -> set[int]:
    """The numbers of the pieces that something is wrong with."""
    lines = {each.span.line for each in wrong if each.span is not None}
    found = set()
    last = 0
    for number, piece in enumerate(pieces):
        first, last = last + 1, last + len(piece.lines)
        if piece.statement and any(first <= line <= last for line in lines):
            found.add(number)
    return found
