"""The vectors show the whole language: every form of it, every diagnostic code, every verdict."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, get_args

import jsonschema
import pytest
import tomli

from dxplan.engine.findings import Verdict
from dxplan.messages import catalogue
from tests.language.reached import all_forms, reached

HERE = Path(__file__).parent
FILES = sorted((HERE / "vectors").glob("*.toml"))
SCHEMA = json.loads((HERE / "vectors.schema.json").read_text("utf-8"))

NOT_OF_RULE_TEXT = {
    "about a file, before it is a text": {
        "not-utf8", "unreadable-file", "unknown-plan", "not-one-plan", "rules-too-long",
    },
    "about a file of examples": {"rule-among-examples", "examples-without-rules"},
    "in no text of UTF-8": {"half-character"},
    "a limit, which an implementation sets for itself": {
        "too-many-words", "not-listed", "nested-too-deeply", "chain-too-long",
        "succession-too-long",
        "indicator-too-large", "example-too-large",
        "period-too-long",
    },
    "about a vocabulary, which a plugin brings": {"rule-in-vocabulary"},
    "about a lock file": {
        "lock-unreadable", "lock-broken", "lock-is-none", "lock-of-other-version", "lock-altered",
        "lock-read-otherwise", "weaker-than-frozen",
    },
}  # fmt: skip


def loaded(path: Path) -> dict[str, Any]:
    return tomli.loads(path.read_text("utf-8"))


def every_case() -> Iterator[dict[str, Any]]:
    for path in FILES:
        yield from loaded(path)["case"]


def texts_of(case: dict[str, Any]) -> Iterator[str]:
    yield from (case[key] for key in ("rules", "old", "new") if key in case)
    yield from case.get("same", ())
    yield from case.get("above", {}).values()


def test_there_are_hundreds_of_vectors_and_each_says_something_else() -> None:
    names = [case["name"] for case in every_case()]
    assert len(names) >= 300
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_every_form_of_the_language_is_reached() -> None:
    shown = reached(text for case in every_case() for text in texts_of(case))
    assert sorted(" ".join(form) for form in all_forms() - shown) == []


def test_a_form_that_is_not_reached_is_named() -> None:
    """So that the test above can fail."""
    shown = reached(["plan p"])
    assert ("plan", "->", "PLAN", "NAME") in shown
    assert ("plan", "->", "PLAN", "NAME", "STRING") in all_forms() - shown
    assert ("PLAN", "kế hoạch") in all_forms() - shown


def test_every_code_that_rule_text_can_cause_is_shown() -> None:
    shown = {
        found["code"]
        for case in every_case()
        for key in ("diagnostics", "said", "together", "lints")
        for found in case.get(key, ())
    }
    of_plugins = {
        code for code in catalogue("diagnostics") if code.startswith(("plugin-", "manif"))
    }
    elsewhere = set().union(*NOT_OF_RULE_TEXT.values()) | of_plugins
    assert set(catalogue("diagnostics")) - elsewhere - shown == set()
    assert elsewhere & shown == set()


def test_every_verdict_is_shown() -> None:
    shown = {found["verdict"] for case in every_case() for found in case.get("findings", ())}
    assert shown == set(get_args(Verdict))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_files_are_as_the_readme_says(path: Path) -> None:
    jsonschema.validate(plain(loaded(path)), SCHEMA)


def test_every_verdict_stands_in_the_schema() -> None:
    assert SCHEMA["$defs"]["finding"]["properties"]["verdict"]["enum"] == list(get_args(Verdict))


def plain(value: Any) -> Any:
    """The same without dates, which JSON has not."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value
