"""What is wrong with files as they are sent: each a change to the clean form.

What must come out of each stands in ``expected.toml``.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date
from typing import TypeAlias

from tests.data.corpus.forms import HEADINGS, KEYS, Form, Sheet

Change: TypeAlias = Callable[[Sheet], "Form | None"]
DEFECTS: dict[str, Change] = {}
WIDTH = len(HEADINGS)
ONLINE, TOTAL, ONLINE_2, TOTAL_2, LEARNERS, RECORDED, DIGITAL, SPENDING, WEBSITE = range(
    KEYS, WIDTH
)


def defect(change: Change) -> Change:
    """Enter a change among the defects, by its name."""
    DEFECTS[change.__name__] = change
    return change


def banner(*texts: str) -> list[list[object]]:
    """Rows with one text each."""
    return [[text] for text in texts]


def without(sheet: Sheet, column: int) -> None:
    """Take a column out."""
    for row in sheet.rows:
        del row[column : column + 1]


TITLE = ("SỞ GIÁO DỤC VÀ ĐÀO TẠO", "DANH SÁCH BÁO CÁO CỦA CÁC TRƯỜNG")

# --- where the table stands -----------------------------------------------------------------------


@defect
def banner_rows(s: Sheet) -> None:
    s.insert(0, *banner(*TITLE, "(Kèm theo Công văn số 12/SGDĐT ngày 5/3/2025)"))


@defect
def header_in_row_5(s: Sheet) -> None:
    s.insert(0, *banner(*TITLE), [], ["", "", "Biểu 01"])
    s.merges.append((0, 0, 0, WIDTH - 1))


@defect
def header_in_row_30(s: Sheet) -> None:
    s.insert(0, *banner(*TITLE), *([] for _ in range(27)))


@defect
def blank_columns_on_the_left(s: Sheet) -> None:
    for _ in range(2):
        s.insert_column(0)


@defect
def blank_column_inside(s: Sheet) -> None:
    s.insert_column(ONLINE)


@defect
def blank_rows_between(s: Sheet) -> None:
    s.insert(4, [], [None, " "])
    s.insert(2, [])


@defect
def repeated_header_on_every_page(s: Sheet) -> None:
    s.insert(4, list(HEADINGS))


@defect
def second_table_with_other_columns(s: Sheet) -> None:
    s.insert(4, [], ["II. Các trường còn lại"], list(HEADINGS))
    for row in s.rows[6:]:
        row[LEARNERS], row[RECORDED] = row[RECORDED], row[LEARNERS]


# --- headers of several rows ----------------------------------------------------------------------


def two_rows(s: Sheet, *, merged: bool) -> None:
    """A measure above its levels."""
    s.rows[0] = [*HEADINGS[:KEYS], "Số tiết trực tuyến", None, "Tổng số tiết", None, *HEADINGS[8:]]
    s.insert(1, [None] * KEYS + ["Tiểu học", "THCS", "Tiểu học", "THCS"] + [None] * 5)
    for row in s.rows[2:]:
        row[ONLINE:LEARNERS] = [row[ONLINE], row[ONLINE_2], row[TOTAL], row[TOTAL_2]]
    if merged:
        s.merges += [(0, c, 1, c) for c in (*range(KEYS), *range(LEARNERS, WIDTH))]
        s.merges += [(0, ONLINE, 0, TOTAL), (0, ONLINE_2, 0, TOTAL_2)]


@defect
def measures_above_levels_merged(s: Sheet) -> None:
    two_rows(s, merged=True)


@defect
def measures_above_levels_not_merged(s: Sheet) -> None:
    two_rows(s, merged=False)


@defect
def levels_above_measures(s: Sheet) -> None:
    s.rows[0] = [*HEADINGS[:KEYS], "Cấp tiểu học", None, "Cấp THCS", None, *HEADINGS[8:]]
    names = ["Số tiết trực tuyến", "Tổng số tiết"] * 2
    s.insert(1, [None] * KEYS + names + [None] * 5)
    s.merges += [(0, c, 1, c) for c in (*range(KEYS), *range(LEARNERS, WIDTH))]
    s.merges += [(0, ONLINE, 0, TOTAL), (0, ONLINE_2, 0, TOTAL_2)]


@defect
def keys_in_the_lower_row(s: Sheet) -> None:
    s.insert(0, [None] * KEYS + ["Tiểu học", None, "THCS", None] + [None] * 5)
    s.rows[1][ONLINE:LEARNERS] = ["Số tiết trực tuyến", "Tổng số tiết"] * 2
    s.merges += [(0, ONLINE, 0, TOTAL), (0, ONLINE_2, 0, TOTAL_2)]


@defect
def three_rows_with_an_unknown_caption(s: Sheet) -> None:
    two_rows(s, merged=True)
    s.insert(0, [None] * KEYS + ["Dạy và học trên môi trường mạng"] + [None] * (WIDTH - KEYS - 1))
    s.merges = [(0, b, c, d) if a == 1 and c == 2 else (a, b, c, d) for a, b, c, d in s.merges]
    for column in (*range(KEYS), *range(LEARNERS, WIDTH)):
        s.rows[0][column], s.rows[1][column] = s.rows[1][column], None
    s.merges.append((0, ONLINE, 0, TOTAL_2))


@defect
def unknown_level_below_a_measure(s: Sheet) -> None:
    two_rows(s, merged=True)
    s.rows[1][TOTAL_2] = "Lớp 9"


@defect
def unit_row_below_the_headings(s: Sheet) -> None:
    units: list[object] = ["tiết"] * 4 + ["người"] * 2 + ["triệu đồng"] * 2
    s.insert(1, [None] * KEYS + units + [None])


@defect
def numbered_columns_in_brackets(s: Sheet) -> None:
    s.insert(1, [f"({number})" for number in range(1, WIDTH + 1)])


@defect
def numbered_columns_plain(s: Sheet) -> None:
    s.insert(1, list(range(1, WIDTH + 1)))


@defect
def lettered_and_numbered_columns(s: Sheet) -> None:
    s.insert(1, ["A", "B", "C", "D", *range(1, WIDTH - 3)])


@defect
def two_row_header_repeated(s: Sheet) -> None:
    two_rows(s, merged=False)
    s.insert(5, list(s.rows[0]), list(s.rows[1]))


@defect
def total_column_beside_levels(s: Sheet) -> None:
    s.insert_column(
        ONLINE, "Số tiết trực tuyến (Tổng số)", *(r[ONLINE] + r[ONLINE_2] for r in s.rows[1:])
    )


@defect
def total_column_that_differs(s: Sheet) -> None:
    total_column_beside_levels(s)
    s.rows[3][ONLINE] += 1


# --- merged cells ---------------------------------------------------------------------------------


@defect
def period_merged_down(s: Sheet) -> None:
    for row in s.rows[2:]:
        row[3] = None
    s.merges.append((1, 3, 6, 3))


@defect
def unused_district_merged_down(s: Sheet) -> None:
    s.insert_column(2, "Huyện", "An Lão", None, None, "Phù Cát")
    s.merges += [(1, 2, 3, 2), (4, 2, 6, 2)]


@defect
def number_merged_down(s: Sheet) -> None:
    s.rows[3][LEARNERS] = None
    s.merges.append((2, LEARNERS, 3, LEARNERS))


@defect
def number_as_text_merged_down(s: Sheet) -> None:
    number_merged_down(s)
    s.rows[2][LEARNERS] = str(s.rows[2][LEARNERS])


@defect
def number_merged_across(s: Sheet) -> None:
    s.rows[2][ONLINE_2] = None
    s.merges.append((2, ONLINE, 2, ONLINE_2))


# --- groups and totals ----------------------------------------------------------------------------


@defect
def roman_group_rows(s: Sheet) -> None:
    s.insert(4, ["II", None, "Huyện Phù Cát"])
    s.insert(1, ["I", None, "Huyện An Lão"])


@defect
def letter_group_rows_merged_across(s: Sheet) -> None:
    s.insert(4, ["B. Huyện Phù Cát"])
    s.insert(1, ["A. Huyện An Lão"])
    s.merges += [(1, 0, 1, WIDTH - 1), (5, 0, 5, WIDTH - 1)]


@defect
def group_rows_with_their_sums(s: Sheet) -> None:
    s.insert(4, s.total(4, 6, "II", None, "Huyện Phù Cát"))
    s.insert(1, s.total(1, 3, "I", None, "Huyện An Lão"))


@defect
def group_row_with_a_wrong_sum(s: Sheet) -> None:
    group_rows_with_their_sums(s)
    s.rows[1][LEARNERS] += 1


@defect
def total_row_at_the_end(s: Sheet) -> None:
    s.insert(7, s.total(1, 6, None, None, "TỔNG CỘNG"))


@defect
def total_row_that_differs(s: Sheet) -> None:
    total_row_at_the_end(s)
    s.rows[7][TOTAL] -= 10


@defect
def total_row_on_top(s: Sheet) -> None:
    s.insert(1, s.total(1, 6, None, "Toàn tỉnh"))


@defect
def total_label_merged_over_the_keys(s: Sheet) -> None:
    s.insert(7, s.total(1, 6, "Tổng số:"))
    s.merges.append((7, 0, 7, 3))


@defect
def total_row_without_a_label(s: Sheet) -> None:
    s.insert(7, s.total(1, 6))


@defect
def row_without_id_that_is_no_total(s: Sheet) -> None:
    s.insert(7, [None] * KEYS + [5] * 8 + [None])


@defect
def subtotals_and_a_grand_total(s: Sheet) -> None:
    first, second, grand = (s.total(*rows) for rows in ((1, 3), (4, 6), (1, 6)))
    for row, label in (
        (first, "Cộng huyện An Lão"),
        (second, "Cộng huyện Phù Cát"),
        (grand, "Tổng cộng"),
    ):
        row[2] = label
    s.insert(7, second, grand)
    s.insert(4, first)


@defect
def total_over_a_missing_row(s: Sheet) -> None:
    total_row_at_the_end(s)
    del s.rows[6]


# --- organisations --------------------------------------------------------------------------------


@defect
def ids_that_lost_their_zeros(s: Sheet) -> None:
    for row in s.rows[1:]:
        row[1] = int(row[1])


@defect
def ids_with_decimals(s: Sheet) -> None:
    for row in s.rows[1:]:
        row[1] = f"{int(row[1])}.0"


@defect
def ids_with_blanks_around(s: Sheet) -> None:
    for row in s.rows[1:]:
        row[1] = f"\u00a0{row[1]} "


@defect
def id_that_is_unknown(s: Sheet) -> None:
    s.rows[2][1] = "0999"


@defect
def id_that_shows_an_error(s: Sheet) -> None:
    s.rows[2][1] = "#N/A"


@defect
def id_with_a_letter_for_a_digit(s: Sheet) -> None:
    s.rows[2][1] = "01O2"


@defect
def row_without_an_id(s: Sheet) -> None:
    s.rows[2][1] = None


@defect
def school_that_stands_there_twice(s: Sheet) -> None:
    s.insert(4, list(s.rows[2]))


@defect
def school_with_two_different_rows(s: Sheet) -> None:
    s.insert(4, list(s.rows[2]))
    s.rows[4][LEARNERS] += 1


# --- headings -------------------------------------------------------------------------------------


@defect
def decomposed_letters(s: Sheet) -> None:
    s.rows = [
        [unicodedata.normalize("NFD", raw) if isinstance(raw, str) else raw for raw in row]
        for row in s.rows
    ]


@defect
def headings_broken_over_lines(s: Sheet) -> None:
    s.rows[0] = [heading.replace(" ", "\n", 1).upper() for heading in HEADINGS]


@defect
def look_alike_letter_in_a_heading(s: Sheet) -> None:
    s.rows[0][LEARNERS] = "Số nɡười học"


@defect
def misspelt_heading(s: Sheet) -> None:
    s.rows[0][RECORDED] = "Số nguời học có hồ sơ số"


@defect
def column_without_a_heading(s: Sheet) -> None:
    s.rows[0][RECORDED] = None


@defect
def two_columns_of_one_measure(s: Sheet) -> None:
    s.rows[0][RECORDED] = "Số người học (người)"


# --- units ----------------------------------------------------------------------------------------


@defect
def unit_of_a_heading_as_declared(s: Sheet) -> None:
    s.rows[0][SPENDING] = "Tổng chi (triệu đồng)"


@defect
def unit_of_a_heading_to_convert(s: Sheet) -> None:
    for column in (DIGITAL, SPENDING):
        s.rows[0][column] += " (nghìn đồng)"
        for row in s.rows[1:]:
            row[column] *= 1000


@defect
def unit_of_a_heading_with_decimals(s: Sheet) -> None:
    s.rows[0][SPENDING] = "Tổng chi (tỷ đồng)"
    for row in s.rows[1:]:
        row[SPENDING] = f"{row[SPENDING] // 1000},{row[SPENDING] % 1000:03}0"


@defect
def unit_of_the_whole_table(s: Sheet) -> None:
    for column in (DIGITAL, SPENDING):
        for row in s.rows[1:]:
            row[column] *= 1000
    s.insert(0, *banner(*TITLE), [None] * 9 + ["Đơn vị tính: nghìn đồng"])


@defect
def unit_that_does_not_fit(s: Sheet) -> None:
    s.rows[0][RECORDED] = "Số người học có hồ sơ số (%)"


# --- periods and levels outside the columns -------------------------------------------------------


@defect
def period_in_the_title(s: Sheet) -> None:
    without(s, 3)
    s.insert(0, ["SỞ GIÁO DỤC VÀ ĐÀO TẠO"], ["BÁO CÁO CHUYỂN ĐỔI SỐ NĂM 2024"],
             ["Quy Nhơn, ngày 5 tháng 1 năm 2025"])  # fmt: skip


@defect
def period_beside_a_label(s: Sheet) -> None:
    without(s, 3)
    s.insert(0, [None, "Kỳ báo cáo:", None, "2024"], ["Căn cứ kế hoạch năm 2022"])


@defect
def period_in_the_name_of_the_sheet(s: Sheet) -> Form:
    without(s, 3)
    return {"Năm 2024": s}


@defect
def quarters_on_sheets_and_the_year_in_the_title(s: Sheet) -> Form:
    without(s, 3)
    later = Sheet([list(row) for row in s.rows])
    for one, other in zip(s.rows[1:], later.rows[1:], strict=True):
        for column in (ONLINE - 1, TOTAL - 1, ONLINE_2 - 1, TOTAL_2 - 1, DIGITAL - 1, SPENDING - 1):
            one[column], other[column] = one[column] // 2, one[column] - one[column] // 2
    for sheet in (s, later):
        sheet.insert(0, ["BÁO CÁO NĂM 2024"])
    return {"Quý III": s, "Quy IV": later}


@defect
def two_periods_in_the_title(s: Sheet) -> None:
    without(s, 3)
    s.insert(0, ["BÁO CÁO QUÝ I NĂM 2024"], ["(Số liệu quý II năm 2024)"])


@defect
def no_period_anywhere(s: Sheet) -> None:
    without(s, 3)


def of_level(s: Sheet, *columns: int) -> Sheet:
    """The lessons of one level under plain headings, with everything else."""
    rest = [c for c in range(WIDTH) if c < KEYS or c in columns or c > TOTAL_2]
    found = Sheet([[row[c] for c in rest] for row in s.rows])
    found.rows[0][KEYS : KEYS + 2] = ["Số tiết trực tuyến", "Tổng số tiết"]
    return found


@defect
def levels_on_sheets_of_their_own(s: Sheet) -> Form:
    second = of_level(s, ONLINE_2, TOTAL_2)
    for row in second.rows:
        del row[KEYS + 2 :]
    third = Sheet([[*row[:KEYS], *row[LEARNERS:]] for row in s.rows])
    first = of_level(s, ONLINE, TOTAL)
    for row in first.rows:
        del row[KEYS + 2 :]
    return {"Tiểu học": first, "Khối THCS": second, "Chung": third}


@defect
def level_in_the_title(s: Sheet) -> Form:
    forms = levels_on_sheets_of_their_own(s)
    assert forms is not None
    first, second, third = forms.values()
    first.insert(0, ["BÁO CÁO CẤP TIỂU HỌC NĂM 2024"])
    second.insert(0, ["Cấp học:", None, "THCS"])
    return {"Sheet1": first, "Sheet2": second, "Sheet3": third}


@defect
def period_as_a_serial_number(s: Sheet) -> None:
    for row in s.rows[1:]:
        row[3] = 45657


@defect
def period_as_a_date(s: Sheet) -> None:
    for row in s.rows[1:]:
        row[3] = date(2024, 12, 31)


@defect
def month_that_became_a_date(s: Sheet) -> None:
    s.rows[2][3] = date(2024, 12, 1)


@defect
def period_that_is_none(s: Sheet) -> None:
    s.rows[2][3] = "quý V năm 2024"


# --- numbers --------------------------------------------------------------------------------------


@defect
def numbers_as_text_with_blanks(s: Sheet) -> None:
    s.rows[1][LEARNERS] = f" {s.rows[1][LEARNERS]}\u00a0"
    s.rows[2][SPENDING] = f"{s.rows[2][SPENDING] // 1000}\u00a0{s.rows[2][SPENDING] % 1000:03}"


@defect
def numbers_behind_an_apostrophe(s: Sheet) -> None:
    for row in s.rows[1:]:
        row[LEARNERS] = f"'{row[LEARNERS]}"


@defect
def thousands_that_the_column_proves(s: Sheet) -> None:
    for row in s.rows[1:]:
        row[SPENDING] = f"{row[SPENDING] // 1000}.{row[SPENDING] % 1000:03}"
    s.rows[1][SPENDING] += ",0"


@defect
def thousands_that_nothing_proves(s: Sheet) -> None:
    s.rows[2][SPENDING] = "1.265"
    s.rows[3][SPENDING] = "17,083"


@defect
def number_with_words(s: Sheet) -> None:
    s.rows[2][LEARNERS] = f"{s.rows[2][LEARNERS]} em"


@defect
def number_below_zero(s: Sheet) -> None:
    s.rows[2][RECORDED] = -5


@defect
def fraction_where_a_count_is_asked(s: Sheet) -> None:
    s.rows[2][RECORDED] = 17.083


@defect
def more_digits_than_a_spreadsheet_keeps(s: Sheet) -> None:
    s.rows[2][DIGITAL] = 12.34567890123456


@defect
def part_above_its_whole(s: Sheet) -> None:
    s.rows[2][RECORDED] = s.rows[2][LEARNERS] + 1


@defect
def error_in_a_number(s: Sheet) -> None:
    s.rows[2][LEARNERS] = "#REF!"
    s.rows[3][DIGITAL] = "#N/A"


@defect
def error_in_a_percentage(s: Sheet) -> None:
    s.rows[0].append("Tỉ lệ có hồ sơ số")
    for row in s.rows[1:]:
        row.append(None)
    s.rows[2][WIDTH] = "#DIV/0!"


@defect
def ways_to_say_yes_and_no(s: Sheet) -> None:
    yes, no = iter(("X", "✓", " có ", "Có", "TRUE", 1)), iter(("Không", "0", 0, "chưa", "KHÔNG"))
    for row in s.rows[1:]:
        row[WEBSITE] = next(yes) if row[WEBSITE] == "x" else next(no)


@defect
def neither_yes_nor_no(s: Sheet) -> None:
    s.rows[2][WEBSITE] = "sắp có"


@defect
def signs_for_missing(s: Sheet) -> None:
    for index, sign in enumerate(("-", "—", "...", "không có số liệu", "N/A", "…"), 1):
        s.rows[index][ONLINE_2] = s.rows[index][TOTAL_2] = sign


# --- percentages ----------------------------------------------------------------------------------


def percentages(s: Sheet, *shown: Callable[[float], object]) -> None:
    """A column of percentages beside the counts, each shown in one way."""
    s.rows[0].append("Tỉ lệ có hồ sơ số (%)")
    for row, show in zip(s.rows[1:], shown, strict=True):
        row.append(show(row[RECORDED] / row[LEARNERS]))


def percents(part: float) -> float:
    return round(part * 100, 1)


def part_of_one(part: float) -> float:
    return round(part, 3)


@defect
def percentages_shown_by_their_format(s: Sheet) -> None:
    percentages(s, *[float] * 6)
    s.percents = {(row, WIDTH) for row in range(1, 7)}


@defect
def percentages_as_text(s: Sheet) -> None:
    percentages(
        s, lambda p: f"{percents(p)}%", lambda p: f"{percents(p)} %".replace(".", ","), percents,
        lambda p: str(percents(p)), lambda p: f"{p * 100:.2f}%", lambda p: f"{p * 100:.0f}%",
    )  # fmt: skip


@defect
def percentages_as_parts_of_one(s: Sheet) -> None:
    percentages(s, *[part_of_one] * 6)


@defect
def percentages_in_both_ways(s: Sheet) -> None:
    percentages(s, *[part_of_one, percents] * 3)


@defect
def percentage_that_its_counts_do_not_give(s: Sheet) -> None:
    percentages(s, *[percents] * 5, lambda p: percents(p) - 9)


# --- sheets and what stands around a table --------------------------------------------------------


@defect
def notes_on_another_sheet(s: Sheet) -> Form:
    return {"Hướng dẫn": Sheet([["Điền số liệu vào trang Số liệu"]]), "Số liệu": s}


@defect
def hidden_sheet(s: Sheet) -> Form:
    old = Sheet([list(row) for row in s.rows], hidden=True)
    return {"S": s, "Bản cũ": old}


@defect
def signatures_below(s: Sheet) -> None:
    s.insert(7, [], [None] * 8 + ["Quy Nhơn, ngày 5 tháng 1 năm 2025"],
             ["Người lập biểu", *[None] * 7, "THỦ TRƯỞNG ĐƠN VỊ"], ["(Ký, ghi rõ họ tên)"], [],
             ["Nguyễn Văn A", *[None] * 7, "Trần Thị B"])  # fmt: skip


@defect
def signatures_below_where_the_title_gives_the_period(s: Sheet) -> None:
    signatures_below(s)
    without(s, 3)
    without(s, 0)
    s.insert(0, ["BÁO CÁO NĂM 2024"])


@defect
def notes_below(s: Sheet) -> None:
    s.insert(7, ["Ghi chú: số liệu tính đến hết năm"], [None, "* Trường số 6 chưa có phòng máy"])


@defect
def struck_through_and_filtered_rows(s: Sheet) -> None:
    s.struck = {(2, column) for column in range(WIDTH)}
    s.filtered = {3, 4}


# --- persons --------------------------------------------------------------------------------------

SECRET = "Bí Mật Riêng"


@defect
def persons_in_the_sheet(s: Sheet) -> None:
    s.rows[0][2] = "Họ và tên"
    s.insert_column(3, "Ngày sinh", *[date(2012, 5, 1)] * 6)
    s.rows[1][2] = SECRET


@defect
def persons_under_a_two_row_header(s: Sheet) -> None:
    s.insert_column(2, "Thông tin cá nhân", *[SECRET] * 6)
    s.rows[0][3] = None
    s.insert(1, [None, None, "Họ và tên", "Giới tính"])
    s.merges.append((0, 2, 0, 3))


@defect
def persons_below_the_figures(s: Sheet) -> None:
    s.insert(7, [], ["STT", "Mã học sinh", "Họ và tên", "Ngày sinh", "Lớp"],
             [1, "0101", SECRET, "1/5/2012", "9A"])  # fmt: skip


@defect
def citizens_numbers_for_ids(s: Sheet) -> None:
    s.rows[2][1] = "052012345678"
    s.rows[2][2] = SECRET


# --- keys and units in other rows of the header, forms of one school ------------------------------


@defect
def keys_below_a_caption(s: Sheet) -> None:
    s.insert(0, ["Thông tin chung", *[None] * (KEYS - 1), "Tiểu học", None, "THCS", None])
    s.rows[1][ONLINE:LEARNERS] = ["Số tiết trực tuyến", "Tổng số tiết"] * 2
    s.merges += [(0, 0, 0, KEYS - 1), (0, ONLINE, 0, TOTAL), (0, ONLINE_2, 0, TOTAL_2)]


@defect
def period_in_the_lower_row(s: Sheet) -> None:
    s.insert(0, [*HEADINGS[:2], "Thông tin", None, *HEADINGS[KEYS:]])
    s.rows[1] = [None, None, "Tên trường", "Kỳ báo cáo", *[None] * (WIDTH - KEYS)]
    s.merges += [(0, 2, 0, 3), *((0, c, 1, c) for c in (0, 1, *range(KEYS, WIDTH)))]


def money_caption(s: Sheet, caption: str, unit: str = "") -> None:
    """Both amounts below a caption."""
    s.insert(0, list(s.rows[0]))
    s.rows[0][DIGITAL : SPENDING + 1] = [caption, None]
    s.rows[1] = [None] * WIDTH
    s.rows[1][DIGITAL : SPENDING + 1] = [
        f"{HEADINGS[DIGITAL]}{unit}",
        f"{HEADINGS[SPENDING]}{unit}",
    ]
    others = (c for c in range(WIDTH) if c not in (DIGITAL, SPENDING))
    s.merges += [(0, DIGITAL, 0, SPENDING), *((0, c, 1, c) for c in others)]


@defect
def unit_in_a_caption_above(s: Sheet) -> None:
    money_caption(s, "Kinh phí (ĐVT: nghìn đồng)")
    for row in s.rows[2:]:
        row[DIGITAL], row[SPENDING] = row[DIGITAL] * 1000, row[SPENDING] * 1000


@defect
def declared_unit_in_a_caption_above(s: Sheet) -> None:
    money_caption(s, "Kinh phí (triệu đồng)")


@defect
def two_units_above_one_another(s: Sheet) -> None:
    money_caption(s, "Kinh phí (tỷ đồng)", " (triệu đồng)")


@defect
def caption_with_a_unit_that_does_not_fit(s: Sheet) -> None:
    money_caption(s, "Kinh phí (%)")


def of_one(s: Sheet, school: int) -> Sheet:
    """The columns of figures of one school alone."""
    return Sheet([list(HEADINGS[KEYS:]), s.rows[school][KEYS:]])


@defect
def forms_of_one_school_with_a_label(s: Sheet) -> Form:
    sheets = {f"Biểu {i}": of_one(s, i) for i in range(1, len(s.rows))}
    for number, sheet in enumerate(sheets.values(), 1):
        sheet.insert(0, ["BÁO CÁO NĂM 2024"], [f"Mã trường: {s.rows[number][1]}"])
        sheet.rows.append(["Người lập biểu", None, "Nguyễn Văn A"])
    return sheets


@defect
def forms_of_one_school_named_by_their_sheets(s: Sheet) -> Form:
    sheets = {str(row[1]): of_one(s, i) for i, row in enumerate(s.rows) if i}
    for sheet in sheets.values():
        sheet.insert(0, ["BÁO CÁO NĂM 2024"])
    return sheets


@defect
def form_of_one_school_that_nobody_names(s: Sheet) -> Form:
    sheet = of_one(s, 1)
    sheet.insert(0, ["BÁO CÁO NĂM 2024"])
    return {"Biểu 1": sheet}


@defect
def figures_without_an_id_below_others(s: Sheet) -> Form:
    further = of_one(s, 1)
    s.rows[1][KEYS:] = [None] * (WIDTH - KEYS)
    return {"S": s, "Thêm": further}
