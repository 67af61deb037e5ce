"""A target that asks for less than the parent's, in a plan that promises not to."""

from __future__ import annotations

from collections.abc import Iterator

from dxplan.analysis.lint import Remark
from dxplan.analysis.lints.consistent import ids, places
from dxplan.analysis.promise import Promise
from dxplan.analysis.results import Counted, Refined
from dxplan.messages import Phrase
from dxplan.plan.model import Pledge
from dxplan.values.numbers import exact_text


def say(found: Promise) -> Iterator[Remark]:
    """Every target of the parent that is weakened, at the first rule about the same thing."""
    for refined in found.broken:
        yield _weakened(refined, found.pledge)


def _weakened(refined: Refined, pledge: Pledge) -> Remark:
    example = refined.counterexample
    if example is None or not refined.by:
        raise AssertionError("INVARIANT: what is weaker comes with rules and figures that show it")
    first, *others = refined.by
    params = {
        "ids": ids(refined.by),
        "how": Phrase("in-places") if refined.status == "incomparable" else "",
        "target": refined.target.id,
        "where": Phrase("in-section", {"cite": pledge.cite}) if pledge.cite else "",
        "day": example.on,
        "counts": _counts(example.missed),
    }
    promised = () if pledge.span is None else (pledge.span,)
    return Remark(first.span, params, (*places(others, [refined.target]), *promised))


def _counts(counted: Counted) -> Phrase | str:
    """The small figures that miss the parent's target."""
    numerator = exact_text(counted.numerator)
    if counted.target.indicator.kind == "count":
        return numerator
    denominator = exact_text(counted.denominator)
    return Phrase("figures-of", {"numerator": numerator, "denominator": denominator})
