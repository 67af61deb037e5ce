"""A plan for people."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import attrs
import pytest
from rich.cells import cell_len

from dxplan.messages import Language
from dxplan.plan.model import Holds, Plan, Pledge, Task, Timing, Unit
from dxplan.report.plan_text import plan_text


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_whole_plan(plan: Plan, golden: Callable[[str, str], None], language: Language) -> None:
    golden(f"plan.{language}.txt", plan_text(plan, language))


def test_parts_without_anything_in_them_are_left_out() -> None:
    assert plan_text(Plan("empty"), "vi") == "empty\nTên: empty\n"


def test_units_say_since_when_and_until_when_they_exist() -> None:
    units = {
        "a": Unit("a", "Sở A", since=date(2025, 3, 1)),
        "b": Unit("b", "Sở B", until=date(2025, 6, 30)),
        "c": Unit("c", until=date(2025, 6, 30), successors=("a", "gone")),
    }
    task = Task("t", "việc", Timing("always"), lead=tuple(units.values()))
    lines = plan_text(Plan("p", units=units, tasks=(task,)), "vi").splitlines()
    assert [line for line in lines if line.startswith("- ")] == [
        "- Sở A (a), từ 01/3/2025",
        "- Sở B (b), đến hết 30/6/2025",
        "- c (c), đến hết 30/6/2025, chuyển cho Sở A",
    ]


def test_long_names_are_broken_behind_their_dots(plan: Plan) -> None:
    long = "work_files_digital_share.department.except.classified.by.2025"
    target = attrs.evolve(plan.targets[0], id=long)
    text = plan_text(attrs.evolve(plan, targets=(target,), tasks=(), duties=()), "vi")
    lines = text.splitlines()
    first = next(index for index, line in enumerate(lines) if line.startswith("work_files"))
    column = [line[:24].rstrip() for line in lines[first : first + 5]]
    assert "".join(column).startswith(long)
    assert all(cell_len(line) <= 100 for line in lines)


def test_work_that_waits_for_something_says_for_what(plan: Plan) -> None:
    (task, *_), (duty, *_) = plan.tasks, plan.duties
    condition, text = Holds("portal_live"), "portal_live"
    tasks = (attrs.evolve(task, when=condition, when_text=text),)
    duties = (attrs.evolve(duty, when=condition, when_text=text),)
    shown = plan_text(attrs.evolve(plan, targets=(), tasks=tasks, duties=duties), "vi")
    shown = " ".join(shown.split())
    assert shown.count("khi “Cổng") == 2
    assert "portal_live" not in shown


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "en",
            "Not below the parent: every target that both documents set; lead: Sở A; section: II.1",
        ),
        (
            "vi",
            "Không thấp hơn cấp trên: mọi chỉ tiêu mà cả hai văn bản cùng đặt ra; "
            "chủ trì: Sở A; căn cứ: II.1",
        ),
    ],
)
def test_the_promise_not_to_be_below_the_parent_stands_beside_the_parent(
    language: Language, told: str
) -> None:
    promised = Plan("p", parent="nation", pledge=Pledge((Unit("a", "Sở A"),), cite="II.1"))
    assert plan_text(promised, language).splitlines()[3] == told
    bare = attrs.evolve(promised, pledge=Pledge())
    assert plan_text(bare, "en").splitlines()[3] == (
        "Not below the parent: every target that both documents set"
    )
