"""40 targets, and the records of 1,000 schools, some of them exactly on a threshold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

SEED = 2024
RECORDS = 1_000
INDICATORS = 24


@dataclass(frozen=True)
class Ask:
    """An indicator is at least, or at most, so many thousandths."""

    indicator: str
    comparator: str
    mille: int

    @property
    def id(self) -> str:
        """The id that dxplan gives the target."""
        return f"{self.indicator}.by.2024" + (".at_most" if self.comparator == "<=" else "")

    @property
    def whole(self) -> str:
        """The comparison in whole numbers, in words that most languages share."""
        n, d = f"{self.indicator}_n", f"{self.indicator}_d"
        return f"1000 * {n} {self.comparator} {self.mille} * {d}"

    def kept(self, record: dict[str, int]) -> bool:
        """The exact answer."""
        left = 1000 * record[f"{self.indicator}_n"]
        right = self.mille * record[f"{self.indicator}_d"]
        return left >= right if self.comparator == ">=" else left <= right


def asks() -> tuple[Ask, ...]:
    """A least for each of 24 indicators, a most for 16 of them."""
    names = [f"i{number:02}" for number in range(1, INDICATORS + 1)]
    least = [Ask(name, ">=", 10 * (30 + number)) for number, name in enumerate(names)]
    return *least, *(Ask(name, "<=", 850 + 5 * k) for k, name in enumerate(names[:16]))


def rules() -> str:
    """The same as a rule file."""
    names = [f"i{number:02}" for number in range(1, INDICATORS + 1)]
    lines = ['plan record "Record"', "    period 2024"]
    lines += [f"measure {name}_{side} flow" for name in names for side in "nd"]
    lines += [f"indicator {name} = {name}_n / {name}_d" for name in names]
    for ask in asks():
        percent = f"{ask.mille // 10}.{ask.mille % 10}".removesuffix(".0")
        lines.append(f"{ask.indicator} {ask.comparator} {percent}% by 2024")
    return "\n".join(lines) + "\n"


def records() -> Iterator[dict[str, int]]:
    """Figures of one school each."""
    rng = Random(SEED)
    least = {ask.indicator: ask.mille for ask in asks() if ask.comparator == ">="}
    for _ in range(RECORDS):
        record: dict[str, int] = {}
        for name, mille in least.items():
            on_the_line = rng.random() < 0.1
            d = 100 * rng.randint(1, 20) if on_the_line else rng.randint(20, 2000)
            record[f"{name}_n"] = mille * d // 1000 if on_the_line else rng.randint(0, d)
            record[f"{name}_d"] = d
        yield record
