"""Thresholds of targets: what the value is compared with, in the indicator's own unit."""

from __future__ import annotations

from fractions import Fraction

import attrs

from dxplan.plan.book import Book
from dxplan.plan.changes import Counted, change, change_of
from dxplan.plan.model import Comparator, Indicator, Sum, Threshold
from dxplan.syntax import nodes
from dxplan.syntax.nodes import COMPARATOR_OF
from dxplan.values.money import dong_in


def bind_threshold(
    book: Book, indicator: Indicator, node: nodes.Threshold, counted: Counted
) -> Threshold | None:
    """The threshold of a node; what cannot belong to the indicator is collected.

    :param counted: what a change is counted from.
    """
    if counted.against is not None and not _is_change(node):
        book.say("against-without-change", counted.against.span)
        return None
    if indicator.ranked and not _fits_a_rank(node):
        book.say("not-for-a-rank", node.span, words=_written(node), indicator=indicator.name)
        return None
    found = _threshold(book, indicator, node, counted)
    if found is None or found.per == indicator.per:
        return found
    return attrs.evolve(found, per=indicator.per)


def _is_change(node: nodes.Threshold) -> bool:
    plain_upkeep = isinstance(node, nodes.Change) and node.verb == "MAINTAINS"
    return isinstance(node, nodes.Change | nodes.Multiple) and not plain_upkeep


def _fits_a_rank(node: nodes.Threshold) -> bool:
    """Smaller is better, and places are not added: ``in top 10``, ``<= 10``, ``2 .. 5``."""
    match node:
        case nodes.Comparison(word, value):
            return value is None or COMPARATOR_OF[word] in ("<", "<=", "=")
        case nodes.Change(verb, word, _, _):
            return verb == "MAINTAINS" and (word is None or COMPARATOR_OF[word] in ("<", "<="))
        case nodes.Range() | nodes.LevelOf():
            return True
    return False


def _threshold(
    book: Book, indicator: Indicator, node: nodes.Threshold, counted: Counted
) -> Threshold | None:
    match node:
        case nodes.Range(low, high):
            return _range(book, indicator, low, high, node)
        case nodes.Comparison(word, value):
            return _comparison(book, indicator, word, value)
        case nodes.Change(verb="MAINTAINS"):
            return _maintained(book, indicator, node)
        case nodes.Eliminated():
            unit = _unit(book, indicator)
            return Threshold("<=", Fraction(0), unit=unit, word="ELIMINATED")
        case nodes.About(value, tolerance):
            return _about(book, indicator, value, tolerance, node)
        case nodes.LevelOf() | nodes.Change() | nodes.Multiple():
            return _changed(book, indicator, node, counted)
    raise AssertionError("INVARIANT: a carried value has its comparator by now")


def plain_unit(indicator: Indicator) -> str:
    """The unit of a threshold that is written without a percent sign."""
    if indicator.ranked:
        return "rank"
    return "%" if indicator.kind == "share" else indicator.measured_in or "count"


def _comparison(
    book: Book, indicator: Indicator, word: nodes.Word, value: nodes.Number | None
) -> Threshold | None:
    comparator: Comparator = COMPARATOR_OF[word]
    if value is None:
        return Threshold(comparator, None, unit=plain_unit(indicator), from_parent=True, word=word)
    if word == "IN_TOP" and not indicator.ranked:
        book.say("not-a-rank", value.span, value=number_text(value), indicator=indicator.name)
        return None
    found = amount(book, indicator, value)
    return None if found is None else Threshold(comparator, found[0], unit=found[1], word=word)


def _maintained(book: Book, indicator: Indicator, node: nodes.Change) -> Threshold | None:
    """What is kept up is a level like any other; only its time is another."""
    if node.high is not None:
        return _kept(_range(book, indicator, node.low, node.high, node))
    word = node.word or ("LE" if indicator.ranked else "GE")
    return _kept(_comparison(book, indicator, word, node.low))


def _kept(found: Threshold | None) -> Threshold | None:
    return None if found is None else attrs.evolve(found, word="MAINTAINS")


def _changed(
    book: Book,
    indicator: Indicator,
    node: nodes.Change | nodes.Multiple | nodes.LevelOf,
    counted: Counted,
) -> Threshold | None:
    """A threshold without a number of its own: that comes from the base, once it is known."""
    form = change_of(book, indicator, node)
    if form is None:
        return None
    low = _change_amount(book, indicator, form.kind, form.low)
    high = None if form.high is None else _change_amount(book, indicator, form.kind, form.high)
    if low is None or (form.high is not None and high is None):
        return None
    if high is not None and low[0] > high[0]:
        written = [number_text(each) for each in (form.low, form.high) if each is not None]
        book.say("reversed-range", node.span, low=written[0], high=written[1])
        return None
    found = change(book, form, (low[0], None if high is None else high[0]), counted)
    if found is None:
        return None
    comparator = _TURNED[found.comparator] if found.is_downward else found.comparator
    return Threshold(comparator, None, unit=low[1], word=form.kind, change=found)


_TURNED: dict[Comparator, Comparator] = {">=": "<=", ">": "<", "<=": ">=", "<": ">", "=": "="}


def _change_amount(
    book: Book, indicator: Indicator, kind: str, number: nodes.Number | None
) -> tuple[Fraction, str] | None:
    """How much a change is, and the unit of the threshold that it makes."""
    unit = _unit(book, indicator)
    if number is None:
        return Fraction(1), unit
    if kind in ("adds", "drops"):
        if indicator.kind == "count" and number.percent:
            book.say("percent-added-to-count", number.span, value=number_text(number))
            return None
        return amount(book, indicator, number)
    if kind == "times":
        return number.value, unit
    if not number.percent:
        book.say("change-without-percent", number.span, value=number_text(number))
        return None
    if kind == "decreases" and number.value > 100:
        book.say("decrease-of-more-than-all", number.span, value=number_text(number))
        return None
    return number.value, unit


def _range(
    book: Book, indicator: Indicator, low: nodes.Number, high: nodes.Number, node: nodes.Threshold
) -> Threshold | None:
    written = {"low": number_text(low), "high": number_text(high)}
    if high.percent and not low.percent and indicator.kind == "share":
        # "2 .. 5%" and "từ 2 đến 5%": the sign at the end is meant for both ends.
        low = attrs.evolve(low, percent=True)
    if indicator.kind == "rate" and low.percent != high.percent:
        book.say("mixed-range", node.span, **written)
        return None
    ends = (amount(book, indicator, low), amount(book, indicator, high))
    if ends[0] is None or ends[1] is None:
        return None
    if ends[0][0] > ends[1][0]:
        book.say("reversed-range", node.span, **written)
        return None
    return Threshold(">=", ends[0][0], ends[1][0], ends[1][1], word="RANGE")


def _about(
    book: Book,
    indicator: Indicator,
    value: nodes.Number,
    tolerance: nodes.Number | None,
    node: nodes.Threshold,
) -> Threshold | None:
    """A range around a number: the tolerance is in the same unit."""
    if tolerance is None:
        book.say("about-without-tolerance", node.span, value=number_text(value))
        return None
    either_way = attrs.evolve(tolerance, percent=tolerance.percent or value.percent)
    middle, reach = amount(book, indicator, value), amount(book, indicator, either_way)
    if middle is None or reach is None:
        return None
    low, high = middle[0] - reach[0], middle[0] + reach[0]
    return Threshold(">=", low, high, middle[1], word="ABOUT")


def amount(book: Book, indicator: Indicator, number: nodes.Number) -> tuple[Fraction, str] | None:
    """A number in a threshold's unit, and that unit; one that cannot belong is collected."""
    written = number_text(number)
    if indicator.kind == "share" and not number.percent:
        book.say("missing-percent", number.span, value=written, indicator=indicator.name)
        return None
    if number.percent and (indicator.kind == "count" or indicator.per != 1):
        book.say("unexpected-percent", number.span, value=written, indicator=indicator.name)
        return None
    if indicator.kind == "share" and number.value > 100:
        book.say("more-than-all", number.span, value=written, indicator=indicator.name)
        return None
    if number.percent:
        return number.value, "%"
    return _money(book, indicator, number) or (number.value, plain_unit(indicator))


def _money(book: Book, indicator: Indicator, number: nodes.Number) -> tuple[Fraction, str] | None:
    """An amount in the unit of money that the indicator is counted in; ``None`` if it is none."""
    unit = _money_unit(book, indicator)
    if number.money and unit is None:
        written = number_text(number)
        book.say("not-in-dong", number.span, value=written, indicator=indicator.name)
        return None
    if unit is None:
        return None
    size = dong_in(unit) or 1
    if number.magnitude is not None and not number.money and size > 1:
        book.say("magnitude-of-what", number.span, value=number_text(number), unit=unit)
    return number.value / size if number.money else number.value, unit


def _unit(book: Book, indicator: Indicator) -> str:
    """The unit of a threshold that is written without a unit of its own."""
    return _money_unit(book, indicator) or plain_unit(indicator)


def _money_unit(book: Book, indicator: Indicator) -> str | None:
    """The unit of money of an indicator: its own, or the one that all its measures share."""
    units = {indicator.measured_in}
    if not indicator.measured_in and indicator.kind == "count":
        found = [book.measures.find(name) for name in indicator.numerator.measures()]
        units = {each.measured_in for each in found if each is not None}
    unit = units.pop() if len(units) == 1 and isinstance(indicator.numerator, Sum) else ""
    return unit if dong_in(unit) is not None else None


def number_text(number: nodes.Number) -> str:
    """A number as it was written."""
    return "" if number.span is None else number.span.text


def _written(node: nodes.Threshold) -> str:
    return "" if node.span is None else " ".join(node.span.text.split())
