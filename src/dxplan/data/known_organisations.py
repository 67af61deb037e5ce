"""Whom data may be about: the register, and the crosswalk that says whose a code was when."""

from __future__ import annotations

import attrs

from dxplan.data.code_rows import with_codes
from dxplan.data.crosswalk import codes_from_tables
from dxplan.data.lexicon import Lexicon
from dxplan.data.odd_ids import nearly_the_same
from dxplan.data.organisation_ids import OrganisationIds
from dxplan.data.problems import Problem
from dxplan.data.register import register_from_tables, rows_from_tables
from dxplan.data.tables import Table


@attrs.frozen
class Sheets:
    """The sheets of a file or of given rows, and what was wrong with reading them.

    :param name: what messages call it.
    """

    name: str
    tables: list[Table]
    problems: list[Problem]


def known_organisations(
    register: Sheets | None, crosswalk: Sheets | None, words: Lexicon
) -> tuple[OrganisationIds, list[Problem]]:
    """The organisations of a register under a crosswalk, as far as they are given.

    Where either cannot be used there is no register, and a problem that is fatal.
    """
    if crosswalk is None:
        if register is None:
            return OrganisationIds(None), []
        found, problems = register_from_tables(
            register.name, register.tables, register.problems, words
        )
        return OrganisationIds(found), problems
    if register is None:
        alone = Problem("crosswalk-without-register", crosswalk.name, fatal=True)
        return OrganisationIds(None), [*crosswalk.problems, alone]
    return _together(register, crosswalk, words)


def _together(
    register: Sheets, crosswalk: Sheets, words: Lexicon
) -> tuple[OrganisationIds, list[Problem]]:
    rows, problems = rows_from_tables(register.name, register.tables, register.problems, words)
    listed = OrganisationIds({row.id: row for row in rows})
    codes, of_codes = codes_from_tables(
        crosswalk.name, crosswalk.tables, crosswalk.problems, listed, words.plan.calendar
    )
    problems.extend(of_codes)
    if codes is None:
        return OrganisationIds(None), problems
    found, identities = with_codes(rows, codes, problems)
    problems.extend(nearly_the_same((name, each.place) for name, each in found.items()))
    if any(each.fatal for each in problems):
        return OrganisationIds(None), problems
    return OrganisationIds(found, identities), problems
