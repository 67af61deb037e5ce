"""Targets of a sentence with the indicators that they need, as rule text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import attrs

from dxplan.draft.model import Quantity, Sentence
from dxplan.draft.naming import Names
from dxplan.draft.numbers import FROM
from dxplan.draft.pairing import time_of_number
from dxplan.draft.portions import portions_of
from dxplan.draft.scopes import part_named
from dxplan.draft.subjects import falling, same_subject, subject_of
from dxplan.draft.titles import group_of
from dxplan.draft.when import Doubt
from dxplan.draft.wording import said, title
from dxplan.messages import Language

_YEAR = re.compile("[12][0-9]{3}")


@attrs.frozen
class Drafted:
    """Rule text with what is not certain about it.

    :param declares: statements that it needs before it.
    :param parts: of dimensions, that it names.
    :param refused: whether it cannot be a rule as it stands, and is only shown.
    """

    text: str
    doubts: tuple[Doubt, ...] = ()
    declares: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    refused: bool = False
    kind: str = "target"


def targets_of(sentence: Sentence, names: Names, language: Language) -> Iterator[Drafted]:
    """A target for each thing that the numbers of a sentence are about."""
    for portion in portions_of(sentence):
        yield from _targets_of(portion, names, language)


def _targets_of(sentence: Sentence, names: Names, language: Language) -> Iterator[Drafted]:
    series: list[list[int]] = []
    for number, quantity in enumerate(sentence.quantities):
        if FROM in quantity.doubts and len(sentence.quantities) > 1:
            continue
        if series and same_subject(sentence, number):
            series[-1].append(number)
        else:
            series.append([number])
    for numbers in series:
        yield from _targets(sentence, numbers, names, language)


def _targets(
    sentence: Sentence, numbers: Sequence[int], names: Names, language: Language
) -> Iterator[Drafted]:
    """The targets of one thing: a time behind an arm counts for those before it that have none."""
    subject, unsure = subject_of(sentence, numbers[0])
    about = title(subject) or title(sentence.text)
    name, declares = _indicator(sentence, numbers[0], about, names, language)
    timed = [number for number in numbers if time_of_number(sentence, number)[0]]
    untimed = [number for number in numbers if number not in timed]
    for part in filter(None, (timed, untimed)):
        yield _target(sentence, part, name, declares, unsure)
        declares = ()


def _target(
    sentence: Sentence,
    numbers: Sequence[int],
    name: str,
    declares: tuple[str, ...],
    unsure: Sequence[Doubt],
) -> Drafted:
    quantities = falling([sentence.quantities[number] for number in numbers])
    first = quantities[0]
    parts = tuple(each.scope for each in quantities if each.scope)
    arms, doubts = _arms(sentence, numbers, quantities)
    doubts += [_of_quantity(code, each) for each in quantities for code in each.doubts]
    doubts += unsure
    doubts += [each for number in numbers[1:] for each in subject_of(sentence, number)[1]]
    if any(FROM in each.doubts for each in sentence.quantities):
        doubts.append((FROM, {}))
    doubts.append(("how-counted" if first.unit in ("%", "rank") else "which-figure", {}))
    relative = first.change not in ("", "maintains")
    open_base = relative and not first.against and "every " not in arms
    if open_base:
        doubts.append(("no-base", {}))
    unsure_columns = any({"column-unsure", "no-heads"} & set(each.doubts) for each in quantities)
    refused = open_base or first.comparator == "about" or unsure_columns
    return Drafted(f"{name} {arms}", tuple(once(doubts)), declares, parts, refused)


def _of_quantity(code: str, quantity: Quantity) -> Doubt:
    return (code, {"said": quantity.column}) if code == "column-unsure" else (code, {})


def once(doubts: Sequence[Doubt]) -> Iterator[Doubt]:
    """Every doubt once, in order."""
    seen: list[Doubt] = []
    for each in doubts:
        if each not in seen:
            seen.append(each)
            yield each


def _arms(
    sentence: Sentence, numbers: Sequence[int], quantities: Sequence[Quantity]
) -> tuple[str, list[Doubt]]:
    """The parts of a target's list with their times, and what is not certain about those."""
    said_times = [time_of_number(sentence, number) for number in numbers]
    doubts = _merged([doubt for _, told in said_times for doubt in told])
    times = [when for when, _ in said_times]
    if len(set(times)) == 1:
        codes = [{code for code, _ in told} for _, told in said_times]
        if not all("shared-time" in each for each in codes):
            # One time behind a list of parts is that of all of them.
            doubts = [each for each in doubts if each[0] != "shared-time"]
        arms = ", ".join(map(_arm, quantities))
        return f"{arms} {times[0]}".rstrip(), doubts
    pairs = sorted(zip(times, quantities, strict=True), key=lambda pair: _years(pair[0]))
    return ", ".join(f"{_arm(each)} {when}" for when, each in pairs), doubts


def _merged(doubts: Sequence[Doubt]) -> list[Doubt]:
    """The same doubt about several times as one."""
    found: dict[str, tuple[str, ...]] = {}
    for code, params in doubts:
        times = params.get("times", ())
        assert isinstance(times, tuple)
        found[code] = tuple(dict.fromkeys((*found.get(code, ()), *times)))
    return [(code, {"times": times} if times else {}) for code, times in found.items()]


def _years(when: str) -> tuple[str, str]:
    """A time to sort by: its last year, then as it stands."""
    return max(_YEAR.findall(when), default=""), when.partition(" ")[2]


def _arm(quantity: Quantity) -> str:
    each = f" in each {quantity.each}" if quantity.each else ""
    scope = f"{quantity.scope} " if quantity.scope else ""
    return f"{scope}{threshold(quantity)}{each}"


def threshold(quantity: Quantity) -> str:
    """A threshold in rule text.

    >>> threshold(Quantity(0, 3, "70", comparator="reaches over"))
    'reaches over 70%'
    """
    low, high = _number(quantity, quantity.low), _number(quantity, quantity.high)
    against = f" against {quantity.against}" if quantity.against else ""
    amount = f"{low} .. {high}" if high else low
    if quantity.change:
        comparator = "" if high else quantity.comparator
        return " ".join(filter(None, (quantity.change, comparator, amount))) + against
    if high:
        return amount
    return f"{quantity.comparator or 'reaches'} {amount}"


def _number(quantity: Quantity, number: str) -> str:
    if not number:
        return ""
    if quantity.unit == "%":
        return f"{number}%"
    if quantity.unit == "times":
        return f"{number} times"
    if quantity.unit == "dong":
        return " ".join(filter(None, (number, quantity.magnitude, "dong")))
    return number


def _indicator(
    sentence: Sentence,
    number: int,
    about: str,
    names: Names,
    language: Language,
) -> tuple[str, tuple[str, ...]]:
    """The name of an indicator, and the statements that declare it."""
    quantity = sentence.quantities[number]
    name = names.of(about)
    # Whichever parts a sentence names, all its figures are broken down by them.
    dimensions = dict.fromkeys(
        part_named(each.scope).dimension for each in sentence.quantities if each.scope
    )
    by = f" by {', '.join(dimensions)}" if dimensions else ""
    group = group_of(sentence, number) if not quantity.each else None
    if group is not None:
        flag = names.of(about, "_co")
        kind, holds = group
        return name, (
            f'flag {flag} "{title(holds)}"',
            f'indicator {name} "{about}" = share of {kind} where {flag}',
        )
    if quantity.unit == "%":
        part, whole = names.of(about, "_dat"), names.of(about, "_tong")
        return name, (
            f'measure {part} "{said("draft", "counted", language, title=about)}"{by}',
            f'measure {whole} "{said("draft", "whole", language, title=about)}"{by}',
            f'indicator {name} "{about}" = {part} / {whole}',
        )
    figure = names.of(about, "_so")
    kind = {"dong": ' amount in "đồng"', "rank": " rank"}.get(quantity.unit, "")
    return name, (
        f'measure {figure} "{about}"{by}{kind}',
        f'indicator {name} "{about}" = {figure}',
    )
