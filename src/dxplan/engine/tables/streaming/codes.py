"""Texts of batches as codes of the whole table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import attrs
import numpy as np
import numpy.typing as npt

Codes32: TypeAlias = npt.NDArray[np.int32]

# So many dictionaries are remembered: the parts of a file often have the same ones.
_REMEMBERED = 64


@attrs.define(eq=False)
class TextCodes:
    """The codes of the texts of a column.

    :param code: the code of a text; what is not there is an empty one.
    """

    code: Callable[[str], int]
    known: list[tuple[Any, Codes32]] = attrs.field(factory=list)

    def of(self, column: Any) -> Codes32:
        """The codes of a column of a batch."""
        found = self._of_dictionary(column.dictionary)
        indices = column.indices
        if indices.null_count:
            # The last one is that of what is not there.
            indices = indices.fill_null(len(found) - 1)
        codes: Codes32 = found[indices.to_numpy(zero_copy_only=False)]
        return codes

    def _of_dictionary(self, dictionary: Any) -> Codes32:
        for seen, codes in self.known:
            if seen.equals(dictionary):
                return codes
        texts = ("" if each is None else each for each in (*dictionary.to_pylist(), ""))
        found = np.fromiter(map(self.code, texts), dtype=np.int32, count=len(dictionary) + 1)
        self.known.insert(0, (dictionary, found))
        del self.known[_REMEMBERED:]
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
