"""What does not come out of examples, as people read it."""

from __future__ import annotations

import attrs
import pytest

from dxplan.examples.running import run_example
from dxplan.messages import Language
from dxplan.plan.example_binding import bind_examples
from dxplan.report.example_text import example_failure, examples_text
from tests.plan.rules import plan_of

RULES = """
scale digital "Mức độ"
    group teaching "Dạy học" of 100 points { c1 "1" 60 points, c2 "2" 40 points }
    band low "Thấp" under 50
    band high from 50 to 100
    judged in 2024
device_number >= 30 in 2024
online_share primary >= 5% in 2024
task training "Tập huấn" in 2024
"""


def told(text: str, language: Language = "en") -> list[str]:
    """The lines of what failed, below the place and the excerpt."""
    plan = plan_of(RULES + text)
    (example,) = bind_examples(plan, plan.files).value
    return example_failure(plan, run_example(plan, example), language).split("\n")[3:]


def example(given: str, expect: str) -> str:
    return f'example "a" on 2024-12-31\n    {given}\n    expect {expect}'


@pytest.mark.parametrize(
    ("given", "expect", "wanted", "found"),
    [
        ("given devices 29", "device_number met", "met", "missed; 29 máy; 1 máy short"),
        ("given devices 31", "device_number missed", "missed", "met; 31 máy; 1 máy to spare"),
        ("given devices 31", "online_share primary missed", "missed", "no data"),
        (
            "given lessons_online primary 5, lessons_total primary 100",
            "online_share primary missed",
            "missed",
            "met; 5% (5 of 100); exactly on the line",
        ),
        ("given devices 31", "training done", "done", "not due"),
        ("given c1 20, c2 0", "digital band high", "high", "Thấp (low), with a score of 20"),
        (
            "given c1 20",
            "digital band low",
            "Thấp (low)",
            "Thấp (low) or high, with a score of 20–60",
        ),
        (
            "given devices 31",
            "digital band low",
            "Thấp (low)",
            "nothing; the rule is not judged here",
        ),
    ],
)
def test_what_was_expected_stands_beside_what_came_out(
    given: str, expect: str, wanted: str, found: str
) -> None:
    assert told(example(given, expect)) == [f"   expected: {wanted}", f"   found:    {found}"]


def test_notes_say_why() -> None:
    given = 'given 2 schools in district "Đông" devices 2'
    given += '\n    given 1 school in district "Tây" devices 3'
    rule = "device_number >= 4 in each district in 2024\n"
    text = rule + example(given, '"device_number.each.district.in.2024" met')
    assert told(text, "vi")[1:] == [
        "   thực tế:  không đạt; 3–4 máy; thiếu 1 máy",
        "   – đạt ở 1/2 huyện",
        "   – huyện không đạt: Tây",
    ]


def test_units_that_differ_are_listed_even_when_there_are_none() -> None:
    assert told(example("given devices 30", "device_number lead sở with so_khcn"), "vi") == [
        "   mong đợi: chủ trì Sở Giáo dục và Đào tạo (so_gddt)",
        "   thực tế:  chủ trì không có ai",
        "   mong đợi: phối hợp Sở Khoa học và Công nghệ (so_khcn)",
        "   thực tế:  phối hợp không có ai",
    ]


def test_a_rule_that_is_not_there_any_more_gives_nothing() -> None:
    plan = plan_of(RULES + example("given devices 30", "device_number met"))
    (bound,) = bind_examples(plan, plan.files).value
    without = attrs.evolve(plan, targets=())
    text = examples_text(without, [run_example(without, bound)], "en")
    assert "found:    nothing; the rule is not judged here" in text
    assert text.endswith("\n1 example does not come out as expected\n")


def test_control_characters_of_titles_stay_out_of_the_terminal() -> None:
    plan = plan_of(RULES + example("given devices 3", "device_number met"))
    (bound,) = bind_examples(plan, plan.files).value
    titled = attrs.evolve(bound, title="\x1b[31ma\u202eb")
    head = example_failure(plan, run_example(plan, titled), "en").split("\n")[0]
    assert "example “\ufffd[31ma\ufffdb” does not come out" in head
