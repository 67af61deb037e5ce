"""Laws of fixes and of comments that silence: nothing that rules mean or say is lost by them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxplan.analysis.fixes import mended
from dxplan.diagnostics import Outcome
from dxplan.messages import LANGUAGES, Language
from dxplan.plan.model import Plan
from dxplan.plugin.linting import fixes_of
from dxplan.session import open_session
from dxplan.source import source_from_text
from tests.syntax import layouts

NAMES = """
measure a by level flow
measure b by level flow
dimension level { primary, secondary }
indicator x = a / b
unit u "U"
"""
SESSION = open_session(entry_points=False)
WORDS = {
    "en": ("over", ">", "under", "reaches", "at most", "increases", "drops over"),
    "vi": ("trên", ">", "dưới", "đạt", "không quá", "tăng", "giảm bớt trên"),
}
AGAINST = {"en": " against 2021", "vi": " so với năm 2021"}
BY = {"en": "by", "vi": "đến năm"}
CHANGES = ("increases", "drops over", "tăng", "giảm bớt trên")
BETWEEN = st.sampled_from([" ", "  ", "\n    ", "  # giữ lại\n    "])
COMMENTS = st.sampled_from(
    ["", "  # ignore no-lead: x", "  # bỏ qua carried-comparator: y", "  # ignore no-citation: z"]
)


@st.composite
def rules(draw: st.DrawFn) -> str:
    """A target with a list of milestones, some of them bare, laid out in any way."""
    language: Language = draw(st.sampled_from(LANGUAGES))
    first = draw(st.sampled_from(WORDS[language]))
    others = draw(st.lists(st.sampled_from(("", "", *WORDS[language])), max_size=3))
    parts = []
    for year, word in enumerate((first, *others), 2022):
        against = AGAINST[language] if word in CHANGES else ""
        before = f"{word}{draw(BETWEEN)}" if word else ""
        parts.append(f"{before}{year - 2015}%{against}{draw(BETWEEN)}{BY[language]} {year}")
    head = f"x{draw(BETWEEN)}" + ",".join(f"{draw(BETWEEN)}{part}" for part in parts)
    return f'{head}{draw(COMMENTS)}\n    lead u{draw(COMMENTS)}\n    cite "I"\n'


def lint(text: str) -> Outcome[Plan]:
    source = source_from_text(NAMES + text, "rules.dxplan")
    return SESSION.with_lints(SESSION.load_source(source))


def said(found: Outcome[Plan]) -> tuple[list[str], list[tuple[str, str]]]:
    codes = sorted(each.code for each in found.diagnostics)
    return codes, sorted((each.diagnostic.code, each.reason) for each in found.silenced)


@given(rules())
def test_fixes_keep_the_meaning_and_every_other_comment(text: str) -> None:
    found = lint(text)
    assert found.ok, [each.message() for each in found.diagnostics]
    source = found.value.files[0].statements[0].span
    assert source is not None
    after, applied = mended(source.source, fixes_of(found, SESSION.loaded.lints).value)
    again = SESSION.with_lints(SESSION.load_source(source_from_text(after, "rules.dxplan")))
    assert again.ok
    assert again.value == found.value
    removed = [fix.span.text for fix in applied if fix.code == "silence-unused"]
    kept = layouts.comments_of(NAMES + text)
    for comment in removed:
        kept.remove(comment)
    assert layouts.comments_of(after) == kept


@given(rules())
def test_fixed_rules_have_nothing_left_to_fix(text: str) -> None:
    found = lint(text)
    for _ in range(3):
        source = source_from_text(NAMES + text, "rules.dxplan")
        text = mended(source, fixes_of(found, SESSION.loaded.lints).value)[0].removeprefix(NAMES)
        found = lint(text)
    assert fixes_of(found, SESSION.loaded.lints).value == ()
    left = {code for code, _ in said(found)[1]} | {d.code for d in found.diagnostics}
    assert not left & {"carried-growth", "silence-unused"}


@pytest.mark.parametrize("language", LANGUAGES)
@given(text=rules())
def test_formatting_changes_nothing_of_what_is_said_and_what_is_silenced(
    text: str, language: Language
) -> None:
    formatted = SESSION.format(source_from_text(text), language)
    assert formatted.ok
    assert said(lint(formatted.value)) == said(lint(text))
