"""A bare value that takes a verb: "increases 5%, 8%" asks for 8% more, not for 8%."""

from __future__ import annotations

from collections.abc import Iterator

from dxplan.analysis.lint import Fix, Said
from dxplan.analysis.lints.carried import Taken, is_recorded, taken_in, written_out
from dxplan.plan.model import Plan
from dxplan.syntax import lexicon
from dxplan.syntax.nodes import Change

CODE = "carried-growth"


def check(plan: Plan) -> Iterator[Said]:
    """Every value that is read as a change or an upkeep, unless an ``assume`` speaks of that."""
    for taken in _open(plan):
        span = taken.value.span
        yield span, {"value": "" if span is None else span.text, "words": taken.words}


def mend(plan: Plan) -> Iterator[Fix]:
    """The verb written out."""
    for taken in _open(plan):
        fix = written_out(CODE, taken)
        if fix is not None:
            yield fix


def _open(plan: Plan) -> Iterator[Taken]:
    for taken in taken_in(plan):
        giver = taken.giver
        if isinstance(giver, Change):
            verbs = lexicon.own_words().get(giver.verb, ())
            if not is_recorded(taken.statement, iter(verbs)):
                yield taken
