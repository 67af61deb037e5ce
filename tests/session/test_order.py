"""The order in which plugins, folders and files are found never changes what a plan means."""

from __future__ import annotations

import itertools
import shutil
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxplan.diagnostics import Outcome
from dxplan.plan.model import Measure, Plan, Unit
from dxplan.session import Session
from dxplan.source import source_from_text
from tests.plan.rules import told
from tests.session.folders import NAMES, Announced, folder, session_of

TEXT = """
use one
use two
use shared
plan p
online_share >= 5% by 2025
    lead so_one, so_two
unit so_one
onlin_share >= 5% by 2025
"""


@pytest.fixture(scope="module")
def plugins(tmp_path_factory: pytest.TempPathFactory) -> tuple[Announced | Path, ...]:
    path = tmp_path_factory.mktemp("shared")
    folder(
        path, {"plan.toml": 'name = "x"\n[vocabularies]\nshared = "v.dxplan"', "v.dxplan": NAMES}
    )
    calendars = tmp_path_factory.mktemp("calendars")
    folder(calendars, {"plan.toml": 'name = "y"\n[calendars.city]\nopens = "08-28"'})
    return (
        Announced("one", {"dxplan_units": [Unit("so_one")]}),
        Announced("two", {"dxplan_units": [Unit("so_two")], "dxplan_measures": [Measure("m_2")]}),
        path,
        calendars,
    )


def loaded(session: Session) -> Outcome[Plan]:
    return session.load_source(source_from_text(TEXT, "rules.dxplan"))


def test_plugins_in_any_order_give_the_same_plan(plugins: tuple[Announced | Path, ...]) -> None:
    expected = loaded(session_of(*plugins))
    assert told(expected.diagnostics) == [
        "8:6 duplicate-name so_one",
        "9:1 unknown-indicator onlin_share",
    ]
    for order in itertools.permutations(plugins):
        session = session_of(*order)
        assert loaded(session) == expected
        assert session.environment == session_of(*plugins).environment


PARTS = (
    "plan p\n    period 2022 to 2025\n",
    NAMES,
    "online_share >= 5% by 2024, 10% by 2025\n    lead so_gddt\n",
    "task t in 2024\n",
    "online_shar >= 5% by 2025\n",
)


@given(order=st.permutations(range(len(PARTS))))
def test_the_names_of_files_do_not_matter(
    order: list[int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    base = tmp_path_factory.mktemp("order")
    names = {f"{name}.dxplan": PARTS[number] for name, number in zip("abcde", order, strict=True)}
    outcome = session_of().load(folder(base / "demo", names))
    shutil.rmtree(base)
    plan = outcome.value
    assert [each.code for each in outcome.diagnostics] == ["unknown-indicator"]
    assert {target.id: target.milestone_before for target in plan.targets} == {
        "online_share.by.2024": None,
        "online_share.by.2025": "online_share.by.2024",
    }
    whole = session_of().load_source(source_from_text("".join(PARTS))).value
    assert attrs.evolve(plan, targets=()) == attrs.evolve(whole, targets=())
