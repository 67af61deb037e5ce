"""What the parts of a workbook show that the library for reading it does not give."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import attrs

Corner: TypeAlias = tuple[int, int]


@attrs.frozen
class SheetParts:
    """What is known of a sheet besides its values, counted from 0 in the whole sheet.

    :param unread: cells that are read as blank or zero and are not, with the text they show.
    :param percentages: cells whose number is shown in percents.
    :param merged: first and last cell of cells that are merged.
    """

    unread: Mapping[Corner, str] = attrs.field(factory=dict)
    percentages: frozenset[Corner] = frozenset()
    merged: tuple[tuple[Corner, Corner], ...] = ()


@attrs.frozen
class Look:
    """What a look into a workbook found.

    :param protected: whether it can only be read with a password.
    :param sheets: what is known of every sheet, by its name.
    """

    protected: bool = False
    sheets: Mapping[str, SheetParts] = attrs.field(factory=dict)
