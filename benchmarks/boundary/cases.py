"""5,200 quotients that are exactly a whole percentage, and one count either side of each.

>>> found = list(cases())
>>> len(found), found[0], sum(case.kept for case in found)
(5200, Case(n=1, d=100, p=1), 5200)
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import gcd

EACH = 52
"""How many denominators each percentage has; 100 percentages make 5,200 cases."""

HUGE = 10**18 // (100 * EACH)
"""Brings the largest denominator next to 10**18, and beyond 64 bits once it is scaled."""


@dataclass(frozen=True)
class Case:
    """A numerator, a denominator, and the percentage that is asked for: at least so much."""

    n: int
    d: int
    p: int

    @property
    def kept(self) -> bool:
        """Whether the quotient is at least the percentage."""
        return 100 * self.n >= self.p * self.d


def cases(shift: int = 0, times: int = 1) -> Iterator[Case]:
    """Every case.

    :param shift: how many counts the numerator is beside the line.
    :param times: what both counts are multiplied by, to make them huge.
    """
    for p in range(1, 101):
        smallest = 100 // gcd(p, 100)
        for factor in range(1, EACH + 1):
            d = smallest * factor * times
            yield Case(p * d // 100 + shift, d, p)


def around(times: int = 1) -> Iterator[Case]:
    """Every case on the line, one count below and above, and far below and above.

    Those next to the line show what is rounded, those far from it what overflows: of two sides that
    are nearly equal both may overflow alike, and the answer be right all the same.
    """
    for shift in (0, -1, 1):
        # A share is never above the whole
        yield from (Case(min(case.n, case.d), case.d, case.p) for case in cases(shift, times))
    for case in cases(0, times):
        yield Case(case.n // 2, case.d, case.p)
        yield Case((case.n + case.d) // 2, case.d, case.p)
