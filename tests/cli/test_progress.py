"""What a terminal is told while a command runs."""

import io
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from dxplan.cli import progress as module
from dxplan.cli.progress import progress
from dxplan.messages import Language
from dxplan.steps import steps


class Terminal(io.StringIO):
    """Standard error that is a terminal, and tells when something was written to it."""

    def __init__(self) -> None:
        super().__init__()
        self.written = threading.Event()

    def isatty(self) -> bool:
        return True

    def flush(self) -> None:
        self.written.set()

    def wait_for(self, text: str) -> None:
        while text not in self.getvalue():
            assert self.written.wait(30)
            self.written.clear()


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal of which nobody is patient."""
    monkeypatch.setattr(module, "_PATIENCE", 0.0)
    monkeypatch.setattr(module, "_AGAIN", 0.001)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    return Terminal()


@contextmanager
def shown_on(stream: io.StringIO, language: Language = "en") -> Iterator[Callable[[str], None]]:
    """Progress with something in the place of standard error, which pytest sets before a test."""
    before, sys.stderr = sys.stderr, stream
    try:
        with progress(language) as tell:
            yield tell
        assert sys.stderr is stream
    finally:
        sys.stderr = before


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "adding up and judging … 0 s"), ("vi", "đang cộng và đánh giá … 0 giây")],
)
def test_a_terminal_is_told_what_takes_long(
    terminal: Terminal, language: Language, said: str
) -> None:
    with shown_on(terminal, language) as tell:
        tell("judging")
        terminal.wait_for(said)
    assert terminal.getvalue().rstrip("\n").endswith("\x1b[2K")


def test_how_far_work_is_shown_with_a_bar(terminal: Terminal) -> None:
    with shown_on(terminal):
        for each in steps("judging", "abcd"):
            if each == "d":
                terminal.wait_for("75%")
    assert "━" in terminal.getvalue()


def test_a_bar_has_no_colours_where_nobody_wants_them(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    with shown_on(terminal):
        terminal.wait_for("reading the data")
    assert "\x1b[3" not in terminal.getvalue()


def test_the_line_is_wiped_and_the_cursor_is_back_after_an_interruption(terminal: Terminal) -> None:
    with pytest.raises(KeyboardInterrupt), shown_on(terminal):
        terminal.wait_for("reading the data")
        raise KeyboardInterrupt
    shown = terminal.getvalue()
    assert shown.rindex("\x1b[?25h") > shown.rindex("\x1b[?25l")
    assert shown.rstrip("\n").endswith("\x1b[2K")


def test_what_is_done_at_once_is_not_told(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_PATIENCE", 30.0)
    with shown_on(terminal) as tell:
        tell("judging")
    assert terminal.getvalue() == ""


def test_a_terminal_that_knows_only_text_is_told_nothing(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "dumb")
    with shown_on(terminal) as tell:
        tell("judging")
    assert terminal.getvalue() == ""


def test_a_file_is_told_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    file = io.StringIO()
    monkeypatch.setattr(module, "_PATIENCE", 0.0)
    with shown_on(file):
        pass
    assert file.getvalue() == ""
