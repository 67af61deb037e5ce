"""The process itself: how it starts, what it needs for that, and how it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import dxplan
from dxplan.cli import main
from dxplan.cli.exits import STOPPED

HEAVY = ("attrs", "attr", "lark", "pluggy", "rich", "python_calamine", "tomli", "argparse")
SOURCE = Path(dxplan.__file__).parents[1]
COMMANDS = [
    "plans", "show", "export", "check", "due", "explain", "template", "new", "lint", "test",
    "territories", "fmt", "sums",
]  # fmt: skip


def python(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """A fresh interpreter that finds the same dxplan."""
    return subprocess.run(
        [sys.executable, *arguments], env=clean_environment(**environment), capture_output=True,
        timeout=60, check=False,
    )  # fmt: skip


def clean_environment(**changes: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LC_")}
    for name in ("PYTHONUTF8", "PYTHONIOENCODING", "PYTHONUNBUFFERED", "LANG"):
        kept.pop(name, None)
    return {**kept, "PYTHONPATH": str(SOURCE), **changes}


def test_the_version_is_said_without_importing_anything_heavy() -> None:
    code = (
        "import sys; from dxplan.cli import main; status = main(['--version']); "
        f"print(status, sorted(set(sys.modules) & set({HEAVY!r})))"
    )
    result = python("-c", code)
    assert result.stdout.decode().splitlines() == [f"dxplan {dxplan.__version__}", "0 []"]


def test_help_reads_no_spreadsheet_no_plugin_and_no_grammar() -> None:
    code = (
        "import sys; from dxplan.cli import main; main(['check', '--help']); "
        "print([m for m in ('lark', 'pluggy', 'rich', 'python_calamine') if m in sys.modules])"
    )
    assert python("-c", code).stdout.decode().splitlines()[-1] == "[]"


UNUSED_BY_A_CHECK = (
    "dxplan.explain", "dxplan.forms", "dxplan.scaffold", "xlsxwriter", "icalendar",
    "python_calamine",
)  # fmt: skip


def test_a_check_of_csv_files_loads_no_explanations_no_forms_and_no_spreadsheet_library(
    tmp_path: Path,
) -> None:
    rules, data = tmp_path / "p.dxplan", tmp_path / "d.csv"
    rules.write_text("measure rooms\nindicator n = rooms\nn >= 1 in 2024\n", encoding="utf-8")
    data.write_text("id,period,rooms\nA,2024,1\n", encoding="utf-8")
    arguments = ["check", str(rules), "--data", str(data), "--as-of", "2024-12-31"]
    code = (
        f"import sys; from dxplan.cli import main; status = main({arguments!r}); "
        f"print(status, [m for m in {UNUSED_BY_A_CHECK!r} if m in sys.modules])"
    )
    assert python("-c", code).stdout.decode().splitlines()[-1] == "0 []"


def test_a_plan_is_shown_without_spreadsheet_readers_or_evaluation() -> None:
    code = (
        "import sys; from dxplan.cli import main; main(['export', 'small.dxplan']); "
        "print([m for m in ('rich.table', 'python_calamine', 'dxplan.engine.reference') "
        "if m in sys.modules])"
    )
    assert python("-c", code).stdout.decode().splitlines()[-1] == "[]"


@pytest.mark.parametrize("locale", ["C", "POSIX"])
def test_vietnamese_is_written_in_utf8_whatever_the_locale(locale: str) -> None:
    code = "import sys; from dxplan.cli import main; sys.exit(main(['show', 'small.dxplan']))"
    result = python("-X", "utf8=0", "-c", code, LC_ALL=locale, PYTHONCOERCECLOCALE="0")
    assert result.returncode == 0
    assert "Kế hoạch nhỏ" in result.stdout.decode("utf-8")
    assert "cảnh báo" in result.stderr.decode("utf-8")


def test_a_reader_that_stops_reading_is_no_error(workplace: Path) -> None:
    units = "\n".join(f'đơn vị u{n} "{"x" * 80}"' for n in range(4000))
    tasks = "\n".join(f'nhiệm vụ t{n} "việc"\n    chủ trì u{n}\n' for n in range(4000))
    (workplace / "long.dxplan").write_text(f"{units}\n{tasks}", "utf-8")
    code = "import sys; from dxplan.cli import main; sys.exit(main(['export', 'long.dxplan']))"
    process = subprocess.Popen(
        [sys.executable, "-c", code], env=clean_environment(),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None and process.stderr is not None
    assert process.stdout.readline() == b"{\n"
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    assert process.wait(60) == STOPPED
    assert b"Traceback" not in said and b"BrokenPipe" not in said


@pytest.mark.parametrize("arguments", [["--version"], ["fmt", "small.dxplan", "--check"]])
def test_output_into_a_closed_pipe_is_no_error(arguments: list[str]) -> None:
    read, write = os.pipe()
    os.close(read)
    code = f"import sys; from dxplan.cli import main; sys.exit(main({arguments!r}))"
    result = subprocess.run(
        [sys.executable, "-c", code], env=clean_environment(), stdout=write,
        stderr=subprocess.PIPE, timeout=60, check=False,
    )  # fmt: skip
    os.close(write)
    assert (result.returncode, result.stderr) == (STOPPED, b"")


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
def test_ctrl_c_ends_quietly() -> None:
    code = (
        "import sys; from dxplan.cli import main; print('up', flush=True); "
        "sys.exit(main(['fmt', '-']))"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code], env=clean_environment(),
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == b"up\n"
    # It now imports what it needs and waits for standard input, which stays open and empty.
    deadline = time.monotonic() + 30
    while not _sleeps(process.pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (STOPPED, b"", b"")


def _sleeps(pid: int) -> bool:
    """Whether a process waits for something; where that cannot be seen, after a while."""
    status = Path(f"/proc/{pid}/wchan")
    if not status.exists():
        time.sleep(2)
        return True
    return "pipe" in status.read_text()


@pytest.mark.parametrize("arguments", [[], ["grow"], ["show"], ["check"], ["lint", "--shout"]])
def test_a_call_that_makes_no_sense_ends_with_two(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("usage: dxplan")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--help"]) == 0
    assert f"example:\n  dxplan {command}" in capsys.readouterr().out
    assert main([command, "--help", "--lang", "vi"]) == 0
    shown = capsys.readouterr().out
    assert f"dxplan {command}" in shown
    assert "%%" not in shown


def test_help_speaks_vietnamese_where_the_machine_does(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "vi_VN.UTF-8")
    assert main(["--help"]) == 0
    assert "đối chiếu số liệu báo cáo với một kế hoạch" in capsys.readouterr().out


def test_the_language_that_is_asked_for_comes_before_that_of_the_machine(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "vi_VN.UTF-8")
    assert main(["show", "nothing", "--lang", "en"]) == 2
    assert "there is no plan called `nothing`" in capsys.readouterr().err
    assert main(["show", "nothing"]) == 2
    assert "không có kế hoạch" in capsys.readouterr().err


def test_the_package_runs_as_a_module() -> None:
    result = python("-m", "dxplan", "--version")
    assert result.stdout.decode() == f"dxplan {dxplan.__version__}\n"


def test_a_fault_of_its_own_is_never_taken_for_a_verdict(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(_: object) -> int:
        raise ZeroDivisionError("planted")

    monkeypatch.setattr("dxplan.cli.arguments.run", fails)
    assert main(["plans"]) == 70
    assert "ZeroDivisionError: planted" in capsys.readouterr().err


@pytest.mark.parametrize("day", ["0001-01-01", "31/12/9999"])
def test_a_day_outside_the_years_of_rules_is_a_wrong_call(day: str) -> None:
    assert main(["check", "small.dxplan", "--data", "x.csv", "--as-of", day]) == 2


def test_a_check_wants_data_or_sums(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "binh_dinh"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "--data" in captured.err
    assert "--sums" in captured.err
