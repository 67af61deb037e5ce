"""Which of the times of a sentence is that of which of its numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dxplan.draft.model import Quantity, Sentence, Time
from dxplan.draft.when import Doubt, said_of_times, steps_of, time_text, whole_times

_FRESH = re.compile(
    r"[,;]? (?:và )?(?:phấn đấu|tiến tới|hướng tới|riêng|aiming at|aiming for|rising to)(?= )",
    re.IGNORECASE,
)
"""Words behind which another goal begins, with a time of its own or none."""


def time_of_number(sentence: Sentence, number: int) -> tuple[str, list[Doubt]]:
    """The time of a number as rule text, and what is not certain about it.

    A time counts for the numbers of its own part of the sentence; one that stands before all
    numbers counts for all of them; what is left takes the time of the heading, or none.
    """
    quantity = sentence.quantities[number]
    if quantity.due is not None:
        return time_text(quantity.due), _codes(quantity.due)
    doubts = said_of_times(sentence)
    whole = whole_times(sentence)
    time, shared = _chosen(sentence, number, whole)
    others = [each.literal for each in _loose(sentence, whole) if each.literal not in _of(time)]
    if time is not None:
        doubts += _codes(time)
        if shared:
            doubts.append(("shared-time", {"times": _of(time)}))
        return time_text(time), doubts + _told(others)
    steps = steps_of(sentence)
    if steps:
        return steps[0], doubts + _told(others)
    above = sentence.heading_time
    if above is not None and not doubts:
        return time_text(above), [("heading-time", {"times": _of(above)}), *_told(others)]
    return "", (doubts or [("no-time", {})]) + _told(others)


def _told(others: list[str]) -> list[Doubt]:
    return [("several-times", {"times": tuple(dict.fromkeys(others))})] if others else []


def _codes(time: Time) -> list[Doubt]:
    return [(code, {"times": (time.literal,)}) for code in time.doubts]


def _of(time: Time | None) -> tuple[str, ...]:
    if time is None:
        return ()
    return (time.literal, time.until) if time.until else (time.literal,)


def _chosen(sentence: Sentence, number: int, times: Sequence[Time]) -> tuple[Time | None, bool]:
    """The time of a number, and whether it stands with another number."""
    elsewhere = [time for time in times if time.start < 0]
    if elsewhere:
        return elsewhere[0], False
    quantity = sentence.quantities[number]
    if quantity.start < 0:
        return None, False
    exact = _exact(sentence, times).get(number)
    if exact is not None:
        return exact, False
    first, last = _part(sentence, quantity.start)
    near = [time for time in times if first <= time.start < last]
    if near:
        time = min(near, key=lambda each: _distance(each, quantity))
        return time, _is_with_another(sentence, quantity, time)
    leading = [time for time in times if time.end <= sentence.quantities[0].start]
    return (leading[-1], bool(_FRESH.match(sentence.text, first))) if leading else (None, False)


def _is_with_another(sentence: Sentence, quantity: Quantity, time: Time) -> bool:
    """Whether another number stands between a number and a time, or before the time."""
    if time.start >= quantity.end:
        return any(quantity.end <= each.start < time.start for each in sentence.quantities)
    first, _ = _part(sentence, quantity.start)
    return any(first <= each.start < time.start for each in sentence.quantities)


def _exact(sentence: Sentence, times: Sequence[Time]) -> dict[int, Time]:
    """The times of numbers in whose part of the sentence there are as many times as numbers."""
    found: dict[int, Time] = {}
    for first, last in _parts(sentence):
        numbers = [at for at, each in enumerate(sentence.quantities) if first <= each.start < last]
        near = [time for time in times if first <= time.start < last]
        if len(numbers) == len(near):
            found |= dict(zip(numbers, near, strict=True))
    return found


def _loose(sentence: Sentence, times: Sequence[Time]) -> list[Time]:
    """The times that are not those of one number alone."""
    taken = _exact(sentence, times).values()
    return [time for time in times if not any(time is each for each in taken)]


def _parts(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """The parts of a sentence that semicolons, or words of another goal, keep apart."""
    ends = [at for at, sign in enumerate(sentence.text) if sign == ";"]
    fresh = [each.start() for each in _FRESH.finditer(sentence.text)]
    starts = sorted({0, *ends, *fresh})
    yield from zip(starts, [*starts[1:], len(sentence.text) + 1], strict=True)


def _part(sentence: Sentence, at: int) -> tuple[int, int]:
    return next((first, last) for first, last in _parts(sentence) if first <= at < last)


def _distance(time: Time, quantity: Quantity) -> int:
    return time.start - quantity.end if time.start >= quantity.end else quantity.start - time.end
