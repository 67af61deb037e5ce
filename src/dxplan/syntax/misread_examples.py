"""Detectors of examples in which something is left out, or read as something else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import get_args

from dxplan.diagnostics import Diagnostic
from dxplan.source import Source
from dxplan.syntax import lexicon, nodes
from dxplan.syntax.missing_parts import TIMES
from dxplan.syntax.near_words import nearest_phrase
from dxplan.syntax.trouble import Trouble
from dxplan.values.spelling import without_accents

_OUTCOMES = (*(each.upper() for each in get_args(nodes.Expected)), "REACHES")
_CLAUSES = ("GIVEN", "EXPECT", "CITE", "NOTE")
_LITERALS = frozenset({"NUMBER", "DATE", "YEAR", "QUARTER", "MONTH", "SCHOOL_YEAR", "SEMESTER"})


def missing_value(t: Trouble) -> Diagnostic | None:
    """The clause below was read as more members of something that has no value."""
    if not {"YES", "NUMBER"} <= t.expected:
        return None
    line = re.compile(r"\s*").match(t.text, t.text.rfind("\n", 0, t.at) + 1)
    if line is None or lexicon.keyword_at(t.text, line.end(), _CLAUSES[1:]) is None:
        return None
    before = t.text[: line.start()].rstrip()
    name = re.search(r"(?<!\S)\S++$", before)
    if name is None:
        return None
    return t.diagnostic("missing-value", name.start(), name.end(), name=name.group())


def given_without_in(t: Trouble) -> Diagnostic | None:
    """A time behind what is given, without the word for it."""
    times = _LITERALS | TIMES
    if {"GIVEN", "EXPECT", "IN", "ON"} <= t.expected and t.kind in times:
        return t.here("given-without-in", found=t.found)
    return None


def not_a_verdict(t: Trouble) -> Diagnostic | None:
    """Something else where a verdict belongs, such as a number."""
    if "UNDETERMINED" in t.expected and t.kind not in ("$END", ""):
        return t.here("not-a-verdict", found=t.found)
    return None


def misread(source: Source, statement: nodes.Statement) -> Iterator[Diagnostic]:
    """Words of an example that were taken for names of members."""
    if not isinstance(statement, nodes.ExampleStatement):
        return
    for clause in statement.clauses:
        if isinstance(clause, nodes.GivenClause):
            for item in clause.items:
                if not isinstance(item, nodes.Done):
                    yield from _unvalued((item.name, *item.scope))
        elif isinstance(clause, nodes.ExpectClause):
            yield from _misspelt(source, clause)


def _unvalued(names: Sequence[nodes.Name]) -> Iterator[Diagnostic]:
    """``given meeting_rooms in 2025``: the word for the time was read as a member."""
    words = (*TIMES, *_CLAUSES, "DAY", "ON")
    for before, name in pairwise(names):
        if lexicon.keyword_at(name.text, 0, words) == name.text:
            yield Diagnostic("missing-value", before.span, {"name": before.text})
            return


def _misspelt(source: Source, clause: nodes.ExpectClause) -> Iterator[Diagnostic]:
    """A verdict that is nearly one, and was taken for a member."""
    silent = clause.outcome is None and clause.band is None
    if not silent or clause.time is not None or isinstance(clause.subject, nodes.Text):
        return
    for position, name in enumerate(clause.subject[1:], start=1):
        rest = " ".join(each.text for each in clause.subject[position:])
        bare = _without_accents().get(without_accents(rest))
        start = 0 if name.span is None else name.span.start
        near = (rest, bare) if bare else nearest_phrase(source.text, start, _OUTCOMES)
        if near is not None:
            params = {"found": near[0], "suggestion": near[1]}
            yield Diagnostic("unknown-keyword", name.span, params)
            return


@cache
def _without_accents() -> dict[str, str]:
    """The words for what comes out, by what is left of them without accents."""
    words = [word for terminal in _OUTCOMES for word in lexicon.own_words()[terminal]]
    return {without_accents(word): word for word in words}
