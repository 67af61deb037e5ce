"""Why this verdict and not another: the table of verdicts, walked from its top."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dxplan.data.observations import Event
from dxplan.engine.conditions import facts_on
from dxplan.engine.conflicts import Conflict, concerning
from dxplan.engine.findings import Finding
from dxplan.engine.moments import Moment
from dxplan.engine.reference import Examined, Judged
from dxplan.engine.totals import total
from dxplan.engine.world import Case
from dxplan.explain.contributions import cells_at
from dxplan.explain.model import Contradiction, Ground, KnownFact, Step, StepCode
from dxplan.plan.condition_names import names_in
from dxplan.plan.model import Attains, Condition, Met, Plan, Target, atoms

_TABLE: tuple[StepCode, ...] = (
    "waived", "condition", "unset", "population", "conflict", "no_data", "division", "due",
)  # fmt: skip
_BY_NOTE: dict[str, StepCode] = {
    "condition-false": "condition",
    "no-population": "population",
    "group-split": "split",
    "nothing-to-divide-by": "division",
    "facts-unknown": "facts",
    "condition-unknown": "facts",
    "base-nothing": "base",
    "base-missing": "base",
    "base-incomplete": "base",
}
_BY_VERDICT: dict[str, StepCode] = {
    "waived": "waived", "unset": "unset", "conflict": "conflict", "no_data": "no_data",
    "met": "comparison", "missed": "comparison", "undetermined": "comparison",
    "on_track": "line", "behind": "line", "not_due": "line", "not_applicable": "other",
}  # fmt: skip


def steps_of(finding: Finding) -> tuple[Step, ...]:
    """The lines of the table that were passed, and the one that decided."""
    deciding = _deciding(finding)
    last = "conflict" if deciding == "split" else deciding
    passed = _TABLE[: _TABLE.index(last)] if last in _TABLE else _TABLE
    if deciding == "other":
        passed = ()
    return (*map(Step, passed), Step(deciding, decides=True))


def _deciding(finding: Finding) -> StepCode:
    if finding.verdict in ("not_applicable", "undetermined"):
        for code, _ in finding.notes:
            if code in _BY_NOTE:
                return _BY_NOTE[code]
    return _BY_VERDICT[finding.verdict]


def facts_of(
    plan: Plan, condition: Condition | None, events: Iterable[Event], day: date
) -> tuple[KnownFact, ...]:
    """What is known on a day of the facts that a condition names."""
    if condition is None:
        return ()
    listed = sorted((e for e in events if e.on <= day), key=lambda event: event.on)
    known = facts_on(day, plan.facts.values(), events)
    found = []
    for name in dict.fromkeys(names_in(condition)):
        if name in plan.facts:
            fact = plan.facts[name]
            said = [event for event in listed if event.rule in (fact.name, fact.alias)]
            value = known.get(name)
            holds = None if value is None else value != 0
            found.append(KnownFact(fact, holds, said[-1] if said else None))
    return tuple(found)


def grounds_of(
    examined: Examined, target: Target, moment: Moment, column: str | None, name: str
) -> tuple[Ground, ...]:
    """What the condition of a target says of figures and of other targets, for a group.

    :param column: the register column of the group, ``None`` for the whole.
    """
    if target.when is None:
        return ()
    case = Case(examined.world.on(moment.on), target, moment, column, name)
    found = dict.fromkeys(a for a in atoms(target.when) if isinstance(a, Attains | Met))
    return tuple(_ground(case, atom) for atom in found)


def _ground(case: Case, atom: Attains | Met) -> Ground:
    holds = case.judge(atom)
    if isinstance(atom, Met):
        rulings = ((target.id, case.keeps(target, atom)) for target in case.ruling(atom))
        return Ground(atom, holds, rulings=tuple(rulings))
    _, parts = case.compared(atom)
    used = any(part.used for part in parts.values())
    return Ground(atom, holds, total(atom.indicator, parts.values()) if used else None)


def contradictions_of(
    examined: Examined, target: Target, judged: Judged
) -> tuple[Contradiction, ...]:
    """The contradictions in what the sums of a finding were taken from."""
    return tuple(
        _contradiction(examined, target, conflict)
        for name, part in sorted(judged.parts.items())
        for conflict in concerning(
            examined.material, examined.world.conflicts, target, name, part.used
        )
    )


def _contradiction(examined: Examined, target: Target, conflict: Conflict) -> Contradiction:
    indicator = target.indicator
    measures = indicator.measures() if conflict.concerns == {indicator.name} else conflict.concerns
    cells = cells_at(examined, conflict.organisation, conflict.period, conflict.key, measures)
    place = dict(conflict.params).get("place")
    values = examined.observations.reported_values
    return Contradiction(
        conflict,
        cells,
        next(
            (
                v
                for v in values
                if str(v.place) == place and v.organisation == conflict.organisation
            ),
            None,
        ),
    )
