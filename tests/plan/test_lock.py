"""What stands in a lock file, what is read of it, and what is said of one that cannot be used."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs
import pytest

from dxplan._version import __version__
from dxplan.diagnostics import Outcome
from dxplan.plan.bind import bind
from dxplan.plan.encoding import digest, encoded, meaning
from dxplan.plan.environment import Environment, ParentThreshold, Vocabulary
from dxplan.plan.lock import Lock, LockedRules, lock_name, lock_text
from dxplan.plan.lock_reading import read_lock, rules_of
from dxplan.plan.model import Indicator, Measure, Plan, Sum, Unit
from dxplan.values.calendars import MINISTRY
from dxplan.values.scopes import Dimension, Member
from tests.plan.rules import plan_of, sound

RULES = """plan p "P"
    parent above
use shared
made_count >= 5 by 2025
shared_count >= parent by 2025"""
SHARED = "measure shared_figure\nindicator shared_count = shared_figure"
MADE = Vocabulary(
    "shared",
    (sound(SHARED, "folder/shared.dxplan"),),
    dimensions=(Dimension("kind", members=(Member("kind", "big"),)),),
    measures=(Measure("made"),),
    indicators=(
        Indicator(
            "made_count",
            "count",
            Sum(((Fraction(1), "made", None),)),
            Sum((), Fraction(1)),
        ),
    ),
    units=(Unit("office"),),
    plugin="shared",
)
ABOVE = plan_of(f"plan above\n{SHARED}\nshared_count >= 9 by 2025", prelude="")
NUMBERS = (
    ParentThreshold("above", "made_count", Fraction(7), "count"),
    ParentThreshold("another", "made_count", Fraction(8), "count"),
)
ENVIRONMENT = Environment(
    vocabularies={"shared": MADE, "unused": Vocabulary("unused")},
    parent_thresholds=NUMBERS,
    plans=frozenset({"above"}),
    parent=ABOVE,
)
FILE = sound(RULES, "folder/p.dxplan")
PLAN = bind([FILE], ENVIRONMENT).value


def written() -> dict[str, Any]:
    text = lock_text(PLAN, ENVIRONMENT, [MINISTRY], date(2025, 2, 3))
    found: dict[str, Any] = json.loads(text)
    return found


def test_it_holds_the_rules_and_everything_that_they_refer_to() -> None:
    found = written()
    hashed = found.pop("sha256")
    above = Plan("above", indicators=dict(ABOVE.indicators), targets=ABOVE.targets)
    assert found == {
        "schema": "dxplan.lock/1",
        "dxplan": __version__,
        "plan": "p",
        "title": "P",
        "frozen_on": "2025-02-03",
        "meaning": meaning(PLAN),
        "rules": [{"file": "p.dxplan", "lines": RULES.split("\n")}],
        "vocabularies": [
            {
                "name": "shared",
                "rules": [{"file": "shared.dxplan", "lines": SHARED.split("\n")}],
                "made": {
                    "dimensions": [encoded(each) for each in MADE.dimensions],
                    "measures": [encoded(each) for each in MADE.measures],
                    "indicators": [encoded(each) for each in MADE.indicators],
                    "units": [encoded(each) for each in MADE.units],
                },
            }
        ],
        "calendars": [encoded(MINISTRY)],
        "parent_thresholds": [encoded(NUMBERS[0])],
        "parent": encoded(above),
    }
    assert hashed == digest(found)


def test_the_same_plan_gives_the_same_bytes_which_people_can_read() -> None:
    text = lock_text(PLAN, ENVIRONMENT, [MINISTRY], date(2025, 2, 3))
    assert text == lock_text(PLAN, ENVIRONMENT, [MINISTRY], date(2025, 2, 3))
    assert text.startswith('{\n "schema": "dxplan.lock/1",\n')
    assert text.endswith("}\n")
    assert "Tết" in lock_text(attrs.evolve(PLAN, title="Tết"), ENVIRONMENT, [], date(2025, 2, 3))
    assert lock_name(PLAN) == "p.lock.json"


def test_without_a_parent_there_are_no_numbers_of_one() -> None:
    plan = plan_of("measure a", prelude="")
    found = json.loads(lock_text(plan, Environment(), [], date(2025, 2, 3)))
    assert (found["parent"], found["parent_thresholds"], found["vocabularies"]) == (None, [], [])


def kept(folder: Path, document: object) -> Path:
    path = folder / "p.lock.json"
    path.write_text(json.dumps(document, ensure_ascii=False), "utf-8")
    return path


def hashed(document: dict[str, Any]) -> dict[str, Any]:
    return {**document, "sha256": digest({k: v for k, v in document.items() if k != "sha256"})}


def read(folder: Path, document: dict[str, Any]) -> Lock:
    outcome = read_lock(kept(folder, hashed(document)))
    assert outcome.diagnostics == ()
    assert outcome.value is not None
    return outcome.value


def test_what_is_read_is_what_was_written(tmp_path: Path) -> None:
    lock = read(tmp_path, written())
    document = {key: value for key, value in written().items() if key != "sha256"}
    assert attrs.asdict(lock, recurse=False) == {
        "name": "p.lock.json",
        "plan": "p",
        "frozen_on": date(2025, 2, 3),
        "version": __version__,
        "meaning": meaning(PLAN),
        "document": document,
    }
    outcome = rules_of(lock)
    assert outcome.diagnostics == ()
    assert isinstance(outcome.value, LockedRules)
    (file,), environment = outcome.value.files, outcome.value.environment
    assert file.span is not None
    assert (file.span.source.name, file.span.source.text) == ("p.lock.json/p.dxplan", RULES)
    assert environment.calendars == {"ministry": attrs.evolve(MINISTRY)}
    assert environment.parent_thresholds == NUMBERS[:1]
    assert environment.plans == frozenset()
    assert environment.parent is not None
    assert environment.parent.targets == ABOVE.targets
    (vocabulary,) = environment.vocabularies.values()
    assert attrs.evolve(vocabulary, files=()) == attrs.evolve(MADE, files=())
    (shared,) = vocabulary.files
    assert shared.span is not None
    assert shared.span.source.name == "p.lock.json/shared/shared.dxplan"
    assert bind(outcome.value.files, environment).value == PLAN


def told(outcome: Outcome[Any]) -> list[tuple[str, object, dict[str, object]]]:
    assert outcome.value is None
    return [(each.code, each.span, dict(each.params)) for each in outcome.diagnostics]


@pytest.mark.parametrize(
    ("data", "code", "params"),
    [
        (b'{\n"a": 1\n"b": 2}', "lock-broken", {"line": 3}),
        (b"\xff\xfe\x00", "lock-broken", {"line": 1}),
        (b"[" * 200_000, "lock-broken", {"line": 1}),
        (b"[]", "lock-is-none", {}),
        (b'{"schema": 5}', "lock-is-none", {}),
        (b'{"schema": "dxplan.report/1"}', "lock-is-none", {}),
        (b'{"schema": "dxplan.lock"}', "lock-is-none", {}),
        (b'{"schema": "dxplan.lock/2"}', "lock-of-other-version", {"schema": "dxplan.lock/2"}),
        (b'{"schema": "dxplan.lock/1"}', "lock-altered", {}),
        (b'{"schema": "dxplan.lock/1", "sha256": "0"}', "lock-altered", {}),
    ],
)
def test_what_is_no_lock_file_is_refused_with_its_path(
    data: bytes, code: str, params: dict[str, object], tmp_path: Path
) -> None:
    path = tmp_path / "p.lock.json"
    path.write_bytes(data)
    assert told(read_lock(path)) == [(code, None, {"path": path.as_posix(), **params})]


def test_a_file_that_is_not_there_is_told_with_the_reason(tmp_path: Path) -> None:
    path = tmp_path / "none.lock.json"
    (found,) = told(read_lock(path))
    assert found[0] == "lock-unreadable"
    assert found[2]["path"] == path.as_posix()
    assert set(found[2]) == {"path", "reason"}


def test_a_mark_at_the_beginning_makes_no_difference(tmp_path: Path) -> None:
    path = kept(tmp_path, written())
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert read_lock(path).ok


@pytest.mark.parametrize("key", ["frozen_on", "dxplan", "meaning", "plan"])
def test_a_lock_file_that_lacks_what_it_is_about_is_none(key: str, tmp_path: Path) -> None:
    document = {name: value for name, value in written().items() if name != key}
    path = kept(tmp_path, hashed(document))
    assert told(read_lock(path)) == [("lock-is-none", None, {"path": path.as_posix()})]


@pytest.mark.parametrize(
    "change",
    [
        lambda document: document.pop("rules"),
        lambda document: document.pop("vocabularies"),
        lambda document: document.update(calendars=[{"type": "Nothing"}]),
        lambda document: document.update(parent_thresholds=5),
        lambda document: document.update(rules=[{"lines": 5, "file": "a"}]),
        lambda document: document.update(vocabularies=[{"name": "x", "rules": [], "made": 5}]),
    ],
)
def test_rules_that_no_lock_file_has_are_none(
    change: Callable[[dict[str, Any]], object], tmp_path: Path
) -> None:
    document = written()
    change(document)
    lock = read(tmp_path, document)
    assert told(rules_of(lock)) == [("lock-is-none", None, {"path": "p.lock.json"})]


def test_what_is_wrong_with_the_rules_is_told_with_its_place(tmp_path: Path) -> None:
    document = written()
    document["rules"] = [{"file": "p.dxplan", "lines": ["plan p", "taks a"]}]
    document["vocabularies"][0]["rules"] = [{"file": "shared.dxplan", "lines": ["measre a"]}]
    outcome = rules_of(read(tmp_path, document))
    assert outcome.value is not None
    spans = [each.span for each in outcome.diagnostics]
    assert [span and f"{span.source.name}:{span.line} {span.text}" for span in spans] == [
        "p.lock.json/shared/shared.dxplan:1 measre",
        "p.lock.json/p.dxplan:2 taks",
    ]
