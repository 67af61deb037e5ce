"""Taking turns: A, B, A, B, so that a busy moment of the machine touches all of them alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median

from benchmarks.suite.process import Failed, Taken, TooLong


@dataclass(frozen=True)
class Measured:
    """What came of one contender.

    :param seconds: the median; ``spread`` is from the shortest to the longest.
    :param why: why there is no time, when there is none.
    :param beyond: whether it took longer than that, and was ended.
    """

    seconds: float | None
    spread: tuple[float, float] = (0.0, 0.0)
    memory: float = 0.0
    written: str = ""
    why: str = ""
    beyond: bool = False


def in_turn(
    contenders: Mapping[str, Callable[[], Taken]],
    rounds: int,
    first: Mapping[str, Callable[[], Taken]] | None = None,
) -> dict[str, Measured]:
    """Run every contender once in each round; the round before the first only warms the caches.

    One that fails, or takes too long, is told why, and is not asked again.

    :param first: what is called in the round that does not count, instead of the contender.
    """
    found: dict[str, list[Taken]] = {name: [] for name in contenders}
    failed: dict[str, Measured] = {}
    for number in range(rounds + 1):
        for name, contender in contenders.items():
            if name in failed:
                continue
            try:
                taken = contender() if number else (first or {}).get(name, contender)()
            except TooLong as error:
                failed[name] = Measured(error.seconds, why=str(error), beyond=True)
                continue
            except Failed as error:
                failed[name] = Measured(None, why=str(error))
                continue
            if number or rounds == 0:
                found[name].append(taken)
    return {name: failed.get(name) or _measured(taken) for name, taken in found.items()}


def _measured(taken: list[Taken]) -> Measured:
    seconds = [each.seconds for each in taken]
    memory = max(each.memory for each in taken)
    spread = min(seconds), max(seconds)
    return Measured(median(seconds), spread, memory, taken[-1].written)
