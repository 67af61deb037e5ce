"""Canonical text: every form in both vocabularies, where lines break, and where comments stay."""

from fractions import Fraction

import pytest

from dxplan.source import source_from_text
from dxplan.syntax import nodes
from dxplan.syntax.lexicon import word
from dxplan.syntax.parse import parse
from dxplan.syntax.printer import print_file, print_statement
from dxplan.syntax.printing_clauses import clause
from dxplan.syntax.printing_phrases import arm, condition, expression, literal, number, text


def read(written: str) -> nodes.RuleFile:
    outcome = parse(source_from_text(written))
    assert outcome.diagnostics == ()
    return outcome.value


# Each pair is a statement as it is printed in English and in Vietnamese.
PAIRS = {
    # plans
    "plan": (
        'plan binh_dinh "Chuyển đổi số"\n'
        '    document "95/KH-UBND" of "UBND tỉnh Bình Định" on 2022-07-07\n'
        "    period 2022 to 2025\n"
        "    parent national.qd_131\n"
        "    calendar binh_dinh\n"
        '    territory "Bình Định"\n'
        '    note "Có định hướng 2030"',
        'kế hoạch binh_dinh "Chuyển đổi số"\n'
        '    văn bản "95/KH-UBND" của "UBND tỉnh Bình Định" ngày 7/7/2022\n'
        "    giai đoạn 2022 đến 2025\n"
        "    cấp trên national.qd_131\n"
        "    lịch binh_dinh\n"
        '    địa bàn "Bình Định"\n'
        '    ghi chú "Có định hướng 2030"',
    ),
    "draft": (
        'plan bac_giang\n    document draft of "Sở GDĐT" in 2024-01\n    period 2024',
        'kế hoạch bac_giang\n    văn bản dự thảo của "Sở GDĐT" trong tháng 1/2024\n'
        "    giai đoạn 2024",
    ),
    "document of unknown number and date": (
        'plan p\n    document of "UBND"\n    period 2024-Q2 to school year 2024-2025',
        'kế hoạch p\n    văn bản của "UBND"\n    giai đoạn quý II năm 2024 đến năm học 2024-2025',
    ),
    "use": ("use education", "sử dụng education"),
    # declarations
    "unit": (
        'unit so_tttt | sở_tttt "Sở TTTT" at province from 2008 until 2025-02-28 then so_khcn\n'
        '    also "Sở Thông tin"\n'
        '    cite "NQ 01"\n'
        '    note "Sáp nhập"',
        'đơn vị so_tttt | sở_tttt "Sở TTTT" cấp tỉnh từ năm 2008 đến hết 28/2/2025 '
        "chuyển cho so_khcn\n"
        '    còn gọi là "Sở Thông tin"\n'
        '    căn cứ "NQ 01"\n'
        '    ghi chú "Sáp nhập"',
    ),
    "unit with successors": (
        'unit phong "Phòng GDĐT" at district until 2025-06-30 then so_gddt, phong_vhxh',
        'đơn vị phong "Phòng GDĐT" cấp huyện đến hết 30/6/2025 chuyển cho so_gddt, phong_vhxh',
    ),
    "unit ending with a month": ("unit a until 2025-06", "đơn vị a đến hết tháng 6/2025"),
    "level nation": ("unit a at nation", "đơn vị a cấp trung ương"),
    "level province": ("unit a at province", "đơn vị a cấp tỉnh"),
    "level commune": ("unit a at commune", "đơn vị a cấp xã"),
    "level school": ("unit a at school", "đơn vị a cấp trường"),
    "dimension": (
        'dimension level { primary | tiểu_học "tiểu học", secondary { thcs also "cấp 2" } }',
        'phân tổ level { primary | tiểu_học "tiểu học", secondary { thcs còn gọi là "cấp 2" } }',
    ),
    "dimension of organisations": (
        'dimension tier "Cấp" of organisations { department, office }',
        'phân tổ tier "Cấp" của đơn vị báo cáo { department, office }',
    ),
    "flow": (
        'measure lessons_online "Số tiết" by level flow',
        'số liệu lessons_online "Số tiết" theo level thời kỳ',
    ),
    "stock": (
        'measure learners "Số người học" by level, place stock\n'
        '    in "người"\n'
        '    also "Số HS"\n'
        '    note "Đầu năm học"',
        'số liệu learners "Số người học" theo level, place thời điểm\n'
        '    tính bằng "người"\n'
        '    còn gọi là "Số HS"\n'
        '    ghi chú "Đầu năm học"',
    ),
    "amount": (
        "measure budget amount reported by department, office",
        "số liệu budget giá trị do department, office",
    ),
    "flag": (
        'flag has_website "Có trang thông tin điện tử"',
        'dấu hiệu has_website "Có trang thông tin điện tử"',
    ),
    "fact": (
        'fact portal_live "Cổng đã chạy" from 2023-06-01 to 2025\n    cite "I.2.b"',
        'sự kiện portal_live "Cổng đã chạy" từ ngày 1/6/2023 đến năm 2025\n    căn cứ "I.2.b"',
    ),
    # indicators
    "share": (
        'indicator x "Tỉ trọng" = lessons_online / lessons_total\n    assume "Theo tiết"',
        'chỉ tiêu x "Tỉ trọng" = lessons_online / lessons_total\n    giả định "Theo tiết"',
    ),
    "share of sums": (
        "indicator x = (a + b) / (2 * c - d + 3)",
        "chỉ tiêu x = (a + b) / (2 * c - d + 3)",
    ),
    "rate": ("indicator x = devices per learners", "chỉ tiêu x = devices trên mỗi learners"),
    "count": ("indicator x = a + 0.5 * b", "chỉ tiêu x = a + 0.5 * b"),
    "share where": (
        "indicator x = share of schools where has_website",
        "chỉ tiêu x = tỉ lệ trường mà has_website",
    ),
    "count where": (
        "indicator x = count of schools where score >= 50 and not (closed or new)",
        "chỉ tiêu x = số trường mà score >= 50 và chưa (closed hoặc new)",
    ),
    "mean": ("indicator x = mean of score", "chỉ tiêu x = trung bình của score"),
    "weighted mean": (
        "indicator x = mean of score weighted by responses",
        "chỉ tiêu x = trung bình của score gia quyền theo responses",
    ),
    # targets
    "list of scopes": (
        "online_share primary >= 5%, secondary >= 10% by 2025\n"
        "    lead so_gddt\n"
        "    with so_tttt\n"
        '    cite "II.2.a"',
        "online_share primary >= 5%, secondary >= 10% đến năm 2025\n"
        "    chủ trì so_gddt\n"
        "    phối hợp so_tttt\n"
        '    căn cứ "II.2.a"',
    ),
    "scopes that share a threshold": ("x a, b c, d >= 5%", "x a, b c, d >= 5%"),
    "milestones": (
        "certificates >= 30% by 2024, 100% by 2025",
        "certificates >= 30% đến năm 2024, 100% đến năm 2025",
    ),
    "except": (
        "work_files department >= 90%, office >= 80% by 2025\n    except classified",
        "work_files department >= 90%, office >= 80% đến năm 2025\n    trừ classified",
    ),
    "when": (
        "online_dossiers >= 50% by 2025\n    when city_portal_live",
        "online_dossiers >= 50% đến năm 2025\n    khi city_portal_live",
    ),
    "standing": ("digital_budget >= 2% every year", "digital_budget >= 2% hằng năm"),
    "every month": ("x < 2 every month", "x < 2 hằng tháng"),
    "set elsewhere": ("cashless >= parent in 2024", "cashless >= cấp trên trong năm 2024"),
    "set elsewhere, in words": ("cashless reaches parent", "cashless đạt cấp trên"),
    "range": (
        "online_share primary 2% .. 5% by 2025",
        "online_share primary từ 2% đến 5% đến năm 2025",
    ),
    "from": ("meeting_points >= 30 from 2024-Q2", "meeting_points >= 30 từ quý II năm 2024"),
    "from to": ("x = 1 from 2024 to 2025", "x = 1 từ năm 2024 đến năm 2025"),
    "or more": ("x 50% or more by 2025", "x từ 50% trở lên đến năm 2025"),
    "baseline in a year": (
        'x > 3.25% before 2024-07\n    baseline 2% in 2021\n    assume "a"\n    note "b"',
        'x > 3.25% trước tháng 7/2024\n    hiện trạng 2% trong năm 2021\n    giả định "a"\n'
        '    ghi chú "b"',
    ),
    "baseline on a day": (
        "x <= 3\n    baseline 2 on 2021-12-31",
        "x <= 3\n    hiện trạng 2 ngày 31/12/2021",
    ),
    "school year": (
        "x >= 1 in school year 2024-2025",
        "x >= 1 trong năm học 2024-2025",
    ),
    "semester": (
        "x >= 1 by semester 2 of school year 2024-2025",
        "x >= 1 đến học kỳ II năm học 2024-2025",
    ),
    "day": ("x >= 1 by 2024-05-31", "x >= 1 đến ngày 31/5/2024"),
    # work
    "task in a month": (
        'task it_procurement "Thuê dịch vụ" in 2024-07\n    lead van_phong\n    with a, b',
        'nhiệm vụ it_procurement "Thuê dịch vụ" trong tháng 7/2024\n    chủ trì van_phong\n'
        "    phối hợp a, b",
    ),
    "task before a day": (
        'task self_assessment "Tự đánh giá" before 2024-06-20',
        'nhiệm vụ self_assessment "Tự đánh giá" trước ngày 20/6/2024',
    ),
    "task with a start": (
        "task t from 2024 by 2025\n    lead a",
        "nhiệm vụ t từ năm 2024 đến năm 2025\n    chủ trì a",
    ),
    "duty": (
        'duty quarterly_report "Báo cáo" every quarter before day 20 of its last month\n'
        "    by so_gddt to so_tttt",
        'định kỳ quarterly_report "Báo cáo" hằng quý trước ngày 20 của tháng cuối\n'
        "    do so_gddt gửi so_tttt",
    ),
    "duty in a month of the year": (
        "duty d every year before day 15 of month 6\n    to a",
        "định kỳ d hằng năm trước ngày 15 tháng 6\n    gửi a",
    ),
    "duty by a day": ("duty d every month by day 5", "định kỳ d hằng tháng đến ngày 5"),
    # checks and waivers
    "check": (
        'check lessons_online <= lessons_total "Không vượt tổng"\n    cite "4"',
        'kiểm tra lessons_online <= lessons_total "Không vượt tổng"\n    căn cứ "4"',
    ),
    "waive": (
        'waive online_share primary\n    until 2024-12-31\n    because "bão"\n    cite "QĐ 5"',
        'miễn online_share primary\n    đến hết ngày 31/12/2024\n    lý do "bão"\n'
        '    căn cứ "QĐ 5"',
    ),
}
# A comparator keeps its word; a symbol is the same in every language.
PAIRS |= {
    comparator: (f"x {word(comparator, 'en')} 5%", f"x {word(comparator, 'vi')} 5%")
    for comparator in nodes.COMPARATOR_OF
    if comparator not in ("GE", "GT", "LE", "LT", "EQ", "OR_MORE")
}
pairs = pytest.mark.parametrize(("english", "vietnamese"), PAIRS.values(), ids=PAIRS)


@pairs
def test_english_is_printed_in_vietnamese(english: str, vietnamese: str) -> None:
    assert print_file(read(english), "vi") == vietnamese + "\n"


@pairs
def test_vietnamese_is_printed_in_english(english: str, vietnamese: str) -> None:
    assert print_file(read(vietnamese), "en") == english + "\n"


@pairs
def test_canonical_text_is_printed_as_it_is(english: str, vietnamese: str) -> None:
    assert print_file(read(english), "en") == english + "\n"
    assert print_file(read(vietnamese), "vi") == vietnamese + "\n"


# --- the example of the language's description ----------------------------------------------------

ENGLISH = """\
# Kế hoạch 2022-2025

plan binh_dinh "Chuyển đổi số ngành Giáo dục tỉnh Bình Định"
    document "95/KH-UBND" of "UBND tỉnh Bình Định" on 2022-07-07
    period 2022 to 2025
    parent national.qd_131

use education  # a shared vocabulary

unit so_gddt "Sở Giáo dục và Đào tạo"
unit so_tttt "Sở Thông tin và Truyền thông" until 2025-02-28 then so_khcn

dimension level {
    primary "tiểu học",
    secondary "trung học" {
        lower_secondary "THCS",
        upper_secondary "THPT"
    }
}

measure lessons_online "Số tiết dạy học trực tuyến" by level flow

online_share primary >= 5%, secondary >= 10% by 2025
    lead so_gddt
    with so_tttt
    cite "II.2.a"

work_files department >= 90%, office >= 80%, school_ >= 40% by 2025
    except classified  # leaves numerator and denominator
    lead so_gddt

duty quarterly_report "Báo cáo tiến độ" every quarter before day 20 of its last month
    by so_gddt to so_tttt

# end
"""

VIETNAMESE = """\
# Kế hoạch 2022-2025

kế hoạch binh_dinh "Chuyển đổi số ngành Giáo dục tỉnh Bình Định"
    văn bản "95/KH-UBND" của "UBND tỉnh Bình Định" ngày 7/7/2022
    giai đoạn 2022 đến 2025
    cấp trên national.qd_131

sử dụng education  # a shared vocabulary

đơn vị so_gddt "Sở Giáo dục và Đào tạo"
đơn vị so_tttt "Sở Thông tin và Truyền thông" đến hết 28/2/2025 chuyển cho so_khcn

phân tổ level {
    primary "tiểu học",
    secondary "trung học" {
        lower_secondary "THCS",
        upper_secondary "THPT"
    }
}

số liệu lessons_online "Số tiết dạy học trực tuyến" theo level thời kỳ

online_share primary >= 5%, secondary >= 10% đến năm 2025
    chủ trì so_gddt
    phối hợp so_tttt
    căn cứ "II.2.a"

work_files department >= 90%, office >= 80%, school_ >= 40% đến năm 2025
    trừ classified  # leaves numerator and denominator
    chủ trì so_gddt

định kỳ quarterly_report "Báo cáo tiến độ" hằng quý trước ngày 20 của tháng cuối
    do so_gddt gửi so_tttt

# end
"""

WRITTEN = """\


# Kế hoạch 2022-2025



plan binh_dinh "Chuyển đổi số ngành Giáo dục tỉnh Bình Định"
  document "95/KH-UBND" of "UBND tỉnh Bình Định" on 07/7/2022
  giai đoạn năm 2022 đến năm 2025
  parent national.qd_131

USE   education # a shared vocabulary

unit so_gddt  "Sở Giáo dục và Đào tạo"
unit so_tttt  "Sở Thông tin và Truyền thông"
    until 28/2/2025   then so_khcn

dimension level { primary "tiểu học",
    secondary “trung học” { lower_secondary "THCS", upper_secondary "THPT", } ,
}

measure lessons_online "Số tiết dạy học trực tuyến"
\tby level
\tflow

online_share primary>=5%,
             secondary ≥ 10 % đến năm 2025
    lead so_gddt
    with so_tttt
    căn cứ "II.2.a"

work_files department >= 90%, office >= 80%, school_ >= 40% by 2025
    except classified                 # leaves numerator and denominator
    lead so_gddt

duty quarterly_report "Báo cáo tiến độ" every quarter before day 20 of its last month by so_gddt
    gửi so_tttt

# end

"""


def test_a_file_written_freely_is_printed_in_its_canonical_form() -> None:
    assert print_file(read(WRITTEN), "en") == ENGLISH
    assert print_file(read(WRITTEN), "vi") == VIETNAMESE


def test_a_file_goes_to_vietnamese_and_back() -> None:
    assert print_file(read(ENGLISH), "vi") == VIETNAMESE
    assert print_file(read(VIETNAMESE), "en") == ENGLISH


def test_a_file_is_printed_in_its_own_language() -> None:
    assert print_file(read(ENGLISH)) == ENGLISH
    assert print_file(read(VIETNAMESE)) == VIETNAMESE


def test_a_file_with_nothing_in_it_is_printed_as_nothing() -> None:
    assert print_file(nodes.RuleFile(())) == ""


def test_one_statement_is_printed_with_its_inner_comments_only() -> None:
    (statement,) = read("# before\nuse education  # behind\n").statements
    assert print_statement(statement, "vi") == "sử dụng education  # behind"


# --- where lines break ----------------------------------------------------------------------------

LONG = "Sở Giáo dục và Đào tạo " * 4


def canonical(written: str) -> None:
    """The text is printed as it is."""
    assert print_file(read(written)) == written


def test_a_line_of_a_hundred_columns_is_not_broken() -> None:
    title = "ễ" * (100 - len('task x "" by 2025'))
    canonical(f'task x "{title}" by 2025\n')
    canonical(f'task x "{title}ễ"\n    by 2025\n')


def test_only_the_first_clauses_of_a_statement_stand_on_its_head_line() -> None:
    canonical("task x by 2025\n    lead a\n    every year\n    from 2024\n")
    canonical('measure x by level\n    in "người"\n    reported by school_\n    flow\n')


def test_clauses_after_one_that_did_not_fit_stay_below_as_well() -> None:
    canonical(f'measure x "{LONG}"\n    by level\n    flow\n')


def test_a_long_target_has_one_part_a_line() -> None:
    canonical(
        "online_share_of_the_programme primary >= 5% by 2025,\n"
        "    lower_secondary_schools >= 10% by 2025,\n"
        "    upper_secondary_schools >= 15% by 2025\n"
        "    lead so_gddt\n"
    )


def test_a_long_indicator_breaks_before_its_expression() -> None:
    canonical(f'indicator x "{LONG}"\n    = learners_online / learners\n    cite "1"\n')


def test_a_long_check_breaks_before_its_title() -> None:
    canonical(f'check learners_online <= learners\n    "{LONG}"\n    cite "1"\n')


def test_who_reports_and_to_whom_share_a_line_in_either_order() -> None:
    canonical("duty x every year\n    by a to b\n    by c to d\n")
    canonical("duty x every year\n    to a by b\n    lead c\n    to d\n    to e\n")


def test_who_reports_and_to_whom_have_a_line_each_if_they_do_not_fit() -> None:
    unit = "u" * (100 - len("    by  to so_gddt"))
    canonical(f"duty x every year\n    by {unit} to so_gddt\n")
    canonical(f"duty x every year\n    by {unit}u\n    to so_gddt\n")


# --- comments -------------------------------------------------------------------------------------


def test_a_long_given_breaks_at_its_commas() -> None:
    figures = ", ".join(f"lessons_online primary {number}" for number in range(1, 8))
    text = f'example "a"\n    given 12 schools of primary {figures} in 2025\n'
    assert print_file(read(text)) == (
        'example "a"\n'
        "    given 12 schools of primary lessons_online primary 1, lessons_online primary 2,\n"
        "        lessons_online primary 3, lessons_online primary 4, lessons_online primary 5,\n"
        "        lessons_online primary 6, lessons_online primary 7 in 2025\n"
    )


def test_a_given_of_a_hundred_columns_is_not_broken() -> None:
    name = "n" * (100 - len("    cho a 1,  2 trong năm 2025"))
    line = f"    cho a 1, {name} 2 trong năm 2025\n"
    assert print_file(read(f'ví dụ "a"\n{line}')) == f'ví dụ "a"\n{line}'
    assert print_file(read(f'ví dụ "a"\n{line.replace(name, name + "n")}')) == (
        f'ví dụ "a"\n    cho a 1,\n        {name}n 2 trong năm 2025\n'
    )


def test_long_members_of_those_who_report_leave_the_figures_to_the_next_line() -> None:
    name, figure = "n" * 70, "f" * 30
    text = f'example "a"\n    given school "A" of {name}\n        {figure} yes\n'
    assert print_file(read(text)) == text


def test_a_long_expectation_breaks_before_its_units_and_at_their_commas() -> None:
    units = [letter * 30 for letter in "abcd"]
    text = f'example "a"\n    expect {"x" * 45} met lead {units[0]} with {", ".join(units[1:])}\n'
    assert print_file(read(text)) == (
        'example "a"\n'
        f"    expect {'x' * 45} met lead {units[0]}\n"
        f"        with {units[1]}, {units[2]},\n"
        f"        {units[3]}\n"
    )


def test_a_comment_behind_a_broken_clause_stands_behind_its_last_line() -> None:
    text = (
        f'example "a"\n    given a 1,  # one\n        {"b" * 90} 2\n    # two\n    expect a met\n'
    )
    assert print_file(read(text)) == (
        f'example "a"\n    given a 1,\n        {"b" * 90} 2  # one\n    # two\n    expect a met\n'
    )


def test_comments_keep_their_place_in_a_statement() -> None:
    canonical(
        "# of the target\n"
        "online_share >= 5% by 2025  # of its head\n"
        "    # of the lead\n"
        "    # and again\n"
        "    lead so_gddt  # behind the lead\n"
        '    cite "II"\n'
        "    # at its end\n"
        "\n"
        "# of the file\n"
    )


def test_a_comment_inside_a_list_gives_every_part_its_line() -> None:
    canonical("x a >= 5%,  # first\n    b >= 10%  # second\n    lead c\n")
    canonical("x a >= 5%,\n    # second\n    b >= 10%\n")
    canonical("x a >= 5%, b >= 10%  # the last part only\n    # of the lead\n    lead c\n")


def test_a_comment_behind_the_head_keeps_clauses_off_its_line() -> None:
    canonical("task x  # which\n    by 2025  # when\n    lead a\n")
    canonical("task x\n    # when\n    by 2025\n")
    canonical("task x by 2025  # when\n    every year\n")
    canonical("duty x every year\n    by a  # who\n    to b\n")


def test_a_comment_behind_a_broken_head_stands_behind_its_last_line() -> None:
    canonical(f'indicator x "{LONG}"\n    = learners_online / learners  # both\n')


def test_comments_in_a_dimension_belong_to_its_members() -> None:
    canonical(
        "dimension level {  # all\n"
        "    # the first\n"
        "    primary,  # behind it\n"
        "    secondary {  # has parts\n"
        "        lower,\n"
        "        # of upper\n"
        "        upper  # behind upper\n"
        "    }\n"
        "    # at the end\n"
        "}\n"
    )


def test_a_comment_behind_or_below_a_dimension_leaves_it_on_one_line() -> None:
    canonical("dimension level { a, b }  # behind\n    # below\n")


def test_further_comments_behind_one_piece_go_before_the_next() -> None:
    written = "x >=  # one\n    5%  # two\n    by 2025  # three\n    lead a\n"
    printed = "x >= 5% by 2025  # one\n    # two\n    # three\n    lead a\n"
    assert print_file(read(written)) == printed


def test_comments_that_no_text_could_have_are_printed_nevertheless() -> None:
    comments = (
        nodes.Comment(0, own_line=True, text="# before the head"),
        nodes.Comment(0, own_line=False, text="# behind"),
        nodes.Comment(0, own_line=False, text="# behind too "),
        nodes.Comment(9, own_line=False, text="# behind nothing"),
    )
    statement = nodes.UseStatement(nodes.Name("education"), comments=comments)
    assert print_statement(statement, "en") == (
        "# before the head\nuse education  # behind\n    # behind too\n    # behind nothing"
    )


def test_blank_lines_are_kept_as_one_and_never_at_the_ends_of_a_file() -> None:
    use = nodes.UseStatement(nodes.Name("a"), leading=("", "", "# a"))
    again = nodes.UseStatement(nodes.Name("b"), leading=("", ""))
    file = nodes.RuleFile((use, again), ("", "# end ", "", ""))
    assert print_file(file) == "# a\nuse a\n\nuse b\n\n# end\n"


# --- texts, numbers, parentheses ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ('Đề án "06"', r'"Đề án \"06\""'),
        ("a\\b", r'"a\\b"'),
        ("“a” # b", '"“a” # b"'),
        ("", '""'),
    ],
)
def test_quotes_and_backslashes_in_a_text_are_escaped(value: str, printed: str) -> None:
    assert text(nodes.Text(value)) == printed
    (statement,) = read(f"check a = b {printed}").statements
    assert isinstance(statement, nodes.CheckStatement)
    assert statement.title == nodes.Text(value)


@pytest.mark.parametrize(
    ("value", "percent", "printed"),
    [
        (Fraction(5), True, "5%"),
        (Fraction(5, 2), True, "2.5%"),
        (Fraction(1000000), False, "1000000"),
        (Fraction(1, 400), False, "0.0025"),
    ],
)
def test_numbers_are_exact(value: Fraction, percent: bool, printed: str) -> None:
    assert number(nodes.Number(value, percent), "en") == printed


@pytest.mark.parametrize(
    "written",
    [
        "a and b and c",
        "a or b and c",
        "(a or b) and c",
        "not a and not b",
        "not (a and b)",
        "not not a",
        "(a and b) and c",
        "a or (b or c)",
        "a and b or not (c or d > 5%)",
    ],
)
def test_conditions_have_the_parentheses_they_need_and_no_others(written: str) -> None:
    canonical(f"x >= 1\n    when {written}\n")
    (statement,) = read(f"x >= 1\n    when ({written.replace('not a', 'not (a)')})\n").statements
    assert print_statement(statement, "en") == f"x >= 1\n    when {written}"


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("(a) / (b)", "a / b"),
        ("(1 * a) / b", "a / b"),
        ("(2 * a) / (3)", "(2 * a) / (3)"),
        ("a - 0.5 * b + 3", "a - 0.5 * b + 3"),
    ],
)
def test_operands_have_the_parentheses_they_need(written: str, printed: str) -> None:
    assert print_file(read(f"indicator x = {written}\n")) == f"indicator x = {printed}\n"


# --- trees that no text could have ----------------------------------------------------------------


def test_what_the_grammar_cannot_say_is_still_printed() -> None:
    a, b = nodes.Name("a"), nodes.Name("b")
    third = nodes.Number(Fraction(1, 3), percent=True)
    minus = nodes.Term(Fraction(-2), a)
    day = nodes.DayClause(inclusive=False, day=20, last_month=True, month=6)
    document = nodes.DocumentClause(nodes.Text("1"), nodes.Text("UBND"), None, draft=True)
    assert number(third, "en") == "1/3%"
    assert text(nodes.Text("a\nb")) == '"a b"'
    assert arm(nodes.Arm((), None), "en") == ""
    assert arm(nodes.Arm((a,), nodes.Comparison("OR_MORE", None)), "en") == "a parent or more"
    assert condition(nodes.Comparing(a, "OR_MORE", third), "en") == "a 1/3% or more"
    assert condition(nodes.And((nodes.Holding(a),)), "en") == "a"
    assert expression(nodes.Count(()), "en") == ""
    assert expression(nodes.Count((minus,)), "en") == "- 2 * a"
    assert (
        expression(nodes.Share((minus,), (minus, minus)), "en") == "(- 2 * a) / (- 2 * a - 2 * a)"
    )
    assert literal(nodes.TimeLiteral("quarter", (2024, 5)), "vi") == "quý 5 năm 2024"
    assert clause(day, "en") == "before day 20 of its last month"
    assert clause(document, "en") == 'document "1" of "UBND"'
    assert clause(nodes.TimeClause(nodes.Time("by")), "en") == "by"
    assert print_statement(nodes.TargetStatement(a, ()), "en") == "a"
    assert print_statement(nodes.DimensionStatement(nodes.Declared(b), False, ()), "en") == (
        "dimension b {}"
    )
