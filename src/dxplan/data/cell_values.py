"""Raw cells as exact numbers, flags and reported percentages; what is not one is a fault."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Context, Decimal
from fractions import Fraction
from typing import Any

from dxplan.data.faults import Fault
from dxplan.data.number_text import NumberText, number_text
from dxplan.data.tables import Percentage
from dxplan.data.wording import fold, shown
from dxplan.plan.model import Measure
from dxplan.values.numbers import exact_text

Exact = int | Fraction
DecimalMark = Callable[[], str | None]

_MISSING = frozenset(
    (
        "", "-", "--", "---", "–", "—", "_", "…", "..", "...", "....", "n/a",
        "không có số liệu", "chưa có số liệu", "không có dữ liệu", "chưa có dữ liệu",
        "không có thông tin", "chưa có thông tin", "chưa thống kê", "chưa báo cáo", "no data",
    )
)  # fmt: skip
_YES = frozenset(
    map(fold, ("1", "x", "v", "có", "đã có", "yes", "true", "đúng", "đạt", "✓", "✔", "√", "☑"))
)
_NO = frozenset(
    map(
        fold,
        (
            "0", "không", "không có", "chưa", "chưa có", "no", "false", "sai", "không đạt",
            "chưa đạt", "✗", "✘",
        ),
    )
)  # fmt: skip
_DONE = frozenset(
    map(
        fold,
        (
            "hoàn thành", "đã hoàn thành", "đã thực hiện", "đã xong", "xong", "đã gửi", "đã nộp",
            "đã báo cáo", "done",
        ),
    )
)  # fmt: skip
_NOT_DONE = frozenset(
    map(
        fold,
        (
            "chưa hoàn thành", "chưa thực hiện", "chưa xong", "chưa gửi", "chưa nộp",
            "không thực hiện", "đang thực hiện", "not done",
        ),
    )
)  # fmt: skip
# What a spreadsheet shows in place of a result; the last ones are LibreOffice's.
_ERROR = re.compile(
    r"#(?:ref!|n/a|div/0!|value!|name\?|num!|null!|spill!|calc!|getting_data|err!)|err:[0-9]+", re.I
)
_LARGEST_EXPONENT = 30
# What a spreadsheet keeps of a number that was typed into it.
_EXACT_DIGITS = 15
# So many digits are read without looking at how the number is written.
_PLAIN_DIGITS = 18
# Beyond twelve digits the last ones of a quotient that a spreadsheet worked out are not reliable.
_COMPUTED = Context(prec=12)


def is_missing(raw: object) -> bool:
    """Whether a cell says nothing: blank, or a sign for "not available". Zero does say something.

    >>> is_missing(" - "), is_missing("N/A"), is_missing(0)
    (True, True, False)
    """
    if not isinstance(raw, str):
        return raw is None
    # Nearly no cell is missing, and most show it by their first character.
    first = raw[:1]
    if not first:
        return True
    if first.isdecimal() or (first.isascii() and first.isalpha() and first not in "nckNCK"):
        return False
    return " ".join(raw.split()).casefold() in _MISSING


def formula_fault(raw: object) -> Fault | None:
    """What is wrong with a cell whose formula has no result to read."""
    if isinstance(raw, str) and raw[:1] in "#=Ee":
        if _ERROR.fullmatch(raw.strip()):
            return Fault("formula-error", {"text": shown(raw)})
        if raw.startswith("="):
            return Fault("formula-without-result", {"text": shown(raw)})
    return None


def is_blank(row: tuple[object, ...]) -> bool:
    """Whether nothing at all stands in a row."""
    return all(raw is None or (isinstance(raw, str) and not raw.strip()) for raw in row)


def measure_value(
    measure: Measure, raw: object, mark: DecimalMark, scale: Exact = 1
) -> Exact | Fault:
    """The value of a cell of a measure, which is not missing.

    :param mark: gives the decimal mark that the column proves.
    :param scale: how many of the measure's unit one of the cell's unit is.
    """
    if measure.kind == "flag":
        return _flag(raw)
    bounded = measure.highest is not None or measure.kind == "rank"
    if isinstance(raw, str) and scale == 1 and not bounded and is_digits(raw):
        return int(raw)
    value = _number(raw, mark)
    if isinstance(value, Fault):
        return formula_fault(raw) or value
    value *= scale
    if measure.highest is not None and value > measure.highest:
        params = {"text": shown(raw), "highest": exact_text(measure.highest)}
        return Fault("above-points", {**params, "measure": measure.title or measure.name})
    if value < 0:
        return Fault("negative-number", {"text": shown(raw)})
    if measure.kind == "rank" and value < 1:
        return Fault("not-a-place", {"text": shown(raw)})
    if measure.kind in ("count", "rank") and value.denominator != 1:
        return Fault("not-a-whole-number", {"text": shown(raw), "measure": measure.name})
    return value.numerator if value.denominator == 1 else value


def is_digits(raw: str) -> bool:
    """Whether a text is a whole number however numbers are written."""
    return raw.isdigit() and len(raw) <= _PLAIN_DIGITS and raw.isascii()


def whole_numbers(cells: Sequence[Any]) -> list[int] | None:
    """What some cells come to when all of them are whole numbers however numbers are written.

    >>> whole_numbers(("7", "12")), whole_numbers(("7", "")), whole_numbers(("7", "1,5"))
    ([7, 12], None, None)
    """
    try:
        together = "".join(cells)
    except TypeError:
        return None
    if not (together.isdigit() and together.isascii()):
        return None
    lengths = list(map(len, cells))
    if min(lengths) == 0 or max(lengths) > _PLAIN_DIGITS:
        return None
    return list(map(int, cells))


def _flag(raw: object) -> Exact | Fault:
    if isinstance(raw, (int, Fraction)) and raw in (0, 1):
        return int(raw)
    text = fold(raw) if isinstance(raw, str) else ""
    if text in _YES:
        return 1
    if text in _NO:
        return 0
    return formula_fault(raw) or Fault("unknown-flag-value", {"text": shown(raw)})


def yes_or_no(raw: object) -> bool | Fault:
    """A cell that says yes or no, which is not missing."""
    value = _flag(raw)
    return value if isinstance(value, Fault) else bool(value)


def happened(raw: object) -> bool | Fault:
    """A cell that says whether something was done or holds, which is not missing.

    >>> happened("Đã hoàn thành"), happened("chưa thực hiện"), happened("x")
    (True, False, True)
    """
    text = fold(raw) if isinstance(raw, str) else ""
    if text in _DONE or text in _NOT_DONE:
        return text in _DONE
    return yes_or_no(raw)


def plain_number(raw: object, mark: DecimalMark) -> Exact | Fault:
    """A cell as a number of whatever it may be, which is not missing."""
    return _number(raw, mark)


def _number(raw: object, mark: DecimalMark) -> Exact | Fault:
    if isinstance(raw, str):
        return _written(raw, mark)
    if isinstance(raw, float):
        return Fault("inexact-number", {"text": shown(raw)})
    if isinstance(raw, Decimal):
        return _decimal(raw)
    if isinstance(raw, (int, Fraction)) and not isinstance(raw, bool):
        return raw
    return Fault("not-a-number", {"text": shown(raw)})


def _decimal(raw: Decimal) -> Exact | Fault:
    if not raw.is_finite() or abs(raw.adjusted()) > _LARGEST_EXPONENT:
        return Fault("not-a-number", {"text": shown(raw)})
    if len(raw.as_tuple().digits) > _EXACT_DIGITS:
        return Fault("inexact-number", {"text": shown(raw)})
    return Fraction(raw)


def _written(raw: str, mark: DecimalMark) -> Exact | Fault:
    parts = number_text(raw)
    if parts is None:
        return Fault("not-a-number", {"text": shown(raw)})
    found = parts.value(mark() if parts.unclear else None)
    return _ambiguous(raw, parts) if found is None else found[0]


def _ambiguous(raw: object, parts: NumberText) -> Fault:
    """With both numbers that it may be, as they would be clear."""
    sign = "-" if parts.negative else ""
    whole = f"{sign}{parts.whole}{parts.decimals}"
    decimal = f"{sign}{parts.whole},{parts.decimals}0"
    return Fault("ambiguous-number", {"text": shown(raw), "whole": whole, "decimal": decimal})


def reported_value(raw: object, mark: DecimalMark) -> tuple[Fraction, int, bool] | Fault:
    """A reported percentage, which is not missing.

    :returns: its value, its decimal places, and whether a percent sign is there.
    """
    if isinstance(raw, Percentage):
        exact = _computed_percentage(raw.value)
        return exact if isinstance(exact, Fault) else (exact[0], exact[1], True)
    if isinstance(raw, Decimal):
        return _computed_percentage(raw)
    text = raw.strip() if isinstance(raw, str) else ""
    bare = text.removesuffix("%").rstrip()
    parts = number_text(bare)
    if parts is not None:
        found = parts.value(mark() if parts.unclear else None)
        if found is None:
            return _ambiguous(raw, parts)
        return found[0], found[1], bare != text
    number = _number(raw, mark)
    if isinstance(number, Fault):
        return formula_fault(raw) or number
    return Fraction(number), 0, False


def _computed_percentage(raw: Decimal) -> tuple[Fraction, int, bool] | Fault:
    """A percentage that a spreadsheet worked out, as far as its digits are reliable."""
    rounded = raw.normalize(_COMPUTED) if raw.is_finite() else raw
    value = _decimal(rounded)
    if isinstance(value, Fault):
        return value
    return Fraction(value), max(0, -int(rounded.as_tuple().exponent)), False
