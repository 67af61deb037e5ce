"""Times as rules write them."""

from __future__ import annotations

from dxplan.draft.model import Recurrence, Sentence, Time

Doubt = tuple[str, dict[str, object]]
"""A key of the table ``doubt`` in ``texts/drafts.toml``, and what fills it.

``times`` are literals of rule text; whoever says the doubt puts them in words.
"""
_STEPS = {
    "year": "every year", "quarter": "every quarter", "month": "every month",
    "school year": "every school year", "semester": "every semester", "half-year": "every 6 months",
}  # fmt: skip


def time_text(time: Time) -> str:
    """A time in rule text.

    >>> time_text(Time(0, 4, "from", "2022", 2025, "2025"))
    'from 2022 to 2025'
    """
    if time.until:
        return f"from {time.literal} to {time.until}"
    return f"{time.word} {time.literal}"


def step_text(recurrence: Recurrence) -> str:
    """A recurrence in rule text, without its day; nothing where rules know no such step."""
    return _STEPS.get(recurrence.step, "")


def day_text(recurrence: Recurrence) -> str:
    """The day by which something that recurs falls due."""
    if recurrence.day is None or recurrence.step not in ("month", "quarter"):
        return ""
    last = " of its last month" if recurrence.step == "quarter" else ""
    return f"{recurrence.day_word} day {recurrence.day}{last}"


def whole_times(sentence: Sentence) -> list[Time]:
    """The times of a sentence that a rule can have as they stand."""
    return [time for time in sentence.times if not {"no-year", "within"} & set(time.doubts)]


def said_of_times(sentence: Sentence) -> list[Doubt]:
    """What is not certain about the times that no rule can have as they stand."""
    doubts: list[Doubt] = [
        ("no-year", {"times": (time.literal,)})
        for time in sentence.times
        if "no-year" in time.doubts
    ]
    doubts += [
        ("within", {"times": (time.literal,)}) for time in sentence.times if time.word == "within"
    ]
    return doubts


def steps_of(sentence: Sentence) -> list[str]:
    """The steps in which something recurs, in rule text."""
    return [step_text(each) for each in sentence.recurrences if step_text(each)]


def time_of_work(sentence: Sentence) -> tuple[str, list[Doubt]]:
    """The time of a task, and what is not certain about it."""
    whole = whole_times(sentence)
    doubts = said_of_times(sentence)
    if whole:
        time = whole[0]
        doubts += [(code, {"times": (time.literal,)}) for code in time.doubts]
        others = [other.literal for other in whole if other.literal != time.literal]
        if others:
            doubts.append(("several-times", {"times": tuple(others)}))
        return time_text(time), doubts
    above = sentence.heading_time
    if above is not None and not doubts:
        ends = (above.literal, above.until) if above.until else (above.literal,)
        return time_text(above), [("heading-time", {"times": ends})]
    return "", doubts or [("no-time", {})]
