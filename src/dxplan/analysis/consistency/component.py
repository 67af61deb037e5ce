"""Rules that bear on each other: which exclude each other, say nothing more, or never apply."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from dxplan.analysis.consistency.results import AlwaysKept, Idle, Redundant
from dxplan.analysis.consistency.scene import NotAnswered, Proof, Scene, Scenes
from dxplan.analysis.linear.cells import Outside
from dxplan.analysis.linear.contradictions import Contradiction, contradictory
from dxplan.analysis.linear.ground import Ground
from dxplan.analysis.linear.solver import Solvers
from dxplan.analysis.linear.times import Rule, telling_days
from dxplan.analysis.results import Undecided
from dxplan.plan.model import Check


@attrs.define
class Found:
    """What was found so far, component by component.

    :param falling_back: ids of the milestones that ask for less than the one before; that says
        more than that they follow from it.
    """

    falling_back: frozenset[str] = frozenset()
    contradictions: list[Contradiction] = attrs.field(factory=list)
    redundant: list[Redundant] = attrs.field(factory=list)
    always_kept: list[AlwaysKept] = attrs.field(factory=list)
    idle: list[Idle] = attrs.field(factory=list)
    undecided: dict[Undecided, None] = attrs.field(factory=dict)
    solvers: Solvers = attrs.field(factory=Solvers)

    def leave_open(self, code: str, rule: Rule, *params: tuple[str, str]) -> None:
        """Say that not everything about a rule could be decided."""
        self.undecided[Undecided(code, params, rule.target)] = None


def going_on(rule: Rule, near: Iterable[Rule]) -> Iterator[Rule]:
    """The milestone before a rule as it would be without that: it would hold for longer."""
    target = rule.target
    for each in near:
        if each.target.id == target.milestone_before:
            longer = attrs.evolve(each.target, superseded_on=target.superseded_on)
            yield Rule(rule.plan, longer)


@attrs.define
class Component:
    """Rules that bear on each other, each of which binds on some day."""

    rules: tuple[Rule, ...]
    ground: Ground
    found: Found
    scenes: Scenes = attrs.field(init=False)
    _contradictory: list[frozenset[Rule]] = attrs.field(factory=list, init=False)

    def __attrs_post_init__(self) -> None:
        self.scenes = Scenes(self.rules, self.found.solvers, self.ground)

    def examine(self) -> None:
        """Put into ``found`` whatever there is to find."""
        on_days = {rule: self.on_its_days(rule) for rule in self.rules}
        told = {rule: scenes for rule, scenes in on_days.items() if scenes}
        idle = {rule for rule, scenes in told.items() if self.is_idle(rule, scenes)}
        self.find_contradictions(idle)
        gone: set[Rule] = set()
        relied_on: set[str] = set()
        for rule in reversed(list(told)):
            if rule in idle or rule.target.id in relied_on:
                continue
            proof = self.proof(rule, [each for each in self.rules if each not in {*gone, rule}])
            if proof is None or rule.target.id in self.found.falling_back:
                continue
            by, checks = proof
            if by:
                targets = {each.id: each for each in rule.plan.targets}
                names = dict.fromkeys(each.target.id for each in by)
                self.found.redundant.append(
                    Redundant(rule.target, tuple(targets[name] for name in names), checks)
                )
                relied_on.update(each.target.id for each in by if each not in self.rules)
            else:
                self.found.always_kept.append(AlwaysKept(rule.target, checks))
            gone.add(rule)

    def on_its_days(self, rule: Rule) -> list[Scene]:
        """A rule with the others on each of the days that matter to it; none if they are outside.

        A rule that is no linear inequality is held against those about the same quotient only.
        """
        try:
            scenes = [self.scenes.on(rule, day) for day in telling_days(rule, self.rules)]
        except Outside as outside:
            self.found.leave_open(outside.code, rule, *outside.params)
            return []
        for scene in scenes:
            why = scene.of(rule).undecided
            if why is not None:
                self.found.undecided[why] = None
        return scenes

    def is_idle(self, rule: Rule, scenes: list[Scene]) -> bool:
        """Whether a rule has nothing to judge on any of its days."""
        lacking = {scene.lacks(rule) for scene in scenes}
        lacks = lacking.pop() if len(lacking) == 1 else None
        if lacks is not None:
            self.found.idle.append(Idle(rule.target, lacks))
            return True
        checks: dict[Check, None] = {}
        try:
            for scene in scenes:
                because = scene.never_applies(rule)
                if because is None:
                    return False
                checks.update(dict.fromkeys(because))
        except NotAnswered:
            self.found.leave_open("solver-gave-up", rule)
            return False
        self.found.idle.append(Idle(rule.target, "condition", checks=tuple(checks)))
        return True

    def find_contradictions(self, idle: set[Rule]) -> None:
        """Rules that cannot be kept together; what never applies takes no part."""
        for scene in self.scenes.known():
            if scene.keeps_all():
                continue
            for each in contradictory(scene.told, scene.solver, self.found.undecided):
                if not idle.intersection(each.rules):
                    self.found.contradictions.append(each)
                    self._contradictory.append(frozenset(each.rules))

    def proof(self, rule: Rule, premises: list[Rule]) -> Proof | None:
        """What a rule follows from on all of its days; ``None`` when it does not.

        Its days have been told: whether they can be is the same for each of them, as for a
        milestone that would go on.
        """
        longer = list(going_on(rule, premises))
        scenes = self.scenes_with(longer)
        rules: dict[Rule, None] = {}
        checks: dict[Check, None] = {}
        try:
            for day in telling_days(rule, scenes.rules):
                scene = scenes.on(rule, day)
                proof = scene.follows(rule, {*premises, *longer})
                if proof is None or self.contradict_each_other(proof[0], scene):
                    return None
                rules.update(dict.fromkeys(proof[0]))
                checks.update(dict.fromkeys(proof[1]))
        except NotAnswered:
            self.found.leave_open("solver-gave-up", rule)
            return None
        return tuple(rules), tuple(checks)

    def scenes_with(self, longer: list[Rule]) -> Scenes:
        """The days with some more rules."""
        if not longer:
            return self.scenes
        return Scenes((*self.rules, *longer), self.found.solvers, self.ground)

    def contradict_each_other(self, rules: tuple[Rule, ...], scene: Scene) -> bool:
        """Whether everything follows from some rules, so that nothing is said by that.

        Of rules that contradict one rule each in several ways, not all were found before.
        """
        if any(each.issubset(rules) for each in self._contradictory):
            return True
        if len(rules) < 2:
            return False
        alone = tuple(each for each in scene.told.rules if each.rule in rules)
        told = attrs.evolve(scene.told, rules=alone)
        found = contradictory(told, scene.solver, self.found.undecided)
        for each in found:
            # A milestone that would go on is no rule of the plan
            if set(each.rules).issubset(self.rules):
                self.found.contradictions.append(each)
                self._contradictory.append(frozenset(each.rules))
        return bool(found)
