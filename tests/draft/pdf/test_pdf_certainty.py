"""What cannot be read for certain is refused, or said with its pages; never passed over."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import dxplan
from dxplan.cli import main
from dxplan.draft import CannotDraft, draft_of, read_document
from dxplan.draft.reading import blocks_of
from dxplan.limits import Limits, limited
from dxplan.report.document_coverage_json import document_coverage_json
from dxplan.report.document_coverage_text import document_coverage_text
from tests.draft.pdf.made import PICTURE, Drawn, Part, Text, data_of, lines, pdf

QPDF = shutil.which("qpdf")
GOOD = lines("I. Mục tiêu", "- Tỷ lệ lớp học số đạt 70% đến năm 2026.", "II. Hết")


def refused(path: Path, *pages: list[Part], unnamed: tuple[str, ...] = ()) -> tuple[str, object]:
    with pytest.raises(CannotDraft) as error:
        blocks_of(pdf(path / "page.pdf", *pages, unnamed=unnamed))
    assert error.value.text("vi")
    return error.value.code, error.value.params.get("font", "")


def noted(path: Path, *pages: list[Part], unnamed: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    _, notes = blocks_of(pdf(path / "page.pdf", *pages, unnamed=unnamed))
    return [(each.code, each.pages) for each in notes]


@pytest.mark.parametrize("font", [".VnTime", "VNI-Times", "ABCDEF+.VnTimeH", "VPS-Times"])
def test_old_vietnamese_fonts_are_refused_by_name(tmp_path: Path, font: str) -> None:
    page = [Text("1. Tû lÖ líp häc sè ®¹t 70%", font=font)]
    assert refused(tmp_path, page) == ("old-font", font.rpartition("+")[2])


def test_old_letters_are_told_under_any_name_of_a_font(tmp_path: Path) -> None:
    page = [Text("Tõ n¨m 2024 ®Õn n¨m 2025, ®¹t trªn 70% µ ¸ ¶ · ¹ häc sinh", font="Minh")]
    assert refused(tmp_path, page) == ("old-font", "Minh")


def test_an_old_name_is_no_reason_where_the_letters_are_told(tmp_path: Path) -> None:
    assert noted(tmp_path, [Text("Tỷ lệ lớp học số đạt 70%", font=".VnTime")]) == []
    assert noted(tmp_path, [*GOOD, Text("12", y=600, font=".VnTime")]) == []
    assert noted(tmp_path, [*GOOD, Text("“–”…", y=600, font=".VnTime")]) == []


def test_letters_that_no_file_names_are_refused(tmp_path: Path) -> None:
    page = [Text("\ue001\ue002\ue003 70%", font="Hidden"), *GOOD[:1]]
    assert refused(tmp_path, page) == ("unmapped", "Hidden")


def test_a_few_of_them_are_marked_and_said(tmp_path: Path) -> None:
    page = [*GOOD, *lines(*["Các trường thực hiện nghiêm túc kế hoạch."] * 3, y=700)]
    page.append(Text("Số \ue001", y=600))
    blocks, notes = blocks_of(pdf(tmp_path / "page.pdf", page))
    assert blocks[-1].text == "Số \ufffd"
    assert [(each.code, each.pages) for each in notes] == [("unmapped", "1")]


def test_the_signs_of_items_in_wingdings_are_bullets(tmp_path: Path) -> None:
    blocks, notes = blocks_of(pdf(tmp_path / "page.pdf", [Text("\uf0b7 Tổng kết")]))
    assert ([(each.marker, each.text) for each in blocks], notes) == ([("•", "Tổng kết")], ())


def test_pages_of_pictures_among_pages_of_text_are_said(tmp_path: Path) -> None:
    drawing = [Drawn("10 10 m 90 90 l S")]
    found = noted(tmp_path, GOOD, [PICTURE], drawing, [], [*GOOD, PICTURE], [PICTURE])
    assert found == [("no-text", "2-3, 6"), ("picture", "5")]


def test_recognised_text_is_read_and_said_to_be_compared(tmp_path: Path) -> None:
    scan = [PICTURE, Text("- Đạt 70% năm 2025.", mode=3)]
    blocks, _ = blocks_of(pdf(tmp_path / "scan.pdf", scan))
    assert [each.text for each in blocks] == ["Đạt 70% năm 2025."]
    assert noted(tmp_path, GOOD, scan) == [("recognised", "2")]


def test_white_text_is_read_and_said(tmp_path: Path) -> None:
    assert noted(tmp_path, [*GOOD, Text("- Đạt 99%.", y=700, white=True)]) == [("white", "1")]


@pytest.mark.parametrize("matrix", ["0 1 -1 0", "0.7 0.7 -0.7 0.7", "-1 0 0 -1"])
def test_text_at_another_angle_is_left_out_and_said(tmp_path: Path, matrix: str) -> None:
    page = [*GOOD, Text("BẢN SAO 12%", 300, 400, matrix=matrix)]
    blocks, notes = blocks_of(pdf(tmp_path / "page.pdf", page))
    assert not any("12%" in each.text for each in blocks)
    assert [(each.code, each.pages) for each in notes] == [("turned", "1")]


def test_what_is_all_askew_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, [Text("Đạt 12%", matrix="0.7 0.7 -0.7 0.7")])[0] == "turned-text"


def test_draft_and_coverage_say_it_first(tmp_path: Path) -> None:
    document = read_document(pdf(tmp_path / "page.pdf", GOOD, [PICTURE]))
    text = draft_of(document).text
    assert "# ? các trang không có chữ (ảnh chụp, hình vẽ) nên không đọc được gì: 2\n" in text
    assert dxplan.format_text(text) == text
    plan = dxplan.load_text('measure a\nmeasure b\nindicator x = a / b\nx >= 70% by 2026 cite "I"')
    found = dxplan.coverage(plan, tmp_path / "page.pdf")
    assert "pages without text (pictures, drawings), of which nothing was read: 2" in (
        " ".join(document_coverage_text(found, "en").split())
    )
    assert document_coverage_json(found)["notes"] == [{"about": "no-text", "pages": "2"}]


def locked(path: Path, bits: str, user: str, *more: str) -> Path:
    """A page under a password, as programs for documents lock one."""
    if QPDF is None:
        pytest.skip("there is no qpdf")
    plain, written = pdf(path / "plain.pdf", GOOD), path / "page.pdf"
    subprocess.run(
        [
            QPDF,
            "--allow-weak-crypto",
            "--encrypt",
            user,
            "owner",
            bits,
            *more,
            "--",
            plain,
            written,
        ],
        check=True,
    )
    return written


@pytest.mark.parametrize("how", [("40",), ("128",), ("128", "--use-aes=y"), ("256",)])
def test_a_locked_file_is_told_and_one_that_only_may_not_be_changed_is_read(
    tmp_path: Path, how: tuple[str, ...]
) -> None:
    with pytest.raises(CannotDraft) as error:
        read_document(locked(tmp_path, how[0], "user", *how[1:]))
    assert error.value.code == "locked"
    assert len(read_document(locked(tmp_path, how[0], "", *how[1:])).sentences) == 1


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "no head": lambda data: data[9:200],
    "cut": lambda data: data[: len(data) // 3],
    "head alone": lambda _: b"%PDF-1.4\n",
    "no root": lambda data: data.replace(b"/Root", b"/Rood").replace(b"/Catalog", b"/Kattalg"),
    "nothing": lambda _: b"",
    "text": lambda _: "Kế hoạch".encode(),
    "no pages": lambda data: data.replace(b"/Kids", b"/Kits").replace(b"/Count 1", b"/Count 0"),
    "stream": lambda data: data.replace(b"stream\nx", b"stream\ny"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_one_line_and_nothing_of_a_library(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], damage: str
) -> None:
    path = tmp_path / "page.pdf"
    path.write_bytes(DAMAGES[damage](data_of(GOOD)))
    assert main(["draft", str(path)]) == 2
    told = capfd.readouterr()
    assert told.out == ""
    assert told.err.replace("\n  ", " ").count("\n") == 1
    assert told.err.startswith(str(path))


def test_the_name_of_a_font_is_shown_as_text(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = pdf(tmp_path / "page.pdf", [Text("häc sè", font=".VnTime#1b]0;x#07")])
    assert main(["draft", str(path)]) == 2
    assert not {"\x1b", "\x07"} & set(capfd.readouterr().err)


def test_limits_hold_for_pages_and_their_letters(tmp_path: Path) -> None:
    path = pdf(tmp_path / "page.pdf", GOOD, GOOD)
    for given, code in (
        (Limits(document_pages=1), "too-many-pages"),
        (Limits(document_page_characters=20), "page-too-long"),
        (Limits(document_characters=80), "too-long"),
        (Limits(document_page_unpacked=100), "unpacks-too-large"),
        (Limits(document_unpacked=1_000), "unpacks-too-large"),
    ):
        with limited(given), pytest.raises(CannotDraft) as error:
            blocks_of(path)
        assert error.value.code == code
        assert error.value.text("vi")
