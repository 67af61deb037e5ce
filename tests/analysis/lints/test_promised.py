"""What is said of a promise to ask for no less than the plan above: where, and in which words."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from dxplan.analysis import refinement
from dxplan.analysis.lint import Remark
from dxplan.analysis.lints import below_parent, parent_not_decided
from dxplan.analysis.lints.promised import LastHeld
from dxplan.analysis.promise import Promise, promise
from dxplan.analysis.refinement import refine
from dxplan.analysis.results import Counted, Refined, Undecided
from dxplan.messages import Phrase
from dxplan.plan.model import Plan, Pledge
from dxplan.source import Span, source_from_text
from tests.engine.rules import DECLARED, day, plan

PLEDGED = Span(source_from_text("no target below parent"), 0, 9)


def named(name: str, text: str, **evolved: Any) -> Plan:
    declared = evolved.pop("declared", DECLARED)
    bound = plan(text, period="2022 to 2025", declared=declared)
    return attrs.evolve(bound, id=name, **evolved)


def broken(child: str, parent: str, pledge: Pledge) -> tuple[Remark, Counted]:
    """What is said of a plan that breaks a promise in one place, and what was counted there."""
    below = named("below", child, parent="above", pledge=pledge)
    found = promise(refine(below, named("above", parent)))
    assert found is not None
    (remark,), (refined,) = below_parent.say(found), found.broken
    assert refined.counterexample is not None
    return remark, refined.counterexample.missed


def told(found: Remark) -> tuple[str, dict[str, object], list[str]]:
    """The text that is underlined, the parameters, and the texts of the places beside it."""
    assert found.span is not None
    return found.span.text, dict(found.params), [each.text for each in found.related]


@pytest.mark.parametrize(
    ("child", "parent", "text", "params", "related"),
    [
        (
            "room_count >= 5 by 2025",
            "room_count >= 6 by 2025",
            ">= 5 by 2025",
            {"ids": "`room_count.by.2025`", "how": "", "counts": "5"},
            [">= 6 by 2025"],
        ),
        (
            "recorded_share >= 50% by 2025",
            "recorded_share >= 100% by 2025",
            ">= 50% by 2025",
            {"ids": "`recorded_share.by.2025`", "how": "", "counts": None},
            [">= 100% by 2025"],
        ),
        (
            "room_count 4 .. 5 by 2025",
            "room_count 5 .. 9 by 2025",
            "4 .. 5 by 2025",
            {"ids": "`room_count.by.2025`", "how": Phrase("in-places"), "counts": "4"},
            ["5 .. 9 by 2025"],
        ),
        (
            "room_count >= 5 by 2024\nroom_count <= 5 by 2025",
            "room_count >= 6 by 2025",
            ">= 5 by 2024",
            {"ids": "`room_count.by.2024`, `room_count.by.2025.at_most`", "counts": "5"},
            ["<= 5 by 2025", ">= 6 by 2025"],
        ),
    ],
)
def test_a_weakened_target_is_said_with_figures(
    child: str, parent: str, text: str, params: dict[str, object], related: list[str]
) -> None:
    found, counted = broken(child, parent, Pledge(span=PLEDGED, cite="II.3"))
    share = {"numerator": f"{counted.numerator}", "denominator": f"{counted.denominator}"}
    params = {**params, "counts": params["counts"] or Phrase("figures-of", share)}
    where = {"day": day("2025-12-31"), "where": Phrase("in-section", {"cite": "II.3"})}
    assert found.params == {**found.params, **params, **where}
    assert told(found)[::2] == (text, [*related, "no target"])


def test_a_promise_that_stands_nowhere_is_not_shown() -> None:
    found, _ = broken("room_count >= 5 by 2025", "room_count >= 6 by 2025", Pledge())
    assert found.params["where"] == ""
    assert told(found)[2] == [">= 6 by 2025"]


@pytest.mark.parametrize(("place", "title"), [("below", "“hình”"), ("above", "“shape”")])
def test_what_is_not_decided_is_called_as_the_plan_calls_it_that_it_lies_in(
    place: str, title: str
) -> None:
    rule = "room_count >= 5 by 2025"
    below = named("below", rule, declared=f'{DECLARED}\ndimension shape "hình" {{ round }}\n')
    above = named(
        "above", "room_count >= 6 by 2025", declared=f"{DECLARED}\ndimension shape {{ round }}\n"
    )
    about = (below if place == "below" else above).targets[0]
    undecided = Undecided("dimensions-differ", (("dimension", "shape"),), about)
    refined = Refined(above.targets[0], "not_decided", undecided=undecided)
    (found,) = parent_not_decided.say(Promise(below, above, Pledge(span=PLEDGED), (), (refined,)))
    assert told(found) == (
        "no target",
        {
            "target": "room_count.by.2025",
            "why": Phrase("undecided.dimensions-differ", {"dimension": title}, "analysis"),
        },
        [">= 6 by 2025"],
    )


def test_a_plan_is_held_once_against_the_same_parent(monkeypatch: pytest.MonkeyPatch) -> None:
    refined: list[tuple[int, int]] = []

    def counted(plan: Plan, parent: Plan) -> object:
        refined.append((id(plan), id(parent)))
        return refine(plan, parent)

    monkeypatch.setattr(refinement, "refine", counted)
    below = named("below", "room_count >= 5 by 2025", parent="above", pledge=Pledge())
    again, above, beyond = (attrs.evolve(each) for each in (below, below, below))
    held = LastHeld()
    every = [(below, above), (below, beyond), (again, beyond)]
    for plan_and_parent in every:
        first = held.promise(*plan_and_parent)
        assert held.promise(*plan_and_parent) is first
    assert refined == [(id(plan), id(parent)) for plan, parent in every]
