"""Every word of the command line is there in Vietnamese: help, mistakes in calls, catalogues."""

from __future__ import annotations

import argparse
import ast
import inspect
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

import dxplan
from dxplan.cli.argument_words import argparse_in, placeholder
from dxplan.cli.arguments import _OPTIONS, parser
from dxplan.cli.languages import spoken_language
from dxplan.messages import LANGUAGES, catalogue

Run = Any
TEXTS = Path(dxplan.__file__).with_name("texts")
CATALOGUES = sorted(path.stem for path in TEXTS.glob("*.toml"))
ONLY_VIETNAMESE = {"office.document.state", "office.document.motto", "office.document.end"}
"""What letters of Vietnamese offices have to say, and no English document does."""
# Words that hardly any English sentence does without, and that are no Vietnamese syllables.
ENGLISH = re.compile(
    r"(?<![\w`.-])(?:the|of|with|which|that|not|was|were|this|these|from|and|or|is|are|it|its|"
    r"file|files|plan|plans|error|usage|options|argument|arguments|expected|invalid|choose|show|"
    r"required|message|following|when|what|where|who|unknown|missing)(?![\w`.=-])"
)
# Said by argparse to whoever writes a parser, or about files that it opens, which it does not here.
TO_PROGRAMMERS = {
    ".__call__() not defined", "%r is not callable", "'required' is an invalid argument for "
    "positionals", "mutually exclusive arguments must be optional", "cannot merge actions - two "
    "groups are named %r", "invalid option string %(option)r: must start with a character "
    "%(prefix_chars)r", "dest= is required for options like %r", "invalid conflict_resolution "
    "value: %r", "cannot have multiple subparser arguments", "conflicting subparser: %s",
    "conflicting subparser alias: %s", "conflicting option string: %s",
    "conflicting option strings: %s", 'argument "-" with mode %r', "unexpected option string: %s",
    "can't open '%(filename)s': %(error)s",
}  # fmt: skip


def said_by_argparse() -> Iterator[str]:
    """Every sentence that argparse hands to gettext."""
    found = ast.walk(ast.parse(inspect.getsource(argparse)))
    for node in (each for each in found if isinstance(each, ast.Call)):
        called = node.func
        if isinstance(called, ast.Name) and called.id in ("_", "ngettext"):
            texts = (each.value for each in node.args if isinstance(each, ast.Constant))
            yield from (text for text in texts if isinstance(text, str))


def test_whatever_argparse_says_has_a_translation() -> None:
    known = {entry["en"] for entry in catalogue("arguments")["argparse"].values()}
    said = set(said_by_argparse()) - TO_PROGRAMMERS
    assert len(said) > 15
    # The words of later versions differ; what this one says has to be there.
    assert sorted(said - known) == []


def commands(language: Any) -> Mapping[str, argparse.ArgumentParser]:
    with argparse_in(language):
        top = parser(language)
    (found,) = (each for each in top._actions if isinstance(each, argparse._SubParsersAction))
    return {"": top, **found.choices}


@pytest.mark.parametrize("command", ["", *sorted(_OPTIONS)])
def test_the_help_of_a_command_is_in_vietnamese(command: str) -> None:
    with argparse_in("vi"):
        shown = commands("vi")[command].format_help()
    prose = shown.partition("ví dụ:")[0]
    # What is typed stands as it is typed: commands, options, their choices, names of files.
    prose = re.sub(rf"dxplan {command}|\{{[^}}]*\}}|^    [a-z]+ ", " ", prose, flags=re.MULTILINE)
    assert ENGLISH.findall(prose) == []
    assert "tùy chọn:" in prose


def test_every_placeholder_has_a_word() -> None:
    used = {
        token
        for command in commands("en").values()
        for action in command._actions
        if isinstance(action.metavar, str)
        for token in [action.metavar]
    }
    used |= {
        token
        for command in commands("en").values()
        for token in re.findall(r"\b[A-Z]{3,}\b", command.usage or "")
    }
    assert sorted(used - set(catalogue("arguments")["metavar"])) == []
    assert all(placeholder(name, "vi") != name for name in used)


WRONG_CALLS = [
    (["grow"], "tham số LỆNH: không nhận giá trị 'grow' (chọn một trong: "),
    (["show"], "thiếu tham số: KẾ_HOẠCH"),
    (["sums", "x"], "thiếu tham số: --output/-o"),
    (["check", "x", "--data"], "tham số --data: phải có ít nhất một giá trị"),
    (["check", "x", "--output"], "tham số --output: phải có một giá trị"),
    (["lint", "x", "--shout"], "không có tham số này: --shout"),
    (["lint", "x", "--format", "xml"], "tham số --format: không nhận giá trị 'xml' (chọn một "),
    (["lint", "x", "--fix=yes"], "tham số --fix: tùy chọn này không nhận giá trị 'yes'"),
    (["test", "x", "--coverage", "--mutate"], "không dùng cùng lúc với tham số --coverage"),
    (["check", "x", "--as-of", "soon"], "'soon' không phải là ngày hợp lệ"),
    (["due", "x", "--within", "soon"], "'soon' không phải là khoảng thời gian"),
]


@pytest.mark.parametrize(("call", "said"), WRONG_CALLS, ids=lambda each: str(each)[:40])
def test_a_wrong_call_is_told_in_vietnamese(run: Run, call: list[str], said: str) -> None:
    found = run(*call[:1], "--lang", "vi", *call[1:])
    assert found.status == 2
    assert found.err.startswith("cách dùng: dxplan ")
    assert said in found.err
    assert ": lỗi: " in found.err


def test_no_command_at_all_is_told_in_the_language_of_the_environment(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DXPLAN_LANG", "vi")
    found = run()
    assert (found.status, "lỗi: thiếu tham số: LỆNH" in found.err) == (2, True)


def test_argparse_speaks_english_again_afterwards(run: Run) -> None:
    run("show", "--lang", "vi")
    assert "error: the following arguments are required: PLAN" in run("show").err


# --- the language that is asked for once ----------------------------------------------------------


def test_the_variable_is_as_good_as_the_option(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = run("show", "small.dxplan", "--lang", "en").out
    monkeypatch.setenv("DXPLAN_LANG", "en")
    assert run("show", "small.dxplan").out == wanted
    assert run("show", "small.dxplan", "--lang", "vi").out != wanted


def test_a_language_nobody_speaks_is_refused(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DXPLAN_LANG", "xx\x1b[31m")
    found = run("show", "small.dxplan")
    assert (found.status, found.out) == (2, "")
    assert found.err == "DXPLAN_LANG: there is no language xx\ufffd[31m; known are en, vi\n"


def test_no_variable_changes_the_words_of_a_rule_file(
    run: Run, workplace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (workplace / "small.dxplan").read_text("utf-8")
    monkeypatch.setenv("DXPLAN_LANG", "en")
    run("fmt", "small.dxplan")
    after = (workplace / "small.dxplan").read_text("utf-8")
    assert "kế hoạch small" in before and "kế hoạch small" in after


def test_the_option_comes_before_the_variable_and_that_before_the_locale(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LANG", "vi_VN.UTF-8")
    assert spoken_language([]) == "vi"
    monkeypatch.setenv("DXPLAN_LANG", "en")
    assert spoken_language([]) == "en"
    assert spoken_language(["show", "--lang=vi"]) == "vi"


# --- catalogues -----------------------------------------------------------------------------------


def entries(name: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every entry of a catalogue that is in a language, by its path."""
    waiting: list[tuple[str, Any]] = [(name, catalogue(name))]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, Mapping):
            if {"en", "vi"} & value.keys():
                yield path, value
            waiting.extend((f"{path}.{key}", each) for key, each in value.items())


@pytest.mark.parametrize("name", CATALOGUES)
def test_every_text_is_there_in_both_languages(name: str) -> None:
    found = dict(entries(name))
    assert found
    for path, entry in found.items():
        assert set(LANGUAGES) <= entry.keys(), path
        assert ("help_en" in entry) is ("help_vi" in entry), path
        # An empty text says nothing in either language.
        if path not in ONLY_VIETNAMESE:
            assert bool(str(entry["en"]).strip()) is bool(str(entry["vi"]).strip()), path


@pytest.mark.parametrize("name", CATALOGUES)
def test_no_vietnamese_text_is_english(name: str) -> None:
    for path, entry in entries(name):
        for key in ("vi", "help_vi"):
            shown = re.sub(r"`[^`]*`|\{[^}]*\}|%\(\w+\)", " ", str(entry.get(key, "")))
            assert ENGLISH.findall(shown) == [], path
