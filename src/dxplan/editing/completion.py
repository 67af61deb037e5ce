"""What may be written next: keywords in the file's language, names, and times.

The grammar says which words may follow; what the plan declares fills in the names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal, Protocol

import attrs

from dxplan.editing.context import Typing, kinds_at, typed_at
from dxplan.editing.occurrences import Kind
from dxplan.editing.views import View, broken_names
from dxplan.messages import Language
from dxplan.syntax import lexicon
from dxplan.syntax.expected import Beginning, beginning
from dxplan.values.periods import Period


@attrs.frozen
class Proposal:
    """Something that may be written.

    :param kind: what it is the name of, or that it is a keyword or a time.
    :param start: from where on it replaces what is typed, up to the place.
    :param rank: those of a lower one come first.
    """

    text: str
    kind: Kind | Literal["keyword", "time"]
    start: int
    detail: str = ""
    rank: int = 0


class _Named(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def alias(self) -> str | None: ...


_PHRASE_WORDS = 5
"""As many words as the longest keyword has of which the beginning may be typed already."""


def proposals(view: View, text: str, offset: int, language: Language) -> tuple[Proposal, ...]:
    """What may be written at a place of a file.

    :param text: of the file, as it is now.
    :param language: that of the file.
    """
    typed = typed_at(text, offset)
    if typed is None:
        return ()
    known = beginning(typed.before)
    found = [
        *_keywords(known, typed.word, typed.start, language),
        *_phrases(typed, language),
        *_times(known, view.plan.period, typed.start, language),
        *_names(view, known, typed),
    ]
    unique: dict[str, Proposal] = {}
    for each in found:
        unique.setdefault(each.text, each)
    return tuple(unique.values())


# --- keywords -------------------------------------------------------------------------------------


def _keywords(known: Beginning, word: str, start: int, language: Language) -> Iterator[Proposal]:
    for row in lexicon.rows():
        if row.terminal in known.expected:
            own = lexicon.own_words()[row.terminal]
            for number, text in enumerate(row.words[language]):
                if text in own and _begins(text, word):
                    yield Proposal(text, "keyword", start, rank=5 if number == 0 else 7)


def _begins(text: str, typed: str) -> bool:
    return text.casefold().startswith(typed.casefold())


def _phrases(typed: Typing, language: Language) -> Iterator[Proposal]:
    """Keywords of several words of which some are typed already."""
    start, before = typed.start, typed.before
    for _ in range(_PHRASE_WORDS - 1):
        head = before.rstrip(" ")
        if head == before or not head or not head[-1].isalnum():
            return
        while head and head[-1].isalnum():
            head = head[:-1]
        start -= len(before) - len(head)
        before = head
        begun = typed.before[len(before) :] + typed.word
        for each in _keywords(beginning(before), begun, start, language):
            if " " in each.text:
                yield each


# --- times ----------------------------------------------------------------------------------------


def _times(
    known: Beginning, period: Period | None, start: int, language: Language
) -> Iterator[Proposal]:
    """Years of the plan and what lies in its last one, where a time is to follow."""
    if "DATE" not in known.expected or not known.words or period is None:
        return
    if known.words[-1].terminal in ("NAME", "COMMA"):
        return
    for text in _literals(period, language):
        yield Proposal(text, "time", start, rank=1)


def _literals(period: Period, language: Language) -> Iterator[str]:
    first, last = period.start.year, period.end.year
    # A plan of a hundred years is not listed year by year.
    years = range(max(first, last - 20), last + 1)
    if language == "vi":
        yield from (f"năm {year}" for year in years)
        yield from (f"quý {roman} năm {last}" for roman in ("I", "II", "III", "IV"))
        yield f"năm học {last - 1}-{last}"
    else:
        yield from (str(year) for year in years)
        yield from (f"{last}-Q{number}" for number in range(1, 5))
        yield f"school year {last - 1}-{last}"
    yield from _day(period.end, language)


def _day(day: date, language: Language) -> Iterator[str]:
    yield f"{day.day}/{day.month}/{day.year}" if language == "vi" else day.isoformat()


# --- names ----------------------------------------------------------------------------------------


def _names(view: View, known: Beginning, typed: Typing) -> Iterator[Proposal]:
    if "NAME" not in known.expected and known.expected:
        return
    for kind in kinds_at(known.words):
        for text, title in _known(view, kind):
            yield Proposal(text, kind, typed.start, title)


def _known(view: View, kind: Kind) -> Iterator[tuple[str, str]]:
    """The names of a kind with their titles: of the plan, of its files, and of files as before."""
    if kind in ("vocabulary", "plan"):
        yield from ((name, "") for of, name in sorted(view.others) if of == kind)
    elif kind == "calendar":
        yield view.plan.calendar.name, ""
    else:
        yield from _of_plan(view, kind)
        for names in (view.names, view.earlier):
            for each in names.of_kind(kind):
                prefix = f"{each.inside}." if kind == "group" else ""
                yield from ((f"{prefix}{name}", each.title) for name in each.written)
        if kind == "indicator":
            yield from ((name, "") for name in sorted(broken_names(view.files)))


def _of_plan(view: View, kind: Kind) -> Iterator[tuple[str, str]]:
    """What is bound, which also plugins may have made that have no rule file."""
    plan = view.plan
    tables: dict[Kind, Iterable[_Named]] = {
        "indicator": plan.indicators.values(), "measure": plan.measures.values(),
        "dimension": plan.dimensions.values(), "unit": plan.units.values(),
        "fact": plan.facts.values(), "scale": plan.scales.values(),
        "member": [member for each in plan.dimensions.values() for member in each.members],
    }  # fmt: skip
    for value in tables.get(kind, ()):
        yield value.name, value.title
        if value.alias is not None:
            yield value.alias, value.title
