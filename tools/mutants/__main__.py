"""Try mutants of dxplan's code.

    python -m tools.mutants                     as many of each room as stand in the report
    python -m tools.mutants --mutants all       all of them; takes days
    python -m tools.mutants --only values --seed 5 --mutants 50 --minutes 10

What came of a mutant is kept in ``build/mutants/`` and not tried again unless its file changes;
``--again`` tries those again that no test noticed. ``--longer`` runs for them the slow tests of
their room as well, and all others again where the time was over before; so it gives the answer of
the suite. Those that are explained are not tried for so long.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Mapping, Sequence

from tools.mutants import kept, sample, tests
from tools.mutants.explained import read as read_explained
from tools.mutants.figures import figures, shown
from tools.mutants.rooms import ROOMS
from tools.mutants.sample import Mutant
from tools.mutants.trying import Tried, Trying, run


def main(arguments: Sequence[str] | None = None) -> int:
    """Try what is not known yet, then print the figures of every room."""
    asked = _parser().parse_args(arguments)
    mutants = sample.read()
    by_id = {mutant.id: mutant for mutant in mutants}
    count = None if asked.mutants == "all" else int(asked.mutants)
    drawn = {room: sample.drawn(mutants, room, count, asked.seed) for room in asked.only}
    explained = read_explained(by_id)
    known = kept.known(by_id)
    is_asked = is_unfinished if asked.longer else _is_unnoticed if asked.again else _is_new
    open_ones = [
        one
        for one in _turns(drawn)
        if is_asked(known.get(one.id)) and not (asked.longer and one.id in explained)
    ]
    if open_ones:
        until = time.time() + 60 * asked.minutes
        # What has passed them all is tried again with the slow ones only, where it is tried longer
        passed = {one.id for one in open_ones if asked.longer and has_passed(known.get(one.id))}
        trying = Trying(open_ones, _tell, asked.seconds, until, asked.longer, passed)
        run(trying, tests.all_tests(longer=asked.longer))
        known = kept.known(by_id)
    kept.keep_run(asked.mutants, asked.seed, asked.seconds, longer=asked.longer)
    for room, chosen in drawn.items():
        print(shown(room, figures(mutants, room, chosen, known, explained)))
    return 0


def _turns(drawn: Mapping[str, Sequence[Mutant]]) -> Iterator[Mutant]:
    """One of each room in turn, so that a run that is broken off says something of all."""
    for number in range(max(map(len, drawn.values()), default=0)):
        yield from (chosen[number] for chosen in drawn.values() if number < len(chosen))


def _is_new(tried: Tried | None) -> bool:
    return tried is None


def _is_unnoticed(tried: Tried | None) -> bool:
    return tried is not None and tried.outcome in ("alive", "not reached")


def is_unfinished(tried: Tried | None) -> bool:
    """Whether a test of the suite may notice it after all."""
    return _is_unnoticed(tried) and not (has_passed(tried) and tried is not None and tried.longer)


def has_passed(tried: Tried | None) -> bool:
    """Whether all tests were run that reach it, and passed."""
    return tried is not None and _is_unnoticed(tried) and tried.tests == tried.reach


def _tell(mutant: Mutant, tried: Tried) -> None:
    kept.keep(mutant, tried)
    print(f"{tried.outcome:11} {mutant.id} {tried.seconds} s {tried.test}", flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tools.mutants")
    parser.add_argument("--only", nargs="+", choices=ROOMS, default=list(ROOMS), metavar="ROOM")
    parser.add_argument("--mutants", default="300", help="how many of each room, or all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=600)
    parser.add_argument("--seconds", type=float, default=30, help="of the processor, a mutant")
    parser.add_argument("--again", action="store_true", help="only those that were not noticed")
    parser.add_argument("--longer", action="store_true", help="with the slow tests")
    return parser


if __name__ == "__main__":
    sys.exit(main())
