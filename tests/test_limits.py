"""The limits on what is taken in: their names, how they are set, and where they are in force."""

from __future__ import annotations

import inspect
from concurrent.futures import ThreadPoolExecutor

import attrs
import pytest

import dxplan
from dxplan.limits import (
    DEFAULT,
    Limits,
    UnknownLimits,
    current,
    described,
    limited,
    limits_of,
    names,
)
from dxplan.session import Session, open_session


def test_a_text_sets_limits_and_leaves_the_others() -> None:
    assert limits_of(" cells = 5_000 ,columns=7,") == attrs.evolve(DEFAULT, cells=5000, columns=7)
    assert limits_of("") == DEFAULT


@pytest.mark.parametrize(
    ("text", "code", "entry"),
    [
        ("cels=3", "no_limit", "cels"),
        ("cells", "wrong_limit", "cells"),
        ("cells=", "wrong_limit", "cells="),
        ("=5", "no_limit", ""),
        ("cells=0", "wrong_limit", "cells=0"),
        ("cells=___", "wrong_limit", "cells=___"),
        ("cells=-1", "wrong_limit", "cells=-1"),
        ("cells=1e9", "wrong_limit", "cells=1e9"),
        ("cells=٣", "wrong_limit", "cells=٣"),
        ("cells=" + "9" * 5000, "wrong_limit", "cells=" + "9" * 5000),
        ("cells=3,columns=4,cells=3", "limit_twice", "cells"),
        ("cells=3;columns=4", "wrong_limit", "cells=3;columns=4"),
    ],
)
def test_any_other_text_is_refused_by_its_part(text: str, code: str, entry: str) -> None:
    with pytest.raises(UnknownLimits) as refused:
        limits_of(text)
    assert (refused.value.code, refused.value.entry) == (code, entry)


@pytest.mark.parametrize("value", [0, -1, True, 1.5, "5", None])
def test_a_program_sets_whole_numbers_of_at_least_one(value: object) -> None:
    with pytest.raises(ValueError, match="the limit cells is not a whole number of at least 1"):
        Limits(cells=value)  # type: ignore[arg-type]


def test_limits_are_in_force_for_a_stretch_whatever_happens_in_it() -> None:
    with pytest.raises(ZeroDivisionError), limited(Limits(cells=3)):
        assert current().cells == 3
        with limited(Limits(cells=4)):
            assert current().cells == 4
        assert current().cells == 3
        raise ZeroDivisionError
    assert current() == DEFAULT


def test_another_thread_has_its_own() -> None:
    with limited(Limits(cells=3)), ThreadPoolExecutor(1) as pool:
        assert pool.submit(current).result() == DEFAULT


def test_a_session_has_the_limits_it_was_opened_with() -> None:
    with limited(Limits(cells=3)):
        found = open_session(entry_points=False)
    assert (found.limits, current()) == (Limits(cells=3), DEFAULT)
    assert open_session(entry_points=False, limits=Limits(cells=4)).limits.cells == 4


def test_every_method_of_a_session_runs_under_its_limits() -> None:
    methods = {
        name: getattr(value, "fget", value)
        for name, value in inspect.getmembers(Session)
        if not name.startswith("_") and (inspect.isfunction(value) or isinstance(value, property))
    }
    free = {name for name, each in methods.items() if not hasattr(each, "__wrapped__")}
    # Neither reads anything: one gives back what was read, the other what plugins gave.
    assert free == {"diagnostics", "renderers"}
    assert {"load", "check", "read", "register"} <= set(methods)


def test_they_can_be_set_from_the_package() -> None:
    with dxplan.limited(dxplan.Limits(sheets=2)):
        assert current().sheets == 2


def test_every_limit_says_what_it_is_of_and_why() -> None:
    assert tuple(described()) == names()
    for told in described().values():
        assert all(told[key] for key in ("default", "unit", "of", "because"))
