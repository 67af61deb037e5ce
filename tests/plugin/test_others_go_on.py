"""Whatever one plugin does, the plans of all others say what they say without it."""

from __future__ import annotations

import decimal
import os
import re
import sys
import warnings
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from dxplan.engine.findings import Report
from dxplan.limits import Limits, limited
from dxplan.messages import LANGUAGES
from dxplan.plan.model import Plan
from dxplan.plugin.announced import announced as installed
from dxplan.plugin.host import load_plugins
from dxplan.session import Session
from tests.plugin.bad_plugins import (
    ENDLESS,
    HOOKS,
    IMPORT,
    LEFT_OUT,
    ON_IMPORT,
    PLACES,
    USED,
    USUAL,
    bad_plugin,
)
from tests.plugin.conftest import FakeEntryPoint

DAY = date(2026, 1, 1)
CASES = [(how, place) for how in LEFT_OUT for place in HOOKS]
CASES += [(how, IMPORT) for how in ON_IMPORT]


@pytest.fixture(autouse=True)
def cache_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """One for all cases: the plans are bound once, and then found."""
    monkeypatch.setenv("DXPLAN_CACHE", str(tmp_path_factory.getbasetemp() / "kept"))


def session(*bad: FakeEntryPoint) -> Session:
    """A session over everything that is installed, and a bad plugin."""
    return Session(load_plugins(entry_points=[*installed("dxplan"), *bad]))


def figures(plan: Plan) -> list[dict[str, object]]:
    """Figures of two schools in every scope of a target, with something for every measure."""
    scopes = sorted({tuple(target.scope) for target in plan.targets})
    return [
        {"school": school, "period": "2025", **dict(scope), **_measured(plan, school)}
        for scope in scopes
        for school in ("A", "B")
    ]


def _measured(plan: Plan, school: str) -> dict[str, object]:
    return {
        name: int(school == "A") if measure.kind == "flag" else 7
        for name, measure in plan.measures.items()
    }


def findings(given: Session, names: Iterable[str]) -> Mapping[str, Report]:
    """What some plans say."""
    plans = {name: given.load(name) for name in names}
    assert all(found.ok for found in plans.values())
    return {
        name: given.check(found.value, figures(found.value), as_of=DAY)
        for name, found in plans.items()
    }


@cache
def in_peace() -> Mapping[str, Report]:
    """What every shipped plan says without the bad plugin."""
    given = session()
    return findings(given, given.loaded.plans)


def others_go_on(given: Session, place: str) -> bool:
    """Whether they say the same with it.

    All plans have to be there. Two of them, other ones with every hook, are asked for what they
    say; over the hooks of a bad plugin that is each of them, three times.
    """
    expected = in_peace()
    names = sorted(expected)
    first = 2 * PLACES.index(place)
    asked = {names[number % len(names)] for number in (first, first + 1)}
    now = findings(given, asked)
    return given.loaded.plans.keys() - {"bad"} == expected.keys() and all(
        now[name].plan == expected[name].plan
        and tuple(now[name]) == tuple(expected[name])
        and now[name].problems == expected[name].problems
        for name in asked
    )


def state(given: Session) -> bool:
    """Whether the bad plugin is used."""
    [found] = [each.loaded for each in given.loaded.plugins if each.name == "bad"]
    return found


def test_there_is_something_to_be_compared() -> None:
    verdicts = {verdict for report in in_peace().values() for verdict in report.verdicts()}
    assert {"met", "no_data", "unset"} <= verdicts
    assert len(in_peace()) == 6


@pytest.mark.parametrize(("how", "place"), CASES)
def test_a_plugin_that_fails_is_named_and_the_others_go_on(how: str, place: str) -> None:
    given = session(bad_plugin(LEFT_OUT[how], place))
    assert not state(given)
    assert given.diagnostics
    for said in given.diagnostics:
        for language in LANGUAGES:
            assert "bad (" in said.message(language)
            assert said.help(language)
    assert others_go_on(given, place)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("how", USED)
def test_what_all_of_the_program_shares_is_put_back(
    how: str, place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = [
        Path.cwd(), dict(os.environ), list(sys.path), sys.stdout, sys.stderr, warnings.filters[:],
        repr(decimal.getcontext()), sys.getrecursionlimit(),
    ]  # fmt: skip
    given = session(bad_plugin(USED[how], place))
    assert [
        Path.cwd(), dict(os.environ), list(sys.path), sys.stdout, sys.stderr, warnings.filters[:],
        repr(decimal.getcontext()), sys.getrecursionlimit(),
    ] == before  # fmt: skip
    assert state(given)
    [said] = given.diagnostics
    assert (said.code, said.params["hook"]) == (
        "plugin-left-traces", "bad_module" if place == IMPORT else place,
    )  # fmt: skip
    codes = [trace.code for trace in said.params["left"]]  # type: ignore[attr-defined]
    if how == "prints":
        assert codes == ["trace-printed"]
        assert capsys.readouterr() == ("", "to standard output\n")
    else:
        assert codes[:4] == ["trace-streams", "trace-decimals", "trace-folder", "trace-environment"]
    assert others_go_on(given, place)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="alarms as POSIX has them")
@pytest.mark.parametrize("place", [IMPORT, "dxplan_plans", "dxplan_lints"])
@pytest.mark.parametrize("how", ENDLESS)
def test_a_plugin_that_never_ends_is_ended(how: str, place: str) -> None:
    with limited(Limits(plugin_seconds=1)):
        given = session(bad_plugin(ENDLESS[how], place))
        [said] = given.diagnostics
    assert not state(given)
    assert said.code == "plugin-out-of-time"
    assert said.message().endswith(
        f"its `{'bad_module' if place == IMPORT else place}` did not end in 1 s; "
        f"it was at {said.params['place']}"
    )
    assert str(said.params["place"]).startswith("bad_plugins.py:")
    assert others_go_on(given, place)


@pytest.mark.parametrize("place", HOOKS)
def test_what_a_plugin_brought_is_not_its_own_any_more(
    place: str, announced: Callable[..., Any]
) -> None:

    value = USUAL[place]()
    answer = [value]
    given = session(announced("bad", **{place: lambda: answer}))
    before = brought(given, place)
    answer.clear()
    for name in ("texts", "scope"):
        mapping = getattr(value, name, {})
        getattr(mapping, "members", mapping).update(en="other", level="other")
    field = next(each for each in ("name", "code", "document") if hasattr(value, each))
    object.__setattr__(value, field, "other")
    assert "'other'" in repr(value)
    assert brought(given, place) == before
    assert "'other'" not in before


def brought(given: Session, place: str) -> str:
    """What the bad plugin brought, without addresses in memory."""
    [found] = [each.value for each in given.loaded.collect(place) if each.plugin == "bad"]
    return re.sub("0x[0-9a-f]+", "", repr(found))
