"""The rows that fail a rule, where they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from dxplan.engine.tables.row_checking.row_counts import Large, judged_rows
from dxplan.engine.tables.row_checking.row_forms import Batch
from dxplan.engine.tables.row_checking.row_frames import Held
from dxplan.engine.tables.scanning.rows import joined
from dxplan.engine.tables.scanning.sources import whole_numbers

if TYPE_CHECKING:
    import narwhals as nw

    Frame = nw.LazyFrame[Any]


def failing_rows(held: Held, large: Large, rule: str | None) -> Frame:
    """The rows that fail a rule, with the columns of the table; or all, with a column ``rule``."""
    import narwhals as nw

    own = [nw.col(name) for name in held.rows.source.columns()]
    if rule is None:
        own.append(nw.col(held.named("rule")).alias(_free("rule", held.rows.source.columns())))
    found = [
        (held.rows_of(batch, _whose(held, each)) if across else each).select(*own)
        for batch, frame in judged_rows(held, rule, beside=True)
        for across in (not batch.every[0].columns,)
        for each in _failing(held, batch, frame, large)
    ]
    if not found:
        named = nw.lit("").alias(held.named("rule"))
        return held.rows.source.frame.with_columns(named).head(0).select(*own)
    return found[0] if len(found) == 1 else nw.concat(found, how="vertical")


def _free(name: str, taken: list[str]) -> str:
    """A name that no column has, in small letters or capitals."""
    while name.casefold() in {each.casefold() for each in taken}:
        name += "_"
    return name


def _whose(held: Held, reports: Frame) -> Frame:
    return reports.select(*(held.named(name) for name in ("o", "j", "rule")))


def _failing(held: Held, batch: Batch, frame: Frame, large: Large) -> Iterator[Frame]:
    """The judged rows that fail."""
    import narwhals as nw

    yield frame.filter((nw.col(held.named("can")) > 0) & (nw.col(held.named("kept")) == 0))
    if not batch.has_large:
        return
    # With fewer rules in a batch fewer rows are too large for it than when they were counted.
    apart = frame.filter(nw.col(held.named("large")) > 0)
    known = [(number, *said) for number in batch.numbers for said in large.get(number, ())]
    if known:
        letters = ["c", *(f"{letter}{slot}" for letter in "we" for slot in batch.slots)]
        columns = zip(*known, strict=True)
        lists = {held.named(n): whole_numbers(c) for n, c in zip(letters, columns, strict=True)}
        yield joined(apart, held.rows.source.hand_over(lists), list(lists))
