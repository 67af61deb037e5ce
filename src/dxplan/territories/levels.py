"""Levels of government, and the day on which one of them ended."""

from __future__ import annotations

from datetime import date
from typing import Literal, TypeAlias

Level: TypeAlias = Literal["province", "district", "commune"]

DISTRICT_LEVEL_ENDED = date(2025, 6, 30)
"""Last day of the district level (Resolution 202/2025/QH15, Law 72/2025/QH15)."""

REORGANISED = date(2025, 7, 1)
"""First day of the provinces and communes of today (Resolution 202/2025/QH15)."""
