"""What groups are called in headings and tables."""

from __future__ import annotations

from collections.abc import Iterable

from dxplan.data.asked_columns import ORGANISATION
from dxplan.data.groupings import columns_said
from dxplan.engine.findings import Report
from dxplan.engine.judged_together import Group
from dxplan.messages import Language
from dxplan.report.words import word


def group_titles(report: Report, groups: Iterable[Group], language: Language) -> dict[Group, str]:
    """The titles of some groups; of several register columns, with the column of each."""
    listed = list(groups)
    several = len({group.by for group in listed} - {None}) > 1
    return {group: _title(report, group, language, several=several) for group in listed}


def _title(report: Report, group: Group, language: Language, *, several: bool) -> str:
    title = report.titles.get(group.name, group.name)
    if group.by is None or not several:
        return title
    return f"{_column(group.by, language)}: {title}"


def _column(by: str, language: Language) -> str:
    if by == ORGANISATION:
        return word("heading", "organisation", language).lower()
    return columns_said([by], language)
