"""Thresholds of targets: what the value is compared with, in the indicator's own unit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import partial
from typing import TypeAlias

import attrs

from dxplan.plan.book import Book
from dxplan.plan.changes import Counted, Form, change, change_of
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
    amounts = _change_amounts(book, indicator, form, node)
    if amounts is None:
        return None
    low, high, unit = amounts
    found = change(book, form, (low, high), counted)
    if found is None:
        return None
    comparator = _TURNED[found.comparator] if found.is_downward else found.comparator
    return Threshold(comparator, None, unit=unit, word=form.kind, change=found)


_TURNED: dict[Comparator, Comparator] = {">=": "<=", ">": "<", "<=": ">=", "<": ">", "=": "="}


def _change_amounts(
    book: Book, indicator: Indicator, form: Form, node: nodes.Threshold
) -> tuple[Fraction, Fraction | None, str] | None:
    """How much a change is, from and up to, and the unit of the threshold that it makes."""
    amount_of = partial(_change_amount, book, indicator, form.kind)
    if form.low is None or form.high is None:
        only = amount_of(form.low)
        return None if only is None else (only[0], None, only[1])
    return _ends(book, form.low, form.high, node, amount_of)


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
    ends = _ends(book, low, high, node, partial(amount, book, indicator))
    return None if ends is None else Threshold(">=", *ends, word="RANGE")


Amount: TypeAlias = tuple[Fraction, str]


def _ends(
    book: Book,
    low: nodes.Number,
    high: nodes.Number,
    node: nodes.Threshold,
    amount_of: Callable[[nodes.Number], Amount | None],
) -> tuple[Fraction, Fraction, str] | None:
    """Both ends of a range and their unit; what keeps them from being a range is collected.

    ``2 .. 5%``, ``từ 3 đến 5 nghìn``: what stands behind the end is meant for both ends.
    """
    found = _amounts(((low, _like(low, high)), (high, high)), amount_of)
    if found is None:
        return None
    (first, unit), (last, other_unit) = found
    written = {"low": number_text(low), "high": number_text(high)}
    if unit != other_unit:
        book.say("mixed-range", node.span, **written)
        return None
    if first > last:
        book.say("reversed-range", node.span, **written)
        return None
    return first, last, unit


def _like(number: nodes.Number, other: nodes.Number) -> nodes.Number:
    """A number with what stands behind another one, where nothing stands behind itself."""
    if number.percent or number.money or not (other.percent or other.money or other.magnitude):
        return number
    if number.magnitude is not None:
        return attrs.evolve(number, money=other.money)
    size = 1 if other.magnitude is None else nodes.SIZE_OF[other.magnitude]
    return attrs.evolve(other, value=number.value * size, span=number.span)


def _amounts(
    numbers: Sequence[tuple[nodes.Number, nodes.Number]],
    amount_of: Callable[[nodes.Number], Amount | None],
) -> tuple[Amount, Amount] | None:
    """The amounts of two numbers, each given as it is written and as it is meant.

    One that takes its sign from the other is looked at when that is right: nobody is told of a
    sign that they did not write.
    """
    found: dict[int, Amount | None] = {}
    for takes in (False, True):
        if None not in found.values():
            found |= {
                number: amount_of(meant)
                for number, (written, meant) in enumerate(numbers)
                if (meant is not written) == takes
            }
    first, last = found.get(0), found.get(1)
    return None if first is None or last is None else (first, last)


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
    numbers = ((value, _like(value, tolerance)), (tolerance, _like(tolerance, value)))
    found = _amounts(numbers, partial(amount, book, indicator))
    if found is None:
        return None
    (middle, unit), (reach, _) = found
    return Threshold(">=", middle - reach, middle + reach, unit, word="ABOUT")


def amount(book: Book, indicator: Indicator, number: nodes.Number) -> tuple[Fraction, str] | None:
    """A number in a threshold's unit, and that unit; one that cannot belong is collected."""
    written = number_text(number)
    unit = None if number.percent else _money_unit(book, indicator)
    if number.money and unit is None:
        book.say("not-in-dong", number.span, value=written, indicator=indicator.name)
        return None
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
    if unit is None:
        return number.value, plain_unit(indicator)
    size = dong_in(unit) or 1
    if number.magnitude is not None and not number.money and size > 1:
        book.say("magnitude-of-what", number.span, value=written, unit=unit)
        return None
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
