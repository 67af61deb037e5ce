"""Reading lock files: whether one is whole and unaltered, and what it holds."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from dxplan.diagnostics import Diagnostic, Outcome
from dxplan.limits import current
from dxplan.plan.encoding import decoded, digest
from dxplan.plan.environment import Environment, Vocabulary
from dxplan.plan.lock import MADE, SCHEMA, Lock, LockedRules
from dxplan.source import read_bytes, source_from_text, why_unread
from dxplan.syntax.nodes import RuleFile
from dxplan.syntax.parse import parse

_FAMILY = SCHEMA.rpartition("/")[0]


def read_lock(path: Path) -> Outcome[Lock | None]:
    """A lock file, its rules not yet read; ``None`` when it cannot be used, with the reason."""
    try:
        data = read_bytes(path, current().rule_bytes, "rule_bytes")
    except (OSError, ValueError) as error:
        return _refused("lock-unreadable", path, reason=why_unread(error))
    found = _document(data, path)
    return _lock(found, path) if isinstance(found, dict) else found


def _refused(code: str, path: Path, **params: object) -> Outcome[Lock | None]:
    return Outcome(None, (Diagnostic(code, None, {"path": path.as_posix(), **params}),))


def _document(data: bytes, path: Path) -> dict[str, Any] | Outcome[Lock | None]:
    """The document of a lock file, its hash taken out; or why there is none."""
    try:
        document = json.loads(data.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        return _refused("lock-broken", path, line=error.lineno)
    except (ValueError, RecursionError):  # not text at all, or nested beyond all bounds
        return _refused("lock-broken", path, line=1)
    schema = document.get("schema") if isinstance(document, dict) else None
    if not isinstance(schema, str) or schema.rpartition("/")[0] != _FAMILY:
        return _refused("lock-is-none", path)
    if schema != SCHEMA:
        return _refused("lock-of-other-version", path, schema=schema)
    if document.pop("sha256", None) != digest(document):
        return _refused("lock-altered", path)
    found: dict[str, Any] = document
    return found


def _lock(document: dict[str, Any], path: Path) -> Outcome[Lock | None]:
    try:
        frozen_on = date.fromisoformat(document["frozen_on"])
        version, meant = str(document["dxplan"]), str(document["meaning"])
        lock = Lock(path.name, str(document["plan"]), frozen_on, version, meant, document)
        return Outcome(lock)
    except (KeyError, ValueError, TypeError):
        return _refused("lock-is-none", path)


def rules_of(lock: Lock) -> Outcome[LockedRules | None]:
    """The rules of a lock file; what this version cannot read of them is said."""
    try:
        rules = [_file(each, lock.name) for each in lock.document["rules"]]
        vocabularies = [_vocabulary(each, lock.name) for each in lock.document["vocabularies"]]
        calendars = [decoded(each) for each in lock.document["calendars"]]
        environment = Environment(
            vocabularies={each.value.name: each.value for each in vocabularies},
            calendars={each.name: each for each in calendars},
            parent_thresholds=tuple(map(decoded, lock.document["parent_thresholds"])),
            parent=decoded(lock.document["parent"]),
        )
    except (KeyError, ValueError, TypeError, AttributeError):
        return Outcome(None, (Diagnostic("lock-is-none", None, {"path": lock.name}),))
    files = tuple(each.value for each in rules)
    return Outcome(LockedRules(files, environment), tuple(_said([*vocabularies, *rules])))


def _said(outcomes: Iterable[Outcome[Any]]) -> Iterable[Diagnostic]:
    return (diagnostic for outcome in outcomes for diagnostic in outcome.diagnostics)


def _file(given: dict[str, Any], folder: str) -> Outcome[RuleFile]:
    """A rule file; messages call it as if the lock file were a folder."""
    return parse(source_from_text("\n".join(given["lines"]), f"{folder}/{given['file']}"))


def _vocabulary(given: dict[str, Any], folder: str) -> Outcome[Vocabulary]:
    name = given["name"]
    files = [_file(each, f"{folder}/{name}") for each in given["rules"]]
    made = {each: decoded(given["made"].get(each, [])) for each in MADE}
    vocabulary = Vocabulary(name, tuple(each.value for each in files), plugin=name, **made)
    return Outcome(vocabulary, tuple(_said(files)))
