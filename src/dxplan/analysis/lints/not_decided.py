"""A target that was not held against the others, with the reason.

One that takes its number from a document that is not loaded is said to do so already.
"""

from __future__ import annotations

from collections.abc import Iterator

from dxplan.analysis.consistency.results import Consistency
from dxplan.analysis.lint import Remark
from dxplan.analysis.results import Undecided
from dxplan.messages import Phrase
from dxplan.plan.model import Plan


def say(found: Consistency) -> Iterator[Remark]:
    """Every such target once."""
    seen: set[str] = set()
    for each in found.undecided:
        target = each.target
        if target is not None and target.id not in seen and each.code != "no-number":
            seen.add(target.id)
            yield Remark(target.span, {"id": target.id, "why": reason(each, found.plan)})


def reason(undecided: Undecided, plan: Plan) -> Phrase:
    """Why something was not decided, measures and dimensions by their titles."""
    params = {name: f"“{_title(name, value, plan)}”" for name, value in undecided.params}
    return Phrase(f"undecided.{undecided.code}", params, "analysis")


def _title(kind: str, name: str, plan: Plan) -> str:
    known = {"measure": plan.measures.get(name), "dimension": plan.dimensions.get(name)}.get(kind)
    return name if known is None else known.title or name
