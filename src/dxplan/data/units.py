"""Units behind headings and in banners: ``(triệu đồng)``, ``(nghìn người)``, ``(%)``."""

from __future__ import annotations

import re
from fractions import Fraction

import attrs

from dxplan.data.cell_values import Exact
from dxplan.data.faults import Fault
from dxplan.data.wording import fold
from dxplan.plan.model import Measure
from dxplan.shown import Shown
from dxplan.values.numbers import exact_text

_DONG = {fold(text) for text in ("đồng", "đ", "vnđ", "vnd", "việt nam đồng", "đồng việt nam")}
_THOUSANDS = {
    fold(text): factor
    for text, factor in (
        ("nghìn", 10**3), ("ngàn", 10**3), ("1000", 10**3), ("1.000", 10**3), ("thousand", 10**3),
        ("triệu", 10**6), ("tr.", 10**6), ("tr", 10**6), ("million", 10**6), ("1.000.000", 10**6),
        ("trăm triệu", 10**8), ("tỷ", 10**9), ("billion", 10**9),
    )
}  # fmt: skip
_PERSONS = {
    fold(text)
    for text in (
        "người", "học sinh", "hs", "trẻ", "em", "giáo viên", "gv", "cán bộ", "cb", "nhân viên",
        "học viên", "sinh viên", "cbql", "cbgvnv", "people", "person", "persons", "learners",
    )
}  # fmt: skip
_THINGS = {
    fold(text)
    for text in (
        "tiết", "trường", "lớp", "phòng", "máy", "bộ", "cái", "chiếc", "hồ sơ", "lượt", "phiếu",
        "cơ sở", "đơn vị", "xã", "huyện", "điểm trường", "văn bản", "bài", "học liệu", "thủ tục",
    )
}  # fmt: skip
_SHARES = {"%", "‰", fold("phần trăm"), fold("tỷ lệ %"), fold("tỉ lệ phần trăm"), "percent"}
_ANSWERS = {
    fold(text)
    for text in ("có/không", "đạt/không đạt", "đạt/chưa đạt", "x", "đánh dấu x", "yes/no")
}
_PLACES = {fold(text) for text in ("hạng", "thứ hạng", "vị trí", "xếp hạng", "place", "rank")}
_NUMBER = r"([0-9]+(?:[.,][0-9]+)?)"
_POINTS = re.compile(
    rf"(?:{fold('tối đa')}:?\s*)?(?:{_NUMBER}\s*)?(?:{fold('điểm')}|đ|points?)"
    rf"(?:\s*{fold('tối đa')}:?(?:\s*{_NUMBER})?)?"
)
_LABEL = re.compile(
    "(?:" + "|".join(map(fold, ("đơn vị tính", "đv tính", "đvt", "tính bằng"))) + r")\s*:?\s*"
)
_SCALED = re.compile(
    "(" + "|".join(sorted(map(re.escape, _THOUSANDS), key=len, reverse=True)) + r")\s*+(.*)"
)


@attrs.frozen(repr=False)
class Unit(Shown):
    """What is counted, and how many of it one of the unit is.

    :param kind: ``đồng``, ``%``, or what is counted.
    """

    kind: str
    factor: int = 1


def read_unit(text: str) -> Unit | None:
    """The unit that a text names, or ``None`` when it names none that is known.

    >>> read_unit("triệu đồng"), read_unit("tỷ"), read_unit("tiểu học")
    (Unit(kind='đồng', factor=1000000), Unit(kind='đồng', factor=1000000000), None)
    """
    folded = _LABEL.sub("", fold(text)).strip(" .:")
    whole = _kind(folded)
    if whole:
        return Unit(whole)
    match = _SCALED.fullmatch(folded)
    if match is None:
        return None
    kind = _kind(match[2]) if match[2] else "đồng"
    return Unit(kind, _THOUSANDS[match[1]]) if kind and kind != "%" else None


def _kind(folded: str) -> str:
    if folded in _DONG:
        return "đồng"
    if folded in _SHARES:
        return "%"
    if folded in _PERSONS:
        return "người"
    return folded if folded in _THINGS else ""


def _of_kind(measure: Measure, folded: str) -> Exact | Fault | None:
    """1 for what says of a score, a place or a flag only that it is one.

    A score out of another number of points than the criterion has is a fault.
    """
    if measure.kind == "flag":
        return 1 if folded in _ANSWERS else None
    if measure.kind == "rank":
        return 1 if folded in _PLACES else None
    points = _POINTS.fullmatch(folded) if measure.highest is not None else None
    if points is None or measure.highest is None:
        return None
    most = points[1] or points[2]
    if most is None or Fraction(most.replace(",", ".")) == measure.highest:
        return 1
    declared = f"{exact_text(measure.highest)} điểm"
    params = {"unit": folded, "measure": measure.name, "declared": declared}
    return Fault("unit-does-not-fit", params)


def scale(measure: Measure, text: str) -> Exact | Fault | None:
    """How many of a measure's unit one of another unit is.

    ``None`` when the text is no unit; a fault when it is one of something else, so that nothing
    says what its numbers would be.
    """
    if measure.measured_in and fold(text) == fold(measure.measured_in):
        return 1
    of_kind = _of_kind(measure, fold(text).strip(" .:"))
    if of_kind is not None:
        return of_kind
    found = read_unit(text)
    if found is None:
        return None
    own = read_unit(measure.measured_in) if measure.measured_in else None
    plain_count = measure.kind == "count" and not measure.measured_in
    if plain_count and found.kind not in ("đồng", "%"):
        return found.factor
    if own is None or own.kind != found.kind or measure.kind == "flag":
        params = {"unit": text, "measure": measure.name, "declared": measure.measured_in or "–"}
        return Fault("unit-does-not-fit", params)
    ratio = Fraction(found.factor, own.factor)
    return ratio.numerator if ratio.denominator == 1 else ratio
