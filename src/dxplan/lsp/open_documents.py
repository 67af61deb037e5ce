"""What is open in the editor, and what the desk makes of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import attrs
from lsprotocol import types

from dxplan.diagnostics import Outcome
from dxplan.editing.completion import languages_at
from dxplan.editing.desk import Desk
from dxplan.editing.views import View, source_of
from dxplan.lsp.documents import changed, path_of, uri_of
from dxplan.lsp.folders import has_any, rule_files_in
from dxplan.lsp.positions import Sheet, Units, utf16, without_halves
from dxplan.messages import Language
from dxplan.plan.model import Plan
from dxplan.source import Source, Span
from dxplan.syntax import nodes


@attrs.frozen
class Opened:
    """An open document: the plan that it belongs to, and its file there."""

    path: Path
    view: View
    file: nodes.RuleFile
    sheet: Sheet

    def offset(self, position: types.Position) -> int:
        """The offset of a place of the document."""
        return self.sheet.offset((position.line, position.character))


@attrs.define
class OpenDocuments:
    """The texts that are open.

    :param units: as which columns are counted.
    :param spoken: the language that is set; each file's own without it.
    :param preferred: that of the editor, for files that have no language yet.
    :param addresses: by path, the address that the editor calls a document by.
    :param versions: by path, the number that the editor counts the text by.
    :param folders: those that are open in the editor.
    :param thorough: by plan, everything that was said of it, and of which state of it.
    """

    desk: Desk
    units: Units = utf16
    spoken: Language | None = None
    preferred: Language | None = None
    addresses: dict[Path, str] = attrs.field(factory=dict)
    versions: dict[Path, int] = attrs.field(factory=dict)
    folders: list[Path] = attrs.field(factory=list)
    thorough: dict[str, tuple[View, Outcome[Plan]]] = attrs.field(factory=dict)

    def put(self, uri: str, text: str, version: int) -> None:
        """A document as it is opened."""
        path = path_of(uri)
        self.addresses[path] = uri
        self.versions[path] = version
        self.desk.put(path, without_halves(text))

    def change(
        self, uri: str, changes: list[types.TextDocumentContentChangeEvent], version: int
    ) -> None:
        """A document as it is after some changes; one that was never opened is left alone."""
        path = path_of(uri)
        text = self.desk.texts.get(path)
        if text is not None:
            for each in changes:
                text = changed(text, each, self.units)
            self.versions[path] = version
            self.desk.put(path, text)

    def close(self, uri: str) -> None:
        """A document is not open any more."""
        path = path_of(uri)
        self.addresses.pop(path, None)
        self.versions.pop(path, None)
        self.desk.drop(path)

    def opened(self, uri: str) -> Opened | None:
        """What is known of a document; nothing of one that cannot be read."""
        path = path_of(uri)
        if path not in self.desk.texts and not path.is_file():
            return None
        view = self.desk.view(path)
        file = view.file(path)
        return None if file is None else Opened(path, view, file, self.sheet(source_of(file)))

    def outcome(self, view: View) -> Outcome[Plan]:
        """Everything that is known to be said of a plan as it is now."""
        known = self.thorough.get(str(view.reference))
        return known[1] if known is not None and known[0] is view else view.outcome

    def language(self, view: View, file: nodes.RuleFile) -> Language:
        """The language to speak of a file: the one that is set, else its own."""
        return self.spoken or languages_at(view, file, self.preferred)[0]

    def files_with(self, names: Sequence[str]) -> list[Path]:
        """The rule files of the open folders in whose text a name stands, of whatever."""
        with self.desk.reading():
            return [path for path in rule_files_in(self.folders) if has_any(path, names)]

    # --- places -----------------------------------------------------------------------------------

    def sheet(self, source: Source) -> Sheet:
        """A source beside the text that the editor has, or would have, of it."""
        text = None if source.path is None else self.desk.texts.get(_real(source.path))
        written = source.text if source.written is None else source.written
        return Sheet(source, written if text is None else text, self.units)

    def uri(self, path: Path) -> str:
        """The address of a file, as the editor has it where it is open."""
        real = _real(path)
        return self.addresses.get(real) or uri_of(real)

    def version(self, path: Path) -> int | None:
        """The number of the text of a file, where it is open."""
        return self.versions.get(_real(path))

    def location(self, span: Span) -> types.Location | None:
        """Where a stretch of text is; ``None`` of a text that is no file."""
        if span.source.path is None:
            return None
        found = range_of(self.sheet(span.source), span)
        return types.Location(self.uri(span.source.path), found)

    def writable(self, path: Path | None) -> bool:
        """Whether a file is open, or lies in a folder that is."""
        if path is None:
            return False
        real = _real(path)
        return real in self.desk.texts or any(real.is_relative_to(each) for each in self.folders)


def _real(path: Path) -> Path:
    return path if path.is_absolute() and ".." not in path.parts else path.resolve()


def range_of(sheet: Sheet, span: Span) -> types.Range:
    """A stretch of text as the protocol has it."""
    start, end = sheet.place(span.start), sheet.place(span.end)
    return types.Range(types.Position(*start), types.Position(*end))
