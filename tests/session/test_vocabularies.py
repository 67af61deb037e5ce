"""Vocabularies of a session: from plugins, from folders, from Python."""

from __future__ import annotations

from pathlib import Path

from dxplan.messages import Phrase
from dxplan.plan.model import Measure, Unit
from dxplan.plugin.hookspecs import RuleFiles
from dxplan.session import Session, open_session
from dxplan.source import source_from_text
from tests.plan.rules import told
from tests.session.folders import NAMES, RULE, Announced, folder, session_of

SHARED = 'name = "x"\n[vocabularies]\nshared = "v.dxplan"\nother = "w.dxplan"'


def said_of(session: Session, text: str) -> list[str]:
    return told(session.load_source(source_from_text(text, "rules.dxplan")).diagnostics)


def test_the_education_vocabulary_is_always_there() -> None:
    session = open_session(entry_points=False)
    assert list(session.environment.vocabularies) == ["education", "scale_4725"]
    outcome = session.load_source(source_from_text("use education"))
    assert outcome.diagnostics == ()
    assert outcome.value.uses == ("education",)
    assert {"level", "tier"} <= outcome.value.dimensions.keys()


def test_the_education_vocabulary_says_nothing_is_wrong_with_itself() -> None:
    session = open_session(entry_points=False)
    assert (
        session.with_lints(session.load_source(source_from_text("use education"))).diagnostics == ()
    )


def test_a_name_of_a_vocabulary_that_is_not_used_is_told_where_it_is(tmp_path: Path) -> None:
    path = folder(tmp_path, {"plan.toml": SHARED, "v.dxplan": "unit so_v", "w.dxplan": "unit so_w"})
    outcome = session_of(path).load_source(
        source_from_text("task t lead so_w, so_v", "rules.dxplan")
    )
    assert told(outcome.diagnostics) == ["1:13 unknown-unit so_w", "1:19 unknown-unit so_v"]
    assert [each.params["hint"] for each in outcome.diagnostics] == [
        Phrase("add-use", {"vocabulary": "other"}),
        Phrase("add-use", {"vocabulary": "shared"}),
    ]


def test_an_unknown_vocabulary_lists_those_of_all_plugins(tmp_path: Path) -> None:
    path = folder(tmp_path, {"plan.toml": SHARED, "v.dxplan": NAMES, "w.dxplan": "unit w_1"})
    (diagnostic,) = session_of(path).load_source(source_from_text("use nothing")).diagnostics
    assert diagnostic.help() == "known are: education, other, scale_4725, shared"


def test_mistakes_in_a_vocabulary_are_said_when_it_is_used(tmp_path: Path) -> None:
    path = folder(
        tmp_path / "x",
        {"plan.toml": SHARED, "v.dxplan": f"{NAMES}unit u 'U'", "w.dxplan": "unit w 'W'"},
    )
    session = session_of(path)
    assert said_of(session, "unit z_1") == []
    assert said_of(session, "use shared") == [f"{path.as_posix()}/v.dxplan:6:8 strange-quotes '"]


def test_a_vocabulary_may_be_a_folder(tmp_path: Path) -> None:
    files = folder(tmp_path / "shared", {"a.dxplan": RULE.splitlines()[0], "b.dxplan": NAMES})
    plugin = Announced("x", {"dxplan_vocabularies": [RuleFiles("shared", files)]})
    assert said_of(session_of(plugin), "use shared") == [
        "shared/a.dxplan:1:1 rule-in-vocabulary online_share >= 5% by 2025"
    ]


def test_a_vocabulary_whose_file_went_away_is_said_when_a_vocabulary_is_used(
    tmp_path: Path,
) -> None:
    path = folder(tmp_path, {"plan.toml": SHARED, "v.dxplan": NAMES, "w.dxplan": "unit w_1"})
    session = session_of(path)
    (path / "w.dxplan").unlink()
    assert said_of(session, "unit z_1") == []
    assert said_of(session, "use other") == ["unreadable-file"]


def test_names_made_in_python_are_a_vocabulary_called_like_their_plugin() -> None:
    plugin = Announced(
        "made", {"dxplan_units": [Unit("so_x")], "dxplan_measures": [Measure("m_1")]}
    )
    session = session_of(plugin)
    outcome = session.load_source(source_from_text("use made\ntask t in 2024 lead so_x"))
    assert outcome.diagnostics == ()
    assert outcome.value.uses == ("made",)
    assert session.environment.vocabularies["made"].plugin == "made"


def test_names_made_in_python_join_the_files_of_the_vocabulary(tmp_path: Path) -> None:
    files = folder(tmp_path, {"v.dxplan": NAMES}) / "v.dxplan"
    plugin = Announced(
        "made", {"dxplan_vocabularies": [RuleFiles("made", files)], "dxplan_units": [Unit("so_x")]}
    )
    outcome = session_of(plugin).load_source(source_from_text("use made"))
    assert outcome.diagnostics == ()
    assert set(outcome.value.units) == {"so_gddt", "so_x"}


def test_a_vocabulary_that_is_not_utf_8_is_said_when_it_is_used(tmp_path: Path) -> None:
    path = folder(
        tmp_path / "x", {"plan.toml": SHARED, "v.dxplan": b"unit u\xff", "w.dxplan": "unit w_1"}
    )
    session = session_of(path)
    assert said_of(session, "use other") == []
    outcome = session.load_source(source_from_text("use shared", "rules.dxplan"))
    assert [each.code for each in outcome.diagnostics] == ["not-utf8"]
    (diagnostic,) = outcome.diagnostics
    assert diagnostic.span is not None
    assert diagnostic.span.source.name == f"{path.as_posix()}/v.dxplan"
