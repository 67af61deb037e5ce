"""Which expressions dxplan puts together while it runs, as a list of their places in JSON.

``python -m tests.fuzzing.compiled`` imports all of dxplan, reads rules of every kind, the plans
that ship, and some files of every format, and writes down each expression that was asked for on the
way: ``[file, line, pattern, flags]``.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import attrs

import dxplan

ROOT = Path(dxplan.__file__).parent
PLUGINS = Path(__file__).parents[2] / "plugins"
_OF_RE = Path(re.__file__).parent
EACH = 4
"""So many inputs of each target; the form of an expression does not depend on more."""
EVERY = 25
"""Of rule texts, of which there are hundreds, one of so many."""


@attrs.frozen(order=True)
class Compiled:
    """An expression with the place that asked for it."""

    file: str
    line: int
    pattern: str
    flags: int


@contextmanager
def recorded() -> Iterator[set[Compiled]]:
    """Everything that a stretch of the program asks `re` for, within dxplan."""
    found: set[Compiled] = set()
    module: Any = re
    compiled: Callable[[Any, int], re.Pattern[Any]] = module._compile

    def noted(pattern: Any, flags: int) -> re.Pattern[Any]:
        made = compiled(pattern, flags)
        frame = sys._getframe(1)
        while frame.f_back is not None and Path(frame.f_code.co_filename).parent == _OF_RE:
            frame = frame.f_back
        path = Path(frame.f_code.co_filename)
        if path.is_relative_to(ROOT) and isinstance(made.pattern, str):
            file = path.relative_to(ROOT).as_posix()
            found.add(Compiled(file, frame.f_lineno, made.pattern, made.flags))
        return made

    module._compile = noted
    try:
        yield found
    finally:
        module._compile = compiled


def _run_everything() -> None:
    for each in pkgutil.walk_packages([str(ROOT)], "dxplan."):
        if not each.name.endswith("__main__") and ".scaffold.templates" not in each.name:
            importlib.import_module(each.name)
    from dxplan.session import open_session
    from tests.fuzzing.seeds import seeds
    from tests.fuzzing.targets import TARGETS

    with tempfile.TemporaryDirectory() as folder:
        for name, target in TARGETS.items():
            rules = target.suffix == ".dxplan"
            for data in seeds(name)[:: EVERY if rules else 1][: None if rules else EACH]:
                target.run(data, Path(folder))
    session = open_session(entry_points=True)
    for info in session.plan_names():
        assert session.load(info.name).ok, info.name


def main() -> None:
    """Run everything, and print what was asked for."""
    # Who imported dxplan until here only imported its package, which compiles nothing.
    with recorded() as found:
        _run_everything()
    print(json.dumps([attrs.astuple(each) for each in sorted(found)]))


if __name__ == "__main__":
    main()
