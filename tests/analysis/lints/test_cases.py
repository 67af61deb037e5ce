"""What each lint says, and what it leaves alone."""

from __future__ import annotations

import pytest

from dxplan.analysis.lints import builtin_lints
from dxplan.analysis.run import run_lints
from dxplan.messages import Language
from dxplan.plan.environment import Environment
from tests.plan.rules import PRELUDE, plan_of, told, vocabulary

LINTS = {lint.code: lint for lint in builtin_lints()}


def said(code: str, text: str, prelude: str = PRELUDE) -> list[str]:
    """Line, column and underlined text of everything that one lint says."""
    found = run_lints(plan_of(text, prelude=prelude), [LINTS[code]])
    return [each.replace(f"{code} ", "") for each in told(found)]


def message(code: str, text: str, language: Language) -> tuple[str, str]:
    (found,) = run_lints(plan_of(text), [LINTS[code]])
    return found.message(language), found.help(language)


# --- units ----------------------------------------------------------------------------------------


def test_a_recipient_that_ended_before_the_deadline_is_said_where_it_is_named() -> None:
    text = "task t by 2025\n    lead so_gddt\n    to so_gddt, so_tttt\n"
    assert said("recipient-not-there", text) == ["3:17 so_tttt"]
    assert message("recipient-not-there", text, "en") == (
        "Sở Thông tin và Truyền thông (`so_tttt`) is to receive it on 2025-12-31, "
        "but ended on 2025-02-28",
        "its work went to Sở Khoa học và Công nghệ: name that as the recipient",
    )
    assert message("recipient-not-there", text, "vi") == (
        "Sở Thông tin và Truyền thông (`so_tttt`) là nơi nhận vào 31/12/2025 "
        "nhưng đã kết thúc ngày 28/02/2025",
        "công việc đã chuyển cho Sở Khoa học và Công nghệ: hãy ghi đơn vị này là nơi nhận",
    )


def test_a_recipient_without_a_successor_is_asked_for() -> None:
    text = 'unit x "X" until 2023\ntask t by 2025\n    to x\n'
    assert message("recipient-not-there", text, "en")[1] == (
        "say who took over: `unit … until … then …`"
    )


def test_all_that_took_over_from_a_recipient_are_named() -> None:
    units = "unit x until 2023 then so_gddt, so_khcn\n"
    assert message("recipient-not-there", f"{units}task t before 2025\n    to x\n", "en")[1] == (
        "its work went to Sở Giáo dục và Đào tạo, Sở Khoa học và Công nghệ: "
        "name that as the recipient"
    )


def test_a_recipient_that_begins_after_the_deadline_is_said() -> None:
    text = 'unit x "X" from 2026\ntask t by 2025\n    to x\n'
    assert said("recipient-not-there", text) == ["3:8 x"]
    assert message("recipient-not-there", text, "vi")[0] == (
        "X (`x`) là nơi nhận vào 31/12/2025 nhưng đến 01/01/2026 mới thành lập"
    )


@pytest.mark.parametrize(
    "rules",
    [
        "task t by 2024\n    to so_tttt",
        "task t before 2025-03-01\n    to so_tttt",
        "task t\n    to so_tttt",
        "task t from 2024\n    to so_tttt",
        "duty d every year by 2024\n    to so_tttt",
        "duty d every year\n    to so_tttt",
        "task t by 2025\n    lead so_gddt\n    with so_tttt",
    ],
)
def test_a_recipient_that_is_there_or_need_not_be_is_left_alone(rules: str) -> None:
    assert said("recipient-not-there", rules) == []


@pytest.mark.parametrize("time", ["by 2025-03", "before 2025-03-02", "in 2025-03"])
def test_a_recipient_is_looked_at_on_the_deadline(time: str) -> None:
    text = f"task t {time}\n    to so_tttt\n"
    assert said("recipient-not-there", text) == ["2:8 so_tttt"]


def test_the_recipient_of_a_duty_is_looked_at_on_its_last_day() -> None:
    duty = "duty d every year by 2026\n    lead so_gddt\n    to so_tttt\n"
    assert said("recipient-not-there", duty) == ["3:8 so_tttt"]


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ("online_share >= 5% in each district by 2025", ["1:14 >= 5% in each district by 2025"]),
        ("online_share >= 5% in each district from 2024 to 2026", None),
        ("online_share >= 5% in each district by 30/6/2025", []),
        ("online_share >= 5% in each commune by 2025", []),
        ("online_share >= 5% in each district every year", []),
        ("online_share >= 5% by 2025", []),
    ],
)
def test_a_target_for_districts_that_are_no_more_is_said(
    rules: str, expected: list[str] | None
) -> None:
    found = said("district-after-end", rules)
    assert found == ([f"1:14 {rules[13:]}"] if expected is None else expected)


def test_a_standing_target_for_districts_is_held_against_the_period() -> None:
    head = 'plan p "P"\n    period 2022 to {}\n'
    rule = "online_share >= 5% in each district every year\n"
    assert said("district-after-end", head.format(2024) + rule) == []
    assert said("district-after-end", head.format(2025) + rule) == [
        "3:14 >= 5% in each district every year"
    ]


def test_counted_districts_are_districts() -> None:
    text = (
        "indicator n = count of districts where online_share >= 5%\n"
        "n >= 3 by 2024, 4 by 2026\n"
    )  # fmt: skip
    assert said("district-after-end", text) == ["2:17 4 by 2026"]


# --- periods --------------------------------------------------------------------------------------

PERIOD = 'plan p "P"\n    period 2022 to 2025\n'


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("online_share >= 5% by 2021", ["3:14 >= 5% by 2021"]),
        ("online_share >= 5% before 1/1/2022", ["3:14 >= 5% before 1/1/2022"]),
        ("online_share >= 5% before 2/1/2022", []),
        ("online_share >= 5% in 2021", ["3:14 >= 5% in 2021"]),
        ("online_share >= 5% from 2019 to 2021", ["3:14 >= 5% from 2019 to 2021"]),
        ("online_share >= 5% from 2019", []),
        ("task t by 2021", ["3:1 task t by 2021"]),
        ("duty d every year by 2021", ["3:1 duty d every year by 2021"]),
        ("duty d every year", []),
        ("online_share >= 5% every year to 2021", ["3:14 >= 5% every year to 2021"]),
    ],
)
def test_a_rule_that_is_over_before_the_period_is_said(rule: str, expected: list[str]) -> None:
    assert said("deadline-before-period", PERIOD + rule) == expected
    assert said("deadline-before-period", rule) == []


@pytest.mark.parametrize(
    ("rule", "is_said"),
    [
        ("online_share >= 5% by 2030", True),
        ("online_share >= 5% in 2026", True),
        ("online_share >= 5% from 2026", True),
        ("online_share >= 5% from 2024 to 2030", False),
        ("online_share >= 5% by 2025", False),
        ("online_share >= 5% every year from 2026", True),
        ("task t by 2030", True),
        ("duty d every year from 2026", True),
        ("duty d every year", False),
        ('online_share >= 5% by 2030 note "Định hướng đến năm 2030"', False),
        ('online_share >= 5% by 2030 assume "An outlook of the plan"', False),
        ('task t "Tầm nhìn 2030" by 2030', False),
        ('task t by 2030 note "television"', True),
        ('duty d every year from 2026 note "Sau giai đoạn của kế hoạch"', False),
    ],
)
def test_a_rule_after_the_period_is_said_unless_it_is_called_an_outlook(
    rule: str, is_said: bool
) -> None:
    assert len(said("deadline-after-period", PERIOD + rule)) == is_said
    assert said("deadline-after-period", rule) == []


def test_an_outlook_has_to_bring_its_own_number() -> None:
    head = PERIOD + "online_share primary >= {} by {}\n"
    assert said("outlook-without-number", head.format("parent", 2030)) == [
        "3:14 primary >= parent by 2030"
    ]
    assert said("outlook-without-number", head.format("parent", 2025)) == []
    assert said("outlook-without-number", head.format("90%", 2030)) == []
    assert said("outlook-without-number", "online_share >= parent by 2030") == []


# --- thresholds -----------------------------------------------------------------------------------

MORE = """
measure rank_place rank
measure amounts amount
indicator place = rank_place
indicator money = amounts
indicator rest = devices - responses_count
measure responses_count
indicator both = devices + 2 * responses_count
indicator with_website = count of schools where has_website
"""


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("online_share > 100% by 2025", "threshold-out-of-reach"),
        ("online_share < 0% by 2025", "threshold-out-of-reach"),
        ("online_share >= 100% by 2025", ""),
        ("online_share over 99.9% by 2025", ""),
        ("online_share <= 0% by 2025", ""),
        ("online_share eliminated by 2025", ""),
        ("online_share <= 100% by 2025", "threshold-asks-nothing"),
        ("online_share at least 0% by 2025", "threshold-asks-nothing"),
        ("online_share 0% .. 100% by 2025", "threshold-asks-nothing"),
        ("online_share > 0% by 2025", ""),
        ("online_share < 100% by 2025", ""),
        ("online_share maintains 0% to 2025", "threshold-asks-nothing"),
        ("device_number >= 0 by 2025", "threshold-asks-nothing"),
        ("device_number < 0 by 2025", "threshold-out-of-reach"),
        ("device_number < 1 by 2025", ""),
        ("both < 0 by 2025", "threshold-out-of-reach"),
        ("with_website >= 0 by 2025", "threshold-asks-nothing"),
        ("rest >= 0 by 2025", ""),
        ("rest < 0 by 2025", ""),
        ("money >= 0 by 2025", ""),
        ("learners_per_device >= 0 by 2025", ""),
        ("place < 1 by 2025", "threshold-out-of-reach"),
        ("place <= 1 by 2025", ""),
        ("online_share increases 0% against 2021 by 2025", ""),
        ("online_share >= parent by 2025", ""),
    ],
)
def test_thresholds_that_nothing_or_everything_keeps(rule: str, expected: str) -> None:
    codes = ["threshold-out-of-reach", "threshold-asks-nothing"]
    found = run_lints(plan_of(MORE + rule), [LINTS[code] for code in codes])
    assert [each.code for each in found] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ("online_share >= 5% by 2023, 5% by 2024", ["1:29 5% by 2024"]),
        ("online_share >= 5% by 2023, reaches 5% by 2024", ["1:29 reaches 5% by 2024"]),
        ("online_share > 5% by 2023, >= 5% by 2024", []),
        ("online_share >= 5% by 2023, 6% by 2024", []),
        ("online_share primary >= 5% by 2023, secondary >= 5% by 2024", []),
        ("online_share >= 5% by 2024-Q2, 5% by 2024", []),
        ("online_share >= 5% by school year 2023-2024, 5% by school year 2024-2025", []),
        ("device_number >= 5 by 2024-Q2, 5 by 2024", ["1:32 5 by 2024"]),
        ("online_share >= 5% in 2023, 5% in 2024", []),
        ("online_share >= 5% by 2023\n    lead so_gddt\nonline_share >= 5% by 2024", []),
        ("online_share >= 5% by 2023\nonline_share >= 5% by 2024 except primary", []),
        ("online_share >= parent by 2023, >= parent by 2024", []),
        ("online_share adds 5% against 2021 by 2023, adds 5% by 2024", []),
        ("online_share >= 5% by 2023, 8% by 2024, 5% by 2025", []),
    ],
)
def test_the_same_target_again_is_said(rules: str, expected: list[str]) -> None:
    assert said("same-target-later", rules) == expected


def test_the_same_number_after_the_period_is_something_new() -> None:
    rule = "online_share >= 5% by 2024, 5% by {}"
    assert said("same-target-later", PERIOD + rule.format(2025)) == ["3:29 5% by 2025"]
    assert said("same-target-later", PERIOD + rule.format(2030)) == []


# --- lists ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("online_share primary over 5%, secondary 10% by 2025", ["1:41 10%"]),
        ("online_share primary > 5%, secondary 6% by 2023, 8% by 2024", ["1:38 6%", "1:50 8%"]),
        ("online_share primary under 5%, secondary 10% by 2025", ["1:42 10%"]),
        ("online_share primary reaches 5%, secondary 10% by 2025", []),
        ("online_share primary no more than 5%, secondary 10% by 2025", []),
        ("online_share primary over 5%, secondary over 10% by 2025", []),
        ("online_share primary, secondary over 10% by 2025", []),
        ('online_share primary over 5%, secondary 10% by 2025 assume "Over holds for both"', []),
        ('online_share primary over 5%, secondary 10% by 2025 assume "Cả hai đều trên"', []),
        ('online_share primary over 5%, secondary 10% by 2025 assume "All lessons"', ["1:41 10%"]),
        ('online_share primary over 5%, secondary 10% by 2025 note "over"', ["1:41 10%"]),
        ("online_share over 5% by 2023, at least 6% by 2024, 7% by 2025", []),
    ],
)
def test_a_strict_comparator_that_is_carried_over_is_said(rule: str, expected: list[str]) -> None:
    assert said("carried-comparator", rule) == expected
    assert said("carried-growth", rule) == []


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("online_share increases 5% against 2021 by 2023, 8% by 2024", ["1:49 8%"]),
        ("online_share drops over 5% against 2021 by 2023, 8% by 2024", ["1:50 8%"]),
        ("online_share maintains 5% to 2023, 8% to 2024", ["1:36 8%"]),
        ("online_share increases 5% against 2021 by 2023, reaches 8% by 2024", []),
        (
            'online_share increases 5% against 2021 by 2023, 8% by 2024 assume "8% also increases"',
            [],
        ),
    ],
)
def test_a_verb_that_is_carried_over_is_said(rule: str, expected: list[str]) -> None:
    assert said("carried-growth", rule) == expected
    assert said("carried-comparator", rule) == []


def test_what_was_carried_over_is_told_in_the_words_of_the_rule() -> None:
    text = "online_share primary trên  # nhiều\n 5%, secondary 10% đến năm 2025"
    assert message("carried-comparator", text, "vi") == (
        "`10%` được đọc là `trên 10%`, theo phần đứng trước",
        "hãy viết `trên 10%`, hoặc ghi cách hiểu bằng `giả định`",
    )


# --- averages -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "is_said"),
    [
        ('online_share >= 5% by 2025\n    note "Trung bình 5%"', True),
        ("# bình quân 5% số tiết\nonline_share >= 5% by 2025", True),
        ("# a heading: average\n\nonline_share >= 5% by 2025", False),
        ("online_share >= 5% by 2025  # on average", True),
        ('online_share >= 5% by 2025\n    note "Trung bình"\n    assume "Tính gộp"', False),
        ('online_share >= 5% by 2025\n    note "Trung bình"\n    assume "Đến năm 2025"', True),
        ('online_share >= 5% by 2025\n    note "Học sinh loại trung bình"', False),
        ('online_share >= 5% by 2025\n    note "Trung học"', False),
        ('online_share >= 5% by 2025\n    note "by this means"', False),
        ('device_number >= 5 by 2025\n    note "Trung bình"', False),
        (
            'indicator m "Điểm bình quân" = mean of score weighted by responses\nm >= 5 by 2025',
            False,
        ),
        ('indicator m "Bình quân" = mean of score\nm >= 5 by 2025', False),
        ('indicator m "Số máy bình quân" = devices per learners\nm >= 5 by 2025', True),
        (
            'indicator m "Bình quân" = devices per learners assume "Tỉ lệ gộp"\nm >= 5 by 2025',
            False,
        ),
    ],
)
def test_an_average_without_its_reading_is_said(rule: str, is_said: bool) -> None:
    assert len(said("average-not-stated", rule)) == is_said


# --- names ----------------------------------------------------------------------------------------


def test_names_that_nothing_uses_are_said_by_their_kind() -> None:
    text = """
unit a "A"
unit b | bê "B"
unit c "C" until 2024 then d
unit d "D"
measure used
measure spare
flag has_it
flag has_that
fact known
fact forgotten
indicator x = used
indicator lost = used
dimension level { primary }
x >= 5 by 2024 when known
    lead bê
task t
    with c
scale s "S"
    group g "G" of 10 points { s_1 "1" 10 points where has_it }
    band low "L" under 5
    band high "H" at least 5
"""
    assert said("unused-name", text, prelude="") == [
        "2:6 a", "7:9 spare", "9:6 has_that", "11:6 forgotten", "13:11 lost",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "measure a\nmeasure b\ncheck a <= b",
        "measure a\nmeasure b\nindicator x = a / b\nindicator y = share of schools where x >= 5%\n"
        "y >= 5% by 2025",
        'measure a\nindicator x = a\nwaive x until 2025 because "b"',
        "measure a\nindicator x = a\nindicator y = 2 * x\ny >= 3 by 2025",
        "fact f\ntask t within 5 days of f",
    ],
)
def test_names_that_something_uses_are_left_alone(text: str) -> None:
    assert said("unused-name", text, prelude="") == []


def test_names_of_a_vocabulary_are_there_for_all_plans() -> None:
    environment = Environment(vocabularies={"more": vocabulary("more", "unit a\nmeasure b")})
    plan = plan_of("use more\nunit c", environment=environment, prelude="")
    assert told(run_lints(plan, [LINTS["unused-name"]])) == ["2:6 unused-name c"]


def test_the_kind_of_a_name_is_told() -> None:
    (found,) = run_lints(plan_of('fact b "B"', prelude=""), [LINTS["unused-name"]])
    assert found.message("vi") == "sự kiện `b` được khai báo nhưng không dùng đến"


# --- what never applies ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "english", "vietnamese"),
    [
        (
            "online_share lower_secondary >= 5% by 2025\n    except secondary",
            "`online_share.lower_secondary.except.secondary.by.2025` never applies: "
            "nobody is left after what it excludes",
            "`online_share.lower_secondary.except.secondary.by.2025` không bao giờ được áp dụng: "
            "sau khi trừ các đối tượng đã ghi thì không còn ai",
        ),
        (
            "dimension kind of organisations { state, private }\n"
            "measure spent flow reported by state\nindicator spending = spent\n"
            "spending private >= 5 by 2025",
            "`spending.private.by.2025` never applies: "
            "nobody reports what it counts for the parts that it names",
            "`spending.private.by.2025` không bao giờ được áp dụng: "
            "không có đơn vị nào báo cáo số liệu này cho đối tượng đã ghi",
        ),
        (
            "flag a\nflag b\n"
            "indicator x = share of schools where a among those where b and not b\n"
            "x >= 5% by 2025",
            "`x.by.2025` never applies: what it is a share of is nothing, whatever is reported",
            "`x.by.2025` không bao giờ được áp dụng: "
            "dù báo cáo thế nào thì mẫu số của chỉ tiêu vẫn bằng 0",
        ),
    ],
)
def test_why_a_target_never_applies_is_said(text: str, english: str, vietnamese: str) -> None:
    assert message("never-applies", text, "en")[0] == english
    assert message("never-applies", text, "vi")[0] == vietnamese
