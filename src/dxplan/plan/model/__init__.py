"""The bound model: what a plan means once every name in it has been resolved.

Frozen, exact, no I/O.
"""

from dxplan.plan.model.declared import Fact, Measure, Unit
from dxplan.plan.model.indicators import (
    AtLevel,
    Band,
    Compares,
    Condition,
    Conjunction,
    Criterion,
    Disjunction,
    Group,
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
    Recurrence,
    Target,
    Task,
    Threshold,
    TimeKind,
    Timing,
    Waiver,
)
from dxplan.plan.model.scales import Scale
from dxplan.syntax.nodes import AdminLevel, Comparator, Placed

__all__ = [
    "AdminLevel",
    "AtLevel",
    "Band",
    "Baseline",
    "Check",
    "Comparator",
    "Compares",
    "Condition",
    "Conjunction",
    "Criterion",
    "Disjunction",
    "Document",
    "Duty",
    "Fact",
    "Group",
    "Holds",
    "Indicator",
    "Measure",
    "Negation",
    "Placed",
    "Plan",
    "Quantity",
    "Recurrence",
    "Scale",
    "Sum",
    "Tally",
    "Target",
    "Task",
    "Threshold",
    "TimeKind",
    "Timing",
    "Unit",
    "Waiver",
]
