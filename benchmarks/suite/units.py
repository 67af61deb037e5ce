"""Times and ratios in words."""

from __future__ import annotations

SCALES = ((1.0, "s"), (1e-3, "ms"), (1e-6, "µs"))


def duration(seconds: float | None) -> str:
    """A time in a unit that fits.

    >>> duration(0.0123), duration(4.4e-06), duration(None), duration(75.0)
    ('12.3 ms', '4.40 µs', '–', '75.0 s')
    """
    if seconds is None:
        return "–"
    for scale, unit in SCALES:
        if seconds >= scale or unit == "µs":
            value = seconds / scale
            digits = 2 if value < 10 else 1 if value < 100 else 0
            return f"{value:.{digits}f} {unit}"
    raise AssertionError("INVARIANT: the last unit takes everything")


def number(value: float) -> str:
    """A ratio to two or three digits.

    >>> number(0.00123), number(1.234), number(12.34), number(1234.5)
    ('0.0012', '1.23', '12.3', '1234')
    """
    if 0 < value < 0.1:
        return f"{value:.2g}"
    return f"{value:.{2 if value < 10 else 1 if value < 100 else 0}f}"


def times(value: float) -> str:
    """A ratio as a factor.

    >>> times(1.2)
    '1.20 ×'
    """
    return f"{number(value)} ×"
