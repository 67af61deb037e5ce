"""What is being done, on a terminal, when it takes long."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from dxplan.cli.terminal import has_colours, is_terminal, knows_controls
from dxplan.messages import Language
from dxplan.report.words import word
from dxplan.steps import HowFar, watched

if TYPE_CHECKING:
    from rich.progress import Progress

# Whoever waits less needs no telling.
_PATIENCE = 2.0
_AGAIN = 0.1


@contextmanager
def progress(language: Language, stage: str = "reading") -> Iterator[Callable[[str], None]]:
    """Shows on standard error what is being done, how far it is, and since when.

    Only on a terminal, and only when it takes long. The line is wiped and the cursor is back when
    it ends, also after an error or Ctrl-C.

    :param stage: what is done first.
    :returns: takes the name of what comes next.
    """
    if not (is_terminal(sys.stderr) and knows_controls()):
        yield lambda _: None
        return
    stages: list[tuple[str, HowFar]] = [(stage, _unknown)]
    ended = threading.Event()
    teller = threading.Thread(target=_tell, args=(stages, ended, language), daemon=True)
    teller.start()
    try:
        with watched(lambda code, how_far: stages.append((code, how_far))):
            yield lambda code: stages.append((code, _unknown))
    finally:
        ended.set()
        teller.join()


def _unknown() -> tuple[int, int]:
    return 0, 0


def _tell(stages: list[tuple[str, HowFar]], ended: threading.Event, language: Language) -> None:
    begun = time.monotonic()
    if ended.wait(_PATIENCE):
        return
    with _bar() as bar:
        shown, task = "", bar.add_task("")
        while not shown or not ended.wait(_AGAIN):
            stage, how_far = stages[-1]
            if stage != shown:
                # The total of a task can be changed, but not taken back.
                bar.remove_task(task)
                shown, task = stage, bar.add_task("", total=None)
            done, total = how_far()
            line = _line(stage, int(time.monotonic() - begun), language)
            bar.update(task, description=line, completed=done, total=total or None)
            bar.refresh()


def _line(stage: str, seconds: int, language: Language) -> str:
    return word("cli", "seconds", language, stage=word("cli", stage, language), seconds=seconds)


def _bar() -> Progress:
    """A line that is drawn anew when asked to, and is gone at its end."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

    colours = has_colours(sys.stderr, "auto")
    console = Console(
        file=sys.stderr, no_color=not colours, force_terminal=True, legacy_windows=False,
        markup=False, emoji=False, highlight=False,
    )  # fmt: skip
    columns = (
        TextColumn("{task.description}", markup=False), BarColumn(bar_width=24),
        TaskProgressColumn("{task.percentage:>3.0f}%", markup=False),
    )  # fmt: skip
    return Progress(*columns, console=console, transient=True, auto_refresh=False)
