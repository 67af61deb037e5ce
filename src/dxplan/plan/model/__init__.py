"""The bound model: what a plan means once every name in it has been resolved.

Frozen, exact, no I/O.
"""

from dxplan.plan.model.declared import Fact, Measure, Unit
from dxplan.plan.model.indicators import (
    Attains,
    Compares,
    Condition,
    Conjunction,
    Disjunction,
    Holds,
    Indicator,
    Met,
    Negation,
    Quantity,
    SomeOf,
    Sum,
    Tally,
    atoms,
    operands_of,
)
from dxplan.plan.model.plans import Document, Plan
from dxplan.plan.model.rules import (
    Baseline,
    Change,
    ChangeKind,
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
from dxplan.syntax.nodes import AdminLevel, Comparator, Placed

__all__ = [
    "AdminLevel",
    "Attains",
    "Baseline",
    "Change",
    "ChangeKind",
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
    "Met",
    "Negation",
    "Placed",
    "Plan",
    "Quantity",
    "Recurrence",
    "SomeOf",
    "Sum",
    "Tally",
    "Target",
    "Task",
    "Threshold",
    "TimeKind",
    "Timing",
    "Unit",
    "Waiver",
    "atoms",
    "operands_of",
]
