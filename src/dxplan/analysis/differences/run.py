"""All that is different between two states of a plan."""

from __future__ import annotations

from dxplan.analysis.differences.correspondence import correspondence
from dxplan.analysis.differences.declared import of_declared
from dxplan.analysis.differences.heads import of_head, of_waivers
from dxplan.analysis.differences.targets import of_targets
from dxplan.analysis.differences.work import of_work
from dxplan.plan.differences import Differences
from dxplan.plan.model import Plan


def differences(old: Plan, new: Plan) -> Differences:
    r"""What became of the rules of a plan, by meaning: words, layout and order make no difference.

    >>> from dxplan.sdk import load_text
    >>> rules = "measure a flow\nmeasure b flow\nindicator x = a / b\nx >= {} by 2025"
    >>> found = differences(load_text(rules.format("80%")), load_text(rules.format("50%")))
    >>> [(each.kind, each.effect) for each in found], found.weakens
    ([('loosened', 'weaker')], True)
    """
    names = correspondence(old, new)
    found = (
        *of_head(old, new),
        *of_targets(old, new, names),
        *of_work(old, new, names),
        *of_waivers(old, new, names),
        *of_declared(old, new, names),
    )
    return Differences(old, new, found)
