"""What the numbers of a sentence or row are about, and which of them are about the same."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from fractions import Fraction

import attrs

from dxplan.draft.model import Quantity, Sentence
from dxplan.draft.scopes import PARTS
from dxplan.draft.titles import COUNTS, is_fragment, title_of
from dxplan.draft.when import Doubt, whole_times

_SHORTEST = 3
"""In words, what a share is of and what holds of that."""
_PART_WORDS = 5
_FURTHEST = 12
"""So many numbers at most are between a number and the one that says what it is about."""
_PLACES = ("trường", "các", "học", "cấp", "lớp", "schools", "pupils")
_COUNTED = tuple(each.lstrip() for each in COUNTS)
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
    if own and _is_part_alone(sentence, number, own):
        return _said_behind(sentence, number) or (own, [("subject-short", {"said": own})])
    if own:
        return own, _of_which(sentence, number)
    if not any(_own(sentence, earlier) for earlier in range(number)):
        behind = _said_behind(sentence, number)
        if behind is not None:
            return behind
    elif number:
        carried = subject_of(sentence, number - 1)[0]
        return carried, [("subject-before", {"said": carried})] if _is_told(
            sentence, number
        ) else []
    return sentence.heading, [("subject-above", {"said": sentence.heading})]


def _of_which(sentence: Sentence, number: int) -> list[Doubt]:
    since = sentence.quantities[number - 1].end if number else 0
    between = sentence.text[since : sentence.quantities[number].start].casefold()
    told = number > 0 and ("trong đó" in between or "of which" in between)
    return [("of-which", {})] if told else []


def _is_part_alone(sentence: Sentence, number: int, own: str) -> bool:
    """Whether a share is of somebody, but what holds of them is not said with it."""
    quantity = sentence.quantities[number]
    if quantity.unit not in ("%", "dong"):
        return False
    words = own.casefold().split()
    short = len(words) < _SHORTEST and not f"{own.casefold()} ".startswith(tuple(_COUNTED))
    return short or (bool(quantity.scope) and len(words) <= _PART_WORDS and words[0] in _PLACES)


def _said_behind(sentence: Sentence, number: int) -> tuple[str, list[Doubt]] | None:
    """What a later number of the same unit is about, where that says more."""
    quantity = sentence.quantities[number]
    if not quantity.scope and _own(sentence, number):
        return None
    for later in range(number + 1, min(number + _FURTHEST, len(sentence.quantities))):
        own = _own(sentence, later)
        says_more = len(own.split()) >= _SHORTEST and not _is_part_alone(sentence, later, own)
        if says_more and sentence.quantities[later].unit == quantity.unit:
            return own, [("subject-behind", {"said": own})]
    return None


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
    own = _own(sentence, number)
    if not own or own.casefold() == _own(sentence, number - 1).casefold():
        return True
    return not any(_own(sentence, earlier) for earlier in range(number)) and bool(
        _said_behind(sentence, number - 1)
    )


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
