"""Values of a record as exact numbers; what is not one is refused with its key."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from numbers import Integral, Rational, Real

from dxplan.engine.records.errors import RecordError
from dxplan.plan.model import Measure

Exact = int | Fraction
_WHOLE_BELOW = 2**53
"""From here on a float leaves out whole numbers."""
_EXPONENT = 30
_SHOWN = 40


def exact_value(measure: Measure, key: str, raw: object, scale: Exact = 1) -> Exact | None:
    """What a record says of a measure; ``None`` when it is not reported.

    :param scale: how many of the measure's unit one of the key's unit is.
    :raises RecordError: when the value is no exact number, or none that the measure can have.

    >>> exact_value(Measure("rooms"), "rooms", 3.0)
    3
    """
    if raw is None:
        return None
    if isinstance(raw, str):
        raise RecordError("text-value", key, text=shown(raw))
    if measure.kind == "flag":
        return _flag(key, raw)
    value = _number(key, raw) * scale
    if value < 0:
        raise RecordError("negative-value", key, text=shown(raw))
    if measure.highest is not None and value > measure.highest:
        raise RecordError("value-above-points", key, text=shown(raw), highest=measure.highest)
    if measure.kind in ("count", "rank") and value.denominator != 1:
        raise RecordError("value-not-whole", key, text=shown(raw))
    if measure.kind == "rank" and value < 1:
        raise RecordError("value-no-place", key, text=shown(raw))
    return value.numerator if value.denominator == 1 else value


def _flag(key: str, raw: object) -> int:
    # A bool of another library is none of Python's, but equals one.
    for known in (0, 1):
        if raw == known:
            return known
    raise RecordError("value-no-flag", key, text=shown(raw))


def _number(key: str, raw: object) -> Exact:
    if isinstance(raw, bool):
        raise RecordError("value-no-number", key, text=shown(raw))
    if isinstance(raw, Integral):
        return int(raw)
    if isinstance(raw, Rational):
        return Fraction(int(raw.numerator), int(raw.denominator))
    if isinstance(raw, Decimal) and raw.is_finite() and abs(raw.adjusted()) <= _EXPONENT:
        return Fraction(raw)
    if isinstance(raw, Decimal | Real):
        return _whole_float(key, raw)
    raise RecordError("value-no-number", key, text=shown(raw))


def _whole_float(key: str, raw: Decimal | Real) -> int:
    value = float(raw)
    if isinstance(raw, Decimal) or not value.is_integer() or abs(value) >= _WHOLE_BELOW:
        raise RecordError("value-not-exact", key, text=shown(raw))
    return int(value)


def shown(raw: object) -> str:
    """A value as a message tells it."""
    try:
        text = str(raw)
    except ValueError:
        # Python writes out no whole number of more than some thousand digits.
        return "…"
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
