"""A plan that was kept says what the rules say now, or is made anew."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import attrs
import pytest

from dxplan.diagnostics import Outcome
from dxplan.plan.model import Indicator, Measure, Plan, Sum
from dxplan.plugin.kept_plans import kept_plan
from dxplan.plugin.rules import Rules
from dxplan.session import Session, open_session
from dxplan.syntax.cache_folder import keep, kept
from tests.plan.test_stored import spelt_out
from tests.session.folders import NAMES, PLAN, RULE, Announced, folder, session_of


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DXPLAN_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def bound(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of plans that were bound, one after the other."""
    names: list[str] = []
    really = Rules.bound

    def noted(self: Rules, *given: object) -> Outcome[Plan]:
        names.append(str(given[1]))
        return really(self, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(Rules, "bound", noted)
    return names


def everything(outcome: Outcome[Plan]) -> object:
    files = [spelt_out(file) for file in outcome.value.files]
    return [spelt_out(outcome.value), spelt_out(outcome.diagnostics), files, outcome.silenced]


@pytest.mark.parametrize("name", sorted(open_session().loaded.plans))
def test_an_installed_plan_is_bound_once_and_says_the_same(name: str, bound: list[str]) -> None:
    first = open_session().load(name)
    assert bound[-1] == name
    bound.clear()
    second = open_session().load(name)
    assert bound == []
    assert second.value == first.value
    assert everything(second) == everything(first)


def test_rules_with_mistakes_and_silences_are_kept_with_them(
    tmp_path: Path, bound: list[str]
) -> None:
    text = (
        f"{PLAN}# ignore unit-ended: known\nonline_share >= 5%\nonline_shar >= 5 by 2025\nunti x\n"
    )
    path = folder(tmp_path / "rules", {"demo.dxplan": text}) / "demo.dxplan"
    first, second = (session_of().load(path) for _ in range(2))
    assert bound == ["demo"]
    assert not second.ok
    assert len(second.diagnostics) > 1
    assert everything(second) == everything(first)


def test_every_change_of_what_a_plan_depends_on_is_seen(tmp_path: Path, bound: list[str]) -> None:
    rules = folder(tmp_path / "rules", {"demo.dxplan": PLAN, "more.dxplan": "measure x\n"})
    words = {"plan.toml": 'name = "w"\n[vocabularies]\nw = "."\n', "w.dxplan": "measure y\n"}
    beside = folder(tmp_path / "words", words)
    made = Indicator("made", "count", Sum(()), Sum(()))

    def load(*plugins: Announced, path: Path = rules) -> Plan:
        return session_of(beside, *plugins).load(path).value

    def is_bound(*plugins: Announced, path: Path = rules) -> bool:
        bound.clear()
        load(*plugins, path=path)
        once = list(bound)
        load(*plugins, path=path)
        assert bound == once, "the second time it is kept"
        return bool(once)

    assert is_bound()
    assert not is_bound()
    (rules / "more.dxplan").write_text("measure z\n")
    assert is_bound()
    (rules / "more.dxplan").write_text("measure x\n")
    assert not is_bound(), "what was there before is still kept"
    (rules / "more.dxplan").rename(rules / "most.dxplan")
    assert is_bound()
    (beside / "w.dxplan").write_text("measure yy\n")
    assert is_bound()
    (beside / "v.dxplan").write_text("measure v\n")
    assert is_bound()
    toml = beside / "plan.toml"
    toml.write_text(toml.read_text() + "[calendars.c]\nstaleness = 30\n")
    assert is_bound()
    assert is_bound(Announced("py", {"dxplan_measures": [Measure("m")]}))
    assert is_bound(Announced("py", {"dxplan_measures": [Measure("m", flow=True)]}))
    assert is_bound(Announced("py", {"dxplan_indicators": [made]}))
    other = folder(tmp_path / "other", {"demo.dxplan": PLAN, "most.dxplan": "measure x\n"})
    assert is_bound(path=other), "places are told by other names"


def test_another_dxplan_or_python_finds_nothing(
    tmp_path: Path, bound: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from dxplan.plugin import plan_key

    path = folder(tmp_path / "rules", {"demo.dxplan": PLAN}) / "demo.dxplan"
    for program in (["1"], ["2"], ["1"]):
        monkeypatch.setattr(plan_key, "_program", lambda program=program: program)
        session_of().load(path)
    assert bound == ["demo", "demo"]


def test_what_the_program_is_tells_versions_and_its_own_files() -> None:
    from dxplan._version import __version__
    from dxplan.plugin import plan_key

    version, python, files = plan_key._program()
    names = {name for name, _, _ in files}
    assert version == __version__
    assert python == [sys.implementation.cache_tag, *sys.version_info[:3]]
    assert {"dxplan.lark", "keywords.tsv", "bind.py", "build.py", "rules.py"} <= names
    assert {"diagnostics.toml", "silences.py", "calendars.py", "lark.py"} <= names


def test_a_number_of_the_plan_above_is_that_of_today(tmp_path: Path, bound: list[str]) -> None:
    manifest = 'name = "above"\n[plans]\n"above" = "."\n'
    above = folder(
        tmp_path / "above",
        {"plan.toml": manifest, "a.dxplan": f"plan above\n{NAMES}\nonline_share >= 7% by 2025\n"},
    )
    text = f"plan below\n    parent above\n{NAMES}\nonline_share >= parent by 2025\n"
    path = folder(tmp_path / "below", {"below.dxplan": text}) / "below.dxplan"
    for number in (7, 7, 9):
        rules = (above / "a.dxplan").read_text().replace("7%", f"{number}%")
        (above / "a.dxplan").write_text(rules)
        assert session_of(above).load(path).value.targets[0].low == number
    assert bound == ["below", "above", "below", "above"]


def test_a_plan_that_is_handed_another_one_above_is_not_kept(
    tmp_path: Path, cache: Path, bound: list[str]
) -> None:
    path = folder(tmp_path / "rules", {"demo.dxplan": PLAN}) / "demo.dxplan"
    for _ in range(2):
        session_of().load(path, above=Plan("x"))
    assert bound == ["demo", "demo"]
    assert not list(cache.glob("plan-*"))


def the_one(cache: Path) -> Path:
    (path,) = cache.glob("plan-*")
    return path


def test_what_is_torn_or_means_nothing_is_made_anew(
    tmp_path: Path, cache: Path, bound: list[str]
) -> None:
    path = folder(tmp_path / "rules", {"demo.dxplan": PLAN}) / "demo.dxplan"
    expected = everything(session_of().load(path))
    file = the_one(cache)
    whole, body = file.read_bytes(), kept(file.name) or b""
    given = json.loads(body)
    swapped = {**given, "batches": given["batches"][::-1]}
    texts = [json.dumps(each).encode() for each in ({**given, "schema": "x"}, swapped, {}, [], 1)]
    for number in range(0, len(whole), 97):
        file.write_bytes(whole[:number])
        assert everything(session_of().load(path)) == expected
    for text in (*texts, b"", b"\xff", b"[" * 10**5, body[:-1]):
        # The digest is right: what it is about is not.
        keep(file.name, text, at_most=9)
        bound.clear()
        assert everything(session_of().load(path)) == expected
        assert bound == ["demo"]


def test_nothing_is_kept_where_it_is_switched_off(
    tmp_path: Path, bound: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DXPLAN_CACHE", "off")
    path = folder(tmp_path / "rules", {"demo.dxplan": PLAN}) / "demo.dxplan"
    for _ in range(2):
        assert session_of().load(path).ok
    assert bound == ["demo", "demo"]
    assert sorted(each.name for each in (tmp_path / "rules").iterdir()) == ["demo.dxplan"]


def test_a_file_that_cannot_be_read_is_said_every_time(tmp_path: Path, cache: Path) -> None:
    path = folder(tmp_path / "rules", {"demo.dxplan": b"\xff"}) / "demo.dxplan"
    for _ in range(2):
        assert [each.code for each in session_of().load(path).diagnostics] == ["not-utf8"]
    assert not list(cache.glob("plan-*"))


def test_a_value_that_no_file_holds_keeps_its_plan_from_being_kept(cache: Path) -> None:
    @attrs.frozen
    class Odd:
        pass

    plan = Plan("p", notes=(Odd(),))  # type: ignore[arg-type]
    loaded = open_session(entry_points=False).loaded
    for _ in range(2):
        assert kept_plan([], [loaded], "p", lambda: Outcome(plan)).value is plan
    assert not list(cache.glob("plan-*"))


def test_a_rule_file_that_changes_meanwhile_keeps_nothing(tmp_path: Path, cache: Path) -> None:
    words = folder(
        tmp_path / "w",
        {"plan.toml": 'name = "w"\n[vocabularies]\nw = "."\n', "w.dxplan": "measure y\n"},
    )
    loaded = open_session([words], entry_points=False).loaded

    def binding() -> Outcome[Plan]:
        (words / "w.dxplan").write_text("measure z\n")
        return Outcome(Plan("p"))

    kept_plan([], [loaded], "p", binding)
    assert not list(cache.glob("plan-*"))


def test_the_texts_of_rules_are_read_when_something_asks_for_them(tmp_path: Path) -> None:
    rules = folder(tmp_path / "rules", {"a.dxplan": PLAN, "b.dxplan": "measure x\n"})
    first, second = (session_of().load(rules).value for _ in range(2))
    assert len(second.files) == 2
    assert tuple(second.files) == first.files
    assert second.files[1] == first.files[1]
    assert second.files[:1] == first.files[:1]
    assert session_of().lint(rules).diagnostics == session_of().lint(rules).diagnostics


def test_many_processes_may_begin_at_once(tmp_path: Path, cache: Path) -> None:
    path = folder(tmp_path / "rules", {"demo.dxplan": PLAN + RULE.replace("5", "7", 1)})
    code = (
        "import dxplan\n"
        "session = dxplan.open_session(entry_points=False)\n"
        f"print(session.load({str(path / 'demo.dxplan')!r}).value.id)"
    )
    running = [
        subprocess.Popen(
            [sys.executable, "-c", code],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "DXPLAN_CACHE": str(cache)},
            text=True,
        )
        for _ in range(4)
    ]
    assert [each.communicate() for each in running] == [("demo\n", "")] * 4
    assert the_one(cache).is_file()
    assert not [each for each in cache.iterdir() if each.name.startswith(".")]


def test_a_session_finds_what_another_kept(tmp_path: Path, bound: list[str]) -> None:
    path = folder(tmp_path / "rules", {"demo.dxplan": PLAN}) / "demo.dxplan"
    sessions: list[Session] = [session_of() for _ in range(3)]
    assert len({session.load(path).value.id for session in sessions}) == 1
    assert bound == ["demo"]
