"""How a value is held against a number."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import Any, Literal

Comparator = Literal[">=", ">", "<=", "<", "="]

RELATIONS: Mapping[Comparator, Callable[[Any, Any], Any]] = {
    ">=": operator.ge,
    ">": operator.gt,
    "<=": operator.le,
    "<": operator.lt,
    "=": operator.eq,
}
"""What each asks of a value and a number, or of columns of them.

>>> RELATIONS[">="](5, 4)
True
"""
