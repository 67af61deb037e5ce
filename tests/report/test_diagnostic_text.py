"""Diagnostics as people and editors read them."""

from __future__ import annotations

import jsonschema
import pytest

from dxplan.diagnostics import Diagnostic, Severity, Silenced
from dxplan.report.diagnostic_text import (
    count_line,
    diagnostics_json,
    render_diagnostic,
    render_diagnostics,
)
from dxplan.report.schemas import schema
from dxplan.source import Span, source_from_text

TEXTS = {
    "en": "there is no indicator `{name}`",
    "vi": "không có chỉ tiêu `{name}`",
    "help_en": "did you mean `{near}`?",
    "help_vi": "có phải là `{near}`?",
}
SOURCE = source_from_text("plan x\n\nonline_shar >= 5% by 2025\n", "rules/x.dxplan")


def about(
    text: str = "online_shar", severity: Severity = Severity.ERROR, code: str = "no-indicator"
) -> Diagnostic:
    start = SOURCE.text.index(text)
    span = Span(SOURCE, start, start + len(text))
    params = {"name": text, "near": "online_share"}
    return Diagnostic(code, span, params, texts=TEXTS, severity=severity)


def test_a_diagnostic_says_where_what_and_what_to_do() -> None:
    assert render_diagnostic(about(), "en") == (
        "rules/x.dxplan:3:1: error[no-indicator]: there is no indicator `online_shar`\n"
        " 3 | online_shar >= 5% by 2025\n"
        "   | ^^^^^^^^^^^\n"
        "help: did you mean `online_share`?"
    )


def test_a_diagnostic_speaks_vietnamese() -> None:
    assert render_diagnostic(about(), "vi") == (
        "rules/x.dxplan:3:1: lỗi[no-indicator]: không có chỉ tiêu `online_shar`\n"
        " 3 | online_shar >= 5% by 2025\n"
        "   | ^^^^^^^^^^^\n"
        "gợi ý: có phải là `online_share`?"
    )


@pytest.mark.parametrize(
    ("code", "introduction"),
    [("duplicate-name", "first declared at"), ("other", "see also")],
)
def test_other_places_are_shown_with_their_line(code: str, introduction: str) -> None:
    first = Span(SOURCE, 5, 6)
    found = about(code=code)
    related = Diagnostic(
        code, found.span, found.params, (first,), {"en": "twice", "vi": "hai lần"},
        severity=Severity.ERROR,
    )  # fmt: skip
    assert render_diagnostic(related, "en") == (
        f"rules/x.dxplan:3:1: error[{code}]: twice\n"
        " 3 | online_shar >= 5% by 2025\n"
        "   | ^^^^^^^^^^^\n"
        f"{introduction} rules/x.dxplan:1:6\n"
        " 1 | plan x\n"
        "   |      ^"
    )


def test_a_diagnostic_about_no_place_has_none() -> None:
    texts = {"en": "no plan is called `a`", "vi": "không có kế hoạch `a`"}
    found = Diagnostic("unknown-plan", None, texts=texts, severity=Severity.ERROR)
    assert render_diagnostic(found, "vi") == "lỗi[unknown-plan]: không có kế hoạch `a`"


def test_names_in_a_message_cannot_steer_the_terminal() -> None:
    found = Diagnostic(
        "x", None, {"name": "\x1b[2J\n"}, texts={"en": "no `{name}`", "vi": ""},
        severity=Severity.ERROR,
    )  # fmt: skip
    assert render_diagnostic(found, "en") == "error[x]: no `\ufffd[2J `"


def test_several_diagnostics_are_counted_at_the_end() -> None:
    found = [about(), about("5%", Severity.WARNING), about("by", Severity.WARNING)]
    lines = render_diagnostics(found, "en").split("\n")
    assert lines[-1] == "1 error, 2 warnings"
    assert lines.count("") == 3
    assert count_line(found, "vi") == "1 lỗi, 2 cảnh báo"
    assert count_line([], "en") == "nothing to report"
    assert (
        count_line(found, "en", 1)
        == "1 error, 2 warnings; 1 left unsaid for the reason in the file"
    )
    assert (
        count_line([], "vi", 3) == "không có lỗi nào; bỏ qua 3 thông báo theo chú thích trong tệp"
    )


def test_the_json_form_gives_places_for_editors() -> None:
    document = diagnostics_json([(about(), "vi"), (about("5%", Severity.NOTE), "en")])
    jsonschema.validate(document, schema("diagnostics-1"))
    assert document["diagnostics"][0] == {
        "code": "no-indicator",
        "severity": "error",
        "place": {
            "file": "rules/x.dxplan", "line": 3, "column": 1, "end_line": 3, "end_column": 12,
        },
        "message": "không có chỉ tiêu `online_shar`",
        "help": "có phải là `online_share`?",
        "related": [],
    }  # fmt: skip
    assert document["summary"] == {"error": 1, "warning": 0, "note": 1, "silenced": 0}


def test_the_json_form_keeps_what_was_silenced_with_its_reason() -> None:
    unsaid = Silenced(about("5%", Severity.NOTE), "chưa rõ")
    document = diagnostics_json([], [(unsaid, "vi")])
    jsonschema.validate(document, schema("diagnostics-1"))
    assert document["diagnostics"] == []
    assert document["summary"]["silenced"] == 1
    (silenced,) = document["silenced"]
    assert (silenced["reason"], silenced["severity"]) == ("chưa rõ", "note")


def test_the_json_form_of_a_diagnostic_without_a_place() -> None:
    found = Diagnostic("x", None, texts={"en": "a", "vi": "b"}, severity=Severity.NOTE)
    document = diagnostics_json([(found, "en")])
    jsonschema.validate(document, schema("diagnostics-1"))
    assert document["diagnostics"][0]["place"] is None
