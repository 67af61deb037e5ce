"""Thresholds with another comparator or another number."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from attrs import evolve

from dxplan.examples.mutants.kinds import Changed
from dxplan.examples.mutants.numbers import steps_away
from dxplan.examples.mutants.times import next_to
from dxplan.syntax import nodes
from dxplan.values.comparators import Comparator

_MISTAKEN: Mapping[Comparator, tuple[Comparator, Comparator]] = {
    ">=": (">", "<="), ">": (">=", "<"), "<=": ("<", ">="), "<": ("<=", ">"), "=": (">=", "<="),
}  # fmt: skip
"""What a comparator is mistaken for: the line itself taken or left out, and the other side."""

_SYMBOLS: Mapping[Comparator, nodes.Word] = {
    ">=": "GE", ">": "GT", "<=": "LE", "<": "LT", "=": "EQ",
}  # fmt: skip
_WORDS: Mapping[Comparator, nodes.Word] = {
    ">=": "REACHES", ">": "OVER", "<=": "NO_MORE", "<": "UNDER", "=": "EQ",
}  # fmt: skip


def changed_thresholds(threshold: nodes.Threshold) -> Iterator[Changed[nodes.Threshold]]:
    """A threshold with one thing changed."""
    match threshold:
        case nodes.Comparison(word, value):
            yield from (("comparator", evolve(threshold, word=other)) for other in mistaken(word))
            yield from _stepped(value, lambda number: evolve(threshold, value=number))
        case nodes.Multiple(word, times):
            yield from (("comparator", evolve(threshold, word=other)) for other in mistaken(word))
            yield from _stepped(times, lambda number: evolve(threshold, times=number))
        case nodes.Carried(value) | nodes.About(value):
            yield from _stepped(value, lambda number: evolve(threshold, value=number))
        case nodes.Range(low, high):
            yield "comparator", nodes.Comparison("GE", low, span=threshold.span)
            yield "comparator", nodes.Comparison("LE", high, span=threshold.span)
            yield from _stepped(low, lambda number: evolve(threshold, low=number))
            yield from _stepped(high, lambda number: evolve(threshold, high=number))
        case nodes.Change():
            yield from _changed_change(threshold)
        case nodes.LevelOf(literal):
            yield from (("threshold", evolve(threshold, literal=each)) for each in next_to(literal))


def mistaken(word: nodes.Word) -> tuple[nodes.Word, nodes.Word]:
    """The comparators that a written one is mistaken for; a symbol for a symbol.

    >>> mistaken("GE"), mistaken("AT_MOST")
    (('GT', 'LE'), ('UNDER', 'REACHES'))
    """
    words = _SYMBOLS if word in _SYMBOLS.values() else _WORDS
    line, side = _MISTAKEN[nodes.COMPARATOR_OF[word]]
    return words[line], words[side]


def _changed_change(threshold: nodes.Change) -> Iterator[Changed[nodes.Threshold]]:
    if threshold.high is None:
        for other in mistaken(threshold.word or "REACHES"):
            # "Decreases at least", as nobody says "decreases reaches"
            word = "AT_LEAST" if other == "REACHES" else other
            yield "comparator", evolve(threshold, word=word)
    yield from _stepped(threshold.low, lambda number: evolve(threshold, low=number))
    yield from _stepped(threshold.high, lambda number: evolve(threshold, high=number))


def _stepped(
    number: nodes.Number | None, put: Callable[[nodes.Number], nodes.Threshold]
) -> Iterator[Changed[nodes.Threshold]]:
    """A threshold with one of its numbers a step away; none when it has no such number."""
    if number is not None:
        yield from (("threshold", put(other)) for other in steps_away(number))
