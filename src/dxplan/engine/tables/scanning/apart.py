"""Who has to be looked at one by one, because something reported is not as it should be."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

from dxplan.data.layouts import Slot
from dxplan.data.observations import Organisation
from dxplan.engine.tables.kinds import Kinds
from dxplan.engine.tables.scanning.book import Book, Whole, unit_factor
from dxplan.engine.tables.scanning.rows import collected, joined
from dxplan.engine.tables.scanning.scan import Added, Coded
from dxplan.engine.tables.scanning.sources import whole_numbers
from dxplan.plan.model import Plan

if TYPE_CHECKING:
    import narwhals as nw

    Frame = nw.LazyFrame[Any]

Carried: TypeAlias = tuple[tuple[str, frozenset[str]], ...]
Flags: TypeAlias = npt.NDArray[np.bool_]
_Thing = TypeVar("_Thing", bound=Hashable)
_MOST = 2**63 - 1


def odd_numbers(found: Coded) -> Whole:
    """Organisations with a number that no report can have: below 0, a flag of 2, half a pupil."""
    import narwhals as nw

    codes = [np.zeros(0, dtype=np.int64)]
    for column in found.rows.positions:
        limits = _limits(found, column)
        if limits["p"].size:
            value, there = nw.col(f"v{column}"), nw.col(f"q{column}") > 0
            frame = joined(found.frame, found.rows.source.hand_over(limits), ["p"])
            outside = (value < nw.col("low")) | (value > nw.col("high"))
            odd = there & (outside | (value % nw.col("step") != 0))
            codes.append(_codes(found, frame.filter(odd)))
    return np.unique(np.concatenate(codes))


def _limits(found: Coded, column: int) -> dict[str, Whole]:
    """The patterns in which a column may hold odd numbers, with what is not odd."""
    rows: list[tuple[int, int, int, int]] = []
    book, scale = found.book, found.rows.numbers[column].scale
    for number, pattern in enumerate(book.patterns):
        slot = pattern.slots.get(column)
        if slot is None or not book.filled[number, column]:
            continue
        low, high, step = range_of(slot, scale)
        least, most = int(book.lows[number, column]), int(book.highs[number, column])
        if least < low or most > high or step != 1 or low > 0:
            rows.append((number, low, high, step))
    names = ("p", "low", "high", "step")
    return {name: whole_numbers([row[i] for row in rows]) for i, name in enumerate(names)}


def range_of(slot: Slot, scale: int) -> tuple[int, int, int]:
    """The least and the greatest number that a column may hold, and what divides all of them.

    :param scale: how many times its numbers the column is read as.
    """
    measure, factor = slot.measure, unit_factor(slot, scale)
    if measure.kind == "flag":
        return 0, scale, scale
    low = -int(-1 // factor) if measure.kind == "rank" else 0
    high = _MOST if measure.highest is None else min(_MOST, int(measure.highest // factor))
    return low, high, 1 if measure.kind == "amount" else factor.denominator


def watched(found: Coded) -> Whole:
    """Organisations that filled in a column which is not simply added up.

    A reported percentage is held against its counts; a column that adds others up counts where
    none of those is filled in; what contradicts its row is wrong.
    """
    import narwhals as nw

    codes = [np.zeros(0, dtype=np.int64)]
    for name in sorted({name for pattern in found.book.patterns for name in pattern.odd}):
        numbers = [n for n, pattern in enumerate(found.book.patterns) if name in pattern.odd]
        there = _is_there(found, name)
        everywhere = len(numbers) == len(found.book.patterns)
        where = there if everywhere else there & nw.col("p").is_in(numbers)
        codes.append(_codes(found, found.frame.filter(where)))
    return np.unique(np.concatenate(codes))


def _is_there(found: Coded, name: str) -> nw.Expr:
    import narwhals as nw

    rows = found.rows
    positions = {number.name: position for position, number in enumerate(rows.numbers)}
    if name in positions:
        return nw.col(f"q{positions[name]}") > 0
    there = nw.col(f"x{rows.watched.index(name)}") > 0
    totals = {
        rows.headings.names[c]: each for c, each in rows.headings.sheet.columns.totals.items()
    }
    for part in totals[name].parts if name in totals else ():
        there = there & (nw.col(f"q{positions[rows.headings.names[part]]}") == 0)
    return there


def misplaced(plan: Plan, found: Coded, kinds: Kinds, added: Added) -> Whole:
    """Organisations with rows of a member that the register says they are not."""
    wrong = contradictions(plan, found.book, kinds)
    if wrong is None:
        return np.zeros(0, dtype=np.int64)
    at = np.flatnonzero(wrong[added.kinds, added.patterns])
    lists = {"kind": added.kinds[at], "p": added.patterns[at]}
    frame = joined(found.frame, found.rows.source.hand_over(lists), ["kind", "p"])
    return _codes(found, frame) if at.size else at


def contradictions(plan: Plan, book: Book, kinds: Kinds) -> Flags | None:
    """By kind and pattern, whether the register contradicts the row; ``None`` if it never does."""
    of_patterns, members = _numbered([pattern.members for pattern in book.patterns])
    of_kinds, carried = _numbered([_carried(example) for example in kinds.examples])
    wrong: Flags = np.array(
        [
            [any(_contradicts(plan, own, *each) for each in said) for said in members]
            for own in carried
        ],
        dtype=bool,
    )
    return wrong[of_kinds][:, of_patterns] if wrong.any() else None


def _carried(example: Organisation) -> Carried:
    return tuple(sorted(example.members.items()))


def _numbered(things: Sequence[_Thing]) -> tuple[Whole, list[_Thing]]:
    """Things that are the same under one number, and what every number stands for."""
    numbers: dict[_Thing, int] = {}
    found = [numbers.setdefault(each, len(numbers)) for each in things]
    return np.array(found, dtype=np.int64), list(numbers)


def _contradicts(plan: Plan, own: Carried, name: str, member: str) -> bool:
    dimension = plan.dimensions[name]
    carried = dict(own).get(name, frozenset())
    related = (dimension.within(c, member) or dimension.within(member, c) for c in carried)
    return bool(carried) and not any(related)


def _codes(found: Coded, frame: Frame) -> Whole:
    return collected(found.rows, frame.select("code").unique())["code"].astype(np.int64)


def together(found: Iterable[Whole]) -> Whole:
    """All codes of several lists, once each."""
    return np.unique(np.concatenate([np.zeros(0, dtype=np.int64), *found]))
