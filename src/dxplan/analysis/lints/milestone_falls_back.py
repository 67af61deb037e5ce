"""A milestone that asks for less than the one before it."""

from __future__ import annotations

from collections.abc import Iterator

from dxplan.analysis.consistency.results import Consistency
from dxplan.analysis.lint import Remark
from dxplan.analysis.lints.consistent import places


def say(found: Consistency) -> Iterator[Remark]:
    """Every such milestone."""
    for each in found.falling_back:
        params = {"id": each.target.id, "before": each.before.id}
        yield Remark(each.target.span, params, places([each.before]))
