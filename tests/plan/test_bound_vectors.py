"""What every vector is bound to: every field of the plan that is not as it is by default.

The texts in ``tests/golden/bound`` stand for what a plan holds; so does every change of it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dxplan.session import Session, open_session
from tests.language.test_vectors import bound
from tests.language.texts import GROUPS, texts_of
from tests.plan.readable import lines_of


@pytest.fixture(scope="module")
def session() -> Session:
    return open_session(entry_points=False)


@pytest.mark.parametrize("group", [each for each in GROUPS if each != "diagnostics"])
def test_rules_are_bound_to_exactly_this(
    group: str, session: Session, tmp_path: Path, golden: Callable[[str, str], None]
) -> None:
    before = bound(session, "").value
    lines: list[str] = []
    for number, each in enumerate(texts_of(group)):
        _, outcome = each.bound(session, tmp_path / str(number))
        lines.extend([f"== {each.name}", *lines_of(outcome.value, before), ""])
    golden(f"bound/{group}.txt", "\n".join(lines))
