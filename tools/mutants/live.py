"""How a mistake gets into a process where everything is imported already.

The code of a function is replaced, not the function: whoever holds it, behind a decorator or in a
table, runs the mistake.
"""

from __future__ import annotations

import functools
import gc
import importlib
import types
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from tools.mutants.rooms import ROOMS, ROOT, files
from tools.mutants.sample import Mutant

FORGETTING = frozenset(
    f"dxplan.{room}" for room in ("values", "plan", "engine", "analysis", "territories")
)
Places = dict[tuple[str, str, int], list[types.FunctionType]]


def import_all() -> None:
    """Import every module that is mutated, also those that would be imported late."""
    for room in ROOMS:
        for path in files(room):
            parts = path.relative_to(ROOT / "src").with_suffix("").parts
            importlib.import_module(".".join(parts).removesuffix(".__init__"))


def functions() -> Places:
    """All functions there are, by file, name and line."""
    found: Places = defaultdict(list)
    for thing in gc.get_objects():
        if isinstance(thing, types.FunctionType):
            code = thing.__code__
            found[code.co_filename, code.co_qualname, code.co_firstlineno].append(thing)
    return found


def caches() -> list[Any]:
    """The functions that remember what they found, but for those of rooms that only read text."""
    found = (o for o in gc.get_objects() if isinstance(o, functools._lru_cache_wrapper))
    return [cached for cached in found if _room(cached) in FORGETTING]


def _room(cached: Any) -> str:
    return ".".join(str(getattr(cached, "__module__", "")).split(".")[:2])


def forget(remembering: Iterable[Any]) -> None:
    """Empty every cache of the package but the parser's, so that nothing right is remembered."""
    for cached in remembering:
        cached.cache_clear()


def make(mutant: Mutant, places: Places) -> bool:
    """Make the mistake; whether there is such a function, and it can be made."""
    path = str(ROOT / mutant.path)
    text = (ROOT / mutant.path).read_text(encoding="utf-8")
    before, after = (
        {
            code.co_qualname: code
            for code in _codes(compile(source, path, "exec", dont_inherit=True))
            if code.co_qualname == mutant.function
        }
        for source in (text, mutant.applied(text))
    )
    old, new = before.get(mutant.function), after.get(mutant.function)
    if old is None or new is None or old.co_freevars != new.co_freevars:
        return False
    found = places.get((path, mutant.function, old.co_firstlineno), [])
    for function in found:
        function.__code__ = new
    return bool(found)


def _codes(code: types.CodeType) -> Iterator[types.CodeType]:
    """The functions at the top, and the methods of classes there."""
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield constant
            if not constant.co_flags & 0x02:
                yield from _codes(constant)
