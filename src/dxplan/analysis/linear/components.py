"""Which rules can bear on each other at all: those whose figures something links."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import attrs

from dxplan.analysis.linear.facts import Relation, bearing
from dxplan.analysis.linear.free import ORGANISATIONS
from dxplan.analysis.linear.ground import Ground
from dxplan.analysis.linear.situation import indicators_of
from dxplan.analysis.linear.terms import keys_of
from dxplan.analysis.linear.times import Rule
from dxplan.plan.model import Tally


@attrs.define
class Components:
    """Rules by the figures they rest on."""

    rules: Sequence[Rule]
    _numbers: dict[str, int] = attrs.field(init=False)
    _rules: dict[int, list[Rule]] = attrs.field(factory=dict, init=False)
    _keys: Mapping[tuple[str, str], str] = attrs.field(init=False)
    _relations: dict[int, list[Relation]] = attrs.field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        plans = list({id(rule.plan): rule.plan for rule in self.rules}.values())
        self._keys = keys_of(plans)
        names = {name for rule in self.rules for name in names_of(rule)}
        relations = bearing(plans, names)
        self._numbers = _numbered(self.rules, relations)
        for rule in self.rules:
            self._rules.setdefault(self.number(rule), []).append(rule)
        for relation in relations:
            number = self._numbers[relation.names()[0]]
            self._relations.setdefault(number, []).append(relation)

    def number(self, rule: Rule) -> int:
        """The component of a rule."""
        return self._numbers[names_of(rule)[0]]

    def rules_in(self, number: int) -> list[Rule]:
        """The rules of a component, in order."""
        return self._rules.get(number, [])

    def ground(self, number: int) -> Ground:
        """What is known of the measures of a component."""
        return Ground(self._keys, self._relations.get(number, []))


def names_of(rule: Rule) -> list[str]:
    """The measures that a rule and its condition rest on."""
    found = [name for indicator in indicators_of(rule) for name in indicator.measures()]
    sides = (rule.target.indicator.numerator, rule.target.indicator.denominator)
    if any(isinstance(side, Tally) for side in sides):
        found.append(ORGANISATIONS)
    return found or [f"nothing in {rule.plan.id}"]


def _numbered(rules: Iterable[Rule], relations: Iterable[Relation]) -> dict[str, int]:
    """Measures by number, equal for those that some rule, share or check links."""
    links = Links()
    for rule in rules:
        links.join(names_of(rule))
    for relation in relations:
        links.join(relation.names())
    numbers: dict[str, int] = {}
    return {name: numbers.setdefault(links.top(name), len(numbers)) for name in list(links.above)}


@attrs.define
class Links:
    """Names in sets that are joined: each points at another one of its set, or is its top."""

    above: dict[str, str] = attrs.field(factory=dict)

    def top(self, name: str) -> str:
        """The name that stands for a set."""
        self.above.setdefault(name, name)
        while self.above[name] != name:
            self.above[name] = self.above[self.above[name]]
            name = self.above[name]
        return name

    def join(self, names: Sequence[str]) -> None:
        """Put the sets of some names together."""
        for name in names:
            self.above[self.top(name)] = self.top(names[0])
