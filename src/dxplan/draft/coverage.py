"""Which sentences of a document have no rule, and which rules have no sentence."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

import attrs

from dxplan.draft.model import Document, Quantity, Sentence
from dxplan.draft.numbers import FROM
from dxplan.plan.model import Duty, Plan, Target, Task
from dxplan.values.spelling import fold

Rule = Target | Task | Duty
_MAGNITUDES = {"": 1, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_PARTS = re.compile(r"[^\W_]+")
# As `fold` leaves them: mục, phần, section, điểm, khoản.
_PREFIXES = frozenset({"khoan", "muc", "phân", "section", "điêm"})
_SEVERAL = re.compile("[,;]")
_WORDS = re.compile(r"[^\W\d_]+")
_ALIKE = 2
"""So many words that a title and a sentence share make them speak of the same."""
_SHORTEST = 2


@attrs.frozen
class Covered:
    """A sentence with the rules that were made of it.

    :param missing: the numbers of it that no such rule has, as they stand in the document.
    """

    sentence: Sentence
    rules: tuple[Rule, ...]
    missing: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether it has a rule, and each of its numbers is in one."""
        return bool(self.rules) and not self.missing


@attrs.frozen
class Coverage:
    """A plan held against its document.

    :param unfounded: rules that no sentence was found for.
    """

    plan: Plan
    document: Document
    sentences: tuple[Covered, ...]
    unfounded: tuple[Rule, ...]

    @property
    def uncovered(self) -> tuple[Covered, ...]:
        """The sentences that have no rule, or not for each of their numbers."""
        return tuple(each for each in self.sentences if not each.is_whole)


def coverage_of(plan: Plan, document: Document) -> Coverage:
    """Hold the rules of a plan against the sentences of its document.

    A rule belongs to a sentence of a section that it cites, when they share a number, a time, a
    recurrence, a unit or words. A number counts only in the unit in which it is said.
    """
    rules: tuple[Rule, ...] = (*plan.targets, *plan.tasks, *plan.duties)
    sections = {id(rule): _cited(rule) for rule in rules}
    covered = []
    used: set[int] = set()
    for sentence in document.sentences:
        own = tokens(sentence.section)
        near = [rule for rule in rules if _cites(sections[id(rule)], own)]
        found = [rule for rule in near if _speaks_of(rule, sentence)]
        used |= {id(rule) for rule in found}
        covered.append(Covered(sentence, tuple(found), _missing(sentence, found)))
    return Coverage(
        plan, document, tuple(covered), tuple(rule for rule in rules if id(rule) not in used)
    )


def tokens(section: str) -> tuple[str, ...]:
    """The parts of a path, however it is written.

    >>> tokens("II.2.a") == tokens("mục II, 2, a)"), tokens("2.5(1)")
    (True, ('2', '5', '1'))
    """
    words = _PARTS.findall(fold(section).casefold())
    return tuple(word for word in words if word not in _PREFIXES)


def _cited(rule: Rule) -> list[tuple[str, ...]]:
    """The sections that a rule cites; several are separated by commas or semicolons."""
    return [found for part in _SEVERAL.split(rule.cite) if (found := tokens(part))]


def _cites(cited: Iterable[tuple[str, ...]], section: tuple[str, ...]) -> bool:
    """Whether one is the other or a part of it."""
    return any(
        section[: len(each)] == each or (section and each[: len(section)] == section)
        for each in cited
    )


def _speaks_of(rule: Rule, sentence: Sentence) -> bool:
    if isinstance(rule, Target):
        if sentence.quantities:
            return any(_has(rule, number) for number in _numbers(sentence))
        return _words_shared(rule, sentence) >= _ALIKE and sentence.label != "content"
    if sentence.label in ("lead", "with", "time"):
        return True
    if _words_shared(rule, sentence) >= _ALIKE:
        return True
    return _shares_day(rule, sentence) or _shares_step(rule, sentence)


def _numbers(sentence: Sentence) -> list[tuple[Quantity, Fraction, str]]:
    return [
        (each, Fraction(number) * _MAGNITUDES.get(each.magnitude, 1), number)
        for each in sentence.quantities
        if FROM not in each.doubts
        for number in each.numbers
    ]


def _has(rule: Target, number: tuple[Quantity, Fraction, str]) -> bool:
    """Whether a threshold has a number, in its unit."""
    quantity, value, _ = number
    threshold = rule.threshold
    change = threshold.change
    held = (threshold.low, threshold.high) if change is None else (change.low, change.high)
    in_percent = threshold.unit == "%" or (
        change is not None and change.kind in ("increases", "decreases")
    )
    return value in held and (quantity.unit == "%") == in_percent


def _missing(sentence: Sentence, rules: Sequence[Rule]) -> tuple[str, ...]:
    targets = [rule for rule in rules if isinstance(rule, Target)]
    found = []
    for number in _numbers(sentence):
        # What is only counted may stand in the words of a task: 13 district offices.
        counted = number[0].unit not in ("%", "dong", "rank", "times")
        told = counted and any(not isinstance(rule, Target) for rule in rules)
        if not told and not any(_has(rule, number) for rule in targets):
            found.append(f"{number[2]}%" if number[0].unit == "%" else number[2])
    return tuple(dict.fromkeys(found))


def _words_shared(rule: Rule, sentence: Sentence) -> int:
    own = rule.indicator.title if isinstance(rule, Target) else rule.title
    more = " ".join((*rule.assumptions, rule.note))
    said = _words(f"{sentence.text} {sentence.heading if sentence.label else ''}")
    return len(_words(f"{own} {more}") & said)


def _words(text: str) -> frozenset[tuple[str, str]]:
    """Pairs of words: of one syllable alone, Vietnamese says little."""
    words = [word for word in _WORDS.findall(fold(text).casefold()) if len(word) >= _SHORTEST]
    return frozenset(itertools.pairwise(words))


def _shares_day(rule: Task | Duty, sentence: Sentence) -> bool:
    if isinstance(rule, Duty) or rule.time.kind == "always":
        return False
    days = [day for day in (rule.time.start, rule.time.end) if day is not None]
    return any(_within(day, time.literal) for day in days for time in sentence.times)


def _within(day: date, literal: str) -> bool:
    """Whether a day is of the year, quarter, month or day of a literal, or the one before it."""
    if literal.startswith("????-"):
        return literal[5:] in (day.strftime("%m-%d"), _after(day).strftime("%m-%d"))
    if literal.isdigit():
        return day.year == int(literal)
    quarter = f"{day.year}-Q{(day.month + 2) // 3}"
    return literal in (day.isoformat(), _after(day).isoformat(), quarter, day.strftime("%Y-%m"))


def _after(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)


def _shares_step(rule: Task | Duty, sentence: Sentence) -> bool:
    if not isinstance(rule, Duty) or rule.recurrence.step is None:
        return False
    step = rule.recurrence.step.replace("half_year", "half-year").replace("_", " ")
    return any(each.step == step for each in sentence.recurrences)
