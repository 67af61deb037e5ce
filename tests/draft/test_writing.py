"""What rules a draft has: they can be read, are formatted, and hold nothing that nobody said."""

from __future__ import annotations

from pathlib import Path

import pytest

import dxplan
from dxplan.draft import Document, draft_of, read_document
from dxplan.draft.documents import document_of
from dxplan.draft.text_file import text_blocks
from dxplan.draft.wording import comment
from dxplan.messages import LANGUAGES, Language

TEXTS = sorted((Path(__file__).parent / "texts").glob("*.txt"))


def document(*lines: str) -> Document:
    return document_of(text_blocks("\n".join(("1. Mục", *lines, "2. Hết")).encode()), "thử")


def rules(*lines: str, language: Language = "vi") -> list[str]:
    """The rules of a draft: neither comments nor what is declared for them."""
    text = draft_of(document(*lines), language).text
    heads = ("#", " ", "kế hoạch", "plan", "số liệu", "measure", "chỉ tiêu", "indicator", "đơn vị")
    more = ("phân tổ", "dấu hiệu", "unit", "dimension", "flag")
    return [line for line in text.splitlines() if line and not line.startswith((*heads, *more))]


def doubts(*lines: str) -> list[str]:
    text = draft_of(document(*lines), "vi").text.replace("\n#   ", " ")
    return [line[4:] for line in text.splitlines() if line.startswith("# ?")]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_draft_can_be_read_and_is_formatted(path: Path, language: Language) -> None:
    draft = draft_of(read_document(path), language)
    plan = dxplan.load_text(draft.text)
    assert dxplan.format_text(draft.text, language) == draft.text
    assert len(plan.tasks) + len(plan.duties) == draft.works
    assert len(plan.targets) >= draft.targets > 0 or path.stem == "phu_luc"
    assert draft.doubts == sum(line.startswith("# ?") for line in draft.text.splitlines()) > 0


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_rule_cites_a_section_of_the_document(path: Path) -> None:
    document = read_document(path)
    plan = dxplan.load_text(draft_of(document).text)
    known = {each.section for each in document.sentences}
    cited = [each.cite for each in plan.targets]
    cited += [each.cite for each in plan.tasks]
    cited += [each.cite for each in plan.duties]
    for cite in cited:
        assert cite in known or any(each.startswith(f"{cite}.") for each in known)


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("- Tỷ lệ lớp học số đạt 70% đến năm 2026.", "ty_le_lop_hoc_so đạt 70% đến năm 2026"),
        ("- Tỷ lệ lớp học số đạt 70% vào năm 2026.", "ty_le_lop_hoc_so đạt 70% đến năm 2026"),
        ("- Tỷ lệ lớp học số đạt trên 70% trong năm 2026.",
         "ty_le_lop_hoc_so đạt trên 70% trong năm 2026"),
        ("- Tỷ lệ lớp học số tối thiểu 2,5% hằng năm.", "ty_le_lop_hoc_so tối thiểu 2.5% hằng năm"),
        ("- Tỷ lệ lớp học số đạt từ 30% đến 40% đến năm 2025.",
         "ty_le_lop_hoc_so từ 30% đến 40% đến năm 2025"),
        ("- Tỷ lệ máy hỏng không quá 5% từ quý II năm 2025.",
         "ty_le_may_hong không quá 5% từ quý II năm 2025"),
        ("- Tỷ lệ máy hỏng giảm 20% so với năm 2022 đến năm 2025.",
         "ty_le_may_hong giảm 20% so với năm 2022 đến năm 2025"),
        ("- Số thư viện gấp 2 lần so với năm 2022 đến năm 2025.",
         "so_thu_vien gấp 2 lần so với năm 2022 đến năm 2025"),
        ("- Tỷ lệ lớp học số duy trì trên 95% đến hết năm 2025.",
         "ty_le_lop_hoc_so duy trì trên 95% đến năm 2025"),
        ("- Tỷ lệ lớp học số năm 2023 đạt 20%, năm 2024 đạt 30%.",
         "ty_le_lop_hoc_so đạt 20% trong năm 2023, đạt 30% trong năm 2024"),
        ("- Tỷ lệ lớp học số đạt 5% ở cấp tiểu học, 10% ở cấp trung học đến năm 2025.",
         "ty_le_lop_hoc_so tieu_hoc đạt 5%, trung_hoc đạt 10% đến năm 2025"),
        ("- Chi cho thiết bị ít nhất 1,5 tỷ đồng mỗi năm.",
         "chi_cho_thiet_bi ít nhất 1.5 tỷ đồng hằng năm"),
        ("- Trên 70% học sinh có thẻ thư viện trước ngày 20/6/2024.",
         "hoc_sinh_co_the_thu_vien trên 70% trước ngày 20/6/2024"),
    ],
)  # fmt: skip
def test_a_sentence_becomes_a_target(sentence: str, rule: str) -> None:
    assert rules(sentence) == [rule]


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("- Xong sổ mới trước ngày 15/5/2025.",
         'nhiệm vụ xong_so_moi_truoc_ngay_15_5_2025 "Xong sổ mới trước ngày 15/5/2025"'
         " trước ngày 15/5/2025\n    căn cứ"),
        ("- Họp hằng quý trước ngày 15 của tháng cuối quý.",
         'định kỳ hop_hang_quy_truoc_ngay_15_cua "Họp hằng quý trước ngày 15 của tháng cuối quý"'
         " hằng quý\n    trước ngày 15 của tháng cuối\n"),
        ("- Tổng kết tháng 12/2025.",
         'nhiệm vụ tong_ket_thang_12_2025 "Tổng kết tháng 12/2025" trong tháng 12/2025\n'),
        ("- Cứ 6 tháng một lần kiểm kê máy.",
         'định kỳ cu_6_thang_mot_lan_kiem_ke_may "Cứ 6 tháng một lần kiểm kê máy" 6 tháng một lần'),
    ],
)  # fmt: skip
def test_a_sentence_becomes_work(sentence: str, rule: str) -> None:
    assert rule in draft_of(document(sentence), "vi").text


def test_what_cannot_be_bound_is_shown_as_a_comment() -> None:
    # Growth is judged for all together.
    text = draft_of(document("- Số máy của mỗi trường tăng 10-15%/năm."), "vi").text
    assert "# ? chưa viết được thành quy tắc:\n# so_may" in text
    assert dxplan.load_text(text).targets == ()


def test_a_share_of_schools_is_counted_by_schools() -> None:
    text = draft_of(document("- 80% trường có trang thông tin điện tử đến năm 2025."), "en").text
    assert "share of schools where" in text
    plan = dxplan.load_text(text)
    assert [each.low for each in plan.targets] == [80]


def test_what_several_numbers_are_about_is_kept_apart() -> None:
    found = rules("- 100% học sinh, 90% nhà giáo có hồ sơ số đến năm 2025.")
    assert found == ["hoc_sinh đạt 100% đến năm 2025", "nha_giao_co_ho_so_so đạt 90% đến năm 2025"]


def test_a_heading_gives_time_and_unit_and_that_is_said() -> None:
    text = draft_of(
        document_of(
            text_blocks(
                "1. Mục tiêu đến năm 2026\n- Tỷ lệ lớp học số đạt 70%.\n"
                "2. Sở Tài chính\n- Bố trí kinh phí cho kế hoạch.\n".encode()
            ),
            "x",
        ),
        "vi",
    ).text
    assert "ty_le_lop_hoc_so đạt 70% đến năm 2026\n" in text
    assert "# ? thời hạn lấy theo đề mục phía trên: năm 2026\n" in text
    assert "    chủ trì so_tai_chinh\n" in text
    assert "# ? đơn vị lấy theo đề mục phía trên: Sở Tài chính\n" in text


def test_what_rules_cannot_say_is_shown_as_a_comment() -> None:
    text = draft_of(document("- Khoảng 30% tiết học có thiết bị đo đến năm 2025."), "vi").text
    assert "# tiet_hoc_co_thiet_bi_do about 30% by 2025" in text
    assert dxplan.load_text(text).targets == ()


@pytest.mark.parametrize(
    ("sentence", "doubt"),
    [
        ("- Hoàn thành tự đánh giá trước 20/6.", "ngày 20/6 không ghi năm"),
        ("- Trả lời trong 5 ngày làm việc kể từ ngày nhận đơn.",
         "thời hạn là 5 ngày làm việc kể từ một việc khác: hãy khai báo việc đó rồi ghi thời hạn"
         " tính từ việc đó"),
        ("- Tỷ lệ lớp học số đạt 70%.", "văn bản không ghi thời hạn"),
        ("- Tỷ lệ lớp học số đạt bình quân 70%.",
         "số trung bình: cần quyết định tính bình quân theo đối tượng nào"),
        ("- Số cuộc họp giấy giảm 20% đến năm 2025.",
         "văn bản ghi tăng hoặc giảm nhưng không ghi so với năm nào"),
        ("- Định kỳ báo cáo kết quả.", "văn bản ghi định kỳ nhưng không ghi bao lâu một lần"),
        ("- Ít nhất một thư viện số.", "văn bản viết số bằng chữ"),
        ("- 80% giáo viên có chứng chỉ.", "văn bản chỉ ghi con số; hiểu là ít nhất bằng số đó"),
        ("- Tổng kết vào năm 2025.",
         "chưa rõ phải xong chậm nhất năm 2025 hay làm trong năm 2025: hãy chọn `đến` hoặc"
         " `trong`"),
    ],
)  # fmt: skip
def test_what_is_not_certain_is_said(sentence: str, doubt: str) -> None:
    assert doubt in doubts(sentence)


def test_the_head_of_a_document_becomes_the_plan_statement() -> None:
    path = Path(__file__).parent / "texts" / "tinh.txt"
    plan = dxplan.load_text(draft_of(read_document(path)).text)
    assert (plan.document.number, plan.document.issuer) == (
        "412/KH-UBND", "Ủy ban nhân dân tỉnh Minh Hà",
    )  # fmt: skip
    assert plan.period is not None
    assert (plan.period.start.year, plan.period.end.year) == (2024, 2027)
    assert plan.title == "Phát triển trường học số tỉnh Minh Hà giai đoạn 2024 - 2027"


def test_rows_of_a_table_have_their_units_and_times() -> None:
    path = Path(__file__).parent / "texts" / "phu_luc.txt"
    plan = dxplan.load_text(draft_of(read_document(path)).text)
    first = plan.tasks[0]
    assert [unit.name for unit in first.lead] == ["van_phong_so"]
    assert [unit.name for unit in first.cooperating] == ["cac_phong_gddt"]
    assert (first.time.kind, first.time.text, first.cite) == (
        "before",
        "before.2025-08-01",
        "PL.A.3",
    )


def test_a_row_of_a_table_is_quoted_with_the_cells_that_its_rule_takes() -> None:
    path = Path(__file__).parent / "texts" / "phu_luc.txt"
    text = draft_of(read_document(path)).text
    quoted = "# PL.A.3, dòng 8: Tập huấn giáo viên cốt cán\n# Văn phòng Sở | Các Phòng GDĐT |"
    assert f"{quoted} Trước ngày 01/8/2025\n" in text


def test_no_line_of_the_head_begins_with_the_sign_of_a_doubt() -> None:
    for width in range(60, 100):
        lines = comment(f"{'a' * width} “# ?” b" + " c" * 30)
        assert [line for line in lines if line.startswith(("# #", "# ?"))] == []
        assert any("“# ?”" in line for line in lines)
