"""Patterns of texts, numbered in the order in which the rows of a table meet them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs
import numpy as np

from dxplan.engine.tables.scanning.headings import Headings
from dxplan.engine.tables.scanning.patterns import Pattern, read_pattern
from dxplan.engine.tables.streaming.codes import Codes32, TextCodes, numbering
from dxplan.engine.tables.streaming.plain import NotPlainError

# So many combinations of texts are told apart by a table of them.
_MOST = 2**24
_UNKNOWN = -1


@attrs.define(eq=False)
class PatternsMet:
    """The patterns that were met so far.

    :param days: which columns of texts hold days.
    :param patterns: all of them, those that cannot be read as well; the position is the number.
    """

    headings: Headings
    days: Sequence[bool]
    patterns: list[Pattern] = attrs.field(factory=list)
    _columns: list[tuple[list[str], TextCodes]] = attrs.field(factory=list, init=False)
    _sizes: list[int] = attrs.field(factory=list, init=False)
    _numbers: dict[tuple[int, ...], int] = attrs.field(factory=dict, init=False)
    _table: Codes32 = attrs.field(factory=lambda: np.zeros(0, dtype=np.int32), init=False)

    def __attrs_post_init__(self) -> None:
        for _ in self.headings.texts:
            texts, code = numbering()
            self._columns.append((texts, TextCodes(code)))
            self._sizes.append(0)

    def of(self, columns: Sequence[Any]) -> Codes32:
        """The number of the pattern of every row of a batch.

        :param columns: those of its texts, as dictionaries.
        :raises NotPlainError: for a table with too many combinations of texts.
        """
        parts = [codes.of(c) for (_, codes), c in zip(self._columns, columns, strict=True)]
        self._make_room()
        together = parts[0].astype(np.int64)
        for size, part in zip(self._sizes[1:], parts[1:], strict=True):
            together *= size
            together += part
        found = self._table[together]
        if (found == _UNKNOWN).any():
            for each in np.unique(together[found == _UNKNOWN]).tolist():
                self._meet(each)
            found = self._table[together]
        return found

    def _make_room(self) -> None:
        """Makes the table larger when there are more texts than it has room for."""
        lengths = [len(texts) for texts, _ in self._columns]
        if all(length <= size for length, size in zip(lengths, self._sizes, strict=True)):
            return
        self._sizes = [1 << max(length - 1, 0).bit_length() for length in lengths]
        if np.prod(self._sizes, dtype=object) > _MOST:
            raise NotPlainError
        self._table = np.full(int(np.prod(self._sizes)), _UNKNOWN, dtype=np.int32)
        for codes, number in self._numbers.items():
            self._table[np.ravel_multi_index(codes, self._sizes)] = number

    def _meet(self, together: int) -> None:
        codes = tuple(int(code) for code in np.unravel_index(together, self._sizes))
        texts = tuple(known[code] for code, (known, _) in zip(codes, self._columns, strict=True))
        self._numbers[codes] = self._table[together] = len(self.patterns)
        self.patterns.append(read_pattern(self.headings, texts, self.days))
