"""Texts of batches as codes of the whole table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import attrs
import numpy as np
import numpy.typing as npt

from dxplan.engine.tables.streaming.buffers import numbers_in

Codes32: TypeAlias = npt.NDArray[np.int32]

# So many dictionaries are remembered: the parts of a file often have the same ones.
_REMEMBERED = 64


@attrs.define(eq=False)
class TextCodes:
    """The codes of the texts of a column.

    :param code: the code of a text; what is not there is an empty one.
    """

    code: Callable[[str], int]
    _known: list[tuple[Any, Codes32]] = attrs.field(factory=list, init=False)

    def of(self, column: Any) -> Codes32:
        """The codes of a column of a batch."""
        found = self._of_dictionary(column.dictionary)
        indices = column.indices
        if indices.null_count:
            # The last one is that of what is not there.
            indices = indices.fill_null(len(found) - 1)
        codes: Codes32 = found[numbers_in(indices)]
        return codes

    def _of_dictionary(self, dictionary: Any) -> Codes32:
        for seen, codes in self._known:
            if seen.equals(dictionary):
                return codes
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
