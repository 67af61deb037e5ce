"""Tries mutants: a plugin of pytest that collects the tests once and forks a process for each.

What a test takes is limited by processor time, so that a busy machine changes no outcome; only a
process that waits without end is ended by the clock, and then counts as alive.
"""

from __future__ import annotations

import gc
import os
import resource
import select
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs
import pytest
from _pytest.runner import runtestprotocol

from dxplan.source import Source
from dxplan.syntax.parse import parse
from tools.mutants import live
from tools.mutants.sample import Mutant
from tools.mutants.tests import Choice

HUNG_AFTER = 900.0
MEMORY = 6 * 2**30


@attrs.frozen
class Tried:
    """What came of a mutant.

    :param outcome: ``killed``, ``timed out``, ``alive``, ``not reached`` or ``not made``.
    :param test: the test that noticed it.
    :param tests: how many were run, of so many that ``reach`` it.
    """

    id: str
    outcome: str
    test: str = ""
    tests: int = 0
    reach: int = 0
    seconds: float = 0.0


@attrs.frozen
class World:
    """What a process has at hand when it begins: functions, caches, and what tests take."""

    places: live.Places
    caches: Sequence[Any]
    seconds: Mapping[str, float]


@attrs.define
class Trying:
    """Tries mutants one after the other, and hands over what came of each.

    :param limit: processor seconds that the tests of a mutant may take together.
    :param until: when to stop, by the clock.
    """

    mutants: Iterable[Mutant]
    tell: Callable[[Mutant, Tried], None]
    limit: float
    until: float
    sound: set[str] = attrs.field(factory=set)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = {item.nodeid: item for item in session.items}
        choice = Choice()
        live.import_all()
        _warm()
        world = World(live.functions(), live.caches(), choice.seconds)
        gc.collect()
        gc.freeze()
        for mutant in self.mutants:
            if time.time() > self.until:
                break
            tried = self._tried(mutant, choice, world, items)
            if tried.outcome == "killed":
                choice.learn(mutant, tried.test)
            self.tell(mutant, tried)
        return True

    def _tried(
        self, mutant: Mutant, choice: Choice, world: World, items: dict[str, pytest.Item]
    ) -> Tried:
        """What came of a mutant, by tests that pass when there is no mistake."""
        while True:
            tests = [test for test in choice.order(mutant) if test in items]
            tried = self._try(mutant, world, [items[test] for test in tests])
            if tried.test not in items or tried.test in self.sound:
                return tried
            if self._try(None, world, [items[tried.test]]).outcome == "alive":
                self.sound.add(tried.test)
                return tried
            print(f"not used, fails by itself: {tried.test}", flush=True)
            del items[tried.test]

    def _try(self, mutant: Mutant | None, world: World, items: Sequence[pytest.Item]) -> Tried:
        name = mutant.id if mutant else ""
        if not items:
            return Tried(name, "not reached")
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            _be_a_mutant(mutant, world, items, self.limit, writing)
        os.close(writing)
        told = _told(reading, child)
        status, used = os.wait4(child, 0)[1:]
        outcome, test, count = told.split("\n") if told else (*_ended(status), "0")
        seconds = round(used.ru_utime + used.ru_stime, 2)
        return Tried(name, outcome, test, int(count), len(items), seconds)


def _ended(status: int) -> tuple[str, str]:
    """What came of a mutant whose process could not say it."""
    number = os.WTERMSIG(status)
    if number == signal.SIGKILL:
        return "alive", ""
    return ("timed out", "") if number == signal.SIGXCPU else ("killed", f"signal {number}")


def _told(reading: int, child: int) -> str:
    """What the process says before it ends; nothing when it had to be ended."""
    with os.fdopen(reading, encoding="utf-8") as pipe:
        if not select.select([pipe], [], [], HUNG_AFTER)[0]:
            os.kill(child, signal.SIGKILL)
        return pipe.read()


def _warm() -> None:
    """Read the tables of parser and messages, which are not mutated, once for all."""
    outcome = parse(Source("warm.dxplan", "plan\n"))
    for diagnostic in outcome.diagnostics:
        diagnostic.message()


def _be_a_mutant(
    mutant: Mutant | None, world: World, items: Sequence[pytest.Item], limit: float, writing: int
) -> None:
    """Run tests until one fails, say which, and end; never returns."""
    outcome, test, count = "alive", "", 0
    folder = tempfile.mkdtemp(prefix="dxplan-mutant-")
    try:
        os.environ["DXPLAN_CACHE"] = folder
        for item in items[:1]:
            item.config._tmp_path_factory._basetemp = Path(folder)  # type: ignore[attr-defined]
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        live.forget(world.caches)
        if mutant and not live.make(mutant, world.places):
            outcome, items = "not made", ()
        for count, item in enumerate(items, start=1):
            _allow(10 + 10 * world.seconds[item.nodeid])
            following = items[count] if count < len(items) else None
            if _fails(item, following):
                outcome, test = "killed", item.nodeid
                break
            if time.process_time() > limit:
                break
    except BaseException as error:
        outcome, test = "killed", f"{type(error).__name__} outside of a test"
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.write(writing, f"{outcome}\n{test}\n{count}".encode())
        sys.stderr = sys.stdout = None
        os._exit(0)


def _allow(seconds: float) -> None:
    """Let the process go on for so long, by processor time; then it is ended."""
    soft = int(time.process_time() + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def _fails(item: pytest.Item, following: pytest.Item | None) -> bool:
    reports = runtestprotocol(item, log=False, nextitem=following)
    return any(report.failed for report in reports)


def run(trying: Trying, arguments: Sequence[str]) -> int:
    """Collect the tests, and try."""
    return int(pytest.main(list(arguments), plugins=[trying]))
