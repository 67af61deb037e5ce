"""The last reports of one district as it sends them: a sheet with banner rows and a row of totals.

A workbook is written here as the few parts that every spreadsheet program reads, uncompressed,
because a library would put the day of writing into it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZipFile, ZipInfo

from invented.chance import Row
from invented.schools import School

# What the district calls the columns of the common form.
HEADINGS = {
    "school": "Mã trường", "name": "Tên trường", "period": "Kỳ báo cáo",
    "learners": "Tổng số học sinh",
    "learners_equipped": "Số học sinh đủ điều kiện học trực tuyến",
    "learners_on_platform": "Số HS dùng hệ thống dạy học trực tuyến",
    "learners_recorded": "Số học sinh có hồ sơ số",
    "teachers": "Tổng số giáo viên",
    "teachers_equipped": "Số giáo viên đủ điều kiện dạy trực tuyến",
    "teachers_recorded": "Số giáo viên có hồ sơ số",
    "teachers_with_training_account": "Số GV có tài khoản tự bồi dưỡng",
    "lessons_total": "Tổng số tiết", "lessons_online": "Số tiết trực tuyến",
    "facilities": "Số tài sản giáo dục", "facilities_recorded": "Số tài sản giáo dục có hồ sơ số",
    "has_school_management": "Sử dụng phần mềm quản lý trường học",
    "has_data_connection": "Kết nối CSDL ngành", "has_fibre": "Kết nối internet cáp quang",
    "has_website": "Có website",
    "school_survey_responses": "Số phiếu khảo sát về dịch vụ trực tuyến của trường",
    "school_survey_satisfied": "Số phiếu hài lòng về dịch vụ trực tuyến của trường",
    "work_files_total[ordinary]": "Tổng số hồ sơ công việc (Thường)",
    "work_files_digital[ordinary]": "Hồ sơ công việc điện tử (Thường)",
}  # fmt: skip
TEXTS = ("school", "name", "period")
PERIOD = "Quý IV năm 2025"

SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
FIXED_PARTS = {
    "[Content_Types].xml": f"""<Types xmlns="{PACKAGE}/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Override PartName="/xl/workbook.xml" ContentType="{TYPES}.sheet.main+xml"/>\
<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{TYPES}.worksheet+xml"/></Types>""",
    "_rels/.rels": f"""<Relationships xmlns="{PACKAGE}/relationships">\
<Relationship Id="rId1" Type="{RELATION}/officeDocument" Target="xl/workbook.xml"/>\
</Relationships>""",
    "xl/workbook.xml": f"""<workbook xmlns="{SPREADSHEET}" xmlns:r="{RELATION}">\
<sheets><sheet name="Quý IV" sheetId="1" r:id="rId1"/></sheets></workbook>""",
    "xl/_rels/workbook.xml.rels": f"""<Relationships xmlns="{PACKAGE}/relationships">\
<Relationship Id="rId1" Type="{RELATION}/worksheet" Target="worksheets/sheet1.xml"/>\
</Relationships>""",
}


def write_workbook(path: Path, sent: Sequence[tuple[School, Row]]) -> None:
    """Write the reports of some schools as a workbook."""
    lines: list[Sequence[str | int]] = [
        ["PHÒNG GIÁO DỤC VÀ ĐÀO TẠO AN LÃO (CŨ)"],
        ["BÁO CÁO QUÝ IV NĂM 2025 CỦA CÁC TRƯỜNG TIỂU HỌC (SỐ LIỆU VÍ DỤ)"],
        [],
        ["STT", *HEADINGS.values()],
        *([number, *filled_in(each, row)] for number, (each, row) in enumerate(sent, 1)),
        [
            "",
            "Tổng cộng",
            "",
            "",
            *(total(column, sent) for column in HEADINGS if column not in TEXTS),
        ],
    ]
    write_parts(path, FIXED_PARTS | {"xl/worksheets/sheet1.xml": sheet(lines)})


def filled_in(each: School, row: Row) -> list[str | int]:
    """A school's line, with `x` for yes."""
    texts = row | {"name": each.name, "period": PERIOD}
    return [cell_value(texts.get(column, "")) for column in HEADINGS]


def cell_value(text: str) -> str | int:
    """What a person types into the cell."""
    return int(text) if text.isdigit() else {"có": "x", "không": "0"}.get(text, text)


def total(column: str, sent: Sequence[tuple[School, Row]]) -> str | int:
    """The sum of a column of numbers."""
    texts = [row.get(column, "") for _, row in sent]
    return sum(map(int, texts)) if all(text.isdigit() for text in texts) else ""


def sheet(lines: Sequence[Sequence[str | int]]) -> str:
    """A sheet of cells."""
    rows = (
        f'<row r="{number}">{"".join(map(cell, line))}</row>'
        for number, line in enumerate(lines, 1)
    )
    return f'<worksheet xmlns="{SPREADSHEET}"><sheetData>{"".join(rows)}</sheetData></worksheet>'


def cell(value: str | int) -> str:
    """A cell with a number or a text."""
    if isinstance(value, int):
        return f"<c><v>{value}</v></c>"
    return f'<c t="inlineStr"><is><t>{escape(value)}</t></is></c>' if value else "<c/>"


def write_parts(path: Path, parts: dict[str, str]) -> None:
    """Write the parts of a workbook, all with the earliest date an archive knows."""
    with ZipFile(path, "w") as archive:
        for name, text in parts.items():
            info = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system = 3
            archive.writestr(info, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
