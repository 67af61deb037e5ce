"""One target of a record, over all ways in which its figures may be there or missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TypeAlias

import attrs

from dxplan.engine.material import Exact, Key
from dxplan.engine.records.code import Function, Writer, function, result
from dxplan.engine.records.one_missing import Question, judge, question
from dxplan.engine.records.shapes import Shape, shape_of
from dxplan.engine.records.situation import Figure, Situation
from dxplan.engine.records.weighing import Result, find, told, weigh
from dxplan.plan.model import Target
from dxplan.shown import Shown

Values: TypeAlias = Sequence[Exact | None]
"""A value for every figure, ``None`` where it is not reported."""

Ruling: TypeAlias = tuple[int, Key]
"""A check by its number, for a break-down."""

_MOST = 256
"""How many ways are remembered of a target, so that odd records do not fill the memory."""


@attrs.define(repr=False)
class OneTarget(Shown):
    """One target of a record.

    :param positions: where the figures of its measures stand among all.
    :param checks: the checks that its verdict waits for.
    :param compiled: whether it is not left to the reference evaluator.
    """

    situation: Situation
    target: Target
    figures: tuple[Figure, ...]
    positions: tuple[int, ...]
    checks: tuple[Ruling, ...]
    compiled: bool
    _judges: dict[tuple[bool, ...], Function] = attrs.field(factory=dict, init=False)

    def judge(self, values: Values, broken: bool = False) -> Result:
        """The result of the target for any values."""
        if not self.compiled:
            given = [(f, v) for f, v in zip(self.figures, values, strict=True) if v is not None]
            return told(find(self.situation, self.target, given))
        there = tuple(values[position] is not None for position in self.positions)
        made = self._judges.get(there)
        if made is None:
            if len(self._judges) >= _MOST:
                self._judges.clear()
            # Threads that find the same way at once make the same function twice.
            made = self._judges[there] = self._made(there)
        found: Result = made(values, broken)
        return found

    def shape(self, there: Sequence[bool]) -> Shape:
        """How the target is judged when some of its figures are there."""
        pairs = zip(self.positions, there, strict=True)
        given = [self.figures[position] for position, is_there in pairs if is_there]
        return shape_of(self.situation, self.target, given)

    def _made(self, there: tuple[bool, ...]) -> Function:
        shape = self.shape(there)
        given = [p for p, is_there in zip(self.positions, there, strict=True) if is_there]
        writer = writer_of(self.situation, {p: self.figures[p] for p in given})
        unpacking = [f"    v{p} = values[{p}]" for p in given]
        if not is_written(shape):
            asked = None
            if shape.gap is not None:
                told_as = f"    return {writer.side(shape.gap.known)}"
                known = function(["def check(values):", *unpacking, told_as], writer.values)
                asked = question(shape, shape.gap), known
            return partial(self._weighed, shape, asked, given)
        lines, told_as = result(writer, shape, 0, "broken" if self.checks else "")
        body = ["def check(values, broken):", *unpacking, *(f"    {each}" for each in lines)]
        return function([*body, f"    return {told_as}"], writer.values)

    def _weighed(
        self,
        shape: Shape,
        asked: tuple[Question, Function] | None,
        given: list[int],
        values: Values,
        broken: bool,
    ) -> Result:
        if asked is not None:
            found = judge(asked[0], asked[1](values), broken=broken)
            if found is not None:
                return found
        figures = [(self.figures[p], value) for p in given if (value := values[p]) is not None]
        return weigh(self.situation, shape, figures, broken=broken)


def writer_of(situation: Situation, figures: Mapping[int, Figure]) -> Writer:
    """A writer that names figures by their positions."""
    flags = (each for each in figures.values() if situation.plan.measures[each[0]].kind == "flag")
    return Writer({figure: f"v{p}" for p, figure in figures.items()}, frozenset(flags))


def is_written(shape: Shape) -> bool:
    """Whether the result of a shape is a plain expression."""
    return shape.unused or shape.sides is not None
