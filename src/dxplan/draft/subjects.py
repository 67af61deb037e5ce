"""What the numbers of a sentence or row are about, and which of them are about the same."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from fractions import Fraction

import attrs

from dxplan.draft.model import Quantity, Sentence
from dxplan.draft.scopes import PARTS
from dxplan.draft.titles import is_fragment, title_of
from dxplan.draft.when import Doubt, whole_times

_NEXT_TO = 9
"""So many words at most stand between two numbers of one thing at different times."""


def subject_of(sentence: Sentence, number: int) -> tuple[str, list[Doubt]]:
    """What a quantity is about, and what is not certain about that."""
    quantity = sentence.quantities[number]
    if quantity.start < 0:
        more = f" – {quantity.column}" if quantity.column else ""
        return f"{sentence.text}{more}", []
    own = _own(sentence, number)
    if own and is_fragment(sentence, number):
        return _joined(subject_of(sentence, 0)[0], own), [("subject-joined", {"said": own})]
    if own:
        return own, []
    if number:
        carried = subject_of(sentence, number - 1)[0]
        return carried, [("subject-before", {"said": carried})] if _is_told(
            sentence, number
        ) else []
    return sentence.heading, [("subject-above", {"said": sentence.heading})]


def _is_told(sentence: Sentence, number: int) -> bool:
    """Whether it is uncertain that a number without words is about what stands before it."""
    return not (_are_paired(sentence) and _is_next(sentence, number)) and (
        not sentence.quantities[number].scope
    )


def _joined(subject: str, part: str) -> str:
    """A subject of another part than the one that it names: pupils of the next level."""
    folded, own = f" {subject.casefold()} ", part.casefold()
    for prefix in ("cấp ", "bậc "):
        own = own.removeprefix(prefix)
    if any(own in each.words for each in PARTS):
        for word in sorted((w for each in PARTS for w in each.words), key=len, reverse=True):
            at = folded.find(f" {word} ")
            if at >= 0:
                return f"{subject[:at]}{own}{subject[at + len(word) :]}"
    return f"{subject} – {part}"


def same_subject(sentence: Sentence, number: int) -> bool:
    """Whether a quantity is of the same as the one before it: another part, or another time."""
    one, other = sentence.quantities[number - 1], sentence.quantities[number]
    if one.unit != other.unit or one.change != other.change or one.each or other.each:
        return False
    if one.scope and other.scope:
        return one.scope != other.scope
    if one.scope or other.scope:
        return False
    if one.start < 0 or other.start < 0:
        return one.due is not None and other.due is not None and one.due != other.due
    return not _own(sentence, number)


def _own(sentence: Sentence, number: int) -> str:
    """What a quantity says that it is about; a noun that is counted again says nothing new."""
    said = title_of(sentence, number)
    one, other = sentence.quantities[number - 1], sentence.quantities[number]
    return "" if number and one.unit == other.unit == said else said


def _are_paired(sentence: Sentence) -> bool:
    return len(whole_times(sentence)) == len(sentence.quantities) > 1


def _is_next(sentence: Sentence, number: int) -> bool:
    one, other = sentence.quantities[number - 1], sentence.quantities[number]
    between = sentence.text[one.end : other.start]
    return ";" not in between and len(between.split()) <= _NEXT_TO


def falling(quantities: Sequence[Quantity]) -> list[Quantity]:
    """Figures of columns that fall from year to year, to be read as the most that may be."""
    if len(quantities) < 2 or not all(map(_may_fall, quantities)):
        return list(quantities)
    years = [each.due.literal for each in quantities if each.due is not None]
    lows = [Fraction(each.low) for each in quantities]
    if years != sorted(years) or any(one <= other for one, other in itertools.pairwise(lows)):
        return list(quantities)
    return [_at_most(each) for each in quantities]


def _may_fall(quantity: Quantity) -> bool:
    return (
        quantity.due is not None
        and not quantity.high
        and (quantity.comparator in ("", "no more than", "under"))
    )


def _at_most(quantity: Quantity) -> Quantity:
    if quantity.comparator:
        return quantity
    left = (code for code in quantity.doubts if code != "no-comparator")
    return attrs.evolve(quantity, comparator="no more than", doubts=(*left, "falling"))
