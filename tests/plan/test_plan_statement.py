"""The plan statement: which document, for when, below which other document."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from dxplan.diagnostics import Severity
from dxplan.messages import Phrase
from dxplan.plan.bind import bind
from dxplan.plan.environment import Environment, ParentThreshold
from dxplan.plan.model import Document, Plan
from dxplan.values import periods
from dxplan.values.calendars import MINISTRY, Calendar
from dxplan.values.periods import Period
from tests.plan.rules import outcome_of, plan_of, related_to, said_of, sound, told


def test_a_plan_carries_everything_that_is_said_of_its_document() -> None:
    plan = plan_of(
        'plan binh_dinh "Chuyển đổi số"\n'
        '    document "95/KH-UBND" of "UBND tỉnh Bình Định" on 2022-07-07\n'
        '    period 2022 to 2025\n    territory "Bình Định"\n    territory "Gia Lai"\n'
        '    calendar ministry\n    note "x"',
        prelude="",
    )
    assert plan == Plan(
        "binh_dinh",
        "Chuyển đổi số",
        Document("95/KH-UBND", "UBND tỉnh Bình Định", periods.day(date(2022, 7, 7)), draft=False),
        Period(date(2022, 1, 1), date(2025, 12, 31)),
        territory="Bình Định; Gia Lai",
        notes=("x",),
    )


def test_the_same_in_vietnamese_is_the_same_plan_in_another_language() -> None:
    plan = plan_of(
        'kế hoạch binh_dinh "Chuyển đổi số"\n'
        '    văn bản "95/KH-UBND" của "UBND tỉnh" ngày 07/7/2022\n'
        "    giai đoạn 2022 đến 2025",
        prelude="",
    )
    assert (plan.id, plan.language) == ("binh_dinh", "vi")
    assert plan.document == Document("95/KH-UBND", "UBND tỉnh", periods.day(date(2022, 7, 7)))
    assert plan.period == Period(date(2022, 1, 1), date(2025, 12, 31))


@pytest.mark.parametrize(
    ("text", "document"),
    [
        ('document of "Sở"', Document(None, "Sở")),
        ('document draft of "Sở" in 2024-01', Document(None, "Sở", periods.month(2024, 1), True)),
        ('document "1/KH" of "Sở" in 2024', Document("1/KH", "Sở", periods.year(2024))),
        ("", Document()),
    ],
)
def test_what_is_not_known_of_a_document_stays_open(text: str, document: Document) -> None:
    assert plan_of(f"plan p\n    {text}", prelude="").document == document


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("period 2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("period 2024-Q2", date(2024, 4, 1), date(2024, 6, 30)),
        ("period 2022-07-07 to 2025", date(2022, 7, 7), date(2025, 12, 31)),
        ("period 2025 to 2025-01", date(2025, 1, 1), date(2025, 1, 31)),
        ("giai đoạn năm học 2024-2025", date(2024, 9, 5), date(2025, 5, 31)),
    ],
)
def test_a_period_begins_with_its_first_literal_and_ends_with_its_last(
    text: str, first: date, last: date
) -> None:
    assert plan_of(f"plan p\n    {text}", prelude="").period == Period(first, last)


def test_a_period_cannot_end_before_it_begins() -> None:
    outcome = outcome_of("plan p\n    period 2025 to 2022")
    assert told(outcome.diagnostics) == ["2:5 reversed-period period 2025 to 2022"]
    assert outcome.diagnostics[0].params == {
        "first": date(2025, 1, 1),
        "last": date(2022, 12, 31),
    }
    assert outcome.value.period is None


# --- without a plan statement, and with two -------------------------------------------------------


def test_without_a_plan_statement_the_plan_is_called_as_the_caller_says() -> None:
    plan = bind([sound("unit u")], Environment(), fallback_id="demo").value
    assert (plan.id, plan.title, plan.document, plan.period) == ("demo", "demo", Document(), None)
    assert bind([sound("unit u")], Environment()).value.id == "plan"


def test_a_plan_without_title_is_called_by_its_name() -> None:
    assert plan_of("plan p", prelude="").title == "p"


def test_nothing_at_all_is_an_empty_plan() -> None:
    outcome = bind([], Environment())
    assert outcome.diagnostics == ()
    assert outcome.value == Plan("plan", "plan")


def test_a_second_plan_statement_names_both_places_and_the_first_one_stays() -> None:
    outcome = outcome_of("plan p\nplan q\nplan r")
    assert told(outcome.diagnostics) == ["2:6 duplicate-name q", "3:6 duplicate-name r"]
    assert [related_to(each) for each in outcome.diagnostics] == [["rules.dxplan:1:6 p"]] * 2
    assert outcome.diagnostics[0].message() == (
        "the plan `q` is declared twice, first at rules.dxplan:1"
    )
    assert outcome.value.id == "p"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("period 2022\n    period 2023", "3:5 duplicate-clause period 2023"),
        ('document of "A"\n    document of "B"', '3:5 duplicate-clause document of "B"'),
        ("calendar ministry\n    calendar ministry", "3:5 duplicate-clause calendar ministry"),
    ],
)
def test_a_plan_says_once_what_it_is(text: str, said: str) -> None:
    assert said_of(f"plan p\n    {text}") == [said]


def test_a_parent_and_a_calendar_are_two_things() -> None:
    environment = Environment(plans=frozenset({"national"}))
    assert (
        said_of("plan p\n    parent national\n    calendar ministry", environment=environment) == []
    )


# --- parent and calendar --------------------------------------------------------------------------


def test_a_parent_that_is_not_loaded_is_noted_and_kept() -> None:
    outcome = outcome_of("plan p\n    parent national.qd_131")
    assert told(outcome.diagnostics) == ["2:12 parent-not-loaded national.qd_131"]
    assert outcome.diagnostics[0].params == {"name": "national.qd_131"}
    assert outcome.diagnostics[0].severity is Severity.NOTE
    assert outcome.ok
    assert outcome.value.parent == "national.qd_131"


@pytest.mark.parametrize(
    "environment",
    [
        Environment(plans=frozenset({"national.qd_131"})),
        Environment(
            parent_thresholds=(ParentThreshold("national.qd_131", "online_share", Fraction(5)),)
        ),
    ],
)
def test_a_parent_is_an_installed_plan_or_a_document_whose_numbers_are_known(
    environment: Environment,
) -> None:
    plan = plan_of("plan p\n    parent national.qd_131", environment=environment)
    assert plan.parent == "national.qd_131"


def test_a_plan_names_its_calendar() -> None:
    city = Calendar("city", opens=(8, 28))
    environment = Environment(calendars={"ministry": MINISTRY, "city": city})
    plan = plan_of(
        "plan p\n    period school year 2024-2025\n    calendar city", environment=environment
    )
    assert plan.calendar is city
    assert plan.period == Period(date(2024, 8, 28), date(2025, 5, 31))


def test_an_unknown_calendar_lists_the_known_ones_and_the_ministrys_stays() -> None:
    environment = Environment(calendars={"ministry": MINISTRY, "city": Calendar("city")})
    outcome = outcome_of("plan p\n    calendar lunar", environment=environment)
    assert told(outcome.diagnostics) == ["2:14 unknown-calendar lunar"]
    assert outcome.diagnostics[0].params == {
        "name": "lunar",
        "hint": Phrase("known-are", {"names": "city, ministry"}),
    }
    assert outcome.value.calendar == MINISTRY


@pytest.mark.parametrize(
    ("texts", "language"),
    [
        (["số liệu a"], "vi"),
        (["measure a"], "en"),
        (["số liệu a", "số liệu b", "measure c"], "vi"),
        (["số liệu a", "measure b"], "en"),
        (["số liệu a", "số liệu b", "plan p"], "en"),
        (["measure a", "measure b", "kế hoạch p"], "vi"),
    ],
)
def test_the_language_is_that_of_the_plan_statement_or_of_most_files(
    texts: list[str], language: str
) -> None:
    assert bind([sound(text) for text in texts], Environment()).value.language == language


def test_without_any_calendar_periods_are_those_of_the_ministry() -> None:
    rule = "online_share >= 5% in school year 2024-2025"
    found = plan_of(rule, environment=Environment(calendars={}))
    assert found.calendar == MINISTRY
    assert found.targets[0].time.span_of_days == MINISTRY.school_year(2024)
