"""Small charts as SVG: the path of milestones, what was reached, and how sure that is."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from dxplan.messages import Language
from dxplan.report.extras import needed
from dxplan.report.html.course import Course, Milestone, Reached
from dxplan.report.html.drawing import slimmed
from dxplan.report.number_text import exact_amount_text, number_text, readable_size

WIDTH, HEIGHT = 300, 104
PATH, VALUE, RANGE, GRID = "#56606b", "#0b5a8a", "#b35c00", "#dfe3e8"
"""The colours of the tokens in ``page.css``; each kind of mark also has a shape of its own."""
_TICKS = 3


def chart(course: Course, label: str, language: Language) -> str:
    """A course as an SVG element; empty when there is nothing to draw.

    :param label: the same in words.
    """
    if course.is_empty:
        return ""
    vl_convert: Any = needed("vl_convert", "html", "html")
    # It could load data from addresses: there is none that it may
    drawn = vl_convert.vegalite_to_svg(
        _spec(course, language), format_locale=_LOCALES[language], allowed_base_urls=[]
    )
    return slimmed(drawn, label)


_LOCALES = {
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["", ""]},
    "vi": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", ""]},
}


def _spec(course: Course, language: Language) -> dict[str, Any]:
    """What Altair makes of a course."""
    alt: Any = needed("altair", "html", "html")
    factor, _ = readable_size(_largest(course), course.unit, language)
    bottom, top = _bounds(course, factor)
    first, last = _days(course)
    x = alt.X(
        "day:T",
        title=None,
        scale=alt.Scale(type="utc", domain=[first.isoformat(), last.isoformat()]),
        axis=alt.Axis(values=_years(first, last), format="%Y", grid=False, tickSize=4),
    )
    suffix = "%" if course.unit == "%" else ""
    y = alt.Y(
        "low:Q",
        title=None,
        scale=alt.Scale(domain=[bottom, top], nice=False, zero=False),
        axis=alt.Axis(
            tickCount=_TICKS, labelExpr=f"datum.label + '{suffix}'", domain=False, ticks=False
        ),
    )
    layers = [
        *_path(alt, course, factor, x, y, language=language),
        *_values(alt, course, factor, x, y, bounds=(bottom, top)),
        *_labels(alt, course, factor, x, y, language=language),
    ]
    return dict(
        alt.layer(*layers)
        .properties(width=WIDTH, height=HEIGHT, padding=4)
        .configure_view(stroke=None)
        .configure_axis(
            gridColor=GRID, domainColor="#8b949e", tickColor="#8b949e", labelColor="#3a434d",
            labelFontSize=11, labelFont="Liberation Sans",
        )
        .to_dict(validate=False)
    )  # fmt: skip


def _path(
    alt: Any, course: Course, factor: Fraction, x: Any, y: Any, *, language: Language
) -> list[Any]:
    """A dashed line through the milestones, a diamond each; the one in question is filled."""
    if not course.path:
        return []
    rows = [_milestone(each, course, factor, language) for each in course.path]
    base = alt.Chart(alt.InlineData(rows)).encode(x=x, y=y)
    marks = base.mark_point(shape="diamond", size=70, filled=True, opacity=1, strokeWidth=1.4)
    fill = alt.condition("datum.own", alt.value(PATH), alt.value("#ffffff"))
    layers = [
        base.mark_line(color=PATH, strokeDash=[4, 3], strokeWidth=1.4),
        marks.encode(fill=fill, stroke=alt.value(PATH)),
    ]
    ranges = [row for row in rows if "high" in row]
    if ranges:
        whole = alt.Chart(alt.InlineData(ranges)).encode(x=x, y=y, y2="high:Q")
        layers.insert(0, whole.mark_rule(color=PATH, strokeWidth=3))
    return layers


def _labels(
    alt: Any, course: Course, factor: Fraction, x: Any, y: Any, *, language: Language
) -> list[Any]:
    """What each milestone asks for, over every line; the style puts a light edge around it.

    It stands beside the mark, because a range of the same day stands above and below that.
    """
    if not course.path:
        return []
    rows = [_milestone(each, course, factor, language) for each in course.path]
    base = alt.Chart(alt.InlineData(rows)).encode(x=x, y=y, text="label:N")
    return [base.mark_text(align="right", dx=-7, dy=-7, fontSize=11, color="#22282e")]


def _milestone(
    each: Milestone, course: Course, factor: Fraction, language: Language
) -> dict[str, object]:
    row: dict[str, object] = {
        "day": each.on.isoformat(),
        "low": float(each.value * factor),
        "own": each.on == course.own,
        "label": _label(each.value, course.unit, factor, language),
    }
    if each.high is not None:
        row["high"] = float(each.high * factor)
    return row


def _label(value: Fraction, unit: str, factor: Fraction, language: Language) -> str:
    if unit == "%":
        return exact_amount_text(value, unit, language)
    return number_text(value * factor, language)


def _values(
    alt: Any, course: Course, factor: Fraction, x: Any, y: Any, *, bounds: tuple[float, float]
) -> list[Any]:
    """A line through what is certain, a dot each; a bar with ends from the least to the most."""
    points = [each for each in course.values if each.is_point]
    layers = []
    ranges = [_range(each, factor, bounds) for each in course.values if not each.is_point]
    if ranges:
        base = alt.Chart(alt.InlineData(ranges)).encode(x=x, y=y)
        end = {"shape": "stroke", "size": 110, "color": RANGE, "strokeWidth": 2, "opacity": 1}
        layers += [
            base.encode(y2="high:Q").mark_rule(color=RANGE, strokeWidth=3),
            base.mark_point(**end),
            base.encode(y=alt.Y("high:Q")).mark_point(**end),
        ]
    if points:
        rows = [{"day": p.on.isoformat(), "low": float((p.low or 0) * factor)} for p in points]
        base = alt.Chart(alt.InlineData(rows)).encode(x=x, y=y)
        layers += [
            base.mark_line(color=VALUE, strokeWidth=2),
            base.mark_point(shape="circle", size=46, filled=True, color=VALUE, opacity=1),
        ]
    return layers


def _range(each: Reached, factor: Fraction, bounds: tuple[float, float]) -> dict[str, object]:
    """A range whose open ends lie at the edge."""
    low = bounds[0] if each.low is None else float(each.low * factor)
    high = bounds[1] if each.high is None else float(each.high * factor)
    return {"day": each.on.isoformat(), "low": low, "high": high}


def _numbers(course: Course) -> list[Fraction]:
    ends = [end for each in course.values for end in (each.low, each.high)]
    ends += [end for each in course.path for end in (each.value, each.high)]
    return [end for end in ends if end is not None]


def _largest(course: Course) -> Fraction:
    return max(map(abs, _numbers(course)), default=Fraction(0))


def _bounds(course: Course, factor: Fraction) -> tuple[float, float]:
    """The lowest and highest number shown, with room for labels; never a slit."""
    numbers = [float(each * factor) for each in _numbers(course)]
    low, high = min(numbers), max(numbers)
    least = 6.0 if course.unit == "%" else max(abs(high) * 0.1, 1.0)
    room = max(high - low, least)
    bottom, top = low - 0.15 * room, high + 0.25 * room
    if top - bottom < least:
        bottom -= least - (top - bottom)
    return (max(bottom, 0.0) if low >= 0 else bottom), top


def _days(course: Course) -> tuple[date, date]:
    """The first and last day shown: whole years around everything."""
    days = [each.on for each in course.values] + [each.on for each in course.path]
    first, last = min(days), max(days)
    return date(first.year, 1, 1) - timedelta(days=1), date(last.year, 12, 31) + timedelta(days=40)


def _years(first: date, last: date) -> list[str]:
    """The ends of years, at most seven of them."""
    ends = [year for year in range(first.year, last.year + 1) if date(year, 12, 31) <= last]
    step = -(-len(ends) // 7)
    return [date(year, 12, 31).isoformat() for year in ends[::-1][::step][::-1]]
