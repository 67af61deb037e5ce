"""The example that ``--help`` gives of a command is a call that works."""

from __future__ import annotations

import argparse
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import docx
import pytest

from dxplan.cli.arguments import _OPTIONS, parser
from dxplan.messages import LANGUAGES, Language
from tests.docs.pages import REPO

PLAN = REPO / "plugins" / "binh_dinh" / "src" / "dxplan_binh_dinh" / "binh_dinh.dxplan"
UPPER = "measure rooms\nindicator n = rooms\nn >= 1 in 2024\n"
STATUS = {"check": 1, "coverage": 1, "sums": 1}
"""The example data miss something; the other commands have nothing to find fault with."""
LEAVES = {
    "export": "binh_dinh.json", "sums": "binh_dinh.parquet", "freeze": "binh_dinh.lock.json",
    "draft": "ke_hoach.dxplan", "due": "bac_giang.ics", "template": "form.xlsx",
    "new": "dong_thap/plan.toml", "fmt": "binh_dinh.dxplan",
}  # fmt: skip
"""What the other commands leave is on standard output."""


def commands(language: Language) -> dict[str, argparse.ArgumentParser]:
    for action in parser(language)._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    raise AssertionError("INVARIANT: there are commands")


def calls(command: str, language: Language = "en") -> list[list[str]]:
    """The calls of an example, word by word; a line may go on in the next."""
    text = str(commands(language)[command].epilog).partition("\n")[2]
    lines = [shlex.split(line) for line in text.replace("\\\n", " ").splitlines()]
    assert {line[0] for line in lines} == {"dxplan"}
    return [line[1:] for line in lines]


@pytest.fixture
def folder(workplace: Path) -> Path:
    """The example data of a province beside its rules, and what the examples call their files."""
    for file in ("reports.csv", "register.csv", "events.csv"):
        shutil.copy(REPO / "examples" / "binh_dinh" / file, workplace / file)
    shutil.copy(PLAN, workplace / PLAN.name)
    for name in ("huyen", "tinh"):
        (workplace / f"{name}.dxplan").write_text(f"plan {name}\n{UPPER}", "utf-8")
    document = docx.Document()
    document.add_heading("I. Mục tiêu", 1)
    document.add_paragraph("Đến năm 2025, trên 50% học sinh tiểu học được học trực tuyến.")
    document.save("ke_hoach.docx")
    return workplace


def test_the_example_of_the_language_server_runs_until_its_editor_goes(folder: Path) -> None:
    ((command,),) = calls("lsp")
    call = [sys.executable, "-m", "dxplan", command]
    ended = subprocess.run(call, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    assert (ended.returncode, ended.stdout) == (0, b"")


@pytest.mark.parametrize("command", sorted(set(_OPTIONS) - {"lsp"}))
def test_the_example_of_a_command_runs(command: str, folder: Path, run: Any) -> None:
    if command == "diff":
        assert run("freeze", PLAN.name, "--on", "2022-07-07").status == 0
    found = [run(*call) for call in calls(command)]
    assert found[-1].status == STATUS.get(command, 0)
    if command in LEAVES:
        assert (folder / LEAVES[command]).stat().st_size > 0
    else:
        assert found[0].out.strip()


@pytest.mark.parametrize("command", sorted(_OPTIONS))
def test_the_example_is_the_same_call_in_every_language(command: str) -> None:
    assert calls(command)
    assert all(calls(command, language) == calls(command) for language in LANGUAGES)


def test_examples_need_no_other_folder() -> None:
    words = [word for command in _OPTIONS for call in calls(command) for word in call]
    assert not [word for word in words if os.sep in word]
