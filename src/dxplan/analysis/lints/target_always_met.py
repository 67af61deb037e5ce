"""A target that all figures meet which pass the checks."""

from __future__ import annotations

from collections.abc import Iterator

from dxplan.analysis.consistency.results import Consistency
from dxplan.analysis.lint import Remark
from dxplan.analysis.lints import threshold_asks_nothing
from dxplan.analysis.lints.consistent import given, places


def say(found: Consistency) -> Iterator[Remark]:
    """Every such target, but for those whose number alone asks for nothing."""
    known = {span for span, _ in threshold_asks_nothing.check(found.plan)}
    for each in found.always_kept:
        if each.target.span not in known:
            params = {"id": each.target.id, "checks": given(each.checks)}
            yield Remark(each.target.span, params, places(each.checks))
