"""Comments that give a reason for not saying something."""

from __future__ import annotations

import pytest

from dxplan.analysis.fixes import mended
from dxplan.analysis.lint import Lint
from dxplan.analysis.silences import (
    Silence,
    mend,
    severities,
    silenced,
    silences_in,
    with_complaints,
)
from dxplan.diagnostics import Diagnostic, Outcome, Severity
from dxplan.messages import catalogue
from dxplan.plan.model import Plan
from dxplan.session import Session, open_session
from dxplan.source import Span, source_from_text
from tests.language.test_diagnostic_examples import PRELUDE
from tests.plan.rules import told
from tests.session.folders import Announced, session_of

NAMES = """waive online_share until 2020 because "no figures"
measure lessons_online flow
measure lessons_total flow
indicator online_share = lessons_online / lessons_total
unit so_gddt "Sở Giáo dục và Đào tạo"
unit so_tttt "Sở Thông tin" until 2024-12-31 then so_gddt
"""


@pytest.fixture(scope="module")
def session() -> Session:
    return open_session(entry_points=False)


def lint(session: Session, rules: str) -> Outcome[Plan]:
    return session.with_lints(session.load_source(source_from_text(NAMES + rules, "rules.dxplan")))


def said(session: Session, rules: str) -> tuple[list[str], list[tuple[str, str]]]:
    """Line and code of what is said, and code and reason of what is not."""
    found = lint(session, rules)
    codes = [f"{d.span.line if d.span else '-'} {d.code}" for d in found.diagnostics]
    return codes, [(each.diagnostic.code, each.reason) for each in found.silenced]


# --- what is meant to silence ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("comment", "codes", "reason"),
    [
        ("# ignore no-lead: nobody is named", ("no-lead",), "nobody is named"),
        ("# bỏ qua no-lead: văn bản không giao ai", ("no-lead",), "văn bản không giao ai"),
        ("#bỏ  qua no-lead :  x", ("no-lead",), "x"),
        ("## Bỏ qua NO-LEAD: x", ("no-lead",), "x"),
        ("# ignore no-lead, no-citation: both", ("no-lead", "no-citation"), "both"),
        ("# ignore no-lead: as in II.2: nobody", ("no-lead",), "as in II.2: nobody"),
        ("# ignore no-lead", ("no-lead",), ""),
        ("# ignore no-lead:", ("no-lead",), ""),
        ("# ignore no-lead because nobody is named", ("no-lead",), ""),
        ("# ignore no-leed: nobody", ("no-leed",), "nobody"),
    ],
)
def test_a_comment_that_names_codes_is_read(
    comment: str, codes: tuple[str, ...], reason: str
) -> None:
    (silence,) = silences_in(source_from_text(f"{comment}\nuse education\n"), severities())
    assert (silence.codes, silence.reason, silence.span.text) == (codes, reason, comment)
    assert silence.statement is not None
    assert silence.statement.text == "use education"


@pytest.mark.parametrize(
    "comment",
    [
        "# bỏ qua mầm non: không tính",
        "# ignore primary: not counted",
        "# ignore it",
        "# ignore well-known schools",
        "# please ignore no-lead: x",
        "# ignored no-lead: x",
        '"# ignore no-lead: x"',
    ],
)
def test_other_comments_are_only_comments(comment: str) -> None:
    text = f"{comment}\nuse education\n"
    if comment.startswith('"'):
        text = f"task t {comment}\n"
    assert silences_in(source_from_text(text), severities()) == ()


# --- what they silence ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "rules",
    [
        'online_share >= 5% by 2025  # ignore no-lead: x\n    cite "I"\n',
        '# ignore no-lead: x\nonline_share >= 5% by 2025\n    cite "I"\n',
        '# bỏ qua no-lead: x\n# more\n\nonline_share >= 5% by 2025\n    cite "I"\n',
        'online_share >= 5% by 2025\n    # ignore no-lead: x\n    cite "I"\n',
        'online_share >= 5% by 2025\n    cite "I"  # ignore no-lead: x\n',
        'online_share >= 5% by 2025\n    cite "I"\n    # ignore no-lead: x\n',
    ],
)
def test_a_comment_stands_for_the_statement_that_it_is_in_or_above(
    rules: str, session: Session
) -> None:
    rest = 'task t\n    lead so_tttt\n    cite "I"\n'
    assert said(session, rest + rules) == ([], [("no-lead", "x")])


def test_it_stands_for_no_other_statement(session: Session) -> None:
    rules = (
        "task a\n    lead so_tttt\n\n"
        "task t  # ignore no-citation: x\n    lead so_gddt\n"
        "task u\n    lead so_gddt\n"
    )
    assert said(session, rules) == (["7 no-citation", "12 no-citation"], [("no-citation", "x")])


def test_what_is_said_while_rules_are_bound_is_silenced_as_well(session: Session) -> None:
    rules = (
        "online_share >= 5% by 2025\n"
        "    lead so_tttt  # bỏ qua unit-ended: sở mới làm tiếp\n"
        '    cite "I"\n'
    )
    outcome = session.load_source(source_from_text(NAMES + rules, "rules.dxplan"))
    assert outcome.diagnostics == ()
    assert [each.reason for each in outcome.silenced] == ["sở mới làm tiếp"]
    assert said(session, rules) == ([], [("unit-ended", "sở mới làm tiếp")])


def test_a_lint_of_a_plugin_is_silenced_by_its_code() -> None:
    texts = {"en": "odd", "vi": "lạ"}
    odd = Lint("odd", Severity.NOTE, texts, lambda plan: [(plan.targets[0].span, {})])
    session = session_of(Announced("strange", {"dxplan_lints": [odd]}))
    rules = 'online_share >= 5% by 2025  # ignore odd: fine here\n    lead so_tttt\n    cite "I"\n'
    codes, unsaid = said(session, rules)
    assert ("odd", "fine here") in unsaid
    assert not [code for code in codes if "odd" in code or "silence" in code]


def test_an_error_is_always_said(session: Session) -> None:
    rules = "online_share >= 5% by 2025  # ignore unknown-unit: later\n    lead so_x\n"
    assert said(session, rules) == (["7 silence-of-error", "8 unknown-unit"], [])


# --- what is wrong with them ----------------------------------------------------------------------


def test_without_a_reason_nothing_is_silenced(session: Session) -> None:
    rules = "task t  # ignore no-citation\n    lead so_gddt, so_tttt\n"
    assert said(session, rules) == (["7 no-citation", "7 silence-without-reason"], [])


def test_a_code_that_is_not_known_is_said_with_the_nearest(session: Session) -> None:
    rules = "# bỏ qua no-citaton: x\ntask t\n    lead so_gddt, so_tttt\n"
    found = lint(session, rules)
    assert told(found.diagnostics) == [
        "7:1 silence-unknown-code # bỏ qua no-citaton: x",
        "8:1 no-citation task t\n    lead so_gddt, so_tttt",
    ]
    assert found.diagnostics[0].help("vi") == "có phải ý bạn là `no-citation`?"


def test_a_comment_that_silences_nothing_is_said(session: Session) -> None:
    rules = 'task t  # ignore no-citation, no-lead: x\n    lead so_gddt, so_tttt\n    cite "I"\n'
    found = lint(session, rules)
    assert [each.code for each in found.diagnostics] == ["silence-unused", "silence-unused"]
    assert {each.params["found"] for each in found.diagnostics} == {"no-citation", "no-lead"}


def test_behind_the_last_statement_there_is_nothing_to_silence(session: Session) -> None:
    rules = 'task t\n    lead so_gddt, so_tttt\n    cite "I"\n# ignore no-lead: x\n'
    assert said(session, rules) == (["10 silence-unused"], [])


def test_while_there_are_errors_nobody_knows_what_is_unused(session: Session) -> None:
    rules = "task t  # ignore no-lead: x\n    lead so_x\n"
    assert said(session, rules) == (["8 unknown-unit"], [])


def test_while_a_lint_fails_nobody_knows_what_is_unused() -> None:
    def check(plan: Plan) -> list[tuple[Span | None, dict[str, object]]]:
        raise LookupError("no")

    odd = Lint("odd", Severity.NOTE, {"en": "odd", "vi": "lạ"}, check)
    session = session_of(Announced("strange", {"dxplan_lints": [odd]}))
    rules = 'task t  # ignore odd: x\n    lead so_gddt, so_tttt\n    cite "I"\n'
    assert said(session, rules) == (["- plugin-raised"], [])


def test_a_note_that_rests_on_what_is_installed_may_be_silenced_beforehand(
    session: Session,
) -> None:
    rules = 'plan p "P"\n    parent national.plan  # ignore parent-not-loaded: known\n'
    codes, unsaid = said(session, rules + 'task t\n    lead so_gddt, so_tttt\n    cite "I"\n')
    assert (codes, unsaid) == ([], [("parent-not-loaded", "known")])
    without = rules.replace("    parent national.plan", '    note "N"')
    assert said(session, without + 'task t\n    lead so_gddt, so_tttt\n    cite "I"\n') == ([], [])


@pytest.mark.parametrize(
    "code",
    [
        code
        for code, entry in catalogue("diagnostics").items()
        # What takes a parent as well is shown by vectors/pledges.toml
        if "why_en" in entry and not entry.get("alone") and "above" not in entry
    ],
)
def test_every_lint_can_be_silenced_where_it_speaks(code: str, session: Session) -> None:
    bad = catalogue("diagnostics")[code]["bad"]
    head, *rest = bad.split("\n")
    text = "\n".join([f"{head}  # bỏ qua {code}: như vậy là đúng", *rest]) + "\n"
    found = session.with_lints(session.load_source(source_from_text(PRELUDE + text)))
    assert code not in [each.code for each in found.diagnostics]
    assert "silence-unused" not in [each.code for each in found.diagnostics]
    assert {each.diagnostic.code for each in found.silenced} == {code}


# --- which of many, and what is taken away --------------------------------------------------------


def test_of_many_comments_only_those_of_the_nearest_statement_are_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = "".join(f"# ignore no-lead: {n}\ntask t{n} by 2025\n" for n in range(50))
    source = source_from_text(text)
    silences = silences_in(source, {"no-lead"})
    at = [text.index(f"task t{n} ") for n in range(50)]
    found = [Diagnostic("no-lead", Span(source, start, start + 4), {}) for start in at]
    looked_at: list[str] = []
    covers = Silence.covers

    def counted(silence: Silence, diagnostic: Diagnostic) -> bool:
        looked_at.append(silence.reason)
        return covers(silence, diagnostic)

    monkeypatch.setattr(Silence, "covers", counted)
    outcome = silenced(Outcome(None, tuple(found)), silences)
    assert [each.reason for each in outcome.silenced] == [str(n) for n in range(50)]
    assert looked_at == [str(n) for n in range(50)]
    nothing_before = Diagnostic("no-lead", Span(source, 0, 0), {})
    assert silenced(Outcome(None, (nothing_before,)), silences[1:]).diagnostics == (nothing_before,)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("# ignore no-lead: x\ntask t\n", "task t\n"),
        ("use a\n   # ignore no-lead: x\ntask t\n", "use a\ntask t\n"),
        ("task t  # ignore no-lead: x\n    to x\n", "task t\n    to x\n"),
        ("task t\n    to x \t # ignore no-lead: x", "task t\n    to x"),
        ("task t\n# ignore no-lead: x", "task t\n"),
        (
            "# ignore no-lead, no-citation: x\ntask t\n",
            "# ignore no-lead, no-citation: x\ntask t\n",
        ),
    ],
)
def test_an_unused_comment_is_taken_away_with_its_line(text: str, left: str) -> None:
    source = source_from_text(text)
    silences = silences_in(source, {"no-lead", "no-x"})
    (silence,) = silences
    unused = Diagnostic("silence-unused", silence.span, {"found": "no-lead"})
    assert mended(source, list(mend(Outcome(None, (unused,)), silences)))[0] == left


def test_a_comment_without_a_reason_is_said_with_all_its_codes() -> None:
    source = source_from_text("# ignore no-lead, no-citation\ntask t\n")
    known = {"no-lead": Severity.WARNING, "no-citation": Severity.WARNING}
    silences = silences_in(source, known)
    found = with_complaints(Outcome(None, ()), silences, known, all_said=True)
    assert [(each.code, each.params) for each in found.diagnostics] == [
        ("silence-without-reason", {"codes": "no-lead, no-citation"})
    ]
