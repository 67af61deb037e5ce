"""How large the nation is: 50,000 schools, or any part or multiple of that."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

SCHOOLS = 50_000
PROVINCES = 63
DISTRICTS = 700
LEVELS = ("primary", "lower_secondary", "upper_secondary")
YEARS = (2022, 2023, 2024)
"""There were 63 provinces, and districts, until June 2025."""
QUARTERS = tuple(f"{year}-Q{quarter}" for year in YEARS for quarter in (1, 2, 3, 4))
INDICATORS = tuple(f"i{number:02}" for number in range(1, 25))


@dataclass(frozen=True)
class Size:
    """How many schools there are, and in how many provinces and districts they lie."""

    schools: int
    provinces: int
    districts: int

    @property
    def figures(self) -> int:
        """How many figures there are, those that are missing included."""
        return self.schools * len(QUARTERS) * len(INDICATORS)


def size_of(scale: Fraction) -> Size:
    """The size at a scale; smaller ones have fewer provinces, larger ones do not have more.

    >>> size_of(Fraction(1))
    Size(schools=50000, provinces=63, districts=700)
    >>> size_of(Fraction(1, 100))
    Size(schools=500, provinces=8, districts=25)
    """
    schools = int(SCHOOLS * scale)
    provinces = max(2, min(PROVINCES, schools // 60))
    return Size(schools, provinces, max(provinces, min(DISTRICTS, schools // 20)))
