"""A parser of calls that says what a mistyped word may have meant, and where to read on."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NoReturn

from dxplan.messages import Language
from dxplan.report.words import plain, word


class CallParser(argparse.ArgumentParser):
    """``argparse`` with hints; :func:`prepared` tells it the call and the commands there are."""

    language: Language = "en"
    given: Sequence[str] = ()
    commands: Mapping[str, CallParser] = MappingProxyType({})

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the call, and end with 2."""
        (self._command_meant() or self)._say_wrong(message)

    def _say_wrong(self, message: str) -> NoReturn:
        super().error(message)

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        """End; what went wrong is followed by hints."""
        super().exit(status, f"{message}{self._hints()}" if status and message else message)

    def _hints(self) -> str:
        hints = [word("cli", "meant", self.language, name=name) for name in self._meant()]
        if self.given and self.given[0].startswith("--"):
            hints.append(word("cli", "options_behind", self.language))
        hints.append(word("cli", "more_help", self.language, call=self.prog))
        return "".join(f"{hint}\n" for hint in hints)

    def _first(self) -> str:
        """What stands where a command is expected."""
        return next((each for each in self.given if not each.startswith("-")), "")

    def _command_meant(self) -> CallParser | None:
        """The command of the call, where it is not for the whole of dxplan to say what is wrong."""
        return self.commands.get(self._first())

    def _meant(self) -> list[str]:
        """The words that mistyped ones of the call are near to."""
        if self.commands:
            return nearest(self._first(), self.commands)
        known = [name for action in self._actions for name in action.option_strings]
        options = (each.partition("=")[0] for each in self.given if each.startswith("--"))
        meant = [near for each in options if each not in known for near in nearest(each, known)]
        return list(dict.fromkeys(meant))


def nearest(text: str, known: Iterable[str]) -> list[str]:
    """The known word that a mistyped one is nearest to, if any is near.

    >>> nearest("chek", ["check", "coverage"]), nearest("x", ["check"])
    (['check'], [])
    """
    from difflib import get_close_matches

    return get_close_matches(plain(text)[:100], list(known), 1, 0.6)


def prepared(
    top: CallParser, commands: Mapping[str, CallParser], given: Sequence[str], language: Language
) -> CallParser:
    """The parser of the whole command line, which knows the call that it will read."""
    top.commands = commands
    for each in (top, *commands.values()):
        each.given, each.language = given, language
    return top
