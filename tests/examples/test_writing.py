"""Examples written from figures are read again as the same figures and expectations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxplan.data.observations import Cell, Event, Observations, Organisation, ReportedValue
from dxplan.engine.reference import evaluate
from dxplan.examples.observations import given_observations
from dxplan.examples.running import run_example
from dxplan.examples.writing import example_statement
from dxplan.messages import LANGUAGES, Language
from dxplan.plan.example_binding import bind_examples
from dxplan.plan.examples import Example, Expectation
from dxplan.plan.model import Plan
from dxplan.report.standing import standings
from dxplan.session import open_session
from dxplan.source import source_from_text
from dxplan.syntax.parse import parse
from dxplan.syntax.printer import print_statement
from dxplan.values.periods import Period, day, month, quarter, year
from tests.plan.rules import plan_of

DAY = date(2025, 12, 31)
PLAN = plan_of("online_share primary >= 5% by 2025\nonline_share >= 5% every year")
PERIODS = (
    year(2025), quarter(2025, 3), month(2024, 2), day(DAY), PLAN.calendar.school_year(2024),
    PLAN.calendar.semester(2024, 2), Period(date(2025, 1, 15), date(2025, 4, 14)),
)  # fmt: skip
PLUGINS = sorted((Path(__file__).parents[2] / "plugins").glob("*/src/*/*.dxplan"))


def example_text(
    plan: Plan,
    observations: Observations,
    on: date,
    expectations: Sequence[Expectation],
    language: Language,
    *,
    title: str,
) -> str:
    """An example as rule text."""
    statement = example_statement(plan, observations, on, expectations, language, title=title)
    return print_statement(statement, language)


def read_again(plan: Plan, text: str) -> Example:
    parsed = parse(source_from_text(text))
    outcome = bind_examples(plan, [parsed.value])
    assert (parsed.diagnostics, outcome.diagnostics) == ((), ())
    (example,) = outcome.value
    return example


def cells() -> st.SearchStrategy[tuple[str, Mapping[str, str], Fraction]]:
    levels = st.sampled_from(({}, {"level": "primary"}, {"level": "lower_secondary"}))
    counts = st.integers(0, 10**7).map(Fraction)
    return st.one_of(
        st.tuples(st.sampled_from(("lessons_online", "lessons_total")), levels, counts),
        st.tuples(st.just("score"), st.just({}), counts.map(lambda value: value / 8)),
        st.tuples(st.just("has_website"), st.just({}), st.sampled_from((Fraction(0), Fraction(1)))),
    )


@st.composite
def observations(draw: st.DrawFn) -> Observations:
    """Figures of schools in some groups, each measure once a school and period."""
    names = draw(st.lists(st.sampled_from("ABCD"), max_size=4, unique=True))
    found: dict[object, Cell] = {}
    for name in names:
        for measure, members, value in draw(st.lists(cells(), max_size=3)):
            period = draw(st.sampled_from(PERIODS))
            key = (name, measure, tuple(members.items()), period)
            found[key] = Cell(name, period, measure, value, members)
    register = {
        name: Organisation(
            name,
            "",
            draw(st.sampled_from(({}, {"district": "Đông"}, {"cụm": "1"}))),
            draw(st.sampled_from(({}, {"tier": frozenset({"school", "office"})}))),
        )
        for name in names
    }
    events = draw(st.lists(st.builds(Event, st.just("portal_live"), st.just(DAY)), max_size=1))
    return Observations(tuple(found.values()), (), register or None, tuple(events))


def by_school(found: Observations) -> list[object]:
    """What every school says, without what it is called: schools that are alike are counted."""
    register = found.organisations or {}
    return sorted(
        (
            sorted(school.parents.items()),
            sorted((of, sorted(own)) for of, own in school.members.items()),
            sorted(
                (cell.measure, sorted(cell.members.items()), cell.value, cell.period)
                for cell in found.cells
                if cell.organisation == name
            ),
        )
        for name, school in register.items()
    )


@pytest.mark.parametrize("language", LANGUAGES)
@given(found=observations())
def test_what_is_given_is_read_again(language: Language, found: Observations) -> None:
    expected = [Expectation("target", PLAN.targets[0].id, "no_data")]
    text = example_text(PLAN, found, DAY, expected, language, title="a")
    example = read_again(PLAN, text)
    again = given_observations(PLAN, example)
    assert by_school(again) == by_school(found)
    assert again.events == found.events
    assert (example.day, example.expectations) == (DAY, tuple(expected))


@pytest.mark.parametrize("path", PLUGINS, ids=lambda path: path.stem)
def test_every_rule_of_the_plans_can_be_expected_and_is_judged_as_by_a_check(path: Path) -> None:
    plan = open_session().load(path).value
    expected = [
        *(Expectation("target", target.id, "met") for target in plan.targets),
        *(Expectation("task", task.id, "done") for task in plan.tasks),
        *(Expectation("duty", duty.id, "not_done_in_time") for duty in plan.duties),
        *(
            Expectation("level", group.id, band=group.bands[0].name)
            for scale in plan.scales.values()
            for group in scale.groups
        ),
    ]
    for language in LANGUAGES:
        text = example_text(plan, Observations(), DAY, expected, language, title="a")
        example = read_again(plan, text)
        assert example.expectations == tuple(expected)
    judged = [each.finding for each in run_example(plan, example).results if each.finding]
    checked = standings(evaluate(plan, Observations(events=()), DAY), "target", "task", "duty")
    assert judged == [each.now for each in checked]


def test_schools_that_are_asked_for_are_named_and_others_counted() -> None:
    said = [Cell(name, year(2025), "devices", Fraction(2)) for name in "ABC"]
    shares = (ReportedValue("D", year(2025), "online_share", Fraction(11, 2), 1),)
    register = {name: Organisation(name) for name in "ABCDE"}
    found = Observations(tuple(said), shares, register, (Event("portal_live", DAY, holds=False),))
    expected = [
        Expectation("target", "online_share.primary.by.2025", "met", by="organisation", group="B"),
        Expectation("target", "online_share.every.year", None, lead=frozenset({"so_gddt"})),
    ]
    assert example_text(PLAN, found, DAY, expected, "en", title='a "b"').split("\n") == [
        r'example "a \"b\"" on 2025-12-31',
        "    given 2 schools devices 2 in 2025",
        '    given school "B" devices 2 in 2025',
        "    given 1 school online_share 5.5% in 2025",
        "    given 1 school without report",
        "    given portal_live no on 2025-12-31",
        '    expect online_share primary by 2025 in school "B" met',
        "    expect online_share every year lead so_gddt",
    ]


def test_whoever_reports_without_a_register_is_named_where_there_are_several() -> None:
    cells = (
        Cell("A", year(2025), "has_website", Fraction(1)),
        Cell("A", year(2024), "has_website", Fraction(0)),
        Cell("*", year(2025), "score", Fraction(21, 2)),
    )
    text = example_text(PLAN, Observations(cells), DAY, [], "vi", title="a")
    assert text.split("\n")[1:] == [
        "    cho score 10.5 trong năm 2025",
        '    cho trường "A" has_website không trong năm 2024',
        '    cho trường "A" has_website có trong năm 2025',
    ]
    given = given_observations(
        PLAN, read_again(PLAN, f"{text}\n    kết quả online_share hằng năm đạt")
    )
    assert given.cells == (cells[2], cells[1], cells[0])


WORK = plan_of(
    "online_share primary >= 5% before 2025-07-01\n"
    "online_share primary >= 8% before 2025-07-01\n    when portal_live\n"
    "online_share secondary >= 5% before 2025-07-01\n"
    "task training in 2024\nduty report every quarter\n    by so_gddt"
)


def test_what_was_done_for_which_time_and_by_whom_is_written() -> None:
    events = (
        Event("training", date(2024, 5, 6)),
        Event("report", date(2024, 3, 30), quarter(2024, 1), "so_gddt"),
        Event("report", date(2024, 6, 30), None, "somebody else"),
    )
    expected = [
        Expectation("target", "online_share.secondary.before.2025-07-01", "not_due"),
        Expectation("target", "online_share.primary.before.2025-07-01", "not_due"),
        Expectation("target", "online_share.of_another_plan", "met"),
        Expectation("task", "training", "done", cooperating=frozenset({"so_gddt"})),
    ]
    text = example_text(WORK, Observations(events=events), DAY, expected, "en", title="a")
    assert text.split("\n")[1:] == [
        "    given training done on 2024-05-06",
        "    given report of 2024-Q1 done by so_gddt on 2024-03-30",
        "    given report done on 2024-06-30",
        "    expect online_share secondary before 2025-07-01 not due",
        '    expect "online_share.primary.before.2025-07-01" not due',
        '    expect "online_share.of_another_plan" met',
        "    expect training done with so_gddt",
    ]
