"""What is wrong with the rules of one plan among themselves, before any data arrive.

- :mod:`~dxplan.analysis.consistency.results`: what is found, as frozen values;
- :mod:`~dxplan.analysis.consistency.milestones`: paths on which a later milestone asks for less;
- :mod:`~dxplan.analysis.consistency.days`: rules that bind on no day;
- :mod:`~dxplan.analysis.consistency.apart`: rules that are seen to be fine without a solver;
- :mod:`~dxplan.analysis.consistency.free`: targets whose value may be whatever it likes;
- :mod:`~dxplan.analysis.consistency.scene`: rules that bear on each other, on one day;
- :mod:`~dxplan.analysis.consistency.component`: the same on all days, and what is found there;
- :mod:`~dxplan.analysis.consistency.examine`: all of it over a plan.
"""

from dxplan.analysis.consistency.examine import consistency, needed
from dxplan.analysis.consistency.results import (
    AlwaysKept,
    Conflict,
    Consistency,
    FallingBack,
    Idle,
    Redundant,
)

__all__ = [
    "AlwaysKept",
    "Conflict",
    "Consistency",
    "FallingBack",
    "Idle",
    "Redundant",
    "consistency",
    "needed",
]
