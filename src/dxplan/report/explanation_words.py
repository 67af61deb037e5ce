"""Sentences of explanations, and the names, numbers and places that fill them."""

from __future__ import annotations

from fractions import Fraction

import attrs

from dxplan.data.observations import Place
from dxplan.engine.findings import Report
from dxplan.explain.model import KnownFact
from dxplan.messages import Language, catalogue, sentence
from dxplan.plan.model import Indicator, Plan, Quantity, Sum, Threshold
from dxplan.report.note_text import note_text
from dxplan.report.number_text import amount_text, exact_amount_text, exact_number_text
from dxplan.report.rule_text import threshold_text, title_of
from dxplan.report.time_text import day_text
from dxplan.report.where_text import where_text
from dxplan.report.words import plain
from dxplan.values.intervals import Interval
from dxplan.values.money import dong_in
from dxplan.values.numbers import exact_text


@attrs.frozen
class Line:
    """A sentence, or (``item``) an entry of a list below one."""

    text: str
    item: bool = False


@attrs.frozen
class Section:
    """Sentences under a heading.

    :param code: key of the heading.
    """

    code: str
    lines: tuple[Line, ...]

    def heading(self, language: Language) -> str:
        return say("heading", self.code, language)


def say(table: str, code: str, language: Language, **params: object) -> str:
    """A sentence of ``texts/explanations.toml``, filled in.

    >>> say("why", "condition", "vi")
    'Chỉ tiêu không kèm điều kiện.'
    """
    return sentence(catalogue("explanations")[table][code], language, params)


def name_text(report: Report, organisation: str) -> str:
    """The title of an organisation, or its id, safe for a terminal."""
    return plain(report.titles.get(organisation) or organisation)


def place_text(place: Place, language: Language) -> str:
    """Where a value was read, or an empty string.

    >>> place_text(Place("a.xlsx", "Trang_A", "C7"), "vi")
    'a.xlsx, trang Trang_A, ô C7'
    """
    return plain(where_text(place.file, place.sheet, place.cell, language))


def exactly(value: Fraction, language: Language) -> str:
    """A number with all its decimals."""
    return exact_number_text(value, language)


def interval_phrase(value: Interval, language: Language, unit: str = "") -> str:
    """What a number may be, inside a sentence.

    >>> interval_phrase(Interval(Fraction(0), Fraction(600)), "vi")
    'từ 0 đến 600'
    """
    low, high = (
        None if end is None else exact_amount_text(end, unit, language)
        for end in (value.low, value.high)
    )
    return _between(low, high, language, point=value.is_point)


def rounded_phrase(value: Interval, threshold: Threshold, language: Language) -> str:
    """The same with the ends rounded, though not across the threshold."""
    low, high = (
        None if end is None else value_text(end, threshold, language)
        for end in (value.low, value.high)
    )
    return _between(low, high, language, point=value.is_point)


def _between(low: str | None, high: str | None, language: Language, *, point: bool) -> str:
    code = "anything"
    if low is not None:
        code = "from" if high is None else "exactly" if point else "between"
    elif high is not None:
        code = "up_to"
    return say("interval", code, language, low=low, high=high)


def interval_amount(value: Interval, language: Language, unit: str = "") -> str:
    """A number, or what it may be."""
    if value.is_point and value.low is not None:
        return exact_amount_text(value.low, unit, language)
    return interval_phrase(value, language, unit)


def value_text(value: Fraction, threshold: Threshold, language: Language) -> str:
    """A value in the unit of a threshold, rounded, though not across it."""
    ends = [end for end in (threshold.low, threshold.high) if end is not None]
    return amount_text(value, threshold.unit, language, ends)


def level_text(value: Fraction, threshold: Threshold, language: Language) -> str:
    """A bound of a threshold, exactly; one that has no end of decimals is told as such."""
    text = exact_amount_text(value, threshold.unit, language)
    return say("interval", "about", language, value=text) if "/" in exact_text(value) else text


def money_unit(plan: Plan, quantity: Quantity) -> str:
    """The unit of a sum of money, which is told in the size that is read most easily."""
    if not isinstance(quantity, Sum) or any(weight for _, _, weight in quantity.terms):
        return ""
    units = {plan.measures[name].measured_in for name in quantity.measures()}
    return units.pop() if len(units) == 1 and all(map(dong_in, units)) else ""


def sums_texts(
    plan: Plan, indicator: Indicator, numerator: Interval, denominator: Interval, language: Language
) -> dict[str, str]:
    """Two sums, money in the size that is read most easily, as parameters of a sentence."""
    above, below = (money_unit(plan, each) for each in (indicator.numerator, indicator.denominator))
    return {
        "numerator": interval_amount(numerator, language, above),
        "denominator": interval_amount(denominator, language, below),
    }


def asked_text(threshold: Threshold, language: Language) -> str:
    """What a value must be: the number, where a change makes one of a known base."""
    if threshold.change is not None and threshold.low is not None:
        threshold = attrs.evolve(threshold, change=None, word="GE")
    return threshold_text(threshold, language)


def quotient_text(
    numerator: Fraction, denominator: Fraction, threshold: Threshold, language: Language
) -> str:
    """The quotient of two sums in the unit of a threshold; a dash without a denominator."""
    if denominator == 0:
        return "—"
    return per_text(threshold.in_unit(numerator / denominator), threshold, language)


def per_text(value: Fraction, threshold: Threshold, language: Language) -> str:
    """A value as :func:`value_text` has it, with what it is counted for: 3 for every 1,000."""
    text = value_text(value, threshold, language)
    if threshold.per == 1:
        return text
    return say("interval", "per", language, value=text, per=exactly(threshold.per, language))


def found_note(
    report: Report, notes: tuple[tuple[str, tuple[tuple[str, str], ...]], ...], code: str,
    language: Language,
) -> str:  # fmt: skip
    """The text of one of a finding's notes, or an empty string."""
    return next(
        (
            plain(note_text(found, params, report, language))
            for found, params in notes
            if found == code
        ),
        "",
    )


def facts_text(facts: tuple[KnownFact, ...]) -> str:
    """What an event list calls facts: their titles, or their names."""
    return ", ".join(f"“{title_of(known.fact)}”" for known in facts)


def fact_lines(facts: tuple[KnownFact, ...], language: Language) -> list[Line]:
    """What is known of facts on the day, and where the event list says so."""
    lines = []
    for known in facts:
        code = {True: "fact_true", False: "fact_false", None: "fact_unknown"}[known.holds]
        text = say("why", code, language, fact=title_of(known.fact), since=_since(known, language))
        lines.append(Line(plain(text), item=True))
    return lines


def _since(known: KnownFact, language: Language) -> str:
    if known.event is None:
        return ""
    place = place_text(known.event.place, language)
    code = "since_at" if place else "since"
    return say("why", code, language, date=day_text(known.event.on, language), place=place)
