"""Numerators, denominators and conditions in the words of the rule language."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import attrs

from dxplan.messages import Language
from dxplan.plan.model import (
    AtLevel,
    Attains,
    Compares,
    Condition,
    Conjunction,
    Disjunction,
    Fact,
    Holds,
    Indicator,
    Measure,
    Met,
    Negation,
    Plan,
    Quantity,
    SomeOf,
    Sum,
)
from dxplan.report.number_text import exact_amount_text
from dxplan.report.words import word
from dxplan.values.numbers import exact_text

COMPARATOR_CODES = {">=": "ge", ">": "gt", "<=": "le", "<": "lt", "=": "eq"}


@attrs.frozen
class Wording:
    """How names and keywords are written.

    :param titles: what to write in place of a name; a name without an entry stands as it is.
    :param members: what to write in place of a dimension's member.
    """

    language: Language = "en"
    titles: Mapping[str, str] = attrs.field(factory=dict)
    members: Mapping[tuple[str, str], str] = attrs.field(factory=dict)

    def name(self, name: str) -> str:
        """A name, or what stands in its place."""
        return self.titles.get(name) or name

    def quoted(self, name: str) -> str:
        """The same inside a sentence, where a title needs its quotes."""
        shown = self.name(name)
        return f"“{shown}”" if shown != name else name

    def relation(self, name: str, comparator: str, value: Fraction, unit: str) -> str:
        """Something held against a number: in the words of rules, or of sentences."""
        if not self.titles:
            number = exact_text(value) + ("%" if unit == "%" else "")
            return f"{name} {comparator} {number}"
        number = exact_amount_text(value, unit, self.language)
        code = COMPARATOR_CODES[comparator]
        return f"{self.quoted(name)} {word('phrase', code, self.language, value=number)}"


def wording_of(plan: Plan, language: Language) -> Wording:
    """What sentences call the figures, facts and members of a plan: their titles."""
    named: tuple[Indicator | Measure | Fact, ...] = (
        *plan.indicators.values(), *plan.measures.values(), *plan.facts.values()
    )  # fmt: skip
    titles = {thing.name: thing.title for thing in named}
    members = {
        (dimension.name, member.name): member.title
        for dimension in plan.dimensions.values()
        for member in dimension.members
    }
    return Wording(language, titles, members)


def quantity_text(quantity: Quantity, wording: Wording | None = None) -> str:
    """A sum or a tally; without a wording as a rule file in English has it.

    >>> from fractions import Fraction
    >>> quantity_text(Sum(((Fraction(2), "a", None), (Fraction(-1), "b", "w")), Fraction(3)))
    '2 * a - b * w + 3'
    """
    wording = wording or Wording()
    if isinstance(quantity, Sum):
        return _sum_text(quantity, wording)
    counted = _COUNTED.get(quantity.of, "schools")
    if quantity.condition is None:
        return word("phrase", f"all_{counted}", wording.language)
    condition = condition_text(quantity.condition, wording)
    return word("phrase", f"{counted}_where", wording.language, condition=condition)


_COUNTED = {"commune": "communes", "district": "districts", "province": "provinces"}


def _sum_text(total: Sum, wording: Wording) -> str:
    pieces = []
    for factor, measure, weight in total.terms:
        product = " * ".join(wording.name(name) for name in (measure, weight) if name)
        size = abs(factor)
        text = product if size == 1 else f"{exact_text(size)} * {product}"
        pieces.append((factor < 0, text))
    if total.constant or not pieces:
        pieces.append((total.constant < 0, exact_text(abs(total.constant))))
    first_negative, first = pieces[0]
    rest = (f" {'-' if negative else '+'} {text}" for negative, text in pieces[1:])
    return ("-" if first_negative else "") + first + "".join(rest)


def condition_text(condition: Condition, wording: Wording | None = None) -> str:
    """A condition, with brackets where one stands inside another.

    >>> condition_text(Conjunction((Holds("a"), Negation(Holds("b")))))
    'a and not b'
    """
    wording = wording or Wording()
    if isinstance(condition, Holds):
        return wording.quoted(condition.name)
    if isinstance(condition, Compares):
        return wording.relation(condition.name, condition.comparator, condition.value, "")
    if isinstance(condition, Attains):
        name, unit = condition.indicator.name, condition.unit
        return wording.relation(name, condition.comparator, condition.value, unit)
    if isinstance(condition, Met):
        return _met_text(condition, wording)
    if isinstance(condition, SomeOf):
        things = ", ".join(condition_text(each, wording) for each in condition.operands)
        count = condition.count
        return word("phrase", "some_of", wording.language, count=count, things=things)
    if isinstance(condition, AtLevel):
        return _level_text(condition, wording)
    if isinstance(condition, Negation):
        if isinstance(condition.operand, Met) and wording.titles:
            return _met_text(condition.operand, wording, "not_met")
        return f"{word('phrase', 'not', wording.language)} {_inner(condition.operand, wording)}"
    code = "and" if isinstance(condition, Conjunction) else "or"
    keyword = f" {word('phrase', code, wording.language)} "
    return keyword.join(_inner(operand, wording) for operand in condition.operands)


def _met_text(condition: Met, wording: Wording, code: str = "met") -> str:
    """That a target is met: in the words of rules, or by its title."""
    members = [wording.members.get(pair) or pair[1] for pair in condition.scope]
    subject, met = wording.quoted(condition.indicator), word("phrase", code, wording.language)
    if not wording.titles:
        return " ".join([met, subject, *members])
    return f"{met} {subject} ({', '.join(members)})" if members else f"{met} {subject}"


def _level_text(condition: AtLevel, wording: Wording) -> str:
    """A level held against a band: in the words of rules, or by their titles."""
    group = condition.group
    if not wording.titles:
        return f"{group.id} {condition.comparator} {condition.band}"
    band = next(each for each in group.bands if each.name == condition.band)
    code = f"level_{COMPARATOR_CODES[condition.comparator]}"
    shown = band.title or band.name
    return word("phrase", code, wording.language, group=group.title or group.id, band=shown)


def _inner(condition: Condition, wording: Wording) -> str:
    text = condition_text(condition, wording)
    return f"({text})" if isinstance(condition, Conjunction | Disjunction) else text
