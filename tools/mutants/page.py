"""Write docs/reference/mutants.md from what the last run found.

python -m tools.mutants.page
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tools.mutants import kept, sample
from tools.mutants.explained import read as read_explained
from tools.mutants.figures import Figures, between, figures
from tools.mutants.rooms import PAGE, ROOMS, ROOT
from tools.mutants.sample import Mutant
from tools.mutants.trying import Tried

HERE = Path(__file__).parent
HEADER = "<!-- Written by python -m tools.mutants.page; edits here are lost. -->\n\n"
COLUMNS = (
    *("room", "mutants", "tried", "killed", "late", "timed out", "alive", "not reached"),
    *("noticed", "with 95 %", "alive, explained"),
)


def page(
    mutants: Sequence[Mutant],
    run: Mapping[str, object],
    known: Mapping[str, Tried],
    explained: Mapping[str, str],
) -> str:
    """The page: what was done, the figures, and who is still alive."""
    count = None if run["mutants"] == "all" else int(str(run["mutants"]))
    drawn = {room: sample.drawn(mutants, room, count, int(str(run["seed"]))) for room in ROOMS}
    rows = {room: figures(mutants, room, each, known, explained) for room, each in drawn.items()}
    alive = [
        one
        for each in drawn.values()
        for one in each
        if one.id in known and known[one.id].outcome in ("alive", "not reached")
    ]
    parts = [
        (HERE / "head.md").read_text(encoding="utf-8"),
        "\n".join(_table(rows)) + "\n",
        _run_sentence(run),
        "## Alive, and why that is right\n\n" + "".join(_reasons(alive, explained)),
        "## Alive, and not explained\n\n" + "".join(_open(alive, explained)),
        (HERE / "tail.md").read_text(encoding="utf-8"),
    ]
    return HEADER + "\n".join(parts)


def _run_sentence(run: Mapping[str, object]) -> str:
    longer = run.get("longer")
    slow = f", and {longer} s more with the slow ones" if longer else ", without the slow ones"
    return (
        f"Run of {run['date']}, seed {run['seed']}, mutmut {_version()}, {run['tests']:,} tests "
        f"at hand, at most {run['seconds']} s of the processor for the tests of a mutant{slow}.\n"
    )


def _version() -> str:
    lock = (ROOT / "requirements" / "mutants.lock").read_text(encoding="utf-8")
    found = re.search(r"^mutmut==(\S+)", lock, re.MULTILINE)
    return found[1] if found else ""


def _table(rows: Mapping[str, Figures]) -> Iterator[str]:
    yield f"| {' | '.join(COLUMNS)} |"
    yield "|---|" + "---:|" * (len(COLUMNS) - 1)
    for room, found in rows.items():
        low, high = between(found.noticed, found.tried, found.there_are)
        share = found.noticed / found.tried if found.tried else 0
        cells = (
            *(f"`{room}`", f"{found.there_are:,}", f"{found.tried:,}", f"{found.killed:,}"),
            *(str(found.late), str(found.timed_out), str(found.alive), str(found.not_reached)),
            *(f"{share:.1%}", f"{low:.1%} to {high:.1%}", str(found.explained)),
        )
        yield f"| {' | '.join(cells)} |"


def _reasons(alive: Sequence[Mutant], explained: Mapping[str, str]) -> Iterator[str]:
    by_reason: dict[str, list[Mutant]] = defaultdict(list)
    for mutant in alive:
        if mutant.id in explained:
            by_reason[explained[mutant.id]].append(mutant)
    for reason, group in sorted(by_reason.items()):
        yield f"- {reason}\n"
        yield from (f"  - {_line(mutant)}\n" for mutant in sorted(group, key=_place))


def _open(alive: Sequence[Mutant], explained: Mapping[str, str]) -> Iterator[str]:
    left = sorted((one for one in alive if one.id not in explained), key=_place)
    yield from (f"- {_line(mutant)}\n" for mutant in left)
    if not left:
        yield "None.\n"


def _place(mutant: Mutant) -> tuple[str, int, str]:
    return mutant.path, mutant.line, mutant.new


def _line(mutant: Mutant) -> str:
    name = mutant.path.removeprefix("src/dxplan/").removesuffix(".py")
    return f"`{name}`, `{mutant.function}`: {_code(mutant.old)} → {_code(mutant.new)}"


def _code(text: str) -> str:
    """A text in one short line of code."""
    line = " ".join(text.split()) or "(nothing)"
    short = line if len(line) <= 90 else f"{line[:44]} … {line[-44:]}"
    return f"`` {short} ``" if "`" in short else f"`{short}`"


def main() -> None:
    """Write the page."""
    mutants = sample.read()
    by_id = {mutant.id: mutant for mutant in mutants}
    run = json.loads(kept.RUN.read_text(encoding="utf-8"))
    text = page(mutants, run, kept.known(by_id), read_explained(by_id))
    PAGE.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
