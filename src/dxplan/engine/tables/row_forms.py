"""Rules of rows as comparisons of columns, made where the rows are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import reduce
from operator import add, and_, or_
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from dxplan.engine.material import Key
from dxplan.engine.tables.book import Book, points_of, unit_factor
from dxplan.engine.tables.numbers import zero_or_one
from dxplan.engine.tables.relations import whole_factors
from dxplan.engine.tables.row_rules import RowRule, concerns
from dxplan.engine.tables.rows import Rows, by, collected, joined
from dxplan.engine.tables.sources import Column, texts, whole_numbers
from dxplan.plan.model import Comparator, Plan
from dxplan.values.periods import Period

if TYPE_CHECKING:
    import narwhals as nw

    from dxplan.engine.tables.rows import Asked

    Frame = nw.LazyFrame[Any]

Counts: TypeAlias = dict[str, tuple[int, int, int]]
"""By rule, how many keep it, do not, and cannot be compared."""

_LARGEST = 2**62
_COMPARATORS: tuple[Comparator, ...] = (">=", ">", "<=", "<", "=")


@attrs.frozen
class Term:
    """A number that a rule takes from rows of a pattern.

    :param texts: of the pattern.
    :param factor: what it counts for in the comparison, ``below`` in the denominator.
    """

    texts: tuple[str, ...]
    column: int
    factor: int
    below: int


@attrs.frozen
class Report:
    """A comparison that the rows of some members and a period have to keep.

    :param bound: numbers up to there can be compared in 64 bits.
    :param divides: whether the denominator has to be above 0.
    """

    rule: str
    terms: tuple[Term, ...]
    constant: int
    below_constant: int
    comparator: Comparator
    bound: int
    divides: bool

    @property
    def is_alone(self) -> bool:
        """Whether its numbers stand in one row."""
        return len({term.texts for term in self.terms}) == 1


def reports(plan: Plan, rules: Sequence[RowRule], rows: Rows, book: Book) -> Iterator[Report]:
    """Every rule wherever a table has all its measures; the first place of a number counts."""
    places: dict[tuple[Key, Period], dict[str, tuple[int, int]]] = {}
    for number, pattern in enumerate(book.patterns):
        for column, point in points_of(pattern):
            here = places.setdefault((point.key, point.period), {})
            here.setdefault(point.measure, (number, column))
    for (key, _), here in places.items():
        for rule in rules:
            if all(name in here for name in rule.measures) and concerns(plan, rule, key):
                yield _report(rule, here, rows, book)


def _report(rule: RowRule, here: Mapping[str, tuple[int, int]], rows: Rows, book: Book) -> Report:
    worth = {}
    for name in rule.measures:
        number, column = here[name]
        slot = book.patterns[number].slots[column]
        worth[name] = unit_factor(slot, rows.numbers[column].scale)
    above, below = dict(rule.terms), dict(rule.below)
    exact = [above.get(name, 0) * worth[name] for name in rule.measures]
    under = [below.get(name, 0) * worth[name] for name in rule.measures]
    *factors, constant = whole_factors([*exact, Fraction(rule.constant)])
    *lower, below_constant = whole_factors([*under, Fraction(rule.below_constant)])
    terms = tuple(
        Term(book.patterns[here[name][0]].texts, here[name][1], factor, low)
        for name, factor, low in zip(rule.measures, factors, lower, strict=True)
    )
    weight = sum(map(abs, (*factors, constant))) + sum(map(abs, (*lower, below_constant)))
    bound = _LARGEST // (weight + 1)
    divides = rule.target is not None and bool(rule.below)
    return Report(rule.id, terms, constant, below_constant, rule.comparator, bound, divides)


def _named(rows: Rows, found: Sequence[tuple[str, ...]]) -> dict[str, Column]:
    """The texts of some patterns as columns."""
    return {name: texts([each[at] for each in found]) for at, name in enumerate(rows.texts)}


def _kept(comparator: str, part: str) -> nw.Expr:
    """Whether a comparison with 0 holds, where another column says which one it is."""
    import narwhals as nw

    # In the order of _COMPARATORS.
    which, value = nw.col(comparator), nw.col(part)
    return (
        ((which == 0) & (value >= 0))
        | ((which == 1) & (value > 0))
        | ((which == 2) & (value <= 0))
        | ((which == 3) & (value < 0))
        | ((which == 4) & (value == 0))
    )


def _compared(frame: Frame) -> Frame:
    """Rows with whether they keep a comparison, fail it, or cannot be compared.

    The columns ``part``, ``under``, ``full`` and ``large`` are there.
    """
    import narwhals as nw

    can = (nw.col("full") == 1) & ((nw.col("divides") == 0) | (nw.col("under") > 0))
    kept = _kept("cmp", "part")
    return frame.with_columns(
        zero_or_one(can & (nw.col("large") == 0) & kept).alias("kept"),
        zero_or_one(can & (nw.col("large") == 0) & ~kept).alias("failing"),
        zero_or_one(~can).alias("none"),
    )


def _by_rule(
    rows: Rows, frame: Frame, names: Sequence[str], into: dict[str, tuple[int, int, int]]
) -> None:
    """Adds the counts of every rule up."""
    import narwhals as nw

    asked: dict[str, Asked] = {name: (nw.col(name), "sum") for name in ("kept", "failing", "none")}
    found = collected(rows, by(frame, ["i"], asked))
    for position, *counts in zip(*(found[n].tolist() for n in ("i", *asked)), strict=True):
        name = names[int(position)]
        before = into.get(name, (0, 0, 0))
        first, second, third = (int(a) + int(b) for a, b in zip(before, counts, strict=True))
        into[name] = (first, second, third)


# --- in one row -----------------------------------------------------------------------------------


def counts_in_rows(rows: Rows, found: Mapping[str, Sequence[Report]]) -> Counts:
    """The counts of comparisons whose numbers stand in one row."""
    names = list(found)
    into: Counts = {}
    called = {name: name for name in rows.made}
    for listed in _by_columns(found).values():
        frame = _in_rows(rows, rows.frame, listed, names, called)
        _by_rule(rows, _compared(frame), names, into)
    return into


def failing_in_rows(rows: Rows, found: Sequence[Report]) -> Frame:
    """The rows that fail a comparison whose numbers stand in one row, as the table has them."""
    import narwhals as nw

    own = rows.source.columns()
    made = {name: f"dxplan {name}" for name in rows.made}
    whole = rows.source.frame.with_columns(
        *(each.alias(made[name]) for name, each in rows.made.items())
    )
    frames = []
    for listed in _by_columns({"": found}).values():
        frame = _in_rows(rows, whole, listed, [""], made)
        failing = _compared(frame).filter(nw.col("failing") > 0)
        frames.append(failing.select(*own))
    return frames[0] if len(frames) == 1 else nw.concat(frames, how="vertical")


def _by_columns(
    found: Mapping[str, Sequence[Report]],
) -> dict[tuple[int, ...], list[tuple[str, Report]]]:
    """Comparisons by the columns of numbers that they compare."""
    by_columns: dict[tuple[int, ...], list[tuple[str, Report]]] = {}
    for name, listed in found.items():
        for report in listed:
            columns = tuple(term.column for term in report.terms)
            by_columns.setdefault(columns, []).append((name, report))
    return by_columns


def _in_rows(
    rows: Rows,
    frame: Frame,
    listed: Sequence[tuple[str, Report]],
    names: Sequence[str],
    called: Mapping[str, str],
) -> Frame:
    """Rows beside each comparison that is made of them; all compare the same columns.

    :param called: by name, how a column of the rows is called in the frame.
    """
    import narwhals as nw

    columns = [term.column for term in listed[0][1].terms]
    lists = _named(rows, [report.terms[0].texts for _, report in listed])
    lists = {called[name]: column for name, column in lists.items()}
    lists |= _numbers(listed, names)
    for place in range(len(columns)):
        terms = [report.terms[place] for _, report in listed]
        lists[f"f{place}"] = whole_numbers([term.factor for term in terms])
        lists[f"g{place}"] = whole_numbers([term.below for term in terms])
    keys = [called[name] for name in rows.texts]
    both = joined(frame, rows.source.hand_over(lists), keys)
    values = [nw.col(called[f"v{column}"]) for column in columns]
    there = [nw.col(called[f"q{column}"]) > 0 for column in columns]
    large = reduce(or_, (value.abs() > nw.col("bound") for value in values))
    # Where a number is too large the product would wrap around: such rows are told apart.
    both = both.with_columns(zero_or_one(large).alias("large"))
    safe = [nw.when(nw.col("large") == 0).then(value).otherwise(0) for value in values]
    part = reduce(add, (value * nw.col(f"f{n}") for n, value in enumerate(safe)))
    under = reduce(add, (value * nw.col(f"g{n}") for n, value in enumerate(safe)))
    return both.with_columns(
        (part + nw.col("constant")).alias("part"),
        (under + nw.col("lowest")).alias("under"),
        zero_or_one(reduce(and_, there)).alias("full"),
    )


def _numbers(listed: Sequence[tuple[str, Report]], names: Sequence[str]) -> dict[str, Column]:
    """What the rows of a comparison have in common, as columns."""
    places = {name: place for place, name in enumerate(names)}
    return {
        "i": whole_numbers([places[name] for name, _ in listed]),
        "constant": whole_numbers([report.constant for _, report in listed]),
        "lowest": whole_numbers([report.below_constant for _, report in listed]),
        "cmp": whole_numbers([_COMPARATORS.index(report.comparator) for _, report in listed]),
        "bound": whole_numbers([report.bound for _, report in listed]),
        "divides": whole_numbers([int(report.divides) for _, report in listed]),
    }


# --- across rows ----------------------------------------------------------------------------------


def counts_across_rows(rows: Rows, found: Mapping[str, Sequence[Report]]) -> Counts:
    """The counts of comparisons whose numbers stand in rows of their own."""
    names = list(found)
    into: Counts = {}
    listed = [(name, report) for name, each in found.items() for report in each]
    if listed:
        _by_rule(rows, _compared(_across(rows, listed, names)), names, into)
    return into


def failing_across_rows(rows: Rows, found: Sequence[Report]) -> Frame:
    """All rows of reports that fail a comparison whose numbers stand in rows of their own."""
    import narwhals as nw

    listed = [("", report) for report in found]
    own = rows.source.columns()
    made = {name: f"dxplan {name}" for name in rows.made}
    whole = rows.source.frame.with_columns(
        *(rows.made[name].alias(made[name]) for name in ("o", *rows.texts))
    )
    failing = _compared(_across(rows, listed, [""])).filter(nw.col("failing") > 0)
    failing = failing.select(nw.col("o").alias(made["o"]), nw.col("j"))
    lists = _spread(rows, listed)
    lists = {made.get(name, name): lists[name] for name in (*rows.texts, "j")}
    frame = joined(whole, rows.source.hand_over(lists), [made[name] for name in rows.texts])
    return joined(frame, failing, [made["o"], "j"]).select(*own)


def _across(rows: Rows, listed: Sequence[tuple[str, Report]], names: Sequence[str]) -> Frame:
    """Comparisons of every organisation, with what its rows add to each."""
    import narwhals as nw

    both = joined(rows.frame, rows.source.hand_over(_spread(rows, listed)), rows.texts)
    value = reduce(
        add,
        (
            nw.when(nw.col("column") == column).then(nw.col(f"v{column}")).otherwise(0)
            for column in rows.positions
        ),
    )
    there = reduce(or_, ((nw.col("column") == c) & (nw.col(f"q{c}") > 0) for c in rows.positions))
    both = both.with_columns(value.alias("value")).filter(there)
    large = nw.col("value").abs() > nw.col("bound")
    safe = nw.when(large).then(nw.lit(0, dtype=nw.Int64)).otherwise(nw.col("value"))
    asked: dict[str, Asked] = {
        "part": (safe * nw.col("f0"), "sum"),
        "under": (safe * nw.col("g0"), "sum"),
        "large": (zero_or_one(large), "max"),
        "n": (nw.lit(1, dtype=nw.Int64), "sum"),
    }
    sums = by(both, ["o", "j"], asked)
    numbers = {**_numbers(listed, names), "j": whole_numbers(range(len(listed)))}
    numbers["size"] = whole_numbers([len(report.terms) for _, report in listed])
    whole = joined(sums, rows.source.hand_over(numbers), ["j"])
    return whole.with_columns(
        (nw.col("part") + nw.col("constant")).alias("part"),
        (nw.col("under") + nw.col("lowest")).alias("under"),
        zero_or_one(nw.col("n") >= nw.col("size")).alias("full"),
    )


def _spread(rows: Rows, listed: Sequence[tuple[str, Report]]) -> dict[str, Column]:
    """For every row of a comparison its pattern, and what its number counts for."""
    terms = [
        (n, report.bound, term) for n, (_, report) in enumerate(listed) for term in report.terms
    ]
    return {
        **_named(rows, [term.texts for _, _, term in terms]),
        "j": whole_numbers([n for n, _, _ in terms]),
        "bound": whole_numbers([bound for _, bound, _ in terms]),
        "column": whole_numbers([term.column for _, _, term in terms]),
        "f0": whole_numbers([term.factor for _, _, term in terms]),
        "g0": whole_numbers([term.below for _, _, term in terms]),
    }
