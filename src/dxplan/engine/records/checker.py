"""A plan compiled for records: a function from one organisation's figures to verdicts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import attrs

from dxplan.data.observations import Event, Organisation
from dxplan.engine.records.errors import RecordError
from dxplan.engine.records.headings import Columns, columns
from dxplan.engine.records.program import Program, program
from dxplan.engine.records.reading import Reading, reading_of
from dxplan.engine.records.shapes import is_compiled
from dxplan.engine.records.situation import Figure, Situation
from dxplan.engine.records.weighing import Result, find
from dxplan.plan.model import Plan
from dxplan.shown import Shown
from dxplan.values.periods import Period

if TYPE_CHECKING:
    from dxplan.data.lexicon import Lexicon
    from dxplan.engine.findings import Finding

__all__ = ["Checker", "Extra", "Record", "Result", "compile_plan"]

Record: TypeAlias = Mapping[str, object]
Extra: TypeAlias = Literal["refuse", "ignore"]
_MOST = 256
"""How many kinds of records are remembered, so that odd keys do not fill the memory."""


@attrs.frozen(eq=False, slots=False, repr=False)
class Checker(Shown):
    """Judges one organisation's record: call it with a mapping from key to value.

    It may be called from any number of threads, and keeps nothing of a record.

    :param extra: whether a key that says nothing in the plan is refused, or passed over.
    """

    situation: Situation = attrs.field(repr=lambda of: f"{of.plan.id} as of {of.as_of}")
    extra: Extra = "refuse"
    _columns: dict[tuple[object, ...], Columns] = attrs.field(factory=dict, init=False, repr=False)
    _readings: dict[object, Reading] = attrs.field(factory=dict, init=False, repr=False)
    _programs: list[Program] = attrs.field(factory=list, init=False, repr=False)
    _last: list[Reading] = attrs.field(factory=list, init=False, repr=False)

    @property
    def plan(self) -> Plan:
        """The plan whose targets are judged."""
        return self.situation.plan

    @property
    def as_of(self) -> date:
        """The day as of which they are judged."""
        return self.situation.as_of

    @property
    def targets(self) -> tuple[str, ...]:
        """The ids of the targets, in the order of the results."""
        return tuple(target.id for target in self.plan.targets)

    @property
    def measures(self) -> tuple[str, ...]:
        """The names of the measures that verdicts may depend on."""
        return self.situation.names_needed()

    @property
    def interpreted(self) -> tuple[str, ...]:
        """The ids of targets that are not compiled: the reference evaluator judges them.

        Their verdicts are as exact, and take some hundred times as long.
        """
        return tuple(target.id for target in self.plan.targets if not is_compiled(target))

    def __call__(self, record: Record) -> tuple[Result, ...]:
        """The results of a record, one for every target, in the order of :attr:`targets`.

        :raises RecordError: when a key or a value cannot be used.
        """
        for reading in self._last:
            found: tuple[Result, ...] | None = reading.direct(record)
            if found is not None:
                return found
        reading = self._reading(record)
        if not reading.varying:
            self._last[:] = [reading]
        return reading.results(record)

    def findings(self, record: Record) -> tuple[Finding, ...]:
        """The same as findings, with everything that they rest on, by the reference evaluator.

        Of every target the one that counts now.
        """
        reading = self._reading(record)
        values = zip(reading.program.figures, reading.values(record), strict=True)
        given = [(figure, value) for figure, value in values if value is not None]
        return tuple(find(self.situation, target, given) for target in self.plan.targets)

    # --- kinds of records -------------------------------------------------------------------------

    def _reading(self, record: Record) -> Reading:
        """How records with such keys, and such members as their values, are read."""
        if not isinstance(record, Mapping):
            raise RecordError("no-record", kind=type(record).__name__)
        keys = tuple(record)
        found = self._columns.get(keys)
        if found is None:
            strict = self.extra == "refuse"
            found = columns(self.situation, keys, self._words, strict=strict)
            _remember(self._columns, keys, found)
        said = tuple(_text(record[key]) for key in (*found.dimensions.values(), *found.periods))
        reading = self._readings.get((keys, said))
        if reading is None:
            reading = reading_of(
                self.situation, found, keys, said, words=self._words, programs=self._program
            )
            _remember(self._readings, (keys, said), reading)
        return reading

    def _program(self, figures: frozenset[Figure]) -> Program:
        """A program for some figures: a known one that has more, or else a new one."""
        for known in self._programs:
            if figures.issubset(known.figures):
                return known
        plain = {(name, ()) for name in self.measures}
        # A record that leaves out keys is one in which they are not reported.
        wanted = plain if figures.issubset(plain) else set(figures)
        made = program(self.situation, sorted(wanted))
        self._programs[_MOST - 1 :] = []
        self._programs.append(made)
        return made

    def _words(self) -> Lexicon:
        return self._lexicon

    @cached_property
    def _lexicon(self) -> Lexicon:
        from dxplan.data.lexicon import lexicon

        return lexicon(self.plan)

    def __reduce__(self) -> tuple[Any, ...]:
        # What is generated stays behind when a checker goes to another process.
        return Checker, (self.situation, self.extra)


def _text(raw: object) -> object:
    """What may be remembered by: any other value is taken by its text."""
    return raw if raw is None or isinstance(raw, str | date) else str(raw)


def _remember(kept: dict[Any, Any], key: object, value: object) -> None:
    if len(kept) >= _MOST:
        kept.clear()
    kept[key] = value


def compile_plan(
    plan: Plan,
    as_of: date,
    *,
    period: Period | None = None,
    organisation: Organisation | None = None,
    events: tuple[Event, ...] = (),
    extra: Extra = "refuse",
) -> Checker:
    """A checker of one organisation's records.

    :param period: what the records are reports of; without it, of the time that each target adds
        up when it is judged on ``as_of``.
    :param organisation: a line of the register.
    :param events: what facts are known from, beside the rules.
    :raises ValueError: when the period ends after the day.
    """
    if period is not None and period.end > as_of:
        raise ValueError(f"the period ends after the day of the check: {period.end} > {as_of}")
    known = tuple(event for event in events if event.on <= as_of)
    return Checker(Situation(plan, as_of, period, organisation, known), extra)
