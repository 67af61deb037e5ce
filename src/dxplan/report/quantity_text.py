"""Numerators, denominators and conditions in the words of the rule language."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from dxplan.messages import Language
from dxplan.plan.model import (
    AtLevel,
    Compares,
    Condition,
    Conjunction,
    Holds,
    Negation,
    Quantity,
    Sum,
)
from dxplan.report.rule_text import COMPARATOR_CODES
from dxplan.report.words import word
from dxplan.values.numbers import exact_text


@attrs.frozen
class Wording:
    """How names and keywords are written.

    :param titles: what to write in place of a name; a name without an entry stands as it is.
    """

    language: Language = "en"
    titles: Mapping[str, str] = attrs.field(factory=dict)

    def name(self, name: str) -> str:
        """A name, or what stands in its place."""
        return self.titles.get(name) or name

    def quoted(self, name: str) -> str:
        """The same inside a sentence, where a title needs its quotes."""
        return f"“{self.titles[name]}”" if self.titles.get(name, name) != name else name


def quantity_text(quantity: Quantity, wording: Wording | None = None) -> str:
    """A sum or a tally; without a wording as a rule file in English has it.

    >>> from fractions import Fraction
    >>> quantity_text(Sum(((Fraction(2), "a", None), (Fraction(-1), "b", "w")), Fraction(3)))
    '2 * a - b * w + 3'
    """
    wording = wording or Wording()
    if isinstance(quantity, Sum):
        return _sum_text(quantity, wording)
    if quantity.condition is None:
        return word("phrase", "all_schools", wording.language)
    condition = condition_text(quantity.condition, wording)
    return word("phrase", "schools_where", wording.language, condition=condition)


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
        value = exact_text(condition.value)
        return f"{wording.quoted(condition.name)} {condition.comparator} {value}"
    if isinstance(condition, AtLevel):
        return _level_text(condition, wording)
    if isinstance(condition, Negation):
        return f"{word('phrase', 'not', wording.language)} {_inner(condition.operand, wording)}"
    code = "and" if isinstance(condition, Conjunction) else "or"
    keyword = f" {word('phrase', code, wording.language)} "
    return keyword.join(_inner(operand, wording) for operand in condition.operands)


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
    return text if isinstance(condition, Holds | Compares | AtLevel | Negation) else f"({text})"
