"""Message texts and what is said with them."""

from __future__ import annotations

from datetime import date

import pytest

from dxplan.diagnostics import Diagnostic, Outcome, Severity
from dxplan.messages import LANGUAGES, Language, Phrase, catalogue, help_line, sentence
from dxplan.source import Source, Span

TEMPLATES = {"en": "no {what}", "vi": "không có {what}", "help_en": "add {what}"}


@pytest.mark.parametrize(("language", "text"), [("en", "no x"), ("vi", "không có x")])
def test_a_sentence_is_filled_in(language: Language, text: str) -> None:
    assert sentence(TEMPLATES, language, {"what": "x", "unused": "y"}) == text


def test_a_help_line_may_be_missing() -> None:
    assert help_line(TEMPLATES, "en", {"what": "x"}) == "add x"
    assert help_line(TEMPLATES, "vi", {"what": "x"}) == ""


def test_a_parameter_that_a_template_needs_must_be_given() -> None:
    with pytest.raises(KeyError, match="what"):
        sentence(TEMPLATES, "en", {})


def test_braces_in_what_a_user_wrote_are_left_alone() -> None:
    assert sentence(TEMPLATES, "en", {"what": "{what}{0}"}) == "no {what}{0}"


@pytest.mark.parametrize(("language", "text"), [("en", "no unit"), ("vi", "không có đơn vị")])
def test_a_phrase_speaks_the_language_of_its_sentence(language: Language, text: str) -> None:
    assert sentence(TEMPLATES, language, {"what": Phrase("unit")}) == text


@pytest.mark.parametrize(
    ("language", "text"), [("en", "no 2025-06-03"), ("vi", "không có 03/6/2025")]
)
def test_a_day_is_written_as_its_readers_write_it(language: Language, text: str) -> None:
    assert sentence(TEMPLATES, language, {"what": date(2025, 6, 3)}) == text


def test_a_phrase_has_parameters_and_phrases_of_its_own() -> None:
    inner = Phrase("did-you-mean", {"suggestion": Phrase("fact")})
    assert inner.text("en") == "did you mean `fact`?"
    assert inner.text("vi") == "có phải ý bạn là `sự kiện`?"
    assert hash(inner) == hash(Phrase("did-you-mean"))


@pytest.mark.parametrize(
    "name",
    [
        "aiming",
        "analysis",
        "arguments",
        "contract",
        "diagnostics",
        "editing",
        "explanations",
        "office",
        "phrases",
        "reports",
    ],
)
def test_a_catalogue_speaks_every_language(name: str) -> None:
    assert catalogue(name)
    assert catalogue(name) is catalogue(name)


@pytest.mark.parametrize("code", sorted(catalogue("phrases")))
def test_every_phrase_speaks_every_language(code: str) -> None:
    assert set(catalogue("phrases")[code]) == set(LANGUAGES)


# --- diagnostics ----------------------------------------------------------------------------------

PLACE = Span(Source("x", "abc"), 0, 1)


@pytest.mark.parametrize(
    ("code", "severity"),
    [
        ("unknown-unit", Severity.ERROR),
        ("unit-ended", Severity.WARNING),
        ("parent-not-loaded", Severity.NOTE),
    ],
)
def test_how_bad_it_is_stands_in_the_catalogue(code: str, severity: Severity) -> None:
    assert Diagnostic(code, None).severity is severity


def test_how_bad_it_is_may_be_said_otherwise() -> None:
    assert Diagnostic("unknown-unit", None, severity=Severity.NOTE).severity is Severity.NOTE


def test_a_code_that_nobody_knows_is_a_mistake_of_the_program() -> None:
    with pytest.raises(KeyError, match="no-such-code"):
        Diagnostic("no-such-code", None)


def test_a_diagnostic_speaks_both_languages() -> None:
    diagnostic = Diagnostic("dotted-name", PLACE, {"found": "a.b"})
    assert diagnostic.message() == "a declared name has no dots: `a.b`"
    assert diagnostic.message("vi") == "tên được khai báo không có dấu chấm: `a.b`"
    assert diagnostic.help() == "use `_` instead of the dot"
    assert diagnostic.help("vi") == "hãy dùng `_` thay cho dấu chấm"


def test_a_diagnostic_of_a_plugin_brings_its_texts() -> None:
    texts = {"en": "{x} in English", "vi": "{x} tiếng Việt", "severity": "note"}
    diagnostic = Diagnostic("own-code", PLACE, {"x": 1}, texts=texts)
    assert diagnostic.severity is Severity.NOTE
    assert diagnostic.message("vi") == "1 tiếng Việt"
    assert diagnostic.help("vi") == ""
    assert diagnostic == Diagnostic("own-code", PLACE, {"x": 1}, texts={**texts, "en": "other"})


@pytest.mark.parametrize(
    ("codes", "ok"),
    [
        ((), True),
        (("parent-not-loaded", "unit-ended"), True),
        (("unit-ended", "unknown-unit"), False),
    ],
)
def test_an_outcome_is_usable_unless_there_is_an_error(codes: tuple[str, ...], ok: bool) -> None:
    assert Outcome("value", tuple(Diagnostic(code, None) for code in codes)).ok is ok
