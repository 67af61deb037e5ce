"""Texts of a form that will be read back: each is first read by the reader that will read it.

A title is used where the reader takes it for what it is meant to be; where two measures share a
title, or a title is a heading of its own, or holds characters that no one sees, the name stands.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import product

import attrs

from dxplan.data.heading_words import DATA, is_label, roles_of
from dxplan.data.lexicon import Heading, Lexicon, find_member, lexicon, read_heading
from dxplan.data.period_text import read_period
from dxplan.forms.errors import CannotMake
from dxplan.messages import Language
from dxplan.plan.model import Measure, Plan
from dxplan.report.time_text import period_text
from dxplan.values.periods import Period
from dxplan.values.scopes import Dimension, Member

_LONGEST = 200
# How a spreadsheet escapes a character; programs differ in what they make of one that was typed.
_ESCAPE = re.compile("_x[0-9A-Fa-f]{4}_")


@attrs.frozen
class Texts:
    """The texts of a plan's names, in a language."""

    plan: Plan
    language: Language
    words: Lexicon

    def measure(self, measure: Measure, members: Mapping[str, str], *, heads: bool) -> str | None:
        """What names a measure for some members; ``None`` when nothing does.

        :param heads: whether it stands at the head of a column, where some words mean a key.
        """
        named = sorted(members.items())
        # A title may hold brackets of its own; then the name of the member stands in them.
        choices = ([self.member(*pair) for pair in named], [member for _, member in named])
        for base, brackets in product(_bases(measure), choices):
            text = " ".join([base, *(f"[{each}]" for each in brackets)])
            if not _is_safe(text) or (heads and _is_key(text)):
                continue
            if read_heading(self.words, text) == Heading(measure, dict(members)):
                return text
        return None

    def dimension(self, dimension: Dimension) -> str:
        """What heads the column of a dimension."""
        for text in _written(dimension.title, dimension.alias, dimension.name):
            if not _is_key(text) and read_heading(self.words, text) == Heading(dimension):
                return text
        return dimension.name

    def member(self, dimension: str, name: str) -> str:
        """What names a member of a dimension."""
        member = self.plan.dimensions[dimension].member(name)
        for text in _of_member(member):
            if find_member(self.words, dimension, text) == name:
                return text
        return name

    def period(self, period: Period) -> str:
        """What names a period; raises :class:`CannotMake` outside the years of reports."""
        calendar = self.plan.calendar
        named = period_text(calendar.named(period), self.language, calendar)
        days = f"{_day(period.start)} - {_day(period.end)}"
        for text in (_as_sentence(named), _day(period.start), days):
            if read_period(text, calendar) == period:
                return text
        raise CannotMake("unknown_period", text=repr(days))

    def period_with_days(self, period: Period) -> str:
        """A period as a title says it: with its days where its name does not tell them."""
        return _as_sentence(period_text(period, self.language, self.plan.calendar))


def _as_sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def texts_of(plan: Plan, language: Language) -> Texts:
    """The texts of a plan."""
    return Texts(plan, language, lexicon(plan))


def tidy(text: str) -> str:
    r"""A text on one line, without what cannot be seen: controls, direction marks, line ends.

    >>> tidy("a\nb\u202ec\x00")
    'a bc'
    """
    spaced = " ".join(text.split())
    return unicodedata.normalize("NFC", "".join(c for c in spaced if c.isprintable()))


def cut(text: str, longest: int) -> str:
    """A text that is no longer than a spreadsheet takes, counted as it counts.

    >>> cut("abcdef", 4), cut("abcd", 4)
    ('abc…', 'abcd')
    """
    units = text.encode("utf-16-le")
    if len(units) <= 2 * longest:
        return text
    return units[: 2 * (longest - 1)].decode("utf-16-le", "ignore") + "…"


def _bases(measure: Measure) -> Iterator[str]:
    for text in _written(measure.title, measure.name):
        if measure.measured_in:
            yield f"{text} ({tidy(measure.measured_in)})"
        yield text


def _of_member(member: Member) -> Iterator[str]:
    return _written(member.title, member.alias, member.name)


def _written(*texts: str | None) -> Iterator[str]:
    tidied: Iterable[str] = (tidy(text or "") for text in texts)
    return (text for text in tidied if text and _is_safe(text))


def _is_safe(text: str) -> bool:
    return len(text) <= _LONGEST and not _ESCAPE.search(text)


def _is_key(text: str) -> bool:
    return bool(roles_of((text,), DATA)) or is_label(text)
