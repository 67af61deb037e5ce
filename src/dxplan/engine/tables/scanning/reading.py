"""From a table whose patterns and people are known to its figures."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs
import numpy as np

from dxplan.data.left_out import LeftOut, left_out_together
from dxplan.data.observations import Observations
from dxplan.data.problems import Problem
from dxplan.data.register import Register
from dxplan.engine.tables.figures import Figures, Point
from dxplan.engine.tables.kinds import Codes
from dxplan.engine.tables.scanning.apart import misplaced, odd_numbers, together, watched
from dxplan.engine.tables.scanning.book import Book, Whole
from dxplan.engine.tables.scanning.broken import breaking
from dxplan.engine.tables.scanning.cells import Cells
from dxplan.engine.tables.scanning.marks import Presence, overlapping, presence, reported, reporters
from dxplan.engine.tables.scanning.people import People
from dxplan.engine.tables.scanning.rows import Rows
from dxplan.engine.tables.scanning.satisfying import Reach
from dxplan.engine.tables.scanning.scan import Added, Coded, Marks, add_up, coded, pattern_texts
from dxplan.engine.tables.scanning.single import Single
from dxplan.engine.tables.scanning.spread import Layout, layout_of, spread
from dxplan.plan.model import Plan


@attrs.frozen
class Out:
    """Rows that are left out for what they have in common: how many, and whose."""

    rows: int = 0
    whose: tuple[LeftOut, ...] = ()


@attrs.frozen(eq=False)
class Reading:
    """A table that is being read.

    :param measures: what is asked for.
    """

    plan: Plan
    rows: Rows
    book: Book
    people: People
    register: Register | None
    as_of: date
    measures: frozenset[str]

    def figures(self, found: Coded, marks: Marks, problems: Iterable[Problem], out: Out) -> Figures:
        """What the table says.

        :param problems: what is wrong with its columns and patterns; ``out``: the rows that
            are left out because of it.
        """
        kinds = self.people.kinds
        present = presence(self.book, marks, len(kinds.organisations))
        added = add_up(found)
        apart = self.apart(found, marks, present, added)
        read = pattern_texts(self.rows, self.book) if out.rows else None
        single = Single(self.plan, self.rows, self.people.names, kinds, self.register, read)
        alone = single.observations(apart, None, told=True)
        taken = [(added, 1)]
        if apart.size:
            few = coded(self.rows, self.book, self.people.named(apart), kinds.of)
            taken.append((add_up(few), -1))
        for bits in present.bits.values():
            bits[apart] = 0
        layout = self.layout(taken, alone)
        sums, counts = spread(taken, layout, len(kinds.examples))
        result = Figures(
            kinds,
            self.people.has_register,
            layout.points,
            layout.scales,
            sums,
            counts,
            *reported(present, layout.points),
            apart,
            Cells(found, layout),
            single.observations,
            (*problems, *self.people.problems, *alone.problems),
            out.rows + self.people.left_out + alone.rows_left_out,
            Reach(found, layout, len(kinds.organisations)),
            left_out_together((*out.whose, *alone.left_out)),
        )
        if self.people.has_register:
            return result
        return self._of_reporters(result, present, alone)

    def apart(self, found: Coded, marks: Marks, present: Presence, added: Added) -> Codes:
        """Organisations that have to be looked at one by one."""
        odd = [
            marks.doubled(),
            present.doubled,
            overlapping(self.plan, present),
            odd_numbers(found),
            watched(found),
            misplaced(self.plan, found, self.people.kinds, added),
            breaking(self.plan, found),
        ]
        return together(odd)

    def layout(self, taken: list[tuple[Added, int]], alone: Observations) -> Layout:
        """The points that anybody reported up to the day, and where their numbers come from."""
        there = np.zeros((len(self.book.patterns), len(self.rows.numbers)), dtype=np.int64)
        for added, sign in taken:
            for column, counts in enumerate(added.counts):
                np.add.at(there[:, column], added.patterns, sign * counts)
        found = {point for number, c, point in self.book.each_point() if there[number, c]}
        for cell in alone.cells:
            found.add(Point(cell.measure, tuple(sorted(cell.members.items())), cell.period))
        wanted = (p for p in found if p.measure in self.measures and p.period.end <= self.as_of)
        return layout_of(self.rows.scales, self.book, wanted)

    def _of_reporters(self, found: Figures, present: Presence, alone: Observations) -> Figures:
        """Without a register, whoever reported anything up to the day is who should report."""
        names = found.kinds.organisations
        codes: Whole = reporters(present, self.as_of, len(names))
        said = {names[code] for code in codes.tolist()}
        said |= {cell.organisation for cell in alone.cells if cell.period.end <= self.as_of}
        if len(said) == len(names):
            return found
        again = read_again(attrs.evolve(self, people=self.people.only(said)))
        again = attrs.evolve(again, rows_left_out=found.rows_left_out, left_out=found.left_out)
        return attrs.evolve(again, problems=found.problems)


def read_again(reading: Reading) -> Figures:
    """The figures of a table, from its rows on."""
    from dxplan.engine.tables.scanning.scan import mark

    people = reading.people
    found = coded(reading.rows, reading.book, people.names, people.kinds.of)
    return reading.figures(found, mark(found), (), Out())
