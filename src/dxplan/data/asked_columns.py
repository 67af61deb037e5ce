"""The register columns that somebody wants groups of, as the register calls them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, TypeAlias

from dxplan.data.groupings import column_named, columns_said
from dxplan.data.observations import Organisation
from dxplan.data.problems import Problem
from dxplan.data.register_rows import grouping_columns
from dxplan.messages import Language, Phrase

GroupBy: TypeAlias = "str | Sequence[str] | None"
"""One register column, several, or none."""

ORGANISATION = "organisation"
"""The column whose groups are single organisations."""


class CannotGroup(ValueError):
    """Groups that cannot be made as they were asked for.

    :param code: a key of the table ``cli`` in ``texts/reports.toml``.
    :param name: of the column, as it was asked for.
    :param known: the columns that there are.
    """

    def __init__(
        self,
        code: Literal["unknown_column", "no_columns", "repeated_column"],
        name: str,
        known: Iterable[str],
    ) -> None:
        self.code, self.name, self.known = code, name, frozenset(known)
        super().__init__(self.message("en"))

    def message(self, language: Language) -> str:
        """One sentence that says why, and what to do."""
        params = {"name": self.name, "known": columns_said(self.known, language)}
        return Phrase(f"cli.{self.code}", params, "reports").text(language)


def columns_of(group_by: GroupBy) -> tuple[str, ...]:
    """The columns that are asked for, in their order.

    >>> columns_of("district"), columns_of(["province", "district"]), columns_of(None)
    (('district',), ('province', 'district'), ())
    """
    if group_by is None:
        return ()
    return (group_by,) if isinstance(group_by, str) else tuple(group_by)


def columns_meant(
    group_by: GroupBy, register: Mapping[str, Organisation], problems: Iterable[Problem] = ()
) -> tuple[str, ...]:
    """The grouping columns that somebody means, in their order.

    :param problems: what is wrong with the register; of one that cannot be read no column is known.
    :raises CannotGroup: when it has no such column, or two of them are the same one.

    >>> columns_meant("Huyện", {"A": Organisation("A", parents={"district": "I"})})
    ('district',)
    """
    asked = columns_of(group_by)
    if not asked or any(problem.fatal for problem in problems):
        return asked
    known = {ORGANISATION, *grouping_columns(register)}
    code: Literal["unknown_column", "no_columns"]
    code = "no_columns" if known == {ORGANISATION} else "unknown_column"
    found: list[str] = []
    for text in asked:
        column = column_named(text, known)
        if column is None:
            raise CannotGroup(code, text, known)
        if column in found:
            raise CannotGroup("repeated_column", text, known)
        found.append(column)
    return tuple(found)
