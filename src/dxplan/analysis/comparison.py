"""What several plans ask of the same things, side by side, and which of them asks for most.

A row is a thing that is asked about, by meaning (:mod:`dxplan.analysis.meaning`): whatever it is
called in a plan. The order of the plans makes no difference to it but that of the columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Literal, TypeAlias

import attrs

from dxplan.analysis.common_days import Asking, Relation, relation, time_of
from dxplan.analysis.meaning import Key, measure_parts, quotient_key, rule_key, subject_key
from dxplan.analysis.strictness import Strictness
from dxplan.plan.model import Indicator, Plan, Target

Mark = Literal["strictest", "equal", "weaker", "incomparable", "not_ranked"]
MARKS: tuple[Mark, ...] = ("strictest", "equal", "weaker", "incomparable", "not_ranked")
Unranked = Literal["growth", "parent", "apart", "nobody_else"]
Relations: TypeAlias = Mapping[tuple[int, int], Relation]


@attrs.frozen
class Cell:
    """What one plan asks for in a row.

    :param targets: in the order of their days.
    :param mark: ``equal`` is as strict as another plan, and none is stricter; ``None`` when no
        other plan has the row.
    :param unranked: why it is ``not_ranked``: a threshold is counted from an earlier value or set
        by a document that is not loaded, it asks for nothing in the time of the others, or no
        other plan can be ranked.
    :param outside: targets with a day outside of the time of plans that it is compared with, and
        the places of these.
    """

    targets: tuple[Target, ...]
    mark: Mark | None = None
    unranked: Unranked | None = None
    outside: tuple[tuple[Target, tuple[int, ...]], ...] = ()


@attrs.frozen
class Row:
    """One thing that plans ask about.

    :param cells: one a plan, ``None`` for a plan that does not ask about it.
    :param relations: of two plans, by their places: how the first compares with the second.
    :param shown_by: the place of the plan whose words name it.
    :param quotient: what is counted, the same for all rows about it.
    :param elsewhere: places of plans that ask about the same quotient, but of others, on another
        condition or for other groups; only in a row of one plan.
    """

    cells: tuple[Cell | None, ...]
    relations: Relations
    shown_by: int
    quotient: Key = attrs.field(repr=False)
    elsewhere: tuple[int, ...] = ()

    @property
    def places(self) -> tuple[int, ...]:
        """The places of the plans that ask about it."""
        return tuple(place for place, cell in enumerate(self.cells) if cell is not None)

    @property
    def shared(self) -> bool:
        """Whether several plans ask about it."""
        return len(self.places) > 1

    @property
    def target(self) -> Target:
        """A target that says what it is about."""
        cell = self.cells[self.shown_by]
        assert cell is not None, "INVARIANT: a row is named by a plan that has it"
        return cell.targets[0]

    def names(self) -> dict[int, tuple[str, ...]]:
        """What each plan calls its indicator."""
        return {
            place: tuple(sorted({target.indicator.name for target in cell.targets}))
            for place, cell in enumerate(self.cells)
            if cell is not None
        }


@attrs.frozen
class Namesake:
    """A name that stands for one thing in some plans and for another thing in others.

    :param first: places of the plans where it is the one thing, ``second`` of the others.
    :param measures: the measures that are declared otherwise, each with what differs (``kind``,
        ``flow``, ``dimensions``, ``reported_by``, ``measured_in``); none when the sums themselves
        differ.
    """

    name: str
    first: tuple[int, ...]
    second: tuple[int, ...]
    measures: tuple[tuple[str, tuple[str, ...]], ...] = ()


@attrs.frozen
class Comparison:
    """Several plans side by side.

    :param rows: those that plans share, then those of one plan, each in the order of the rules.
    """

    plans: tuple[Plan, ...]
    rows: tuple[Row, ...] = ()
    namesakes: tuple[Namesake, ...] = ()

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def shared(self) -> tuple[Row, ...]:
        """The rows of several plans."""
        return tuple(row for row in self.rows if row.shared)

    def of_one(self, place: int) -> tuple[Row, ...]:
        """The rows that only one plan has."""
        return tuple(row for row in self.rows if row.places == (place,))

    def count(self, place: int, mark: Mark) -> int:
        """How many cells of a plan have a mark."""
        cells = (row.cells[place] for row in self.rows)
        return sum(cell is not None and cell.mark == mark for cell in cells)


def compare(plans: Sequence[Plan]) -> Comparison:
    """Several plans side by side; the same plan may stand there twice."""
    order = sorted(range(len(plans)), key=lambda place: _written(plans[place]))
    found: dict[Key, dict[int, list[Target]]] = {}
    for place in order:
        for target in plans[place].targets:
            row = found.setdefault(subject_key(plans[place], target), {})
            row.setdefault(place, []).append(target)
    asked_by: dict[object, set[int]] = {}
    for key, row in found.items():
        asked_by.setdefault(key[0], set()).update(row)
    rows = [_row(plans, key, row, asked_by[key[0]]) for key, row in found.items()]
    rows.sort(key=lambda row: not row.shared)
    return Comparison(tuple(plans), tuple(rows), tuple(_namesakes(plans)))


def _written(plan: Plan) -> tuple[object, ...]:
    """What orders plans in whatever order they are given."""
    document = plan.document
    return (plan.id, document.number or "", document.issuer, [t.id for t in plan.targets])


def _row(
    plans: Sequence[Plan],
    key: Key,
    row: Mapping[int, Sequence[Target]],
    asked_by: set[int],
) -> Row:
    """A row of the plans that ask about a thing, and who else asks about its quotient."""
    askings = {place: Asking(plans[place], _in_order(targets)) for place, targets in row.items()}
    relations = _relations(askings)
    cells = _marked(askings, relations)
    return Row(
        tuple(cells.get(place) for place in range(len(plans))),
        relations,
        next(iter(row)),
        (key[0],),
        tuple(sorted(asked_by - set(row))) if len(row) == 1 else (),
    )


def _in_order(targets: Sequence[Target]) -> tuple[Target, ...]:
    """Targets by their days; a rule that names no day stands where it is written."""
    return tuple(sorted(targets, key=lambda t: str(t.time.end or t.time.start or "")))


# --- who is stricter ------------------------------------------------------------------------------


def _relations(askings: Mapping[int, Asking]) -> dict[tuple[int, int], Relation]:
    """How the plans of a row compare, as far as their thresholds are numbers or the same."""
    found = {}
    for first, second in combinations(sorted(askings), 2):
        mine, theirs = askings[first], askings[second]
        if _rules(mine) == _rules(theirs):
            found[first, second] = Relation("equal")
        elif _unranked(mine) is None and _unranked(theirs) is None:
            found[first, second] = relation(mine, theirs)
    return found


def _rules(asking: Asking) -> frozenset[Key]:
    return frozenset(rule_key(asking.plan, target) for target in asking.targets)


def _unranked(asking: Asking) -> Unranked | None:
    """Why what a plan asks for cannot be ranked beside anything but the very same."""
    if any(target.threshold.change is not None for target in asking.targets):
        return "growth"
    return "parent" if any(target.threshold.low is None for target in asking.targets) else None


def _marked(askings: Mapping[int, Asking], relations: Relations) -> dict[int, Cell]:
    if len(askings) == 1:
        return {place: Cell(asking.targets) for place, asking in askings.items()}
    both = {**relations, **{(b, a): each.reversed() for (a, b), each in relations.items()}}
    cells = {}
    for place, asking in askings.items():
        against = [each for (one, _), each in both.items() if one == place]
        found = {each.strictness for each in against if each.reason != "apart"}
        reason: Unranked = "apart" if against else _unranked(asking) or "nobody_else"
        cells[place] = Cell(
            asking.targets,
            _mark(found) if found else "not_ranked",
            None if found else reason,
            tuple(_outside(place, askings, both)),
        )
    return cells


def _outside(
    place: int, askings: Mapping[int, Asking], relations: Relations
) -> Iterator[tuple[Target, tuple[int, ...]]]:
    """The targets of a plan that other plans are not held against: their time is another."""
    times = {
        other: time_of(asking)
        for other, asking in askings.items()
        if (place, other) in relations
        and relations[place, other].reason != "apart"
        and _rules(asking) != _rules(askings[place])
    }
    for target in askings[place].targets:
        end = target.time.end
        if end is not None:
            beyond = [other for other, time in times.items() if not time.start <= end <= time.end]
            if beyond:
                yield target, tuple(sorted(beyond))


def _mark(found: set[Strictness]) -> Mark:
    """The mark of a plan from how it compares with all those that it can be compared with."""
    if "weaker" in found:
        return "weaker"
    if "incomparable" in found:
        return "incomparable"
    return "equal" if "equal" in found else "strictest"


# --- names ----------------------------------------------------------------------------------------


def _namesakes(plans: Sequence[Plan]) -> Iterator[Namesake]:
    """The indicators in use that have one name in two plans and are not the same."""
    used = [{t.indicator.name: t.indicator for t in plan.targets} for plan in plans]
    for name in sorted({name for each in used for name in each}):
        meanings: dict[Key, list[int]] = {}
        for place, plan in enumerate(plans):
            if name in used[place]:
                meanings.setdefault(quotient_key(plan, used[place][name]), []).append(place)
        for first, second in combinations(meanings.values(), 2):
            one, other = first[0], second[0]
            sides = (plans[one], used[one][name], plans[other], used[other][name])
            yield Namesake(name, tuple(first), tuple(second), tuple(_differing(*sides)))


def _differing(
    first: Plan, mine: Indicator, second: Plan, theirs: Indicator
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The measures of an indicator that two plans declare otherwise, and what differs."""
    for name in sorted(mine.measures()):
        if name not in theirs.measures():
            continue
        parts = dict(measure_parts(first, first.measures[name]))
        others = dict(measure_parts(second, second.measures[name]))
        codes = tuple(code for code, value in parts.items() if others[code] != value)
        if codes:
            yield name, codes
