"""Columns of numbers of Arrow, as whole numbers of 64 bits."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import numpy as np

from dxplan.engine.tables.kinds import Codes
from dxplan.engine.tables.streaming.buffers import flags_in, numbers_in, unscaled_in

# So many digits fit into 64 bits.
_DIGITS = 18
_WHOLE_BELOW = 2**53


def is_number(found: Any) -> bool:
    """Whether columns of a type hold numbers that can be taken as they are."""
    import pyarrow.types as kinds

    if kinds.is_decimal128(found):
        return bool(found.scale >= 0 and found.precision <= _DIGITS)
    if kinds.is_integer(found):
        return not bool(kinds.is_uint64(found))
    return bool(kinds.is_boolean(found) or kinds.is_float64(found))


def scale_of(found: Any) -> int:
    """How many times its numbers a column is read as.

    >>> import pyarrow
    >>> scale_of(pyarrow.decimal128(10, 2)), scale_of(pyarrow.int32())
    (100, 1)
    """
    import pyarrow.types as kinds

    return 10**found.scale if kinds.is_decimal(found) else 1


def is_flag(found: Any) -> bool:
    """Whether columns of a type say yes or no."""
    import pyarrow.types as kinds

    return bool(kinds.is_boolean(found))


def zero(found: Any) -> Any:
    """Nothing, as a value of a type."""
    import pyarrow as pa

    plain = Decimal(0) if pa.types.is_decimal(found) else 0
    return pa.scalar(bool(plain) if is_flag(found) else plain, found)


def whole_numbers_in(column: Any) -> Codes | None:
    """The numbers of a column without gaps times its scale; ``None`` where one is not whole.

    >>> import pyarrow
    >>> whole_numbers_in(pyarrow.array([1.0, 2.0])).tolist()
    [1, 2]
    >>> whole_numbers_in(pyarrow.array([0.5])) is None
    True
    """
    import pyarrow.types as kinds

    if kinds.is_boolean(column.type):
        return flags_in(column).astype(np.int64)
    if kinds.is_decimal(column.type):
        return unscaled_in(column)
    found = numbers_in(column)
    if kinds.is_floating(column.type) and not _are_whole(found):
        return None
    return found.astype(np.int64, copy=False)


def _are_whole(found: Any) -> bool:
    # NaN is not equal to itself.
    return bool(((found == np.floor(found)) & (np.abs(found) < _WHOLE_BELOW)).all())
