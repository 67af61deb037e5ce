"""A plan's document as it was read: blocks with their places, sentences with what they carry."""

from __future__ import annotations

from typing import Literal

import attrs

from dxplan.messages import Language

PlaceKind = Literal["line", "paragraph", "page"]
Carried = Literal["number", "date", "recurrence", "unit"]
"""What a sentence carries that a rule could be made of."""
Label = Literal["", "content", "lead", "with", "time"]
"""What a sentence says of the heading above it: ``Đơn vị phối hợp: …`` is ``with``."""
TimeWord = Literal["by", "before", "in", "from", "to", "within"]
StepWord = Literal["year", "quarter", "month", "school year", "semester", "half-year", ""]


@attrs.frozen
class Place:
    """Where something stands in a file: a line of a text, a paragraph, or a page."""

    kind: PlaceKind
    number: int


@attrs.frozen
class Block:
    """A paragraph, or a row of a table, with the number or sign that it begins with.

    :param cells: of a row, else nothing; ``text`` is then their joined text.
    :param marker: as it stands there, such as ``1.2.`` or ``-``.
    :param lines: those of a paragraph, or of each cell of a row, where they were broken on purpose.
    """

    text: str
    place: Place
    cells: tuple[str, ...] = ()
    marker: str = ""
    lines: tuple[tuple[str, ...], ...] = ()


@attrs.frozen
class Note:
    """Something of a document that could not be read for certain.

    :param code: a key of the table ``note`` in ``texts/drafts.toml``.
    :param pages: which pages it is about, as one says them: ``1-3, 5``.
    """

    code: str
    pages: str


@attrs.frozen
class Frame:
    """A heading or item that others stand below.

    :param kind: of its number: ``roman``, ``number``, ``dotted2``, ``letter``, ``bullet-`` …
    :param value: what counts: ``II``, ``1.2``, ``a``; nothing for bullets.
    """

    kind: str
    value: str
    text: str


@attrs.frozen
class Time:
    """A day, month, quarter or year that a sentence carries, with the word before it.

    :param literal: in rule text, ``2024-Q2``, or the ``5 working days`` that are counted from
        something; ``year`` is the year in it, if any is said.
    :param until: where a stretch ends: the ``2025`` of ``2022-2025``.
    """

    start: int
    end: int
    word: TimeWord
    literal: str
    year: int | None
    until: str = ""
    doubts: tuple[str, ...] = ()


@attrs.frozen
class Quantity:
    """A number that a sentence carries, as it stands there.

    :param start: where it begins in the sentence, and ``end`` behind its unit.
    :param low: in rule text: ``5``, ``2.5``; ``high`` is the other end of a range.
    :param unit: ``%``, ``dong``, ``rank``, or the noun that is counted.
    :param magnitude: ``million`` and so on, of money.
    :param comparator: the words before it, as rule text: ``reaches over``; empty when there are
        none.
    :param change: ``increases``, ``adds`` and so on, of a number that an earlier value is held
        against; ``against`` is that earlier time.
    :param scope: a part that it is for, as the sentence names it: ``tiểu học``; ``each`` is the
        kind of place each of which it is for.
    :param doubts: codes of what is not certain about it.
    :param due: the time of its column, where it stands in a table; it is then at no place in the
        sentence. ``column`` is the head of that column where it says no time.
    """

    start: int
    end: int
    low: str
    high: str = ""
    unit: str = "%"
    magnitude: str = ""
    comparator: str = ""
    change: str = ""
    against: str = ""
    scope: str = ""
    each: str = ""
    doubts: tuple[str, ...] = ()
    due: Time | None = None
    column: str = ""

    @property
    def numbers(self) -> tuple[str, ...]:
        """Its ends."""
        return (self.low, self.high) if self.high else (self.low,)


@attrs.frozen
class Recurrence:
    """How often something recurs; without a step where the sentence does not say it.

    :param day: of the last month of a step, by which it falls due; ``day_word`` is ``by`` or
        ``before``.
    """

    start: int
    end: int
    step: StepWord
    day: int | None = None
    day_word: TimeWord = "by"


@attrs.frozen
class Responsible:
    """A unit that a sentence, or a heading above it, names.

    :param role: ``lead``, ``with``, or ``to``, for whom a report is.
    :param from_heading: whether the heading says it, not the sentence.
    """

    name: str
    title: str
    role: Literal["lead", "with", "to"]
    from_heading: bool = False


@attrs.frozen
class Sentence:
    """A sentence that carries something that a rule could be made of.

    :param section: the path of its section: ``II.2.a``.
    :param heading: the nearest heading above it; ``above`` is the item that it is listed under.
    :param cells: of its row, where it stands in a table: by whom, and when.
    """

    text: str
    place: Place
    section: str
    heading: str = ""
    above: str = ""
    label: Label = ""
    quantities: tuple[Quantity, ...] = ()
    times: tuple[Time, ...] = ()
    heading_time: Time | None = None
    recurrences: tuple[Recurrence, ...] = ()
    units: tuple[Responsible, ...] = ()
    cells: tuple[str, ...] = ()

    @property
    def carries(self) -> frozenset[Carried]:
        """What it carries."""
        held: list[tuple[Carried, bool]] = [
            ("number", bool(self.quantities)),
            ("date", bool(self.times)),
            ("recurrence", bool(self.recurrences)),
            ("unit", bool(self.units)),
        ]
        return frozenset(name for name, there in held if there)


@attrs.frozen
class Document:
    """A plan's document: what stands at its head, and its sentences that carry something.

    :param sections: headings by their path, in order.
    :param sentences_read: how many sentences there are in all.
    :param notes: what of the document could not be read for certain.
    """

    name: str
    language: Language
    title: str
    number: str = ""
    issuer: str = ""
    issued: str = ""
    period: tuple[str, str] | None = None
    sections: tuple[tuple[str, str], ...] = ()
    sentences: tuple[Sentence, ...] = ()
    sentences_read: int = 0
    notes: tuple[Note, ...] = ()
