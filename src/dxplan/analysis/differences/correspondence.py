"""Which indicator, unit and fact of one state of a plan is which of the other.

By what they count or mean, and only then by their names: what got another name is still the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol, TypeVar

import attrs

from dxplan.plan.condition_names import uses
from dxplan.plan.encoding import WORDING, canonical, encoded
from dxplan.plan.model import Condition, Duty, Holds, Indicator, Met, Plan, Tally, Task, Unit, atoms

_UNSAID = frozenset({*WORDING, "cite"})
_NAMES_OF_INDICATORS = frozenset({"name", "measured_in", "per"})


class Titled(Protocol):
    """What has a name and perhaps a title."""

    @property
    def name(self) -> str: ...
    @property
    def title(self) -> str: ...


T = TypeVar("T", bound=Titled)


@attrs.frozen
class Correspondence:
    """Names of the new state by what they were called in the old one.

    :param names: of indicators and facts of the new state; what the old one does not have is
        called by a name that it cannot have.
    :param own: names of indicators and facts of the old state, by themselves.
    :param indicators: the pairs that both states use, old and new.
    """

    names: Mapping[str, str] = attrs.field(factory=dict)
    own: Mapping[str, str] = attrs.field(factory=dict)
    units: Mapping[str, str] = attrs.field(factory=dict)
    indicators: tuple[tuple[Indicator, Indicator], ...] = ()
    facts: tuple[tuple[str, str], ...] = ()


def correspondence(old: Plan, new: Plan) -> Correspondence:
    """What is what, for everything that the rules of both states use."""
    pairs = tuple(_same_indicators(old, new))
    facts = _same_names(
        [old.facts[name] for name in facts_in_use(old)],
        [new.facts[name] for name in facts_in_use(new)],
    )
    taken = {before.name for before, _ in pairs}
    names = {name: f"{name} (new)" if name in taken else name for name in indicators_in_use(new)}
    names.update({after.name: before.name for before, after in pairs})
    names.update({after: before for before, after in facts})
    units = _same_names(units_in_use(old).values(), units_in_use(new).values())
    known = {after: before for before, after in units}
    own = {name: name for name in (*indicators_in_use(old), *facts_in_use(old))}
    return Correspondence(names, own, known, pairs, tuple(facts))


# --- what is in use -------------------------------------------------------------------------------


def indicators_in_use(plan: Plan) -> dict[str, Indicator]:
    """The indicators that rules are about or depend on, by name."""
    found: dict[str, Indicator] = {}
    waiting = [target.indicator for target in plan.targets]
    for target in plan.targets:
        waiting += _named_in(target.when, plan)
    while waiting:
        indicator = waiting.pop(0)
        if indicator.name not in found:
            found[indicator.name] = indicator
            for quantity in (indicator.numerator, indicator.denominator):
                if isinstance(quantity, Tally):
                    waiting += _named_in(quantity.condition, plan)
    return found


def _named_in(condition: Condition | None, plan: Plan) -> list[Indicator]:
    """The indicators that a condition asks for; the sum of a measure is none."""
    found = []
    for each in uses(condition):
        name = each.indicator if isinstance(each, Met) else each.indicator.name
        declared = plan.indicators.get(name)
        if declared and (isinstance(each, Met) or declared.numerator == each.indicator.numerator):
            found.append(declared)
    return found


def facts_in_use(plan: Plan) -> list[str]:
    """The names of the facts that rules depend on or are counted from."""
    works: tuple[Task | Duty, ...] = (*plan.tasks, *plan.duties)
    conditions = [rule.when for rule in (*plan.targets, *works) if rule.when is not None]
    held = [each.name for when in conditions for each in atoms(when) if isinstance(each, Holds)]
    origins = [task.time.within for task in plan.tasks]
    origins += [duty.recurrence.within for duty in plan.duties]
    counted = [each.name for each in origins if each is not None]
    return [name for name in dict.fromkeys([*held, *counted]) if name in plan.facts]


def units_in_use(plan: Plan) -> dict[str, Unit]:
    """The units that rules name, and those that took over from them, by name."""
    works: tuple[Task | Duty, ...] = (*plan.tasks, *plan.duties)
    waiting = [unit for rule in plan.targets for unit in (*rule.lead, *rule.cooperating)]
    for work in works:
        waiting += (*work.lead, *work.cooperating, *work.by, *work.to)
    if plan.pledge is not None:
        waiting += (*plan.pledge.lead, *plan.pledge.cooperating)
    found: dict[str, Unit] = {}
    while waiting:
        unit = waiting.pop(0)
        if unit.name not in found:
            found[unit.name] = unit
            waiting += [plan.units[name] for name in unit.successors if name in plan.units]
    return found


# --- what is the same -----------------------------------------------------------------------------


def _same_indicators(old: Plan, new: Plan) -> Iterator[tuple[Indicator, Indicator]]:
    before, after = indicators_in_use(old), indicators_in_use(new)
    counted = {name: definition(each, old) for name, each in before.items()}
    counts = {name: definition(each, new) for name, each in after.items()}

    def taken(first: str, second: str) -> tuple[Indicator, Indicator]:
        return before.pop(first), after.pop(second)

    for name in [name for name in before if counts.get(name) == counted[name]]:
        yield taken(name, name)
    for name in list(before):
        same = next((each for each in after if counts[each] == counted[name]), None)
        if same is not None:
            yield taken(name, same)
    for name in [name for name in before if name in after]:
        yield taken(name, name)


def _same_names(old: Iterable[T], new: Iterable[T]) -> list[tuple[str, str]]:
    """Names in pairs: the same name, or else the same title under another one."""
    before = {each.name: each for each in old}
    after = {each.name: each for each in new}
    found = [(name, name) for name in before if name in after]
    titles = {each.title: name for name, each in before.items() if name not in after and each.title}
    for name, each in after.items():
        if name not in before and each.title in titles:
            found.append((titles.pop(each.title), name))
    return found


# --- meanings -------------------------------------------------------------------------------------


def definition(indicator: Indicator, plan: Plan) -> str:
    """What an indicator counts, whatever it is called: equal for those that count the same."""
    measures = [plan.measures[name] for name in indicator.measures() if name in plan.measures]
    parts = (
        indicator.kind,
        indicator.ranked,
        normal(encoded(indicator.numerator, _UNSAID)),
        normal(encoded(indicator.denominator, _UNSAID)),
        sorted(canonical(encoded(measure, _UNSAID)) for measure in measures),
    )
    return canonical(parts)


def condition_key(condition: Condition | None, names: Mapping[str, str]) -> str:
    """What a condition says: equal for those that say the same, in whatever order."""
    return canonical(normal(encoded(condition, _UNSAID), names))


def normal(value: Any, names: Mapping[str, str] | None = None) -> Any:
    """An encoded condition or sum with its parts in order.

    :param names: what to call indicators and facts; without it, an indicator has no name.
    """
    if isinstance(value, list):
        return [normal(each, names) for each in value]
    if not isinstance(value, dict):
        return value
    kind = value.get("type")
    if kind == "Indicator":
        if names is not None and value["name"] in names:
            return names[value["name"]]
        value = {key: each for key, each in value.items() if key not in _NAMES_OF_INDICATORS}
    found = {key: normal(each, names) for key, each in value.items()}
    for key in ("operands", "terms"):
        if key in found:
            found[key] = sorted(found[key], key=canonical)
    for key in ("name", "indicator"):
        if kind in ("Holds", "Met") and isinstance(found.get(key), str):
            found[key] = (names or {}).get(found[key], found[key])
    return found
