"""Who reports in a table that comes without a register."""

from __future__ import annotations

from dxplan.data.organisation_ids import OrganisationIds
from dxplan.engine.tables.scanning.headings import Headings
from dxplan.engine.tables.scanning.organisations import alike, everybody, identified, names_of
from dxplan.engine.tables.scanning.people import People
from dxplan.engine.tables.streaming.batches import Batches
from dxplan.engine.tables.streaming.plain import NotPlainError


def people_of(batches: Batches, headings: Headings) -> People:
    """Whoever has a row, each by an id.

    :raises NotPlainError: when a text is not simply an id.
    """
    column, table = headings.organisation, batches.name
    texts: set[str | None] = set()
    for batch in batches.each([column], []):
        texts.update(batch.texts[0].dictionary.to_pylist())
    said = {each or "" for each in texts}
    meant, refused = identified(said, None, OrganisationIds(None), table)
    if refused or any(text != name for text, name in meant.items()):
        raise NotPlainError
    kinds = everybody(meant)
    problems = tuple(alike(kinds.organisations, table, column))
    return People(kinds, names_of(kinds), False, problems)
