"""What a rule file may refer to beyond itself: vocabularies, calendars, other documents' numbers.

The binder is handed an environment and knows nothing of where its parts came from.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from dxplan.plan.model import Comparator, Indicator, Measure, Plan, Unit
from dxplan.shown import Shown
from dxplan.values.calendars import MINISTRY, Calendar
from dxplan.values.scopes import Dimension, Scope

if TYPE_CHECKING:
    from dxplan.syntax.nodes import RuleFile


@attrs.frozen(repr=False)
class Vocabulary(Shown):
    """Names that several plans share: parsed rule files, and values that a plugin made in Python.

    ``use NAME`` brings all of them into a plan.
    """

    name: str
    files: tuple[RuleFile, ...] = ()
    dimensions: tuple[Dimension, ...] = ()
    measures: tuple[Measure, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    units: tuple[Unit, ...] = ()
    plugin: str = ""


@attrs.frozen(repr=False)
class ParentThreshold(Shown):
    """A number that a document sets for the plans below it (``>= parent``).

    :param document: the name that a plan gives after ``parent``, such as ``bac_giang.kh_199``.
    :param value: in the unit: 5 with ``%`` for 5%.
    :param comparator: as the document says; ``None`` when it is not known, so that the rule which
        takes the number says alone how it is compared.
    """

    document: str
    indicator: str
    value: Fraction
    unit: str = "%"
    scope: Scope = attrs.field(factory=Scope)
    comparator: Comparator | None = None
    cite: str = ""


@attrs.frozen(repr=False)
class Environment(Shown):
    """Everything outside a rule file that its names may refer to.

    :param plans: names of the plans that can be loaded.
    :param parent: the plan above, when a rule takes its numbers and it can be used.
    """

    vocabularies: Mapping[str, Vocabulary] = attrs.field(factory=dict)
    calendars: Mapping[str, Calendar] = attrs.field(factory=lambda: {MINISTRY.name: MINISTRY})
    parent_thresholds: tuple[ParentThreshold, ...] = ()
    plans: frozenset[str] = frozenset()
    parent: Plan | None = None

    def joined_by(self, other: Environment) -> Environment:
        """This one together with another, which comes first where both have something."""
        return attrs.evolve(
            self,
            vocabularies={**self.vocabularies, **other.vocabularies},
            calendars={**self.calendars, **other.calendars},
            parent_thresholds=(*other.parent_thresholds, *self.parent_thresholds),
        )
