"""Random worlds and random rules about them, from a seed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from random import Random

import attrs

from tests.analysis.oracle.days import (
    Stretch,
    Time,
    month,
    quarter,
    school_year,
    single,
    year,
)
from tests.analysis.oracle.rules import (
    PARTS,
    Comparator,
    Condition,
    Figure,
    Has,
    Is,
    Negated,
    Rule,
    RuleSet,
    Schools,
    Some,
    Total,
    Waiver,
)
from tests.analysis.oracle.worlds import Check, Fact, TooManyModels, World

PLAN = (date(2024, 1, 1), date(2025, 12, 31))
PLAN_OF_FLOWS = (date(2025, 1, 1), date(2025, 12, 31))
QUARTERS = (*(quarter(2024, n) for n in (2, 3, 4)), *(quarter(2025, n) for n in (1, 2, 3, 4)))
"""Those that twelve months which end with a quarter of 2025 are made of."""
LEAVES = PARTS[""]

COMPARATORS: tuple[Comparator, ...] = (">=", ">=", ">=", ">", "<=", "<=", "<", "=")
PERCENTS = tuple(
    Fraction(number, 10)
    for number in (0, 50, 100, 200, 250, 300, 333, 400, 500, 600, 667, 700, 750, 800, 900, 1000)
)


# --- worlds ---------------------------------------------------------------------------------------


def draw_world(random: Random) -> World:
    """A world of one of several shapes, as large as may be."""
    shape = random.choice([levels, plain, schools] * 4 + [flows, flows_by_level])
    return fitted(shape(random))


def fitted(world: World) -> World:
    """The world with smaller bounds, until there are few enough models to look at."""
    while True:
        try:
            assert world.models
            return world
        except TooManyModels:
            bound = {name: max(1, most - 1) for name, most in world.bound.items()}
            schools = world.most_schools - 1
            world = attrs.evolve(world, bound=bound, most_schools=schools, forms={}, quotients={})


def _world(
    random: Random,
    measures: tuple[str, int],
    *,
    leaves: tuple[str, ...] = ("",),
    quarters: tuple[Stretch, ...] = (),
) -> World:
    names, most = tuple(measures[0]), measures[1]
    by_level = leaves != ("",)
    counts = [
        Figure(f"n_{name}", "count", Total(((1, name),)), None, name, by_level) for name in names
    ]
    return World(
        names,
        leaves,
        quarters,
        flags=(),
        rooms=0,
        facts=draw_facts(random, free=not quarters),
        figures=(*counts, *quotients(random, names, by_level)),
        checks=draw_checks(random, names),
        bound={name: random.randint(max(1, most - 2), most) for name in names},
    )


def levels(random: Random) -> World:
    """Counts of a day by level."""
    return _world(random, random.choice([("ab", 7), ("abc", 3)]), leaves=LEAVES)


def plain(random: Random) -> World:
    """Counts of a day that are not broken down."""
    return _world(random, random.choice([("ab", 40), ("abc", 15), ("abcd", 8)]))


def flows(random: Random) -> World:
    """Counts that add up over time."""
    return _world(random, random.choice([("ab", 3), ("ab", 4)]), quarters=QUARTERS)


def flows_by_level(random: Random) -> World:
    """Counts by level that add up over time."""
    return _world(random, ("ab", 2), leaves=LEAVES, quarters=QUARTERS)


def schools(random: Random) -> World:
    """Schools with flags, perhaps also with rooms."""
    flags, rooms, most = random.choice([(2, 0, 12), (2, 2, 4), (3, 0, 6), (1, 2, 8)])
    names = ("p", "q", "r")[:flags]
    figures = tuple(school_figures(random, names, rooms))
    facts = draw_facts(random)
    return World((), ("",), (), names, rooms, facts, figures, (), {}, most)


def draw_facts(random: Random, *, free: bool = True) -> tuple[Fact, ...]:
    found = []
    for name in ("f", "g")[: random.choice([0, 0, 1, 1, 2])]:
        dated = (date(2024, 7, 1), date(2025, 4, 1))
        since = random.choice([None, None, *dated] if free else dated)
        until = random.choice([None, date(2025, 6, 30)]) if since else None
        found.append(Fact(name, since, until))
    return tuple(found)


def draw_checks(random: Random, names: tuple[str, ...]) -> tuple[Check, ...]:
    if random.random() < 0.7 or len(names) < 2:
        return ()
    first, second = random.sample(names, 2)
    factor = random.choice([1, 1, 2])
    comparator: Comparator = random.choice(["<=", "<=", ">=", "="])
    return (Check(Total(((factor, first),)), comparator, Total(((1, second),))),)


def quotients(random: Random, names: tuple[str, ...], by_level: bool) -> list[Figure]:
    """Shares, rates and counts of a few measures."""
    found: list[Figure] = []
    for number in range(random.randint(2, 3)):
        first, second, *others = random.sample(names, len(names))
        third = others[0] if others else first
        fourth = others[-1] if others else first
        one, below = Total(((1, first),)), Total(((1, second),))
        both = _sum(first, third)
        lower = _sum(second, fourth)
        spare = _sum(second, first, -1)
        kind, above, under = random.choice(
            [
                ("share", one, below),
                ("share", one, below),
                ("share", spare, below),
                ("share", both, lower),
                ("rate", one, below),
                ("rate", both, lower),
                ("rate", one, spare),
                ("count", both, None),
                ("count", Total(((2, first), (-1, second)), random.choice([0, 1, -2])), None),
            ]
        )
        found.append(_quotient(f"i{number}", kind, above, under, by_level))
    return found


def _sum(first: str, second: str, factor: int = 1) -> Total:
    """Two measures added up; twice the one if they are the same."""
    return Total(((1, first), (factor, second))) if first != second else Total(((1, first),))


def _quotient(name: str, kind: str, above: Total, below: Total | None, by_level: bool) -> Figure:
    if below is None:
        return Figure(name, "count", above, None, above.text, by_level)
    operands = [
        t.text if len(t.terms) == 1 and t.terms[0][0] == 1 else f"({t.text})"
        for t in (above, below)
    ]
    if kind == "share":
        return Figure(name, "share", above, below, " / ".join(operands), by_level)
    return Figure(name, "rate", above, below, " per ".join(operands), by_level)


def school_figures(random: Random, flags: tuple[str, ...], rooms: int) -> list[Figure]:
    """Shares and numbers of schools, and a figure that says how many there are."""
    everybody = Some(1, (Is(flags[0]), Negated(Is(flags[0]))))
    found = [_schools("everybody", "count", everybody, None)]
    for number in range(random.randint(2, 3)):
        condition = draw_condition(random, flags, rooms)
        kind = random.choice(["share", "share", "count", "among"])
        among = draw_condition(random, flags, rooms) if kind == "among" else None
        found.append(_schools(f"i{number}", kind, condition, among))
    if rooms:
        found.append(Figure("n_rooms", "count", Total(((1, "rooms"),)), None, "rooms"))
    return found


def _schools(name: str, kind: str, condition: Condition, among: Condition | None) -> Figure:
    from tests.analysis.oracle.rules import condition_text

    text = condition_text(condition)
    if kind == "count":
        return Figure(name, "count", Schools(condition), None, f"count of schools where {text}")
    if among is None:
        whole = f"share of schools where {text}"
        return Figure(name, "share", Schools(condition), Schools(None), whole)
    text = f"share of schools where {text} among those where {condition_text(among)}"
    return Figure(name, "share", Schools(Some(2, (condition, among))), Schools(among), text)


def draw_condition(random: Random, flags: tuple[str, ...], rooms: int) -> Condition:
    """What is asked of a school."""
    atoms: list[Condition] = [Is(name) for name in flags]
    if rooms:
        comparator: Comparator = random.choice([">=", "<", "="])
        atoms.append(Has("rooms", comparator, Fraction(random.randint(1, rooms))))
    atoms += [Negated(each) for each in atoms]
    if random.random() < 0.4:
        return random.choice(atoms)
    operands = tuple(random.sample(atoms, min(len(atoms), random.choice([2, 2, 3]))))
    return Some(random.randint(1, len(operands)), operands)


# --- rules ----------------------------------------------------------------------------------------

TIMES = (
    *(Time("by", year(number)) for number in (2024, 2025)),
    *(Time("in", year(number)) for number in (2024, 2025)),
    Time("every", step=12),
    Time("always"),
    Time("from", year(2025)),
    Time("from", quarter(2024, 3)),
    Time("from", quarter(2024, 2), quarter(2025, 2)),
    *(Time("by", quarter(*each)) for each in ((2024, 2), (2024, 4), (2025, 2))),
    Time("before", single(date(2025, 1, 1))),
    Time("before", single(date(2025, 6, 20))),
    Time("by", single(date(2025, 6, 30))),
    Time("by", month(2025, 3)),
    Time("in", quarter(2025, 2)),
    Time("in", quarter(2025, 4)),
    Time("every", step=3),
    Time("every", step=6),
    Time("every", quarter(2025, 1), step=3),
    Time("every", None, year(2024), step=12),
    Time("by", school_year(2024)),
    Time("in", school_year(2024)),
)

TIMES_OF_FLOWS = (
    Time("by", year(2025)),
    Time("in", year(2025)),
    *(Time("by", quarter(2025, number)) for number in (1, 2, 3)),
    *(Time("in", quarter(2025, number)) for number in (1, 2, 3, 4)),
    *(Time("every", step=step) for step in (12, 6, 3, 3)),
    Time("every", quarter(2025, 2), step=3),
    Time("before", single(date(2025, 7, 1))),
    Time("by", single(date(2025, 9, 30))),
    Time("always"),
    Time("from", quarter(2025, 3)),
)
"""What is judged at the ends of quarters, on whole quarters."""


def draw_rules(
    random: Random, world: World, *, bounded: bool = True, single: bool = False
) -> RuleSet:
    """A few rules about a world.

    :param bounded: with those that say how much there is at most.
    :param single: rules that judge on the same days.
    """
    found: dict[str, Rule] = {}
    every = TIMES_OF_FLOWS if world.flow else TIMES
    times = [random.choice(every) for _ in range(1 if single else random.choice([1, 2, 3]))]
    figures = random.sample(world.figures, min(len(world.figures), random.choice([1, 1, 2, 3])))
    likely = random.choice(world.models)
    for _ in range(random.choice([1, 2, 2, 3, 3, 4, 5, 6])):
        rule = draw_rule(random, world, random.choice(figures), times, likely)
        found.setdefault(rule.id, rule)
    for rule in bounds(world) if bounded else ():
        found.setdefault(rule.id, rule)
    plan = PLAN_OF_FLOWS if world.flow else PLAN
    return RuleSet(plan, tuple(found.values()), draw_waivers(random, list(found.values())))


def bounds(world: World) -> list[Rule]:
    """The rules that say how much there is at most."""
    figures = {figure.name: figure for figure in world.figures}
    limits = {f"n_{name}": most for name, most in world.bound.items()}
    if world.kinds:
        limits["everybody"] = world.most_schools
    return [
        Rule(figures[name], "", "<=", Fraction(most), None, False, Time("always"))
        for name, most in limits.items()
    ]


def draw_rule(
    random: Random, world: World, figure: Figure, times: Sequence[Time], likely: Sequence[int]
) -> Rule:
    scope = excluded = ""
    if figure.by_level:
        scope = random.choice(["", "primary", "secondary", "secondary", "lower", "upper"])
        if not scope and random.random() < 0.2:
            excluded = random.choice(["primary", "secondary", "lower"])
    percent = figure.kind == "share" or (figure.kind == "rate" and random.random() < 0.5)
    low, high = _threshold(random, world, figure, percent), None
    comparator = random.choice(COMPARATORS)
    if random.random() < 0.15:
        other = _threshold(random, world, figure, percent)
        low, high, comparator = min(low, other), max(low, other), ">="
    time = random.choice(times)
    rule = Rule(
        figure, scope, comparator, low, high if high != low else None, percent, time,
        excluded, draw_when(random, world),
    )  # fmt: skip
    return turned(rule) if random.random() < 0.7 and misses(world, rule, likely) else rule


def misses(world: World, rule: Rule, row: Sequence[int]) -> bool:
    """Whether a rule is missed by all of the figures of a model together."""
    above, below = (
        world.value(each, rule.leaves, row) for each in (rule.figure.above, rule.figure.below)
    )
    return below > 0 and not rule.keeps(above, below)


def turned(rule: Rule) -> Rule:
    """The rule with its comparator the other way round."""
    other: dict[Comparator, Comparator] = {">=": "<=", ">": "<", "<=": ">=", "<": ">", "=": ">="}
    return attrs.evolve(rule, comparator=other[rule.comparator], high=None)


def _threshold(random: Random, world: World, figure: Figure, percent: bool) -> Fraction:
    if percent:
        number = random.choice(PERCENTS)
        return number * 2 if figure.kind == "rate" and random.random() < 0.3 else number
    if figure.kind == "rate":
        return Fraction(random.choice(["0", "0.25", "0.5", "1", "1", "1.5", "2", "3"]))
    most = max(world.bound.values(), default=world.most_schools)
    return Fraction(random.randint(0, most))


def draw_when(random: Random, world: World) -> Condition | None:
    if random.random() < 0.75:
        return None
    atoms: list[Condition] = [Is(fact.name) for fact in world.facts]
    figure = random.choice(world.figures)
    if random.random() < 0.3 or not atoms:
        percent = figure.kind == "share"
        number = _threshold(random, world, figure, percent)
        atoms.append(Has(figure.name, random.choice(COMPARATORS), number, percent))
    chosen = random.choice(atoms)
    if random.random() < 0.3:
        chosen = Negated(chosen)
    if len(atoms) > 1 and random.random() < 0.3:
        return Some(random.choice([1, 2]), tuple(atoms[:2]))
    return chosen


def draw_waivers(random: Random, rules: list[Rule]) -> tuple[Waiver, ...]:
    limits = ("n_", "everybody")
    others = [rule for rule in rules if not rule.figure.name.startswith(limits)]
    if random.random() < 0.9 or not others:
        return ()
    rule = random.choice(others)
    scope = random.choice(["", rule.scope])
    return (
        Waiver(rule.figure.name, scope, random.choice([date(2024, 12, 31), date(2025, 6, 30)])),
    )
