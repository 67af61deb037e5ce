"""Who reported at least a number, asked of the rows where they are.

As for marks (:func:`dxplan.engine.tables.scanning.scan.mark`), what comes back is one row an
organisation, with a sum of powers of two for every question; no number leaves the table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TypeAlias

import attrs
import numpy as np
import numpy.typing as npt

from dxplan.engine.tables.figures import Reached
from dxplan.engine.tables.scanning.book import Whole
from dxplan.engine.tables.scanning.rows import by, collected, joined
from dxplan.engine.tables.scanning.scan import Coded
from dxplan.engine.tables.scanning.sources import told_apart
from dxplan.engine.tables.scanning.spread import Layout

if TYPE_CHECKING:
    import narwhals as nw

    from dxplan.engine.tables.scanning.rows import Asked

Flags: TypeAlias = npt.NDArray[np.bool_]
_LARGEST = 2**63 - 1


@attrs.frozen
class _Place:
    """Where a question is answered: a pattern and a column, and what its number must be at least.

    :param number: of the question; ``turn``: the how manyth of the pattern and column it is.
    """

    number: int
    pattern: int
    column: int
    least: int
    turn: int


@attrs.frozen(eq=False)
class Reach:
    """Tells who reported at least some numbers.

    :param organisations: how many there are.
    """

    found: Coded
    layout: Layout
    organisations: int

    def __call__(self, asked: Sequence[Reached]) -> Sequence[Flags]:
        """By organisation, whether it reached a number for a point, question by question."""
        result = [np.zeros(self.organisations, dtype=np.bool_) for _ in asked]
        places = list(self._places(asked))
        if not places:
            return result
        with told_apart(self.found.rows.source.name):
            codes, groups, masks = self._masks(places)
        book = self.found.book
        for place in places:
            rows = groups == book.groups[place.pattern]
            mask = masks[place.column, place.turn][rows]
            there = (mask & book.bits[place.pattern]) != 0
            result[place.number][codes[rows][there]] = True
        return result

    def _places(self, asked: Sequence[Reached]) -> Iterator[_Place]:
        """Where every question is answered."""
        turns: dict[tuple[int, int], int] = {}
        for number, (point, least) in enumerate(asked):
            for pattern, column in np.argwhere(self.layout.at == point).tolist():
                # Smaller than the number times the factor is smaller than its next whole part.
                own = -(-least // int(self.layout.factors[pattern, column]))
                if own <= _LARGEST:
                    turn = turns.get((pattern, column), 0)
                    turns[pattern, column] = turn + 1
                    yield _Place(number, pattern, column, own, turn)

    def _masks(self, places: Sequence[_Place]) -> tuple[Whole, Whole, dict[tuple[int, int], Whole]]:
        """By organisation and group of rows, the bits of the patterns that reach each question."""
        import narwhals as nw

        book = self.found.book
        patterns = sorted({place.pattern for place in places})
        row = {pattern: at for at, pattern in enumerate(patterns)}
        bounds: dict[tuple[int, int], Whole] = {}
        for place in places:
            slot = (place.column, place.turn)
            column = bounds.setdefault(slot, np.full(len(patterns), _LARGEST, dtype=np.int64))
            column[row[place.pattern]] = place.least
        names = {slot: f"{slot[0]}_{slot[1]}" for slot in bounds}
        lists = {"p": np.array(patterns, dtype=np.int64)}
        lists |= {f"least{names[slot]}": column for slot, column in bounds.items()}
        frame = joined(self.found.frame, self.found.rows.source.hand_over(lists), ["p"])
        size = int(book.groups.max(initial=0)) + 1
        key = (nw.col("code") * size + nw.col("g")).alias("k")
        asked: dict[str, Asked] = {
            f"m{name}": (_bit_where_reached(column, f"least{name}"), "sum")
            for (column, _), name in names.items()
        }
        answer = collected(self.found.rows, by(frame.with_columns(key), ["k"], asked))
        codes, groups = np.divmod(answer["k"].astype(np.int64), size)
        return codes, groups, {k: answer[f"m{n}"].astype(np.int64) for k, n in names.items()}


def _bit_where_reached(column: int, least: str) -> nw.Expr:
    """The bit of a row whose number is there and large enough."""
    import narwhals as nw

    reached = (nw.col(f"q{column}") > 0) & (nw.col(f"v{column}") >= nw.col(least))
    return nw.when(reached).then(nw.col("b")).otherwise(nw.lit(0, dtype=nw.Int64))
