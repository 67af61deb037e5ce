"""Whom a target asks, by kind: the questions of the reference evaluator, put to examples."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypeAlias

import attrs
import numpy as np
import numpy.typing as npt

from dxplan.data.asked_columns import ORGANISATION
from dxplan.data.observations import Event, Organisation
from dxplan.engine.expected import is_asked
from dxplan.engine.grouping import Labels
from dxplan.engine.material import Material
from dxplan.engine.moments import Moment
from dxplan.engine.population import Population, group_notes
from dxplan.engine.responsible import Note
from dxplan.engine.tables.kinds import Codes, Kinds
from dxplan.plan.model import Plan, Target

Flags: TypeAlias = npt.NDArray[np.bool_]


@attrs.define(eq=False)
class Asking:
    """Whom the targets of a plan ask.

    Kinds with the same members and days of existence are one *class*: most questions differ only
    between classes.

    :param material: holds no figures, only the examples of the kinds.
    :param classes: one example a class.
    :param class_of: the class of every kind.
    """

    plan: Plan
    kinds: Kinds
    material: Material
    population: Population
    classes: tuple[Organisation, ...]
    class_of: Codes
    codes: tuple[Codes, ...]
    _inside: dict[int, Flags] = attrs.field(factory=dict)

    def inside(self, day: date) -> Flags:
        """Which kinds lie in the plan's territory on a day."""
        counted = self.population.on(day)
        # Days on which the same count have them in common.
        key = id(counted)
        if key not in self._inside:
            there = {each.id for each in counted.organisations}
            inside = [each.id in there for each in self.kinds.examples]
            self._inside[key] = np.array(inside, dtype=np.bool_)
        return self._inside[key]

    def asked(self, target: Target, moment: Moment) -> Flags:
        """Which kinds should report for a target at a moment, if the register says who should."""
        of_class = np.array(
            [is_asked(self.material, target, each, moment) for each in self.classes],
            dtype=np.bool_,
        )
        return self.inside(moment.on) & of_class[self.class_of]

    def kinds_of_class(self, of: Organisation) -> Codes:
        """The kinds of the class that an organisation is the example of."""
        place = next(place for place, each in enumerate(self.classes) if each.id == of.id)
        found: Codes = np.flatnonzero(self.class_of == place)
        return found

    def labels(self, column: str, day: date) -> Labels:
        """The groups of a register column on a day, by the id of an example."""
        return self.population.labels(column, day)

    def notes(self, day: date, columns: Iterable[str]) -> tuple[Note, ...]:
        """What must be said of who is judged on a day, and in which groups."""
        counted = self.population.on(day).organisations
        examples, sizes = self.material.organisations, self.population.sizes
        found = [
            note
            for column in columns
            if column != ORGANISATION
            for note in group_notes(column, day, counted, examples, sizes)
        ]
        return (*self.population.notes(day), *dict.fromkeys(found))


def asking(plan: Plan, kinds: Kinds, has_register: bool, events: tuple[Event, ...]) -> Asking:
    """Whom a plan asks among organisations of some kinds."""
    examples = {each.id: each for each in kinds.examples}
    sizes = {each.id: int(size) for each, size in zip(kinds.examples, kinds.sizes, strict=True)}
    known: dict[object, int] = {}
    classes: list[Organisation] = []
    class_of = np.empty(len(kinds.examples), dtype=np.int64)
    for code, each in enumerate(kinds.examples):
        key = (tuple(sorted(each.members.items())), each.since, each.until)
        if known.setdefault(key, len(classes)) == len(classes):
            classes.append(each)
        class_of[code] = known[key]
    of_organisation = class_of[kinds.of]
    return Asking(
        plan,
        kinds,
        Material(plan, {}, examples, has_register, events),
        Population(plan, examples, has_register, sizes),
        tuple(classes),
        class_of,
        tuple(np.flatnonzero(of_organisation == code) for code in range(len(classes))),
    )
