"""How long an editor waits for what is said of a keystroke, and for answers.

    python -m benchmarks.editing [--rounds N]

A letter is added to a name in the middle of a plan, and everything is looked at that is looked at
while somebody types. It is the time of the processor, so that a busy machine changes nothing. The
plans are those that ship, and one of 500 lines that repeats the longest.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import process_time

from dxplan.editing.completion import proposals
from dxplan.editing.desk import Desk
from dxplan.editing.hovering import hover
from dxplan.editing.tokens import tokens
from dxplan.session import open_session

ROOT = Path(__file__).parent.parent
LIMIT = 100
"""Milliseconds within which a plan of 500 lines is looked at."""
LINES = 500


def plans() -> dict[Path, str]:
    """Texts by the file that they are typed in; the last one has exactly 500 lines."""
    shipped = sorted((ROOT / "plugins").glob("*/src/*/*.dxplan"))
    texts = {
        path.resolve(): path.read_text("utf-8")
        for path in shipped
        if not path.name.endswith(".examples.dxplan")
    }
    longest = max(texts.values(), key=len).split("\n")
    tasks = "\n".join(
        f'nhiệm vụ việc_{number} "Việc số {number}" đến năm 2025 chủ trì so_gddt'
        for number in range(LINES)
    )
    whole = ["\n".join(longest), tasks]
    lines = "\n".join(whole).split("\n")[:LINES]
    return {**texts, ROOT / "five_hundred.dxplan": "\n".join(lines) + "\n"}


def milliseconds(rounds: int, step: Callable[[int], object]) -> float:
    """The median of some rounds, after one that is not counted."""
    found = []
    for number in range(rounds + 1):
        begun = process_time()
        step(number)
        found.append((process_time() - begun) * 1000)
    return median(found[1:])


def row(path: Path, text: str, rounds: int) -> tuple[str, int, float, float, float, float]:
    """A plan's name and lines, and what a keystroke and three questions take."""
    desk = Desk(open_session())
    middle = text.index(" ", len(text) // 2)

    def typed(number: int) -> None:
        desk.put(path, text[:middle] + "x" * (number + 1) + text[middle:])
        desk.view(path)

    desk.put(path, text)
    desk.view(path)
    key = milliseconds(rounds, typed)
    desk.put(path, text)
    view = desk.view(path)
    file = view.file(path)
    assert file is not None
    completion = milliseconds(rounds, lambda _: proposals(view, text, middle, file.language))
    shown = milliseconds(rounds, lambda _: hover(view, None, file, middle))
    coloured = milliseconds(rounds, lambda _: tokens(view, file))
    return path.stem, text.count("\n"), key, completion, shown, coloured


def main() -> int:
    """Print the table; 1 when the plan of 500 lines takes longer than it may."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    rows = [row(path, text, rounds) for path, text in plans().items()]
    print(f"{'plan':<14}{'lines':>6}{'keystroke':>11}{'completion':>12}{'hover':>8}{'colours':>9}")
    for name, lines, *times in rows:
        key, completion, shown, coloured = times
        print(
            f"{name:<14}{lines:>6}{key:>8.1f} ms{completion:>9.1f} ms{shown:>5.1f} ms"
            f"{coloured:>6.1f} ms"
        )
    reached = rows[-1][2] < LIMIT
    print(f"{LINES} lines within {LIMIT} ms: {'yes' if reached else 'no'}")
    return 0 if reached else 1


if __name__ == "__main__":
    raise SystemExit(main())
