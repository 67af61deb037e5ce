"""Texts of batches as codes of the whole table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import attrs
import numpy as np
import numpy.typing as npt

from dxplan.engine.tables.streaming.buffers import numbers_in

Codes32: TypeAlias = npt.NDArray[np.int32]

# So many dictionaries are remembered: the parts of a file often have the same ones.
_REMEMBERED = 256


@attrs.frozen(eq=False)
class InOrder:
    """Texts in an order in which tables often have them: ids as they are sorted.

    :param texts: an array of Arrow, with ``codes`` and by text the position ``at`` which it stands.
    """

    texts: Any
    codes: Codes32
    at: Mapping[str, int]

    def codes_of(self, dictionary: Any) -> Codes32 | None:
        """The codes of texts that follow one another; ``None`` for others.

        The last one is that of what is not there.
        """
        size = len(dictionary)
        first = self.at.get(dictionary[0].as_py()) if size else None
        if first is None or not self.texts.slice(first, size).equals(dictionary):
            return None
        return np.append(self.codes[first : first + size], np.int32(-1))


@attrs.define(eq=False)
class TextCodes:
    """The codes of the texts of a column.

    :param code: the code of a text; what is not there is an empty one.
    :param in_order: texts that may follow one another as they do there.
    """

    code: Callable[[str], int]
    in_order: InOrder | None = None
    _known: list[tuple[Any, Codes32]] = attrs.field(factory=list, init=False)

    def of(self, column: Any) -> Codes32:
        """The codes of a column of a batch."""
        found = self._of_dictionary(column.dictionary)
        indices = column.indices
        if indices.null_count:
            # The last one is that of what is not there; codes may be too short for it.
            indices = indices.cast("int64").fill_null(len(found) - 1)
        codes: Codes32 = found[numbers_in(indices)]
        return codes

    def _of_dictionary(self, dictionary: Any) -> Codes32:
        for seen, codes in self._known:
            if seen.equals(dictionary):
                return codes
        found = None if self.in_order is None else self.in_order.codes_of(dictionary)
        if found is None:
            texts = dictionary.to_pylist()
            if dictionary.null_count:
                texts = ["" if each is None else each for each in texts]
            found = np.fromiter(map(self.code, (*texts, "")), dtype=np.int32, count=len(texts) + 1)
        self._known.insert(0, (dictionary, found))
        del self._known[_REMEMBERED:]
        return found


def numbering() -> tuple[list[str], Callable[[str], int]]:
    """Texts in the order in which they are met, and the function that meets them."""
    texts: list[str] = []
    codes: dict[str, int] = {}

    def code(text: str) -> int:
        found = codes.setdefault(text, len(texts))
        if found == len(texts):
            texts.append(text)
        return found

    return texts, code
