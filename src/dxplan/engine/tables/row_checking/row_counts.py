"""How many rows keep each rule; numbers that are too large for 64 bits are compared one by one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TypeAlias

from dxplan.engine.tables.row_checking.row_forms import Batch, batches
from dxplan.engine.tables.row_checking.row_frames import Held, counted

if TYPE_CHECKING:
    import narwhals as nw

    Frame = nw.LazyFrame[Any]

Counts: TypeAlias = dict[str, tuple[int, int, int]]
"""By rule, how many keep it, do not, and cannot be compared."""

Large: TypeAlias = dict[int, list[tuple[int, ...]]]
"""By comparison, the numbers and their times that fail it and are too large for 64 bits."""


def count_rows(held: Held) -> tuple[Counts, Large]:
    """The counts of all rules, and what was compared outside the table and fails."""
    counts: Counts = {}
    large: Large = {}
    for batch, frame in judged_rows(held, None, beside=False):
        for number, *found in _counts(held, batch, frame, large):
            rule = held.comparisons.every[number].rule
            before = counts.get(rule, (0, 0, 0))
            kept, failing, none = (a + b for a, b in zip(before, found, strict=True))
            counts[rule] = (kept, failing, none)
    return counts, large


def judged_rows(held: Held, rule: str | None, *, beside: bool) -> Iterator[tuple[Batch, Frame]]:
    """The comparisons of a rule, or of all, with the reports that were held to them.

    :param beside: whether the table's own columns are wanted beside reports of one row.
    """
    wanted = held.comparisons.of_rule(rule)
    for batch in batches(held.comparisons.every, wanted, held.named, held.seen.reaches):
        is_alone = bool(batch.every[0].columns)
        frame = held.in_rows(batch, beside=beside) if is_alone else held.across(batch)
        yield batch, batch.judged(frame)


def _counts(
    held: Held, batch: Batch, frame: Frame, large: Large
) -> Iterator[tuple[int, int, int, int]]:
    """By comparison how many keep it, do not, and cannot be compared."""
    names = ["kept", "can", *(["large"] if batch.has_large else [])]
    found = counted(held, frame, ["c"], names)
    some_large = any(found.get("large", ()))
    elsewhere = found.get("large", [0] * len(found["c"]))
    listed = zip(found["c"], found["n"], found["kept"], found["can"], elsewhere, strict=True)
    for number, rows, kept, can, apart in listed:
        yield int(number), int(kept), int(can - kept), int(rows - can - apart)
    if some_large:
        yield from _large_counts(held, batch, frame, large)


def _large_counts(
    held: Held, batch: Batch, frame: Frame, large: Large
) -> Iterator[tuple[int, int, int, int]]:
    import narwhals as nw

    letters = [f"{letter}{slot}" for letter in "we" for slot in batch.slots]
    apart = frame.filter(nw.col(held.named("large")) > 0)
    found = counted(held, apart, ["c", *letters], [])
    for number, *given, rows in zip(*found.values(), strict=True):
        said = tuple(int(each) for each in given)
        size = len(batch.slots)
        kept = held.comparisons.every[int(number)].keeps(said[:size], said[size:])
        if kept is False:
            large.setdefault(int(number), []).append(said)
        yield int(number), rows * (kept is True), rows * (kept is False), rows * (kept is None)
