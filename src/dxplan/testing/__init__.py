"""What a plugin tests its rules with: strategies that draw data, and laws that every plan keeps.

Needs ``dxplan[testing]``. Nothing of dxplan needs it.

>>> from dxplan.testing import PlanContract, strategies
>>> PlanContract.__name__, callable(strategies.satisfying)
('PlanContract', True)
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dxplan.testing import strategies
    from dxplan.testing.contract import PlanContract

__all__ = ["PlanContract", "strategies"]


def __getattr__(name: str) -> Any:
    if name == "PlanContract":
        return importlib.import_module("dxplan.testing.contract").PlanContract
    if name == "strategies":
        return importlib.import_module("dxplan.testing.strategies")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
