"""Rows beside the comparisons that they are held to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

import attrs

from dxplan.engine.tables.row_checking.row_comparisons import Comparisons, Term
from dxplan.engine.tables.row_checking.row_forms import Batch
from dxplan.engine.tables.row_checking.row_patterns import Seen
from dxplan.engine.tables.scanning.numbers import zero_or_one
from dxplan.engine.tables.scanning.patterns import Texts
from dxplan.engine.tables.scanning.rows import Rows, by, joined, one
from dxplan.engine.tables.scanning.sources import Column, texts, whole_numbers

if TYPE_CHECKING:
    import narwhals as nw

    from dxplan.engine.tables.scanning.rows import Asked

    Frame = nw.LazyFrame[Any]

_MOST = 2**63 - 1


@attrs.frozen(eq=False)
class Held:
    """The rows of a table and what they are held to.

    :param beginning: of the names of all columns that are made; no column of the table has it.
    """

    rows: Rows
    seen: Seen
    comparisons: Comparisons
    beginning: str

    def named(self, name: str) -> str:
        """The name of a column that is made."""
        return self.beginning + name

    def made(self, names: Iterable[str], *, beside: bool) -> Frame:
        """Some of the columns that are made of the table, only these or beside its own."""
        columns = (self.rows.made[name].alias(self.named(name)) for name in names)
        frame = self.rows.source.frame
        return frame.with_columns(*columns) if beside else frame.select(*columns)

    def in_rows(self, batch: Batch, *, beside: bool) -> Frame:
        """Rows beside each of the comparisons of a batch whose numbers stand in one row.

        :param beside: whether the table's own columns are wanted.
        """
        import narwhals as nw

        at = {number: place for place, number in enumerate(batch.numbers)}
        lines = [(said, number) for said, number in self.comparisons.alone if number in at]
        keys = _telling(lines, [each.texts for each in self.seen.patterns], self._odd())
        distinct = list(dict.fromkeys((_only(said, keys), number) for said, number in lines))
        lists = {f"t{key}": texts([said[n] for said, _ in distinct]) for n, key in enumerate(keys)}
        lists |= self._beside(batch, [number for _, number in distinct])
        columns, names = batch.every[0].columns, [f"t{key}" for key in keys]
        needed = [
            *names,
            *(f"{letter}{column}" for column in sorted(set(columns)) for letter in "vq"),
        ]
        both = self._joined(self.made(needed, beside=beside), lists, names)
        return both.with_columns(
            *(
                nw.col(self.named(f"v{c}")).alias(self.named(f"w{n}"))
                for n, c in enumerate(columns)
            ),
            *(
                nw.col(self.named(f"q{c}")).alias(self.named(f"e{n}"))
                for n, c in enumerate(columns)
            ),
        )

    def across(self, batch: Batch) -> Frame:
        """Reports put together of rows, beside their comparisons."""
        reports = self.reports(batch)
        sums = self._put_together(batch, [t for t in self.comparisons.terms if t.report in reports])
        lists = {"j": whole_numbers(reports)}
        lists |= self._beside(batch, [self.comparisons.reports[report] for report in reports])
        return self._joined(sums, lists, ["j"])

    def rows_of(self, batch: Batch, found: Frame) -> Frame:
        """The rows of some reports that were put together.

        :param found: whose and which they are.
        """
        reports = set(self.reports(batch))
        terms = [term for term in self.comparisons.terms if term.report in reports]
        lines = list(dict.fromkeys((term.texts, term.report) for term in terms))
        lists = self._texts([said for said, _ in lines])
        lists["j"] = whole_numbers([report for _, report in lines])
        whole = self.made(["o", *self.rows.texts], beside=True)
        both = self._joined(whole, lists, self.rows.texts)
        return joined(both, found, [self.named("o"), self.named("j")])

    def reports(self, batch: Batch) -> list[int]:
        """The reports that are held to the comparisons of a batch."""
        numbers = set(batch.numbers)
        return [j for j, number in enumerate(self.comparisons.reports) if number in numbers]

    def _put_together(self, batch: Batch, terms: Sequence[Term]) -> Frame:

        lists = self._texts([term.texts for term in terms])
        for name in ("report", "column", "slot"):
            short = "j" if name == "report" else name
            lists[short] = whole_numbers([getattr(term, name) for term in terms])
        columns = sorted({term.column for term in terms})
        needed = [
            "o",
            *self.rows.texts,
            *(f"{letter}{column}" for column in columns for letter in "vq"),
        ]
        both = self._joined(self.made(needed, beside=False), lists, self.rows.texts)
        both = both.with_columns(*self._number(columns))
        keys = [self.named("o"), self.named("j")]
        asked: dict[str, Asked] = {}
        for slot in batch.slots:
            asked |= self._of_slot(slot)
        return by(both, keys, asked).with_columns(
            *(each for slot in batch.slots for each in self._told_once(slot))
        )

    def _number(self, columns: Sequence[int]) -> tuple[nw.Expr, nw.Expr]:
        """The number of a row for a report, and whether it is there."""
        import narwhals as nw

        which = nw.col(self.named("column"))
        value = nw.col(self.named(f"v{columns[0]}"))
        for column in columns[1:]:
            value = nw.when(which == column).then(nw.col(self.named(f"v{column}"))).otherwise(value)
        there = ((which == c) & (nw.col(self.named(f"q{c}")) > 0) for c in columns)
        is_there = zero_or_one(reduce(or_, there))
        return value.alias(self.named("value")), is_there.alias(self.named("there"))

    def _of_slot(self, slot: int) -> dict[str, Asked]:
        """The least and the greatest number of a slot, and how many there are."""
        import narwhals as nw

        here = (nw.col(self.named("slot")) == slot) & (nw.col(self.named("there")) > 0)
        value = nw.col(self.named("value"))
        low = nw.when(here).then(value).otherwise(nw.lit(_MOST, dtype=nw.Int64))
        high = nw.when(here).then(value).otherwise(nw.lit(-_MOST, dtype=nw.Int64))
        return {
            self.named(f"l{slot}"): (low, "min"),
            self.named(f"h{slot}"): (high, "max"),
            self.named(f"n{slot}"): (zero_or_one(here), "sum"),
        }

    def _told_once(self, slot: int) -> tuple[nw.Expr, nw.Expr]:
        """The number of a slot, and how many there are that are not the same: 2 for any more."""
        import narwhals as nw

        low, high = nw.col(self.named(f"l{slot}")), nw.col(self.named(f"h{slot}"))
        there = nw.col(self.named(f"n{slot}")) > 0
        value = nw.when(there).then(low).otherwise(nw.lit(0, dtype=nw.Int64))
        times = zero_or_one(there) + zero_or_one(there & (low != high))
        return value.alias(self.named(f"w{slot}")), times.alias(self.named(f"e{slot}"))

    def _beside(self, batch: Batch, numbers: Sequence[int]) -> dict[str, Column]:
        """Some comparisons of a batch, with what differs between them and the rule of each."""
        at = {number: place for place, number in enumerate(batch.numbers)}
        places = [at[number] for number in numbers]
        found = {"c": whole_numbers(numbers), "rule": texts([batch.every[p].rule for p in places])}
        for name, listed in batch.columns().items():
            found[name] = whole_numbers([listed[place] for place in places])
        return found

    def _texts(self, said: Sequence[Texts]) -> dict[str, Column]:
        return {name: texts([each[n] for each in said]) for n, name in enumerate(self.rows.texts)}

    def _joined(self, frame: Frame, lists: dict[str, Column], keys: Sequence[str]) -> Frame:
        given = {self.named(name): column for name, column in lists.items()}
        return joined(frame, self.rows.source.hand_over(given), [self.named(key) for key in keys])

    def _odd(self) -> list[Texts]:
        return [each.texts for each, _ in self.seen.odd]


def held(rows: Rows, seen: Seen, comparisons: Comparisons) -> Held:
    """Rows and what they are held to."""
    own = [name.casefold() for name in rows.source.columns()]
    beginning = "dxplan_"
    while any(name.startswith(beginning) for name in own):
        beginning += "_"
    return Held(rows, seen, comparisons, beginning)


def counted(held: Held, frame: Frame, keys: Sequence[str], names: Sequence[str]) -> dict[str, Any]:
    """Some flags of judged rows added up, with how many rows there are, by some columns."""
    import narwhals as nw

    asked: dict[str, Asked] = {held.named("n"): (one(), "sum")}
    asked |= {held.named(name): (nw.col(held.named(name)), "sum") for name in names}
    answer = held.rows.source.collect(by(frame, [held.named(key) for key in keys], asked))
    return {name: answer[held.named(name)].tolist() for name in (*keys, "n", *names)}


def _telling(lines: Sequence[tuple[Texts, int]], good: list[Texts], odd: list[Texts]) -> list[int]:
    """The columns of texts that tell which comparisons a row is held to: the fewer, the faster.

    >>> _telling([(("2024", "a"), 0), (("2025", "a"), 0)], [("2024", "b")], [])
    [1]
    """
    wanted: dict[Texts, set[int]] = {each: set() for each in (*good, *odd)}
    for said, number in lines:
        wanted.setdefault(said, set()).add(number)
    keys = list(range(len(next(iter(wanted), ()))))
    for key in list(keys):
        fewer = [each for each in keys if each != key]
        if fewer and _tell(wanted, fewer):
            keys = fewer
    return keys


def _tell(wanted: dict[Texts, set[int]], keys: Sequence[int]) -> bool:
    known: dict[Texts, set[int]] = {}
    return all(
        known.setdefault(_only(said, keys), numbers) == numbers for said, numbers in wanted.items()
    )


def _only(said: Texts, keys: Sequence[int]) -> Texts:
    return tuple(said[key] for key in keys)
