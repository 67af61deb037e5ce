"""Verdicts of groups that no finding is made for, which are those of the findings."""

from __future__ import annotations

from datetime import date

import attrs
import pytest

from dxplan.engine.findings import Finding
from dxplan.engine.reference import evaluate, known_on
from dxplan.engine.tables.check_cells import check_observations
from dxplan.engine.tables.judging.evaluate import evaluate_figures
from dxplan.engine.tables.judging.found import AtMoment
from dxplan.engine.tables.plain import figures_of
from tests.engine.rules import happened, observed, plan, report, school

HALF_WAY, END = date(2022, 12, 31), date(2023, 12, 31)
ROOMS = {"A": 0, "B": 9, "C": 10, "D": 15, "E": 16, "F": 20, "G": 21}
"""By district; of one more nothing is known."""


def verdicts(rule: str, on: date) -> str:
    """What is said of the districts, the kept ones by their letters."""
    found = observed(
        *(report(name, str(on.year), rooms=rooms) for name, rooms in ROOMS.items()),
        register=[school(name, district=name) for name in (*ROOMS, "H")],
    )
    bound = plan(f"{rule}\n")
    columns = check_observations(bound, found, on, group_by="district").columns()
    assert columns == evaluate(bound, found, on, group_by="district").columns()
    kept = ("met", "on_track")
    said = zip(columns["organisation"], columns["verdict"], strict=True)
    return "".join(str(name) for name, verdict in said if verdict in kept and name in ROOMS)


@pytest.mark.parametrize(
    ("rule", "kept"),
    [
        ("room_count 10 .. 20 by 2023", "CDEF"),
        ("room_count = 10 by 2023", "C"),
        ("room_count = 0 by 2023", "A"),
        ("room_count >= 10 by 2023", "CDEFG"),
        ("room_count > 10 by 2023", "DEFG"),
        ("room_count <= 10 by 2023", "ABC"),
        ("room_count < 10 by 2023", "AB"),
        ("room_count 10 .. 20 by 2023 when merged", ""),
        ("room_count 10 .. 20 by 2023 when portal", ""),
    ],
)
def test_what_is_due_is_kept_by_those_on_its_side(rule: str, kept: str) -> None:
    assert verdicts(rule, END) == kept


@pytest.mark.parametrize(
    ("rule", "kept"),
    [
        ("room_count <= 10 by 2023\n    baseline 20 on 2021-12-31", "ABCD"),
        ("room_count < 10 by 2023\n    baseline 20 on 2021-12-31", "ABCD"),
        ("room_count >= 20 by 2023\n    baseline 10 on 2021-12-31", "DEFG"),
        ("room_count > 20 by 2023\n    baseline 10 on 2021-12-31", "DEFG"),
    ],
)
def test_what_is_not_due_is_held_against_the_line(rule: str, kept: str) -> None:
    assert verdicts(rule, HALF_WAY) == kept


@pytest.mark.parametrize(
    ("day", "verdict"),
    [("2022-12-31", "met"), ("2023-12-31", "met"), ("2024-01-01", "undetermined")],
)
def test_an_event_counts_from_its_own_day_on(day: str, verdict: str) -> None:
    bound = plan("room_count >= 5 by 2023 when portal")
    found = observed(report("A", "2023", rooms=9), events=[happened("portal", day)])
    read = known_on(END, found)
    figures = figures_of(bound, attrs.evolve(read, events=()))
    (judged,) = evaluate_figures(bound, figures, END, events=found.events).findings
    assert judged.verdict == verdict
    assert [judged] == list(evaluate(bound, found, END))


def test_a_group_that_was_not_there_then_has_no_earlier_value() -> None:
    bound = plan("room_count increases 10% against 2022 by 2023")
    found = observed(
        report("A", "2022", rooms=10),
        report("A", "2023", rooms=11),
        report("B", "2023", rooms=11),
        register=[school("A", district="Đông"), school("B", district="Tây", since="2023-01-01")],
    )
    judged = check_observations(bound, found, END, group_by="district").findings
    assert list(judged) == list(evaluate(bound, found, END, group_by="district").findings)
    (base,) = {each.base for each in judged if each.organisation == "Tây"}
    assert base is not None
    assert (base.value, base.source) == (None, "data")


def test_what_contradicts_itself_then_is_told_in_the_order_of_the_register() -> None:
    bound = plan("room_count increases 10% against 2022 by 2023\ncheck rooms <= devices\n")
    found = observed(
        *(report(name, "2022", rooms=10, devices=9) for name in "AB"),
        *(report(name, "2023", rooms=11, devices=11) for name in "AB"),
        register=[school("B"), school("A")],
    )
    (judged,) = check_observations(bound, found, END).findings
    assert [judged] == list(evaluate(bound, found, END))
    assert judged.base is not None
    told = [dict(params)["organisation"] for _, params in judged.base.conflicts]
    assert told == ["B", "A"]


def test_findings_may_be_asked_for_by_their_place_from_either_end() -> None:
    bound = plan("room_count >= 5 by 2023\nonline_share >= 5% by 2023\n")
    found = observed(report("A", "2023", rooms=9))
    judged = check_observations(bound, found, END, group_by="organisation").findings
    every = list(judged)
    assert len(judged) == len(every) == 3
    assert judged == tuple(every)
    assert judged != tuple(every[:2])
    assert judged != tuple(reversed(every))
    assert judged != every
    assert [judged[place] for place in range(-3, 3)] == [*every, *every]
    assert judged[1:3] == tuple(every[1:3])
    for place in (3, -4):
        with pytest.raises(IndexError, match=f"no finding {place} among 3"):
            judged[place]


def test_shares_of_groups_are_judged_without_a_finding_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bound = plan("online_share >= 80% by 2023\nroom_count >= 0 by 2023\n")
    found = observed(
        report("A", "2023", online=8, total=10, rooms=0),
        report("B", "2023", online=7, total=10, rooms=1),
        register=[school("A", district="Đông"), school("B", district="Tây")],
    )
    judged = check_observations(bound, found, END, group_by="district")

    def made(self: AtMoment, number: int) -> Finding:
        raise AssertionError(f"finding {number} of {self.block.target.id}")

    monkeypatch.setattr(AtMoment, "finding", made)
    columns = judged.columns()
    said = zip(columns["target"], columns["organisation"], columns["verdict"], strict=True)
    assert {f"{target} {name}": verdict for target, name, verdict in said} == {
        "online_share.by.2023 plan": "missed",
        "online_share.by.2023 Đông": "met",
        "online_share.by.2023 Tây": "missed",
        "room_count.by.2023 plan": "met",
        "room_count.by.2023 Đông": "met",
        "room_count.by.2023 Tây": "met",
    }


def test_groups_of_an_earlier_year_are_those_of_that_year() -> None:
    rule = "indicator c = count of districts where rooms >= 10\nc adds 1 against 2022 by 2023"
    then, now = {"A": 10, "B": 9, "C": 20}, {"A": 10, "B": 10, "C": 20}
    found = observed(
        *(report(name, "2022", rooms=rooms) for name, rooms in then.items()),
        *(report(name, "2023", rooms=rooms) for name, rooms in now.items()),
        register=[school("A", district="Đông"), school("B", district="Tây"), school("C")],
    )
    bound = plan(rule)
    judged = check_observations(bound, found, END).findings
    assert list(judged) == list(evaluate(bound, found, END).findings)
    (base,) = {each.base for each in judged}
    assert base is not None and base.value is not None
