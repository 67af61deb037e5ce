"""What a terminal is told while a command runs."""

import io
import sys
import threading

import pytest

from dxplan.cli import progress as module
from dxplan.cli.progress import progress
from dxplan.messages import Language


class Terminal(io.StringIO):
    """Standard error that is a terminal, and tells when something was written to it."""

    def __init__(self) -> None:
        super().__init__()
        self.written = threading.Event()

    def isatty(self) -> bool:
        return True

    def flush(self) -> None:
        self.written.set()


@pytest.mark.parametrize(
    ("language", "said"), [("en", "judging … 0 s"), ("vi", "đánh giá … 0 giây")]
)
def test_a_terminal_is_told_what_takes_long(
    monkeypatch: pytest.MonkeyPatch, language: Language, said: str
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(module, "_PATIENCE", 0.0)
    monkeypatch.setattr(module, "_AGAIN", 0.001)
    with progress(language) as tell:
        tell("judging")
        while said not in terminal.getvalue():
            assert terminal.written.wait(30)
            terminal.written.clear()
    assert terminal.getvalue().endswith("\r\x1b[K")


def test_the_line_is_wiped_after_an_interruption(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(module, "_PATIENCE", 0.0)
    with pytest.raises(KeyboardInterrupt), progress("en"):
        assert terminal.written.wait(30)
        raise KeyboardInterrupt
    assert terminal.getvalue().endswith("\r\x1b[K")


def test_what_is_done_at_once_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with progress("en") as tell:
        tell("judging")
    assert terminal.getvalue() == ""


def test_a_file_is_told_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    file = io.StringIO()
    monkeypatch.setattr(sys, "stderr", file)
    monkeypatch.setattr(module, "_PATIENCE", 0.0)
    with progress("en"):
        pass
    assert file.getvalue() == ""
