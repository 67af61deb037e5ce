"""The functions that judge records which hold some figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import attrs

from dxplan.engine.records.code import Function, Writer, above_whole, broken_check, function, result
from dxplan.engine.records.one_target import OneTarget, Ruling, Values, is_written, writer_of
from dxplan.engine.records.shapes import Shape, is_compiled, touching
from dxplan.engine.records.situation import Figure, Situation
from dxplan.engine.records.weighing import Number, Result, whole
from dxplan.engine.records.wholes import Whole, bounded, wholes
from dxplan.plan.model import Target
from dxplan.shown import Shown


@attrs.frozen(repr=False)
class Program(Shown):
    """Judges records that hold at most some figures.

    :param figures: the order of the values.
    :param lines: of a function that judges integers, one for every figure, with what they refer to.
    :param wholes: the shares whose part must not be more than the whole.
    """

    figures: tuple[Figure, ...]
    wholes: tuple[Whole, ...]
    lines: tuple[str, ...]
    values: Mapping[str, Any]
    _text: _Text
    _careful: list[Function] = attrs.field(factory=list, init=False)

    def careful(self, values: Values) -> tuple[Result, ...] | None:
        """The results of exact numbers, of which some may be missing.

        ``None`` for those of which a part is more than its whole.
        """
        if not self._careful:
            # Written when something is first missing: one record may be all that is judged.
            # A text names its values as it is written, so that every thread takes one of its own.
            self._careful.append(attrs.evolve(self._text).function())
        found: tuple[Result, ...] | None = self._careful[0](values)
        return found

    def complete(self, reading: Sequence[str], values: Mapping[str, Any]) -> Function:
        """A function of a record that goes on to judge values which are all there, and integers.

        :param reading: lines that take the values out of the record.
        :param values: what these lines refer to.
        """
        return self.function([*reading, *self.lines], {**self.values, **values})

    def without_whole(self) -> set[int]:
        """The positions of figures of which no share shows that they are not below zero."""
        positions = {figure: position for position, figure in enumerate(self.figures)}
        held: set[Figure] = set()
        for each in self.wholes:
            held |= bounded(each)
        return {position for figure, position in positions.items() if figure not in held}

    def function(self, lines: Sequence[str], values: Mapping[str, Any]) -> Function:
        """The function of a record that some lines are."""
        return function(["def check(record):", *(f"    {line}" for line in lines)], values)


def program(situation: Situation, figures: Sequence[Figure]) -> Program:
    """The functions for records that hold at most some figures."""
    listed = tuple(figures)
    places: dict[str, list[int]] = {}
    for position, (measure, _) in enumerate(listed):
        places.setdefault(measure, []).append(position)
    targets = tuple(_of(situation, target, listed, places) for target in situation.plan.targets)
    shapes = [of.shape([True] * len(of.positions)) if of.compiled else None for of in targets]
    written = [None if each is None or not is_written(each) else each for each in shapes]
    shares = wholes(situation.plan, listed)
    certain = _Text(situation, targets, written, shares, certain=True)
    lines, values = certain.lines(), certain.writer.values
    careful = _Text(situation, targets, written, shares, certain=False)
    return Program(listed, shares, tuple(lines), values, careful)


def _of(
    situation: Situation,
    target: Target,
    figures: tuple[Figure, ...],
    places: Mapping[str, Sequence[int]],
) -> OneTarget:
    names = target.indicator.measures()
    positions = tuple(sorted(place for name in names for place in places.get(name, ())))
    compiled = is_compiled(target)
    checks = touching(situation, target, figures) if compiled and situation.plan.checks else ()
    return OneTarget(situation, target, figures, positions, checks, compiled)


@attrs.define(repr=False)
class _Text(Shown):
    """The text of a function that judges all targets.

    :param shapes: what is written out when every figure of a target is there.
    :param certain: whether they surely all are.
    """

    situation: Situation
    targets: Sequence[OneTarget]
    shapes: Sequence[Shape | None]
    wholes: Sequence[Whole]
    certain: bool
    writer: Writer = attrs.field(init=False)
    broken: Mapping[Ruling, tuple[str, str]] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        figures = self.targets[0].figures if self.targets else ()
        self.writer = writer_of(self.situation, dict(enumerate(figures)))
        self.broken = _broken(self.situation, self.targets, self.writer, certain=self.certain)

    @property
    def every(self) -> str:
        """All values, as a tuple or as what a tuple is taken apart into."""
        return "".join(f"{name}, " for name in self.writer.names.values()) or "()"

    def lines(self) -> list[str]:
        """The body of the function, behind what gives values their names."""
        above = [above_whole(each, self.writer, certain=self.certain) for each in self.wholes]
        lines = [f"if {' or '.join(above)}:", "    return None"] if above else []
        lines += [f"{name} = {text}" for name, text in self.broken.values()]
        if self.certain and None in self.shapes:
            lines.append(f"values = ({self.every})")
        results: list[str] = []
        for number, (of, shape) in enumerate(zip(self.targets, self.shapes, strict=True)):
            before, told_as = self._target(number, of, shape)
            lines.extend(before)
            results.append(f"{told_as}, ")
        return [*lines, f"return ({''.join(results)})"]

    def function(self) -> Function:
        """The function of the values of all figures."""
        unpacking = [f"{self.every} = values"] if self.writer.names else []
        body = [f"    {line}" for line in (*unpacking, *self.lines())]
        return function(["def check(values):", *body], self.writer.values)

    def _target(self, number: int, of: OneTarget, shape: Shape | None) -> tuple[list[str], str]:
        disputed = " or ".join(self.broken[check][0] for check in of.checks)
        call = f"{self.writer.value(of.judge)}(values, {disputed or False})"
        if shape is None:
            return [], call
        before, told_as = result(self.writer, shape, number, disputed)
        if self.certain or not of.positions:
            return before, told_as
        missing = " or ".join(f"v{position} is None" for position in of.positions)
        inner = [f"    {line}" for line in (*before, f"r{number} = {told_as}")]
        return [f"if {missing}:", f"    r{number} = {call}", "else:", *inner], f"r{number}"


def _broken(
    situation: Situation, targets: Sequence[OneTarget], writer: Writer, *, certain: bool
) -> dict[Ruling, tuple[str, str]]:
    """For every check that a target waits for a name, and whether figures break it."""
    needed = sorted({check for of in targets for check in of.checks})
    return {
        (number, key): (
            f"c{n}",
            broken_check(situation.plan.checks[number], key, writer, certain=certain),
        )
        for n, (number, key) in enumerate(needed)
    }


def plainly(results: tuple[Result, ...]) -> tuple[Result, ...]:
    """Results whose whole numbers are integers, after fractions were added up."""
    return tuple((t, verdict, _plain(n), _plain(d)) for t, verdict, n, d in results)


def _plain(value: Number) -> Number:
    return whole(value) if isinstance(value, Fraction) else value
