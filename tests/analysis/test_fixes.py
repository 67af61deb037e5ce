"""Fixes: edits of rule text that change nothing of its meaning."""

from __future__ import annotations

import pytest

from dxplan.analysis.fixes import mended
from dxplan.analysis.lint import Edit, Fix
from dxplan.plugin.linting import fixes_of
from dxplan.session import Session, open_session
from dxplan.source import Source, Span, source_from_text
from tests.analysis.test_silences import NAMES


@pytest.fixture(scope="module")
def session() -> Session:
    return open_session(entry_points=False)


def fixed(session: Session, rules: str) -> tuple[str, list[str]]:
    """The rules with all fixes applied once, and the codes of these."""
    source = source_from_text(NAMES + rules, "rules.dxplan")
    found = session.with_lints(session.load_source(source))
    text, applied = mended(source, fixes_of(found, session.loaded.lints).value)
    assert text.startswith(NAMES)
    return text.removeprefix(NAMES), [fix.code for fix in applied]


@pytest.mark.parametrize(
    ("before", "after", "codes"),
    [
        (
            "online_share over 5% by 2023, 8% by 2024, 9% by 2025\n",
            "online_share over 5% by 2023, over 8% by 2024, over 9% by 2025\n",
            ["carried-comparator", "carried-comparator"],
        ),
        (
            "online_share trên  # nhiều\n    5% đến năm 2023,   # một\n  8% đến năm 2024\n",
            "online_share trên  # nhiều\n    5% đến năm 2023,   # một\n  trên 8% đến năm 2024\n",
            ["carried-comparator"],
        ),
        (
            "online_share < 5% by 2023, 4% by 2024\n",
            "online_share < 5% by 2023, < 4% by 2024\n",
            ["carried-comparator"],
        ),
        (
            "online_share giảm  trên 5% so với năm 2021 đến năm 2023, 8% đến năm 2024\n",
            "online_share giảm  trên 5% so với năm 2021 đến năm 2023, giảm trên 8% đến năm 2024\n",
            ["carried-growth"],
        ),
        ("online_share >= 5% by 2023, 8% by 2024\n", None, []),
        ('online_share over 5% by 2023, 8% by 2024 assume "over 8%"\n', None, []),
        (
            "# bỏ qua carried-comparator: như văn bản\nonline_share trên 5% đến năm 2023, "
            "8% đến năm 2024\n",
            None,
            [],
        ),
    ],
)
def test_what_is_carried_over_is_written_out(
    before: str, after: str | None, codes: list[str], session: Session
) -> None:
    assert fixed(session, before) == (before if after is None else after, codes)


REST = 'task t\n    lead so_gddt, so_tttt\n    cite "I"\n'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# ignore no-lead: x\n" + REST, REST),
        ("# kept\n  # ignore no-lead: x\n# kept too\n" + REST, "# kept\n# kept too\n" + REST),
        (REST.replace("task t", "task t  # ignore no-lead: x"), REST),
        (REST + "    # ignore no-lead: x\n", REST),
        (REST + "# ignore no-lead: x", REST),
        ("# ignore no-lead, no-citation: x\n" + REST, REST),
    ],
)
def test_a_comment_that_silences_nothing_is_taken_out(
    before: str, after: str, session: Session
) -> None:
    assert fixed(session, before) == (after, ["silence-unused"])


@pytest.mark.parametrize(
    "rules",
    [
        "# ignore no-lead: x\n" + REST.replace("lead so_gddt, so_tttt", "with so_gddt, so_tttt"),
        "# ignore no-lead, no-citation: x\n" + REST.replace('    cite "I"\n', ""),
        "# ignore no-lead\n" + REST,
        "# ignore no-leed: x\n" + REST,
        "# ignore unknown-unit: x\n" + REST,
        "# ignore no-lead: x\n" + REST.replace("so_tttt", "so_x"),
    ],
)
def test_any_other_comment_stays(rules: str, session: Session) -> None:
    assert fixed(session, rules) == (rules, [])


# --- edits ----------------------------------------------------------------------------------------

SOURCE = source_from_text("one two three")


def edit(start: int, end: int, text: str, source: Source = SOURCE) -> Fix:
    span = Span(source, start, end)
    return Fix("x", span, (Edit(span, text),))


def test_edits_are_applied_from_left_to_right_whatever_their_order() -> None:
    fixes = [edit(8, 13, "3"), edit(0, 3, "1")]
    assert mended(SOURCE, fixes) == ("1 two 3", (fixes[1], fixes[0]))


def test_of_two_fixes_of_one_place_the_first_is_applied() -> None:
    first, second = edit(0, 3, "1"), edit(2, 5, "-")
    assert mended(SOURCE, [second, first]) == ("1 two three", (first,))


def test_a_fix_of_another_text_is_not_applied() -> None:
    other = edit(0, 3, "1", source_from_text("one other"))
    assert mended(SOURCE, [other]) == ("one two three", ())


def test_a_fix_is_applied_as_a_whole_or_not_at_all() -> None:
    ends = Fix("x", Span(SOURCE, 0, 3), (edit(0, 3, "1").edits[0], edit(8, 13, "3").edits[0]))
    assert mended(SOURCE, [ends]) == ("1 two 3", (ends,))
    assert mended(SOURCE, [ends, edit(0, 0, "-")])[0] == "1 two 3"
