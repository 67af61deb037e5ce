"""The levels at which a unit works."""

from __future__ import annotations

from typing import Literal

AdminLevel = Literal["nation", "province", "district", "commune", "school"]
