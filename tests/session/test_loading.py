"""Loading a plan by name, by file, by folder; and what can be wrong with what was named."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from dxplan.diagnostics import Severity
from dxplan.messages import Phrase
from dxplan.plan.model import Plan
from dxplan.plugin.installed import PlanInfo
from dxplan.session import Session, open_session
from dxplan.source import Source, source_from_text
from dxplan.syntax.files import read_rules, read_source
from dxplan.values.periods import Period
from tests.plan.rules import told
from tests.session.folders import NAMES, PLAN, RULE, folder, session_of

BARE = open_session(entry_points=False)


def ids_of(plan: Plan) -> list[str]:
    return [target.id for target in plan.targets]


# --- by name --------------------------------------------------------------------------------------


@pytest.fixture
def installed(tmp_path: Path) -> Session:
    """A session with one plan of one file, and one of a folder."""
    path = folder(
        tmp_path / "two_plans",
        {
            "plan.toml": 'name = "province"\n[plans]\ndemo = "demo.dxplan"\nparted = "parted"',
            "demo.dxplan": PLAN,
            "parted/a.dxplan": RULE,
            "parted/b.dxplan": NAMES,
        },
    )
    return session_of(path)


FOUR_YEARS = Period(date(2022, 1, 1), date(2025, 12, 31))


def test_a_plan_is_loaded_by_its_name(installed: Session) -> None:
    outcome = installed.load("demo")
    assert told(outcome.diagnostics) == []
    assert (outcome.value.id, ids_of(outcome.value)) == ("demo", ["online_share.by.2025"])


def test_a_plan_may_lie_in_several_files_and_is_called_like_its_name(installed: Session) -> None:
    outcome = installed.load("parted")
    assert told(outcome.diagnostics) == []
    assert (outcome.value.id, ids_of(outcome.value)) == ("parted", ["online_share.by.2025"])
    spans = [target.span for target in outcome.value.targets]
    assert [span.source.name for span in spans if span] == ["parted/a.dxplan"]


def test_a_path_is_never_a_name(installed: Session) -> None:
    outcome = installed.load(Path("demo"))
    assert told(outcome.diagnostics) == ["unknown-plan"]


def test_a_name_comes_before_a_file(
    installed: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder(tmp_path, {"demo": "plan other"}))
    assert installed.load("demo").value.id == "demo"
    assert installed.load("./demo").value.id == "other"


def test_an_unknown_name_gets_the_nearest_known_one(installed: Session) -> None:
    outcome = installed.load("deno")
    (diagnostic,) = outcome.diagnostics
    assert (diagnostic.code, diagnostic.span) == ("unknown-plan", None)
    assert diagnostic.params == {
        "name": "deno",
        "hint": Phrase("did-you-mean", {"suggestion": "demo"}),
    }
    assert outcome.value == Plan("deno")
    assert not outcome.ok


def test_an_unknown_name_that_is_near_nothing_gets_all_known_ones(installed: Session) -> None:
    (diagnostic,) = installed.load("xyz").diagnostics
    assert diagnostic.help() == "known are: demo, parted"


def test_there_may_be_no_plan_at_all() -> None:
    (diagnostic,) = BARE.load("xyz").diagnostics
    assert diagnostic.help() == "known are: -"


@pytest.mark.parametrize("name", ["", "\x00", "a\x00b", "con/", "..\x00"])
def test_whatever_is_named_is_never_an_exception(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert not BARE.load(name).ok


def test_a_name_that_is_too_long_for_a_file_is_an_unknown_plan() -> None:
    assert [each.code for each in BARE.load("x" * 5000).diagnostics] == ["unknown-plan"]


def test_the_plans_that_there_are(installed: Session, tmp_path: Path) -> None:
    folder(
        tmp_path / "two_plans",
        {
            "demo.dxplan": 'plan demo "Demo"\n    document "1/KH" of "Sở"\n    period 2022 to 2025',
            "parted/b.dxplan": 'plan parted\n    document of "UBND"\nuse nothing\nnonsense here',
        },
    )
    assert session_of(tmp_path / "two_plans").plan_names() == (
        PlanInfo("demo", "Demo", "1/KH — Sở", FOUR_YEARS, "province"),
        PlanInfo("parted", "parted", "UBND", None, "province"),
    )
    assert BARE.plan_names() == ()


# --- by file --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["demo.dxplan", "demo.txt", "demo"])
def test_a_plan_is_loaded_from_a_file(tmp_path: Path, name: str) -> None:
    path = folder(tmp_path, {name: NAMES + RULE}) / name
    for reference in (path, str(path)):
        outcome = BARE.load(reference)
        assert told(outcome.diagnostics) == []
        assert (outcome.value.id, ids_of(outcome.value)) == ("demo", ["online_share.by.2025"])


def test_what_is_wrong_is_said_with_the_name_of_the_file_as_it_was_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder(tmp_path, {"rules/demo.dxplan": f"{NAMES}onlin_share >= 5%"}))
    outcome = BARE.load("rules/demo.dxplan")
    assert told(outcome.diagnostics) == ["rules/demo.dxplan:6:1 unknown-indicator onlin_share"]


def test_everything_that_is_wrong_comes_in_the_order_of_the_text() -> None:
    text = (
        f"{NAMES}online_share => 5%\nonlin_share >= 5%\nunit u 'U'\nunit so_gddt\n"
        "use nothing\nduty d"
    )
    assert told(BARE.load_source(source_from_text(text, "rules.dxplan")).diagnostics) == [
        "6:14 reversed-comparator =>",
        "7:1 unknown-indicator onlin_share",
        "8:8 strange-quotes '",
        "9:6 duplicate-name so_gddt",
        "10:5 unknown-vocabulary nothing",
        "11:6 duty-without-recurrence d",
    ]


def test_a_file_that_is_not_there_is_said() -> None:
    outcome = BARE.load("no/such.dxplan")
    (diagnostic,) = outcome.diagnostics
    assert (diagnostic.code, diagnostic.span) == ("unreadable-file", None)
    assert diagnostic.message("en") == "`no/such.dxplan` cannot be read: No such file or directory"
    assert diagnostic.message("vi") == (
        "không đọc được `no/such.dxplan`: không có tệp hoặc thư mục này"
    )
    assert outcome.value.id == "such"
    assert not outcome.ok


def test_bytes_that_are_not_utf_8_are_said_with_their_place(tmp_path: Path) -> None:
    path = (
        folder(tmp_path, {"demo.dxplan": '# ế\r\nunit u "'.encode() + b'\xff"\n'}) / "demo.dxplan"
    )
    outcome = BARE.load(path)
    (diagnostic,) = outcome.diagnostics
    assert diagnostic.code == "not-utf8"
    assert diagnostic.span is not None
    assert (diagnostic.span.line, diagnostic.span.column) == (2, 9)
    assert diagnostic.span.source.name == str(path)
    assert diagnostic.params == {"offset": 16}
    assert outcome.value == Plan("demo", "demo", calendar=BARE.environment.calendars["ministry"])


def test_an_empty_file_is_a_plan_without_rules(tmp_path: Path) -> None:
    path = folder(tmp_path, {"demo.dxplan": "\ufeff\r\n"}) / "demo.dxplan"
    outcome = BARE.load(path)
    assert outcome.diagnostics == ()
    assert outcome.value == Plan("demo", "demo", calendar=BARE.environment.calendars["ministry"])


# --- by folder ------------------------------------------------------------------------------------


def test_the_files_of_a_folder_are_one_plan_called_like_the_folder(tmp_path: Path) -> None:
    path = folder(tmp_path / "demo", {"b.dxplan": NAMES, "a.dxplan": RULE, "c.txt": "nonsense"})
    for reference in (path, str(path)):
        outcome = BARE.load(reference)
        assert told(outcome.diagnostics) == []
        assert (outcome.value.id, ids_of(outcome.value)) == ("demo", ["online_share.by.2025"])


def test_what_is_wrong_in_a_folder_is_said_with_folder_and_file(tmp_path: Path) -> None:
    path = folder(tmp_path / "demo", {"a.dxplan": NAMES, "b.dxplan": "onlin_share >= 5%"})
    assert told(BARE.load(path).diagnostics) == ["demo/b.dxplan:1:1 unknown-indicator onlin_share"]


def test_a_folder_with_a_plan_toml_is_the_plan_that_it_names(tmp_path: Path) -> None:
    path = folder(
        tmp_path / "demo",
        {
            "plan.toml": 'name = "x"\n[plans]\nprovince = "rules/p.dxplan"\n'
            '[vocabularies]\nshared = "v.dxplan"\n[calendars.city]\nopens = "08-28"',
            "rules/p.dxplan": "use shared\nplan p\n    period school year 2024-2025\n"
            f"    calendar city\n{RULE}",
            "v.dxplan": NAMES,
        },
    )
    outcome = BARE.load(path)
    assert told(outcome.diagnostics) == []
    assert (outcome.value.id, ids_of(outcome.value)) == ("p", ["online_share.by.2025"])
    assert outcome.value.uses == ("shared",)
    assert outcome.value.period is not None
    assert outcome.value.period.start == date(2024, 8, 28)


def test_a_folder_may_use_what_the_session_has(tmp_path: Path, installed: Session) -> None:
    path = folder(tmp_path / "own", {"p.dxplan": "use education\nplan p"})
    assert installed.load(path).value.uses == ("education",)


def test_the_numbers_of_a_parent_may_stand_in_the_plan_toml(tmp_path: Path) -> None:
    path = folder(
        tmp_path / "demo",
        {
            "plan.toml": 'name = "x"\n[[thresholds]]\ndocument = "national.qd_131"\n'
            'indicator = "online_share"\nvalue = "30%"',
            "p.dxplan": "plan p\n    parent national.qd_131\n"
            f"{NAMES}online_share >= parent by 2025",
        },
    )
    outcome = BARE.load(path)
    assert told(outcome.diagnostics) == []
    assert [target.low for target in outcome.value.targets] == [Fraction(30)]


def test_an_empty_folder_is_said(tmp_path: Path) -> None:
    outcome = BARE.load(tmp_path)
    (diagnostic,) = outcome.diagnostics
    assert (diagnostic.code, diagnostic.span) == ("manifest-nothing-there", None)
    assert diagnostic.params == {"path": tmp_path.as_posix()}
    assert outcome.value == Plan(tmp_path.name)
    assert not outcome.ok


@pytest.mark.parametrize(
    ("manifest", "count", "names"),
    [
        ('name = "x"\n[plans]\none = "p.dxplan"\ntwo = "p.dxplan"', 2, "one, two"),
        ('name = "x"\n[vocabularies]\none = "p.dxplan"', 0, "-"),
    ],
)
def test_a_folder_that_holds_not_one_plan_is_said(
    tmp_path: Path, manifest: str, count: int, names: str
) -> None:
    path = folder(tmp_path / "demo", {"plan.toml": manifest, "p.dxplan": NAMES})
    outcome = BARE.load(path)
    (diagnostic,) = outcome.diagnostics
    assert (diagnostic.code, diagnostic.span) == ("not-one-plan", None)
    assert diagnostic.params == {
        "path": path.as_posix(),
        "count": count,
        "hint": Phrase("known-are", {"names": names}),
    }
    assert outcome.value == Plan("demo")
    assert diagnostic.severity is Severity.ERROR


def test_what_is_wrong_with_a_plan_toml_is_said_with_its_place(tmp_path: Path) -> None:
    path = folder(tmp_path / "demo", {"plan.toml": 'name = "x"\nvesion = "1"', "p.dxplan": NAMES})
    assert told(BARE.load(path).diagnostics) == [
        f"{(path / 'plan.toml').as_posix()}:2:1 manifest-unknown-key vesion"
    ]


@pytest.mark.parametrize(
    "vocabulary",
    [f"{NAMES}unit u 'U'", NAMES.replace("= lessons", "= 'lessons")],
)
def test_what_is_wrong_with_a_vocabulary_of_the_folder_is_said(
    tmp_path: Path, vocabulary: str
) -> None:
    path = folder(
        tmp_path / "demo",
        {
            "plan.toml": 'name = "x"\n[plans]\np = "p.dxplan"\n[vocabularies]\nshared = "v.dxplan"',
            "p.dxplan": f"use shared\n{RULE}",
            "v.dxplan": vocabulary,
        },
    )
    assert not BARE.load(path).ok


# --- reading --------------------------------------------------------------------------------------


def test_rule_files_are_read_in_the_order_of_their_names(tmp_path: Path) -> None:
    path = folder(tmp_path / "x", {"b.dxplan": "unit b", "a.dxplan": "unit a", "c.md": "unit c"})
    outcome = read_rules(path)
    names = [file.span.source.name for file in outcome.value if file.span is not None]
    assert names == ["x/a.dxplan", "x/b.dxplan"]


def test_names_of_files_may_be_told_from_a_folder(tmp_path: Path) -> None:
    path = folder(tmp_path, {"x/y/a.dxplan": "unit a"})
    outcome = read_rules(path / "x" / "y", path)
    assert [file.span and file.span.source.name for file in outcome.value] == ["x/y/a.dxplan"]


def test_every_file_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    path = folder(tmp_path / "x", {"b.dxplan": b"\xff", "c.dxplan": b"\xff", "d.dxplan": "unit d"})
    (path / "a.dxplan").mkdir()
    outcome = read_rules(path)
    assert [diagnostic.code for diagnostic in outcome.diagnostics] == [
        "unreadable-file",
        "not-utf8",
        "not-utf8",
    ]
    assert len(outcome.value) == 1
    assert [each.code for each in BARE.load(path).diagnostics] == [
        "unreadable-file",
        "not-utf8",
        "not-utf8",
    ]


def test_a_folder_that_cannot_be_looked_into_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, pattern: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "glob", refuse)
    (diagnostic,) = read_rules(tmp_path).diagnostics
    assert diagnostic.code == "unreadable-file"
    assert diagnostic.message("en").endswith(": Permission denied")
    assert diagnostic.message("vi").endswith(": không có quyền truy cập")


def test_a_source_is_read_in_one_form(tmp_path: Path) -> None:
    path = folder(tmp_path, {"a": "\ufeffunit u\r\n"}) / "a"
    assert read_source(path, "a.dxplan").value == Source("a.dxplan", "unit u\n")


def test_a_name_with_a_zero_character_is_no_file() -> None:
    outcome = read_source(Path("\x00"), "x")
    assert outcome.value is None
    (diagnostic,) = outcome.diagnostics
    assert diagnostic.message("en").endswith(": this cannot be the name of a file")
    assert diagnostic.message("vi").endswith(": tên này không thể là tên tệp")
