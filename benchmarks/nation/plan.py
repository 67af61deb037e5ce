"""Plans of 60 and of 600 targets about the nation's schools, as values and as rule text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from random import Random

from benchmarks.nation.size import INDICATORS, LEVELS, QUARTERS, YEARS

SEED = 2024
PLAN = "nation"
AS_OF = f"{YEARS[-1]}-12-31"


@dataclass(frozen=True)
class Target:
    """What is asked for.

    :param level: empty for all levels together.
    :param mille: the threshold in thousandths.
    :param year: the target holds by the end of this year.
    :param quarter: the target holds in this quarter alone (an index), instead of by a year.
    :param until: the year whose target takes over; none for the last one.
    """

    indicator: str
    level: str
    comparator: str
    mille: int
    year: int = 0
    quarter: int | None = None
    until: int | None = None

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels that are added up."""
        return (self.level,) if self.level else LEVELS

    @property
    def id(self) -> str:
        """The id that dxplan gives it."""
        time = f"by.{self.year}" if self.quarter is None else f"in.{QUARTERS[self.quarter]}"
        below = {"<=": "at_most", "<": "less"}.get(self.comparator)
        return ".".join(part for part in (self.indicator, self.level, time, below) if part)

    @property
    def text(self) -> str:
        """The statement in a rule file."""
        percent = f"{self.mille // 10}.{self.mille % 10}".removesuffix(".0")
        time = f"by {self.year}" if self.quarter is None else f"in {QUARTERS[self.quarter]}"
        words = (self.indicator, self.level, self.comparator, f"{percent}%", time)
        return " ".join(word for word in words if word)


@dataclass(frozen=True)
class Moment:
    """A target on a day that it is judged on: the quarters from the first to the last count."""

    target: Target
    first: int
    last: int

    @property
    def date(self) -> str:
        """The day."""
        year, quarter = QUARTERS[self.last].split("-Q")
        return f"{year}-{('03-31', '06-30', '09-30', '12-31')[int(quarter) - 1]}"


def sixty() -> tuple[Target, ...]:
    """54 targets by the last year, six of which have a milestone a year before."""
    *_, before, last = YEARS
    rng = Random(SEED)
    places = rng.sample(sorted(product(INDICATORS, LEVELS)), 54)
    found: list[Target] = []
    for number, (indicator, level) in enumerate(places):
        comparator = (">=", ">=", ">=", ">", ">=", "<=")[number % 6]
        mille = _threshold(rng, number)
        if number < 6:
            found.append(Target(indicator, level, ">=", mille - 50, before, until=last))
            found.append(Target(indicator, level, ">=", mille, last))
        else:
            found.append(Target(indicator, level, comparator, mille, last))
    return tuple(found)


def six_hundred() -> tuple[Target, ...]:
    """Every indicator and level by the last year in both directions, and in each of its quarters.

    All levels together have a milestone a year before.
    """
    *_, before, last = YEARS
    rng = Random(SEED)
    found: list[Target] = []
    for number, (indicator, level) in enumerate(product(INDICATORS, (*LEVELS, ""))):
        low, high = _threshold(rng, number), 900 + number % 10
        if not level:
            found.append(Target(indicator, level, ">=", low - 50, before, until=last))
        found.append(Target(indicator, level, ">=", low, last))
        found.append(Target(indicator, level, "<=", high, last))
        quarters = range(len(QUARTERS) - 4, len(QUARTERS))
        found += [Target(indicator, level, ">", low - 10, quarter=each) for each in quarters]
    return tuple(found)


def _threshold(rng: Random, number: int) -> int:
    """Mostly whole percentages, now and then tenths of one."""
    mille = 10 * (35 + int(rng.random() * 50))
    return mille + 5 if number % 10 == 3 else mille


def moments(targets: tuple[Target, ...]) -> Iterator[Moment]:
    """Every target on every day that it is judged on, up to the last day of the last quarter.

    What holds by the end of a year is judged then, over that year, and at the end of every quarter
    after it, over the four that have passed, until the next milestone takes over.
    """
    for target in targets:
        if target.quarter is not None:
            yield Moment(target, target.quarter, target.quarter)
            continue
        due = _last_quarter(target.year)
        end = len(QUARTERS) if target.until is None else _last_quarter(target.until)
        yield from (Moment(target, last - 3, last) for last in range(due, end))


def _last_quarter(year: int) -> int:
    return QUARTERS.index(f"{year}-Q4")


def rules(targets: tuple[Target, ...]) -> str:
    """The rule file."""
    head = f'plan {PLAN} "Nation"\n    period {YEARS[0]} to {YEARS[-1]}\n\n'
    levels = f"dimension level {{ {', '.join(LEVELS)} }}\n\n"
    measures = "".join(
        f"measure {name}_{side} by level flow\n" for name in INDICATORS for side in "nd"
    )
    indicators = "".join(f"indicator {name} = {name}_n / {name}_d\n" for name in INDICATORS)
    asked = "".join(f"{target.text}\n" for target in targets)
    return f"{head}{levels}{measures}\n{indicators}\n{asked}"
