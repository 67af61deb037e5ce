"""The parser: what a file becomes, and that one broken statement leaves the others whole."""

from __future__ import annotations

from fractions import Fraction

import pytest

from dxplan.diagnostics import Outcome
from dxplan.source import source_from_text
from dxplan.syntax import nodes
from dxplan.syntax.parse import parse


def read(text: str) -> Outcome[nodes.RuleFile]:
    return parse(source_from_text(text, "rules.dxplan"))


def only(text: str) -> nodes.Statement:
    outcome = read(text)
    assert outcome.diagnostics == ()
    (statement,) = outcome.value.statements
    return statement


def test_the_cards_own_line_is_a_complete_target() -> None:
    statement = only("online_share primary >= 5% by 2025")
    assert statement == nodes.TargetStatement(
        nodes.Name("online_share"),
        (
            nodes.Arm(
                (nodes.Name("primary"),),
                nodes.Comparison("GE", nodes.Number(Fraction(5), percent=True)),
                nodes.Time("by", nodes.TimeLiteral("year", (2025,))),
            ),
        ),
    )


def test_the_same_rule_in_vietnamese_keeps_its_word() -> None:
    statement = only("online_share tiểu_học đạt 5% đến năm 2025")
    assert isinstance(statement, nodes.TargetStatement)
    threshold = statement.arms[0].threshold
    assert threshold == nodes.Comparison("REACHES", nodes.Number(Fraction(5), percent=True))
    assert statement.arms[0].time == nodes.Time("by", nodes.TimeLiteral("year", (2025,)))


@pytest.mark.parametrize(
    ("text", "kind", "parts"),
    [
        ("2025", "year", (2025,)),
        ("năm 2025", "year", (2025,)),
        ("2024-Q2", "quarter", (2024, 2)),
        ("Q2/2024", "quarter", (2024, 2)),
        ("quý II năm 2024", "quarter", (2024, 2)),
        ("quý II/2024", "quarter", (2024, 2)),
        ("Quý 2/2024", "quarter", (2024, 2)),
        ("quarter 2 of 2024", "quarter", (2024, 2)),
        ("2024-07", "month", (2024, 7)),
        ("tháng 7/2024", "month", (2024, 7)),
        ("tháng 7 năm 2024", "month", (2024, 7)),
        ("2024-05-31", "day", (2024, 5, 31)),
        ("31/5/2024", "day", (2024, 5, 31)),
        ("ngày 31/5/2024", "day", (2024, 5, 31)),
        ("31-5-2024", "day", (2024, 5, 31)),
        ("2024-02-29", "day", (2024, 2, 29)),
        ("school year 2024-2025", "school_year", (2024,)),
        ("năm học 2024-2025", "school_year", (2024,)),
        ("semester 2 of school year 2024-2025", "semester", (2024, 2)),
        ("học kỳ II năm học 2024-2025", "semester", (2024, 2)),
        ("học kì 1 của năm học 2024-2025", "semester", (2024, 1)),
    ],
)
def test_time_literals(text: str, kind: str, parts: tuple[int, ...]) -> None:
    statement = only(f"x >= 5% by {text}")
    assert isinstance(statement, nodes.TargetStatement)
    time = statement.arms[0].time
    assert time is not None
    assert time.literal is not None
    assert (time.literal.kind, time.literal.parts) == (kind, parts)


@pytest.mark.parametrize(
    ("text", "code", "underlined"),
    [
        ("2025-13", "impossible-date", "2025-13"),
        ("2025-00", "impossible-date", "2025-00"),
        ("2023-02-29", "impossible-date", "2023-02-29"),
        ("2025-Q5", "impossible-date", "2025-Q5"),
        ("quý V năm 2024", "impossible-date", "quý V năm 2024"),
        ("tháng 13 năm 2024", "impossible-date", "tháng 13 năm 2024"),
        ("năm 2025-13", "impossible-date", "năm 2025-13"),
        ("202", "impossible-date", "202"),
        ("20255", "impossible-date", "20255"),
        ("20/6", "missing-year", "20/6"),
        ("2024-2025", "bare-school-year", "2024-2025"),
        ("năm học 2024-2026", "impossible-school-year", "năm học 2024-2026"),
        ("1/2/3/4", "impossible-date", "1/2/3/4"),
    ],
)
def test_times_that_do_not_exist(text: str, code: str, underlined: str) -> None:
    outcome = read(f"x >= 5% by {text}")
    assert [(d.code, d.span.text if d.span else None) for d in outcome.diagnostics] == [
        (code, underlined)
    ]
    assert outcome.value.statements == ()


WORDS = [
    (">= 5%", "GE"),
    ("≥ 5%", "GE"),
    ("> 5%", "GT"),
    ("<= 5%", "LE"),
    ("< 5%", "LT"),
    ("= 5%", "EQ"),
    ("at least 5%", "AT_LEAST"),
    ("tối thiểu 5%", "AT_LEAST"),
    ("đạt tối thiểu 5%", "REACHES_AT_LEAST"),
    ("đạt 5%", "REACHES"),
    ("ít nhất 5%", "NO_LESS"),
    ("trên 5%", "OVER"),
    ("đạt trên 5%", "REACHES_OVER"),
    ("vượt 5%", "EXCEEDS"),
    ("dưới 5%", "UNDER"),
    ("không quá 5%", "NO_MORE"),
    ("tối đa 5%", "AT_MOST"),
    ("từ 5% trở lên", "OR_MORE"),
    ("5% or more", "OR_MORE"),
]


@pytest.mark.parametrize(("text", "word"), WORDS)
def test_comparators_keep_their_word(text: str, word: str) -> None:
    statement = only(f"x {text} by 2025")
    assert isinstance(statement, nodes.TargetStatement)
    assert statement.arms[0].threshold == nodes.Comparison(
        word,  # type: ignore[arg-type]
        nodes.Number(Fraction(5), percent=True),
    )


@pytest.mark.parametrize("text", ["2% .. 5%", "2%..5%", "từ 2% đến 5%", "from 2% to 5%"])
def test_ranges(text: str) -> None:
    statement = only(f"x {text} by 2025")
    assert isinstance(statement, nodes.TargetStatement)
    low, high = nodes.Number(Fraction(2), percent=True), nodes.Number(Fraction(5), percent=True)
    assert statement.arms[0].threshold == nodes.Range(low, high)


def test_bom_crlf_tabs_and_decomposed_letters_are_fine() -> None:
    plain = 'unit so_gddt "Sở"\nx đạt 5% đến năm 2025\n    chủ trì so_gddt\n'
    import unicodedata

    odd = "\ufeff" + unicodedata.normalize("NFD", plain).replace("\n", "\r\n").replace("    ", "\t")
    assert read(odd).value == read(plain).value
    assert read(odd).diagnostics == ()


def test_look_alike_letters_are_never_folded() -> None:
    names = [
        statement.declared.name.text
        for statement in read('unit ĐA "a"\nunit ÐA "b"\nunit ƉA "c"').value.statements
        if isinstance(statement, nodes.DeclarationStatement)
    ]
    assert names == ["\u0110A", "\u00d0A", "\u0189A"]


def test_a_broken_statement_leaves_the_others_whole() -> None:
    outcome = read('unit a "A"\nunit "B"\nunit c "C"\ntask => d\nunit e "E"')
    assert len(outcome.value.statements) == 3
    assert [broken.head for broken in outcome.value.broken] == ["unit", "task"]
    assert [d.span.line if d.span else 0 for d in outcome.diagnostics] == [2, 4, 4]


def test_all_errors_of_a_statement_that_can_be_mended_in_place() -> None:
    outcome = read("x => 2,5% by 2025-13")
    assert [d.code for d in outcome.diagnostics] == [
        "reversed-comparator",
        "decimal-comma",
        "impossible-date",
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("x >= 5% by 2025", "en"),
        ("x đạt 5% đến năm 2025", "vi"),
        ("x >= 5% by 2025\n    lead a\n    phối hợp b", "en"),
        ("", "en"),
        ('nhiệm vụ "không có tên"', "vi"),
    ],
)
def test_language_is_the_one_of_most_keywords(text: str, language: str) -> None:
    assert read(text).value.language == language


def test_comments_between_statements_lead_the_next_one() -> None:
    outcome = read("\n\n# head\n\n\nuse a\n# between\nuse b\n\n# end\n\n")
    first, second = outcome.value.statements
    assert first.leading == ("# head", "")
    assert second.leading == ("# between",)
    assert outcome.value.trailing == ("", "# end")


def test_comments_inside_a_statement_belong_to_their_piece() -> None:
    statement = only(
        "x >= 5% by 2025   # one\n"
        "    # alone\n"
        "    lead a  # two\n"
        "# in column 0, but the statement goes on\n"
        '    cite "# no comment"\n'
        "    # last\n"
    )
    assert statement.comments == (
        nodes.Comment(0, own_line=False, text="# one"),
        nodes.Comment(1, own_line=True, text="# alone"),
        nodes.Comment(1, own_line=False, text="# two"),
        nodes.Comment(2, own_line=True, text="# in column 0, but the statement goes on"),
        nodes.Comment(3, own_line=True, text="# last"),
    )


def test_keywords_of_both_vocabularies_mix_in_any_case() -> None:
    statement = only("X Đạt 5% BY Năm 2025\n    Chủ   trì a\n    WITH b")
    assert isinstance(statement, nodes.TargetStatement)
    kinds = [c.kind for c in statement.clauses if isinstance(c, nodes.NamesClause)]
    assert kinds == ["lead", "with"]


def test_a_dimension_may_close_in_column_0() -> None:
    statement = only("dimension level {\n    primary,\n    secondary { lower, upper }\n}")
    assert isinstance(statement, nodes.DimensionStatement)
    assert [m.declared.name.text for m in statement.members] == ["primary", "secondary"]


def test_spans_count_code_points_from_one() -> None:
    outcome = read('# Đ\nđơn vị so_x "Sở" cấp tỉnh\nx đạt 5 đến năm 2025-13')
    (diagnostic,) = outcome.diagnostics
    assert diagnostic.span is not None
    assert (diagnostic.span.line, diagnostic.span.column) == (3, 13)


def test_no_text_whatever_ends_in_an_exception() -> None:
    for text in (
        "\x00",
        "=",
        "# only",
        "}",
        "{",
        '"',
        "x" * 5000,
        "(" * 300,
        "x >= 1" + "0" * 500 + "% by 2025",
    ):
        read(text)
