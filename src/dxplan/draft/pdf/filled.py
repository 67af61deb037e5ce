"""Numbers and text that PDFium fills in: the one place that knows ctypes.

Nothing is called by it, and no library opened: pypdfium2 does that.
"""

from __future__ import annotations

import ctypes
from typing import Any

_LONGEST = 256


def doubles(many: int) -> list[Any]:
    """As many numbers of the precision in which letters are placed."""
    return [ctypes.c_double() for _ in range(many)]


def floats(many: int) -> list[Any]:
    """As many numbers of the precision in which drawings are."""
    return [ctypes.c_float() for _ in range(many)]


def whole(many: int) -> list[Any]:
    """As many whole numbers."""
    return [ctypes.c_int() for _ in range(many)]


def counts(many: int) -> list[Any]:
    """As many whole numbers that are not negative."""
    return [ctypes.c_uint() for _ in range(many)]


def name() -> Any:
    """Room for the name of a font."""
    return ctypes.create_string_buffer(_LONGEST)


def address(piece: Any) -> int:
    """What tells one thing of a page from another; nothing of nothing."""
    return ctypes.cast(piece, ctypes.c_void_p).value or 0
