"""What an editor asks: each question goes to :mod:`dxplan.editing`, and its answer back."""

from __future__ import annotations

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from dxplan.editing.completion import languages_at, proposals
from dxplan.editing.fixes import all_fixes, quick_fixes
from dxplan.editing.formatting import formatting
from dxplan.editing.hovering import hover
from dxplan.editing.lenses import lenses
from dxplan.editing.places import highlights
from dxplan.editing.symbols import outline
from dxplan.editing.tokens import tokens
from dxplan.editing.views import source_of
from dxplan.editing.wording import word
from dxplan.lsp.answers import LEGEND, item, numbers, symbol, text_edits, workspace_edit
from dxplan.lsp.names_asked import register_names
from dxplan.lsp.open_documents import OpenDocuments, range_of
from dxplan.lsp.watching import Watching
from dxplan.source import Span


def register_questions(server: LanguageServer, watching: Watching) -> None:
    """Let a server answer what it is asked."""
    _register_writing(server, watching.documents)
    _register_reading(server, watching.documents)
    _register_mending(server, watching)
    _register_lenses(server, watching)
    register_names(server, watching.documents)


def _register_writing(server: LanguageServer, documents: OpenDocuments) -> None:
    @server.feature(
        types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=[" ", "."])
    )
    def completion(params: types.CompletionParams) -> types.CompletionList:
        asked = documents.opened(params.text_document.uri)
        items = []
        if asked is not None:
            language, *others = languages_at(asked.view, asked.file, documents.preferred)
            text = source_of(asked.file).text
            offset = asked.offset(params.position)
            end = types.Position(*asked.sheet.place(offset))
            found = proposals(asked.view, text, offset, language, others)
            spoken = documents.language(asked.view, asked.file)
            for place, each in enumerate(found):
                replaced = types.Range(types.Position(*asked.sheet.place(each.start)), end)
                typed = text[each.start : offset]
                items.append(item(each, replaced, place=place, typed=typed, language=spoken))
        return types.CompletionList(is_incomplete=True, items=items)

    @server.feature(types.TEXT_DOCUMENT_FORMATTING)
    def format_document(params: types.DocumentFormattingParams) -> list[types.TextEdit] | None:
        asked = documents.opened(params.text_document.uri)
        if asked is None:
            return None
        return text_edits(formatting(source_of(asked.file)), asked.sheet)


def _register_reading(server: LanguageServer, documents: OpenDocuments) -> None:
    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hovered(params: types.HoverParams) -> types.Hover | None:
        asked = documents.opened(params.text_document.uri)
        if asked is None:
            return None
        parent = documents.desk.parent(asked.view)
        language = documents.language(asked.view, asked.file)
        offset = asked.offset(params.position)
        found = hover(asked.view, parent, asked.file, offset, language=language)
        if found is None:
            return None
        content = types.MarkupContent(types.MarkupKind.Markdown, found.markdown)
        return types.Hover(content, range_of(asked.sheet, found.span))

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def symbols(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        asked = documents.opened(params.text_document.uri)
        return [] if asked is None else [symbol(e, asked.sheet) for e in outline(asked.file)]

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT)
    def highlighted(params: types.DocumentHighlightParams) -> list[types.DocumentHighlight]:
        asked = documents.opened(params.text_document.uri)
        if asked is None:
            return []
        found = highlights(asked.view, asked.file, asked.offset(params.position))
        return [types.DocumentHighlight(range_of(asked.sheet, each)) for each in found]

    @server.feature(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL, LEGEND)
    def coloured(params: types.SemanticTokensParams) -> types.SemanticTokens:
        asked = documents.opened(params.text_document.uri)
        if asked is None:
            return types.SemanticTokens([])
        return types.SemanticTokens(numbers(tokens(asked.view, asked.file), asked.sheet))


_MEND_ALL = "source.fixAll.dxplan"


def _register_mending(server: LanguageServer, watching: Watching) -> None:
    documents = watching.documents
    kinds = [types.CodeActionKind.QuickFix, types.CodeActionKind.SourceFixAll]

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=kinds)
    )
    def actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        asked = documents.opened(params.text_document.uri)
        if asked is None:
            return []
        start, end = params.range.start, params.range.end
        source = source_of(asked.file)
        first = asked.offset(start)
        stretch = Span(source, first, max(first, asked.offset(end)))
        outcome = documents.outcome(asked.view)
        lints = documents.desk.session.loaded.lints
        language = documents.language(asked.view, asked.file)
        offered = [
            types.CodeAction(
                title=each.title,
                kind=types.CodeActionKind.QuickFix,
                edit=workspace_edit(each.edits, documents),
                is_preferred=each.preferred,
            )
            for each in quick_fixes(asked.view, outcome, lints, stretch, language=language)
        ]
        every = [edit for fix in all_fixes(outcome, lints) for edit in fix.edits]
        if every:
            title = word("fix", "mend_all", language)
            edit = workspace_edit(every, documents)
            offered.append(types.CodeAction(title, types.CodeActionKind.SourceFixAll, edit=edit))
        return [each for each in offered if _is_wanted(each, params.context.only)]


def _is_wanted(action: types.CodeAction, only: object) -> bool:
    """Whether an action is of a kind that is asked for, or a part of one."""
    if not isinstance(only, list | tuple) or not only:
        return True
    kind = _text(action.kind)
    return any(kind == _text(each) or kind.startswith(f"{_text(each)}.") for each in only)


def _text(kind: object) -> str:
    return str(getattr(kind, "value", kind))


def _register_lenses(server: LanguageServer, watching: Watching) -> None:
    documents = watching.documents

    @server.feature(types.TEXT_DOCUMENT_CODE_LENS)
    def verdicts(params: types.CodeLensParams) -> list[types.CodeLens]:
        asked = documents.opened(params.text_document.uri)
        report = None if asked is None else watching.reports.get(str(asked.view.reference))
        if asked is None or report is None:
            return []
        language = documents.language(asked.view, asked.file)
        found = lenses(asked.view, asked.file, report, language=language)
        return [
            types.CodeLens(range_of(asked.sheet, each.span), types.Command(each.text, ""))
            for each in found
        ]
