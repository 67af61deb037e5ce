"""When something is looked at: plans while they are typed, everything else once there is a rest."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import attrs
from lsprotocol import types
from pygls.lsp.server import LanguageServer

from dxplan.diagnostics import Outcome
from dxplan.editing.views import View
from dxplan.engine.findings import Report
from dxplan.lsp.documents import path_of
from dxplan.lsp.open_documents import OpenDocuments
from dxplan.lsp.publishing import published
from dxplan.lsp.settings import Settings
from dxplan.lsp.verdicts import NoVerdicts, report_of
from dxplan.messages import Language
from dxplan.plan.model import Plan

_log = logging.getLogger(__name__)
_BETWEEN_KEYS = 0.02
"""Seconds after a change until it is looked at; what comes meanwhile is looked at with it."""
_A_REST = 0.6
"""Seconds without a change after which everything is looked at, also by the solver."""


@attrs.define
class Watching:
    """A server with its documents, and what is waiting to be looked at.

    :param settings: those of the editor.
    :param started_in: the language of the call that started the server.
    :param at_first: what the editor said of settings when it started the server.
    :param settled: how often settings were told of.
    :param is_watched: whether the editor watches files for the server.
    :param reports: by plan, the findings whose verdicts stand above its targets.
    """

    server: LanguageServer
    documents: OpenDocuments
    settings: Settings = Settings()
    started_in: Language | None = None
    at_first: dict[str, object] = attrs.field(factory=dict)
    settled: int = 0
    is_watched: bool = False
    reports: dict[str, Report] = attrs.field(factory=dict)
    _soon: asyncio.TimerHandle | None = None
    _later: asyncio.TimerHandle | None = None
    _changed: set[Path] = attrs.field(factory=set)
    _told: dict[str, set[str]] = attrs.field(factory=dict)
    _tasks: set[asyncio.Task[None]] = attrs.field(factory=set)
    _turn: asyncio.Lock = attrs.field(factory=asyncio.Lock)
    _shown: frozenset[str] = frozenset()

    def speak(self) -> None:
        """Speak the language of the settings, else the one that the server was started with."""
        self.documents.spoken = self.settings.lang or self.started_in

    # --- what happened ----------------------------------------------------------------------------

    def typed(self, uri: str) -> None:
        """A document has changed."""
        loop = asyncio.get_running_loop()
        self._changed.add(path_of(uri))
        if self._soon is None:
            self._soon = loop.call_later(_BETWEEN_KEYS, self._guarded, self._look)
        self.rest()

    def rest(self, seconds: float = _A_REST) -> None:
        """Look at everything once nothing has changed for a while."""
        if self._later is not None:
            self._later.cancel()
        loop = asyncio.get_running_loop()
        self._later = loop.call_later(seconds, lambda: self._start(self._look_at_everything()))

    def saved(self) -> None:
        """Files have changed: everything is looked at now, the figures too."""
        self.documents.desk.refresh()
        self.rest(0)
        self.judge()

    def judge(self) -> None:
        """Have the verdicts of all open plans looked up again."""
        self._start(self._judge_all())

    def closed(self, uri: str) -> None:
        """A document is not open any more: where its plan is not either, nothing is said of it."""
        shown = {str(view.reference) for view in self.documents.desk.open_views()}
        for reference in set(self._told) - shown:
            for each in self._told.pop(reference):
                self._publish(types.PublishDiagnosticsParams(each, []))
        for reference in set(self.documents.thorough) - shown:
            del self.documents.thorough[reference]

    # --- looking ----------------------------------------------------------------------------------

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(self._logged(work))
        # The loop itself does not keep a task from being forgotten.
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _logged(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except Exception:
            _log.exception("something could not be looked at")

    def _guarded(self, look: Callable[[], None]) -> None:
        try:
            look()
        except Exception:
            _log.exception("a change could not be looked at")

    def _look(self) -> None:
        """What is said of the plans that have changed."""
        self._soon = None
        paths, self._changed = self._changed, set()
        for path in paths & set(self.documents.desk.texts):
            view = self.documents.desk.view(path)
            self.tell(view, self.documents.outcome(view))

    async def _look_at_everything(self) -> None:
        """Everything there is to say of all plans that are open, one after the other."""
        async with self._turn:
            desk = self.documents.desk
            for view in desk.open_views():
                found = await asyncio.to_thread(desk.thorough, view)
                path = next((p for p in desk.texts if desk.view(p) is view), None)
                if path is not None:  # else it has changed meanwhile
                    self.documents.thorough[str(view.reference)] = (view, found)
                    self.tell(view, found)

    def tell(self, view: View, outcome: Outcome[Plan]) -> None:
        """Tell the editor what is said of a plan, file by file."""
        told = published(self.documents, view, outcome)
        before = self._told.get(str(view.reference), set())
        now = {each.uri for each in told}
        for uri in before - now:
            self._publish(types.PublishDiagnosticsParams(uri, []))
        for each in told:
            self._publish(each)
        self._told[str(view.reference)] = now

    def _publish(self, told: types.PublishDiagnosticsParams) -> None:
        self.server.text_document_publish_diagnostics(told)

    # --- verdicts ---------------------------------------------------------------------------------

    async def _judge_all(self) -> None:
        async with self._turn:
            reports: dict[str, Report] = {}
            wrong: set[str] = set()
            session = attrs.evolve(self.documents.desk.session)
            for view in self.documents.desk.open_views():
                folder = self.folder(view)
                try:
                    report = await asyncio.to_thread(
                        report_of, session, view, self.settings, folder, self.documents.spoken
                    )
                except NoVerdicts as why:
                    wrong.add(str(why))
                    continue
                if report is not None:
                    reports[str(view.reference)] = report
            self.reports = reports
        # What is shown in a window of its own is not shown again with every file that is saved.
        for each in sorted(wrong - self._shown):
            self.say(each)
        self._shown = frozenset(wrong)
        self._refresh_lenses()

    def folder(self, view: View | None = None) -> Path:
        """The folder that files of settings are seen from."""
        if self.documents.folders:
            return self.documents.folders[0]
        files = () if view is None else view.files
        path = next((file.span.source.path for file in files if file.span), None)
        return Path.cwd() if path is None else path.parent

    def _refresh_lenses(self) -> None:
        workspace = self.server.client_capabilities.workspace
        lenses = None if workspace is None else workspace.code_lens
        if lenses is not None and lenses.refresh_support:
            self.server.workspace_code_lens_refresh(None)

    def say(self, message: str) -> None:
        """Show people a message."""
        params = types.ShowMessageParams(types.MessageType.Warning, message)
        self.server.window_show_message(params)
