"""What cells say is worked out once for all rows of a sheet that share them.

Thousands of schools lie in one district and have one level. A cell that something is wrong with is
looked at again wherever it stands, so that every place of it is told.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from fractions import Fraction
from typing import Any

import attrs

from dxplan.data.layouts import SeriesKey
from dxplan.data.sheet import Sheet


@attrs.define
class Once:
    """What was found for some cells, and the mappings that organisations share.

    :param nothing: the numbers of organisations of which none is known.
    """

    nothing: dict[SeriesKey, Fraction] = attrs.field(factory=dict)
    _found: dict[Hashable, Any] = attrs.field(factory=dict)
    _mappings: dict[Hashable, Mapping[str, str]] = attrs.field(factory=dict)

    def told(self, sheet: Sheet, cells: tuple[Any, ...], find: Callable[[], Any]) -> Any:
        """What some cells say; kept when nothing had to be noted on the sheet.

        :param cells: with what else it depends on.
        """
        # ``True`` and ``1`` are equal and may be read as two things.
        key = (cells, tuple(map(type, cells)))
        if key in self._found:
            return self._found[key]
        before = len(sheet.problems) + len(sheet.notices)
        found = find()
        if len(sheet.problems) + len(sheet.notices) == before:
            self._found[key] = found
        return found

    def shared(self, texts: Mapping[str, str]) -> Mapping[str, str]:
        """The first mapping that says the same."""
        return self._mappings.setdefault(tuple(texts.items()), texts)
