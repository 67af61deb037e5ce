"""How a value is held against a number."""

from __future__ import annotations

from typing import Literal

Comparator = Literal[">=", ">", "<=", "<", "="]
