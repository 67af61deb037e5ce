"""A bare value that takes a strict comparator: "over 95%, 85%" asks for more than 85%."""

from __future__ import annotations

from collections.abc import Iterator

from dxplan.analysis.lint import Fix, Said
from dxplan.analysis.lints.carried import Taken, is_recorded, taken_in, written_out
from dxplan.plan.model import Plan
from dxplan.syntax import lexicon
from dxplan.syntax.nodes import COMPARATOR_OF, Comparison

CODE = "carried-comparator"


def check(plan: Plan) -> Iterator[Said]:
    """Every value that is read strictly, unless an ``assume`` speaks of that comparator.

    "At least" is what a bare number would be taken for anyway.
    """
    for taken in _open(plan):
        span = taken.value.span
        yield span, {"value": "" if span is None else span.text, "words": taken.words}


def mend(plan: Plan) -> Iterator[Fix]:
    """The comparator written out."""
    for taken in _open(plan):
        fix = written_out(CODE, taken)
        if fix is not None:
            yield fix


def _open(plan: Plan) -> Iterator[Taken]:
    for taken in taken_in(plan):
        giver = taken.giver
        strict = isinstance(giver, Comparison) and COMPARATOR_OF[giver.word] in ("<", ">")
        if strict and not is_recorded(taken.statement, _forms(taken)):
            yield taken


def _forms(taken: Taken) -> Iterator[str]:
    """All words for the comparator, in every language."""
    assert isinstance(taken.giver, Comparison)
    symbol = COMPARATOR_OF[taken.giver.word]
    yield symbol
    for terminal, comparator in COMPARATOR_OF.items():
        if comparator == symbol:
            yield from lexicon.own_words().get(terminal, ())
