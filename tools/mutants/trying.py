"""Tries mutants: a plugin of pytest that collects the tests once and forks a process for each.

What a test takes is limited by processor time, so that a busy machine changes no outcome; only a
process that waits without end is ended by the clock, and then counts as alive.
"""

from __future__ import annotations

import contextlib
import gc
import os
import resource
import select
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs
import pytest
from _pytest.runner import runtestprotocol

from tools.mutants import live
from tools.mutants.sample import Mutant
from tools.mutants.tests import Choice, slow_tests

HUNG_AFTER = 900.0
"""So long nothing may be heard from a process, and as many times its limit as stand in ``BUSY``."""
BUSY = 10.0
MEMORY = 6 * 2**30


@attrs.frozen
class Tried:
    """What came of a mutant.

    :param outcome: ``killed``, ``timed out``, ``alive``, ``not reached`` or ``not made``.
    :param test: the test that noticed it.
    :param tests: how many were run, of so many that ``reach`` it.
    :param longer: whether the slow tests of its room were among these.
    """

    id: str
    outcome: str
    test: str = ""
    tests: int = 0
    reach: int = 0
    seconds: float = 0.0
    longer: bool = False


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
    :param longer: whether the slow tests are run as well, after the others.
    :param passed: mutants that the other tests need not be run for again.
    """

    mutants: Iterable[Mutant]
    tell: Callable[[Mutant, Tried], None]
    limit: float
    until: float
    longer: bool = False
    passed: Collection[str] = ()
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
            tests = self._chosen(mutant, choice, items)
            tried = self._try(mutant, world, [items[test] for test in tests])
            if tried.test not in items or tried.test in self.sound:
                return tried
            if self._try(None, world, [items[tried.test]]).outcome == "alive":
                self.sound.add(tried.test)
                return tried
            print(f"not used, fails by itself: {tried.test}", flush=True)
            del items[tried.test]

    def _chosen(self, mutant: Mutant, choice: Choice, items: Collection[str]) -> list[str]:
        quick = () if mutant.id in self.passed else choice.order(mutant)
        slow = slow_tests(mutant.room, items) if self.longer else ()
        return list(dict.fromkeys(test for test in (*quick, *slow) if test in items))

    def _try(self, mutant: Mutant | None, world: World, items: Sequence[pytest.Item]) -> Tried:
        name = mutant.id if mutant else ""
        if not items:
            return Tried(name, "not reached", longer=self.longer)
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            _be_a_mutant(mutant, world, items, self.limit, writing)
        os.close(writing)
        told = _told(reading, child, HUNG_AFTER + BUSY * self.limit)
        status, used = os.wait4(child, 0)[1:]
        outcome, test, count = (_ended(status, told) or told[-1]).split("\n")
        seconds = round(used.ru_utime + used.ru_stime, 2)
        return Tried(name, outcome, test, int(count), len(items), seconds, self.longer)


def _ended(status: int, told: Sequence[str]) -> str:
    """What came of a mutant whose process did not come to its end; empty where it did.

    :param told: what it said before it began a test of which nobody knows what it takes.
    """
    if os.WIFEXITED(status):
        return ""
    number = os.WTERMSIG(status)
    if number == signal.SIGKILL or (number == signal.SIGXCPU and told):
        return told[-1] if told else "alive\n\n0"
    return "timed out\n\n0" if number == signal.SIGXCPU else f"killed\nsignal {number}\n0"


def _told(reading: int, child: int, hung_after: float) -> Sequence[str]:
    """What the process says, the last of it before it ends; nothing when it had to be ended."""
    told = b""
    while select.select([reading], [], [], hung_after)[0]:
        part = os.read(reading, 4096)
        told += part
        if not part:
            break
    else:
        os.kill(child, signal.SIGKILL)
    os.close(reading)
    return told.decode().split("\0")[:-1]


def _warm() -> None:
    """Read the tables of parser and messages, which are not mutated, once for all."""
    # pytest, which has a plugin of the package, wants to be first to import it
    from dxplan.source import Source
    from dxplan.syntax.parse import parse

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
            known = world.seconds.get(item.nodeid)
            if known is None:
                _tell(writing, outcome, test, count - 1)
            # Of a slow test nobody knows what it takes: it may take what is left
            _allow(max(0, limit - time.process_time()) if known is None else 10 + 10 * known)
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
        # Nobody listens any more where the run was broken off
        with contextlib.suppress(OSError):
            _tell(writing, outcome, test, count)
        sys.stderr = sys.stdout = None
        os._exit(0)


def _tell(writing: int, outcome: str, test: str, count: int) -> None:
    os.write(writing, f"{outcome}\n{test}\n{count}\0".encode())


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
