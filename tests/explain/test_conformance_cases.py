"""Every finding of every conformance case can be explained, and the explanation is of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema
import pytest

from dxplan.data.asked_columns import columns_meant
from dxplan.engine.reference import evaluate
from dxplan.explain import LevelExplanation, explain
from dxplan.messages import LANGUAGES
from dxplan.report.explanation_json import explanation_json
from dxplan.report.explanation_text import explanation_text
from dxplan.report.schemas import schema
from dxplan.session import Session, open_session
from tests.language.test_vectors import WITH_DATA, bound, cases, read


@pytest.fixture(scope="module")
def session() -> Session:
    return open_session(entry_points=False)


@pytest.mark.parametrize("case", cases(*WITH_DATA))
def test_every_finding_is_explained(case: dict[str, Any], session: Session, tmp_path: Path) -> None:
    plan = bound(session, case["rules"], case.get("alone", False)).value
    given, as_of, by = read(session, plan, case, tmp_path), case["as_of"], case.get("by")
    whole = list(evaluate(plan, given, as_of))
    columns = columns_meant(by, given.organisations or {}, given.problems)
    groups = evaluate(plan, given, as_of, group_by=columns) if columns else []
    parts = [f for f in groups if f.rule == "target" and f.organisation != plan.id]
    for finding in [*whole, *parts]:
        part = finding in parts
        about = {"by": by, "group": finding.organisation} if part else {}
        on = finding.deadline if finding.rule == "duty" else finding.date
        found = explain(plan, given, finding.target, as_of=as_of, on=on, **about)
        if finding.rule == "target":
            assert found.finding == finding
        assert found.finding.verdict == finding.verdict
        for language in LANGUAGES:
            text = explanation_text(found, language)
            assert "None" not in text
            assert "{" not in text
        jsonschema.validate(explanation_json(found, "vi"), schema("explanation-1"))


@pytest.mark.parametrize("case", cases("scales"))
def test_every_level_is_explained(case: dict[str, Any], session: Session, tmp_path: Path) -> None:
    plan = bound(session, case["rules"], case.get("alone", False)).value
    given, as_of = read(session, plan, case, tmp_path), case["as_of"]
    for level in evaluate(plan, given, as_of, group_by="organisation").levels:
        rule = f"{level.scale}.{level.group}"
        name = level.organisation
        found = explain(plan, given, rule, as_of=as_of, organisation=name, on=level.date)
        assert isinstance(found, LevelExplanation)
        assert found.level == level
        jsonschema.validate(explanation_json(found, "vi"), schema("explanation-1"))
        for language in LANGUAGES:
            text = explanation_text(found, language)
            assert "None" not in text
            assert "{" not in text
