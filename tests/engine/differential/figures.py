"""Random figures: what schools reported, aimed at the thresholds, with gaps."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import product

import attrs
from hypothesis import strategies as st

from dxplan.plan.model import Check, Measure, Plan
from dxplan.plan.needs import needs
from tests.engine.differential.schools import NAMES

LARGEST = 10**18
LARGEST_DECIMAL = 10**13
"""Hundredths of it still fit into the usual columns of 18 digits after they are made whole."""
QUARTERS = tuple(f"{year}-Q{number}" for year in (2024, 2025) for number in (1, 2, 3, 4))
LONG = tuple(f"{year}-Q{number}" for year in (2023, 2024, 2025) for number in (1, 2, 3, 4))
MONTHS = tuple(f"2025-{number:02}" for number in range(4, 13))
SPANS = (
    ("2025",), QUARTERS[4:], QUARTERS[4:], QUARTERS, QUARTERS[6:], LONG, ("2024", "2025"),
    MONTHS[:3], MONTHS, (*QUARTERS[:4], "2025"), ("2024", *QUARTERS[4:]),
    ("2024", *QUARTERS[4:7], *MONTHS[6:]),
    ("school year 2024-2025", "2025-Q4"), ("2025-03-31", "2025-09-30", "2026-01-15"),
    (*QUARTERS[4:], "2026-Q1"),
)  # fmt: skip
"""The periods of a table; no two of one table share days, but where that is to be found."""

Members = tuple[tuple[str, str], ...]
BREAKDOWNS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "level": (
        ("",), ("primary",), ("primary", "lower_secondary"), ("primary", "secondary"),
        ("lower_secondary", "upper_secondary"), ("", "primary"),
        ("secondary", "lower_secondary", "primary"),
    ),
    "secrecy": (("",), ("ordinary", "classified"), ("", "classified"), ("ordinary",)),
}  # fmt: skip
"""By dimension, what a school may break its figures down to; empty is not at all."""

WHOLES = {
    "online": "total", "tv": "total", "recorded": "pupils", "files_digital": "files",
    "spent": "budget", "plans_digital": "plans",
}  # fmt: skip
"""Parts by what they are parts of."""
FALLING = frozenset(("online", "recorded", "files_digital", "rooms", "devices"))


@attrs.frozen
class Figure:
    """A number that a school reported for a period and some members; ``None`` is a blank cell."""

    school: str | None
    period: str | None
    measure: str
    members: Members
    value: int | Decimal | bool | None


@attrs.frozen
class Aim:
    """What the figures of a table come near.

    :param part: of a whole, the part that meets the threshold exactly; ``None`` for any part.
    :param magnitude: what all counts are multiplied by.
    """

    part: Fraction | None
    magnitude: int


def measures_of(plan: Plan) -> tuple[Measure, ...]:
    """What the rules of a plan ask for, with what stands beside it in a check."""
    names = {name for target in needs(plan) for name in target.indicator.measures()}
    checked = {name for check in plan.checks for name in check_measures(check)}
    return tuple(measure for measure in plan.measures.values() if measure.name in names | checked)


def check_measures(check: Check) -> set[str]:
    """The measures that a check compares."""
    return {name for side in (check.left, check.right) for _, name, _ in side.terms}


# --- values ---------------------------------------------------------------------------------------


@st.composite
def aims(draw: st.DrawFn, plan: Plan, magnitude: int) -> Aim:
    """Any figures, or such that a threshold is met exactly."""
    shares = [t.threshold for t in plan.targets if t.threshold.unit == "%"]
    lows = [threshold.low for threshold in shares if threshold.low is not None]
    parts = [low / 100 for low in lows if 0 < low < 100]
    part = draw(st.sampled_from(parts)) if parts and draw(st.integers(0, 2)) else None
    return Aim(part, magnitude)


@st.composite
def values(
    draw: st.DrawFn, measures: Sequence[Measure], aim: Aim
) -> dict[str, int | Decimal | bool]:
    """Numbers of several measures that fit together."""
    found: dict[str, int | Decimal | bool] = {}
    for measure in measures:
        if measure.kind == "flag" or measure.name.endswith("t_1"):
            found[measure.name] = draw(st.booleans())
        elif measure.kind == "rank":
            found[measure.name] = draw(st.integers(1, 3))
        elif measure.highest is not None:
            found[measure.name] = Decimal(draw(st.integers(0, int(2 * measure.highest)))) / 2
        elif measure.name in ("score",):
            found[measure.name] = Decimal(draw(st.integers(0, 1000))) / 100
        elif measure.name not in WHOLES and measure.name not in WHOLES.values():
            found[measure.name] = min(draw(st.integers(0, 5)) * aim.magnitude, LARGEST)
    for whole in dict.fromkeys(WHOLES.values()):
        parts = [part for part, of in WHOLES.items() if of == whole]
        if {whole, *parts} & {measure.name for measure in measures}:
            of_whole = draw(wholes(parts, whole, aim))
            found.update({m.name: of_whole[m.name] for m in measures if m.name in of_whole})
    amounts = {measure.name for measure in measures if measure.kind == "amount"}
    return {
        name: cents(value) if name in amounts and isinstance(value, int) else value
        for name, value in found.items()
    }


def cents(value: int) -> Decimal:
    """A number of hundredths."""
    return Decimal(min(value, LARGEST_DECIMAL)).scaleb(-2)


@st.composite
def wholes(draw: st.DrawFn, parts: Sequence[str], whole: str, aim: Aim) -> dict[str, int]:
    """A whole and its parts; the first part is as large as the aim says."""
    if aim.part is not None:
        most = LARGEST // aim.part.denominator
        times = min(draw(st.integers(0, 3)) * aim.magnitude, most)
        below, first = aim.part.denominator * times, aim.part.numerator * times
    else:
        below = draw(st.integers(0, 6)) * aim.magnitude
        first = draw(st.integers(0, 6)) * aim.magnitude
        below, first = min(below, LARGEST), min(first, below, LARGEST)
    found = {whole: below, parts[0]: first}
    for other in parts[1:]:
        found[other] = min(below - first, aim.magnitude)
    return found


# --- reports --------------------------------------------------------------------------------------


@st.composite
def figures(
    draw: st.DrawFn, plan: Plan, magnitude: int, registered: Collection[str]
) -> list[Figure]:
    """What schools reported, in the order of schools and periods: all of it, or with gaps."""
    measures = measures_of(plan)
    aim = draw(aims(plan, magnitude))
    names = sorted({*registered, *NAMES[: draw(st.integers(1, 3))]})
    span = draw(st.sampled_from(SPANS))
    complete, same, steady = draw(st.tuples(st.booleans(), st.booleans(), st.booleans()))
    # Only many large numbers come to more than 64 bits hold.
    complete = complete or magnitude >= LARGEST
    shape = draw(breakdowns())
    found: list[Figure] = []
    for name in names if complete else names[: draw(st.integers(1, len(names)))]:
        own = shape if same else draw(breakdowns())
        always = draw(all_values(measures, own, aim)) if steady else None
        for period in span:
            told = draw(all_values(measures, own, aim)) if always is None else always
            found += [Figure(name, period, *key, value) for key, value in told.items()]
    falls = draw(st.integers(0, 7)) == 7
    found = _fallen(found, span[-1]) if falls else found
    return draw(nudged(found if complete else draw(with_gaps(found))))


def _fallen(found: Sequence[Figure], last: str) -> list[Figure]:
    """Figures that come to nothing in the last period, so that what was met is so no more."""
    return [
        attrs.evolve(each, value=0) if each.period == last and each.measure in FALLING else each
        for each in found
    ]


@st.composite
def breakdowns(draw: st.DrawFn) -> dict[str, tuple[str, ...]]:
    """For every dimension, the members that a school breaks its figures down to."""
    return {name: draw(st.sampled_from(shapes)) for name, shapes in BREAKDOWNS.items()}


@st.composite
def all_values(
    draw: st.DrawFn, measures: Sequence[Measure], shape: Mapping[str, tuple[str, ...]], aim: Aim
) -> dict[tuple[str, Members], int | Decimal | bool]:
    """The numbers of all measures, for all members that each is broken down to."""
    found: dict[tuple[str, Members], int | Decimal | bool] = {}
    by_dimensions: dict[tuple[str, ...], list[Measure]] = {}
    for measure in measures:
        by_dimensions.setdefault(tuple(measure.dimensions), []).append(measure)
    for dimensions, alike in by_dimensions.items():
        for members in product(*(shape[name] for name in dimensions)):
            key = tuple((name, one) for name, one in zip(dimensions, members, strict=True) if one)
            for name, value in draw(values(alike, aim)).items():
                found[name, key] = value
    return found


@st.composite
def with_gaps(draw: st.DrawFn, found: list[Figure]) -> list[Figure]:
    """Figures of which some are blank: single ones, a school's last periods, or one measure."""
    gaps = draw(st.sampled_from(("none", "single", "late", "late", "measure", "first")))
    if gaps == "none" or not found:
        return found
    if gaps == "single":
        blank = draw(st.sets(st.integers(0, len(found) - 1), max_size=4))
        return [_blank(each) if n in blank else each for n, each in enumerate(found)]
    chosen = draw(st.sampled_from(found))
    if gaps == "measure":
        silent = (chosen.school, chosen.measure)
        return [_blank(each) if (each.school, each.measure) == silent else each for each in found]
    if gaps == "first":
        first = (found[0].school, found[0].period)
        return [each for each in found if (each.school, each.period) != first]
    periods = list(dict.fromkeys(each.period for each in found))
    late = periods[draw(st.integers(0, len(periods) - 1)) :]
    return [
        _blank(each) if each.school == chosen.school and each.period in late else each
        for each in found
    ]


def _blank(figure: Figure) -> Figure:
    return attrs.evolve(figure, value=None)


@st.composite
def nudged(draw: st.DrawFn, found: list[Figure]) -> list[Figure]:
    """Figures of which one or two are off by one, so that a sum is just beside a threshold."""
    by = draw(st.lists(st.tuples(st.integers(0, 10**6), st.sampled_from((1, -1))), max_size=2))
    nudged = list(found)
    for position, step in by if found else ():
        at = position % len(found)
        value = nudged[at].value
        if isinstance(value, int) and not isinstance(value, bool) and 0 < value < LARGEST:
            nudged[at] = attrs.evolve(nudged[at], value=value + step)
    return nudged
