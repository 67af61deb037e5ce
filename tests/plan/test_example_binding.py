"""Examples bound to a plan: what they say in its terms, and what is wrong with them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from dxplan.diagnostics import Outcome
from dxplan.plan.example_binding import bind_examples, only_examples
from dxplan.plan.examples import Example, Expectation, Given, Happening, Reported
from dxplan.plan.fingerprint import plan_mark, rules_fingerprint
from dxplan.values.periods import day, quarter, year
from dxplan.values.scopes import Scope
from tests.plan.rules import outcome_of, plan_of, read, told

RULES = """
online_share primary >= 5%, secondary >= 10% by 2025
device_number >= 30 in 2024, 40 in 2025
task training "Tập huấn" in 2024
duty report "Báo cáo" every quarter
    by so_gddt
scale digital "Mức độ"
    group teaching "Dạy học" of 100 points { c1 "1" 60 points, c2 "2" 40 points }
    band low "Thấp" under 50
    band high "Cao" from 50 to 100
"""
END = date(2025, 12, 31)


def bound(text: str) -> Outcome[tuple[Example, ...]]:
    outcome = outcome_of(RULES + text)
    assert [each for each in told(outcome.diagnostics) if "example" in each] == []
    return bind_examples(outcome.value, outcome.value.files)


def example_of(text: str) -> Example:
    outcome = bound(text)
    assert told(outcome.diagnostics) == []
    (example,) = outcome.value
    return example


def said(text: str) -> list[str]:
    """What is wrong with an example, without its lines."""
    return [each.partition(" ")[2] for each in told(bound(text).diagnostics)]


# --- what they say --------------------------------------------------------------------------------


def test_whoever_is_not_named_is_one_organisation() -> None:
    example = example_of(
        'example "a"\n  given lessons_online primary 5, has_website yes in 2025\n'
        "  expect online_share primary met"
    )
    primary = Scope({"level": "primary"})
    assert example.givens == (
        Given(
            is_all=True,
            reported=(
                Reported("lessons_online", primary, Fraction(5), year(2025)),
                Reported("has_website", Scope(), Fraction(1), year(2025)),
            ),
        ),
    )
    assert example.expectations == (Expectation("target", "online_share.primary.by.2025", "met"),)
    assert (example.title, example.day) == ("a", END)


def test_both_vocabularies_say_the_same() -> None:
    english = example_of(
        'example "a" on 2025-12-31\n'
        '  given 3 schools of school in district "Quy Nhơn" lessons_online primary 5\n'
        "  given 2 schools without report\n"
        "  given portal_live yes on 2024-05-01\n"
        "  given report of 2024-Q1 done by so_gddt on 2024-03-30\n"
        "  expect online_share primary by 2025 undetermined lead so_gddt with so_khcn\n"
        "  expect training not done in time"
    )
    vietnamese = example_of(
        'ví dụ "a" ngày 31/12/2025\n'
        '  cho 3 trường của school tại huyện "Quy Nhơn" lessons_online tiểu_học 5\n'
        "  cho 2 trường chưa báo cáo\n"
        "  cho cổng_vận_hành có ngày 1/5/2024\n"
        "  cho report của quý I năm 2024 hoàn thành do sở ngày 30/3/2024\n"
        "  kết quả tỉ_trọng_trực_tuyến tiểu_học đến năm 2025 chưa xác định được"
        " chủ trì sở phối hợp so_khcn\n"
        "  kết quả training không đúng hạn"
    )
    assert vietnamese == english
    places, members = {"district": "Quy Nhơn"}, {"tier": frozenset({"school"})}
    assert [(g.count, g.members, g.places) for g in english.givens] == [
        (3, members, places), (2, {}, {})
    ]  # fmt: skip
    assert english.events == (
        Happening("portal_live", date(2024, 5, 1)),
        Happening("report", date(2024, 3, 30), period=quarter(2024, 1), unit="so_gddt"),
    )
    assert [each.verdict for each in english.expectations] == ["undetermined", "missed"]


def test_the_day_is_the_last_that_something_is_given_for() -> None:
    given = "  given devices 30 in {}\n  given training done on 2024-07-05\n  expect training done"
    days = [example_of('example "a"\n' + given.format(each)).day for each in ("2024-Q2", "2024")]
    assert days == [date(2024, 7, 5), date(2024, 12, 31)]


def test_what_has_no_time_of_its_own_is_of_the_year_of_the_day() -> None:
    (given,) = example_of(
        'example "a" on 2024-12-31\n  given devices 30\n  expect device_number in 2024 met'
    ).givens
    assert given.reported[0].period == year(2024)


def test_what_happens_has_happened_when_no_day_is_given() -> None:
    example = example_of(
        'example "a" on 2024-05-31\n  given portal_live no, training done\n  expect training done'
    )
    assert example.events == (
        Happening("portal_live", date(1900, 1, 1), holds=False),
        Happening("training", date(2024, 5, 31)),
    )


def test_a_year_that_is_not_over_has_no_figures_yet() -> None:
    text = 'example "a" on 2024-05-31\n  given devices 30\n  expect training not due'
    assert said(text) == ["given-after-day devices 30"]
    (found,) = bound(text).diagnostics
    assert found.params == {"end": date(2024, 12, 31), "day": date(2024, 5, 31)}


def test_a_percentage_is_what_was_reported_beside_the_counts() -> None:
    (given,) = example_of(
        'example "a"\n  given online_share primary 5.50% on 2025-12-31\n'
        "  expect online_share primary conflicting data"
    ).givens
    primary = Scope({"level": "primary"})
    shown = Reported("online_share", primary, Fraction(11, 2), day(END), 1)
    assert given.reported == (shown,)


def test_a_rule_is_meant_by_its_id_as_well() -> None:
    expected = [
        example_of(f'example "a" on 2025-12-31\n  expect {rule} no data').expectations[0].id
        for rule in ("device_number in 2025", '"device_number.in.2025"', '"report"', "report")
    ]
    assert expected == ["device_number.in.2025"] * 2 + ["report"] * 2


def test_examples_are_no_part_of_what_a_plan_means() -> None:
    without = plan_of(RULES)
    with_examples = plan_of(RULES + 'example "a" on 2025-12-31\n  expect training not due')
    assert with_examples == without
    assert plan_mark(with_examples) == plan_mark(without)
    assert rules_fingerprint(with_examples) == rules_fingerprint(without)


# --- what is wrong --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("expect device_number in 2024", ["expects-nothing expect device_number in 2024"]),
        ("given 2 schools", ['expects-nothing "a"']),
        ("expect device_number met", ["several-rules device_number"]),
        ("expect online_share met", ["no-such-rule online_share"]),
        ("expect online_share primary in 2025 met", ["no-such-rule online_share"]),
        ('expect "online_share.primary" met', ['no-such-rule "online_share.primary"']),
        ("expect training band high", ["no-such-rule training"]),
        ("expect digital.teaching primary band high", ["no-such-rule digital.teaching"]),
        ("expect digital.teaching in 2024 band high", ["no-such-rule digital.teaching"]),
        ("expect digital.teching band high", ["no-such-rule digital.teching"]),
        ("expect digital.teaching band hihg", ["unknown-band hihg"]),
        ("expect training lead so_gdd", ["unknown-unit so_gdd"]),
        ("expect online_share primry met", ["unknown-member primry"]),
        ('expect training in school "A" done', ['group-not-given in school "A"']),
    ],
)
def test_what_is_expected_must_be_there(lines: str, expected: list[str]) -> None:
    assert said(f'example "a" on 2025-12-31\n  {lines}') == expected


def test_messages_name_what_would_do_instead() -> None:
    def message(line: str) -> tuple[str, str | None]:
        (found,) = bound(
            f'example "a" on 2025-12-31\n  given {line}\n  expect training done'
        ).diagnostics
        return found.code, found.help()

    assert message("c1 61") == ("given-does-not-fit", "write a number of at most 60")
    assert message("device 2") == ("unknown-given", "did you mean `devices`?")
    several = bound('example "a" on 2025-12-31\n  expect device_number met').diagnostics[0]
    assert several.params["first"] == "device_number.in.2024"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("devices 2.5", ["given-does-not-fit 2.5"]),
        ("devices 2%", ["given-does-not-fit 2%"]),
        ("devices yes", ["given-does-not-fit devices yes"]),
        ("has_website 1", ["given-does-not-fit 1"]),
        ("portal_live 1", ["given-does-not-fit portal_live 1"]),
        ("online_share primary 5", ["given-does-not-fit online_share primary 5"]),
        ("devices primary 2", ["given-not-measured primary"]),
        ("learners primary secondary 2", ["given-two-members secondary"]),
        ("learners primry 2", ["unknown-member primry"]),
        ("online_share primry 2%", ["unknown-member primry"]),
        ("c1 61", ["given-does-not-fit 61"]),
        ("device 2", ["unknown-given device"]),
        ("trainings done", ["unknown-work trainings"]),
        ("devices 2, devices 3", ["given-twice devices 3"]),
        ("devices 2 in 2026", ["given-after-day in 2026"]),
        ("2 schools of primry devices 2", ["unknown-member primry"]),
        ("devices 2 from 2025 to 2024", ["reversed-period from 2025 to 2024"]),
        ("training done in 2026", ["given-after-day in 2026"]),
        (
            "999 schools devices 2\n  given 2 schools devices 2",
            ["impossible-count given 2 schools devices 2"],
        ),
    ],
)
def test_what_is_given_must_be_something_that_could_be_reported(
    given: str, expected: list[str]
) -> None:
    text = f'example "a" on 2025-12-31\n  given {given}\n  expect training not done in time'
    assert said(text) == expected


def test_two_schools_may_report_the_same_measure_and_one_school_in_several_givens() -> None:
    example = example_of(
        'example "a"\n  given school "A" devices 2 in 2025\n  given school "B" devices 2 in 2025\n'
        '  given school "A" learners primary 9 in 2025\n  given 2 schools devices 2 in 2025\n'
        "  given 2 schools devices 2 in 2025\n  expect device_number in 2025 missed"
    )
    assert [given.name for given in example.givens] == ["A", "B", "A", "", ""]


def test_an_example_gives_only_so_many_numbers() -> None:
    measures = "\n".join(f"measure m{number}" for number in range(21))
    items = ", ".join(f"m{number} 1" for number in range(20))
    text = f'{measures}\nexample "a" on 2025-12-31\n  given 1000 schools {items}\n'
    assert said(f"{text}  expect training not done in time") == []
    more = f"{text}  given m20 1\n  expect training not done in time"
    assert said(more) == ["example-too-large given m20 1"]


def test_titles_are_unique() -> None:
    text = 'example "a" on 2025-12-31\n  expect training not due\n'
    assert said(text + text) == ['duplicate-name "a"']
    (diagnostic,) = bound(text + text).diagnostics
    assert [(span.start, span.text) for span in diagnostic.related] == [(len(RULES) + 8, '"a"')]


def test_nobody_lies_in_two_groups_of_one_column() -> None:
    text = 'example "a" on 2025-12-31\n  given 2 schools in district "X" in  district "Y" devices 2'
    diagnostics = bound(f"{text}\n  expect training not done in time").diagnostics
    assert told(diagnostics) == ['12:35 duplicate-clause in  district "Y"']
    assert diagnostics[0].message() == '`in district "Y"` stands here a second time'
    assert [span.text for span in diagnostics[0].related] == ['in district "X"']


def test_a_range_of_days_may_be_one_day() -> None:
    example = example_of(
        'example "a" on 2025-12-31\n  given devices 2 from 2025-01-31 to 2025-01-31\n'
        "  expect training not done in time"
    )
    (given,) = example.givens
    assert [each.period for each in given.reported] == [day(date(2025, 1, 31))]


def test_an_example_that_cannot_be_used_leaves_the_others() -> None:
    outcome = bound(
        'example "a" on 2025-12-31\n  expect trainings done\n'
        'example "b" on 2025-12-31\n  expect training done'
    )
    assert [example.title for example in outcome.value] == ["b"]


def test_a_file_of_examples_holds_nothing_else() -> None:
    file = read('example "a"\n  expect x met\nunit b "B"').value
    assert told(only_examples([file])) == ['3:1 rule-among-examples unit b "B"']
