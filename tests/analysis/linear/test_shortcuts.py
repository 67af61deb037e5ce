"""What is answered without the solver: how little is asked, and which parts of rules are free."""

from __future__ import annotations

from fractions import Fraction

import attrs
import pytest

from dxplan.analysis.linear import knowledge
from dxplan.analysis.linear.facts import Relation, added_up, reduced, relations
from dxplan.analysis.linear.forms import HOLDS, Compared, Figure, Linear
from dxplan.analysis.linear.free import Part, are_free, are_steady, counted_part
from dxplan.analysis.linear.knowledge import Knowledge
from dxplan.analysis.linear.quotients import Quotients
from dxplan.analysis.linear.reach import Reach
from dxplan.analysis.linear.scene import Fails, Follows, is_idle
from dxplan.analysis.linear.situation import situation
from dxplan.analysis.linear.terms import keys_of
from dxplan.analysis.linear.times import Rule
from dxplan.analysis.linear.work import Work
from dxplan.analysis.strictness import Kept
from dxplan.plan.model import Comparator, Plan, Sum
from dxplan.values import periods
from tests.engine.rules import DECLARED, day, plan

DAY = periods.day(day("2025-12-31"))


def named(name: str, text: str, declared: str = DECLARED) -> Plan:
    return attrs.evolve(plan(text, period="2022 to 2025", declared=declared), id=name)


def rules(bound: Plan) -> list[Rule]:
    return [Rule(bound, target) for target in bound.targets]


# --- how little is asked --------------------------------------------------------------------------

AT_A_GLANCE = [
    ("room_count > 5 by 2025", "room_count >= 6 by 2025"),
    ("room_count >= 5 by 2024", "room_count >= 5 by 2025"),
    ("recorded_share >= 80% by 2025", "recorded_share >= 70% by 2025"),
    ("recorded_share primary <= 8% by 2025", "recorded_share primary < 9% by 2025"),
    ("lesson_count >= 5 by 2025", "lesson_count > 4 by 2025"),
    ("websites >= 50% by 2025", "websites >= 40% by 2025"),
]
ON_THE_SAME_CONDITION = [
    (f"{known} when portal", f"{asked} when portal") for known, asked in AT_A_GLANCE
]


@pytest.mark.parametrize(("known", "asked"), [*AT_A_GLANCE, *ON_THE_SAME_CONDITION])
def test_a_stricter_rule_about_the_same_quotient_asks_the_solver_nothing(
    known: str, asked: str
) -> None:
    work, below, (conclusion,) = Work(), rules(named("a", known)), rules(named("b", asked))
    answer = Knowledge(below, [conclusion], work=work).follows(conclusion)
    assert answer == Follows((below[0],))
    assert work.questions == 0


@pytest.mark.parametrize(("known", "asked"), AT_A_GLANCE)
def test_without_a_condition_no_formula_is_made(
    known: str, asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(knowledge, "situation", None)
    below, (conclusion,) = rules(named("a", known)), rules(named("b", asked))
    assert Knowledge(below, [conclusion]).follows(conclusion) == Follows((below[0],))


def test_of_several_rules_the_one_for_the_same_time_is_named_at_a_glance() -> None:
    below = rules(named("a", "room_count >= 9 by 2024\nroom_count >= 7 by 2025"))
    (conclusion,) = rules(named("b", "room_count >= 5 by 2025"))
    assert Knowledge(below, [conclusion]).follows(conclusion) == Follows((below[1],))


def test_a_rule_that_asks_for_nothing_follows_from_nothing() -> None:
    below = rules(named("a", "room_count >= 9 by 2025\nrecorded_share >= 7% by 2025"))
    for asked in ("room_count >= 0 by 2025", "recorded_share <= 100% by 2025"):
        (conclusion,) = rules(named("b", asked))
        assert Knowledge(below, [conclusion]).follows(conclusion) == Follows(())


@pytest.mark.parametrize(
    ("known", "asked", "by"),
    [
        ("room_count >= 3 by 2025\nrecorded_share >= 3% by 2025", "room_count >= 5 by 2025", [0]),
        ("recorded_share >= 3% by 2025", "room_count >= 5 by 2025", []),
        ("websites >= 3% by 2025\nroom_count >= 9 by 2025", "sites_or_fibre >= 5% by 2025", [0]),
        ("signed school >= 5% by 2025", "websites >= 5% by 2025", []),
    ],
)
def test_what_does_not_follow_comes_with_the_rules_about_the_same(
    known: str, asked: str, by: list[int]
) -> None:
    below, (conclusion,) = rules(named("a", known)), rules(named("b", asked))
    answer = Knowledge(below, [conclusion]).follows(conclusion)
    assert isinstance(answer, Fails)
    assert answer.by == tuple(below[place] for place in by)


# --- quotients ------------------------------------------------------------------------------------

OTHER_TREE = DECLARED.replace("primary, secondary {", "secondary { primary,")
OTHER_TIERS = DECLARED.replace("department, office, school }", "department { office }, school }")


@pytest.mark.parametrize(
    ("text", "other", "alike"),
    [
        ("recorded_share >= 5% by 2025", OTHER_TREE, True),
        ("recorded_share primary >= 5% by 2025", OTHER_TREE, False),
        ("recorded_share >= 5% by 2025\n    except primary", OTHER_TREE, False),
        ("recorded_share >= 5% by 2025", OTHER_TIERS, True),
        ("recorded_share school >= 5% by 2025", OTHER_TIERS, False),
        ("plan_share >= 5% by 2025", OTHER_TIERS, False),
        ("plan_share >= 5% by 2025", OTHER_TREE, True),
    ],
)
def test_a_quotient_that_rests_on_trees_built_otherwise_is_not_told(
    text: str, other: str, alike: bool
) -> None:
    both = [*rules(named("a", text)), *rules(named("b", text, other))]
    found = Quotients(both, keys_of([each.plan for each in both]))
    assert not found.are_alike
    assert [found.of(each) is not None for each in both] == [alike, alike]
    assert (found.of(both[0]) == found.of(both[1])) is True
    assert found.on(both[0], day("2025-12-31")) == found.of(both[0])


def test_plans_that_build_their_trees_alike_are_alike() -> None:
    both = [*rules(named("a", "websites >= 5% by 2025")), *rules(named("b", "room_count >= 5"))]
    assert Quotients(both, keys_of([each.plan for each in both])).are_alike


def test_a_flow_is_compared_over_the_same_days() -> None:
    first, second, stock = rules(
        named("a", "lesson_count >= 5 by 2025\nlesson_count >= 5 by 2025-Q4\nroom_count >= 5")
    )
    found = Quotients([first, second, stock], keys_of([first.plan]))
    on = day("2025-12-31")
    assert found.of(first) == found.of(second)
    assert found.on(first, on) != found.on(second, on)
    assert found.on(stock, on) == found.of(stock) is not None


# --- parts of a whole -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("thresholds", "is_free", "is_steady"),
    [
        (["<= 0%"], True, True),
        (["< 0%"], False, False),
        (["< 1%"], True, True),
        (["<= 100%"], True, True),
        ([">= 100%"], True, True),
        (["> 100%"], False, False),
        (["> 99%"], True, True),
        ([">= 5%", "> 7%"], True, True),
        ([">= 5%", "< 7%"], False, True),
        ([">= 7%", "< 7%"], False, False),
        ([">= 7%", "<= 7%"], False, True),
        (["= 7%"], False, True),
        (["5% .. 7%"], False, True),
        ([">= parent"], False, False),
    ],
)
def test_a_part_is_free_when_it_can_be_all_or_nothing_and_steady_when_it_can_stay(
    thresholds: list[str], is_free: bool, is_steady: bool
) -> None:
    text = "\n".join(
        f"recorded_share {threshold} by 202{year}"
        for year, threshold in enumerate(thresholds, start=3)
    )
    found = rules(named("a", text))
    assert are_free(found) is is_free
    assert are_steady(found, Part(("recorded",), "pupils")) is is_steady
    assert not are_steady(found, Part(("website", "fibre"), "organisations"))


MEASURES = """
dimension level { primary }
dimension tier of organisations { office, school }
measure a by level
measure b by level
measure whole
measure added flow
measure money amount
measure more_money amount
measure limited by level
measure asked by level reported by school
flag yes
flag no
"""


def one(name: str, factor: int = 1, constant: int = 0) -> Sum:
    return Sum(((Fraction(factor), name, None),), Fraction(constant))


@pytest.mark.parametrize(
    ("numerator", "denominator", "part"),
    [
        (one("a"), one("b"), Part(("a",), "b")),
        (one("money"), one("more_money"), Part(("money",), "more_money")),
        (one("a"), one("a"), None),
        (one("a"), one("limited"), Part(("a",), "limited")),
        (one("limited"), one("b"), None),
        (one("a", 2), one("b"), None),
        (one("a"), one("b", 2), None),
        (one("a", 1, 1), one("b"), None),
        (one("a"), one("b", 1, 1), None),
        (one("a"), one("whole"), None),
        (one("whole"), one("added"), None),
        (one("whole"), one("money"), None),
        (one("a"), one("asked"), None),
        (one("yes"), one("no"), None),
        (one("a"), one("elsewhere"), None),
        (one("elsewhere"), one("a"), None),
        (one("a"), Sum(()), None),
        (Sum((*one("a").terms, *one("whole").terms)), one("b"), None),
        (Sum(((Fraction(1), "a", "b"),)), one("b"), None),
    ],
)
def test_one_measure_out_of_another_that_is_reported_alike_is_a_part(
    numerator: Sum, denominator: Sum, part: Part | None
) -> None:
    bound = plan("", declared=MEASURES)
    limited = attrs.evolve(bound.measures["limited"], highest=Fraction(9))
    bound = attrs.evolve(bound, measures={**bound.measures, "limited": limited})
    assert counted_part(bound, numerator, denominator) == part


# --- which sets may contradict each other ---------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "sets"),
    [
        ("recorded_share >= 5% by 2025\nroom_count >= 5 by 2025", []),
        ("recorded_share >= 5% by 2025\nroom_count <= 5 by 2025", [[1]]),
        ("recorded_share <= 5% by 2025\nroom_count >= 5 by 2025", []),
        ("check recorded >= 3\nrecorded_share >= 5% by 2025", [[0]]),
        ("recorded_share >= 5% by 2025\nindicator all = pupils\nall >= 9 by 2025", []),
        ("recorded_share >= 5% by 2025\nindicator all = pupils\nall <= 9 by 2025", [[1], [1, 0]]),
        ("rest_share >= 5% by 2025\nroom_count > 3 by 2025", [[0]]),
    ],
)
def test_rules_that_are_all_kept_by_plenty_are_not_held_against_each_other(
    text: str, sets: list[list[int]]
) -> None:
    found = rules(named("a", text))
    together = [[found.index(rule) for rule in each] for each, _ in Reach(found).together()]
    assert together == sets


# --- relations ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("comparator", "pulls"),
    [
        ("<=", [("a", -1), ("b", 1), ("money", -1)]),
        ("<", [("a", -1), ("b", 1), ("money", -1)]),
        (">=", [("a", 1), ("b", -1), ("money", 1)]),
        (">", [("a", 1), ("b", -1), ("money", 1)]),
        ("=", [("a", 1), ("a", -1), ("b", -1), ("b", 1), ("money", 1), ("money", -1)]),
    ],
)
def test_more_of_a_measure_makes_a_relation_easier_or_harder(
    comparator: Comparator, pulls: list[tuple[str, int]]
) -> None:
    right = Sum((*one("b").terms, *one("money", -2).terms))
    relation = Relation(Plan("p"), one("a"), comparator, right)
    assert list(relation.pulls()) == pulls


@pytest.mark.parametrize(
    ("checks", "about", "left"),
    [
        (["a <= b"], ["a"], []),
        (["a <= b"], ["b"], ["<= b"]),
        (["a <= b"], ["a", "b"], ["a <= b"]),
        (["a <= b", "b <= c"], ["a", "c"], ["a <= b", "b <= c"]),
        (["a <= b", "b <= c"], ["b"], ["<= b"]),
        (["a = b"], ["a"], ["a = b"]),
        (["a = b", "c = d"], ["a"], ["a = b"]),
        (["a = b", "b = c", "d = e"], ["a"], ["a = b", "b = c"]),
        (["a < b", "c > b"], ["b"], ["< b"]),
    ],
)
def test_only_what_bears_on_some_measures_is_kept_of_relations(
    checks: list[str], about: list[str], left: list[str]
) -> None:
    parts = [each.split() for each in checks]
    every = [Relation(Plan("p"), one(a), op, one(b)) for a, op, b in parts]  # type: ignore[arg-type]
    found = (
        (*each.left.measures(), each.comparator, *each.right.measures())
        for each in reduced(every, about)
    )
    assert [" ".join(each) for each in found] == left


def test_that_a_numerator_is_not_negative_is_said_where_something_is_taken_away() -> None:
    declared = f"{DECLARED}indicator most = (0 * rooms + recorded) / pupils\n"
    bound = named("a", "", declared=declared)
    about = [bound.indicators[name].numerator for name in ("most", "rest_share")]
    told = [[each.comparator for each in relations(bound) if each.left == left] for left in about]
    assert told == [["<="], ["<=", ">="]]


@pytest.mark.parametrize(
    ("constant", "comparator", "added"),
    [
        ("1/2", "=", "<="),
        ("1", "=", "<="),
        ("-1/2", "=", ">="),
        ("1/2", "<=", "<="),
        ("1/2", "<", "<"),
        ("-1/2", ">=", ">="),
        ("-1/2", ">", ">"),
    ],
)
def test_what_one_has_at_least_all_have_together(
    constant: str, comparator: Comparator, added: Comparator
) -> None:
    """With at least half a thing fewer each, they have so many fewer, or more than that."""
    figure = Figure("rooms", (), DAY)
    form = Linear({figure: Fraction(1)}, Fraction(constant))
    assert added_up(form, comparator, somebody=True) == Compared(form, added)


@pytest.mark.parametrize(
    ("comparator", "constant"), [("<=", "-1"), ("<", "-1"), (">=", "1"), (">", "1")]
)
def test_of_what_one_has_at_most_all_may_have_more(comparator: Comparator, constant: str) -> None:
    form = Linear({Figure("rooms", (), DAY): Fraction(1)}, Fraction(constant))
    assert added_up(form, comparator, somebody=True) == HOLDS


@pytest.mark.parametrize(
    ("kept", "counts", "differs"),
    [
        (Kept(), True, False),
        (Kept(Fraction(-1)), True, False),
        (Kept(Fraction(-1), above=True), True, False),
        (Kept(Fraction(0)), True, False),
        (Kept(Fraction(0), above=True), False, False),
        (Kept(Fraction(1)), False, False),
        (Kept(high=Fraction(0)), False, False),
        (Kept(Fraction(-1), high=Fraction(9)), False, False),
    ],
)
def test_a_number_from_nothing_up_is_what_every_count_has(
    kept: Kept, counts: bool, differs: bool
) -> None:
    declared = f"{DECLARED}indicator rest = total - online\n"
    text = "room_count >= 1 by 2025\nequipped >= 1 by 2025\nrest >= 1 by 2025"
    found = rules(named("a", text, declared))
    assert [is_idle(rule, kept) for rule in found] == [counts, counts, differs]


def test_the_parts_of_a_measure_are_looked_for_once() -> None:
    bound = named("a", "recorded_share primary >= 5% by 2025")
    told = situation(rules(bound), [], day("2025-12-31"), None)
    measure = bound.measures["recorded"]
    assert told.terms.cells(measure) is told.terms.cells(measure)
    assert told.terms.cells(attrs.evolve(measure)) == told.terms.cells(measure)
