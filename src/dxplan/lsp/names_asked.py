"""Questions about names: where they are declared and used, and what they may be called instead."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer

from dxplan.editing.names import Declaration
from dxplan.editing.places import definition, meant_at, references
from dxplan.editing.renaming import (
    RenamingRefused,
    concerned,
    edits,
    new_name,
    refuse_elsewhere,
    renaming_at,
)
from dxplan.editing.trial import new_mistake
from dxplan.editing.views import View
from dxplan.editing.wording import word
from dxplan.lsp.answers import workspace_edit
from dxplan.lsp.documents import path_of
from dxplan.lsp.open_documents import OpenDocuments, range_of


def register_names(server: LanguageServer, documents: OpenDocuments) -> None:
    """Let a server answer questions about names."""
    _register_places(server, documents)
    _register_renaming(server, documents)


def _register_places(server: LanguageServer, documents: OpenDocuments) -> None:
    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    def declared(params: types.DefinitionParams) -> types.Location | None:
        asked = documents.opened(params.text_document.uri)
        if asked is None:
            return None
        found = definition(asked.view, asked.file, asked.offset(params.position))
        if isinstance(found, Path):
            return _first_of(documents, found)
        return None if found is None else documents.location(found)

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    def used(params: types.ReferenceParams) -> list[types.Location]:
        asked = documents.opened(params.text_document.uri)
        if asked is None:
            return []
        found = meant_at(asked.view, asked.file, asked.offset(params.position))
        if found is None or found[1] is None:
            return []
        views = _views(documents, found[1])
        with_declaration = params.context.include_declaration
        spans = references(views, found[1], declared=with_declaration)
        locations = (documents.location(each) for each in spans)
        return [each for each in locations if each is not None]


def _first_of(documents: OpenDocuments, place: Path) -> types.Location | None:
    """The beginning of a file, or of the first rule file of a folder."""
    files = sorted(place.glob("*.dxplan")) if place.is_dir() else [place]
    if not files:
        return None
    start = types.Position(0, 0)
    return types.Location(documents.uri(files[0]), types.Range(start, start))


def _views(documents: OpenDocuments, declaration: Declaration) -> list[View]:
    """The plans in which a name may be used: those that are open, or lie in an open folder."""
    desk = documents.desk
    paths = [*desk.texts]
    paths += [path for path in desk.plan_files() if documents.writable(path)]
    source = declaration.span.source
    if source.path is not None:
        paths.append(path_of(documents.uri(source.path)))
    paths += documents.files_with(declaration.written)
    return _each_once(documents, paths)


def _each_once(documents: OpenDocuments, paths: Iterable[Path]) -> list[View]:
    views = {str(view.reference): view for view in map(documents.desk.view, paths)}
    return list(views.values())


def _plans(documents: OpenDocuments) -> list[View]:
    """The plans that plugins brought."""
    return _each_once(documents, documents.desk.plan_files())


def _refused(why: RenamingRefused) -> JsonRpcException:
    return JsonRpcException(str(why), types.LSPErrorCodes.RequestFailed.value)


def _register_renaming(server: LanguageServer, documents: OpenDocuments) -> None:
    @server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    def prepared(params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
        asked = documents.opened(params.text_document.uri)
        if asked is None:
            return None
        offset = asked.offset(params.position)
        try:
            language = documents.language(asked.view, asked.file)
            found = renaming_at(
                asked.view, asked.file, offset, documents.writable, language=language
            )
        except RenamingRefused as why:
            raise _refused(why) from why
        return types.PrepareRenamePlaceholder(range_of(asked.sheet, found.span), found.written)

    @server.feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
    def renamed(params: types.RenameParams) -> types.WorkspaceEdit | None:
        asked = documents.opened(params.text_document.uri)
        if asked is None:
            return None
        try:
            offset = asked.offset(params.position)
            language = documents.language(asked.view, asked.file)
            found = renaming_at(
                asked.view, asked.file, offset, documents.writable, language=language
            )
            near = _views(documents, found.declaration)
            # Those that may not be changed from here are asked as well: they may need the name.
            known = {str(view.reference): view for view in (*near, *_plans(documents))}
            views = concerned(known.values(), found)
            name = new_name(found, params.new_name, views, language)
            changes = edits(views, found, name)
            refuse_elsewhere(changes, documents.writable, language)
            mistake = new_mistake(documents.desk, views, changes)
            if mistake is not None:
                message = mistake.message(language)
                said = word("rename", "breaks", language, name=name, message=message)
                raise RenamingRefused(said)
        except RenamingRefused as why:
            raise _refused(why) from why
        return workspace_edit(changes, documents)
