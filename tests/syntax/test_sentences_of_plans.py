"""Sentences as plans write them: which message they bring about, and what it is about."""

import pytest

from dxplan.source import source_from_text
from dxplan.syntax.parse import parse


def said(text: str) -> list[tuple[str, str]]:
    found = parse(source_from_text(text)).diagnostics
    return [(d.code, d.span.text) for d in found if d.span is not None]


@pytest.mark.parametrize(
    ("text", "code", "underlined"),
    [
        ("x tăng 10% đến 15%/năm", "range-in-words", "10% đến 15%"),
        ("x tăng 10% - 15% hằng năm", "range-in-words", "10% - 15%"),
        ("x tăng 10–15% hằng năm", "range-in-words", "10–15%"),
        ("x increases 10% to 15% every year", "range-in-words", "10% to 15%"),
        ("x tăng bình quân 10% mỗi năm", "growth-on-average", "bình quân"),
        ("x increases on average 10% every year", "growth-on-average", "on average"),
        ("x giảm xuống còn 20% đến năm 2025", "level-behind-decrease", "giảm xuống còn 20%"),
        ("x decreases to 20% by 2025", "level-behind-decrease", "decreases to 20%"),
        ("x increases up to 70% by 2025", "level-behind-increase", "increases up to 70%"),
        ("x gấp ba lần so với năm 2020", "multiple-in-words", "gấp ba"),
        ("x doubles against 2020 by 2025", "multiple-in-words", "doubles against"),
        ("x triples against 2020 by 2025", "multiple-in-words", "triples against"),
        ("x at least two in each commune", "number-in-words", "two"),
        ("x đạt 70% vào cuối năm 2026", "unclear-time-word", "vào cuối"),
        ("x đạt 70% vao cuoi nam 2026", "unclear-time-word", "vao cuoi"),
        ("x từ năm 2022 tăng thêm 5%", "time-before-threshold", "từ năm"),
        ("x đến hết năm 2026 đạt 70%", "time-before-threshold", "đến hết năm 2026"),
        ("x by 2026 >= 70%", "time-before-threshold", "by 2026"),
        ("x năm 2024: 20%, năm 2025: 30%", "time-before-threshold", "năm 2024"),
        ("x đạt 20% trong năm 2024, năm 2025 đạt 30%", "time-before-threshold", "năm 2025"),
        ("x hằng năm đạt 5%", "time-before-threshold", "hằng năm"),
        ("x every year reaches 5%", "time-before-threshold", "every year"),
        ("không có huyện nào dưới 40%", "none-below", "không có huyện nào dưới 40%"),
        ("x để 5%, không xã nào thấp hơn 4%", "none-below", "không xã nào thấp hơn 4%"),
        ("x mỗi xã tối thiểu 1", "each-without-in", "mỗi xã"),
        ("x tối thiểu 1 mỗi xã", "each-without-in", "mỗi xã"),
        ("x at least 1 every commune", "each-without-in", "every commune"),
        ("90% đô_thị, 70% còn lại", "begins-with-number", "90%"),
        ("5 máy mỗi trường", "begins-with-number", "5"),
        ("70% xã có thư viện", "share-of-groups-in-words", "70% xã"),
        ("70% of communes have a library", "share-of-groups-in-words", "70% of communes"),
        ("xóa x đến năm 2025", "eliminated-first", "xóa"),
        ("x đạt 5.000 học sinh/máy đến năm 2025", "unit-behind-number", "5.000 học sinh/máy"),
        ("x đạt 9 bác sĩ/10.000 dân", "unit-behind-number", "9 bác sĩ/10.000 dân"),
        ("x đạt 10 trường đến năm 2025", "unit-behind-number", "10 trường"),
        ("x đạt 5 đồng tiền", "unit-behind-number", "đồng tiền"),
        ("x đạt 500 tr", "unknown-keyword", "tr"),
        ("x đạt 90% y, 70% còn lại", "members-behind-number", "y"),
        ("x y đạt 90%, 70% còn lại", "members-behind-number", "còn lại"),
        ("x đạt 95%, trong đó 60% y", "of-which-without-name", "trong đó"),
        ("chỉ tiêu x = tỉ lệ xã có y >= 1", "unknown-keyword", "tỉ lệ xã có"),
        ("indicator x = share of communes with y", "unknown-keyword", "share of communes with"),
        ("chỉ tiêu x = số trường mà ít nhất 2 trong 3 (a, b, c)", "missing-list", "3"),
        ("chỉ tiêu x = a trên 10000 b", "rate-in-words", "trên"),
        ("chỉ tiêu x = a / 10000 b", "rate-in-words", "10000"),
        ("x đạt 4 khi đạt y", "unknown-keyword", "đạt"),
        ("x >= 4 when reached y", "unknown-keyword", "reached"),
        ("x phấn đấu đạt 30%", "vague-word", "phấn đấu"),
        ("x top 10", "place-in-words", "top 10"),
        ("x thứ hạng 10", "place-in-words", "thứ hạng 10"),
    ],
)
def test_sentence_of_a_plan_is_known(text: str, code: str, underlined: str) -> None:
    assert said(text) == [(code, underlined)]


@pytest.mark.parametrize(
    ("text", "underlined", "suggestion"),
    [
        ("x đạt 5% den nam 2025", "den", "đến"),
        ("x đạt 5% den het năm 2025", "den het", "đến hết"),
        ("x đạt 5% đén năm 2025", "đén", "đến"),
        ("x đạt 5% TRUOC năm 2025", "TRUOC", "trước"),
        ("x đạt 5% đến nam 2025", "nam", "năm"),
        ("x đạt 5% đến năm 2025 chu tri y", "chu tri", "chủ trì"),
        ('x đạt 5% đến năm 2025 can  cu "I.1"', "can  cu", "căn cứ"),
        ("x đạt 5 ty đến năm 2025", "ty", "tỷ"),
        ("x it nhat 5% đến năm 2025", "it nhat", "ít nhất"),
        ("x khong duoi 5% đến năm 2025", "khong duoi", "không dưới"),
        ('don vi y "Y"', "don vi", "đơn vị"),
        ('dinh ky k "K" hằng quý', "dinh ky", "định kỳ"),
        ("chỉ tiêu x = ti le truong ma y", "ti le truong ma", "tỉ lệ trường mà"),
        ("x reaches 5% befor 2025", "befor", "before"),
        ("x increases 5% evrey year", "evrey", "every"),
        ("x reaches 5% by 2025 leed y", "leed", "lead"),
    ],
)
def test_a_keyword_without_its_marks_or_nearly_spelt_is_told_as_that(
    text: str, underlined: str, suggestion: str
) -> None:
    found = parse(source_from_text(text)).diagnostics
    assert [(d.code, d.params.get("suggestion")) for d in found] == [
        ("unknown-keyword", suggestion)
    ]
    assert [d.span.text for d in found if d.span is not None] == [underlined]


def test_a_keyword_without_its_marks_is_told_behind_rules_of_the_same_shape() -> None:
    rules = "\n".join(f"x{n} a b ít nhất 5%, c d 6% đến năm 2025" for n in range(5))
    assert said(rules) == []
    wrong = rules + "\nx a b ít nhất 5%, it nhat 6% đến năm 2025"
    assert said(wrong) == [("unknown-keyword", "it nhat")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("x >= 5% by 2025 somewhere", "cannot-stand-here"),
        ("x >= 5% by 2025 10", "cannot-stand-here"),
        ("x từ 10% đạt 5%", "cannot-stand-here"),
        ("x đạt 5% từ 2024 đạt 6%", "cannot-stand-here"),
        ("x đạt năm 2025", "missing-number"),
        ("indicator x = y > 5", "cannot-stand-here"),
    ],
)
def test_other_mistakes_are_not_taken_for_one(text: str, code: str) -> None:
    assert [found for found, _ in said(text)] == [code]


@pytest.mark.parametrize(
    "text",
    [
        "x y >= 5%, top 10%",
        "x hạng >= 5, hạng 7",
        'x >= 5% by 2025 note "phấn đấu, không có huyện nào dưới 40%"',
        "x tăng 10-15%/năm, y tăng 5%/quý đến năm 2025",
    ],
)
def test_rules_with_the_same_words_are_read(text: str) -> None:
    assert said(text) == []


def test_numbers_of_a_message_are_those_of_the_sentence() -> None:
    found = parse(source_from_text("x đạt 5.000 người, y không quá 3 đến năm 2025")).diagnostics
    assert [d.params for d in found] == [{"number": "5000", "unit": "người"}]
    [found_range] = parse(source_from_text("x tăng 10% đến 15%/năm")).diagnostics
    assert found_range.params == {"low": "10", "high": "15"}
