"""Examples of a plan: what organisations report and do, and what comes out of it.

An example is no part of what a plan means. It is bound to the plan when somebody asks for it
(:func:`dxplan.plan.example_binding.bind_examples`), and lies beside it from then on.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Literal

import attrs

from dxplan.shown import Shown
from dxplan.source import Placed
from dxplan.syntax.nodes import Expected
from dxplan.values.periods import Period
from dxplan.values.scopes import Scope


@attrs.frozen(repr=False)
class Reported(Shown):
    """A number that organisations report for a period.

    :param name: of a measure; a flag is 1 or 0.
    :param places: of a percentage beside the counts, how many decimal places it has; then ``name``
        is that of an indicator, and ``value`` 87.5 for 87.5%.
    """

    name: str
    scope: Scope
    value: Fraction
    period: Period
    places: int | None = None


@attrs.frozen(repr=False)
class Given(Placed):
    """What some organisations report, each of them the same.

    :param count: how many they are.
    :param name: of a single one that is named; several givens may be about it.
    :param is_all: whether it is the one organisation of an example that names nobody.
    :param members: of dimensions, that they carry in the register.
    :param places: their groups in columns of the register.
    """

    count: int = 1
    name: str = ""
    is_all: bool = False
    members: Mapping[str, frozenset[str]] = attrs.field(factory=dict, hash=False)
    places: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    reported: tuple[Reported, ...] = ()


@attrs.frozen(repr=False)
class Happening(Placed):
    """A task or duty that was done, or a fact that begins or ends to hold.

    :param period: which time of a duty it was done for.
    :param unit: who did it; ``None`` for whoever owes it.
    """

    rule: str
    on: date
    holds: bool = True
    period: Period | None = None
    unit: str | None = None


@attrs.frozen(repr=False)
class Expectation(Placed):
    """What comes out for one rule.

    :param rule: what is judged; a ``level`` is that of a group of a scale.
    :param id: of the target, task or duty; ``scale.group`` of a level.
    :param outcome: the verdict; ``None`` when only units are expected.
    :param band: the level that is expected.
    :param lead: names of the units responsible, without an order; ``None`` when nothing is said.
    :param by: the register column that ``group`` is a group of; ``None`` for the whole.
    """

    rule: Literal["target", "task", "duty", "level"]
    id: str
    outcome: Expected | None = None
    band: str = ""
    lead: frozenset[str] | None = None
    cooperating: frozenset[str] | None = None
    by: str | None = None
    group: str = ""

    @property
    def verdict(self) -> str | None:
        """The verdict that it expects, whichever words say it."""
        words = {"done": "met", "not_done_in_time": "missed"}
        return None if self.outcome is None else words.get(self.outcome, self.outcome)


@attrs.frozen(repr=False)
class Example(Placed):
    """An example, bound to its plan.

    :param day: the day of the check.
    :param language: in which its file is written.
    """

    title: str
    day: date
    givens: tuple[Given, ...] = ()
    events: tuple[Happening, ...] = ()
    expectations: tuple[Expectation, ...] = ()
    cite: str = ""
    note: str = ""
