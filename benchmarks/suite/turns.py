"""Taking turns: A, B, A, B, so that a busy moment of the machine touches all of them alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median

from benchmarks.suite.process import Failed, Taken


@dataclass(frozen=True)
class Measured:
    """What came of one contender.

    :param seconds: the median; ``spread`` is from the shortest to the longest.
    :param why: why there is no time, when there is none.
    """

    seconds: float | None
    spread: tuple[float, float] = (0.0, 0.0)
    memory: float = 0.0
    written: str = ""
    why: str = ""


def in_turn(contenders: Mapping[str, Callable[[], Taken]], rounds: int) -> dict[str, Measured]:
    """Run every contender once in each round; the round before the first only warms the caches.

    One that fails is told why, and is not asked again.
    """
    found: dict[str, list[Taken]] = {name: [] for name in contenders}
    failed: dict[str, str] = {}
    for number in range(rounds + 1):
        for name, contender in contenders.items():
            if name in failed:
                continue
            try:
                taken = contender()
            except Failed as error:
                failed[name] = str(error)
                continue
            if number or rounds == 0:
                found[name].append(taken)
    return {
        name: Measured(None, why=failed[name]) if name in failed else _measured(taken)
        for name, taken in found.items()
    }


def _measured(taken: list[Taken]) -> Measured:
    seconds = [each.seconds for each in taken]
    memory = max(each.memory for each in taken)
    spread = min(seconds), max(seconds)
    return Measured(median(seconds), spread, memory, taken[-1].written)
