"""Fixes applied to rule text: only the stretches that they name change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dxplan.analysis.lint import Edit, Fix
from dxplan.source import Source


def mended(source: Source, fixes: Iterable[Fix]) -> tuple[str, tuple[Fix, ...]]:
    """The text of a source with its fixes applied, and which ones these are.

    Of two that touch the same stretch only the first is applied; the other one is offered again.

    >>> from dxplan.source import Span, source_from_text
    >>> source = source_from_text("x over 5%, 3%")
    >>> edit = Edit(Span(source, 11, 11), "over ")
    >>> mended(source, [Fix("carried-comparator", edit.span, (edit,))])[0]
    'x over 5%, over 3%'
    """
    applied: list[Fix] = []
    edits: list[Edit] = []
    for fix in sorted(fixes, key=lambda each: (each.span.start, each.code)):
        mine = [edit for edit in fix.edits if edit.span.source == source]
        if len(mine) == len(fix.edits) and not any(_touch(a, b) for a in mine for b in edits):
            applied.append(fix)
            edits.extend(mine)
    return "".join(_pieces(source.text, edits)), tuple(applied)


def _touch(first: Edit, second: Edit) -> bool:
    return first.span.start <= second.span.end and second.span.start <= first.span.end


def _pieces(text: str, edits: Iterable[Edit]) -> Iterator[str]:
    at = 0
    for edit in sorted(edits, key=lambda each: each.span.start):
        yield text[at : edit.span.start]
        yield edit.text
        at = edit.span.end
    yield text[at:]
