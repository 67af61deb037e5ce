"""Random tables: figures laid out in rows, with what may be wrong with rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Literal

import attrs
from hypothesis import strategies as st

from dxplan.plan.model import Indicator, Plan, Sum
from tests.engine.differential.figures import LARGEST_DECIMAL, Figure, Members

Kind = Literal["text", "whole", "decimal", "flag", "date"]
Layout = Literal["wide", "brackets", "tidy", "paired"]
Value = str | int | bool | Decimal | date | None

SCHOOL = ("school id", "Mã trường", "organisation")
PERIOD = ("period", "Kỳ báo cáo")
MEASURE = ("measure", "Số liệu")
NUMBER = ("value", "Giá trị")
INDICATOR = ("indicator", "Chỉ tiêu")
SIDES = (("numerator", "denominator"), ("Tử số", "Mẫu số"))


@attrs.frozen
class Table:
    """Rows under headings, every column of one kind; ``None`` is a blank cell."""

    layout: Layout
    columns: Mapping[str, Kind]
    rows: tuple[tuple[Value, ...], ...]

    @property
    def mappings(self) -> list[dict[str, object]]:
        """The rows as a program gives them."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def at(self, row: int, heading: str) -> Value:
        """What stands in a cell."""
        return self.rows[row][list(self.columns).index(heading)]

    def without(self, heading: str) -> Table:
        """The table without a column."""
        at = list(self.columns).index(heading)
        rows = tuple((*row[:at], *row[at + 1 :]) for row in self.rows)
        columns = {name: kind for name, kind in self.columns.items() if name != heading}
        return attrs.evolve(self, columns=columns, rows=rows)


# --- layouts --------------------------------------------------------------------------------------


@st.composite
def tables(draw: st.DrawFn, plan: Plan, figures: Sequence[Figure]) -> Table:
    """Figures in one of the layouts, with a few faults."""
    layout: Layout = draw(st.sampled_from(("wide", "wide", "brackets", "tidy", "paired")))
    headings = tuple(draw(st.sampled_from(each)) for each in (SCHOOL, PERIOD, MEASURE, NUMBER))
    keys = headings[:2]
    if layout == "tidy":
        table = tidy(plan, figures, headings)
        if draw(st.booleans()):
            table = attrs.evolve(table, rows=tuple(r for r in table.rows if r[-1] is not None))
    elif layout == "paired":
        indicator, sides = draw(st.sampled_from(INDICATOR)), draw(st.sampled_from(SIDES))
        table = paired(plan, figures, (*keys, indicator, *sides))
        headings = (*keys, indicator, sides[0])
    else:
        table = wide(plan, figures, keys, layout)
    if draw(st.integers(0, 24)) == 24:
        return attrs.evolve(table, rows=())
    return draw(as_kinds(draw(with_faults(table, headings)), *keys))


def tidy(plan: Plan, figures: Sequence[Figure], headings: Sequence[str]) -> Table:
    """A row for every number."""
    school, period, measure, number = headings
    kind = _kind_of_all(plan, figures)
    columns: dict[str, Kind] = {school: "text", period: "text", **_dimensions(figures)}
    columns |= {measure: "text", number: kind}
    rows = [
        {school: each.school, period: each.period, measure: each.measure, **dict(each.members),
         number: _as(kind, each.value)}
        for each in figures
    ]  # fmt: skip
    return _table("tidy", columns, rows)


def paired(plan: Plan, figures: Sequence[Figure], headings: Sequence[str]) -> Table:
    """A row for every indicator whose sides are single measures, with both numbers."""
    school, period, name, *sides = headings
    told = {(f.school, f.period, f.members, f.measure): f for f in figures}
    indicators = [(each.name, pair) for each in plan.indicators.values() if (pair := _pair(each))]
    used = [
        told[(*key, measure)]
        for key in dict.fromkeys(each[:3] for each in told)
        for _, pair in indicators
        for measure in pair
        if (*key, measure) in told
    ]
    kind = _kind_of_all(plan, used)
    columns: dict[str, Kind] = {school: "text", period: "text", **_dimensions(used)}
    columns |= {name: "text", sides[0]: kind, sides[1]: kind}
    rows: list[dict[str, Value]] = []
    for key in dict.fromkeys(each[:3] for each in told):
        for indicator, pair in indicators:
            found = [told.get((*key, measure)) for measure in pair]
            values = [None if each is None else _as(kind, each.value) for each in found]
            if found[0] is not None:
                row = {school: key[0], period: key[1], **dict(key[2]), name: indicator}
                rows.append({**row, **dict(zip(sides, values, strict=False))})
    return _table("paired", columns, rows)


def _pair(indicator: Indicator) -> tuple[str, ...]:
    """The measures of an indicator that is a quotient of two, or one alone; else none."""
    sides = (indicator.numerator, indicator.denominator)
    sums = [side for side in sides if isinstance(side, Sum)]
    terms = [term for side in sums for term in side.terms]
    plain = len(sums) == 2 and all(factor == 1 and weight is None for factor, _, weight in terms)
    single = all(len(side.terms) <= 1 for side in sums) and sums[0].terms if plain else ()
    constants = {side.constant for side in sums if side.terms}
    return tuple(measure for _, measure, _ in terms) if single and constants == {0} else ()


def wide(plan: Plan, figures: Sequence[Figure], keys: Sequence[str], layout: Layout) -> Table:
    """A row for every school, period and members; or the members in brackets in the headings."""
    school, period = keys
    columns: dict[str, Kind] = {school: "text", period: "text"}
    columns |= _dimensions(figures) if layout == "wide" else {}
    rows: list[dict[str, Value]] = []
    for key, told in _grouped(figures, layout):
        cells: dict[str, Value] = {_heading(each, layout): each.value for each in told}
        columns |= {_heading(each, layout): _kind(plan, each.measure) for each in told}
        members = dict(key[2]) if layout == "wide" else {}
        rows.append({school: key[0], period: key[1], **members, **cells})
    return _table(layout, columns, rows)


def _table(layout: Layout, columns: dict[str, Kind], rows: Sequence[Mapping[str, Value]]) -> Table:
    return Table(layout, columns, tuple(tuple(row.get(c) for c in columns) for row in rows))


def _kind_of_all(plan: Plan, figures: Sequence[Figure]) -> Kind:
    return "decimal" if any(_kind(plan, f.measure) == "decimal" for f in figures) else "whole"


def _dimensions(figures: Sequence[Figure]) -> dict[str, Kind]:
    return {name: "text" for each in figures for name, _ in each.members}


def _kind(plan: Plan, measure: str) -> Kind:
    found = plan.measures[measure]
    amount = found.kind == "amount" or found.highest is not None
    return "flag" if found.kind == "flag" else "decimal" if amount else "whole"


def _as(kind: Kind, value: int | Decimal | bool | None) -> Value:
    if value is None:
        return None
    return Decimal(min(value, LARGEST_DECIMAL)) if kind == "decimal" else int(value)


Key = tuple[str | None, str | None, Members]


def _grouped(figures: Sequence[Figure], layout: Layout) -> Iterator[tuple[Key, list[Figure]]]:
    """The figures of every row of a wide table."""
    found: dict[Key, list[Figure]] = {}
    for each in figures:
        members = each.members if layout == "wide" else ()
        found.setdefault((each.school, each.period, members), []).append(each)
    yield from found.items()


def _heading(figure: Figure, layout: Layout) -> str:
    if layout == "wide" or not figure.members:
        return figure.measure
    return f"{figure.measure} ({', '.join(member for _, member in figure.members)})"


# --- writing --------------------------------------------------------------------------------------


@st.composite
def as_kinds(draw: st.DrawFn, table: Table, school: str, period: str) -> Table:
    """The table with ids as numbers, periods as numbers or days, or in other words."""
    found = table
    ids, spans = ([row[n] for row in found.rows] for n in (0, 1))
    if draw(st.integers(0, 4)) == 4 and all(_is_whole(each) for each in ids):
        found = _changed(found, school, "whole", {each: int(str(each)) for each in ids if each})
    if draw(st.booleans()) and all(_is_year(each) for each in spans):
        years = {each: int(str(each)) for each in spans if each}
        return _changed(found, period, "whole", years)
    if draw(st.booleans()) and all(_is_day(each) for each in spans):
        days = {each: date.fromisoformat(str(each)) for each in spans if each}
        return _changed(found, period, "date", days)
    written = {str(each): draw(st.sampled_from(_writings(str(each)))) for each in spans if each}
    return _changed(found, period, "text", written)


def _changed(table: Table, heading: str, kind: Kind, by: Mapping[Value, Value]) -> Table:
    at = list(table.columns).index(heading)
    rows = (
        tuple(by.get(cell, cell) if n == at else cell for n, cell in enumerate(row))
        for row in table.rows
    )
    return Table(table.layout, {**table.columns, heading: kind}, tuple(rows))


def _is_whole(value: Value) -> bool:
    return value is None or (isinstance(value, str) and value.isdigit())


def _is_year(value: Value) -> bool:
    return _is_whole(value) and (value is None or len(str(value)) == 4)


def _is_day(value: Value) -> bool:
    return value is None or (isinstance(value, str) and len(value) == 10 and value[4] == "-")


def _writings(period: str) -> tuple[str, ...]:
    """A period as people write it."""
    year, _, rest = period.partition("-")
    if rest.startswith("Q"):
        return (
            period,
            f"Quý {'I' * int(rest[1]) if rest < 'Q4' else 'IV'}/{year}",
            f"{rest}/{year}",
        )
    if len(rest) == 2 and rest.isdigit():
        return (period, f"tháng {int(rest)}/{year}")
    if _is_day(period):
        return (period, "/".join(reversed(period.split("-"))))
    return (period, f"năm {year}") if _is_year(period) else (period,)


# --- faults ---------------------------------------------------------------------------------------

FAULTS = (
    "copy", "other number", "other part", "unknown school", "no school", "unknown period",
    "no period", "unknown member", "alias", "below zero", "above whole", "year", "year", "later",
    "unknown measure", "blank row", "total", "percentage", "remark", "shuffled",
)  # fmt: skip


UNREADABLE = (
    "unknown school", "no school", "unknown period", "no period", "unknown member",
    "unknown measure",
)  # fmt: skip
UNREADABLE_CELLS = frozenset(("9999", "quý V/2024", "kindergarten", "onlin"))


def _is_negative(value: Value) -> bool:
    return isinstance(value, (int, Decimal)) and value < 0


@st.composite
def with_faults(draw: st.DrawFn, table: Table, headings: Sequence[str]) -> Table:
    """The table with at most a few things wrong."""
    few = st.lists(st.sampled_from(FAULTS), max_size=3)
    for fault in draw(st.one_of(st.just([]), few)) if table.rows else ():
        table = draw(with_fault(table, fault, headings))
    return table


@st.composite
def with_fault(draw: st.DrawFn, table: Table, fault: str, headings: Sequence[str]) -> Table:
    """The table with something wrong in a row of it, or in one more row."""
    school, period, measure, _ = headings
    at = draw(st.integers(0, len(table.rows) - 1))
    row = dict(zip(table.columns, table.rows[at], strict=True))
    numbers = [c for c, kind in table.columns.items() if kind in ("whole", "decimal")]
    changed: dict[str, Value] = {}
    # Of a row that cannot be read a sheet tells every fault, and a table only the first one.
    if fault in UNREADABLE and any(_is_negative(row[name]) for name in numbers):
        return table
    unnamed = row[school] is None or row[period] is None
    if fault == "below zero" and (unnamed or not UNREADABLE_CELLS.isdisjoint(row.values())):
        return table
    if fault == "shuffled":
        return attrs.evolve(table, rows=tuple(draw(st.permutations(table.rows))))
    if fault == "percentage":
        return draw(with_percentages(table))
    if fault == "remark":
        return _with_column(table, "Ghi chú", "text", ["x"] + [None] * (len(table.rows) - 1))
    if fault in ("other number", "below zero", "above whole"):
        filled = [name for name in numbers if row[name] is not None]
        if not filled:
            return table
        name = draw(st.sampled_from(filled))
        by = {"other number": 1, "below zero": -(10**18) - 1, "above whole": 7 * 10**17}[fault]
        by = by // 10**5 if table.columns[name] == "decimal" else by
        before = row[name]
        assert isinstance(before, (int, Decimal))
        changed = {name: before + by if before < 10**18 else before - 1}
    elif fault == "unknown member":
        name = next((c for c in table.columns if c in ("level", "secrecy")), "")
        changed = {name: "kindergarten"} if name else {}
    elif fault == "alias":
        changed = {"level": " Lower_Secondary "} if row.get("level") == "lower_secondary" else {}
    elif fault == "unknown measure":
        changed = {measure: "onlin"} if measure in row else {}
    else:
        changed = {
            "copy": {}, "other part": {}, "unknown school": {school: "9999"},
            "no school": {school: None}, "unknown period": {period: "quý V/2024"},
            "no period": {period: None}, "year": {period: "2025"}, "later": {period: "2026-Q3"},
            "blank row": dict.fromkeys(table.columns), "total": {school: "Tổng cộng"},
        }[fault]  # fmt: skip
    new = tuple({**row, **changed}.values())
    if fault in ("copy", "other number", "year", "later", "blank row", "total"):
        place = draw(st.integers(0, len(table.rows)))
        return attrs.evolve(table, rows=(*table.rows[:place], new, *table.rows[place:]))
    return attrs.evolve(table, rows=(*table.rows[:at], new, *table.rows[at + 1 :]))


@st.composite
def with_percentages(draw: st.DrawFn, table: Table) -> Table:
    """The table with a column of shares that the schools worked out themselves."""
    if "online" not in table.columns or "total" not in table.columns:
        return table
    told: list[Value] = []
    for number in range(len(table.rows)):
        part, whole = table.at(number, "online"), table.at(number, "total")
        right = 0 if not part or not whole else round(100 * int(part) / int(whole), 1)  # type: ignore[arg-type]
        wrong = draw(st.sampled_from((0, 0, 1)))
        told.append(None if part is None else Decimal(str(right)) + wrong)
    return _with_column(table, "online_share (%)", "decimal", told)


def _with_column(table: Table, heading: str, kind: Kind, cells: Sequence[Value]) -> Table:
    if heading in table.columns:
        return table
    rows = tuple((*row, cell) for row, cell in zip(table.rows, cells, strict=True))
    return Table(table.layout, {**table.columns, heading: kind}, rows)
