"""What is asked of a table."""

from __future__ import annotations

from datetime import date

import attrs

from dxplan.data.register import Register
from dxplan.engine.tables.kinds import Kinds, kinds_of
from dxplan.plan.model import Plan


@attrs.frozen(eq=False)
class Asked:
    """The figures of some measures up to a day.

    :param kinds: of the organisations of the register; ``None`` without one.
    """

    plan: Plan
    kinds: Kinds | None
    register: Register | None
    as_of: date
    measures: frozenset[str]


def all_measures(plan: Plan, register: Register | None, as_of: date) -> Asked:
    """Everything that a plan has a measure for."""
    kinds = None if register is None else kinds_of(register)
    return Asked(plan, kinds, register, as_of, frozenset(plan.measures))
