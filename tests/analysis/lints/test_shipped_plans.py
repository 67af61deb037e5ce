"""The plans that come with dxplan: what is said about them is known, and right.

A lint that speaks without reason about a document of a province is a fault of the lint.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from dxplan.plugin.linting import fixes_of
from dxplan.session import Session, open_session

REPO = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def session() -> Session:
    return open_session()


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        # Units that ended during the period
        ("binh_dinh", {"district-office-ended": 3, "unit-ended": 1}),
        ("bac_giang", {}),
        ("quang_ninh", {}),
        ("phu_nhuan", {"district-office-ended": 14}),
        ("ninh_thuan", {}),
        # The rows that are confirmed do not say who leads
        ("national.qd_131", {"no-lead": 9}),
        ("examples/binh_dinh/local", {}),
    ],
)
def test_what_is_said_about_a_plan_that_ships(
    name: str, codes: dict[str, int], session: Session
) -> None:
    reference = (REPO / name).as_posix() if "/" in name else name
    found = session.lint(reference)
    said = Counter(each.code for each in found.diagnostics)
    # Whether a parent is loaded rests on what is installed beside it
    said.pop("parent-not-loaded", None)
    said.pop("pledge-unchecked", None)
    assert said == codes


@pytest.mark.parametrize(
    ("name", "unsaid"),
    [
        ("ninh_thuan", ["unused-name"] * 3),
        ("examples/binh_dinh/local", ["deadline-after-period"]),
        ("binh_dinh", []),
    ],
)
def test_what_is_silenced_in_a_plan_that_ships_has_a_reason(
    name: str, unsaid: list[str], session: Session
) -> None:
    reference = (REPO / name).as_posix() if "/" in name else name
    found = session.lint(reference).silenced
    assert [each.diagnostic.code for each in found] == unsaid
    assert all(len(each.reason) > 10 for each in found)


@pytest.mark.parametrize(
    "name", ["binh_dinh", "bac_giang", "quang_ninh", "phu_nhuan", "ninh_thuan"]
)
def test_nothing_in_a_plan_that_ships_is_left_to_fix(name: str, session: Session) -> None:
    assert fixes_of(session.lint(name), session.loaded.lints).value == ()
