"""The parts of a target's list, each with what it takes from its neighbours."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from functools import cache
from typing import get_args

import attrs

from dxplan.plan.book import Book
from dxplan.plan.thresholds import number_text
from dxplan.source import Span
from dxplan.syntax import lexicon, nodes
from dxplan.values.spelling import without_accents


@attrs.frozen
class Part:
    """A part of the list with everything it took from its neighbours.

    :param named_before: for a remainder, the members of the parts before, which it leaves out.
    """

    scope: tuple[nodes.Name, ...]
    threshold: nodes.Threshold
    time: nodes.Time | None
    against: nodes.TimeLiteral | None
    named_before: tuple[nodes.Name, ...]
    span: Span | None
    each: nodes.Each | None = None
    of_which: nodes.Name | None = None


def list_parts(book: Book, statement: nodes.TargetStatement) -> list[Part]:
    """The parts of a rule that can be judged; what one of them lacks is collected."""
    arms = statement.arms
    found: list[Part] = []
    scope: tuple[nodes.Name, ...] = ()
    named: tuple[nodes.Name, ...] = ()
    left_out: tuple[nodes.Name, ...] = ()
    carried: nodes.Threshold | None = None
    for position, arm in enumerate(arms):
        if arm.remaining and not named:
            book.say("remaining-of-nothing", arm.span)
            continue
        if arm.scope or arm.remaining:
            scope, left_out = arm.scope, named if arm.remaining else ()
        named += arm.scope
        giver = _next_with_threshold(arm, arms[position:])
        threshold = None if giver is None else giver.threshold
        if giver is None or threshold is None:
            book.say("missing-threshold", arm.span, name=arm.scope[-1].text)
            continue
        full = completed(threshold, carried)
        if full is None:
            _say_incomplete(book, arm, threshold)
            continue
        threshold = full
        carried = threshold
        time = _next_time(arms[position:])
        if time is None and _next_time(arms) is not None:
            book.say("part-without-time", arm.span)
            continue
        against = _against(arms, position, threshold)
        part = Part(scope, threshold, time, against, left_out, arm.span, giver.each, arm.of_which)
        found.append(part)
    return found


def completed(threshold: nodes.Threshold, before: nodes.Threshold | None) -> nodes.Threshold | None:
    """A bare value with the comparator, or the verb, of the part before it.

    ``None`` when that has nothing to hand on.
    """
    if not isinstance(threshold, nodes.Carried):
        return threshold
    value, span = threshold.value, threshold.span
    if isinstance(before, nodes.Comparison):
        return nodes.Comparison(before.word, value, span=span)
    if isinstance(before, nodes.Change) and before.high is None and before.verb != "GROWS_TO":
        return nodes.Change(before.verb, before.word, value, span=span)
    return None


def _say_incomplete(book: Book, arm: nodes.Arm, threshold: nodes.Threshold) -> None:
    """A bare value, perhaps behind a keyword that lost its accents: ``giam 20%`` is no 20%."""
    last = arm.scope[-1] if arm.scope else None
    meant = None if last is None or book.members.find(last.text) else _meant(book, last.text)
    if last is not None and meant is not None:
        book.say("unknown-keyword", last.span, found=last.text, suggestion=meant)
    elif isinstance(threshold, nodes.Carried):
        value = number_text(threshold.value)
        book.say("missing-comparator", threshold.span, value=value)


def _meant(book: Book, name: str) -> str | None:
    """The comparator or verb that a name is without its accents, or but for a letter."""
    plain, written = _comparators_and_verbs(), without_accents(name)
    if written in plain or not book.suggestions.affords(written, plain):
        return plain.get(written)
    near = difflib.get_close_matches(written, plain, n=1, cutoff=0.8)
    return plain[near[0]] if near else None


@cache
def _comparators_and_verbs() -> Mapping[str, str]:
    """By how they are written without accents."""
    terminals = (*get_args(nodes.Verb), *nodes.COMPARATOR_OF)
    words = [word for each in terminals for word in lexicon.own_words().get(each, ())]
    return {without_accents(word): word for word in reversed(words)}


def _against(
    arms: Sequence[nodes.Arm], position: int, threshold: nodes.Threshold
) -> nodes.TimeLiteral | None:
    """What a change is counted from: its own, or that of the next part that has one."""
    arm = arms[position]
    if arm.against is not None or not isinstance(threshold, nodes.Change | nodes.Multiple):
        return arm.against
    later = (each.against for each in arms[position:] if each.against is not None)
    before = (each.against for each in reversed(arms[:position]) if each.against is not None)
    upkeep = isinstance(threshold, nodes.Change) and threshold.verb == "MAINTAINS"
    return None if upkeep else next(later, None) or next(before, None)


def _next_with_threshold(arm: nodes.Arm, arms: Sequence[nodes.Arm]) -> nodes.Arm | None:
    """The part itself, or the next one about the same indicator, that has a threshold."""
    return next((a for a in arms if a.threshold is not None and a.of_which == arm.of_which), None)


def _next_time(arms: Sequence[nodes.Arm]) -> nodes.Time | None:
    return next((arm.time for arm in arms if arm.time is not None), None)
