"""Rows held against rules the plain way: one by one, in Python, in fractions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias

import attrs

from tests.engine.differential.tables import Layout, Table, Value
from tests.engine.rules import plan

DECLARED = """
dimension level { primary, secondary { lower, upper } }
measure a by level flow
measure b by level flow
measure c by level flow
measure rooms stock
measure devices stock
measure spent flow amount
flag site
indicator s = a / b
indicator t = c / b
indicator r = rooms
indicator e = devices per rooms
indicator p = spent per rooms
indicator w = share of schools where site
indicator m = mean of rooms weighted by devices
"""
RULES = plan(
    """
s primary >= 50% by 2025
s secondary > 1% by 2025 except lower
s 20% .. 80% in 2025
t <= 29% by 2025
r = 3 by 2025
e < 2 by 2025
p >= 3.5 by 2025
w >= 50% by 2025
m >= 1 by 2025
check a <= b "inside"
check a + c <= b "inside"
check 2 * rooms = devices
""",
    declared=DECLARED,
)

Numbers: TypeAlias = Mapping[str, Fraction]
Kept: TypeAlias = Callable[..., bool]


@attrs.frozen
class Rule:
    """A rule in Python.

    :param measures: in the order of the arguments of ``keeps``.
    :param divides: which of them has to be above 0.
    :param levels: for which it is meant; ``None`` for all.
    """

    name: str
    measures: tuple[str, ...]
    keeps: Kept
    divides: str = ""
    levels: tuple[str, ...] | None = None

    def says(self, numbers: Numbers) -> str:
        """What it says of a report."""
        if any(name not in numbers for name in self.measures):
            return "incomparable"
        if self.divides and numbers[self.divides] <= 0:
            return "incomparable"
        return "kept" if self.keeps(*(numbers[name] for name in self.measures)) else "failing"


HELD = (
    Rule("s.primary.by.2025", ("a", "b"), lambda a, b: a / b >= Fraction(1, 2), "b", ("primary",)),
    Rule(
        "s.secondary.except.lower.by.2025", ("a", "b"), lambda a, b: a / b > Fraction(1, 100),
        "b", ("secondary", "upper"),
    ),
    Rule("s.in.2025", ("a", "b"), lambda a, b: Fraction(1, 5) <= a / b <= Fraction(4, 5), "b"),
    Rule("t.by.2025.at_most", ("c", "b"), lambda c, b: c / b <= Fraction(29, 100), "b"),
    Rule("r.by.2025.exactly", ("rooms",), lambda rooms: rooms == 3),
    Rule("e.by.2025.less", ("devices", "rooms"), lambda devices, rooms: devices / rooms < 2,
         "rooms"),
    Rule("p.by.2025", ("spent", "rooms"), lambda spent, rooms: spent / rooms >= Fraction(7, 2),
         "rooms"),
    Rule("inside", ("a", "b"), lambda a, b: a <= b),
    Rule("a + c <= b", ("a", "c", "b"), lambda a, c, b: a + c <= b),
    Rule("2 * rooms = devices", ("rooms", "devices"), lambda rooms, devices: 2 * rooms == devices),
)  # fmt: skip
LEFT_OUT = ("w.by.2025", "m.by.2025")
PAIRS = {"s": ("a", "b"), "t": ("c", "b"), "e": ("devices", "rooms"), "p": ("spent", "rooms")}

Found: TypeAlias = tuple[dict[str, Counter[str]], dict[str, Counter[tuple[Value, ...]]]]


def held(table: Table) -> Found:
    """By rule the counts, and the rows that fail, each as often as it has to be there."""
    counts: dict[str, Counter[str]] = {rule.name: Counter() for rule in HELD}
    failing: dict[str, Counter[tuple[Value, ...]]] = {rule.name: Counter() for rule in HELD}
    for rule in HELD:
        for numbers, rows in _reports(table, rule):
            said = rule.says(numbers)
            counts[rule.name][said] += 1
            failing[rule.name].update(rows if said == "failing" else ())
    return counts, failing


def _reports(table: Table, rule: Rule) -> Iterator[tuple[Numbers, Sequence[tuple[Value, ...]]]]:
    """The reports that a rule is held against, with their rows."""
    mappings = zip(table.mappings, table.rows, strict=True)
    meant = [(m, row) for m, row in mappings if rule.levels is None or _level(m) in rule.levels]
    if table.layout == "wide":
        yield from ((_told(m, rule.measures), [row]) for m, row in meant if _has(m, rule.measures))
    elif any(set(rule.measures) <= set(_names(m)) for m in table.mappings):
        for m, row in meant:
            if set(rule.measures) <= set(_names(m)):
                told = zip(_names(m), _columns(table.layout), strict=True)
                yield {name: Fraction(str(m[n])) for name, n in told if m[n] is not None}, [row]
    elif table.layout == "tidy" or set(rule.measures) <= _told_of(table):
        yield from _put_together(table.layout, meant, rule)


def _put_together(
    layout: Layout, meant: Iterable[tuple[Mapping[str, object], tuple[Value, ...]]], rule: Rule
) -> Iterator[tuple[Numbers, Sequence[tuple[Value, ...]]]]:
    told: dict[object, dict[str, set[Fraction]]] = defaultdict(lambda: defaultdict(set))
    rows = defaultdict(list)
    for m, row in meant:
        if not set(_names(m)) & set(rule.measures):
            continue
        key = (m["id"], str(m["period"]).replace("Quý I/2025", "2025-Q1"), _level(m))
        rows[key].append(row)
        for name, column in zip(_names(m), _columns(layout), strict=True):
            if m[column] is not None and name in rule.measures:
                told[key][name].add(Fraction(str(m[column])))
    for key, listed in rows.items():
        # What is told twice in different numbers is as good as not told.
        yield {n: next(iter(v)) for n, v in told[key].items() if len(v) == 1}, listed


def _names(row: Mapping[str, object]) -> tuple[str, ...]:
    """The measures whose numbers a row of a tidy or paired table has."""
    return (str(row["measure"]),) if "measure" in row else PAIRS[str(row["indicator"])]


def _columns(layout: Layout) -> tuple[str, ...]:
    return ("value",) if layout == "tidy" else ("numerator", "denominator")


def _told_of(table: Table) -> set[str]:
    """The measures of the indicators of a table."""
    return {name for row in table.mappings for name in PAIRS[str(row["indicator"])]}


def _level(row: Mapping[str, object]) -> object:
    return row.get("level")


def _has(row: Mapping[str, object], measures: Iterable[str]) -> bool:
    return any(name in row for name in measures)


def _told(row: Mapping[str, object], measures: Iterable[str]) -> Numbers:
    return {n: Fraction(str(row[n])) for n in measures if row.get(n) is not None}
