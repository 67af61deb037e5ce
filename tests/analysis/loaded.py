"""Plans from text, over one session for all tests: plugins are looked for once."""

from __future__ import annotations

from functools import cache

from dxplan.plan.model import Plan
from dxplan.session import Session, open_session
from dxplan.source import source_from_text


@cache
def session() -> Session:
    """A session without plugins but those that come with dxplan."""
    return open_session(entry_points=False)


def loaded(text: str) -> Plan:
    """The plan of a text without mistakes."""
    outcome = session().load_source(source_from_text(text))
    assert outcome.ok, [diagnostic.message() for diagnostic in outcome.diagnostics]
    return outcome.value
