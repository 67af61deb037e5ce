"""A target whose condition never becomes true on the days on which it would be judged."""

from __future__ import annotations

from collections.abc import Iterator

from dxplan.analysis.consistency.results import Consistency
from dxplan.analysis.lint import Remark
from dxplan.analysis.lints.consistent import given, places


def say(found: Consistency) -> Iterator[Remark]:
    """Every such target."""
    for idle in found.idle:
        if idle.because == "condition":
            params = {"id": idle.target.id, "checks": given(idle.checks)}
            yield Remark(idle.target.span, params, places(idle.checks))
