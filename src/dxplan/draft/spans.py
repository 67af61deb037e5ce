"""Cells of tables that reach over several columns or rows."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from dxplan.draft.errors import CannotDraft
from dxplan.limits import current

_WIDEST = 60
"""So many columns at most; a cell that says it reaches over more reaches as far as this."""
_LONGEST = 300
"""What is longer counts for its first row alone."""


@attrs.define
class Spans:
    """What reaches down from the rows above, by the number of its column.

    A cell that reaches over several columns stands in the first of them; one that reaches over
    several rows counts for each of them.
    """

    below: dict[int, tuple[int, str]] = attrs.field(factory=dict)
    repeated: int = 0

    def row(self, cells: Iterable[tuple[str, int, int]]) -> list[str]:
        """The cells of a row, one a column.

        :param cells: each with how many columns and rows it reaches over.
        :raises CannotDraft: when what is repeated grows longer than a document may be.
        """
        found: list[str] = []
        for text, across, down in cells:
            self._reach_down(found)
            for number in range(max(1, min(across, _WIDEST - len(found)))):
                said = "" if number else text
                if down > 1:
                    self.below[len(found)] = (down - 1, said if len(said) <= _LONGEST else "")
                found.append(said)
        self._reach_down(found)
        return found

    def merged(self, cells: Iterable[tuple[str, int, bool | None]]) -> list[str]:
        """The cells of a row where each says itself that it goes on with the one above.

        :param cells: each with how many columns it reaches over, and whether it goes on.
        :raises CannotDraft: when what is repeated grows longer than a document may be.
        """
        found: list[str] = []
        for text, across, goes_on in cells:
            at = len(found)
            if goes_on and not text.strip() and at in self.below:
                found.append(self.again(self.below[at][1]))
            else:
                self.below.pop(at, None)
                found.append(text)
            if goes_on is False and len(text) <= _LONGEST:
                self.below[at] = (1, text)
            found += [""] * (max(1, min(across, _WIDEST - at)) - 1)
        return found

    def _reach_down(self, found: list[str]) -> None:
        while len(found) in self.below:
            at = len(found)
            left, text = self.below.pop(at)
            found.append(self.again(text))
            if left > 1:
                self.below[at] = (left - 1, text)

    def again(self, text: str) -> str:
        """A text that counts once more."""
        self.repeated += len(text) + 1
        most = current().document_characters
        if self.repeated > most:
            raise CannotDraft("too-long", most=most)
        return text


def reach(said: str | None) -> int:
    """How many columns or rows a cell says that it reaches over.

    >>> reach("3"), reach(None), reach("many")
    (3, 1, 1)
    """
    text = (said or "").strip()
    return max(1, int(text)) if text.isascii() and text.isdecimal() and len(text) < 5 else 1
