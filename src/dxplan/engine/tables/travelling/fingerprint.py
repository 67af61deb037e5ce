"""What sums depend on in a plan: an edit of anything else leaves them as they are."""

from __future__ import annotations

from typing import Any

from dxplan.plan.encoding import WORDING, canonical, digest, encoded
from dxplan.plan.model import Plan, Target

_DECLARED = ("dimensions", "measures", "indicators", "scales", "calendar")


def surely_alike(one: Plan, other: Plan) -> bool:
    """Whether two plans add up the same, seen without making their hashes.

    Plans that differ in words only may be alike as well.
    """
    return (
        all(getattr(one, name) == getattr(other, name) for name in _DECLARED)
        and one.checks == other.checks
        and {_asked(each) for each in one.targets} == {_asked(each) for each in other.targets}
    )


def asks(plan: Plan) -> str:
    """A hash of what a plan adds up: of whom, by what, for whom, and what may be used.

    Thresholds, deadlines, units and words have no part in it.
    """
    declared = [getattr(plan, name) for name in _DECLARED]
    return digest(
        {
            "declared": [encoded(each, WORDING) for each in declared],
            "checks": _sorted(encoded(each, WORDING) for each in plan.checks),
            "targets": _sorted(
                {canonical(encoded(_asked(each), WORDING)) for each in plan.targets}
            ),
        }
    )


def _asked(target: Target) -> tuple[object, ...]:
    return (target.indicator.name, target.scope, target.excluded, target.when, target.each)


def _sorted(values: Any) -> list[Any]:
    return sorted(values, key=canonical)
