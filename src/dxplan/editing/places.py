"""Where a name is declared, and where it is used."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from dxplan.editing.names import Declaration
from dxplan.editing.occurrences import Occurrence
from dxplan.editing.views import View
from dxplan.source import Span
from dxplan.syntax import nodes


def meant_at(
    view: View, file: nodes.RuleFile, offset: int
) -> tuple[Occurrence, Declaration | None] | None:
    """The name at a place, and its declaration where a file has one."""
    occurrence = view.at(file, offset)
    return None if occurrence is None else (occurrence, view.names.meant(occurrence))


def definition(view: View, file: nodes.RuleFile, offset: int) -> Span | Path | None:
    """Where the name at a place is declared: a stretch of text, or a file or folder as a whole."""
    found = meant_at(view, file, offset)
    if found is None:
        return None
    occurrence, declaration = found
    if declaration is not None:
        return declaration.span
    others = (view.others.get((kind, occurrence.text)) for kind in occurrence.kinds)
    return next((place for place in others if place is not None), None)


def references(
    views: Iterable[View], declaration: Declaration, *, declared: bool = True
) -> list[Span]:
    """Where a declared name is used in some plans, each place once.

    :param declared: also where it is declared.
    """
    found: dict[tuple[str, int], Span] = {}
    if declared:
        found[_key(declaration.span)] = declaration.span
    for view in views:
        for each in view.uses_of(declaration):
            if declared or not each.declares:
                found.setdefault(_key(each.span), each.span)
    return [found[key] for key in sorted(found)]


def _key(span: Span) -> tuple[str, int]:
    return str(span.source.path or span.source.name), span.start


def highlights(view: View, file: nodes.RuleFile, offset: int) -> list[Span]:
    """The places of one file at which the name at a place stands."""
    found = meant_at(view, file, offset)
    if found is None or found[1] is None or file.span is None:
        return []
    source = file.span.source
    return [each.span for each in view.uses_of(found[1]) if each.span.source == source]
