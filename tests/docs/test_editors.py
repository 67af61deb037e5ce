"""The page on editors: what stands there to be copied can be read by what it is for."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tomllib

import pytest

from tests.docs.pages import REPO, blocks

PAGE = REPO / "docs" / "how-to" / "editors-set-up.md"
PACKAGE = json.loads((REPO / "editors" / "vscode" / "package.json").read_text("utf-8"))
SETTINGS = PACKAGE["contributes"]["configuration"]["properties"]
LUAC = next(filter(None, map(shutil.which, ("luac", "luac5.4", "luac5.3", "luajit"))), None)
SERVER = {name.removeprefix("dxplan.") for name in SETTINGS} - {"path", "lang"}


def block(language: str) -> str:
    [found] = those_in(language)
    return found


def those_in(language: str) -> list[str]:
    """What stands on the page in a language."""
    return [each.text for each in blocks(PAGE) if each.language == language]


def test_the_settings_of_vs_code_are_those_of_the_extension() -> None:
    given = json.loads(block("json"))
    assert list(given) == list(SETTINGS)
    kinds = {"array": list, "string": str}
    assert all(isinstance(given[name], kinds[each["type"]]) for name, each in SETTINGS.items())
    table = re.findall(r"^\| `(dxplan\.\w+)` \|", PAGE.read_text("utf-8"), re.MULTILINE)
    assert table == list(SETTINGS)


def test_helix_starts_the_server_for_rule_files() -> None:
    given = tomllib.loads(block("toml"))
    server = given["language-server"]["dxplan"]
    [language] = given["language"]
    assert [server["command"], *server["args"]] == ["dxplan", "lsp"]
    assert language["language-servers"] == list(given["language-server"])
    assert language["file-types"] == ["dxplan"]
    assert set(server["config"]["dxplan"]) <= SERVER


def test_neovim_starts_the_server_for_rule_files() -> None:
    new, old = those_in("lua")
    assert 'vim.lsp.enable("dxplan")' in new
    assert "vim.lsp.start_client(" in old
    for text in (new, old):
        assert 'cmd = { "dxplan", "lsp" }' in text
        [given] = re.findall(r"dxplan = \{ (data = .*) \},", text)
        assert set(re.findall(r"(\w+) = ", given)) <= SERVER


@pytest.mark.skipif(LUAC is None, reason="no compiler of Lua is here")
@pytest.mark.parametrize("text", those_in("lua"))
def test_what_neovim_reads_is_lua(text: str) -> None:
    assert LUAC is not None
    command = [LUAC, "-bl", "-"] if LUAC.endswith("luajit") else [LUAC, "-p", "-"]
    done = subprocess.run(command, input=text, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
