"""The bands of a scale: what they hold, and whether every score falls into exactly one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from dxplan.diagnostics import Diagnostic
from dxplan.messages import Phrase
from dxplan.plan.book import Book
from dxplan.plan.declare import alias, check_names, title
from dxplan.plan.model import Band
from dxplan.plan.names import duplicate
from dxplan.syntax import nodes
from dxplan.syntax.nodes import COMPARATOR_OF
from dxplan.values.numbers import exact_text


def bind_bands(book: Book, clauses: Sequence[nodes.BandClause], gate: str) -> tuple[Band, ...]:
    """The bands of a scale, as declared.

    :param gate: the band that an unmet mandatory criterion gives, as it is written.
    """
    found: dict[str, Band] = {}
    for clause in clauses:
        # A band stands behind a comparator, where nothing asks whether a target is met.
        check_names(book, clause.declared, allowed=("met",))
        band = _band(book, clause, gate)
        for name in filter(None, (clause.declared.name, clause.declared.alias)):
            first = next((b for b in found.values() if name.text in (b.name, b.alias)), None)
            if first is not None:
                book.diagnostics.append(duplicate("band", name.text, name.span, first.span))
        found.setdefault(band.name, band)
    return tuple(found.values())


def _band(book: Book, clause: nodes.BandClause, gate: str) -> Band:
    declared, limits = clause.declared, clause.limits
    names = (declared.name.text, title(declared), alias(declared))
    span = declared.name.span
    if limits is None:
        return Band(*names, without_scores=gate in (names[0], names[2]), span=span)
    for number in filter(None, (limits.first, limits.last)):
        check_plain(book, number)
    first = limits.first.value
    if limits.last is not None:
        last = limits.last.value
        above, below = limits.word == "OVER", limits.below_last
        if last < first or (last == first and (above or below)):
            params = {"low": exact_text(first), "high": exact_text(last)}
            book.say("reversed-range", limits.span, **params)
        return Band(*names, first, above, last, below, span=span)
    comparator = COMPARATOR_OF[limits.word]
    if comparator == "=":
        return Band(*names, first, False, first, False, span=span)
    if comparator in (">", ">="):
        return Band(*names, first, comparator == ">", span=span)
    return Band(*names, None, False, first, comparator == "<", span=span)


def check_plain(book: Book, number: nodes.Number) -> None:
    """Points are numbers and no percentages."""
    if number.percent:
        book.say("points-in-percent", number.span, value=exact_text(number.value))


def uneven(bands: Sequence[Band], highest: Fraction | None) -> Iterator[Diagnostic]:
    """What keeps the scores from 0 to the highest from falling into exactly one band each.

    The first thing that is wrong only: the next one may well follow from it.

    :param highest: ``None`` when scores have no bound.
    """
    scored = [band for band in bands if not band.without_scores]
    if not scored:
        return
    for lower, upper in pairwise(scored):
        found = _out_of_order(lower, upper) or _seam(lower, upper)
        if found is not None:
            yield found
            return
    yield from _ends(scored[0], scored[-1], highest)


def _out_of_order(lower: Band, upper: Band) -> Diagnostic | None:
    begins = (lower.low or Fraction(0), lower.above_low)
    if upper.low is not None and (upper.low, upper.above_low) >= begins:
        return None
    if upper.low is None and lower.low is None:
        return None
    params = {"first": lower.name, "second": upper.name}
    return Diagnostic("bands-out-of-order", upper.span, params)


def _seam(lower: Band, upper: Band) -> Diagnostic | None:
    """What is wrong where a band ends and the next one begins."""
    end, begin = lower.high, upper.low
    both = {"first": lower.name, "second": upper.name}
    if end is None or begin is None or begin < end:
        low = begin if begin is not None else Fraction(0)
        params = {**both, "scores": _scores(low, _least(end, upper.high))}
        return Diagnostic("band-overlap", upper.span, params)
    if begin > end:
        return Diagnostic("band-gap", upper.span, {"scores": _scores(end, begin)})
    if lower.below_high and upper.above_low:
        return Diagnostic("band-gap", upper.span, {"scores": _scores(end, end)})
    if not lower.below_high and not upper.above_low:
        return Diagnostic("band-overlap", upper.span, {**both, "scores": _scores(end, end)})
    return None


def _ends(first: Band, last: Band, highest: Fraction | None) -> Iterator[Diagnostic]:
    low = first.low
    if low is not None and (low > 0 or first.above_low):
        yield Diagnostic("band-gap", first.span, {"scores": _scores(Fraction(0), low)})
    end = last.high
    if end is None or (highest is not None and end > highest):
        return
    if highest is None or end < highest or last.below_high:
        yield Diagnostic("band-gap", last.span, {"scores": _scores(end, highest)})


def _least(first: Fraction | None, second: Fraction | None) -> Fraction | None:
    ends = [end for end in (first, second) if end is not None]
    return min(ends) if ends else None


def _scores(low: Fraction, high: Fraction | None) -> Phrase:
    if high is None:
        return Phrase("scores-above", {"low": exact_text(low)})
    if low == high:
        return Phrase("score-exactly", {"score": exact_text(low)})
    return Phrase("scores-between", {"low": exact_text(low), "high": exact_text(high)})
