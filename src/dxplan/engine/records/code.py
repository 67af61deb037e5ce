"""Shapes as the text of Python functions that work on integers and cross-multiply.

No text of a plan becomes code: figures are numbered, ids and fractions are handed over as values,
and only whole numbers are written out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any, TypeAlias

import attrs

from dxplan.engine.material import Key
from dxplan.engine.records.shapes import Count, Shape, Side, Total
from dxplan.engine.records.situation import Figure
from dxplan.engine.records.wholes import Whole, figures_of, summed
from dxplan.plan.model import (
    Check,
    Comparator,
    Compares,
    Condition,
    Conjunction,
    Holds,
    Negation,
    SomeOf,
    Threshold,
    operands_of,
)
from dxplan.shown import Shown

Function: TypeAlias = Callable[..., Any]
_SIGNS: Mapping[Comparator, str] = {">=": ">=", ">": ">", "<=": "<=", "<": "<", "=": "=="}


@attrs.define(repr=False)
class Writer(Shown):
    """Writes expressions over figures.

    :param names: the name of a variable, by figure.
    :param flags: the figures that may be ``True`` and ``False``, which count as 1 and 0.
    :param values: what the text refers to by a name, and does not hold.
    """

    names: Mapping[Figure, str]
    flags: frozenset[Figure] = frozenset()
    values: dict[str, Any] = attrs.field(factory=dict)

    def value(self, of: object) -> str:
        """The name by which the text refers to a value."""
        name = f"k{len(self.values)}"
        self.values[name] = of
        return name

    # --- numbers ----------------------------------------------------------------------------------

    def number(self, of: Fraction) -> str:
        """A number; one that is not whole is handed over."""
        if of.denominator != 1:
            return self.value(of)
        return str(of.numerator) if of >= 0 else f"({of.numerator})"

    def total(self, of: Total) -> str:
        """A sum of figures."""
        parts = [self._term(*term) for term in of.terms]
        if of.constant or not parts:
            parts.append(self.number(of.constant))
        return " + ".join(parts)

    def _term(self, factor: Fraction, figures: tuple[Figure, ...]) -> str:
        names = [f"+{self.names[f]}" if f in self.flags else self.names[f] for f in figures]
        return " * ".join(names if factor == 1 else [self.number(factor), *names])

    def side(self, of: Side) -> str:
        """One of the two sums."""
        if isinstance(of, Total):
            return self.total(of)
        if of.condition is None:
            return str(of.always)
        return f"(1 if {self.condition(of.condition, of)} else 0)"

    # --- conditions -------------------------------------------------------------------------------

    def condition(self, condition: Condition, of: Count) -> str:
        """Whether a condition holds, when everything that it needs is known."""
        match condition:
            case Holds(name) if name not in of.figures:
                return str(of.facts[name])
            case Holds(name):
                return f"{self._figure(name, of)} != 0"
            case Compares(name, comparator, value):
                known = name in of.figures
                number = self._figure(name, of) if known else str(int(of.facts[name]))
                return compared(number, "1", comparator, value)
        parts = [f"({self.condition(each, of)})" for each in operands_of(condition)]
        match condition:
            case Negation():
                return f"not {parts[0]}"
            case Conjunction():
                return " and ".join(parts)
            case SomeOf(count, _):
                return f"{' + '.join(parts)} >= {count}"
        return " or ".join(parts)

    def _figure(self, name: str, of: Count) -> str:
        names = [self.names[figure] for figure in of.figures[name]]
        if len(names) == 1:
            return names[0]
        # A flag of several parts is kept when each of them keeps it.
        return f"min({', '.join(names)})" if name in of.flags else f"({' + '.join(names) or '0'})"


def compared(numerator: str, denominator: str, comparator: Comparator, quotient: Fraction) -> str:
    """Whether a quotient stands in a relation to a number; the denominator is above 0.

    >>> compared("n", "d", ">=", Fraction(1, 20))
    'n * 20 >= d'
    """
    left = _times(numerator, quotient.denominator)
    return f"{left} {_SIGNS[comparator]} {_times(denominator, quotient.numerator)}"


def _times(name: str, factor: int) -> str:
    if name == "1" or factor == 0:
        return str(factor)
    return name if factor == 1 else f"{name} * {factor}"


# --- verdicts -------------------------------------------------------------------------------------


def verdict(shape: Shape, numerator: str, denominator: str, broken: str) -> str:
    """The expression of a verdict.

    :param broken: whether a check that it waits for is broken; empty when there is none.
    """
    if shape.fixed is not None:
        return repr(shape.fixed)
    found = repr(shape.said) if shape.said is not None else _judged(shape, numerator, denominator)
    if shape.target.indicator.kind != "count" and denominator != "1":
        found = f"'not_applicable' if {denominator} <= 0 else {found}"
    return f"'conflict' if {broken} else {found}" if broken else found


def _judged(shape: Shape, numerator: str, denominator: str) -> str:
    threshold = shape.target.threshold
    if shape.line is not None:
        comparator: Comparator = "<=" if threshold.comparator in ("<", "<=") else ">="
        far = compared(numerator, denominator, comparator, threshold.quotient(shape.line.value))
        return f"'on_track' if {far} else 'behind'"
    return f"'met' if {_kept(threshold, numerator, denominator)} else 'missed'"


def _kept(threshold: Threshold, numerator: str, denominator: str) -> str:
    assert threshold.low is not None, "INVARIANT: an unset threshold is not compared with"
    low = threshold.quotient(threshold.low)
    if threshold.high is None:
        return compared(numerator, denominator, threshold.comparator, low)
    high = threshold.quotient(threshold.high)
    above = compared(numerator, denominator, ">=", low)
    return f"{above} and {compared(numerator, denominator, '<=', high)}"


def result(writer: Writer, shape: Shape, number: int, broken: str) -> tuple[list[str], str]:
    """The lines before the result of a target, and the expression of it.

    :param number: tells the variables of targets apart.
    """
    told = writer.value(shape.target.id)
    if shape.unused:
        return [], f"({told}, {(shape.fixed or shape.said)!r}, None, None)"
    assert shape.sides is not None, "INVARIANT: only sums that are complete are written"
    lines: list[str] = []
    names: list[str] = []
    for letter, side in zip("nd", shape.sides, strict=True):
        text = writer.side(side)
        if not text.isidentifier() and not text.isdecimal():
            lines.append(f"{letter}{number} = {text}")
            text = f"{letter}{number}"
        names.append(text)
    above, below = names
    return lines, f"({told}, {verdict(shape, above, below, broken)}, {above}, {below})"


def broken_check(check: Check, key: Key, writer: Writer, *, certain: bool) -> str:
    """Whether figures break a check.

    :param certain: whether all figures are there; else it is not broken where one is missing.
    """
    left, right = summed(check.left, key), summed(check.right, key)
    relation = f"{writer.total(left)} {_SIGNS[check.comparator]} {writer.total(right)}"
    return _there(writer, figures_of(left, right), certain) + f"not ({relation})"


def above_whole(whole: Whole, writer: Writer, *, certain: bool) -> str:
    """Whether a part is more than its whole, or less than nothing."""
    above, below = whole.numerator, whole.denominator
    relation = f"not 0 <= {writer.total(above)} <= {writer.total(below)}"
    there = _there(writer, figures_of(above, below), certain)
    return f"({there}{relation})" if there else relation


def _there(writer: Writer, figures: Iterable[Figure], certain: bool) -> str:
    if certain:
        return ""
    return "".join(f"{writer.names[each]} is not None and " for each in sorted(figures))


def function(lines: Sequence[str], values: Mapping[str, Any]) -> Function:
    """The function ``check`` that some lines define, which refer to values by name."""
    body = "\n".join(f"    {line}" for line in lines)
    text = f"def make({', '.join(values)}):\n{body}\n    return check\n"
    made: dict[str, Any] = {}
    exec(compile(text, "<dxplan record>", "exec"), {}, made)
    found: Function = made["make"](**values)
    return found
