"""The bound model: what a plan means once every name in it has been resolved.

Frozen, exact, no I/O.
"""

from dxplan.plan.model.declared import Fact, Measure, Unit
from dxplan.plan.model.indicators import (
    Compares,
    Condition,
    Conjunction,
    Disjunction,
    Holds,
    Indicator,
    Negation,
    Quantity,
    Sum,
    Tally,
)
from dxplan.plan.model.plans import Document, Plan
from dxplan.plan.model.rules import (
    Baseline,
    Check,
    Duty,
    Origin,
    Recurrence,
    Target,
    Task,
    Threshold,
    TimeKind,
    Timing,
    Waiver,
    Within,
)
from dxplan.syntax.nodes import AdminLevel, Comparator, Placed

__all__ = [
    "AdminLevel",
    "Baseline",
    "Check",
    "Comparator",
    "Compares",
    "Condition",
    "Conjunction",
    "Disjunction",
    "Document",
    "Duty",
    "Fact",
    "Holds",
    "Indicator",
    "Measure",
    "Negation",
    "Origin",
    "Placed",
    "Plan",
    "Quantity",
    "Recurrence",
    "Sum",
    "Tally",
    "Target",
    "Task",
    "Threshold",
    "TimeKind",
    "Timing",
    "Unit",
    "Waiver",
    "Within",
]
