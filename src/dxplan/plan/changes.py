"""Growth, decrease and upkeep: thresholds that are counted from an earlier value."""

from __future__ import annotations

from fractions import Fraction

import attrs

from dxplan.plan.book import Book
from dxplan.plan.model import Change, ChangeKind, Comparator, Indicator
from dxplan.plan.timing import literal_period, literal_text
from dxplan.source import Span
from dxplan.syntax import nodes
from dxplan.syntax.nodes import COMPARATOR_OF

_KINDS: dict[nodes.Verb, ChangeKind] = {
    "INCREASES": "increases",
    "DECREASES": "decreases",
    "ADDS": "adds",
    "DROPS": "drops",
    "GROWS_TO": "times",
}


@attrs.frozen
class Counted:
    """What a part of a target says of where its change is counted from.

    :param against: the time that it names.
    :param baseline: the target's baseline, which stands in where it names none.
    """

    against: nodes.TimeLiteral | None
    time: nodes.Time | None
    baseline: nodes.BaselineClause | None


@attrs.frozen
class Form:
    """A change as it was written, whichever node said it."""

    kind: ChangeKind
    comparator: Comparator
    low: nodes.Number | None
    high: nodes.Number | None
    since: nodes.TimeLiteral | None
    span: Span | None


def change_of(
    book: Book, indicator: Indicator, node: nodes.Change | nodes.Multiple | nodes.LevelOf
) -> Form | None:
    """The form of a change; a multiple that is a percentage is collected."""
    match node:
        case nodes.LevelOf(literal):
            return Form("keeps", "<=" if indicator.ranked else ">=", None, None, literal, node.span)
        case nodes.Multiple(word, times):
            form = Form("times", COMPARATOR_OF[word], times, None, None, node.span)
        case nodes.Change(verb, word, low, high):  # pragma: no branch - there is no other kind
            comparator: Comparator = ">=" if word is None else COMPARATOR_OF[word]
            form = Form(_KINDS[verb], comparator, low, high, None, node.span)
    number = form.low
    if form.kind == "times" and number is not None and (number.percent or number.money):
        written = "" if number.span is None else number.span.text
        book.say("times-with-unit", number.span, value=written)
        return None
    return form


def change(
    book: Book, form: Form, amounts: tuple[Fraction, Fraction | None], counted: Counted
) -> Change | None:
    """The change of a form; one without a base, or with one that is not earlier, is collected."""
    literal = form.since or counted.against
    if literal is None and (counted.time is None or counted.time.kind != "every"):
        literal = None if counted.baseline is None else counted.baseline.at
        if literal is None:
            book.say("change-without-base", form.span)
            return None
    since = None if literal is None else literal_period(literal, book.calendar)
    judged = None if counted.time is None else counted.time.until or counted.time.literal
    if literal is not None and since is not None and judged is not None:
        last = literal_period(judged, book.calendar)
        last_day = last.start if counted.time and counted.time.kind == "before" else last.end
        if last_day <= since.end:
            book.say("base-not-before", literal.span, base=since.end, deadline=last_day)
            return None
    named = "" if literal is None else f".{literal_text(literal)}"
    between = "" if form.since is not None or not named else ".against"
    text = f"{form.kind}{between}{named}"
    return Change(form.kind, *amounts, form.comparator, since, text)
