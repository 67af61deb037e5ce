"""What is found by :mod:`dxplan.editing`, as the protocol has it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lsprotocol import types

from dxplan.analysis.lint import Edit
from dxplan.editing.completion import Proposal
from dxplan.editing.keywords import meaning
from dxplan.editing.symbols import Symbol
from dxplan.editing.tokens import KINDS, Token
from dxplan.editing.wording import word
from dxplan.lsp.open_documents import OpenDocuments, range_of
from dxplan.lsp.positions import Sheet
from dxplan.messages import Language
from dxplan.values.spelling import without_accents

_ITEMS = {
    "keyword": types.CompletionItemKind.Keyword,
    "time": types.CompletionItemKind.Constant,
    "indicator": types.CompletionItemKind.Function,
    "measure": types.CompletionItemKind.Field,
    "dimension": types.CompletionItemKind.Enum,
    "member": types.CompletionItemKind.EnumMember,
    "unit": types.CompletionItemKind.Class,
    "fact": types.CompletionItemKind.Event,
    "scale": types.CompletionItemKind.Enum,
    "group": types.CompletionItemKind.Property,
    "band": types.CompletionItemKind.EnumMember,
    "work": types.CompletionItemKind.Method,
    "vocabulary": types.CompletionItemKind.Module,
    "plan": types.CompletionItemKind.Module,
    "calendar": types.CompletionItemKind.Module,
}
_SYMBOLS = {
    "section": types.SymbolKind.Namespace,
    "plan": types.SymbolKind.Module,
    "vocabulary": types.SymbolKind.Package,
    "unit": types.SymbolKind.Class,
    "dimension": types.SymbolKind.Enum,
    "member": types.SymbolKind.EnumMember,
    "measure": types.SymbolKind.Field,
    "flag": types.SymbolKind.Boolean,
    "fact": types.SymbolKind.Event,
    "indicator": types.SymbolKind.Function,
    "scale": types.SymbolKind.Enum,
    "group": types.SymbolKind.Property,
    "target": types.SymbolKind.Constant,
    "pledge": types.SymbolKind.Constant,
    "task": types.SymbolKind.Method,
    "duty": types.SymbolKind.Method,
    "check": types.SymbolKind.Operator,
    "waiver": types.SymbolKind.Object,
    "example": types.SymbolKind.Object,
}


def item(
    proposal: Proposal, replaced: types.Range, *, place: int, typed: str, language: Language
) -> types.CompletionItem:
    """A proposal, which replaces what is typed of it.

    :param place: in the list, from which the editor takes its order.

    Editors keep what goes with the letters that are typed. Who types without marks means the same;
    and a name goes with the words of its title too.
    """
    wanted = f"{proposal.text} {proposal.detail}".rstrip()
    return types.CompletionItem(
        label=proposal.text,
        kind=_ITEMS[proposal.kind],
        detail=proposal.detail or word("kind", proposal.kind, language),
        documentation=_meaning(proposal, language),
        sort_text=f"{place:05}",
        filter_text=without_accents(wanted) if typed.isascii() else wanted,
        text_edit=types.TextEdit(replaced, proposal.text),
    )


def _meaning(proposal: Proposal, language: Language) -> types.MarkupContent | None:
    if not proposal.terminal:
        return None
    text = meaning(proposal.terminal, language)
    return types.MarkupContent(types.MarkupKind.Markdown, text)


def symbol(found: Symbol, sheet: Sheet) -> types.DocumentSymbol:
    """An entry of the outline with its parts."""
    return types.DocumentSymbol(
        name=found.name,
        detail=found.detail,
        kind=_SYMBOLS[found.kind],
        range=range_of(sheet, found.span),
        selection_range=range_of(sheet, found.name_span),
        children=[symbol(each, sheet) for each in found.parts],
    )


def text_edits(edits: Iterable[Edit], sheet: Sheet) -> list[types.TextEdit]:
    """Changes of one text."""
    return [types.TextEdit(range_of(sheet, each.span), each.text) for each in edits]


def workspace_edit(edits: Iterable[Edit], documents: OpenDocuments) -> types.WorkspaceEdit:
    """Changes of several files."""
    found: dict[str, list[types.TextEdit]] = {}
    for each in edits:
        location = documents.location(each.span)
        if location is not None:
            found.setdefault(location.uri, []).append(types.TextEdit(location.range, each.text))
    return types.WorkspaceEdit(changes=found)


LEGEND = types.SemanticTokensLegend(list(KINDS), ["declaration"])


def numbers(tokens: Sequence[Token], sheet: Sheet) -> list[int]:
    """Tokens as the protocol packs them: five numbers each, places counted from the one before."""
    found: list[int] = []
    last_line = last_column = 0
    for token in tokens:
        line, column = sheet.place(token.start)
        length = sheet.place(token.end)[1] - column
        if length <= 0:
            continue
        if line != last_line:
            last_column = 0
        kind = KINDS.index(token.kind)
        found += [line - last_line, column - last_column, length, kind, int(token.declares)]
        last_line, last_column = line, column
    return found
