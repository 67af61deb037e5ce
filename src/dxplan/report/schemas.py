"""The JSON Schemas of what dxplan writes, as they ship with it."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any, Literal


def schema(
    name: Literal[
        "plan-1",
        "report-1",
        "due-1",
        "diagnostics-1",
        "explanation-1",
        "comparison-1",
        "differences-1",
        "lock-1",
        "refinement-1",
        "tests-1",
        "coverage-1",
        "document-1",
        "mutants-1",
    ],
) -> dict[str, Any]:
    """A schema (draft 2020-12) by name and version.

    >>> schema("report-1")["title"]
    'dxplan.report/1'
    """
    text = (resources.files("dxplan") / "schemas" / f"{name}.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    return found
