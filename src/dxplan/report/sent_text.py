"""Who sent figures that could not be used, with how many rows, as people read it."""

from __future__ import annotations

from collections.abc import Mapping

from dxplan.engine.findings import Report
from dxplan.messages import Language
from dxplan.report.words import counted


def rows_sent(report: Report) -> Mapping[str, int]:
    """By id of an organisation, how many of its rows entered no sum because of a problem."""
    return {each.organisation: each.rows for each in report.left_out}


def sent_names(report: Report, names: tuple[str, ...], language: Language) -> list[str]:
    """The titles of organisations, each with how many of its rows were left out."""
    rows = rows_sent(report)
    return [
        counted(
            "phrase", "sent_rows", rows.get(name, 0), language, name=report.titles.get(name, name)
        )
        for name in names
    ]  # fmt: skip
