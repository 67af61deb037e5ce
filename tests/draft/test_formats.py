"""The same document in every format, and files that are none."""

from __future__ import annotations

import sys
import zlib
from pathlib import Path

import docx
import pytest

from dxplan.draft import CannotDraft, Document, read_document
from dxplan.limits import Limits, limited

LINES = (
    "I. MỤC TIÊU",
    "1. Dạy học",
    "a) Trên lớp",
    "- Tỷ lệ lớp học số đạt 70% đến năm 2026.",
    "b) Ở nhà",
    "- 90% học sinh có tài khoản trước ngày 20/6/2025.",
    "II. TỔ CHỨC",
    "1. Sở Tài chính",
    "- Hằng năm bố trí kinh phí.",
)
TEXT = "\n".join(LINES)
FOUND = [
    ("I.1.a", LINES[3][2:], {"number", "date"}),
    ("I.1.b", LINES[5][2:], {"number", "date"}),
    ("II.1", LINES[8][2:], {"recurrence", "unit"}),
]


def said(document: Document) -> list[tuple[str, str, set[str]]]:
    return [(each.section, each.text, set(each.carries)) for each in document.sentences]


def refused(path: Path) -> tuple[str, dict[str, object]]:
    with pytest.raises(CannotDraft) as error:
        read_document(path)
    assert str(error.value)
    assert error.value.text("vi")
    return error.value.code, error.value.params


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_is_read_in_the_encodings_that_say_what_they_are(
    tmp_path: Path, encoding: str
) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(TEXT.encode(encoding))
    document = read_document(path)
    assert said(document) == FOUND
    assert [each.place.number for each in document.sentences] == [4, 6, 9]


@pytest.mark.parametrize("encoding", ["cp1258", "utf-16-le", "latin-1"])
def test_text_in_any_other_encoding_is_refused_with_its_line(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(f"one\n{TEXT}".encode(encoding, "replace").replace(b"?", b"\xff"))
    code, params = refused(path)
    assert (code, params["line"]) == ("not-text", 2)


@pytest.mark.parametrize(
    "data",
    [b"\xff\xfe\x00\x01garb", b"\xff\xfe" + bytes(range(1, 200)), b"\x01\x02ab\x03\x04"],
)
def test_bytes_that_are_no_text_are_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(data)
    assert refused(path) == ("not-text", {"line": 1})


def test_letters_in_parts_are_put_together(tmp_path: Path) -> None:
    import unicodedata

    path = tmp_path / "page.txt"
    path.write_text(unicodedata.normalize("NFD", TEXT), "utf-8")
    assert said(read_document(path)) == FOUND


def test_a_page_is_read_without_its_scripts(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    body = "".join(f"<p>{line.replace(' ', chr(10), 1)}</p>" for line in LINES)
    script = "<script>80% đến năm 2025</script><style>90% {}</style><!-- 70% -->"
    path.write_text(f"<html><head><title>x 5%</title></head><body>{script}{body}", "utf-8")
    assert said(read_document(path)) == FOUND


def test_a_word_document_is_read_with_the_numbers_that_it_shows(tmp_path: Path) -> None:
    path = tmp_path / "page.docx"
    made = docx.Document()
    for line in LINES[:3]:
        made.add_paragraph(line)
    made.add_paragraph(LINES[3][2:], style="List Bullet")
    made.add_paragraph(LINES[4])
    made.add_paragraph(LINES[5][2:], style="List Bullet")
    made.add_paragraph(LINES[6])
    made.add_paragraph(LINES[7][3:], style="List Number")
    made.add_paragraph(LINES[8])
    made.save(str(path))
    document = read_document(path)
    assert said(document) == FOUND
    assert [(e.place.kind, e.place.number) for e in document.sentences] == [
        ("paragraph", 4), ("paragraph", 6), ("paragraph", 9),
    ]  # fmt: skip


def test_a_table_is_read_by_its_headings_in_every_format(tmp_path: Path) -> None:
    rows = (
        ("STT", "Chỉ tiêu", "Chủ trì", "Phối hợp", "Thời hạn"),
        ("1", "Tỷ lệ lớp học số đạt 70%", "Văn phòng Sở", "Các trường", "Quý II/2025"),
    )
    made = docx.Document()
    made.add_paragraph("Phụ lục")
    table = made.add_table(rows=2, cols=5)
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            table.cell(number, column).text = cell
    made.save(str(tmp_path / "a.docx"))
    cells = "".join(f"<tr>{''.join(f'<td><p>{c}</p></td>' for c in row)}</tr>" for row in rows)
    (tmp_path / "b.html").write_text(f"<p>Phụ lục</p><table>{cells}</table>", "utf-8")
    lines = "\n".join("\t".join(row) for row in rows)
    (tmp_path / "c.txt").write_text(f"Phụ lục\n\n{lines}\n", "utf-8")
    for name in ("a.docx", "b.html", "c.txt"):
        (sentence,) = read_document(tmp_path / name).sentences
        assert (sentence.section, sentence.text) == ("PL.1", "Tỷ lệ lớp học số đạt 70%")
        assert [(u.role, u.name) for u in sentence.units] == [
            ("lead", "van_phong_so"), ("with", "cac_truong"),
        ]  # fmt: skip
        assert [time.literal for time in sentence.times] == ["2025-Q2"]


def pdf(path: Path, *lines: str) -> Path:
    """A PDF of one page, of lines in Latin letters."""
    shown = "".join(f"({line}) Tj 0 -14 Td " for line in lines)
    content = zlib.compress(f"BT /F1 11 Tf 40 800 Td {shown}ET".encode("latin-1"))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    data, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    start = len(data)
    data += b"xref\n0 6\n0000000000 65535 f \n"
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start
    path.write_bytes(data)
    return path


def test_a_pdf_with_text_is_read_by_its_pages(tmp_path: Path) -> None:
    path = pdf(tmp_path / "page.pdf", "1. Goals", "- 80% of teachers are", "trained by 2026.",
               "2. Ends")  # fmt: skip
    (sentence,) = read_document(path).sentences
    assert (sentence.text, sentence.section) == ("80% of teachers are trained by 2026.", "1")
    assert (sentence.place.kind, sentence.place.number) == ("page", 1)


def test_a_pdf_of_pictures_is_told_to_be_one(tmp_path: Path) -> None:
    assert refused(pdf(tmp_path / "scan.pdf")) == ("no-text", {})


def test_a_damaged_pdf_is_told(tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    path.write_bytes(b"%PDF-1.4\nnothing of the kind")
    assert refused(path)[0] in ("broken", "no-text")


def test_what_is_no_word_document_is_told(tmp_path: Path) -> None:
    path = tmp_path / "page.docx"
    path.write_bytes(b"PK\3\4 and no more")
    assert refused(path) == ("not-a-document", {})
    path.write_text("text", "utf-8")
    assert refused(path) == ("not-a-document", {})


def test_files_of_other_kinds_missing_and_empty_ones_are_told(tmp_path: Path) -> None:
    assert refused(tmp_path / "page.odt")[0] == "unknown-format"
    assert refused(tmp_path / "none.txt")[0] == "unreadable"
    (tmp_path / "empty.txt").write_text("\n 1 \n", "utf-8")
    assert refused(tmp_path / "empty.txt") == ("empty", {})
    (tmp_path / "empty.html").write_text("", "utf-8")
    assert refused(tmp_path / "empty.html") == ("empty", {})
    (tmp_path / "folder.txt").mkdir()
    assert refused(tmp_path / "folder.txt")[0] == "folder"
    assert refused(Path())[0] == "folder"


def test_limits_hold_for_documents(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(TEXT, "utf-8")
    with limited(Limits(document_bytes=100)):
        assert refused(path)[0] == "unreadable"
    with limited(Limits(document_characters=100)):
        assert refused(path) == ("too-long", {"most": 100})
    two = pdf(tmp_path / "page.pdf", "1. Goals")
    with limited(Limits(document_characters=1)):
        assert refused(two)[0] == "too-long"


@pytest.mark.parametrize(("suffix", "module"), [(".pdf", "pypdf"), (".html", "lxml")])
def test_a_part_that_is_not_installed_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str, module: str
) -> None:
    path = tmp_path / f"page{suffix}"
    path.write_text("<p>1</p>", "utf-8")
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(CannotDraft) as error:
        read_document(path)
    assert str(error.value) == (
        f'reading {suffix} needs a part that is not installed: pip install "dxplan[draft]"'
    )
