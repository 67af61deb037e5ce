"""How much is asked of the solver, and what happens when that is too much."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from fractions import Fraction
from random import Random
from typing import Any

import attrs
import pytest

import dxplan
from dxplan.analysis.linear import confirmed, situation
from dxplan.analysis.linear.contradictions import contradictions
from dxplan.analysis.linear.forms import Compared, Figure, Formula, Linear
from dxplan.analysis.linear.knowledge import Knowledge
from dxplan.analysis.linear.scene import Fails, NotDecided
from dxplan.analysis.linear.solver import Answer, GaveUp, Solver
from dxplan.analysis.linear.times import Rule
from dxplan.analysis.linear.work import WISH, Work
from dxplan.analysis.refinement import refine
from dxplan.plan.model import Plan
from dxplan.values import periods
from tests.engine.rules import plan


def named(name: str, text: str, **settings: str) -> Plan:
    return attrs.evolve(plan(text, period="2022 to 2025", **settings), id=name)


def rules_of(name: str, text: str) -> list[Rule]:
    bound = named(name, text)
    return [Rule(bound, target) for target in bound.targets]


RESTATED = "\n".join(
    [
        "online_share primary >= 5%, secondary >= 10% by 2025",
        "recorded_share >= 80% by 2024, 100% by 2025",
        "files_share > 50% every quarter",
        "websites >= 90% by 2025",
        "room_count >= 30 from 2023",
        "pupils_per_room <= 40 by 2025",
    ]
)


def test_restated_targets_ask_the_solver_nothing() -> None:
    work = Work()
    found = refine(named("child", RESTATED), named("parent", RESTATED), work)
    assert {each.status for each in found} == {"restated"}
    assert work.questions == 0


def test_stricter_shares_ask_the_solver_nothing() -> None:
    work = Work()
    below, above = (
        named(name, f"websites >= {n}% by 2025\nrecorded_share >= {n}% by 2024")
        for name, n in (("child", 60), ("parent", 50))
    )
    assert {each.status for each in refine(below, above, work)} == {"stricter"}
    assert work.questions == 0


WITHOUT_SOLVER = """
import sys
sys.path.insert(0, {root!r})
from tests.analysis.linear.test_work import RESTATED, named
from dxplan.analysis.refinement import refine
found = refine(named("child", RESTATED), named("parent", RESTATED))
sys.exit("z3" in sys.modules)
"""


def test_the_solver_is_not_imported_before_it_is_asked(request: pytest.FixtureRequest) -> None:
    program = WITHOUT_SOLVER.format(root=str(request.config.rootpath))
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_the_evaluator_runs_once_a_plan_for_a_counterexample(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    runs: list[str] = []
    evaluate = confirmed.evaluate

    def counted(of: Plan, *rest: object, **more: object) -> object:
        runs.append(of.id)
        return evaluate(of, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(confirmed, "evaluate", counted)
    below = named("child", "\n".join(f"room_count > {n} by 202{n}" for n in (3, 4, 5)))
    above = named("parent", "room_count >= 70 by 2025")
    (rule,) = (Rule(above, target) for target in above.targets)
    known = Knowledge([Rule(below, target) for target in below.targets], [rule])
    assert isinstance(known.follows(rule), Fails)
    assert sorted(runs) == ["child", "parent"]


@pytest.mark.parametrize(
    ("used", "most", "limit"),
    [
        (0, None, 100),
        (930, None, 70),
        (1000, None, 0),
        (2000, None, 0),
        (0, 30, 30),
        (0, 300, 300),
        (990, 30, 10),
        (0, 0, 0),
    ],
)
def test_a_question_may_take_what_is_left_and_no_more_than_any_or_it_may(
    used: int, most: int | None, limit: int
) -> None:
    work = Work(100, 1000)
    work.spend(used)
    assert (work.limit(most), work.questions, work.used) == (limit, 1, used)


# --- too much -------------------------------------------------------------------------------------

RNG = Random(3)
THINGS = 30
ROWS = [[RNG.randrange(100) for _ in range(THINGS)] for _ in range(4)]
"""Whether some of thirty things are worth half of all of them, in four currencies: very hard."""

HARD = "".join(
    [
        *(f"measure x{i} stock\nindicator few_{i} = x{i}\n" for i in range(THINGS)),
        *(
            f"indicator worth_{place} = {' + '.join(f'{n} * x{i}' for i, n in enumerate(row))}\n"
            for place, row in enumerate(ROWS)
        ),
    ]
)
HALF = "\n".join(
    [
        *(f"few_{i} <= 1 by 2025" for i in range(THINGS)),
        *(f"worth_{place} = {sum(row) // 2} by 2025" for place, row in enumerate(ROWS)),
    ]
)


def hard() -> tuple[list[Rule], Rule]:
    """Rules that may contradict each other, and one that would then follow from them."""
    below, above = (
        attrs.evolve(plan(text, period="2022 to 2025", declared=HARD), id=name)
        for text, name in ((HALF, "child"), ("few_1 >= 2 by 2025", "parent"))
    )
    return [Rule(below, target) for target in below.targets], Rule(above, above.targets[0])


def test_what_takes_the_solver_too_long_is_not_decided_and_names_the_rule() -> None:
    rules, conclusion = hard()
    answer = Knowledge(rules, [conclusion], work=Work(question=20_000)).follows(conclusion)
    assert isinstance(answer, NotDecided)
    assert answer.undecided.code == "solver-gave-up"
    assert answer.undecided.target == conclusion.target


def test_so_are_contradictions_that_take_it_too_long() -> None:
    rules, _ = hard()
    found, undecided = contradictions(rules, work=Work(question=20_000))
    assert found == []
    assert {each.code for each in undecided} == {"solver-gave-up"}
    assert {each.target for each in undecided} == {rule.target for rule in rules}


def test_all_questions_of_a_refinement_have_a_limit_together() -> None:
    weaker = "online_share primary >= 5% by 2025\nrecorded_share >= 50% by 2025"
    work = Work(together=0)
    found = refine(named("child", weaker), named("parent", RESTATED), work)
    by_status = {each.target.id: each.status for each in found}
    assert by_status["online_share.primary.by.2025"] == "restated"
    assert by_status["recorded_share.by.2025"] == "not_decided"
    assert work.questions == 0


def test_the_limit_can_be_set_by_who_refines() -> None:
    below, above = (
        named(name, f"recorded_share >= {n}% by 2025") for name, n in (("c", 5), ("p", 6))
    )
    assert [each.status for each in dxplan.refine(below, above)] == ["weaker"]
    assert [each.status for each in dxplan.refine(below, above, work=0)] == ["not_decided"]


def test_the_work_of_all_questions_is_counted() -> None:
    work = Work()
    below = named("child", "recorded_share >= 50% by 2025")
    refine(below, named("parent", "recorded_share >= 60% by 2025"), work)
    assert work.questions > 0
    assert 0 < work.used < work.question


def test_each_wish_for_simpler_figures_may_take_little(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without them the figures are those that the solver came upon."""
    limits: list[int | None] = []
    ask = Solver.ask

    def asked(self: Solver, formulas: Sequence[Formula], **more: Any) -> Answer:
        limits.append(more.get("most"))
        return GaveUp() if limits[-1] == WISH else ask(self, formulas, **more)

    monkeypatch.setattr(Solver, "ask", asked)
    (rule,) = rules_of("parent", "recorded_share >= 60% by 2025")
    answer = Knowledge(rules_of("child", "recorded_share >= 50% by 2025"), [rule]).follows(rule)
    assert isinstance(answer, Fails)
    assert limits[:2] == [WISH, None]
    assert len(limits) > 10
    assert set(limits[2:]) == {WISH}


def test_of_contradictions_no_figures_are_read_and_measures_are_known_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Solver, "_solution", None)
    monkeypatch.setattr(situation, "ground_of", None)
    of_two = "room_count >= 5 by 2024 when portal\nroom_count <= 4 by 2025 when portal"
    rules = rules_of("p", f"{of_two}\nroom_count >= 1 by 2025 when not portal")
    (found,), _ = contradictions(rules)
    assert found.rules == tuple(rules[:2])


def market() -> list[Compared]:
    """The same as formulas."""
    on = periods.day(periods.year(2025).end)
    things = [Figure(f"x{i}", (), on) for i in range(THINGS)]
    found = [Compared(Linear({thing: Fraction(1)}), ">=") for thing in things]
    found += [Compared(Linear({thing: Fraction(1)}, Fraction(-1)), "<=") for thing in things]
    for row in ROWS:
        terms = {thing: Fraction(n) for thing, n in zip(things, row, strict=True)}
        found.append(Compared(Linear(terms, Fraction(-(sum(row) // 2))), "="))
    return found


def test_the_solver_gives_up_at_the_same_point_every_time() -> None:
    answers = set()
    for _ in range(2):
        work = Work(question=20_000)
        assert isinstance(Solver(market(), work=work).ask([]), GaveUp)
        answers.add(work.used)
    assert len(answers) == 1


INTERRUPTED = """
import os, signal, sys, threading
sys.path.insert(0, {root!r})
from dxplan.analysis.linear.solver import Solver
from dxplan.analysis.linear.work import Work
from tests.analysis.linear.test_work import market
from dxplan.cli import entry

def never_ends(arguments):
    solver = Solver(market(), work=Work(question=10**9, together=10**9))
    threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT)).start()
    solver.ask([])
    return 0

entry._run = never_ends
sys.exit(entry.main([]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="sends a signal to itself")
def test_the_user_can_interrupt_the_solver(request: pytest.FixtureRequest) -> None:
    program = INTERRUPTED.format(root=str(request.config.rootpath))
    done = subprocess.run([sys.executable, "-c", program], check=False, timeout=60)
    assert done.returncode == 130
