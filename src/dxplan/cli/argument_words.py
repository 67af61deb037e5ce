"""What argparse says of a call, in the language of the call, and hints at what was meant.

argparse hands every sentence to ``gettext``, by two names of its module. Catalogues of gettext are
compiled files in folders of the machine; the texts of dxplan are data of the package, gated to be
complete. So while a call is read in Vietnamese, the two names look into ours.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import MappingProxyType
from typing import NoReturn

from dxplan.messages import Language, catalogue
from dxplan.report.words import plain, word


@contextmanager
def argparse_in(language: Language) -> Iterator[None]:
    """Let argparse speak a language, both while a parser is made and while it reads a call."""
    names = argparse.__dict__
    said = _said_in(language)
    kept = {name: names[name] for name in said if name in names}
    names.update({name: said[name] for name in kept})
    try:
        yield
    finally:
        names.update(kept)


def _said_in(language: Language) -> dict[str, Callable[..., str]]:
    if language == "en":
        return {}
    entries = catalogue("arguments")["argparse"].values()
    texts = {str(entry["en"]): str(entry[language]) for entry in entries}

    def one(text: str) -> str:
        return texts.get(text, text)

    def counted(singular: str, plural: str, count: int) -> str:
        return one(singular if count == 1 else plural)

    return {"_": one, "ngettext": counted}


def placeholder(name: str, language: Language) -> str:
    """What stands for a value in a call; a name without a word of its own stands as it is.

    >>> placeholder("PLAN", "vi"), placeholder("A4", "vi")
    ('KẾ_HOẠCH', 'A4')
    """
    words = catalogue("arguments")["metavar"].get(name)
    return name if words is None else str(words[language])


def usage(text: str, language: Language) -> str:
    """A line of usage with the words for its values in a language.

    >>> usage("check PLAN --data FILE [FILE ...] [options]", "vi")
    'check KẾ_HOẠCH --data TỆP [TỆP ...] [tùy_chọn]'
    """
    return re.sub(r"\b[A-Z]{3,}\b|\boptions\b", lambda found: placeholder(found[0], language), text)


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
