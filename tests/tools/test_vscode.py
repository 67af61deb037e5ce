"""The extension for VS Code: its grammar, its snippets, what it brings along, and the package."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from dxplan import __version__
from dxplan.highlighting import keyword_phrases, words_of
from dxplan.messages import LANGUAGES
from dxplan.source import source_from_text
from dxplan.syntax import lexicon
from dxplan.syntax.parse import parse
from tests.highlighting.test_words import KEYWORD, PLANS
from tests.language.texts import GROUPS, texts_of
from tools.licences import ALLOWED, is_allowed
from tools.vscode.__main__ import WRITTEN, main
from tools.vscode.grammar import grammar
from tools.vscode.vsix import EXTENSION, CannotPack, bundled, files, pack

NPM = shutil.which("npm")
INSTALLED = (EXTENSION / "node_modules" / "vscode-textmate").is_dir()
BUNDLED = (EXTENSION / "dist" / "extension.js").is_file() and INSTALLED
needs_npm = pytest.mark.skipif(
    NPM is None or not INSTALLED, reason="Node is not here, or make vscode has not been run"
)
needs_bundle = pytest.mark.skipif(
    NPM is None or not BUNDLED, reason="Node is not here, or make vscode has not been run"
)
SCOPES = {
    "comment": "comment.line.number-sign",
    "text": "string.quoted.double",
    "citation": "string.quoted.double.citation",
    "date": "constant.numeric.date",
    "number": "constant.numeric",
    "sign": "keyword.operator",
    "punctuation": "punctuation.separator",
    "head": "keyword.control",
    "comparator": "keyword.operator.word",
    "outcome": "constant.language",
    "keyword": "keyword.other",
    "declared": "entity.name.type",
    "name": "variable.other",
}


def read(name: str) -> Any:
    return json.loads((EXTENSION / name).read_text("utf-8"))


# --- the grammar ----------------------------------------------------------------------------------


def test_the_grammar_is_that_of_the_table_of_keywords(capsys: pytest.CaptureFixture[str]) -> None:
    assert (main(["--check"]), capsys.readouterr().out) == (0, "")


def test_a_grammar_that_is_out_of_date_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tools.vscode.grammar.text", lambda: "{}\n")
    assert main(["--check"]) == 1
    assert capsys.readouterr().out == (
        "editors/vscode/syntaxes/dxplan.tmLanguage.json is not what python -m tools.vscode writes\n"
    )


def test_every_keyword_is_in_one_pattern_of_its_kind() -> None:
    rules = grammar()["repository"]["keyword"]["patterns"]
    blanks = r"[ \t\x{A0}]+"
    found = [
        word.replace(blanks, " ").replace("\\-", "-")
        for rule in rules
        for word in re.findall(r"\(\?:(.*?)\)\(\?!", rule["match"])[0].split("|")
    ]
    assert sorted(found) == sorted(word for word, _ in keyword_phrases())
    counts = [word.count(" ") for word in found]
    assert counts == sorted(counts, reverse=True)


def handed_over() -> list[dict[str, Any]]:
    """Rules that can be read, with what their words are in Python."""
    texts = [path.read_text("utf-8") for path in PLANS]
    texts += [each.text for group in GROUPS for each in texts_of(group)]
    readable = [text for text in texts if parse(source_from_text(text)).ok]
    return [
        {
            "text": text,
            "words": [
                (SCOPES[word.kind], word.text) for word in words_of(text) if word.kind != "blank"
            ],
        }
        for text in readable
    ]


def run_tests(**variables: str) -> str:
    """What the tests in JavaScript print, all of which passed."""
    assert NPM is not None
    program = str(Path(sys.executable).with_name("dxplan"))
    done = subprocess.run(
        [NPM, "test", "--silent"],
        cwd=EXTENSION,
        env={**os.environ, "DXPLAN_PROGRAM": program, **variables},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:]
    return done.stdout


@needs_npm
def test_the_editor_colours_every_plan_and_vector_as_python_does(tmp_path: Path) -> None:
    handed = tmp_path / "words.json"
    handed.write_text(json.dumps(handed_over()), "utf-8")
    printed = run_tests(DXPLAN_WORDS=str(handed))
    assert re.findall(r"^[#ℹ] (?:fail|cancelled|skipped) (\d+)", printed, re.MULTILINE) == ["0"] * 3


@needs_bundle
def test_what_is_packed_starts_the_server_as_the_source_does() -> None:
    printed = run_tests(DXPLAN_BUNDLE=str(EXTENSION / "dist" / "extension.js"))
    assert re.findall(r"^[#ℹ] (?:fail|cancelled) (\d+)", printed, re.MULTILINE) == ["0"] * 2


# --- snippets and settings ------------------------------------------------------------------------


def filled(body: list[str]) -> str:
    """A snippet as it stands when nothing of it is changed."""
    text = "\n".join(body).replace("\t", "    ").removesuffix("$0")
    text = re.sub(r"\$\{\d+\|([^,|]*)[^}]*\}", r"\1", text)
    return re.sub(r"\$\{\d+:([^}]*)\}", r"\1", text)


def snippets() -> list[Any]:
    return [
        pytest.param(language, each, id=f"{language}: {name}")
        for language in LANGUAGES
        for name, each in read(f"snippets/{language}.json").items()
    ]


@pytest.mark.parametrize(("language", "snippet"), snippets())
def test_a_snippet_is_read_as_it_stands_and_in_its_language(
    language: str, snippet: dict[str, Any]
) -> None:
    text = filled(snippet["body"])
    assert parse(source_from_text(text)).diagnostics == ()
    keywords = [word.text for word in words_of(text) if word.kind in KEYWORD]
    assert keywords
    assert [each for each in keywords if language not in lexicon.languages_of(each)] == []


@pytest.mark.parametrize(("language", "snippet"), snippets())
def test_every_choice_of_a_snippet_is_read(language: str, snippet: dict[str, Any]) -> None:
    body = "\n".join(snippet["body"])
    for found in re.findall(r"\$\{\d+\|[^}]*\|\}", body):
        for choice in found.split("|")[1].split(","):
            text = filled([body.replace(found, choice)])
            assert parse(source_from_text(text)).ok, text


def test_the_snippets_of_both_languages_are_of_the_same_statements() -> None:
    kinds = [
        [
            type(parse(source_from_text(filled(each["body"]))).value.statements[0]).__name__
            for each in read(f"snippets/{language}.json").values()
        ]
        for language in LANGUAGES
    ]
    assert kinds[0] == kinds[1]
    assert len(set(kinds[0])) == 9


def test_every_text_that_is_shown_is_there_in_both_languages() -> None:
    named = set(re.findall(r'"%([\w.]+)%"', (EXTENSION / "package.json").read_text("utf-8")))
    assert named == set(read("package.nls.json")) == set(read("package.nls.vi.json"))
    source = (EXTENSION / "src" / "extension.js").read_text("utf-8")
    said = set(re.findall(r'l10n\.t\("([^"]+)"', source))
    assert said == set(read("l10n/bundle.l10n.vi.json"))


def test_the_settings_are_those_that_the_extension_reads() -> None:
    settings = read("package.json")["contributes"]["configuration"]["properties"]
    source = (EXTENSION / "src" / "extension.js").read_text("utf-8")
    [listed] = re.findall(r"const names = (\[.*\]);", source)
    assert [f"dxplan.{name}" for name in json.loads(listed)] == list(settings)


# --- what comes along -----------------------------------------------------------------------------


def test_the_lock_names_no_registry_and_has_a_hash_for_everything() -> None:
    text = (EXTENSION / "package-lock.json").read_text("utf-8")
    assert '"resolved"' not in text
    locked = {name: each for name, each in read("package-lock.json")["packages"].items() if name}
    assert [name for name, each in locked.items() if "integrity" not in each] == []


def test_everything_that_npm_installs_is_under_a_licence_that_is_allowed() -> None:
    allowed = tomllib.loads(ALLOWED.read_text("utf-8"))["allowed"]
    packages = read("package-lock.json")["packages"]
    said = {name: str(each.get("license")) for name, each in packages.items() if name}
    assert len(said) > 10
    assert {name: each for name, each in said.items() if not is_allowed(each, allowed)} == {}


@needs_bundle
def test_what_is_bundled_is_what_the_extension_runs_with_and_its_licences_come_along() -> None:
    packages = read("package-lock.json")["packages"]
    running = {
        name.removeprefix("node_modules/"): each["license"]
        for name, each in packages.items()
        if name and not each.get("dev")
    }
    assert bundled() == running
    notices = files("1.2.3")["extension/NOTICES.txt"]
    for name in running:
        assert f"{name} {packages['node_modules/' + name]['version']} (" in notices


# --- the package ----------------------------------------------------------------------------------


@needs_bundle
def test_the_package_has_what_the_manifest_names_and_nothing_of_the_repository(
    tmp_path: Path,
) -> None:
    with zipfile.ZipFile(pack(tmp_path, "1.2.3")) as archive:
        assert archive.testzip() is None
        names = set(archive.namelist())
        package = json.loads(archive.read("extension/package.json"))
        manifest = ElementTree.fromstring(archive.read("extension.vsixmanifest"))
        types = ElementTree.fromstring(archive.read("[Content_Types].xml"))
        main_file = archive.read("extension/dist/extension.js").decode()
    contributed = package["contributes"]
    named = [package["main"], contributed["languages"][0]["configuration"]]
    named += [each["path"] for each in contributed["grammars"] + contributed["snippets"]]
    assert {f"extension/{each.removeprefix('./')}" for each in named} <= names
    assert (package["version"], set(package) & {"scripts", "devDependencies"}) == ("1.2.3", set())
    schema = "{http://schemas.microsoft.com/developer/vsx-schema/2011}"
    identity = manifest.find(f".//{schema}Identity")
    assert identity is not None
    assert identity.attrib == {
        "Language": "en-US",
        "Id": package["name"],
        "Version": "1.2.3",
        "Publisher": package["publisher"],
    }
    assert {each.attrib["Path"] for each in manifest.iter(f"{schema}Asset")} <= names
    endings = {each.attrib["Extension"] for each in types}
    assert {Path(name).suffix for name in names - {"[Content_Types].xml"}} <= endings
    assert 'require("vscode")' in main_file
    assert [name for name in names if "node_modules" in name or "test" in name] == []


@needs_bundle
def test_the_same_extension_gives_the_same_bytes(tmp_path: Path) -> None:
    once = pack(tmp_path / "a", __version__).read_bytes()
    assert pack(tmp_path / "b", __version__).read_bytes() == once


def test_a_version_that_editors_cannot_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CannotPack, match=r"1\.0\.dev1 is no version of an extension"):
        pack(tmp_path, "1.0.dev1")
    assert list(tmp_path.iterdir()) == []


def test_the_grammar_is_where_the_extension_looks_for_it() -> None:
    [named] = read("package.json")["contributes"]["grammars"]
    assert (EXTENSION / named["path"]).resolve() == WRITTEN
