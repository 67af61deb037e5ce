"""What the strategies draw, what it shrinks to, and how much work a draw is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeVar

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

import dxplan
from dxplan.aiming import inequalities, splitting
from dxplan.aiming.everything import everything
from dxplan.aiming.rows import figure_rows, register_rows
from dxplan.data.observations import Cell, Observations
from dxplan.data.reading import observations_from_rows
from dxplan.plan.model import Plan
from dxplan.testing import strategies
from tests.engine.rules import plan

T = TypeVar("T")
GENERATE = Phase.generate
SHARE = plan("online_share primary >= 5% by 2025", period="2024 to 2025")


# --- rules ----------------------------------------------------------------------------------------


@settings(max_examples=40)
@given(text=strategies.rule_files("vi"))
def test_rule_files_bind_and_are_in_their_canonical_form(text: str) -> None:
    bound = dxplan.load_text(text)
    assert 1 <= len(bound.targets) <= 6
    assert bound.language == "vi"
    assert dxplan.format_text(text) == text


@settings(max_examples=40)
@given(text=strategies.rule_files("en", most=1))
def test_there_are_no_more_rules_than_were_asked_for(text: str) -> None:
    assert text.count("\nindicator ") == 1


def test_both_languages_are_drawn() -> None:
    first_words = set()

    @settings(max_examples=20)
    @given(strategies.rule_files(most=1))
    def drawn(text: str) -> None:
        first_words.add(text.split(" drawn ", maxsplit=1)[0])

    drawn()
    assert first_words == {"kế hoạch", "plan"}


def first(strategy: st.SearchStrategy[T]) -> T:
    """The simplest of a strategy, which is drawn before any other."""
    return find(strategy, lambda _: True, settings=settings(max_examples=1, phases=[GENERATE]))


def test_a_plan_shows_itself_as_its_rules() -> None:
    drawn = first(strategies.plans())
    assert repr(drawn).endswith('online_share >= 50% by 2025\n    lead so_gddt\n    cite "II.1"\n')
    assert drawn.targets[0].id == "online_share.by.2025"


# --- data -----------------------------------------------------------------------------------------


def told(cell: Cell) -> tuple[object, ...]:
    """A cell without the place where it stands."""
    members = tuple(sorted(cell.members.items()))
    return cell.organisation, cell.period, cell.measure, members, cell.value


@settings(max_examples=25)
@given(data=strategies.observations("binh_dinh"))
def test_observations_can_be_read_and_contradict_nothing(data: Observations) -> None:
    bound = dxplan.load("binh_dinh")
    rows = figure_rows(bound, data)
    read = observations_from_rows(bound, rows, register=register_rows(data))
    assert read.problems == ()
    assert set(map(told, read.cells)) == set(map(told, data.cells))
    report = dxplan.check(bound, data, as_of=date(2025, 12, 31))
    assert report.count("conflict") == 0


@settings(max_examples=30)
@given(data=st.data())
def test_observations_are_of_the_register_that_is_given(data: st.DataObject) -> None:
    register = data.draw(strategies.registers(SHARE))
    drawn = data.draw(strategies.observations(SHARE, register=register))
    assert drawn.organisations == register
    assert {cell.organisation for cell in drawn.cells} <= set(register)


def test_a_target_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(LookupError) as raised:
        strategies.satisfying(SHARE, "online_share.by.2024")
    assert str(raised.value) == (
        "p has no target 'online_share.by.2024'; it has online_share.primary.by.2025"
    )


def test_what_cannot_be_aimed_at_is_said_when_the_strategy_is_made() -> None:
    whole = plan("online_share >= 100% by 2025", period="2024 to 2025")
    with pytest.raises(strategies.CannotAim) as raised:
        strategies.one_over(whole, "online_share.by.2025")
    assert str(raised.value) == "online_share.by.2025: no count lies above its line"
    assert raised.value.text("vi") == "không có số đếm nào ở trên ngưỡng"


AIMED = (
    (strategies.satisfying, "met"),
    (strategies.failing, "missed"),
    (strategies.on_the_line, "met"),
    (strategies.one_over, "met"),
    (strategies.one_under, "missed"),
    (strategies.undetermined_by_one_school, "undetermined"),
)


@pytest.mark.parametrize(("strategy", "verdict"), AIMED)
def test_aimed_data_bring_their_verdict_about(
    strategy: Callable[..., st.SearchStrategy[strategies.Aimed]], verdict: str
) -> None:
    @settings(max_examples=25)
    @given(strategy(SHARE, "online_share.primary.by.2025"))
    def holds(aimed: strategies.Aimed) -> None:
        report = dxplan.check(SHARE, aimed.rows, as_of=aimed.as_of, register=aimed.register)
        (finding,) = report
        assert (finding.verdict, aimed.verdict, report.problems) == (verdict, verdict, ())

    holds()


# --- the least that shows it ----------------------------------------------------------------------


def test_the_simplest_data_are_one_row() -> None:
    line = first(strategies.on_the_line(SHARE, SHARE.targets[0]))
    assert repr(line) == (
        "online_share.primary.by.2025 is met as of 2025-12-31\n"
        "  school  period  level    online  total\n"
        "  S1      2025    primary  1       20"
    )


def test_a_wrong_property_is_shown_by_two_rows() -> None:
    """That every report keeps a share that all of them keep together, as somebody may believe."""

    def each_keeps_it(aimed: strategies.Aimed) -> bool:
        return all(100 * row["online"] >= 5 * row["total"] for row in aimed.rows)

    least = find(
        strategies.satisfying(SHARE, SHARE.targets[0]),
        lambda aimed: not each_keeps_it(aimed),
        settings=settings(max_examples=2000),
    )
    assert repr(least) == (
        "online_share.primary.by.2025 is met as of 2025-12-31\n"
        "  school  period                 level    online  total\n"
        "  S1      1/1/2025 - 30/6/2025   primary  1       1\n"
        "  S1      1/7/2025 - 31/12/2025  primary  0       1"
    )


def test_a_failing_test_shows_the_rows() -> None:
    @settings(max_examples=20, database=None)
    @given(aimed=strategies.satisfying(SHARE, SHARE.targets[0]))
    def wrong(aimed: strategies.Aimed) -> None:
        assert aimed.verdict == "missed"

    with pytest.raises(AssertionError) as raised:
        wrong()
    told = "\n".join(raised.value.__notes__)
    assert "S1      2025    primary  1       1" in told


# --- how much work it is --------------------------------------------------------------------------


def test_a_draw_of_a_plan_of_thirty_targets_is_a_few_dozen_choices(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Rules are worked out once, when the strategy is made; a draw only takes numbers.

    200 examples a second need that: ``make bench-strategies`` says how many there are.
    """
    bound = dxplan.load("binh_dinh")
    assert len(bound.targets) == 29
    made = everything(bound)
    built = []
    for room in (inequalities, splitting):
        monkeypatch.setattr(room, "ordered", lambda *given: built.append(given))
    taken: list[int] = []

    def choose(low: int, high: int) -> int:
        taken.append(high)
        return low

    observed = made.draw(choose)
    assert built == []
    figures = sum(len(block.measures) for block in made.blocks)
    assert len(taken) <= figures * len(observed.organisations or {}) + 10


def test_choices_grow_with_figures_and_not_faster() -> None:
    def choices(bound: Plan, schools: int) -> int:
        taken = []

        def choose(low: int, high: int) -> int:
            taken.append(high)
            return schools - 1 if len(taken) == 1 else low

        everything(bound).draw(choose)
        return len(taken)

    bound = dxplan.load("binh_dinh")
    one, two, three = (choices(bound, count) for count in (1, 2, 3))
    assert three - two == two - one
