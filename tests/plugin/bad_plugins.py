"""Plugins that do in a hook, or on import, what no plugin should do."""

from __future__ import annotations

import decimal
import locale
import os
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from types import ModuleType
from typing import Any

from dxplan.data.reading import BUILTIN_READERS
from dxplan.plugin import (
    Calendar,
    Indicator,
    Lint,
    Measure,
    ParentThreshold,
    Renderer,
    RuleFiles,
    Scope,
    Severity,
    Sum,
    Unit,
    hookimpl,
)
from dxplan.plugin.answers import HOOKS
from tests.plugin.conftest import FakeEntryPoint, announced

Hook = Callable[[], Any]

IMPORT = "import"
PLACES = (IMPORT, *HOOKS)
_SUM = Sum(((Fraction(1), "a", None),))
USUAL: dict[str, Callable[[], Any]] = {
    "dxplan_plans": lambda: RuleFiles("bad", Path(__file__).with_name("bad.dxplan")),
    "dxplan_vocabularies": lambda: RuleFiles("bad", Path(__file__).with_name("bad.dxplan")),
    "dxplan_measures": lambda: Measure("bad"),
    "dxplan_indicators": lambda: Indicator("bad", "share", _SUM, _SUM),
    "dxplan_thresholds": lambda: ParentThreshold("bad", "bad", Fraction(5), scope=Scope({})),
    "dxplan_units": lambda: Unit("bad"),
    "dxplan_calendars": lambda: Calendar("bad"),
    "dxplan_readers": lambda: type(BUILTIN_READERS[0])("bad", (".bad",), _never_asked),
    "dxplan_renderers": lambda: Renderer("bad", _never_asked),
    "dxplan_lints": lambda: Lint("bad", Severity.NOTE, {"en": "x", "vi": "x"}, _never_asked),
}
"""A value of each hook with which nothing is wrong."""


def _never_asked(*_: object) -> Any:
    raise AssertionError("nothing of it was asked for")


class Rude(BaseException):
    """Nothing can be said of it."""

    def __str__(self) -> str:
        raise SystemExit(0)


class BrokenList(list[Any]):
    """A list that fails when somebody looks into it."""

    def __iter__(self) -> Iterator[Any]:
        raise OSError("half way")


def raising(error: Callable[[], BaseException]) -> Callable[[str], Any]:
    def act(place: str) -> Any:
        raise error()

    return act


def deeper(place: str) -> Any:
    return deeper(place)


def half_way(place: str) -> Any:
    def values() -> Iterator[Any]:
        yield USUAL[place]()
        raise OSError("half way")

    return values()


def endless(place: str) -> Any:
    while True:
        time.sleep(0.01)


def stubborn(place: str) -> Any:
    try:
        endless(place)
    except BaseException:
        time.sleep(5)


def unlike(place: str) -> Any:
    class Made(type(USUAL[place]())):  # type: ignore[misc]
        def __getattribute__(self, name: str) -> Any:
            raise OSError(f"asked for {name}")

        def __eq__(self, other: object) -> bool:
            raise OSError("compared")

        def __hash__(self) -> int:
            raise OSError("hashed")

    return [Made.__new__(Made)]


def printing(place: str) -> Any:
    print("to standard output")
    return [USUAL[place]()] if place in USUAL else None


def disturbing(place: str) -> Any:
    os.chdir("/")
    os.environ.update(DXPLAN_CACHE="/nowhere", LANG="C", TZ="Asia/Ho_Chi_Minh")
    os.environ.pop("PATH", None)
    sys.path.insert(0, "/nowhere")
    sys.stderr = sys.__stderr__
    sys.setrecursionlimit(sys.getrecursionlimit() + 7)
    locale.setlocale(locale.LC_ALL, "C.UTF-8")
    decimal.getcontext().prec = 1
    decimal.getcontext().rounding = decimal.ROUND_UP
    warnings.simplefilter("error")
    return [USUAL[place]()] if place in USUAL else None


LEFT_OUT: dict[str, Callable[[str], Any]] = {
    "raises": raising(lambda: ValueError("no")),
    "exits": raising(lambda: SystemExit(0)),
    "has no memory": raising(MemoryError),
    "is rude": raising(Rude),
    "goes too deep": deeper,
    "returns None": lambda place: None,
    "returns text": lambda place: "text",
    "returns others": lambda place: [object(), 5, None],
    "returns a class": lambda place: [type(USUAL[place]())],
    "fails half-way": half_way,
    "breaks when it is looked into": lambda place: BrokenList(),
    "makes classes of its own": unlike,
    "says it twice": lambda place: [USUAL[place](), USUAL[place]()],
}
"""What a plugin may do that is then left out, by what it does."""
USED = {"prints": printing, "disturbs": disturbing}
"""What it may do and is used all the same."""
ENDLESS = {"never ends": endless, "never ends and holds on": stubborn}
ON_IMPORT = ("raises", "exits", "has no memory", "is rude", "goes too deep")


def bad_plugin(act: Callable[[str], Any], place: str) -> FakeEntryPoint:
    """A plugin whose only hook, or whose import, does something."""
    if place == IMPORT:
        return Importing("bad", act, "bad_module")
    return announced("bad", **{place: lambda: act(place)})


class Importing(FakeEntryPoint):
    """A plugin that does something on import, and has a hook that is all right."""

    def load(self) -> object:
        """Import it."""
        act: Any = self.plugin
        act(IMPORT)
        module = ModuleType("bad")
        vars(module)["dxplan_calendars"] = hookimpl(lambda: [Calendar("bad")])
        return module
