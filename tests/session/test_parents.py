"""The plan above: found by its name, read only when it is asked for, never in a circle."""

from __future__ import annotations

from pathlib import Path

import pytest

from dxplan.plugin import RuleFiles
from dxplan.session import Session
from dxplan.source import source_from_text
from dxplan.syntax import files
from tests.session.folders import NAMES, Announced, folder, session_of

TAKES = "online_share >= parent by 2025\n"


def session_with(path: Path, **plans: str) -> Session:
    """A session in which some plans are installed; ``__`` in a name stands for a dot."""
    texts = {name.replace("__", "."): text for name, text in plans.items()}
    folder(path, {f"{name}.dxplan": text for name, text in texts.items()})
    installed = [RuleFiles(name, path / f"{name}.dxplan") for name in texts]
    return session_of(Announced("documents", {"dxplan_plans": installed}))


def plan(name: str, parent: str = "", rules: str = "") -> str:
    named = f"\n    parent {parent}" if parent else ""
    return f'plan {name} "{name}"{named}\n{NAMES}{rules}'


def codes(session: Session, name: str) -> list[str]:
    return [diagnostic.code for diagnostic in session.load(name).diagnostics]


def test_the_name_of_a_parent_is_the_name_of_a_plan(tmp_path: Path) -> None:
    session = session_with(
        tmp_path,
        nation__qd_1=plan("nation.qd_1", rules="online_share >= 60% by 2025\n"),
        city=plan("city", "nation.qd_1", TAKES),
    )
    loaded = session.load("city")
    assert loaded.diagnostics == ()
    assert [target.low for target in loaded.value.targets] == [60]
    above = session.parent(loaded.value)
    assert above is not None
    assert above == session.load("nation.qd_1")
    assert session.parent(above.value) is None


def test_a_parent_that_nobody_brings_is_no_plan(tmp_path: Path) -> None:
    session = session_with(tmp_path, city=plan("city", "nation.qd_1", TAKES))
    loaded = session.load("city")
    assert [d.code for d in loaded.diagnostics] == ["parent-not-loaded"]
    assert session.parent(loaded.value) is None
    assert loaded.value.targets[0].low is None


def test_a_parent_in_a_folder_that_is_given_by_path(tmp_path: Path) -> None:
    above = folder(
        tmp_path / "above",
        {
            "plan.toml": 'name = "nation"\n[plans]\n"nation.qd_1" = "rules.dxplan"\n',
            "rules.dxplan": plan("nation.qd_1", rules="online_share >= 60% by 2025\n"),
        },
    )
    own = folder(tmp_path / "own", {"city.dxplan": plan("city", "nation.qd_1", TAKES)})
    for reference in (own, own / "city.dxplan"):
        loaded = session_of(above).load(reference)
        assert loaded.diagnostics == ()
        assert [target.low for target in loaded.value.targets] == [60]


@pytest.mark.parametrize(
    ("rule", "read"), [(TAKES, {"city", "nation"}), ("online_share >= 5% by 2025\n", {"city"})]
)
def test_only_the_named_parent_is_read_and_only_for_its_numbers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rule: str, read: set[str]
) -> None:
    session = session_with(
        tmp_path,
        nation=plan("nation", rules="online_share >= 60% by 2025\n"),
        city=plan("city", "nation", f"no target below parent\n{rule}"),
        other=plan("other", "nation"),
    )
    opened = set()
    real = files.read_source

    def noted(path: Path, name: str) -> object:
        opened.add(path.stem)
        return real(path, name)

    monkeypatch.setattr(files, "read_source", noted)
    session.load("city")
    assert opened & {"city", "nation", "other"} == read


def test_a_parent_takes_its_own_numbers_from_its_own_parent(tmp_path: Path) -> None:
    session = session_with(
        tmp_path,
        nation=plan("nation", rules="online_share > 60% by 2025\n"),
        city=plan("city", "nation", TAKES),
        ward=plan("ward", "city", TAKES),
    )
    (target,) = session.load("ward").value.targets
    assert (target.comparator, target.low) == (">", 60)


def test_a_parent_with_errors_gives_no_numbers(tmp_path: Path) -> None:
    session = session_with(
        tmp_path,
        nation=plan("nation", rules="online_share >= 60% by 2025\nonlin_share >= 5% by 2025\n"),
        city=plan("city", "nation", TAKES),
    )
    loaded = session.load("city")
    assert [d.code for d in loaded.diagnostics] == ["parent-has-errors"]
    assert loaded.diagnostics[0].span is not None
    assert loaded.diagnostics[0].span.text == "nation"
    assert loaded.value.targets[0].low is None
    above = session.parent(loaded.value)
    assert above is not None
    assert not above.ok


CIRCLES = [
    ({"a": "a"}, "a", "a > a"),
    ({"a": "b", "b": "a"}, "a", "a > b > a"),
    ({"a": "b", "b": "c", "c": "a"}, "b", "b > c > a > b"),
    ({"a": "b", "b": "c", "c": "b"}, "a", "a > b > c > b"),
]


@pytest.mark.parametrize(("parents", "start", "names"), CIRCLES)
@pytest.mark.parametrize("rule", [TAKES, ""])
def test_a_circle_is_an_error_wherever_one_enters_it(
    tmp_path: Path, parents: dict[str, str], start: str, names: str, rule: str
) -> None:
    plans = {name: plan(name, parent, rule) for name, parent in parents.items()}
    session = session_with(tmp_path, **plans)
    said = [d for d in session.lint(start).diagnostics if d.code == "parent-circle"]
    assert [d.params["names"] for d in said] == [names]
    above = session.parent(session.load(start).value)
    assert above is not None
    assert [d.code for d in above.diagnostics] == ["parent-circle"]


def test_a_circle_is_said_at_the_parents_name_when_a_number_is_asked_for(tmp_path: Path) -> None:
    session = session_with(tmp_path, a=plan("a", "b", TAKES), b=plan("b", "a", TAKES))
    (said,) = session.load("a").diagnostics
    assert (said.code, said.span and said.span.text) == ("parent-circle", "b")


PROMISE = "no target below parent\n"


def test_a_promise_cannot_be_held_against_a_parent_with_errors(tmp_path: Path) -> None:
    session = session_with(
        tmp_path,
        nation=plan("nation", rules="online_share >= 60% by 2025\nonlin_share >= 5% by 2025\n"),
        city=plan("city", "nation", f"{PROMISE}online_share >= 5% by 2025\n"),
    )
    said = [d for d in session.lint("city").diagnostics if d.code.startswith(("p", "below"))]
    assert [(d.code, d.span and d.span.text) for d in said] == [
        ("parent-has-errors", "no target below parent")
    ]
    assert codes(session, "city") == []


def test_that_the_parent_has_errors_is_said_once(tmp_path: Path) -> None:
    session = session_with(
        tmp_path,
        nation=plan("nation", rules="onlin_share >= 5% by 2025\n"),
        city=plan("city", "nation", f"{PROMISE}{TAKES}"),
    )
    said = [d.code for d in session.lint("city").diagnostics]
    assert said.count("parent-has-errors") == 1


def test_the_parent_is_not_read_for_lints_without_a_promise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = session_with(
        tmp_path,
        nation=plan("nation", rules="online_share >= 60% by 2025\n"),
        city=plan("city", "nation", "online_share >= 5% by 2025\n"),
    )
    monkeypatch.setattr(Session, "parent", lambda *_: pytest.fail("the parent was asked for"))
    assert "below-parent" not in {d.code for d in session.lint("city").diagnostics}


def test_a_promise_in_a_vocabulary_is_a_rule_in_the_wrong_place(tmp_path: Path) -> None:
    words = folder(tmp_path, {"words.dxplan": "no target below parent\n"}) / "words.dxplan"
    session = session_of(Announced("words", {"dxplan_vocabularies": [RuleFiles("words", words)]}))
    outcome = session.load_source(source_from_text("use words"))
    assert [d.code for d in outcome.diagnostics] == ["rule-in-vocabulary"]
    assert outcome.value.pledge is None
