"""Money in dong: how much a unit such as ``triệu đồng`` is, and amounts as people say them."""

from __future__ import annotations

from fractions import Fraction

_DONG = frozenset({"đồng", "dong", "vnd", "vnđ"})
_SIZES = {
    "nghìn": 10**3, "ngàn": 10**3, "thousand": 10**3,
    "triệu": 10**6, "million": 10**6,
    "tỷ": 10**9, "tỉ": 10**9, "billion": 10**9, "trillion": 10**12,
}  # fmt: skip


def dong_in(unit: str) -> int | None:
    """How many dong a unit is; ``None`` for a unit that is no money.

    >>> dong_in("đồng"), dong_in("triệu đồng"), dong_in("máy")
    (1, 1000000, None)
    """
    *sizes, last = unit.casefold().split() or [""]
    if last not in _DONG or any(size not in _SIZES for size in sizes):
        return None
    total = 1
    for size in sizes:
        total *= _SIZES[size]
    return total


def largest_size(dong: Fraction) -> int:
    """The largest of a thousand million, a million and one that an amount is at least one of.

    >>> largest_size(Fraction(1_500_000_000)), largest_size(Fraction(900))
    (1000000000, 1)
    """
    return next((size for size in (10**9, 10**6) if abs(dong) >= size), 1)
