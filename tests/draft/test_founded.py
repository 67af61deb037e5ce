"""Whatever a draft says is read from the sentence above it, or from a heading that it names."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dxplan
from dxplan.draft import Document, draft_of, read_document
from dxplan.draft.documents import document_of
from dxplan.draft.text_file import text_blocks
from tests.draft.founded import statements, unfounded

TEXTS = sorted((Path(__file__).parent / "texts").glob("*.txt"))


def checked(document: Document, text: str) -> list[str]:
    headings = (("", document.title), *document.sections)
    return unfounded(text, headings, frozenset(dxplan.load_text(text).units))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_number_day_and_unit_of_a_rule_is_read_from_above_it(path: Path) -> None:
    document = read_document(path)
    draft = draft_of(document, "en")
    assert checked(document, draft.text) == []
    said = [statement for _, statement in statements(draft.text)]
    declared = ("measure", "indicator", "flag")
    rules = [each for each in said if not each.startswith(declared)]
    assert len(rules) >= draft.works + draft.targets // 2 > 0


SENTENCES = (
    "1. Mục tiêu đến năm 2026\n- Tỷ lệ lớp học số đạt 70%.\n"
    "- Tỷ lệ máy hỏng không quá 5% từ quý II năm 2025.\n"
    "2. Sở Tài chính\n- Bố trí kinh phí trước ngày 20/6/2024.\n"
    "3. Việc chung\n- Thanh tra Sở phối hợp với Văn phòng Sở kiểm tra kho sách hằng quý.\n"
)


def sample() -> tuple[Document, str]:
    document = document_of(text_blocks(SENTENCES.encode()), "thử")
    return document, draft_of(document, "en").text


@pytest.mark.parametrize(
    ("right", "wrong", "found"),
    [
        ("reaches 70%", "reaches 71%", "number 71%"),
        ("reaches 70%", "reaches 7%", "number 7%"),
        ("no more than 5%", "no more than 70%", "number 70%"),
        ("reaches 70% by 2026", "reaches 70% by 2025", "time 2025"),
        ("# ? the time is that of the heading above: 2026\n", "", "time 2026"),
        ("from 2025-Q2", "from 2025-Q3", "time 2025-Q3"),
        ("from 2025-Q2", "from 2025", "time 2025"),
        ("before 2024-06-20", "before 2024-06-21", "time 2024-06-21"),
        ("before 2024-06-20", "before 2024-06", "time 2024-06"),
        ("every quarter", "every year", "every year"),
        ("lead so_tai_chinh", "lead thanh_tra_so", "lead thanh_tra_so"),
        ("heading above: Sở Tài chính", "heading above: Thanh tra Sở", "lead so_tai_chinh"),
        ("with van_phong_so", "with so_tai_chinh", "with so_tai_chinh"),
        ("lead thanh_tra_so", "lead cong_an", "cong_an is no unit"),
        ('"Bố trí kinh phí trước ngày 20/6/2024"', '"Bố trí 9 tỷ"', "title has 9"),
        ('cite "2"', 'cite "3"', "cites 3"),
        ("# 2, line 5: Bố trí kinh phí trước ngày 20/6/2024.", "# 2, line 5: Bố trí kinh phí.",
         "time 2024-06-20"),
    ],
)  # fmt: skip
def test_what_nobody_said_is_found(right: str, wrong: str, found: str) -> None:
    document, text = sample()
    assert checked(document, text) == []
    assert text.count(right) == 1, text
    headings = (("", document.title), *document.sections)
    units = frozenset(dxplan.load_text(text).units)
    told = [
        each.partition(":")[0] for each in unfounded(text.replace(right, wrong), headings, units)
    ]
    assert found in told


UNITS = ("Sở Giáo dục và Đào tạo", "Sở Tài chính", "Thanh tra Sở", "Phòng Khảo thí")
WORK = ("kiểm tra kho sách", "bố trí kinh phí", "tập huấn cốt cán", "tổng hợp danh mục")
THINGS = ("lớp học số", "giáo án mở", "hồ sơ ký số", "bài thi trên máy")
years = st.integers(2021, 2034)
months = st.integers(1, 12)
days = st.integers(1, 28)
times = st.one_of(
    st.just(""),
    years.map(lambda year: f" đến năm {year}"),
    years.map(lambda year: f" từ năm {year} đến năm {year + 2}"),
    st.builds(" trước ngày {}/{}/{}".format, days, months, years),
    st.builds(" chậm nhất ngày {} tháng {} năm {}".format, days, months, years),
    st.builds(" trong quý {} năm {}".format, st.sampled_from(("I", "II", "III", "IV")), years),
    st.builds(" trong tháng {}/{}".format, months, years),
    years.map(lambda year: f" trong năm học {year}-{year + 1}"),
)
words = st.sampled_from(("đạt", "đạt trên", "tối thiểu", "không quá", "ít nhất"))
numbers = st.one_of(st.integers(2, 99).map(str), st.integers(11, 98).map(lambda n: f"{n},5"))
sentences = st.one_of(
    st.builds("Tỷ lệ {} {} {}%{}.".format, st.sampled_from(THINGS), words, numbers, times),
    st.builds("{} chủ trì {}{}.".format, st.sampled_from(UNITS), st.sampled_from(WORK), times),
    st.builds("{}{}.".format, st.sampled_from([each.capitalize() for each in WORK]), times),
    st.builds("Hằng quý {}, trước ngày {} của tháng cuối quý.".format, st.sampled_from(WORK), days),
)
headings = st.one_of(
    st.sampled_from(UNITS), years.map("Mục tiêu đến năm {}".format), st.just("Việc chung")
)


@given(
    st.lists(
        st.tuples(headings, st.lists(sentences, min_size=1, max_size=4)), min_size=1, max_size=4
    )
)
def test_no_sentence_lends_what_it_says_to_another(parts: list[tuple[str, list[str]]]) -> None:
    lines = [
        line
        for number, (heading, below) in enumerate(parts, 1)
        for line in (f"{number}. {heading}", *(f"- {each}" for each in below))
    ]
    document = document_of(text_blocks("\n".join(lines).encode()), "thử")
    draft = draft_of(document, "en")
    assert checked(document, draft.text) == []
    shares = sum(each.startswith("Tỷ lệ") for _, below in parts for each in below)
    assert draft.text.count("%") == sum(line.count("%") for line in lines) + shares
