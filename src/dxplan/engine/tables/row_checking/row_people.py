"""Rows whose first column names nobody: they add others up, or do not say whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from dxplan.data.organisation_ids import OrganisationIds
from dxplan.data.problems import Problem
from dxplan.engine.tables.scanning.organisations import identified, refusals
from dxplan.engine.tables.scanning.rows import Rows, by, collected, one, says_something

if TYPE_CHECKING:
    from dxplan.engine.tables.scanning.rows import Asked

_DIGITS = tuple("0123456789")


def somebody(rows: Rows) -> tuple[Rows, list[Problem]]:
    """The rows of a table without those that name nobody, and what is wrong with these.

    Only texts that do not begin with a digit are looked at: most ids of schools do.
    """
    import narwhals as nw

    odd = rows.frame.filter(~nw.col("o").str.slice(0, 1).is_in(_DIGITS))
    asked: dict[str, Asked] = {"n": (one(), "sum"), "s": (says_something(rows), "sum")}
    found = collected(rows, by(odd, ["o"], asked))
    listed = zip(*(found[name].tolist() for name in ("o", "n", "s")), strict=True)
    counts = {text: int(count if text else says) for text, count, says in listed}
    table, column = rows.source.name, rows.headings.organisation
    _, refused = identified(counts, None, OrganisationIds(None), table)
    if not refused:
        return rows, []
    named = ~rows.made["o"].is_in([each.text for each in refused])
    source = attrs.evolve(rows.source, frame=rows.source.frame.filter(named))
    told = [each for each in refused if counts[each.text]]
    problems, _ = refusals(told, counts, table, column)
    return attrs.evolve(
        rows,
        source=source,
        frame=source.frame.select(*(each.alias(name) for name, each in rows.made.items())),
    ), problems
