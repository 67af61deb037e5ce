"""How records with the same keys are read: straight for whole numbers, else value by value."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from operator import itemgetter
from typing import Any

import attrs

from dxplan.engine.records.code import Function
from dxplan.engine.records.errors import RecordError
from dxplan.engine.records.headings import Column, Columns, Words, figures_of, member
from dxplan.engine.records.one_target import Values
from dxplan.engine.records.program import Program, plainly
from dxplan.engine.records.situation import Figure, Situation
from dxplan.engine.records.values import exact_value
from dxplan.engine.records.weighing import Result
from dxplan.engine.records.wholes import refuse_above
from dxplan.plan.model import Measure
from dxplan.shown import Shown


@attrs.frozen(repr=False)
class Reading(Shown):
    """Reads and judges records with the same keys.

    :param direct: the results of a record with just these keys whose values are whole numbers or
        not there, and ``None`` for any other record.
    :param columns: for every figure of the program the key that holds it.
    :param varying: whether some values, such as that of ``level``, say what the others are about.
    """

    program: Program
    columns: tuple[Column | None, ...]
    direct: Function
    varying: bool

    def values(self, record: Mapping[str, object]) -> Values:
        """The values of a record, in the order of the program's figures.

        :raises RecordError: when one is no exact number, or none that its measure can have, or the
            part of a share is more than the whole.
        """
        values = tuple(
            None if c is None else exact_value(c.measure, c.key, record[c.key], c.scale)
            for c in self.columns
        )
        refuse_above(self.program.wholes, dict(zip(self.program.figures, values, strict=True)))
        return values

    def results(self, record: Mapping[str, object]) -> tuple[Result, ...]:
        """The results of a record."""
        found: tuple[Result, ...] | None = self.direct(record)
        if found is None:
            values = self.values(record)
            found = self.program.careful(values)
            assert found is not None, "INVARIANT: a part above its whole was refused before"
            return plainly(found) if any(isinstance(v, Fraction) for v in values) else found
        return found


def reading_of(
    situation: Situation,
    found: Columns,
    keys: Sequence[str],
    said: Sequence[object],
    *,
    words: Words,
    programs: Callable[[frozenset[Figure]], Program],
) -> Reading:
    """How records with some keys are read.

    :param said: the values of the keys of dimensions and periods, which all of them have.
    """
    members: dict[str, str] = {}
    for (dimension, key), raw in zip(found.dimensions.items(), said, strict=False):
        named = member(dimension, key, raw, words)
        if named is not None:
            members[dimension] = named
    for key, raw in zip(found.periods, said[len(found.dimensions) :], strict=True):
        _hold_period(situation, key, raw)
    needed = set(situation.names_needed())
    figures = figures_of(situation, found, members, words)
    used = {figure: column for figure, column in figures.items() if figure[0] in needed}
    program = programs(frozenset(used))
    columns = tuple(used.get(figure) for figure in program.figures)
    varying = bool(found.dimensions or found.periods)
    return Reading(program, columns, _direct(program, columns, keys), varying)


def _hold_period(situation: Situation, key: str, raw: object) -> None:
    """Refuses a record of another period, and one that names any where none was asked for."""
    from dxplan.data.period_text import read_period

    if situation.period is None:
        raise RecordError("period-not-asked", key)
    if read_period(raw, situation.plan.calendar) != situation.period:
        period = f"{situation.period.start}/{situation.period.end}"
        raise RecordError("other-period", key, text=str(raw), period=period)


# --- straight ------------------------------------------------------------------------------------


def _direct(program: Program, columns: Sequence[Column | None], keys: Sequence[str]) -> Function:
    """A function that reads and judges a record straight, as long as nothing is odd about it."""
    known = [(n, column) for n, column in enumerate(columns) if column is not None]
    if any(column.scale != 1 for _, column in known):
        return _never
    flags = [(n, c.key) for n, c in known if c.measure.kind == "flag"]
    numbers = [(n, c.key) for n, c in known if c.measure.kind != "flag"]
    used = {column.key for _, column in known}
    values: dict[str, Any] = {
        "careful": program.careful, "whole": {int}, "open": {int, type(None)}, "bits": {0, 1},
        "bits_or_not": {0, 1, None}, "numbers_of": _getter(numbers), "flags_of": _getter(flags),
    }  # fmt: skip
    # What is not used is asked for as well: so there is no key that nobody has looked at.
    unused = {f"key{n}": key for n, key in enumerate(keys) if key not in used}
    values.update(unused)
    lines = [
        f"if len(record) != {len(keys)}:",
        "    return None",
        "try:",
        "    pass",
        *(f"    record[{name}]" for name in unused),
        *_taken(numbers, "numbers", "kinds = {*map(type, numbers)}"),
        *_taken(flags, "flags", "said = {*flags}"),
        "except (KeyError, TypeError):",
        "    return None",
    ]
    odd, missing = _oddities(bool(numbers), bool(flags))
    absent = [f"v{n}" for n, column in enumerate(columns) if column is None]
    lines += [f"{name} = None" for name in absent]
    every = "".join(f"v{n}, " for n in range(len(columns)))
    bounds = [line for n, column in known for line in _bounds(f"v{n}", column.measure)]
    careful = [f"if {odd}:", "    return None", *bounds, f"return careful(({every}))"]
    if absent or not missing:
        return program.function([*lines, *careful], values)
    free = program.without_whole()
    checked = "".join(
        f"v{n}, " for n, column in known if n in free and column.measure.kind != "flag"
    )
    below = [f"if min(({checked})) < 0:", "    return None"] if checked else []
    lines += [f"if {missing}:", *(f"    {line}" for line in careful), *below, *bounds]
    return program.complete(lines, values)


def _getter(values: Sequence[tuple[int, str]]) -> Callable[[Any], tuple[Any, ...]]:
    keys = [key for _, key in values]
    return itemgetter(*keys) if len(keys) > 1 else lambda record: tuple(record[k] for k in keys)


def _taken(values: Sequence[tuple[int, str]], name: str, seen: str) -> list[str]:
    """The lines that take values out of a record, and what kinds of them there are."""
    names = "".join(f"v{n}, " for n, _ in values)
    return [f"    {names}= {name} = {name}_of(record)", f"    {seen}"] if values else []


def _oddities(numbers: bool, flags: bool) -> tuple[str, str]:
    """What leaves a record to be read value by value, and what tells that something is missing."""
    odd, missing = [], []
    if numbers:
        odd.append("not kinds <= open or min(filter(None, numbers), default=0) < 0")
        missing.append("kinds != whole")
    if flags:
        odd.append("not said <= bits_or_not")
        missing.append("not said <= bits")
    return " or ".join(odd) or "False", " or ".join(missing)


def _bounds(name: str, measure: Measure) -> list[str]:
    """The lines that leave a value which its measure cannot have to what tells of it."""
    found: list[str] = []
    if measure.highest is not None:
        low = measure.highest.numerator // measure.highest.denominator
        found.append(f"if {name} is not None and {name} > {low}:")
    if measure.kind == "rank":
        found.append(f"if {name} is not None and {name} < 1:")
    return [line for each in found for line in (each, "    return None")]


def _never(_record: object) -> None:
    return None
