"""Who reports in a table, by which texts, and what is wrong with texts that name nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
import numpy as np

from dxplan.data.organisation_ids import OrganisationIds
from dxplan.data.problems import Problem
from dxplan.data.register import Register
from dxplan.engine.tables.kinds import Codes, Kinds
from dxplan.engine.tables.scanning.organisations import (
    Names,
    alike,
    everybody,
    identified,
    names_of,
    refusals,
    with_others,
)
from dxplan.engine.tables.scanning.rows import Rows, by, collected, one, says_something
from dxplan.engine.tables.scanning.scan import Found, blank_rows, readable
from dxplan.engine.tables.scanning.sources import texts

if TYPE_CHECKING:
    import narwhals as nw

    from dxplan.engine.tables.scanning.rows import Asked

_NOBODY = Names((), np.zeros(0, dtype=np.int64))


@attrs.frozen(eq=False)
class People:
    """Who reports, and by which texts.

    :param left_out: how many rows name nobody.
    """

    kinds: Kinds
    names: Names
    has_register: bool
    problems: tuple[Problem, ...] = ()
    left_out: int = 0

    def only(self, said: set[str]) -> People:
        """The same with some of the organisations only, where nothing is known of any."""
        names, kinds = self.kinds.organisations, everybody(said)
        pairs = zip(self.names.texts, self.names.codes.tolist(), strict=True)
        meant = {text: names[code] for text, code in pairs if names[code] in said}
        return attrs.evolve(self, kinds=kinds, names=with_others(_NOBODY, kinds, meant))

    def named(self, codes: Codes) -> Names:
        """The texts that name some organisations."""
        inside = np.isin(self.names.codes, codes)
        named = zip(self.names.texts, inside.tolist(), strict=True)
        return Names(tuple(text for text, keep in named if keep), self.names.codes[inside])


def registered(kinds: Kinds) -> People:
    """The organisations of a register, each by its id."""
    return People(kinds, names_of(kinds), True)


def find_people(rows: Rows, seen: Found, kinds: Kinds | None, register: Register | None) -> People:
    """Who reports in a table where not every text is an id of the register.

    :param seen: its patterns.
    :param kinds: of the organisations of the register; ``None`` without one.
    """
    counts = _unknown(rows, readable(rows, seen.book), kinds)
    if seen.blank and kinds is not None:
        # A row that names nobody is looked at no further, and one without numbers is wrong as well.
        for text, count in _unknown(rows, blank_rows(rows, seen.blank), kinds).items():
            counts[text] = counts.get(text, 0) + count
    column, table = rows.headings.organisation, rows.source.name
    meant, refused = identified(counts, register, OrganisationIds(register), table)
    told = [each for each in refused if counts[each.text]]
    problems, left_out = refusals(told, counts, table, column)
    if kinds is None:
        kinds = everybody(meant.values())
        problems += alike(kinds.organisations, table, column)
        names = with_others(_NOBODY, kinds, meant)
        return People(kinds, names, False, tuple(problems), left_out)
    names = with_others(names_of(kinds), kinds, meant)
    return People(kinds, names, True, tuple(problems), left_out)


def _unknown(rows: Rows, frame: nw.LazyFrame[Any], kinds: Kinds | None) -> dict[str, int]:
    """The texts that are no ids, with their rows; without a text only the rows with numbers."""
    if kinds is not None:
        known = rows.source.hand_over({"o": texts(kinds.organisations)})
        frame = frame.join(known, on="o", how="anti")
    asked: dict[str, Asked] = {"n": (one(), "sum"), "s": (says_something(rows), "sum")}
    found = collected(rows, by(frame, ["o"], asked))
    listed = zip(*(found[name].tolist() for name in ("o", "n", "s")), strict=True)
    return {text: int(count if text else says) for text, count, says in listed}
