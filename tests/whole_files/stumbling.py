"""``python -m tests.whole_files.stumbling WRITER HOW``: ends a writer at every step, one by one.

A step is a call that changes something in the folder that is written to. ``HOW`` is ``die`` (the
process ends there, of what was being written half is there) or the name of an error that the system
gives from that step on, such as ``ENOSPC``. Prints what came of each step as JSON.
"""

from __future__ import annotations

import errno
import io
import json
import os
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import attrs

from tests.whole_files.killing import exit_code, forked, import_all
from tests.whole_files.writers import WRITERS, Writer, contents, drafts, furnish, what_is_wrong

DEAD = 77
NO_SUCH_STEP = 78
_CALLS = ("open", "replace", "rename", "mkdir", "fsync", "chmod", "chown")


@attrs.define
class Steps:
    """Counts the steps of a writer, and makes one of them, and all behind it, fail.

    :param at: the step that fails, from 1.
    :param how: ``die``, or the name of an error.
    """

    at: int
    how: str
    made: int = 0
    name: str = ""

    def take(self, name: str, half: Callable[[], object] = lambda: None) -> None:
        """One more step.

        :param half: what has happened by then when it is the one to die in.
        """
        self.made += 1
        if self.made < self.at:
            return
        self.name = self.name or name
        if self.how == "die":
            half()
            Path("step").write_text(self.name)
            os._exit(DEAD)
        number = getattr(errno, self.how)
        raise OSError(number, os.strerror(number))

    def watch(self) -> None:
        """Stand between the writer and the system."""
        for name in _CALLS:
            setattr(os, name, partial(self._call, name, getattr(os, name)))
        io.open = partial(self._open, io.open)  # type: ignore[assignment]

    def _call(self, name: str, really: Callable[..., Any], *given: Any, **named: Any) -> Any:
        if name == "fsync" or (_is_written_to(given[0]) and not _only_reads(name, given)):
            self.take(name)
        return really(*given, **named)

    def _open(self, really: Callable[..., Any], path: Any, mode: str = "r", *rest: Any) -> Any:
        if _is_written_to(path) and mode == "wb":
            self.take("open to write")
            return Slow(path, mode, steps=self)
        return really(path, mode, *rest)


class Slow(io.FileIO):
    """A file into which the writer may stumble half-way."""

    def __init__(self, path: Any, mode: str, *, steps: Steps) -> None:
        super().__init__(path, mode)
        self.steps = steps

    def write(self, data: Any) -> int:
        """Write, or half of it."""
        whole = memoryview(data)
        self.steps.take("write", lambda: super(Slow, self).write(whole[: len(whole) // 2]))
        return super().write(data)


def _is_written_to(path: Any) -> bool:
    return isinstance(path, str | os.PathLike) and "out" in Path(path).parts


def _only_reads(name: str, given: tuple[Any, ...]) -> bool:
    return name == "open" and not given[1] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)


# --- one step after the other ---------------------------------------------------------------------


def stumble(writer: Writer, how: str) -> list[dict[str, object]]:
    """What came of a writer that stumbles at its first step, its second …"""
    folder = Path.cwd()
    furnish(folder)
    import_all(writer, folder)
    usual = frozenset()
    for turn in (0, 1):
        assert exit_code(forked(partial(writer.turn, folder, turn))) == 0
        usual |= contents(folder)
    found: list[dict[str, object]] = []
    for at in range(1, 100):
        Path("said").write_text("")
        code = exit_code(forked(partial(_try, writer, folder, 2 * at, Steps(at, how))))
        if code == NO_SUCH_STEP:
            break
        wrong = what_is_wrong(writer, folder, usual)
        found.append({
            "step": Path("step").read_text(), "code": code, "wrong": wrong,
            "said": Path("said").read_text("utf-8"), "drafts": len(drafts(folder)),
        })  # fmt: skip
    assert exit_code(forked(partial(writer.turn, folder, 10**7))) == 0
    assert not drafts(folder)
    return found


def _try(writer: Writer, folder: Path, turn: int, steps: Steps) -> int:
    writer.prepare(folder)
    steps.watch()
    code = writer.write(folder, turn)
    if not steps.name:
        return NO_SUCH_STEP
    Path("step").write_text(steps.name)
    return code


def run(arguments: list[str]) -> None:
    """Make the writer that is named stumble."""
    name, how = arguments
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        os.environ["DXPLAN_CACHE"] = str(Path(folder, "cache"))
        print(json.dumps(stumble(WRITERS[name], how)))
        os.chdir("/")


if __name__ == "__main__":
    run(sys.argv[1:])
