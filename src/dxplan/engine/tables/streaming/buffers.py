"""Columns of Arrow as columns of NumPy.

Arrow's own way there looks for pandas and imports it where it is installed, which takes longer than
reading a file.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from dxplan.engine.tables.judging.asking import Flags
from dxplan.engine.tables.kinds import Codes


def numbers_in(column: Any) -> Codes:
    """The numbers of a column without gaps, as they stand there.

    >>> import pyarrow
    >>> numbers_in(pyarrow.array([1, 2, 3], "int8")[1:]).tolist()
    [2, 3]
    """
    if not len(column):
        return np.zeros(0, dtype=np.int64)
    # The names of types are the same in both, but for that of real numbers.
    name = str(column.type).replace("double", "float64")
    found = np.frombuffer(column.buffers()[1], dtype=name)
    return found[column.offset : column.offset + len(column)]


def flags_in(column: Any) -> Flags:
    """The flags of a column without gaps.

    >>> import pyarrow
    >>> flags_in(pyarrow.array([True, False, True])[1:]).tolist()
    [False, True]
    """
    if not len(column):
        return np.zeros(0, dtype=np.bool_)
    bits = np.frombuffer(column.buffers()[1], dtype=np.uint8)
    found = np.unpackbits(bits, bitorder="little")[column.offset : column.offset + len(column)]
    return found.view(np.bool_)


def texts_as_array(texts: Sequence[str]) -> Any:
    """Texts as an array of Arrow.

    >>> texts_as_array(["a", "Đà"]).to_pylist()
    ['a', 'Đà']
    """
    import pyarrow as pa

    written = [each.encode() for each in texts]
    ends = np.cumsum([0, *map(len, written)], dtype=np.int32)
    data, offsets = pa.py_buffer(b"".join(written)), pa.py_buffer(ends.tobytes())
    return pa.StringArray.from_buffers(len(texts), offsets, data)


def unscaled_in(column: Any) -> Codes:
    """The decimals of a column without gaps and their point; they fit into 64 bits.

    >>> import pyarrow
    >>> from decimal import Decimal
    >>> unscaled_in(pyarrow.array([Decimal("1.25"), Decimal("-3.00")])).tolist()
    [125, -300]
    """
    if not len(column):
        return np.zeros(0, dtype=np.int64)
    # 128 bits, the lower half first; the upper one repeats the sign.
    lower = np.frombuffer(column.buffers()[1], dtype="<i8")[::2]
    return lower[column.offset : column.offset + len(column)].astype(np.int64)
