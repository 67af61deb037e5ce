"""What a peer makes of percentages, each in the ways that it has words for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from benchmarks.boundary.cases import HUGE, Case, around
from benchmarks.boundary.floats import WAYS, WHOLE, counted

Decide = Callable[[list[Case], str], Sequence[bool]]
"""By case whether it is at least so many percent, written so, in the library's own numbers."""


def answers(decide: Decide) -> dict[str, Any]:
    """By way how many cases are decided wrongly, and those with huge counts in whole numbers."""
    return {"ways": {text: _counted(decide, text) for text in WAYS}, "huge": _huge(decide)}


def _counted(decide: Decide, text: str) -> dict[str, Any]:
    try:
        return counted(lambda asked: decide(asked, text))
    except Exception as error:  # whatever a library raises
        return {"refused": _brief(error)}


def _huge(decide: Decide) -> dict[str, Any]:
    """Counts up to 10**18, on the line and off it, in whole numbers."""
    asked = list(around(HUGE))
    try:
        said = decide(asked, WHOLE)
    except Exception as error:  # whatever a library raises
        return {"refused": _brief(error)}
    wrong = [case for case, each in zip(asked, said, strict=True) if bool(each) is not case.kept]
    return {"asked": len(asked), "wrong": len(wrong)}


def _brief(error: Exception) -> str:
    lines = str(error).strip().splitlines() or [type(error).__name__]
    return lines[0][:120]
