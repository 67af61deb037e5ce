"""Small rule sets as plain values, and their text. Nothing here knows how dxplan reads them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Literal, TypeAlias

import attrs

from tests.analysis.oracle.days import Day, Held, Time, held

Comparator = Literal[">=", ">", "<=", "<", "="]

PARTS: Mapping[str, tuple[str, ...]] = {
    "": ("primary", "lower", "upper"),
    "primary": ("primary",),
    "secondary": ("lower", "upper"),
    "lower": ("lower",),
    "upper": ("upper",),
}
"""The members of the one dimension, and the leaves that each of them includes; "" is all."""

LEVEL = "dimension level { primary, secondary { lower, upper } }"


def compares(value: Fraction | int, comparator: Comparator, number: Fraction | int) -> bool:
    """Whether a value stands in a relation to a number."""
    match comparator:
        case ">=":
            return value >= number
        case ">":
            return value > number
        case "<=":
            return value <= number
        case "<":
            return value < number
    return value == number


def number_text(value: Fraction) -> str:
    """A decimal number, exactly."""
    for places in range(7):
        scaled = value * 10**places
        if scaled.denominator == 1:
            digits = str(scaled.numerator).zfill(places + 1)
            # Three decimal places might be thousands, so one more is written
            text = digits if not places else f"{digits[:-places]}.{digits[-places:]}"
            return text + "0" if places == 3 else text
    raise ValueError(f"not a decimal number: {value}")


# --- figures --------------------------------------------------------------------------------------


@attrs.frozen
class Total:
    """A linear combination of measures: ``2 * a - b + 3``."""

    terms: tuple[tuple[int, str], ...]
    constant: int = 0

    @property
    def text(self) -> str:
        """As an operand of an expression."""
        words: list[str] = []
        for factor, name in self.terms:
            sign = "-" if factor < 0 else "+"
            times = "" if abs(factor) == 1 else f"{abs(factor)} * "
            words += [sign, f"{times}{name}"]
        if self.constant:
            words += ["-" if self.constant < 0 else "+", str(abs(self.constant))]
        return " ".join(words[1:])

    def value(self, values: Mapping[str, int]) -> int:
        """What it comes to."""
        return self.constant + sum(factor * values[name] for factor, name in self.terms)


@attrs.frozen
class Schools:
    """How many schools there are for which a condition holds; without one, all that were asked."""

    condition: Condition | None


@attrs.frozen
class Figure:
    """An indicator: a quotient of two sums; a count has nothing below.

    :param text: its expression.
    :param by_level: whether its measures are broken down.
    """

    name: str
    kind: Literal["share", "rate", "count"]
    above: Total | Schools
    below: Total | Schools | None
    text: str
    by_level: bool = False


# --- conditions -----------------------------------------------------------------------------------


@attrs.frozen
class Is:
    """A flag of a school, or a fact of a plan."""

    name: str


@attrs.frozen
class Has:
    """A number of a school, or an indicator of all of them, held against a number."""

    name: str
    comparator: Comparator
    number: Fraction
    percent: bool = False


@attrs.frozen
class Negated:
    operand: Condition


@attrs.frozen
class Some:
    """At least so many of the operands: all of them is "and", one of them is "or"."""

    count: int
    operands: tuple[Condition, ...]


Condition: TypeAlias = Is | Has | Negated | Some


def condition_text(condition: Condition, inner: bool = False) -> str:
    match condition:
        case Is(name):
            return name
        case Has(name, comparator, number, percent):
            return f"{name} {comparator} {number_text(number)}{'%' if percent else ''}"
        case Negated(operand):
            return f"not {condition_text(operand, inner=True)}"
        case Some(count, operands):
            if 1 < count < len(operands):
                return f"at least {count} of ({', '.join(map(condition_text, operands))})"
            word = " or " if count == 1 else " and "
            text = word.join(condition_text(operand, inner=True) for operand in operands)
            return f"({text})" if inner else text


def condition_id(condition: Condition, inner: bool = False) -> str:
    """As it stands in the id of a rule."""
    match condition:
        case Is(name) | Has(name):
            return name
        case Negated(operand):
            return f"not_{condition_id(operand, inner=True)}"
        case Some(count, operands):
            parts = [condition_id(operand, inner=True) for operand in operands]
            if 1 < count < len(operands):
                return f"{count}_of_({'_'.join(parts)})"
            text = ("_or_" if count == 1 else "_and_").join(parts)
            return f"({text})" if inner else text


def names_in(condition: Condition) -> Iterator[str]:
    match condition:
        case Is(name) | Has(name):
            yield name
        case Negated(operand):
            yield from names_in(operand)
        case Some(_, operands):
            for operand in operands:
                yield from names_in(operand)


# --- rules ----------------------------------------------------------------------------------------


@attrs.frozen
class Rule:
    """A target.

    :param low: in the unit that it is written in: 5 of 5%.
    :param high: the upper end of a range, which has no comparator of its own.
    """

    figure: Figure
    scope: str
    comparator: Comparator
    low: Fraction
    high: Fraction | None
    percent: bool
    time: Time
    excluded: str = ""
    when: Condition | None = None

    @property
    def id(self) -> str:
        parts = [self.figure.name]
        parts += [self.scope] if self.scope else []
        parts += ["except", self.excluded] if self.excluded else []
        parts.append(self.time.id)
        parts += ["when", condition_id(self.when)] if self.when is not None else []
        endings = {"<": ".less", "<=": ".at_most", "=": ".exactly"}
        return ".".join(parts) + ("" if self.high is not None else endings.get(self.comparator, ""))

    @property
    def text(self) -> str:
        words = [self.figure.name, self.scope, self.threshold_text, self.time.text]
        lines = [" ".join(word for word in words if word)]
        lines += [f"    except {self.excluded}"] if self.excluded else []
        lines += [] if self.when is None else [f"    when {condition_text(self.when)}"]
        return "\n".join(lines)

    @property
    def threshold_text(self) -> str:
        sign = "%" if self.percent else ""
        if self.high is not None:
            return f"{number_text(self.low)}{sign} .. {number_text(self.high)}{sign}"
        return f"{self.comparator} {number_text(self.low)}{sign}"

    @property
    def leaves(self) -> tuple[str, ...]:
        """The leaves that it is about; one "" where nothing is broken down."""
        if not self.figure.by_level:
            return ("",)
        left_out = PARTS[self.excluded] if self.excluded else ()
        return tuple(leaf for leaf in PARTS[self.scope] if leaf not in left_out)

    def keeps(self, above: int, below: int) -> bool:
        """Whether a quotient of two sums keeps its threshold; nothing is divided.

        :param below: above 0.
        """
        scale = 100 if self.percent else 1
        if self.high is None:
            return compares(scale * above, self.comparator, self.low * below)
        return self.low * below <= scale * above <= self.high * below

    @property
    def path(self) -> object:
        """What milestones have in common, one of which takes over from the other."""
        direction = {"<": "down", "<=": "down", "=": "same"}.get(self.comparator, "up")
        direction = "up" if self.high is not None else direction
        return self.figure.name, self.scope, self.excluded, self.when, direction


@attrs.frozen
class Waiver:
    figure: str
    scope: str
    until: Day

    @property
    def text(self) -> str:
        words = ["waive", self.figure, self.scope, "until", self.until.isoformat(), 'because "B"']
        return " ".join(word for word in words if word)

    def covers(self, rule: Rule, day: Day) -> bool:
        """Whether a rule is not judged on a day: it is about the same, or about a part of it."""
        if rule.figure.name != self.figure or day > self.until:
            return False
        inside = set(PARTS[rule.scope]) <= set(PARTS[self.scope])
        return not self.scope or (bool(rule.scope) and inside)


@attrs.frozen
class RuleSet:
    """Rules that are looked at together.

    :param plan: first and last day of the plan's period.
    """

    plan: tuple[Day, Day]
    rules: tuple[Rule, ...]
    waivers: tuple[Waiver, ...] = ()

    @property
    def text(self) -> str:
        return "\n".join(each.text for each in (*self.rules, *self.waivers)) + "\n"

    def without(self, rule: Rule) -> RuleSet:
        return attrs.evolve(self, rules=tuple(each for each in self.rules if each is not rule))

    def held(self, rule: Rule) -> Held | None:
        """When a rule judges; a later milestone takes over from it."""
        own = rule.time.deadline
        later = [
            each.time.deadline
            for each in self.rules
            if own is not None
            and each.time.deadline is not None
            and each.time.deadline > own
            and each.path == rule.path
        ]
        return held(rule.time, self.plan, min(later, default=None))

    def judging(self, day: Day) -> list[Rule]:
        """The rules that judge figures of a day."""
        return [
            rule
            for rule in self.rules
            if (days := self.held(rule)) is not None
            and day in days
            and not any(waiver.covers(rule, day) for waiver in self.waivers)
        ]
