"""Targets that no figures keep together."""

from __future__ import annotations

from collections.abc import Iterator

from dxplan.analysis.consistency.results import Consistency
from dxplan.analysis.lint import Remark
from dxplan.analysis.lints.consistent import given, ids, places


def say(found: Consistency) -> Iterator[Remark]:
    """Each smallest set of targets, at the last of them, and all that it takes."""
    for conflict in found.conflicts:
        if len(conflict.targets) > 1:
            *others, last = conflict.targets
            params = {"ids": ids(conflict.targets), "day": conflict.on}
            params["checks"] = given(conflict.checks)
            yield Remark(last.span, params, places(others, conflict.checks))
