"""A folder as a plugin: what it brings, and everything that can be wrong with its plan.toml."""

from __future__ import annotations

import os
import unicodedata
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxplan.plugin import Calendar, ParentThreshold, RuleFiles, Scope, Severity
from dxplan.plugin.collected import Provided
from dxplan.plugin.host import load_plugins
from dxplan.session import Session

WHOLE = """\
name = "city"
title = "Chuyển đổi số của thành phố"
version = "2024.1"

[plans]
city = "city.dxplan"
"north.2024" = "north"

[vocabularies]
shared = "words/shared.dxplan"

[calendars.city]
opens = "08-28"
second_semester = "01-12"
closes = "06-15"
staleness = 180
source = "its decision"

[calendars.plain]

[[thresholds]]
document = "national.programme"
indicator = "x"
value = "2.5%"
scope = { level = "primary" }
comparator = ">"
cite = "II.1"

[[thresholds]]
document = "national.programme"
indicator = "points"
value = "30"
"""


def _loaded(path):
    return load_plugins([path], entry_points=False)


def _complaints(path):
    """Code, line, underlined text and message of all that is wrong with a folder."""
    loaded = _loaded(path)
    assert [info.loaded for info in loaded.plugins if info.kind == "folder"] == [False]
    assert {d.severity for d in loaded.diagnostics} == {Severity.ERROR}
    return [
        (d.code, d.span and d.span.line, d.span and d.span.text, d.message(), d.help())
        for d in loaded.diagnostics
    ]


@pytest.fixture
def manifest(folder):
    """Makes a folder of a plan.toml and a rule file."""
    return lambda text: folder("town", {"plan.toml": text, "town.dxplan": ""})


# --- good -----------------------------------------------------------------------------------------


def test_a_folder_brings_all_that_its_plan_toml_says(folder):
    path = folder(
        "town",
        {
            "plan.toml": WHOLE,
            "city.dxplan": "",
            "north/a.dxplan": "",
            "words/shared.dxplan": "",
        },
    )
    loaded = _loaded(path)
    assert loaded.diagnostics == ()
    assert loaded.plans == {
        "city": Provided(RuleFiles("city", path / "city.dxplan"), "city"),
        "north.2024": Provided(RuleFiles("north.2024", path / "north"), "city"),
    }
    assert loaded.vocabularies["shared"].value == RuleFiles(
        "shared", path / "words" / "shared.dxplan"
    )
    assert loaded.calendars["city"].value == Calendar(
        "city", (8, 28), (1, 12), (6, 15), 180, "its decision"
    )
    assert loaded.calendars["plain"].value == Calendar("plain")
    assert [given.value for given in loaded.thresholds] == [
        ParentThreshold(
            "national.programme",
            "x",
            Fraction(5, 2),
            "%",
            Scope({"level": "primary"}),
            ">",
            "II.1",
        ),
        ParentThreshold("national.programme", "points", Fraction(30), "count"),
    ]
    [info] = [info for info in loaded.plugins if info.kind == "folder"]
    assert (info.name, info.title, info.version, info.folder) == (
        "city",
        "Chuyển đổi số của thành phố",
        "2024.1",
        path.as_posix(),
    )


def test_without_plans_the_files_of_the_folder_are_one_plan_called_like_the_plugin(manifest):
    path = manifest('name = "city"')
    assert _loaded(path).plans == {"city": Provided(RuleFiles("city", path), "city")}


def test_without_a_plan_toml_the_plan_is_called_like_the_folder(folder):
    path = folder("town", {"a.dxplan": 'plan a "A"\n', "b.dxplan": "measure m\n"})
    assert _loaded(path).plans == {"town": Provided(RuleFiles("town", path), "town")}
    plan = Session(_loaded(path)).load("town").value
    assert (plan.title, set(plan.measures)) == ("A", {"m"})


def test_a_folder_is_called_by_its_own_name_when_it_is_given_as_a_dot(folder, monkeypatch):
    monkeypatch.chdir(folder("town", {"a.dxplan": ""}))
    assert set(_loaded(Path()).plans) == {"town"}


def test_the_name_of_a_folder_is_read_as_nfc(folder):
    path = folder(unicodedata.normalize("NFD", "tỉnh"), {"a.dxplan": ""})
    assert set(_loaded(path).plans) == {unicodedata.normalize("NFC", "tỉnh")}


def test_a_folder_of_vocabularies_alone_has_no_plan(folder):
    path = folder(
        "town", {"plan.toml": 'name = "w"\n[vocabularies]\nw = "a.dxplan"', "a.dxplan": ""}
    )
    loaded = _loaded(path)
    assert (dict(loaded.plans), set(loaded.vocabularies)) == ({}, {"education", "scale_4725", "w"})


def test_a_folder_may_bring_numbers_alone(folder):
    text = 'name = "n"\n[[thresholds]]\ndocument = "d"\nindicator = "i"\nvalue = "5 %"\n'
    loaded = _loaded(folder("town", {"plan.toml": text}))
    assert [given.value for given in loaded.thresholds] == [ParentThreshold("d", "i", Fraction(5))]
    assert loaded.plans == {}


def test_a_plan_toml_may_have_a_byte_order_mark_and_carriage_returns(folder):
    text = b'\xef\xbb\xbfname = "city"\r\nversion = "1"\r\n'
    assert _loaded(folder("town", {"plan.toml": text, "a.dxplan": ""})).diagnostics == ()


# --- bad ------------------------------------------------------------------------------------------


def test_a_folder_that_is_not_there(tmp_path):
    path = tmp_path / "town"
    assert _complaints(path) == [
        (
            "manifest-no-folder",
            None,
            None,
            f"there is no folder `{path.as_posix()}`",
            "give a folder with a plan.toml or with .dxplan files",
        )
    ]


def test_a_file_is_not_a_folder(tmp_path):
    (tmp_path / "town.txt").write_text("x", "utf-8")
    assert [code for code, *_ in _complaints(tmp_path / "town.txt")] == ["manifest-no-folder"]


@pytest.mark.parametrize("name", ["a\0b", "x" * 5000])
def test_a_folder_name_that_no_system_takes(tmp_path, name):
    [(code, *_)] = _complaints(tmp_path / name)
    assert code in {"manifest-no-folder", "manifest-unreadable"}


def test_a_folder_with_nothing_for_dxplan_in_it(folder):
    [(code, *_)] = _complaints(folder("town", {"notes.txt": "x"}))
    assert code == "manifest-nothing-there"


def test_a_plan_toml_that_cannot_be_read(folder):
    path = folder("town", {"plan.toml/inside.txt": "x"})
    [(code, *_)] = _complaints(path)
    assert code == "manifest-unreadable"


def test_a_plan_toml_that_is_not_utf_8(folder):
    path = folder("town", {"plan.toml": b'name = "city"\ntitle = "' + b"\xff" + b'"\n'})
    [(code, line, text, _, _)] = _complaints(path)
    assert (code, line, text) == ("manifest-not-utf-8", 2, "\ufffd")


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("name = city", 1, "Invalid value"),
        ('name = "city"\nname = "town"\n', 2, "Cannot overwrite a value"),
        ('name = "city"\n[plans\n', 2, "Expected ']' at the end of a table declaration"),
        ('name = "city', 1, "Unterminated string"),
    ],
)
def test_a_plan_toml_that_is_not_toml(manifest, text, line, reason):
    [(code, at, _, message, _)] = _complaints(manifest(text))
    assert (code, at) == ("manifest-syntax", line)
    assert message == f"plan.toml cannot be read as TOML: {reason}"


@pytest.mark.parametrize("text", ["a = " + "[" * 100_000, "a = " + "1" * 10_000])
def test_a_plan_toml_beyond_all_bounds(manifest, text):
    [(code, line, _, _, _)] = _complaints(manifest(text))
    assert (code, line) == ("manifest-syntax", 1)


def test_an_unknown_key_is_reported_at_its_place_with_a_suggestion(manifest):
    assert _complaints(manifest('name = "city"\n\nvesion = "1"\n')) == [
        (
            "manifest-unknown-key",
            3,
            "vesion",
            "plan.toml has no key `vesion`",
            "did you mean `version`?",
        )
    ]


def test_an_unknown_key_that_is_like_none_is_reported_with_all_that_there_are(manifest):
    [(_, _, _, _, help_line)] = _complaints(manifest('name = "city"\nauthor = "x"\n'))
    assert help_line == (
        "known are: name, title, version, plans, vocabularies, calendars, thresholds"
    )


def test_unknown_keys_inside_tables_are_found_there(manifest):
    text = (
        'name = "city"\n[calendars.a]\nopens = "09-05"\n[calendars.b]\nopen = "09-05"\n'
        '[[thresholds]]\ndocument = "d"\nindicator = "i"\nvalue = "5%"\n'
        '[[thresholds]]\ndocument = "d"\nindicator = "j"\nvalue = "5%"\nsite = "II"\n'
    )
    assert [
        (code, line, text, key) for code, line, text, key, _ in _complaints(manifest(text))
    ] == [
        ("manifest-unknown-key", 5, "open", "plan.toml has no key `calendars.b.open`"),
        ("manifest-unknown-key", 14, "site", "plan.toml has no key `thresholds.site`"),
    ]


def test_a_missing_name_is_reported(manifest):
    assert _complaints(manifest('title = "City"\n')) == [
        (
            "manifest-missing-key",
            1,
            "",
            "`name` is missing here",
            'add a line such as `name = "phu_nhuan"`',
        )
    ]


def test_a_number_without_its_document_is_reported_at_its_table(manifest):
    text = 'name = "city"\n[[thresholds]]\nindicator = "i"\nvalue = "5%"\n'
    [(code, line, underlined, message, _)] = _complaints(manifest(text))
    assert (code, line, underlined) == ("manifest-missing-key", 2, "thresholds")
    assert message == "`document` is missing here"


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("title = 5", "title"),
        ('title = ""', "title"),
        ("version = 1.0", "version"),
        ('plans = "city.dxplan"', "plans"),
        ("plans = { city = 5 }", "plans.city"),
        ('plans = { city = "" }', "plans.city"),
        ('plans = { "" = "town.dxplan" }', "plans."),
        ("vocabularies = []", "vocabularies"),
        ("calendars = []", "calendars"),
        ("calendars.city = 5", "calendars.city"),
        ("calendars.city.opens = 2024-09-05", "calendars.city.opens"),
        ('calendars.city.opens = "5/9"', "calendars.city.opens"),
        ('calendars.city.opens = "13-01"', "calendars.city.opens"),
        ('calendars.city.opens = "02-29"', "calendars.city.opens"),
        ('calendars.city.opens = "٠٩-٠٥"', "calendars.city.opens"),
        ("calendars.city.staleness = true", "calendars.city.staleness"),
        ("calendars.city.staleness = -1", "calendars.city.staleness"),
        ("calendars.city.staleness = 1.5", "calendars.city.staleness"),
        ("thresholds = {}", "thresholds"),
        ("thresholds = [5]", "thresholds"),
    ],
)
def test_a_value_that_cannot_be_used_is_reported_with_an_example(manifest, line, key):
    [(code, at, _, message, help_line)] = _complaints(manifest(f'name = "city"\n{line}\n'))
    assert (code, at) == ("manifest-wrong-value", 2)
    assert message == f"the value of `{key}` cannot be used"
    assert help_line.startswith("write it like this: `")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("value", "5"),
        ("value", "2.5"),
        ("value", '"5,0%"'),
        ("value", '"-5%"'),
        ("value", '"5%%"'),
        ("value", '"five"'),
        ("value", '"٥%"'),
        ("value", '"1e3"'),
        ("comparator", '"=>"'),
        ("comparator", "[]"),
        ("scope", '"primary"'),
        ("scope", "{ level = 1 }"),
        ("cite", "5"),
        ("document", '" "'),
        ("indicator", "true"),
    ],
)
def test_a_number_that_cannot_be_used_is_reported(manifest, key, value):
    fields = {"document": '"d"', "indicator": '"i"', "value": '"5%"', key: value}
    text = 'name = "city"\n[[thresholds]]\n' + "".join(f"{k} = {v}\n" for k, v in fields.items())
    [(code, line, underlined, _, _)] = _complaints(manifest(text))
    assert (code, underlined) == ("manifest-wrong-value", key)
    assert text.splitlines()[line - 1] == f"{key} = {value}"


def test_a_blank_name_of_a_calendar_is_reported(manifest):
    [(code, *_)] = _complaints(manifest('name = "city"\n[calendars." "]\n'))
    assert code == "manifest-wrong-value"


def test_a_calendar_whose_days_are_out_of_order_is_reported(manifest):
    text = 'name = "city"\n[calendars.city]\ncloses = "01-10"\n'
    [(code, line, underlined, _, _)] = _complaints(manifest(text))
    assert (code, line, underlined) == ("manifest-calendar-order", 2, "calendars.city")


@pytest.mark.parametrize("kind", ["plans", "vocabularies"])
@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("../other.dxplan", "manifest-outside-folder"),
        ("a/../../other.dxplan", "manifest-outside-folder"),
        ("..", "manifest-outside-folder"),
        ("/etc/passwd", "manifest-outside-folder"),
        ("link.dxplan", "manifest-outside-folder"),
        ("missing.dxplan", "manifest-missing-file"),
        ("circle.dxplan", "manifest-missing-file"),
        ("a\\u0000b.dxplan", "manifest-missing-file"),
        ("x" * 5000, "manifest-missing-file"),
        ("notes.txt", "manifest-no-rules"),
        ("empty", "manifest-no-rules"),
    ],
)
def test_a_path_that_leads_to_no_rules_in_the_folder_is_reported(folder, kind, path, code):
    place = folder("town", {"notes.txt": "x", "empty/notes.txt": "x"})
    (place.parent / "other.dxplan").write_text("", "utf-8")
    (place / "link.dxplan").symlink_to(place.parent / "other.dxplan")
    (place / "circle.dxplan").symlink_to(place / "circle.dxplan")
    folder("town", {"plan.toml": f'name = "city"\n[{kind}]\ncity = "{path}"\n'})
    [(found, line, underlined, _, _)] = _complaints(place)
    assert (found, line, underlined) == (code, 3, "city")


def test_the_folder_itself_is_a_path(folder):
    path = folder("town", {"a.dxplan": "", "plan.toml": 'name = "c"\n[plans]\nc = "."\n'})
    assert _loaded(path).plans["c"].value.path == path


def test_a_plan_toml_that_brings_nothing_is_reported(folder):
    [(code, line, _, _, _)] = _complaints(folder("town", {"plan.toml": 'name = "city"'}))
    assert (code, line) == ("manifest-brings-nothing", 1)


def test_everything_wrong_is_reported_at_once(manifest):
    text = (
        'nam = "city"\ntitle = 5\n[plans]\na = "../a"\nb = "b.dxplan"\n[calendars.c]\nopens = 1\n'
    )
    assert [(code, line) for code, line, *_ in _complaints(manifest(text))] == [
        ("manifest-unknown-key", 1),
        ("manifest-wrong-value", 2),
        ("manifest-missing-key", 1),
        ("manifest-outside-folder", 4),
        ("manifest-missing-file", 5),
        ("manifest-wrong-value", 7),
    ]


def test_a_number_that_is_given_twice_is_an_error_of_the_folder(manifest):
    table = '[[thresholds]]\ndocument = "d"\nindicator = "i"\nvalue = "5%"\n'
    assert [code for code, *_ in _complaints(manifest(f'name = "c"\n{table}{table}'))] == [
        "plugin-duplicate"
    ]


def test_a_bad_folder_does_not_keep_another_from_being_used(folder):
    good = folder("good", {"a.dxplan": ""})
    bad = folder("bad", {"plan.toml": "name"})
    loaded = load_plugins([good, bad], entry_points=False)
    assert [d.code for d in loaded.diagnostics] == ["manifest-syntax"]
    assert set(loaded.plans) == {"good"}


def test_the_place_names_the_file_as_the_folder_was_given(folder, monkeypatch):
    monkeypatch.chdir(folder("town", {"plan.toml": "x"}).parent)
    [diagnostic] = _loaded(Path("town")).diagnostics
    assert diagnostic.span.source.name == "town/plan.toml"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_a_folder_that_may_not_be_read(folder):
    path = folder("town", {"plan.toml": 'name = "c"'})
    (path / "plan.toml").chmod(0)
    assert [code for code, *_ in _complaints(path)] == ["manifest-unreadable"]


_SCRAPS = st.sampled_from(
    [*WHOLE.splitlines(keepends=True), "[", "]", "=", '"', "name", "\n", "é", "\x00", "5", "{}"]
)


@given(text=st.lists(_SCRAPS, max_size=12).map("".join))
def test_no_text_of_a_plan_toml_ends_in_an_exception(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("town")
    (path / "plan.toml").write_bytes(text.encode())
    (path / "city.dxplan").write_text("", "utf-8")
    loaded = _loaded(path)
    [info] = [info for info in loaded.plugins if info.kind == "folder"]
    assert info.loaded == (loaded.diagnostics == ())
    for diagnostic in loaded.diagnostics:
        assert diagnostic.message("en") != ""
        assert diagnostic.message("vi") != ""
