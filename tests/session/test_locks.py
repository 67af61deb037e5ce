"""Lock files of a session: everything that a plan means is in them."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from pathlib import Path

import attrs
import pytest

import dxplan
from dxplan.plan.environment import ParentThreshold
from dxplan.plan.model import Indicator, Measure, Plan, Sum, Unit
from dxplan.plugin.hookspecs import RuleFiles
from dxplan.session import Session, open_session
from dxplan.values.calendars import Calendar, Holidays
from dxplan.values.scopes import Member
from tests.session.folders import PLAN, Announced, folder, session_of

DAY = date(2025, 1, 1)


def frozen(session: Session, reference: str | Path, path: Path) -> Path:
    found = session.freeze(reference, on=DAY)
    assert found.ok
    path.write_text(found.value.text, "utf-8")
    return path


def read_alone(path: Path) -> Plan:
    """The plan of a lock file, where no plugin is known."""
    found = open_session(entry_points=False).load(path)
    assert found.diagnostics == ()
    return found.value


@pytest.mark.parametrize(
    "name", ["bac_giang", "binh_dinh", "ninh_thuan", "phu_nhuan", "quang_ninh"]
)
def test_the_plans_of_the_provinces_come_back_as_they_are(name: str, tmp_path: Path) -> None:
    session = open_session()
    path = frozen(session, name, tmp_path / "x.lock.json")
    plan = session.load(name).value
    assert read_alone(path) == plan
    assert list(session.since_frozen(plan, name, path).value.differences) == []  # type: ignore[union-attr]


def test_what_plugins_made_in_python_is_in_it(tmp_path: Path) -> None:
    one = Fraction(1)
    member = Member("tier", "school")
    holidays = Holidays(frozenset({DAY}), first_year=2025)
    given = {
        "dxplan_units": [Unit("so_x", "Sở X", until=date(2026, 2, 28), successors=("so_y",)),
                         Unit("so_y", "Sở Y")],
        "dxplan_measures": [Measure("m", "M", flow=True, reported_by=(member,)), Measure("n")],
        "dxplan_indicators": [
            Indicator("x", "share", Sum(((one, "m", None),)), Sum(((one, "n", "m"),)))
        ],
        "dxplan_calendars": [Calendar("city", holidays=holidays)],
        "dxplan_thresholds": [ParentThreshold("nation", "x", Fraction(15, 2)),
                              ParentThreshold("other", "x", Fraction(1))],
    }  # fmt: skip
    text = (
        'plan town "Town"\n    calendar city\n    parent nation\nuse made\n'
        'x >= parent by 2025\n    lead so_x\n    cite "1"\n'
    )
    files = folder(tmp_path / "rules", {"town.dxplan": text})
    plans = {"dxplan_plans": [RuleFiles("town", files / "town.dxplan")]}
    session = session_of(Announced("made", {**given, **plans}))
    path = frozen(session, "town", tmp_path / "town.lock.json")
    plan = session.load("town").value
    assert plan.targets[0].low == Fraction(15, 2)
    assert read_alone(path) == plan
    thresholds = json.loads(path.read_text("utf-8"))["parent_thresholds"]
    assert [each["document"] for each in thresholds] == ["nation"]


def test_the_vocabulary_of_a_folder_is_in_it_and_a_later_change_of_it_is_seen(
    tmp_path: Path,
) -> None:
    toml = 'name = "x"\n[vocabularies]\nshared = "v.dxplan"\n[plans]\ndemo = "demo.dxplan"'
    names = "measure a flow\nmeasure b flow\nindicator x = a / b\n"
    text = 'plan demo\nuse shared\nx >= 5% by 2025\n    cite "1"\n'
    path = folder(tmp_path / "x", {"plan.toml": toml, "v.dxplan": names, "demo.dxplan": text})
    session = open_session(entry_points=False)
    assert session.freeze(path, on=DAY).value.folder == path
    frozen(session, path, path / "demo.lock.json")
    assert [d.code for d in session.lint(path).diagnostics] == ["no-lead"]
    (path / "v.dxplan").write_text(names.replace("a / b", "a per b"), "utf-8")
    said = session.lint(path).diagnostics
    assert [d.code for d in said] == ["no-lead", "weaker-than-frozen"]
    assert said[1].message("vi") == "`x` đã bị đổi cách tính so với bản khóa ngày 01/01/2025"
    assert (said[1].span and said[1].span.source.name) == f"{path.as_posix()}/v.dxplan"


def test_the_numbers_of_the_plan_above_are_in_it(tmp_path: Path) -> None:
    names = "measure a\nmeasure b\nindicator x = a / b\n"
    above = folder(tmp_path / "above", {"above.dxplan": f"plan above\n{names}x >= 30% by 2025\n"})
    text = f"plan below\n    parent above\n{names}x >= parent by 2025\n"
    path = folder(tmp_path, {"below.dxplan": text}) / "below.dxplan"
    session = open_session([above], entry_points=False)
    lock = frozen(session, path, tmp_path / "below.lock.json")
    plan = session.load(path).value
    assert plan.targets[0].low == 30
    assert read_alone(lock) == plan
    (above / "above.dxplan").write_text(f"plan above\n{names}x >= 20% by 2025\n", "utf-8")
    later = open_session([above], entry_points=False)
    since = later.since_frozen(later.load(path).value, path, lock).value
    assert since is not None
    assert [each.kind for each in since.differences] == ["loosened"]


def test_a_plan_of_several_files_has_all_of_them_without_their_folders(tmp_path: Path) -> None:
    head, _, rest = PLAN.partition("\n")
    path = folder(tmp_path / "demo", {"a.dxplan": head, "b.dxplan": rest})
    lock = frozen(open_session(entry_points=False), path, tmp_path / "demo.lock.json")
    document = json.loads(lock.read_text("utf-8"))
    assert [each["file"] for each in document["rules"]] == ["a.dxplan", "b.dxplan"]
    assert tmp_path.as_posix() not in lock.read_text("utf-8")
    assert read_alone(lock).title == "Demo"


def test_rules_that_cannot_be_read_any_more_are_said_with_their_place(tmp_path: Path) -> None:
    from dxplan.plan.encoding import digest

    path = folder(tmp_path, {"demo.dxplan": PLAN}) / "demo.dxplan"
    lock = frozen(open_session(entry_points=False), path, tmp_path / "demo.lock.json")
    document = json.loads(lock.read_text("utf-8"))
    document["rules"][0]["lines"][0] = "scheme demo"
    del document["sha256"]
    document["sha256"] = digest(document)
    lock.write_text(json.dumps(document), "utf-8")
    found = open_session(entry_points=False).load(lock).diagnostics
    places = [(each.span.source.name, each.span.line) for each in found if each.span is not None]
    assert ("demo.lock.json/demo.dxplan", 1) in places


def test_rules_that_are_read_otherwise_than_when_they_were_frozen_are_said(
    tmp_path: Path,
) -> None:
    from dxplan.plan.encoding import digest

    path = folder(tmp_path, {"demo.dxplan": PLAN}) / "demo.dxplan"
    session = open_session(entry_points=False)
    lock = frozen(session, path, tmp_path / "demo.lock.json")
    document = json.loads(lock.read_text("utf-8"))
    document |= {"meaning": "0" * 64, "dxplan": "0.0.1"}
    del document["sha256"]
    document["sha256"] = digest(document)
    lock.write_text(json.dumps(document), "utf-8")
    (diagnostic,) = session.load(lock).diagnostics
    assert diagnostic.message() == (
        "the rules in `demo.lock.json` are read otherwise than by dxplan 0.0.1, which wrote it"
    )
    since = session.since_frozen(session.load(path).value, path, lock)
    assert (since.ok, [each.code for each in since.diagnostics]) == (True, ["lock-read-otherwise"])
    assert since.value is not None
    assert len(since.value.differences) == 0


# --- the functions of the package -----------------------------------------------------------------


def test_check_in_python_holds_the_rules_against_a_lock_file(tmp_path: Path) -> None:
    path = folder(tmp_path, {"demo.dxplan": PLAN}) / "demo.dxplan"
    (tmp_path / "demo.lock.json").write_text(dxplan.freeze(path, on=DAY), "utf-8")
    path.write_text(PLAN.replace("5%", "4%"), "utf-8")
    report = dxplan.check(path, [], as_of=DAY)
    assert report.frozen is not None
    assert [each.kind for each in report.frozen.differences.weakening] == ["loosened"]
    plan = dxplan.load(path)
    assert dxplan.check(plan, [], as_of=DAY).frozen is None
    assert dxplan.check(plan, [], as_of=DAY, frozen=tmp_path / "demo.lock.json") == report
    assert attrs.evolve(report, frozen=None) == dxplan.check(plan, [], as_of=DAY)


def test_a_lock_file_that_cannot_be_used_raises(tmp_path: Path) -> None:
    path = folder(tmp_path, {"demo.dxplan": PLAN, "demo.lock.json": "{"}) / "demo.dxplan"
    with pytest.raises(dxplan.RuleError, match="lock-broken"):
        dxplan.check(path, [], as_of=DAY)
    with pytest.raises(dxplan.RuleError, match="lock-broken"):
        dxplan.diff(tmp_path / "demo.lock.json", path)


def test_what_cannot_be_frozen_raises(tmp_path: Path) -> None:
    path = folder(tmp_path, {"demo.dxplan": PLAN, "bad.dxplan": "x >= 5%"})
    with pytest.raises(dxplan.RuleError, match="unknown-indicator"):
        dxplan.freeze(path / "bad.dxplan", on=DAY)
    lock = path / "demo.lock.json"
    lock.write_text(dxplan.freeze(path / "demo.dxplan", on=DAY), "utf-8")
    with pytest.raises(ValueError, match="a lock file already"):
        dxplan.freeze(lock, on=DAY)
