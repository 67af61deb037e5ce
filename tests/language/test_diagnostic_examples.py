"""Every diagnostic code carries a bad and a good example; here they are run."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from dxplan.messages import catalogue
from dxplan.session import Session, open_session
from dxplan.source import source_from_text
from tests.language.test_vectors import below

PRELUDE = (Path(__file__).parent / "prelude.dxplan").read_text("utf-8")
CODES = catalogue("diagnostics")
WITH_EXAMPLES = sorted(
    code
    for code, entry in CODES.items()
    if "bad" in entry and "plugin" not in code and "manifest" not in code
)
WITHOUT_EXAMPLES = {
    # About a file or a whole plugin rather than about rule text; tested where they arise.
    "not-utf8",
    "unreadable-file",
    "unknown-plan",
    "not-one-plan",
    "rule-in-vocabulary",
    # About a file of examples; tested with the session.
    "rule-among-examples",
    "examples-without-rules",
    # About a lock file, or about rules and their lock file.
    "lock-unreadable",
    "lock-broken",
    "lock-is-none",
    "lock-of-other-version",
    "lock-altered",
    "lock-read-otherwise",
    "weaker-than-frozen",
    # About a plan and the one above it; shown by vectors/parents.toml, tested with the session.
    "parent-has-errors",
    "parent-no-number",
    "parent-number-unclear",
    "parent-other-indicator",
    # Too long to stand in a table.
    "nested-too-deeply",
    "not-listed",
    "rules-too-long",
    "too-many-words",
    "chain-too-long",
    "succession-too-long",
    "indicator-too-large",
    # In no text of UTF-8.
    "half-character",
    "example-too-large",
}


@pytest.fixture(scope="module")
def session() -> Session:
    return open_session(entry_points=False)


def codes_of(session: Session, entry: Mapping[str, Any], text: str, folder: Path) -> list[str]:
    session = below(entry["above"], folder) if "above" in entry else session
    whole = text if entry.get("alone", False) else PRELUDE + text
    source = source_from_text(whole + "\n", "example.dxplan")
    return [d.code for d in session.with_lints(session.load_source(source)).diagnostics]


@pytest.mark.parametrize("code", WITH_EXAMPLES)
def test_bad_example_brings_its_code_about_and_no_other_error(
    code: str, session: Session, tmp_path: Path
) -> None:
    entry = CODES[code]
    found = codes_of(session, entry, entry["bad"], tmp_path)
    assert code in found
    others = {c for c in found if CODES[c]["severity"] == "error"} - {code}
    assert others == set()


@pytest.mark.parametrize("code", WITH_EXAMPLES)
def test_good_example_is_fine(code: str, session: Session, tmp_path: Path) -> None:
    entry = CODES[code]
    found = codes_of(session, entry, entry["good"], tmp_path)
    assert code not in found
    assert [c for c in found if CODES[c]["severity"] == "error"] == []


def test_every_code_has_an_example_or_a_reason_not_to() -> None:
    bare = {
        code
        for code, entry in CODES.items()
        if "bad" not in entry and not code.startswith(("plugin-", "manifest-"))
    }
    assert bare == WITHOUT_EXAMPLES


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_code_speaks_both_languages_with_the_same_fields(code: str) -> None:
    entry = CODES[code]
    assert fields(entry["en"]) == fields(entry["vi"])
    assert fields(entry.get("help_en", "")) == fields(entry.get("help_vi", ""))
    for language in ("en", "vi"):
        sentence = entry[language]
        assert "\n" not in sentence
        assert not sentence.endswith(".")


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}
