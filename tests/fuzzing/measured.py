"""Reads hostile texts in a process of its own, and says what each took.

``python -m tests.fuzzing.measured SECONDS`` reads a list of ``[name, size]`` in JSON from standard
input; with ``--whole`` behind it, a megabyte of every text instead. Each text gets so many seconds
of CPU, and the process so much memory; it is ended beyond either.
"""

from __future__ import annotations

import json
import resource
import signal
import sys
import time
from collections.abc import Iterator

from dxplan.session import open_session
from dxplan.source import source_from_text
from dxplan.syntax.parse import parse
from dxplan.syntax.printer import print_file
from tests.fuzzing.hostile_rules import HOSTILE, of_size
from tests.peak_memory import peak_memory

MOST_MEMORY = 2 << 30


def main() -> None:
    """Read each text, and print a line of JSON about it."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    seconds = float(sys.argv[1])
    session = open_session(entry_points=False)
    parse(source_from_text("x >= 5% by 2025"))
    every = sys.argv[2:] == ["--whole"]
    for name, size in [(name, 10**6) for name in HOSTILE] if every else json.load(sys.stdin):
        source = source_from_text(of_size(name, size))
        signal.setitimer(signal.ITIMER_PROF, seconds)
        for what, taken in _timed(source, session):
            memory = peak_memory() // 1024
            print(json.dumps([name, what, round(taken, 3), memory]), flush=True)


def _timed(source: object, session: object) -> Iterator[tuple[str, float]]:
    before = time.process_time()
    outcome = parse(source)  # type: ignore[arg-type]
    yield "read", time.process_time() - before
    if outcome.ok:
        before = time.process_time()
        print_file(outcome.value)
        yield "written", time.process_time() - before
    before = time.process_time()
    session.load_source(source)  # type: ignore[attr-defined]
    yield "bound", time.process_time() - before


if __name__ == "__main__":
    main()
