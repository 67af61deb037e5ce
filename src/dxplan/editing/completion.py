"""What may be written next: keywords in the file's language, names, and times.

The grammar says which words may follow; what the plan declares fills in the names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Literal, Protocol

import attrs

from dxplan.editing.context import Typing, kinds_at, typed_at
from dxplan.editing.occurrences import Kind
from dxplan.editing.views import View, broken_names
from dxplan.messages import LANGUAGES, Language
from dxplan.syntax import lexicon, nodes
from dxplan.syntax.expected import Beginning, beginning
from dxplan.syntax.nodes import COMPARATOR_OF
from dxplan.values.periods import Period
from dxplan.values.spelling import without_accents


@attrs.frozen
class Proposal:
    """Something that may be written.

    :param kind: what it is the name of, or that it is a keyword or a time.
    :param start: from where on it replaces what is typed, up to the place.
    :param rank: those of a lower one come first.
    :param terminal: of a keyword, its row of the table, where it stands in one.
    """

    text: str
    kind: Kind | Literal["keyword", "time"]
    start: int
    detail: str = ""
    rank: int = 0
    terminal: str = ""


class _Named(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def alias(self) -> str | None: ...


def proposals(
    view: View, text: str, offset: int, language: Language, also: Iterable[Language] = ()
) -> tuple[Proposal, ...]:
    """What may be written at a place of a file, the likelier first.

    :param text: of the file, as it is now.
    :param language: that of the file.
    :param also: others whose words are offered behind those of that language.
    """
    typed = typed_at(text, offset)
    if typed is None:
        return ()
    known = beginning(typed.before)
    found = list(_names(view, known, typed, language))
    for place, each in enumerate((language, *also)):
        written = [
            *_keywords(known, typed.word, typed.start, each),
            *_phrases(typed, each),
            *_times(known, view.plan.period, typed, each),
        ]
        found.extend(attrs.evolve(one, rank=one.rank + place) for one in written)
    unique: dict[str, Proposal] = {}
    for one in sorted(found, key=_place):
        unique.setdefault(one.text, one)
    return tuple(unique.values())


def _place(one: Proposal) -> tuple[int, str]:
    """Words and times stand in their own order, names by letters."""
    return one.rank, "" if one.kind in ("keyword", "time") else one.text


def languages_at(
    view: View, file: nodes.RuleFile, preferred: Language | None
) -> tuple[Language, ...]:
    """The languages whose words may be written in a file, the likelier first.

    One in which nothing can be read yet may become one of either.

    :param preferred: that of whoever writes, if it is known.
    """
    if _speaks(file):
        return (file.language,)
    others = [each.language for each in view.files if _speaks(each)]
    first = others[0] if others else preferred or file.language
    return (first, *(each for each in LANGUAGES if each != first))


def _speaks(file: nodes.RuleFile) -> bool:
    """Whether a file has a word of any language yet; a target may do without."""
    return file.language != "en" or any(
        not isinstance(each, nodes.TargetStatement)
        or each.clauses
        or any(arm.time is not None for arm in each.arms)
        for each in file.statements
    )


def begins(text: str, typed: str) -> bool:
    """Whether a text begins with what is typed, be it without the marks of its letters.

    >>> begins("kế hoạch", "Kế"), begins("kế hoạch", "ke h"), begins("kế hoạch", "kê")
    (True, True, False)
    """
    folded = typed.casefold()
    return text.casefold().startswith(folded) or (
        folded.isascii() and without_accents(text).startswith(folded)
    )


# --- keywords -------------------------------------------------------------------------------------

_PHRASE_WORDS = 5
"""As many words as the longest keyword has of which the beginning may be typed already."""
_TIME, _PHRASE, _OTHER_PHRASE, _NAME, _OTHER_NAME, _KEYWORD, _MEMBER, _OTHER_KEYWORD = range(8)
"""Ranks: what goes on with words that are typed comes first, what may be left out comes late."""


def _keywords(known: Beginning, word: str, start: int, language: Language) -> Iterator[Proposal]:
    for row in lexicon.rows():
        if row.terminal in known.expected:
            own = lexicon.own_words()[row.terminal]
            for number, text in enumerate(row.words[language]):
                if text in own and begins(text, word):
                    rank = _KEYWORD if number == 0 else _OTHER_KEYWORD
                    yield Proposal(text, "keyword", start, rank=rank, terminal=row.terminal)
    if "EQ" in known.expected and not word:
        is_wanted = known.words[0].terminal != "NAME"
        yield Proposal("=", "keyword", start, rank=_KEYWORD if is_wanted else _OTHER_KEYWORD)


def _phrases(typed: Typing, language: Language) -> Iterator[Proposal]:
    """Keywords of several words of which some are typed already."""
    for earlier in _earlier(typed):
        for each in _keywords(beginning(earlier.before), earlier.word, earlier.start, language):
            if " " in each.text:
                rank = _PHRASE if each.rank == _KEYWORD else _OTHER_PHRASE
                yield attrs.evolve(each, rank=rank)


def _earlier(typed: Typing) -> Iterator[Typing]:
    """What is typed, taken together with one word before it, with two, and so on."""
    before = typed.before
    for _ in range(_PHRASE_WORDS - 1):
        head = before.rstrip(" ")
        if head == before or not head or not head[-1].isalnum():
            return
        while head and head[-1].isalnum():
            head = head[:-1]
        before = head
        begun = typed.before[len(before) :] + typed.word
        yield Typing(before, begun, typed.end - len(begun), typed.end)


# --- times ----------------------------------------------------------------------------------------

_NO_TIME_AFTER = frozenset({"NAME", "COMMA", *COMPARATOR_OF})
_BEGINNINGS_OF_TIMES = frozenset(
    {"YEAR", "QUARTER", "MONTH", "DAY", "SCHOOL_YEAR", "SEMESTER", "ON"}
)


def _times(
    known: Beginning, period: Period | None, typed: Typing, language: Language
) -> Iterator[Proposal]:
    """Years of the plan and what lies in its last one, where a time is to follow.

    Of a time whose first word is typed, as of ``năm 2025``, that word is a part.
    """
    if period is None:
        return
    places = [(known, typed)]
    if known.words and known.words[-1].terminal in _BEGINNINGS_OF_TIMES:
        places = [(beginning(each.before), each) for each in islice(_earlier(typed), 2)]
    for place, each in places:
        if _is_time(place):
            for text in _literals(period, language):
                if begins(text, each.word):
                    yield Proposal(text, "time", each.start, rank=_TIME)


def _is_time(known: Beginning) -> bool:
    if "DATE" not in known.expected or not known.words:
        return False
    return known.words[-1].terminal not in _NO_TIME_AFTER | _BEGINNINGS_OF_TIMES


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


def _names(view: View, known: Beginning, typed: Typing, language: Language) -> Iterator[Proposal]:
    if "NAME" not in known.expected and known.expected:
        return
    rank, other = _NAME, _OTHER_NAME
    kinds = kinds_at(known.words)
    if known.words and all(word.terminal == "NAME" for word in known.words):
        # Whom a target is about may be left out, and of what is no indicator there is no target.
        rank = other = _MEMBER
        if known.words[0].text not in dict(_known(view, "indicator")):
            return
    for kind in kinds:
        for text, title in _known(view, kind):
            is_own = text.isascii() == (language == "en")
            yield Proposal(text, kind, typed.start, title, rank if is_own else other)


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
