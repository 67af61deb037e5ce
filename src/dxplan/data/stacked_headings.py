"""Headings that stand above one another: a measure above its members, members above measures."""

from __future__ import annotations

import re

import attrs

from dxplan.data.faults import Fault
from dxplan.data.heading_words import all_words
from dxplan.data.lexicon import Heading, Lexicon, read_heading, with_groups
from dxplan.data.units import scale
from dxplan.data.wording import fold
from dxplan.plan.model import Measure

# "Cấp tiểu học", "khối THCS": the member is named behind the word.
_LEVEL_OF = re.compile(
    "(?:"
    + "|".join(map(fold, ("cấp học", "cấp", "khối", "bậc học", "bậc", "ngành học")))
    + r"):?\s++(.*)"
)
_BRACKETS = re.compile(r"[\[(](.*)[\])]", re.DOTALL)
_LAST_BRACKETS = re.compile(r"[\[(]([^\[\]()]*)[\])]\s*$")


def read_stack(words: Lexicon, stack: tuple[str, ...]) -> Heading | Fault | None:
    """What the headings of a column say together, from top to bottom.

    One of them names a measure, an indicator or a dimension; the others are its members or its
    unit. What stands above and says nothing is passed over and told of; what stands below narrows
    the numbers down, so that nothing is read when it is not understood.
    """
    if len(stack) == 1:
        return read_heading(words, stack[0])
    readings = [read_heading(words, text) for text in stack]
    named = [i for i, reading in enumerate(readings) if isinstance(reading, Heading)]
    if not named:
        whole = read_heading(words, " ".join(stack))
        faults = [reading for reading in readings if isinstance(reading, Fault)]
        return whole or (faults[0] if faults else None)
    if len(named) > 1:
        names = ", ".join(stack[i] for i in named)
        return Fault("ambiguous-heading", {"header": " / ".join(stack), "names": names})
    return _together(words, stack, named[0], readings[named[0]])


def _together(
    words: Lexicon, stack: tuple[str, ...], at: int, reading: Heading | Fault | None
) -> Heading | Fault | None:
    if not isinstance(reading, Heading):
        return reading
    clash = _units_clash(reading, stack)
    if clash is not None:
        return clash
    passed_over = ""
    for i, text in enumerate(stack):
        if i == at:
            continue
        further = with_groups(words, reading, [_group(text)])
        if isinstance(further, Heading):
            reading = attrs.evolve(
                further, total=reading.total or further.total, passed_over=passed_over
            )
        elif i < at and further.code == "unknown-member":
            unit = _unit_behind(reading, text)
            of_unit = with_groups(words, reading, [unit]) if unit else reading
            if isinstance(of_unit, Fault):
                return of_unit
            passed_over = "" if fold(text) in all_words() else text
            reading = attrs.evolve(of_unit, total=reading.total, passed_over=passed_over)
        else:
            return further
    return reading


def _unit_behind(reading: Heading, text: str) -> str:
    """The unit in the brackets at the end of a caption, if there is one."""
    found = _LAST_BRACKETS.search(text)
    measure = reading.named
    if found is None or not isinstance(measure, Measure) or scale(measure, found[1]) is None:
        return ""
    return found[1]


def _units_clash(reading: Heading, stack: tuple[str, ...]) -> Fault | None:
    """Two units of one column, as in ``(tỷ đồng)`` above ``(triệu đồng)``: either may be meant."""
    said: dict[object, str] = {}
    if isinstance(reading.named, Measure):
        for text in stack:
            unit = _unit_behind(reading, text) or _group(text)
            found = scale(reading.named, unit)
            if found is not None and not isinstance(found, Fault):
                said.setdefault(found, unit)
    if len(said) < 2:
        return None
    first, second, *_ = said.values()
    return Fault("unit-conflict", {"first": first, "second": second})


def _group(text: str) -> str:
    """A text as it would stand in brackets."""
    bare = _BRACKETS.fullmatch(text.strip())
    text = bare[1] if bare else text
    match = _LEVEL_OF.fullmatch(fold(text))
    return match[1] if match else text
