"""Every target of every shipped plan: what data are aimed at comes about."""

from __future__ import annotations

from functools import cache

import pytest

import dxplan
from dxplan.aiming.aims import AIMS, Aim
from dxplan.aiming.errors import CannotAim
from dxplan.aiming.prepare import prepare
from dxplan.aiming.verdicts import bringing
from dxplan.engine.findings import VERDICTS

PLANS = ("bac_giang", "binh_dinh", "national.qd_131", "ninh_thuan", "phu_nhuan", "quang_ninh")
WHOLE = "no-figures-one-over"
"""Nothing lies above a share of 100%."""


@cache
def plan(name: str) -> dxplan.Plan:
    return dxplan.load(name)


def cycling(low: int, high: int) -> int:
    """Always the upper end, but not far."""
    return min(high, low + 7)


@pytest.mark.parametrize("name", PLANS)
@pytest.mark.parametrize("aim", AIMS)
def test_what_is_aimed_at_comes_about(name: str, aim: Aim) -> None:
    wrong, refused = [], set[str]()
    for target in plan(name).targets:
        try:
            prepared = prepare(plan(name), target, aim)
        except CannotAim as reason:
            refused.add(reason.code)
            continue
        for aimed in (prepared.draw(), prepared.draw(cycling)):
            found = aimed.finding()
            if found.verdict != aimed.verdict or (aim == "on_the_line" and not found.on_line):
                wrong.append(aimed)
    assert wrong == []
    assert refused <= {"unset"} | ({WHOLE} if aim == "one_over" else set())


REACHED = {
    "bac_giang": {"unset"},
    "binh_dinh": {"on_track", "behind"},
    "national.qd_131": set(),
    "ninh_thuan": set(),
    "phu_nhuan": set(),
    "quang_ninh": {"on_track", "behind"},
}
BY_ALL = {"met", "missed", "undetermined", "not_due", "no_data", "conflict", "not_applicable"}


@pytest.mark.parametrize("name", PLANS)
def test_these_verdicts_are_reached_and_files_of_the_rows_say_the_same(name: str) -> None:
    reached = set()
    for verdict in VERDICTS:
        for target in plan(name).targets:
            try:
                aimed = bringing(plan(name), target, verdict).draw()
            except CannotAim:
                continue
            assert aimed.finding().verdict == verdict
            if verdict not in reached and aimed.rows:
                report = dxplan.check(
                    plan(name), aimed.rows, as_of=aimed.as_of,
                    register=aimed.register, events=aimed.events,
                )  # fmt: skip
                same = [
                    f.verdict for f in report if f.target == aimed.target and f.date == aimed.as_of
                ]
                assert (same, report.problems) == ([verdict], ())
            reached.add(verdict)
    assert reached == BY_ALL | REACHED[name]
