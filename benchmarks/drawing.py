"""How many examples a second the strategies of :mod:`dxplan.testing` draw.

``python -m benchmarks.drawing`` prints a line for each; examples are counted against CPU time.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

import dxplan
from dxplan.testing import strategies

PLAN = "binh_dinh"
WANTED = 200
"""So many examples of a whole plan of thirty targets are to be drawn in a second."""


def drawn_a_second(strategy: st.SearchStrategy[object], examples: int) -> float:
    """Examples of a strategy by the CPU second."""
    count = 0

    @settings(max_examples=examples, database=None, deadline=None)
    @given(strategy)
    def draw(example: object) -> None:
        nonlocal count
        count += 1

    started = time.process_time()
    draw()
    return count / (time.process_time() - started)


def main() -> int:
    """Print the figures; 1 when a whole plan falls below what is wanted."""
    plan = dxplan.load(PLAN)
    target = "online_share.primary.by.2025"
    aimed: dict[str, Callable[..., st.SearchStrategy[object]]] = {
        "satisfying": strategies.satisfying,
        "on_the_line": strategies.on_the_line,
        "undetermined_by_one_school": strategies.undetermined_by_one_school,
    }
    whole = drawn_a_second(strategies.observations(plan), 1000)
    print(f"{whole:8,.0f} /s  observations of {PLAN}, {len(plan.targets)} targets")
    for name, strategy in aimed.items():
        print(f"{drawn_a_second(strategy(plan, target), 1000):8,.0f} /s  {name} {target}")
    print(f"{drawn_a_second(strategies.plans(), 200):8,.0f} /s  plans")
    return 0 if whole >= WANTED else 1


if __name__ == "__main__":
    raise SystemExit(main())
