"""Tables of targets: years and units in columns, what was reached, merged cells."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

import dxplan
from dxplan.draft import Document, draft_of, read_document
from dxplan.draft.coverage import coverage_of
from tests.draft.drafting import drafted

YEARS = "STT\tChỉ tiêu\tĐơn vị tính\t2025\t2026"
BARE = (
    "the head of the column says only 2025, 2026: read as a target in that time, not as a figure"
    " that was reached; choose `by` or `in`"
)


def table(*rows: str, above: str = "1. Chỉ tiêu") -> tuple[list[str], list[str]]:
    return drafted("KẾ HOẠCH", "Trường học số giai đoạn 2025 - 2027", "", above, "", *rows, "")


def test_each_row_has_a_target_for_each_year_and_the_heads_are_quoted() -> None:
    rules, asked = table(YEARS, "1\tTỷ lệ lớp có bảng số\t%\t60\t85", "2\tSố thư viện\ttủ\t3\t10")
    assert rules == [
        "ty_le_lop_co_bang_so reaches 60% in 2025, reaches 85% in 2026",
        "so_thu_vien reaches 3 in 2025, reaches 10 in 2026",
    ]
    assert asked == [BARE, BARE]


@pytest.mark.parametrize(
    ("heads", "rule"),
    [
        ("Thực hiện 2024\tKế hoạch 2025", "reaches 85% in 2025"),
        ("Ước TH năm 2024\tMục tiêu đến năm 2027", "reaches 85% by 2027"),
        ("Kết quả thực hiện kế hoạch 2024\tKế hoạch thực hiện 2025", "reaches 85% in 2025"),
        ("Hiện trạng\tPhấn đấu năm 2027", "reaches 85% in 2027"),
        ("Baseline 2024\tTarget 2026", "reaches 85% in 2026"),
        ("Thực hiện năm học 2024-2025\tKế hoạch năm học 2025-2026",
         "reaches 85% in school year 2025-2026"),
        ("Quý III/2025\tQuý IV/2025", "reaches 60% in 2025-Q3, reaches 85% in 2025-Q4"),
        ("2024\t2025", "reaches 85% in 2025"),
        ("2025\tSo với năm 2024", "reaches 60% in 2025"),
    ],
)  # fmt: skip
def test_what_was_reached_already_is_no_target(heads: str, rule: str) -> None:
    rules, _ = table(f"STT\tChỉ tiêu\tĐVT\t{heads}", "1\tTỷ lệ lớp có bảng số\t%\t60\t85")
    assert rules == [f"ty_le_lop_co_bang_so {rule}"]


def test_years_before_the_plan_are_asked_about() -> None:
    _, asked = table("TT\tChỉ tiêu\tĐVT\t2024\t2025", "1\tTỷ lệ lớp có bảng số\t%\t60\t85")
    assert (
        "columns of years before the plan are read as figures that were reached, not as targets"
        in asked
    )


@pytest.mark.parametrize(
    ("cells", "rule"),
    [
        ("%\t≥ 60\t≤ 85", "at least 60% in 2025, no more than 85% in 2026"),
        ("%\tTrên 60\t70 - 85", "over 60% in 2025, 70% .. 85% in 2026"),
        (
            "tỷ đồng\t1,5\t2.000",
            "reaches 1.5 billion dong in 2025, reaches 2000 billion dong in 2026",
        ),
        ("hạng\t7\t5", "in top 7 in 2025, in top 5 in 2026"),
        ("%\t30\t20", "no more than 30% in 2025, no more than 20% in 2026"),
        ("%\t30\t-", "reaches 30% in 2025"),
        ("\t60%\t85% trở lên", "reaches 60% in 2025, at least 85% in 2026"),
        ("\t60\t85", "reaches 60% in 2025, reaches 85% in 2026"),
    ],
)
def test_numbers_of_cells_are_read_with_their_words_and_units(cells: str, rule: str) -> None:
    rules, _ = table(YEARS, f"1\tTỷ lệ lớp có bảng số\t{cells}")
    assert rules == [f"ty_le_lop_co_bang_so {rule}"]


@pytest.mark.parametrize(
    ("row", "asked"),
    [
        ("1\tTỷ lệ máy hỏng\t%\t9\t7",
         "the figures fall from year to year; read as at most so much"),
        ("1\tTỷ lệ máy tốt\t\t7\t9", "the table says no unit: read as percent"),
        ("1\tMáy tốt\t\t7\t9", "the table says no unit"),
        ("1\tMáy tốt\tmáy\t7\thết", "a cell of the row holds something else than a number: look at"
         " the table"),
    ],
)  # fmt: skip
def test_what_is_uncertain_of_a_row_is_asked(row: str, asked: str) -> None:
    assert asked in table(YEARS, row)[1]


def test_a_part_below_a_row_is_a_part_of_what_that_says() -> None:
    rules, asked = table(YEARS, "1\tSố phòng máy\tphòng\t4\t9", "\t- Mầm non\tphòng\t1\t3")
    assert rules[1] == "so_phong_may_mam_non reaches 1 in 2025, reaches 3 in 2026"
    assert "the row names only a part, or nothing: the rest is taken from the row above" in asked


def test_every_row_is_a_sentence_of_which_coverage_knows(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    rows = (YEARS, "1\tTỷ lệ lớp có bảng số\t%\t60\t85",
            "2\tPhần mềm xếp lịch\tbộ\t-\tĐưa vào dùng", "3\tMua máy\tbộ\t12\t")  # fmt: skip
    path.write_text("\n".join(("1. Chỉ tiêu", "", *rows, "", "2. Hết")), "utf-8")
    document = read_document(path)
    assert [each.text for each in document.sentences] == [
        "Tỷ lệ lớp có bảng số", "Phần mềm xếp lịch", "Mua máy",
    ]  # fmt: skip
    plan = dxplan.load_text(draft_of(document).text)
    assert coverage_of(plan, document).uncovered == ()
    (found,) = coverage_of(
        dxplan.load_text(draft_of(document).text.replace("85%", "80%")), document
    ).uncovered
    assert (found.sentence.text, found.missing) == ("Tỷ lệ lớp có bảng số", ("85%",))


def test_a_number_below_a_head_that_says_little_is_only_shown() -> None:
    rules, asked = table("TT\tNội dung\tNhu cầu (triệu đồng)", "1\tMua máy\t640")
    assert rules == []
    assert (
        "the head “Nhu cầu (triệu đồng)” says neither a year nor a target: decide what the number"
        " of this column is"
    ) in asked


def test_rows_without_heads_are_sentences_too() -> None:
    rules, asked = table("1\tMua máy chiếu\t640\tVốn huyện", "2\tMở lớp học số\t95\tVốn xã")
    assert rules == []
    assert asked.count("the table has no heads: decide what its numbers are") == 2


def test_levels_of_schooling_as_columns_are_parts() -> None:
    rules, _ = table("STT\tChỉ tiêu\tMầm non\tTiểu học", "1\tTỷ lệ trường có mạng (%)\t80\t100")
    assert rules == ["ty_le_truong_co_mang mam_non reaches 80%, tieu_hoc reaches 100%"]


def test_rows_between_bars_are_rows() -> None:
    rules, _ = table("| TT | Chỉ tiêu | ĐVT | 2025 |", "|--|:--|--|--:|", "| 1 | Số tủ | tủ | 4 |")
    assert rules == ["so_tu reaches 4 in 2025"]


def test_a_row_of_sums_below_is_no_rest_of_the_row_above() -> None:
    rules, _ = table("TT\tNội dung\tNăm 2025", "1\tMua máy\t500 triệu đồng", "\tCộng\t500")
    assert rules == ["mua_may reaches 500 million dong in 2025", "cong reaches 500 in 2025"]


@pytest.mark.parametrize(
    "heads", ["TT\tHọ và tên\tNăm sinh\tChức vụ", "TT\tTên trường\tĐiện thoại\tGhi chú"]
)
def test_lists_of_people_and_places_hold_no_targets(heads: str) -> None:
    assert table(heads, "1\tLê Thị Mận\t1979\tChuyên viên") == ([], [])


def test_heads_of_one_table_say_nothing_of_the_next() -> None:
    rules, _ = table(YEARS, "1\tSố tủ\ttủ\t4\t9", "", "Danh sách khác", "1\tSố ghế\tghế\t5\t6")
    assert rules == ["so_tu reaches 4 in 2025, reaches 9 in 2026"]


def test_numbers_of_rows_are_below_the_section_and_sections_behind_are_not() -> None:
    found = document_of_lines("3. Chỉ tiêu", "", YEARS, "1\tSố tủ\ttủ\t4\t9", "",
                              "4. Việc", "- Xong trước ngày 20/6/2026.")  # fmt: skip
    assert [each.section for each in found.sentences] == ["3.1", "4"]


def document_of_lines(*lines: str) -> Document:
    from dxplan.draft.documents import document_of
    from dxplan.draft.text_file import text_blocks

    return document_of(text_blocks("\n".join(lines).encode()), "thử")


MERGED = (
    "1 | Tỷ lệ lớp số – Tiểu học | 50% in 2025, 60% in 2026",
    "1 | Tỷ lệ lớp số – THCS | 55% in 2025, 65% in 2026",
    "2 | Số tủ – Cả huyện | 5 in 2025, 8 in 2026",
)
ROWS = (
    ("STT", "Chỉ tiêu", "Cấp học", "ĐVT", "Thực hiện 2024", "Kế hoạch", ""),
    ("", "", "", "", "", "2025", "2026"),
    ("A. Dạy và học", "", "", "", "", "", ""),
    ("1", "Tỷ lệ lớp số", "Tiểu học", "%", "40", "50", "60"),
    ("", "", "THCS", "%", "45", "55", "65"),
    ("2", "Số tủ", "Cả huyện", "tủ", "3", "5", "8"),
)


def merged_docx(path: Path) -> Path:
    made = docx.Document()
    made.add_paragraph("I. MỤC TIÊU")
    grid = made.add_table(rows=len(ROWS), cols=7)
    for number, row in enumerate(ROWS):
        for column, cell in enumerate(row):
            grid.cell(number, column).text = cell
    grid.cell(0, 5).merge(grid.cell(0, 6))
    for column in range(5):
        grid.cell(0, column).merge(grid.cell(1, column))
    grid.cell(2, 0).merge(grid.cell(2, 6))
    for column in (0, 1):
        grid.cell(3, column).merge(grid.cell(4, column))
    made.add_paragraph("II. HẾT")
    made.save(str(path))
    return path


def merged_html(path: Path) -> Path:
    head = "".join(f"<th rowspan=2>{cell}</th>" for cell in ROWS[0][:5])
    lines = [
        f"<tr>{head}<th colspan=2>Kế hoạch</th></tr><tr><th>2025</th><th>2026</th></tr>",
        "<tr><td colspan='7'>A. Dạy và học</td></tr>",
        "<tr><td rowspan=2>1</td><td rowspan=2>Tỷ lệ lớp số</td>",
        *(f"<td>{cell}</td>" for cell in ROWS[3][2:]),
        f"</tr><tr>{''.join(f'<td>{cell}</td>' for cell in ROWS[4][2:])}</tr>",
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in ROWS[5])}</tr>",
    ]
    body = f"<p>I. MỤC TIÊU</p><table>{''.join(lines)}</table><p>II. HẾT</p>"
    path.write_text(body, "utf-8")
    return path


@pytest.mark.parametrize("made", [merged_docx, merged_html])
def test_merged_cells_and_two_rows_of_heads_are_read(tmp_path: Path, made: object) -> None:
    assert callable(made)
    name = "a.docx" if made is merged_docx else "a.html"
    found = read_document(made(tmp_path / name)).sentences
    assert [
        f"{each.section.removeprefix('I.A.')} | {each.text} | "
        + ", ".join(
            f"{q.low}{'%' if q.unit == '%' else ''} in {q.due.literal if q.due else ''}"
            for q in each.quantities
        )
        for each in found
    ] == list(MERGED)


def test_cells_in_controls_and_columns_that_are_left_out_keep_their_places(tmp_path: Path) -> None:
    import zipfile

    def cell(text: str) -> str:
        return f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"

    heads = "".join(map(cell, ("STT", "Chỉ tiêu", "ĐVT", "2025", "2026")))
    held = f"<w:sdt><w:sdtContent>{cell('9')}</w:sdtContent></w:sdt>"
    rows = (
        f"<w:tr>{heads}</w:tr><w:tr>{''.join(map(cell, ('1', 'Số tủ', 'tủ', '4')))}{held}</w:tr>"
        f'<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>'
        f"{''.join(map(cell, ('Số ghế', 'ghế', '5', '6')))}</w:tr>"
    )
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = f'<w:document xmlns:w="{space}"><w:body><w:tbl>{rows}</w:tbl></w:body></w:document>'
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as made:
        made.writestr("word/document.xml", body)
    found = read_document(tmp_path / "a.docx").sentences
    assert [(each.text, [q.low for q in each.quantities]) for each in found] == [
        ("Số tủ", ["4", "9"]), ("Số ghế", ["5", "6"]),
    ]  # fmt: skip


def test_a_row_in_a_report_of_coverage_is_shown_with_its_cells(tmp_path: Path) -> None:
    from dxplan.report.document_coverage_text import document_coverage_text

    found = document_of_lines("3. Chỉ tiêu", "", YEARS, "1\tSố tủ\ttủ\t4\t9", "", "4. Hết")
    plan = dxplan.load_text('plan p "P"\n    period 2025 to 2026\n')
    text = document_coverage_text(coverage_of(plan, found), "en")
    assert "3.1, line 4: Số tủ | Đơn vị tính: tủ | 2025: 4 | 2026: 9" in text
