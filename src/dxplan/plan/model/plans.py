"""A plan: one document with everything its rules refer to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Literal

import attrs

from dxplan.plan.model.declared import Fact, Measure, Unit
from dxplan.plan.model.indicators import Indicator
from dxplan.plan.model.rules import Check, Duty, Pledge, Target, Task, Waiver
from dxplan.plan.model.scales import Scale
from dxplan.shown import Shown
from dxplan.source import Placed
from dxplan.values.calendars import MINISTRY, Calendar
from dxplan.values.periods import Period
from dxplan.values.scopes import Dimension

if TYPE_CHECKING:
    from dxplan.syntax.nodes import RuleFile


@attrs.frozen(repr=False)
class Document(Shown):
    """What is known of the document: issuer, number, date; a draft has no number."""

    number: str | None = None
    issuer: str = ""
    issued: Period | None = None
    draft: bool = False


@attrs.frozen(repr=False)
class Plan(Placed):
    """One document for one territory and one period, with everything its rules refer to.

    The mappings hold the plan's own declarations and those of the vocabularies it uses, by name.

    :param parent: name of the plan above it, such as ``national.qd_131``.
    :param pledge: what it says of being nowhere below that plan.
    :param files: what it was read from, without the vocabularies: for what is said about the text
        rather than about its meaning. It takes no part in equality.
    """

    id: str
    title: str = ""
    document: Document = attrs.field(factory=Document)
    period: Period | None = None
    parent: str | None = None
    territory: str = ""
    notes: tuple[str, ...] = ()
    calendar: Calendar = MINISTRY
    uses: tuple[str, ...] = ()
    dimensions: Mapping[str, Dimension] = attrs.field(factory=dict)
    measures: Mapping[str, Measure] = attrs.field(factory=dict)
    facts: Mapping[str, Fact] = attrs.field(factory=dict)
    indicators: Mapping[str, Indicator] = attrs.field(factory=dict)
    units: Mapping[str, Unit] = attrs.field(factory=dict)
    scales: Mapping[str, Scale] = attrs.field(factory=dict)
    targets: tuple[Target, ...] = ()
    tasks: tuple[Task, ...] = ()
    duties: tuple[Duty, ...] = ()
    checks: tuple[Check, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    pledge: Pledge | None = None
    language: Literal["en", "vi"] = "en"
    files: Sequence[RuleFile] = attrs.field(default=(), eq=False, repr=False)

    def waivers_of(self, target: Target, on: date) -> list[Waiver]:
        """The waivers that cover a target on a judgement date."""
        return [waiver for waiver in self.waivers if waiver.covers(target, on, self.dimensions)]
