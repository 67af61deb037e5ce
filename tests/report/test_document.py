"""Text documents in the layout of administrative documents."""

from __future__ import annotations

import io
import sys
import zipfile
from datetime import UTC, datetime
from typing import Any

import attrs
import docx
import pytest
from docx.oxml.ns import qn

from dxplan.engine.findings import Report
from dxplan.messages import Language
from dxplan.report.document.render import render
from dxplan.report.extras import MissingExtra


def opened(report: Report, language: Language = "vi") -> Any:
    return docx.Document(io.BytesIO(render(report, language)))


def texts(document: Any) -> list[str]:
    """The paragraphs outside of tables."""
    return [paragraph.text for paragraph in document.paragraphs if paragraph.text]


def test_the_head_is_that_of_an_administrative_document(report: Report) -> None:
    left, right = opened(report).tables[0].rows[0].cells
    assert left.text.split("\n")[0] == "UBND TỈNH BÌNH ĐỊNH"
    assert "Số: ……/BC-………" in left.text
    assert right.text.split("\n")[:2] == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
    ]  # fmt: skip
    assert "ngày …… tháng …… năm" in right.text
    assert texts(opened(report))[:4] == [
        "BÁO CÁO",
        "Tiến độ thực hiện kế hoạch “Chuyển đổi số ngành Giáo dục tỉnh Bình Định”",
        "95/KH-UBND, UBND tỉnh Bình Định, ngày 07/7/2022",
        "(tính đến ngày 31/12/2025)",
    ]


def test_page_and_letters_are_those_that_are_prescribed(report: Report) -> None:
    document = opened(report)
    (section,) = document.sections
    margins = [section.top_margin, section.bottom_margin, section.left_margin, section.right_margin]
    assert [round(each.mm) for each in margins] == [20, 20, 30, 15]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert document.styles["Normal"].font.name == "Times New Roman"
    assert document.styles["Normal"].font.size.pt == 14
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml


def test_the_table_of_targets(report: Report) -> None:
    table = opened(report).tables[1]
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == [
        "STT", "Chỉ tiêu", "Kế hoạch", "Thực hiện", "Đánh giá", "Đơn vị chủ trì", "Ghi chú",
    ]  # fmt: skip
    assert rows[1] == [
        "1", "Tỉ trọng nội dung chương trình triển khai trực tuyến (tiểu học)",
        "đạt 5%, đến hết năm 2025", "4,9%", "không đạt", "Sở Giáo dục và Đào tạo",
        "thiếu 0,1 điểm %; thiếu 12 tiết",
    ]  # fmt: skip
    assert rows[2][-1] == "đúng bằng ngưỡng; thiếu 1 đơn vị; (1)"
    assert len(rows) == 6
    assert "(1) đã đạt khi đến hạn 19/6/2024, đến ngày 31/12/2025 không còn đạt" in texts(
        opened(report)
    )


def test_headings_are_repeated_and_no_row_is_split(report: Report) -> None:
    for table in opened(report).tables[1:3]:
        marks = [{child.tag for child in row._tr.trPr} for row in table.rows]
        assert marks[0] == {qn("w:cantSplit"), qn("w:tblHeader")}
        assert all(each == {qn("w:cantSplit")} for each in marks[1:])


def test_what_is_late_and_why(report: Report) -> None:
    found = texts(opened(report))
    headings = [text for text in found if text.split(".")[0] in ("I", "II", "III", "IV", "V")]
    assert headings == [
        "I. Kết quả thực hiện các chỉ tiêu",
        "II. Kết quả thực hiện nhiệm vụ và công việc định kỳ",
        "III. Nội dung chậm, chưa đạt và lý do",
        "IV. Nội dung chưa đánh giá được và lý do",
        "V. Đơn vị chưa báo cáo đủ số liệu",
    ]
    late = found[found.index(headings[2]) + 1 : found.index(headings[3])]
    assert late[0] == (
        "1. Tỉ trọng nội dung chương trình triển khai trực tuyến (tiểu học): không đạt."
    )
    assert late[1:5] == [
        "- Kế hoạch: đạt 5%, đến hết năm 2025; thực hiện: 4,9%.",
        "- So với kế hoạch: thiếu 0,1 điểm %; thiếu 12 tiết.",
        "- Số liệu: 627/627 đơn vị đã báo cáo đủ.",
        "- Đơn vị chủ trì: Sở Giáo dục và Đào tạo.",
    ]
    assert sum(text.startswith("- Nguyên nhân và giải pháp: …") for text in late) == 2


def test_nothing_late_is_said(report: Report) -> None:
    met = attrs.evolve(report, findings=report.findings[1:2])
    found = texts(opened(met, "en"))
    assert "Nothing that was judged is late or missed." in found
    assert [text for text in found if text.startswith("II")] == [
        "II. What is late or not reached, and why"
    ]


def test_groups_are_counted_and_only_so_many_listed(report: Report) -> None:
    first = report.findings[0]
    found = [attrs.evolve(first, by="district", organisation=f"x{n}") for n in range(103)]
    document = opened(attrs.evolve(report, findings=(first, *found)))
    table = document.tables[2]
    assert [cell.text for cell in table.rows[1].cells] == ["1", "x0", "1"]
    assert len(table.rows) == 101
    assert "Còn 3 nhóm không liệt kê tại đây; bảng tính có đầy đủ các nhóm." in texts(document)


def test_english_documents_are_plain(report: Report) -> None:
    document = opened(report, "en")
    whole = "\n".join([*texts(document), document.tables[0].rows[0].cells[1].text])
    assert "PROGRESS REPORT" in whole
    assert "CỘNG HÒA" not in whole


def test_recipients_and_who_signs_are_left_to_be_filled_in(report: Report) -> None:
    left, right = opened(report).tables[-1].rows[0].cells
    assert left.text.startswith("Nơi nhận:\n- ……")
    assert right.text.startswith("QUYỀN HẠN, CHỨC VỤ CỦA NGƯỜI KÝ\n(Ký tên, đóng dấu)\n")


def test_the_file_says_nothing_of_when_it_was_made(report: Report) -> None:
    content = render(report, "vi")
    about = docx.Document(io.BytesIO(content)).core_properties
    assert about.created == about.modified == datetime(2025, 12, 31, tzinfo=UTC)
    assert (about.author, about.last_modified_by, about.comments) == ("", "", "")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_without_the_library_one_line_says_what_to_install(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(MissingExtra) as caught:
        render(report, "vi")
    assert caught.value.message("vi") == (
        'báo cáo dạng docx cần thêm thư viện; hãy cài đặt: pip install "dxplan[docx]"'
    )
