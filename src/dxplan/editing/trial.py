"""Changes tried before they are made: whether the rules would have a mistake that they have not."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from dxplan.analysis.lint import Edit
from dxplan.diagnostics import Diagnostic, Severity
from dxplan.editing.desk import Desk
from dxplan.editing.views import View
from dxplan.source import Source


def new_mistake(desk: Desk, views: Iterable[View], edits: Iterable[Edit]) -> Diagnostic | None:
    """The first error that some plans would have after some changes and have not before."""
    by_source: dict[Source, list[Edit]] = {}
    for each in edits:
        by_source.setdefault(each.span.source, []).append(each)
    texts = {
        Path(os.path.realpath(source.path)): _changed(source.text, some)
        for source, some in by_source.items()
        if source.path is not None
    }
    tried = Desk(desk.session, {**desk.texts, **texts})
    for view in views:
        path = next((file.span.source.path for file in view.files if file.span), None)
        if path is not None:
            known = Counter(error.code for error in _errors(view))
            for error in _errors(tried.view(Path(os.path.realpath(path)))):
                known[error.code] -= 1
                if known[error.code] < 0:
                    return error
    return None


def _errors(view: View) -> list[Diagnostic]:
    return [each for each in view.diagnostics if each.severity is Severity.ERROR]


def _changed(text: str, edits: Sequence[Edit]) -> str:
    for each in sorted(edits, key=lambda edit: -edit.span.start):
        text = text[: each.span.start] + each.text + text[each.span.end :]
    return text
