"""What a letterhead says of who issued a document."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from dxplan.draft.docx_file import docx_blocks
from dxplan.draft.head import Head, head_of
from dxplan.draft.html_file import html_blocks
from dxplan.draft.model import Block
from dxplan.draft.text_file import text_blocks


@pytest.mark.parametrize(
    ("letterhead", "issuer"),
    [
        (("UBND HUYỆN CẦU GÁO", "Số: 1/KH-UBND"), "UBND HUYỆN CẦU GÁO"),
        (("ỦY BAN NHÂN DÂN", "TỈNH MINH HÀ", "Số: 1/KH-UBND"), "ỦY BAN NHÂN DÂN TỈNH MINH HÀ"),
        (("UBND TỈNH MINH HÀ", "SỞ GIÁO DỤC VÀ ĐÀO TẠO", "Số: 1/KH-SGDĐT"),
         "SỞ GIÁO DỤC VÀ ĐÀO TẠO"),
        (("ỦY BAN NHÂN DÂN", "HUYỆN CẦU GÁO", "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO", "Số: 2/KH-PGDĐT"),
         "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO"),
        (("Cầu Gáo, ngày 20 tháng 2 năm 2025",), ""),
    ],
)  # fmt: skip
def test_the_last_body_of_a_letterhead_issued_it(letterhead: tuple[str, ...], issuer: str) -> None:
    lines = "\n\n".join((*letterhead, "KẾ HOẠCH", "Trường học số", "1. Mục", "2. Hết"))
    assert head_of(text_blocks(lines.encode()), "thử").issuer == issuer


LEFT = ("UBND TỈNH MINH HÀ", "SỞ GIÁO DỤC VÀ ĐÀO TẠO", "Số: 7/KH-SGDĐT")
RIGHT = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "_" * 20,
    "ngày 3 tháng 2 năm 2026",
)
TITLE = ("KẾ HOẠCH", "Trường học số", "giai đoạn 2026 - 2028")


def test_a_letterhead_in_two_columns_is_read_down_each(tmp_path: Path) -> None:
    told = Head("Trường học số giai đoạn 2026 - 2028", "7/KH-SGDĐT", "SỞ GIÁO DỤC VÀ ĐÀO TẠO",
                "2026-02-03", ("2026", "2028"))  # fmt: skip
    rest = ("I. Mục tiêu", "- Đạt 70%.", "II. Hết")
    for broken_as in (_in_word, _in_cells_of_a_page, _in_lines_of_a_page):
        assert head_of(broken_as(tmp_path, rest), "thử") == told, broken_as


def _in_word(folder: Path, rest: tuple[str, ...]) -> list[Block]:
    made = docx.Document()
    left, right = made.add_table(1, 2).rows[0].cells
    left.text = "\n".join(LEFT)
    right.text = RIGHT[0]
    for line in RIGHT[1:]:
        right.add_paragraph(line)
    for line in (*TITLE, *rest):
        made.add_paragraph(line)
    made.save(str(folder / "plan.docx"))
    return docx_blocks(folder / "plan.docx")


def _in_cells_of_a_page(folder: Path, rest: tuple[str, ...]) -> list[Block]:
    paired = "".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in zip(LEFT, RIGHT, strict=True))
    return html_blocks(f"<table>{paired}</table>{_paragraphs(rest)}".encode())


def _in_lines_of_a_page(folder: Path, rest: tuple[str, ...]) -> list[Block]:
    cells = f"<td>{'<br>'.join(LEFT)}</td><td><p>{'</p><p>'.join(RIGHT)}</p></td>"
    return html_blocks(f"<table><tr>{cells}</tr></table>{_paragraphs(rest)}".encode())


def _paragraphs(rest: tuple[str, ...]) -> str:
    return "".join(f"<p>{line}</p>" for line in (*TITLE, *rest))


def test_the_motto_beside_an_issuer_is_not_of_its_name() -> None:
    lines = "\n\n".join(
        ("UBND TỈNH MINH HÀ   CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", *TITLE, "1. Hết")
    )
    assert head_of(text_blocks(lines.encode()), "thử").issuer == "UBND TỈNH MINH HÀ"


@pytest.mark.parametrize(
    ("below", "title"),
    [
        (("VỀ TRƯỜNG HỌC SỐ", "GIAI ĐOẠN 2026 - 2028"), "VỀ TRƯỜNG HỌC SỐ GIAI ĐOẠN 2026 - 2028"),
        (("VỀ TRƯỜNG HỌC SỐ", "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH"), "VỀ TRƯỜNG HỌC SỐ"),
        (("Về trường học số", "UBND TỈNH MINH HÀ"), "Về trường học số"),
        (("Về trường học số", "Căn cứ Luật Giáo dục,"), "Về trường học số"),
    ],
)
def test_a_title_goes_on_while_its_lines_do(below: tuple[str, ...], title: str) -> None:
    lines = "\n\n".join(("KẾ HOẠCH", *below, "I. MỤC TIÊU", "II. HẾT"))
    assert head_of(text_blocks(lines.encode()), "thử").title == title
