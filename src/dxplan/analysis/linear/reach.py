"""Which rules bear on a question: as few as may be.

Rules about parts of the same whole do not bear on each other, as long as each part is free to be
all or nothing of it (:mod:`dxplan.analysis.linear.free`). Then only rules about the whole itself
bear on each of them. A part that may always be the same share of its whole only asks that the whole
is a multiple of something, which it is when all figures are taken that many times.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

import attrs

from dxplan.analysis.linear.components import Links, names_of
from dxplan.analysis.linear.facts import Relation, bearing
from dxplan.analysis.linear.free import (
    Part,
    are_free,
    are_steady,
    counted_part,
    grows,
    is_kept_by_plenty,
    part_of,
)
from dxplan.analysis.linear.ground import Ground
from dxplan.analysis.linear.terms import keys_of
from dxplan.analysis.linear.times import Rule

_Uses: TypeAlias = list[tuple[Sequence[str], Part | None]]
"""Measures that something mentions, and the part that it says something of, and of nothing else."""


@attrs.define
class Reach:
    """Rules in sets, by the figures they rest on; each set goes by the name of a measure.

    :param rules: those that are taken as kept.
    :param others: those that are asked about.
    :ivar keys: by plan and measure, the name that the measure goes by.
    """

    rules: Sequence[Rule]
    others: Sequence[Rule] = ()
    _links: Links = attrs.field(factory=Links, init=False)
    _wholes: dict[str, str] = attrs.field(factory=dict, init=False)
    keys: Mapping[tuple[str, str], str] = attrs.field(init=False)
    _steady: dict[str, list[str]] = attrs.field(factory=dict, init=False)
    _relations: dict[str, list[Relation]] = attrs.field(factory=dict, init=False)
    _sets: dict[Rule, str] = attrs.field(factory=dict, init=False)
    _every: dict[str, list[Rule]] = attrs.field(factory=dict, init=False)
    _taken: dict[str, list[Rule]] = attrs.field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        every = list(dict.fromkeys([*self.rules, *self.others]))
        plans = list({id(rule.plan): rule.plan for rule in every}.values())
        mentioned = [name for rule in every for name in names_of(rule)]
        relations = [each for each in bearing(plans, mentioned) if not _is_certain(each)]
        self.keys = keys_of(plans)
        self._link(every, relations)
        taken = frozenset(self.rules)
        for relation in relations:
            self._relations.setdefault(self._set_of(_use(relation)), []).append(relation)
        for rule in every:
            self._every.setdefault(self.name(rule), []).append(rule)
            if rule in taken:
                self._taken.setdefault(self.name(rule), []).append(rule)

    # --- questions --------------------------------------------------------------------------------

    def name(self, rule: Rule) -> str:
        """The set of a rule."""
        known = self._sets.get(rule)
        if known is None:
            known = self._sets[rule] = self._set_of((names_of(rule), part_of(rule)))
        return known

    def is_free(self, name: str) -> bool:
        """Whether a set is about a part that any share of its whole may be."""
        return name in self._wholes

    def rules_in(self, name: str) -> list[Rule]:
        """All rules of a set."""
        return self._every.get(name, [])

    def bearing_on(self, name: str) -> list[Rule]:
        """The rules taken as kept that bear on those of a set: its own, and on its whole."""
        return [rule for each in self._concerned(name) for rule in self._taken.get(each, ())]

    def ground(self, name: str) -> Ground:
        """What is known of the measures of a set and of its whole."""
        concerned = self._concerned(name)
        found = [each for one in concerned for each in self._relations.get(one, ())]
        return Ground(self.keys, tuple(found))

    def together(self) -> Iterator[tuple[list[Rule], Ground]]:
        """Sets of rules that may contradict each other, and what is known of their measures.

        Rules that are all kept where there is plenty do not. A part that is free contradicts
        nothing but what is said of its whole. Two of them do so together only when that has a
        number in it: otherwise figures that keep it with the one and figures that keep it with the
        other add up to figures that keep all.
        """
        for names in self._sets_together():
            rules = [rule for name in names for rule in self._taken.get(name, ())]
            found = [each for name in names for each in self._relations.get(name, ())]
            parts_only = all(part is not None for _, part in map(_use, found))
            if not (parts_only and all(is_kept_by_plenty(rule) for rule in rules)):
                yield rules, Ground(self.keys, tuple(found))

    def _sets_together(self) -> Iterator[list[str]]:
        parts: dict[str, list[str]] = {}
        for name in self._taken:
            if name in self._wholes:
                parts.setdefault(self._links.top(self._wholes[name]), []).append(name)
        for name, own in self._taken.items():
            if name in self._wholes:
                continue
            concerned = self._concerned(name)
            free = [each for each in parts.get(name, ()) if each not in concerned]
            yield concerned
            if all(grows(rule) for rule in own):
                yield from (self._concerned(each) for each in free)
            elif free:
                yield [*concerned, *free]

    # --- how they are made ------------------------------------------------------------------------

    def _concerned(self, name: str) -> list[str]:
        """The sets whose rules bear on those of a set."""
        whole = self._wholes.get(name)
        if whole is None:
            return [name, *self._steady.get(name, ())]
        top = self._links.top(whole)
        if all(grows(rule) for rule in self._taken.get(top, ())):
            return [name, top]
        return [name, top, *(each for each in self._steady.get(top, ()) if each != name)]

    def _set_of(self, use: tuple[Sequence[str], Part | None]) -> str:
        names, part = use
        return self._links.top(names[0] if part is None else part.own[0])

    def _link(self, rules: Sequence[Rule], relations: Sequence[Relation]) -> None:
        """Join what some rule, share or check links, but for parts that are free."""
        parts = {rule: part_of(rule) for rule in rules}
        uses: _Uses = [(names_of(rule), part) for rule, part in parts.items()]
        uses += [_use(relation) for relation in relations]
        for _, part in uses:
            self._links.join(() if part is None else part.own)
        about: dict[str, list[Rule]] = {}
        taken = frozenset(self.rules)
        for rule, part in parts.items():
            if part is not None and rule in taken:
                about.setdefault(self._links.top(part.own[0]), []).append(rule)
        found = _parts(self._links, uses)
        free = [name for name in found if are_free(about.get(name, ()))]
        steady = [name for name in found if name not in free]
        steady = [name for name in steady if are_steady(about[name], found[name])]
        self._wholes = {name: found[name].whole for name in (*free, *steady)}
        for names, part in uses:
            if part is None or self._set_of((names, part)) not in self._wholes:
                self._links.join(names)
        for name in steady:
            self._steady.setdefault(self._links.top(found[name].whole), []).append(name)


def _is_certain(relation: Relation) -> bool:
    """Whether a relation only says that something is not less than nothing."""
    left, right = relation.left, relation.right
    nothing = relation.comparator == "<=" and not left.terms and left.constant <= 0
    return nothing and right.constant >= 0 and all(factor > 0 for factor, _, _ in right.terms)


def _use(relation: Relation) -> tuple[Sequence[str], Part | None]:
    is_part = relation.comparator == "<="
    part = counted_part(relation.plan, relation.left, relation.right) if is_part else None
    return relation.names(), part


def _parts(links: Links, uses: _Uses) -> dict[str, Part]:
    """The parts that are used as parts of one whole, and in no other way; by set."""
    found: dict[str, Part] = {}
    spoiled: set[str] = set()
    for names, part in uses:
        own = () if part is None else part.own
        spoiled.update(links.top(name) for name in names if name not in own)
        if part is None:
            continue
        name = links.top(part.own[0])
        known = found.get(name, part)
        if known.whole != part.whole:
            spoiled.add(name)
        every = dict.fromkeys([*known.own, *part.own])
        found[name] = Part(tuple(every), part.whole)
    return {name: part for name, part in found.items() if name not in spoiled}
