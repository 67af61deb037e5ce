"""Which language a call is in, before any plan is read."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Sequence
from itertools import pairwise

from dxplan.messages import LANGUAGES, Language

ENVIRONMENT_VARIABLE = "DXPLAN_LANG"


class UnknownLanguage(ValueError):
    """``DXPLAN_LANG`` names a language that dxplan does not speak."""


def spoken_language(arguments: Sequence[str]) -> Language:
    """The language to speak while no plan says one.

    That of ``--lang``, else of ``DXPLAN_LANG``, else of the locale.
    """
    asked = [value for name, value in pairwise(arguments) if name == "--lang"]
    asked += [part.removeprefix("--lang=") for part in arguments if part.startswith("--lang=")]
    asked.append(os.environ.get(ENVIRONMENT_VARIABLE, ""))
    for name in asked:
        for language in LANGUAGES:
            if language == name:
                return language
    locale = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return "vi" if locale.startswith("vi") else "en"


def asked_everywhere(options: Namespace) -> Language | None:
    """The language to write in: of ``--lang``, else of ``DXPLAN_LANG``; ``None`` leaves it open.

    For ``fmt`` the option names the language of keywords, which only the call itself may change.

    :raises UnknownLanguage: when the variable names no language.
    """
    wanted = os.environ.get(ENVIRONMENT_VARIABLE, "")
    given: Language | None = options.lang
    for language in LANGUAGES:
        if language == wanted:
            return given if given or options.command == "fmt" else language
    if wanted:
        raise UnknownLanguage(wanted)
    return given
