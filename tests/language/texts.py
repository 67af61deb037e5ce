"""Every rule text of the vectors, and the bad example of every diagnostic, as they are bound."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs
import tomli

from dxplan.diagnostics import Outcome
from dxplan.messages import catalogue
from dxplan.plan.model import Plan
from dxplan.session import Session
from tests.language.test_vectors import HERE, below, bound

GROUPS = (*sorted(path.stem for path in (HERE / "vectors").glob("*.toml")), "diagnostics")


@attrs.frozen
class RuleText:
    """A rule text with what it is read with.

    :param name: of the vector and of the key that it stands under, or the code.
    :param above: texts of the documents above it, by name.
    """

    name: str
    text: str
    alone: bool = False
    above: Mapping[str, str] = attrs.field(factory=dict)

    def bound(self, session: Session, folder: Path) -> tuple[Session, Outcome[Plan]]:
        """The plan, and the session that knows the documents above it."""
        if self.above:
            session = below(dict(self.above), folder)
        return session, bound(session, self.text, self.alone)


def texts_of(group: str) -> Iterator[RuleText]:
    """The texts of a file of vectors, or of all bad examples; of those that mean the same one."""
    if group == "diagnostics":
        return _bad_examples()
    vectors = tomli.loads((HERE / "vectors" / f"{group}.toml").read_text("utf-8"))["case"]
    return (each for case in vectors for each in _texts_of(case))


def _bad_examples() -> Iterator[RuleText]:
    for code, entry in sorted(catalogue("diagnostics").items()):
        if "bad" in entry and not code.startswith(("plugin", "manifest")):
            yield _text(code, entry["bad"], entry)


def _texts_of(case: Mapping[str, Any]) -> Iterator[RuleText]:
    name = case["name"]
    if "rules" in case:
        yield _text(name, case["rules"], case)
    for state in ("old", "new"):
        if state in case:
            yield _text(f"{name} ({state})", case[state], case)
    if "same" in case:
        yield _text(name, case["same"][0], case)


def _text(name: str, text: str, entry: Mapping[str, Any]) -> RuleText:
    return RuleText(name, text, entry.get("alone", False), entry.get("above", {}))
