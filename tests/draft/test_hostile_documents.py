"""Documents that were made to do harm, and any bytes at all, are told or read, and end."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import dxplan
from dxplan.draft import CannotDraft, draft_of, read_document
from dxplan.draft.documents import document_of
from dxplan.draft.text_file import text_blocks

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(path: Path, body: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", body)
    return path


def code(path: Path) -> str:
    with pytest.raises(CannotDraft) as error:
        read_document(path)
    assert error.value.text("vi")
    return error.value.code


def test_a_word_document_that_unpacks_to_too_much_is_told(tmp_path: Path) -> None:
    body = b"<w:document/>" + b" " * (40 << 20)
    assert code(word(tmp_path / "bomb.docx", body)) == "unpacks-too-large"


def test_entities_are_told(tmp_path: Path) -> None:
    body = f'<!DOCTYPE x [<!ENTITY a "aaaa">]><w:document {W}><w:p>&a;</w:p></w:document>'.encode()
    assert code(word(tmp_path / "entities.docx", body)) == "declares-entities"


def test_numbers_without_end_and_lists_that_are_not_there_are_read(tmp_path: Path) -> None:
    item = '<w:p><w:pPr><w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr></w:pPr>'
    items = [item.format(*each) for each in (("0", "1"), ("99", "1"), ("x", "7"), ("", ""))]
    text = "".join(f"{each}<w:r><w:t>70% lớp học</w:t></w:r></w:p>" for each in items)
    numbering = (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">'
        '<w:start w:val="99999999999"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1%1%9."/>'
        '</w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        "</w:numbering>"
    )
    path = tmp_path / "lists.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {W}>{text}</w:document>")
        archive.writestr("word/numbering.xml", numbering)
    assert len(read_document(path).sentences) == 4


@pytest.mark.parametrize("tag", ["div", "table><tr><td", "b", "ul><li"])
def test_a_page_nested_as_deep_as_one_likes_ends(tmp_path: Path, tag: str) -> None:
    path = tmp_path / "deep.html"
    path.write_text(f"<{tag}>" * 20_000 + "70% lớp học đến năm 2025", "utf-8")
    try:
        read_document(path)
    except CannotDraft as refused:
        assert refused.code in ("not-a-page", "empty")


@pytest.mark.parametrize(
    "text",
    [
        "1. " * 50_000,
        "- " + "9" * 200_000 + "%",
        "- " + "9.999." * 30_000 + " học sinh",
        "- đạt " + "từ " * 50_000 + "70%",
        "(" * 100_000,
        "“" * 100_000,
        "- ngày 99/99/9999, tháng 13/2025, quý V/2025, năm học 9-9, 0/0/0000 70%.",
        "\t" * 50_000 + "70%",
        "- Phòng " + "Phòng A, " * 20_000 + "chủ trì",
        "- " + "Giao " * 40_000,
        "1.\n" * 20_000,
    ],
    ids=lambda text: text[:12],
)
def test_long_texts_of_one_kind_end(text: str) -> None:
    document = document_of(text_blocks(f"1. Một\n{text}\n2. Hai".encode()), "x")
    dxplan.load_text(draft_of(document).text)


@given(st.binary(max_size=300), st.sampled_from([".txt", ".html", ".docx", ".pdf"]))
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_bytes_are_read_or_told(tmp_path: Path, data: bytes, suffix: str) -> None:
    path = tmp_path / f"any{suffix}"
    path.write_bytes(data)
    try:
        document = read_document(path)
    except CannotDraft as refused:
        assert str(refused)
    else:
        dxplan.load_text(draft_of(document).text)


ONE_BY_ONE = (
    "1. 2. a) - I. đạt trên 70% 10-15% tăng giảm so với năm 2022 2025 đến trước ngày 20/6/2024 "
    'quý II hằng năm mỗi xã trường 5.000 học sinh ; : . , ( ) “ ” " \\ # Sở Phòng GDĐT chủ trì '
    "phối hợp do tiểu học ở cấp gấp 2 lần nhóm 10 tỉnh tỷ đồng 1,5 khoảng không quá \n \t plan"
)
WORDS = st.sampled_from(ONE_BY_ONE.split(" "))


@given(st.lists(WORDS, max_size=60))
@settings(max_examples=60, deadline=None)
def test_any_words_of_plans_give_a_draft_that_binds_and_is_formatted(words: list[str]) -> None:
    document = document_of(text_blocks(" ".join(words).encode()), "x")
    for language in ("vi", "en"):
        text = draft_of(document, language).text
        dxplan.load_text(text)
        assert dxplan.format_text(text, language) == text
