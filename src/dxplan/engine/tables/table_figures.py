"""Figures of any table: in one pass where it is plain, else by asking it."""

from __future__ import annotations

from dxplan.data.lexicon import lexicon
from dxplan.engine.tables.figures import Figures
from dxplan.engine.tables.scanning.asked import Asked
from dxplan.engine.tables.scanning.read import opened_once, read_figures
from dxplan.engine.tables.streaming.read import streamed_figures


def table_figures(asked: Asked, given: object) -> Figures:
    """The figures of a table up to a day.

    :param given: as for :func:`dxplan.engine.tables.scanning.read.read_figures`.
    :raises TableError: when the table cannot be added up.
    """
    table = opened_once(given, lexicon(asked.plan))
    found = streamed_figures(asked, table)
    return read_figures(asked, table) if found is None else found
