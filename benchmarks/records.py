"""How long one organisation's record takes against 40 targets, beside closures written by hand.

    python -m benchmarks.records [--rounds N] [--records N]

The contenders are taken in turn, round by round, so that a busy moment of the machine touches all
of them alike; the table gives medians, in microseconds a record. All of them return the target,
the verdict and both counts, and before anything is measured they must agree with the reference.
"""

from __future__ import annotations

import argparse
import platform
import random
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from statistics import median
from time import perf_counter
from typing import Any

import dxplan
from dxplan.engine.reference import evaluate

AS_OF = date(2025, 12, 31)
TARGETS = 40
LIMIT = 8.0
"""The most that a record should take, in microseconds."""

Record = Mapping[str, int | None]
Result = tuple[str, str, int | None, int | None]
Check = Callable[[Any], Sequence[Any]]
"""Every contender has types of its own for the same results."""


@dataclass(frozen=True)
class Rule:
    """``numerator / denominator`` held against whole percents, as every contender has it."""

    id: str
    numerator: str
    denominator: str
    comparator: str
    percent: int


@dataclass(frozen=True)
class Workload:
    """The rules as text and as data, and records that hold a number for every measure.

    :param gaps: the same records with 3 in 100 numbers not reported.
    """

    plan: str
    rules: tuple[Rule, ...]
    records: tuple[Record, ...]
    gaps: tuple[Record, ...]


def records_workload(count: int = 200, seed: int = 1) -> Workload:
    """The workload that every contender is given; the same seed gives the same one."""
    draw = random.Random(seed)
    rules = tuple(
        Rule(f"share_{n}.by.2025", f"part_{n}", f"whole_{n}", draw.choice((">=", ">")),
             draw.randrange(1, 100))
        for n in range(TARGETS)
    )  # fmt: skip
    lines = ["plan bench", "    period 2022 to 2025"]
    for n, rule in enumerate(rules):
        lines += [
            f"measure {rule.numerator}", f"measure {rule.denominator}",
            f"indicator share_{n} = {rule.numerator} / {rule.denominator}",
            f"share_{n} {rule.comparator} {rule.percent}% by 2025",
        ]  # fmt: skip
    full = tuple(_record(draw, rules) for _ in range(count))
    gaps = tuple(
        {key: None if draw.random() < 0.03 else value for key, value in record.items()}
        for record in full
    )
    return Workload("\n".join(lines) + "\n", rules, full, gaps)


def _record(draw: random.Random, rules: Sequence[Rule]) -> dict[str, int]:
    record = {}
    for rule in rules:
        record[rule.denominator] = draw.randrange(0, 2000)
        # One in ten lies exactly on its threshold.
        on_line = draw.random() < 0.1
        record[rule.denominator] -= record[rule.denominator] % 100 if on_line else 0
        whole = record[rule.denominator]
        record[rule.numerator] = whole * rule.percent // 100 if on_line else draw.randint(0, whole)
    return record


# --- contenders -----------------------------------------------------------------------------------


def closures(rules: Sequence[Rule]) -> Check:
    """What a careful programmer writes by hand: a closure a rule, over whole numbers."""
    judges = [_closure(rule) for rule in rules]
    return lambda record: tuple([judge(record) for judge in judges])


def _closure(rule: Rule) -> Callable[[Record], Result]:
    name, above, below, percent = rule.id, rule.numerator, rule.denominator, rule.percent
    strict = rule.comparator == ">"

    def judge(record: Record) -> Result:
        n, d = record[above], record[below]
        assert n is not None and d is not None
        if d <= 0:
            return name, "not_applicable", n, d
        kept = 100 * n > percent * d if strict else 100 * n >= percent * d
        return name, "met" if kept else "missed", n, d

    return judge


def reference(plan: dxplan.Plan, record: Record) -> list[Result]:
    """The reference evaluator, from rows to findings."""
    row = {"school": "A", "period": "2025", **record}
    found = evaluate(plan, dxplan.open_session(entry_points=False).read(plan, [row]), AS_OF)
    return [
        (each.target, each.verdict, _number(each.numerator), _number(each.denominator))
        for each in found
    ]  # fmt: skip


def _number(value: object) -> int | None:
    low = getattr(value, "low", None)
    return None if low is None else int(low)


# --- measuring ------------------------------------------------------------------------------------


def contenders(work: Workload) -> dict[str, tuple[Check, Sequence[Record]]]:
    """By title what is called, and with which records."""
    plan = dxplan.load_text(work.plan)
    return {
        "dxplan.compile": (dxplan.compile(plan, as_of=AS_OF), work.records),
        "closures by hand": (closures(work.rules), work.records),
        "dxplan.compile, 3% missing": (dxplan.compile(plan, as_of=AS_OF), work.gaps),
        "reference evaluator": (partial(reference, plan), work.records[:2]),
    }


def measure(check: Check, records: Sequence[Record]) -> float:
    """Microseconds a record."""
    begun = perf_counter()
    for record in records:
        check(record)
    return (perf_counter() - begun) / len(records) * 1e6


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=25)
    parser.add_argument("--records", type=int, default=200)
    asked = parser.parse_args()
    work = records_workload(asked.records)
    every = contenders(work)
    exact = every["reference evaluator"][0]
    for title in ("dxplan.compile", "closures by hand"):
        for record in work.records[:5]:
            assert list(every[title][0](record)) == list(exact(record)), title
    times: dict[str, list[float]] = {title: [] for title in every}
    for _ in range(asked.rounds):
        for title, (check, records) in every.items():
            times[title].append(measure(check, records))
    print(f"{platform.python_implementation()} {platform.python_version()}, {TARGETS} targets")
    for title, found in times.items():
        print(f"{title:<28} {median(found):10.2f} µs a record   (best {min(found):.2f})")
    return int(median(times["dxplan.compile"]) > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
