"""What goes to a terminal, and what to anything else."""

from __future__ import annotations

import fcntl
import io
import os
import re
import shutil
import struct
import subprocess
import sys
import termios
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from dxplan.cli.terminal import has_colours, page_of
from dxplan.report.page import Page
from tests.docs.pages import REPO

CODE = re.compile("\x1b\\[[0-9;]*m")
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
DXPLAN = [sys.executable, "-m", "dxplan"]
CHECK = ["check", "binh_dinh", "--data", "reports.csv", "--register", "register.csv",
         "--events", "events.csv", "--as-of", "2025-12-31"]  # fmt: skip
ENGLISH = ["--lang", "en"]
CALLS = {
    "check": CHECK,
    "check by district": [*CHECK, "--by", "district"],
    "due": ["due", "binh_dinh", "--as-of", "2025-01-01", "--within", "2y", *ENGLISH],
    "compare": ["compare", "binh_dinh", "quang_ninh", "phu_nhuan"],
    "plans": ["plans"],
    "show": ["show", "binh_dinh"],
    "territories": ["territories"],
    "refine": ["refine", "binh_dinh", "national.qd_131"],
    "explain": ["explain", "binh_dinh", "online_share.primary", *CHECK[2:]],
    "test": ["test", "binh_dinh", "--coverage"],
    "mutate": ["test", "small.dxplan", "--mutate"],
    "lint": ["lint", "binh_dinh"],
    "error": ["show", "broken.dxplan"],
    "small": ["show", "small.dxplan"],
}


@pytest.fixture
def folder(workplace: Path) -> Path:
    examples = REPO / "examples" / "binh_dinh"
    for file in ("register.csv", "events.csv"):
        shutil.copy(examples / file, workplace / file)
    heading, *rows = (examples / "reports.csv").read_text("utf-8").splitlines(keepends=True)
    last = [row for row in rows if "IV/2025" in row]
    (workplace / "reports.csv").write_text(heading + "".join(last), "utf-8")
    return workplace


def environment(**changes: str) -> dict[str, str]:
    dropped = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "DXPLAN_LANG", "PYTHONIOENCODING")
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    return {**kept, "TERM": "xterm", "LC_ALL": "C.UTF-8", **changes}


def on_terminal(call: list[str], columns: int, *, messages: bool = False, **changes: str) -> str:
    """What a command writes to a terminal of some width: its result, or its messages."""
    master, slave = os.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    process = subprocess.Popen(
        [*DXPLAN, *call], env=environment(**changes), stdin=slave,
        stdout=subprocess.DEVNULL if messages else slave,
        stderr=slave if messages else subprocess.DEVNULL,
    )  # fmt: skip
    os.close(slave)
    written = b""
    while True:
        try:
            part = os.read(master, 65536)
        except OSError:
            break
        if not part:
            break
        written += part
    process.wait(60)
    os.close(master)
    return written.decode("utf-8").replace("\r\n", "\n")


def in_pipe(call: list[str], **changes: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*DXPLAN, *call], env=environment(**changes), capture_output=True, check=False
    )


# What is no table stands as it is, and a terminal breaks it: rules as they are written.
AS_IT_IS = re.compile(r"^ *[-+] |^\S*\.dxplan|^ +\S+ [0-9]+:|xem bằng lệnh|^ *\|")


@pytest.mark.parametrize("columns", [60, 80])
@pytest.mark.parametrize(
    "name", [name for name in CALLS if name not in ("mutate", "error", "lint")]
)
def test_everything_drawn_fits_the_terminal(folder: Path, name: str, columns: int) -> None:
    shown = CODE.sub("", on_terminal(CALLS[name], columns))
    lines = [line for line in shown.splitlines() if not AS_IT_IS.search(line)]
    assert len(lines) > 5
    assert [line for line in lines if cell_len(line) > columns] == []
    assert CONTROL.findall(shown.replace("\n", "")) == []


@pytest.mark.parametrize("name", CALLS)
def test_a_pipe_gets_no_control_code_and_the_same_width_everywhere(folder: Path, name: str) -> None:
    found = in_pipe(CALLS[name], COLUMNS="60")
    assert CONTROL.findall((found.stdout + found.stderr).decode().replace("\n", "")) == []
    if name in ("plans", "due", "show"):
        again = in_pipe(CALLS[name])
        assert (again.stdout, again.stderr) == (found.stdout, found.stderr)


def test_a_terminal_says_the_same_as_a_pipe(folder: Path) -> None:
    shown = CODE.sub("", on_terminal(CALLS["check"], 100))
    piped = in_pipe(CALLS["check"]).stdout.decode()
    plain = [line.rstrip() for line in piped.splitlines()]
    assert [line.rstrip() for line in shown.splitlines()] == plain


@pytest.mark.parametrize("columns", [60, 80])
def test_no_word_of_a_cell_is_lost_on_a_narrow_page(folder: Path, columns: int) -> None:
    words = {
        word
        for line in in_pipe(CALLS["plans"]).stdout.decode().splitlines()[1:]
        for word in line.split()
        if word.isalnum()
    }
    shown = CODE.sub("", on_terminal(CALLS["plans"], columns))
    assert words - {word.strip(":") for word in shown.split()} == set()


def test_verdicts_are_words_in_colours(folder: Path) -> None:
    call = ["check", "small.dxplan", "--data", "figures.csv", "--as-of", "2025-12-31", *ENGLISH]
    shown = on_terminal(call, 100)
    assert "\x1b[32mmet 2\x1b[0m" in shown
    assert re.search("\x1b\\[32mmet *\x1b\\[0m", shown)
    assert "\x1b[1mTARGETS\x1b[0m" in shown
    rule = next(
        line for line in on_terminal(CALLS["error"], 100, messages=True).splitlines() if "[" in line
    )
    assert re.search("\x1b\\[1;31m(lỗi|error)\\[[a-z-]+\\]\x1b\\[0m: ", rule)


@pytest.mark.parametrize(
    ("changes", "options", "coloured"),
    [
        ({}, [], True),
        ({"NO_COLOR": "1"}, [], False),
        ({"NO_COLOR": ""}, [], True),
        ({"TERM": "dumb"}, [], False),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, [], False),
        ({"NO_COLOR": "1"}, ["--color", "always"], True),
        ({}, ["--color", "never"], False),
        ({}, ["--output", "there.txt"], False),
    ],
)
def test_a_terminal_gets_colours_unless_it_must_not(
    folder: Path, changes: dict[str, str], options: list[str], coloured: bool
) -> None:
    shown = on_terminal(["check", "small.dxplan", "--data", "figures.csv", *options], 80, **changes)
    assert bool(CODE.search(shown)) is coloured
    if "--output" in options:
        assert CONTROL.findall((folder / "there.txt").read_text("utf-8").replace("\n", "")) == []


@pytest.mark.parametrize(
    ("changes", "options", "coloured"),
    [
        ({"FORCE_COLOR": "1"}, [], True),
        ({"FORCE_COLOR": "0"}, [], False),
        ({}, ["--color", "always"], True),
        ({"FORCE_COLOR": "1"}, ["--color", "never"], False),
        ({"FORCE_COLOR": "1"}, ["--format", "json"], False),
    ],
)
def test_a_pipe_gets_colours_only_when_they_are_asked_for(
    folder: Path, changes: dict[str, str], options: list[str], coloured: bool
) -> None:
    call = ["check", "small.dxplan", "--data", "figures.csv", *options]
    assert bool(CODE.search(in_pipe(call, **changes).stdout.decode())) is coloured


def test_hostile_names_steer_no_terminal(folder: Path) -> None:
    text = (folder / "small.dxplan").read_text("utf-8").replace("Kế hoạch nhỏ", "a\\x1b[31mb\x9bc")
    (folder / "small.dxplan").write_text(text, "utf-8")
    for columns in (60, 100):
        shown = CODE.sub("", on_terminal(["show", "small.dxplan"], columns))
        assert CONTROL.findall(shown.replace("\n", "")) == []


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_marks_of_vietnamese_letters_take_no_room(folder: Path, form: str) -> None:
    import unicodedata

    text = (folder / "small.dxplan").read_text("utf-8")
    title = "Tỉ trọng dạy học trực tuyến của học sinh tiểu học và trung học cơ sở"
    long = unicodedata.normalize(form, title)  # type: ignore[arg-type]
    text = text.replace("Tỉ trọng dạy học trực tuyến", long)
    (folder / "small.dxplan").write_text(text, "utf-8")
    call = ["check", "small.dxplan", "--data", "figures.csv", "--as-of", "2025-12-31"]
    shown = CODE.sub("", on_terminal(call, 60))
    assert max(map(cell_len, shown.splitlines())) <= 60
    assert "trọng" in unicodedata.normalize("NFC", shown)


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "cp1258:strict"])
@pytest.mark.parametrize("name", ["error", "small"])
def test_no_encoding_of_the_stream_ends_a_command(folder: Path, name: str, encoding: str) -> None:
    wanted = in_pipe(CALLS[name])
    found = in_pipe(CALLS[name], PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert (found.returncode, found.stdout, found.stderr) == (
        wanted.returncode, wanted.stdout, wanted.stderr
    )  # fmt: skip
    assert b"Traceback" not in found.stderr


# --- what a stream is -----------------------------------------------------------------------------


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("columns", "width"), [("30", 40), ("72", 72), ("300", 100)])
def test_a_page_is_as_wide_as_can_be_read(
    monkeypatch: pytest.MonkeyPatch, columns: str, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setenv("NO_COLOR", "1")
    assert page_of(Terminal()) == Page(width)
    assert page_of(io.StringIO()) == Page(100)


def test_a_stream_that_is_closed_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    closed: Any = Terminal()
    closed.close()
    assert not has_colours(io.StringIO(), "auto")
    assert page_of(closed).width in (40, 72, 80, 100)


@pytest.mark.parametrize(("told", "coloured"), [({}, False), ({"WT_SESSION": "1"}, True)])
def test_the_old_console_of_windows_gets_no_codes(
    monkeypatch: pytest.MonkeyPatch, told: dict[str, str], coloured: bool
) -> None:
    for name in ("WT_SESSION", "ANSICON", "TERM", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    for name, value in told.items():
        monkeypatch.setenv(name, value)
    assert has_colours(Terminal(), "auto") is coloured
