"""``dxplan completion``, and what shells are answered."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from dxplan.cli.arguments import _OPTIONS, SHELLS
from dxplan.cli.command import FORMATS
from dxplan.cli.completing import _asked, _files, _rule_files
from tests.session.test_laziness import HEAVY

BIN = Path(sys.executable).parent
ROOMS = ("dxplan.session", "dxplan.plugin", "dxplan.plan", "dxplan.data", "dxplan.report.text",
         "dxplan.engine", "dxplan.analysis")  # fmt: skip
# What a shell does when somebody presses Tab behind a line.
ASKED = """
source "$1"
COMP_LINE=$2 COMP_POINT=${#2} COMP_TYPE=9
_python_argcomplete dxplan
printf '%s\\n' "${COMPREPLY[@]}"
"""


def environment(**changes: str) -> dict[str, str]:
    return {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", **changes}


@pytest.fixture
def code(workplace: Path, run: Any) -> Path:
    """The code of bash in a file."""
    path = workplace / "completion.bash"
    path.write_text(run("completion", "bash").out, "utf-8")
    return path


@pytest.fixture
def tab(code: Path) -> Any:
    """Press Tab behind a line, in a real bash."""
    if shutil.which("bash") is None:
        pytest.skip("there is no bash")

    def press(line: str, **changes: str) -> list[str]:
        done = subprocess.run(
            ["bash", "--norc", "-c", ASKED, "bash", str(code), line],
            env=environment(**changes), capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert done.stderr == ""
        return done.stdout.split("\n")[:-1]

    return press


def test_commands_are_completed(tab: Any) -> None:
    assert tab("dxplan che") == ["check "]
    assert set(_OPTIONS) <= set(tab("dxplan "))


def test_options_are_completed(tab: Any) -> None:
    assert tab("dxplan check small.dxplan --reg") == ["--register "]
    assert tab("dxplan check small.dxplan --color a") == ["auto", "always"]


def test_plans_are_completed_by_name_and_by_file(tab: Any, workplace: Path) -> None:
    assert tab("dxplan show binh") == ["binh_dinh "]
    assert tab("dxplan show sma") == ["small.dxplan "]
    assert tab("dxplan lint small.dxplan bro") == ["broken.dxplan "]
    assert "figures.csv" not in tab("dxplan show ")


def test_formats_are_completed(tab: Any) -> None:
    assert tab("dxplan check small.dxplan --format ") == list(FORMATS)
    assert tab("dxplan due small.dxplan --format i") == ["ics "]


def test_columns_of_the_register_are_completed(tab: Any, workplace: Path) -> None:
    (workplace / "schools.csv").write_text("Mã trường,Huyện,Xã\nS1,An Lão,An Hòa\n", "utf-8")
    line = "dxplan check small.dxplan --register {} --by "
    assert tab(line.format("schools.csv")) == [
        "organisation", "commune", "district", "huyện", "xã",
    ]  # fmt: skip
    assert tab(line.format("schools.csv") + "d") == ["district "]
    assert tab(line.format("nowhere.csv")) == ["organisation "]
    assert tab("dxplan check small.dxplan --by ") == ["organisation "]


def test_targets_and_units_of_the_plan_are_completed(tab: Any) -> None:
    assert tab("dxplan explain small.dxplan online_share.p") == ["online_share.primary.by.2025 "]
    assert tab("dxplan explain small.dxplan self") == ["self_assessment "]
    assert tab("dxplan due small.dxplan --unit so") == ["so_gddt "]


def test_files_and_folders_are_completed(tab: Any, workplace: Path) -> None:
    (workplace / "forms").mkdir()
    (workplace / "forms" / "Quý IV.csv").write_text("")
    (workplace / ".hidden").write_text("")
    assert tab("dxplan check small.dxplan --data fi") == ["figures.csv "]
    assert tab("dxplan check small.dxplan --data fo") == ["forms/"]
    assert tab("dxplan check small.dxplan --data forms/Q") == ["forms/Quý\\ IV.csv "]
    assert ".hidden" not in tab("dxplan check small.dxplan --data ")


@pytest.mark.parametrize(
    "line",
    ["dxplan explain nothing x", "dxplan explain broken.dxplan zz", "dxplan grow x",
     "dxplan show 'x",     "dxplan due --unit z", "dxplan check small.dxplan --data nowhere/x",
     "dxplan show --plugins nowhere z"],
)  # fmt: skip
def test_what_cannot_be_completed_is_met_with_silence(tab: Any, line: str) -> None:
    assert tab(line) in ([], [""])


def test_a_question_without_a_line_is_no_crash() -> None:
    done = subprocess.run(
        [BIN / "dxplan"], env=environment(_ARGCOMPLETE="1"), capture_output=True, check=False
    )
    assert b"Traceback" not in done.stderr
    assert done.stdout == b""
    assert done.returncode != 0


def test_names_that_steer_a_terminal_are_not_offered(workplace: Path) -> None:
    for name in ("a\x1b[31m.csv", "a\nb.csv", "a\u202eb.csv", "ab.csv"):
        (workplace / name).write_text("")
    assert _asked(_files)("a", Namespace()) == ["ab.csv"]


def test_rule_files_and_locks_are_offered_where_a_plan_is_meant(workplace: Path) -> None:
    (workplace / "small.lock.json").write_text("{}")
    found = list(_rule_files("", Namespace()))
    assert found == ["broken.dxplan", "small.dxplan", "small.lock.json"]


# --- what it takes --------------------------------------------------------------------------------

CODE = """
import os, sys
names = {names!r}
os.environ.update(_ARGCOMPLETE="1", COMP_LINE={line!r}, COMP_POINT=str(len({line!r})))
os.environ["_ARGCOMPLETE_STDOUT_FILENAME"] = {answer!r}
from dxplan.cli.entry import main
status = main([])
print(status, *(name for name in names if name in sys.modules))
"""


@pytest.mark.parametrize(
    ("line", "answer", "names", "needed"),
    [
        ("dxplan che", "check ", (*HEAVY, *ROOMS), set()),
        ("dxplan check x --reg", "--register ", (*HEAVY, *ROOMS), set()),
        ("dxplan check x --data fig", "figures.csv ", (*HEAVY, *ROOMS), set()),
        ("dxplan show binh", "binh_dinh ", ("lark", "z3", "rich", "numpy", "duckdb"), set()),
    ],
)
def test_completing_imports_what_it_needs(
    workplace: Path, line: str, answer: str, names: Sequence[str], needed: set[str]
) -> None:
    path = workplace / "answer"
    script = CODE.format(names=tuple(names), line=line, answer=str(path))
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=False
    )
    assert (done.stderr, set(done.stdout.split()[1:])) == ("", needed)
    assert path.read_text("utf-8") == answer


# --- the shells -----------------------------------------------------------------------------------

MARKS = {
    "bash": "complete -o nospace -F _python_argcomplete dxplan",
    "zsh": "compdef _python_argcomplete dxplan",
    "fish": "complete --command dxplan -f -a",
    "powershell": "Register-ArgumentCompleter -Native -CommandName dxplan",
}


@pytest.mark.parametrize("shell", SHELLS)
def test_every_shell_has_its_code(run: Any, shell: str) -> None:
    found = run("completion", shell)
    assert (found.status, found.err) == (0, "")
    assert MARKS[shell] in found.out
    assert "/" not in MARKS[shell]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shell_understands_its_code(run: Any, workplace: Path, shell: str) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"there is no {shell}")
    path = workplace / "completion"
    path.write_text(run("completion", shell).out, "utf-8")
    done = subprocess.run([shell, "-n", path], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_help_of_zsh_and_fish_is_in_the_language_of_the_environment(code: Path) -> None:
    script = CODE.format(names=(), line="dxplan che", answer=str(code.parent / "answer"))
    done = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True,
        env=environment(
            DXPLAN_LANG="vi", _ARGCOMPLETE_SHELL="zsh", _ARGCOMPLETE_SUPPRESS_SPACE="1"
        ),
    )  # fmt: skip
    assert done.stderr == b""
    said = (code.parent / "answer").read_text("utf-8")
    assert said.startswith("check") and "đối chiếu số liệu báo cáo" in said
