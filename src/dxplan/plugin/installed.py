"""What is known of an installed plan without binding its rules to anything."""

from __future__ import annotations

import attrs

from dxplan.plan.bind import bind
from dxplan.plan.environment import Environment
from dxplan.plugin.hookspecs import RuleFiles
from dxplan.plugin.origin import Provided
from dxplan.syntax.files import read_rules
from dxplan.values.periods import Period


@attrs.frozen
class PlanInfo:
    """What is known of an installed plan without binding it.

    :param document: number and issuer, as one text.
    """

    name: str
    title: str
    document: str
    period: Period | None
    plugin: str


def plan_info(name: str, provided: Provided[RuleFiles]) -> PlanInfo:
    """What the ``plan`` statement of an installed plan says."""
    files = read_rules(provided.value.path, provided.value.path.parent)
    plan = bind(files.value, Environment(), fallback_id=name).value
    number = plan.document.number or ""
    document = " — ".join(part for part in (number, plan.document.issuer) if part)
    return PlanInfo(name, plan.title, document, plan.period, provided.plugin)
