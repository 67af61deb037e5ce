"""What sums depend on in a plan: an edit of anything else leaves them as they are."""

from __future__ import annotations

from typing import Any

from dxplan.plan.encoding import WORDING, canonical, digest, encoded
from dxplan.plan.model import Plan, Target


def asks(plan: Plan) -> str:
    """A hash of what a plan adds up: of whom, by what, for whom, and what may be used.

    Thresholds, deadlines, units and words have no part in it.
    """
    declared = (plan.dimensions, plan.measures, plan.indicators, plan.scales, plan.calendar)
    return digest(
        {
            "declared": [encoded(each, WORDING) for each in declared],
            "checks": _sorted(encoded(each, WORDING) for each in plan.checks),
            "targets": _sorted({canonical(_asked(each)) for each in plan.targets}),
        }
    )


def _asked(target: Target) -> Any:
    asked = (target.indicator.name, target.scope, target.excluded, target.when, target.each)
    return encoded(asked, WORDING)


def _sorted(values: Any) -> list[Any]:
    return sorted(values, key=canonical)
